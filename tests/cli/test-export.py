#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`postlotse export` in a home of its own: what it lists, shows, changes, refuses and takes back."""

import fcntl
import io
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile

import jsonschema

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "lab"))
from tap import Tap  # noqa: E402

POSTLOTSE = os.environ["POSTLOTSE"]
CASES = pathlib.Path(__file__).resolve().parent.parent / "export" / "thunderbird"
SCHEMA = json.loads((pathlib.Path(os.environ["POSTLOTSE_SCHEMAS"]) / "export-list.schema.json")
                    .read_text(encoding="utf-8"))
USUAL = CASES / "beside-another" / "settings.json"
PIN = "00:AA:11:BB:22:CC:33:DD:44:EE:55:FF:00:AA:11:BB:22:CC:33:DD:44:EE:55:FF:00:AA:11:BB:22:CC:33:DD"
LANGUAGES = {"en": {"LC_ALL": "C.UTF-8", "LANGUAGE": "en"}, "de": {"LC_ALL": "C.UTF-8", "LANGUAGE": "de"}}


class Home:
    """A home folder with a profile of Thunderbird, and another one that is not in use."""

    def __init__(self, case="beside-another"):
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name)
        self.root = self.path / ".thunderbird"
        self.profile = self.root / "abc.default-esr"
        self.other = self.root / "work"
        for profile in (self.profile, self.other):
            shutil.copytree(CASES / case / "before", profile)
        (self.root / "profiles.ini").write_text(
            "[Profile0]\nName=work\nIsRelative=1\nPath=work\nDefault=1\n"
            "[Profile1]\nName=default-esr\nIsRelative=1\nPath=abc.default-esr\n"
            "[Install1]\nDefault=abc.default-esr\n", encoding="utf-8")

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.folder.cleanup()

    def environment(self, language="en"):
        return dict(os.environ, **LANGUAGES[language], HOME=str(self.path), XDG_STATE_HOME=str(self.path / "state"),
                    PATH=str(self.path))

    def run(self, *words, stdin="", language="en"):
        return subprocess.run([POSTLOTSE, "export", *map(str, words)], input=stdin, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, timeout=60, env=self.environment(language))

    def to_thunderbird(self, *words, **more):
        return self.run("--to=thunderbird", *words, **more)

    def start(self, *words):
        return subprocess.Popen([POSTLOTSE, "export", "--to=thunderbird", *map(str, words)], text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment())

    def prefs(self):
        return (self.profile / "prefs.js").read_text(encoding="utf-8")


class Running:
    """Holds a profile as Thunderbird does."""

    def __init__(self, profile):
        self.lock = open(profile / ".parentlock", "w", encoding="utf-8")
        fcntl.lockf(self.lock, fcntl.LOCK_EX)

    def close(self):
        self.lock.close()


def changed_settings(folder, **changes):
    """The usual settings, with other values for the incoming server."""
    whole = json.loads(USUAL.read_text(encoding="utf-8"))
    whole["account"]["incoming"][0].update(changes)
    path = folder / "changed.json"
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


def test_usage(t):
    settings = f"--settings={USUAL}"
    rows = [
        ([], "nothing"),
        ([settings], "no program"),
        (["--to=mutt", settings], "an unknown program"),
        (["--to=thunderbird"], "no settings"),
        (["--to=thunderbird", settings, "more"], "a word too much"),
        (["--list", settings], "a list with settings"),
        (["--json", "--to=thunderbird", settings], "JSON without a list"),
        (["--to=thunderbird", "--settings=/nonexistent"], "a file that is not there"),
        (["--to=thunderbird", settings, "--profile=nobody"], "an unknown profile"),
        (["--to=thunderbird", settings, "--incoming-trust-fingerprint=abc"], "a fingerprint that is none"),
        (["--to=thunderbird", settings, f"--incoming-trust-fingerprint={PIN}"], "an exception that is not there"),
        (["--to=thunderbird", settings, "--import-file=x.zip", "--wait"], "an import that waits"),
        (["--to=thunderbird", settings, "--password-file=-"], "a password that nobody takes"),
        (["--to=mailspring", "--settings=-", "--password-file=-"], "standard input twice"),
        (["--to=mailspring", settings, "--password-file=/nonexistent"], "a password that is not there"),
    ]
    for words, what in rows:
        with Home() as home:
            done = home.run(*words)
            t.ok(done.returncode == 2 and done.stderr.startswith("postlotse: ") and not done.stdout,
                 f"usage: {what} gives 2 and a sentence", f"{done.returncode}\n{done.stdout}\n{done.stderr}")
    for text in ("", "{", "[]", '{"format": "postlotse-handover", "version": 1, "status": "cancelled"}'):
        with Home() as home:
            before = home.prefs()
            done = home.to_thunderbird("--settings=-", stdin=text)
            t.ok(done.returncode == 2 and home.prefs() == before, f"usage: {text!r} is no settings", done.stderr)


def test_list(t):
    with Home() as home:
        found = json.loads(home.run("--list", "--json").stdout)
        jsonschema.validate(found, SCHEMA)
        ours = [(place["profile"], place["preferred"], place["state"]) for place in found["programs"]
                if place["program"] == "thunderbird"]
        t.equal(ours, [("default-esr", True, "ready"), ("work", False, "ready")], "list: the one in use comes first")
        running = Running(home.profile)
        found = json.loads(home.run("--list", "--json", "--to=thunderbird").stdout)
        t.equal([place["state"] for place in found["programs"]], ["running", "ready"], "list: which one runs")
        t.ok("It is open" in home.run("--list").stdout, "list: and for people")
        running.close()
        shutil.rmtree(home.root)
        done = home.run("--list", "--json", "--to=thunderbird")
        t.equal(json.loads(done.stdout)["programs"], [], "list: empty without Thunderbird")
        t.equal(home.to_thunderbird(f"--settings={USUAL}").returncode, 1, "export: 1 without Thunderbird")
        (home.path / "thunderbird").touch(0o755)
        done = home.to_thunderbird(f"--settings={USUAL}")
        t.ok(done.returncode == 1 and "has not been started yet" in done.stderr and "--import-file" in done.stderr,
             "export: one that was never started, and what can be done about it", done.stderr)


def test_there_and_back(t):
    with Home() as home:
        before = home.prefs()
        shown = home.to_thunderbird(f"--settings={USUAL}", "--dry-run")
        t.ok(shown.returncode == 0 and home.prefs() == before, "dry run: nothing changes", shown.stderr)
        t.ok("according to the file" in shown.stdout, "dry run: who says that it works", shown.stdout)
        done = home.to_thunderbird("--settings=-", stdin=USUAL.read_text(encoding="utf-8"))
        t.equal(done.returncode, 0, "export: 0", )
        t.ok("Tick the box" in done.stdout, "export: what comes next is said", done.stdout)
        after = home.prefs()
        t.equal(after, (CASES / "beside-another" / "after" / "prefs.js").read_text(encoding="utf-8"),
                "export: what is written")
        added = {line for line in after.splitlines() if line not in before.splitlines()}
        t.equal({line[2:] for line in shown.stdout.splitlines() if line.startswith("+ ")}, added,
                "dry run: exactly what is written was shown")
        again = home.to_thunderbird(f"--settings={USUAL}")
        t.ok(again.returncode == 0 and home.prefs() == after and "already" in again.stdout,
             "export: the second time changes nothing", again.stdout)
        back = home.to_thunderbird("--undo", f"--settings={USUAL}", "--dry-run")
        t.ok(back.returncode == 0 and home.prefs() == after, "undo: shown first", back.stderr)
        back = home.to_thunderbird("--undo", f"--settings={USUAL}")
        t.ok(back.returncode == 0 and home.prefs() == before, "undo: as it was", back.stderr)
        t.equal(home.to_thunderbird("--undo").returncode, 1, "undo: 1 when there is nothing")


def test_profiles(t):
    for profile in ("work", "{}/work"):
        with Home() as home:
            before = home.prefs()
            done = home.to_thunderbird(f"--settings={USUAL}", "--profile=" + profile.format(home.root))
            t.ok(done.returncode == 0 and home.prefs() == before
                 and "imap.example.org" in (home.other / "prefs.js").read_text(encoding="utf-8"),
                 f"profile: {profile} is taken", done.stderr)


def test_running(t):
    with Home() as home:
        before = home.prefs()
        running = Running(home.profile)
        done = home.to_thunderbird(f"--settings={USUAL}")
        t.ok(done.returncode == 1 and home.prefs() == before and "--wait" in done.stderr, "running: refused",
             done.stderr)
        stopped = home.start(f"--settings={USUAL}", "--wait")
        stopped.stderr.readline()
        stopped.send_signal(signal.SIGINT)
        stopped.communicate(timeout=30)
        t.equal([stopped.returncode, home.prefs()], [3, before], "running: waiting can be stopped")
        waiting = home.start(f"--settings={USUAL}", "--wait")
        t.ok("Waiting" in waiting.stderr.readline(), "running: says that it waits")
        running.close()
        waiting.communicate(timeout=30)
        t.ok(waiting.returncode == 0 and home.prefs() != before, "running: and goes on at its end")


def test_claims(t):
    with Home("exceptions") as home:
        settings = CASES / "exceptions" / "settings.json"
        overrides = home.profile / "cert_override.txt"
        before = overrides.read_bytes()
        done = home.to_thunderbird(f"--settings={settings}")
        t.ok(done.returncode == 0 and overrides.read_bytes() == before and "anybody can write a file" in done.stdout,
             "claims: a file makes no exception", done.stdout)
        done = home.to_thunderbird(f"--settings={settings}", f"--incoming-trust-fingerprint={PIN}")
        t.ok(done.returncode == 0 and b"imap.example.org:993:\tOID.2.16.840.1.101.3.4.2.1\t" + PIN.encode()
             in overrides.read_bytes() and b"smtp.example.org" not in overrides.read_bytes(),
             "claims: who names the certificate agrees to it, for one direction", done.stdout)
    with Home() as home:
        before = home.prefs()
        settings = changed_settings(home.path, security="none", port=143, tls={"version": None, "trust": "none"})
        done = home.to_thunderbird(f"--settings={settings}")
        t.ok(done.returncode == 1 and home.prefs() == before, "claims: no password in clear text", done.stderr)
        done = home.to_thunderbird(f"--settings={settings}", "--allow-cleartext")
        t.ok(done.returncode == 0 and '"mail.server.server10.socketType", 0' in home.prefs(),
             "claims: unless it is agreed to", done.stderr)


def test_import(t):
    with Home() as home:
        path = home.path / "anna.zip"
        done = home.to_thunderbird(f"--settings={USUAL}", f"--import-file={path}")
        t.ok(done.returncode == 0 and "Import" in done.stdout, "import: the steps are said", done.stderr)
        t.equal(path.stat().st_mode & 0o777, 0o600, "import: nobody else reads it")
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            t.equal([archive.testzip(), archive.namelist()], [None, ["Thunderbird/prefs.js"]], "import: the archive is sound")
            t.ok(b'"mail.server.server1.hostname", "imap.example.org"' in archive.read("Thunderbird/prefs.js"),
                 "import: and has the account")
        content = path.read_bytes()
        done = home.to_thunderbird(f"--settings={USUAL}", f"--import-file={path}")
        t.ok(done.returncode == 1 and path.read_bytes() == content, "import: never over a file that is there")


def test_languages(t):
    with Home() as home:
        english, german = (home.to_thunderbird(f"--settings={USUAL}", "--dry-run", language=language).stdout
                           for language in LANGUAGES)
        lines = [[line for line in text.splitlines() if line[:2] in ("+ ", "- ")] for text in (english, german)]
        t.equal(lines[0], lines[1], "languages: what is written is the same in each")


def main():
    t = Tap()
    for test in (test_usage, test_list, test_there_and_back, test_profiles, test_running, test_claims, test_import,
                 test_languages):
        t.run(test.__name__, test)
    return t.finish()


if __name__ == "__main__":
    sys.exit(main())
