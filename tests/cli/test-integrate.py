#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`postlotse integrate`: our entry in mail programs' menus, put there and taken out again."""

import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "lab"))
from tap import Tap  # noqa: E402

POSTLOTSE = os.environ["POSTLOTSE"]
SOURCE = pathlib.Path(os.environ["POSTLOTSE_INTEGRATIONS"]) / "mailspring"
PLACES = {"native": ".config/Mailspring", "snap": "snap/mailspring/common",
          "flatpak": ".var/app/com.getmailspring.Mailspring/config/Mailspring"}


def run(home, *words, language="en"):
    environment = dict(os.environ, HOME=str(home), XDG_CONFIG_HOME=str(home / ".config"),
                       LC_ALL="C.UTF-8", LANGUAGE=language)
    return subprocess.run([POSTLOTSE, "integrate", *words], stdin=subprocess.DEVNULL, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, env=environment)


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in folder.rglob("*") if path.is_file()}


def test_usage(t, home):
    for words in [[], ["kmail"], ["mailspring", "mailspring"], ["--wrong"]]:
        done = run(home, *words)
        t.ok(done.returncode == 2 and done.stderr.startswith("postlotse: ") and not done.stdout,
             f"usage: {words}", done.stderr)
    done = run(home, "mailspring")
    t.ok(done.returncode == 1 and "was not found" in done.stderr, "not installed: said so", done.stderr)
    done = run(home, "mailspring", "--remove")
    t.ok(done.returncode == 0 and "Nothing" in done.stdout, "not installed: nothing to remove", done.stderr)


def test_there_and_back(t, home, what):
    folder = home / PLACES[what]
    plugin = folder / "packages" / "postlotse"
    folder.mkdir(parents=True)
    (folder / "config.json").write_text("{}")
    before = files(folder)

    done = run(home, "mailspring", language="de")
    t.ok(done.returncode == 0 and "„Konto hinzufügen (Postlotse)…“" in done.stdout,
         f"{what}: installed, and said so in German", done.stdout + done.stderr)
    t.ok(files(plugin) == files(SOURCE), f"{what}: every file is there", str(sorted(files(plugin))))

    t.ok(("takes accounts" in run(home, "mailspring").stdout) == (what != "native"),
         f"{what}: what it is good for in a sandbox")
    (plugin / "lib" / "main.js").write_text("changed")
    run(home, "mailspring")
    t.ok(files(plugin) == files(SOURCE), f"{what}: a changed file is renewed")
    times = {path: path.stat().st_mtime_ns for path in plugin.rglob("*") if path.is_file()}
    done = run(home, "mailspring")
    t.ok("already" in done.stdout and times == {path: path.stat().st_mtime_ns for path in times},
         f"{what}: the second time nothing is written", done.stdout)

    done = run(home, "mailspring", "--remove")
    t.ok(done.returncode == 0 and not plugin.exists() and files(folder) == before,
         f"{what}: removed without a trace", done.stdout + done.stderr)
    done = run(home, "mailspring", "--remove")
    t.ok(done.returncode == 0 and "Nothing" in done.stdout, f"{what}: nothing left to remove", done.stdout)


def test_foreign(t, home):
    folder = home / PLACES["native"] / "packages" / "postlotse"
    folder.mkdir(parents=True)
    (folder / "mine.txt").write_text("mine")
    run(home, "mailspring")
    done = run(home, "mailspring", "--remove")
    t.ok(done.returncode == 0 and files(folder) == {"mine.txt": b"mine"},
         "somebody else's file in the folder stays", done.stdout + done.stderr)


def test_link(t, home):
    packages = home / PLACES["native"] / "packages"
    packages.mkdir(parents=True)
    elsewhere = home / "elsewhere"
    elsewhere.mkdir()
    (packages / "postlotse").symlink_to(elsewhere)
    for words in (["mailspring"], ["mailspring", "--remove"]):
        done = run(home, *words)
        t.ok(done.returncode == 1 and "another folder" in done.stderr and not files(elsewhere),
             f"a link is not followed: {words}", done.stderr)


def test_read_only(t, home):
    folder = home / PLACES["native"]
    folder.mkdir(parents=True)
    (folder / "packages").write_text("a file in the way")
    done = run(home, "mailspring")
    t.ok(done.returncode == 1 and done.stderr.startswith("postlotse: ") and not done.stdout,
         "what cannot be written is an error", done.stderr)


ADDON = "thunderbird@postlotse.org"
THUNDERBIRD = {"native": ".thunderbird", "flatpak": ".var/app/org.mozilla.thunderbird/.thunderbird"}


def make_profile(home, packaging, name, used_at=1000):
    """One that Thunderbird has used, in its list of profiles."""
    root = home / THUNDERBIRD[packaging]
    profile = root / name
    profile.mkdir(parents=True)
    prefs = profile / "prefs.js"
    prefs.write_text("// Mozilla User Preferences\n")
    os.utime(prefs, (used_at, used_at))
    ini = root / "profiles.ini"
    known = ini.read_text() if ini.exists() else ""
    number = known.count("[Profile")
    ini.write_text(f"{known}[Profile{number}]\nName={name}\nIsRelative=1\nPath={name}\n\n")
    return profile


def xpi(profile):
    return profile / "extensions" / f"{ADDON}.xpi"


def manifest(home):
    return home / ".mozilla" / "native-messaging-hosts" / "org.postlotse.thunderbird.json"


def test_thunderbird_is_not_there(t, home):
    done = run(home, "thunderbird", "--remove")
    t.ok(done.returncode == 0 and "Nothing of Postlotse" in done.stdout, "nothing to remove", done.stderr)


def test_thunderbird_there_and_back(t, home):
    profile = make_profile(home, "native", "one")
    done = run(home, "thunderbird")
    t.ok(done.returncode == 0 and "“Enable”" in done.stdout and xpi(profile).exists()
         and manifest(home).exists(), "the add-on is put there", done.stdout + done.stderr)
    done = run(home, "thunderbird")
    t.ok(done.returncode == 0 and "not switched on" in done.stdout, "there, and still off: said so", done.stdout)
    (profile / "extensions.json").write_text('{"addons": [{"id": "%s", "active": true}]}' % ADDON)
    done = run(home, "thunderbird")
    t.ok(done.returncode == 0 and "already." in done.stdout, "there, and on", done.stdout)
    done = run(home, "thunderbird", "--remove")
    t.ok(done.returncode == 0 and "Removed" in done.stdout and not xpi(profile).exists()
         and not manifest(home).exists(), "removed", done.stdout + done.stderr)
    done = run(home, "thunderbird", "--remove")
    t.ok(done.returncode == 0 and "Nothing of Postlotse" in done.stdout, "removed twice", done.stdout)


def test_several_profiles(t, home):
    old, new = make_profile(home, "native", "old", 1000), make_profile(home, "native", "new", 2000)
    done = run(home, "thunderbird")
    t.ok(done.returncode == 0 and "“new”" in done.stdout and xpi(new).exists() and not xpi(old).exists(),
         "of several profiles the one in use gets it, by name", done.stdout + done.stderr)
    xpi(old).parent.mkdir()
    xpi(old).write_bytes(b"from before")
    run(home, "thunderbird", "--remove")
    t.ok(not xpi(new).exists() and not xpi(old).exists(), "it is removed from all of them")


def test_named_profile(t, home):
    old, new = make_profile(home, "native", "old", 1000), make_profile(home, "native", "new", 2000)
    for words in (["--profile=old"], ["--profile", str(old)]):
        done = run(home, "thunderbird", *words)
        t.ok(done.returncode == 0 and "“old”" in done.stdout and xpi(old).exists() and not xpi(new).exists()
             and manifest(home).exists(), f"{words}: this one and no other", done.stdout + done.stderr)
    done = run(home, "thunderbird", "--remove", "--profile=new")
    t.ok(done.returncode == 0 and "“new”" in done.stdout and "Nothing" in done.stdout and xpi(old).exists()
         and manifest(home).exists(), "where nothing is, nothing is removed", done.stdout + done.stderr)
    run(home, "thunderbird")
    done = run(home, "thunderbird", "--remove", "--profile=old")
    t.ok(done.returncode == 0 and not xpi(old).exists() and xpi(new).exists() and manifest(home).exists(),
         "removed from one, the other keeps it and finds the program", done.stdout + done.stderr)
    done = run(home, "thunderbird", "--remove", "--profile=new")
    t.ok(done.returncode == 0 and not xpi(new).exists() and not manifest(home).exists(),
         "removed from the last one, nothing is left", done.stdout + done.stderr)


def test_wrong_profile(t, home):
    native = make_profile(home, "native", "one")
    boxed = make_profile(home, "flatpak", "boxed", 2000)
    done = run(home, "thunderbird", "--profile=nobody", language="de")
    t.ok(done.returncode == 2 and "„nobody“" in done.stderr and "export --list" in done.stderr,
         "a profile that is not there: usage", done.stderr)
    done = run(home, "thunderbird", "--profile=boxed")
    t.ok(done.returncode == 1 and "sandbox" in done.stderr, "one in a sandbox: said why", done.stderr)
    make_profile(home, "flatpak", "one")
    done = run(home, "thunderbird", "--profile=one")
    t.ok(done.returncode == 2 and "not one profile" in done.stderr, "a name that two have: usage", done.stderr)
    t.ok(not xpi(native).exists() and not xpi(boxed).exists() and not manifest(home).exists(),
         "nothing was put anywhere")


def test_named_mailspring(t, home):
    native, boxed = home / PLACES["native"], home / PLACES["flatpak"]
    for folder in (native, boxed):
        folder.mkdir(parents=True)
        (folder / "config.json").write_text("{}")
    done = run(home, "mailspring", f"--profile={boxed}")
    t.ok(done.returncode == 0 and files(boxed / "packages") and not (native / "packages").exists(),
         "Mailspring: the folder that was named", done.stdout + done.stderr)
    run(home, "mailspring")
    done = run(home, "mailspring", "--remove", f"--profile={native}")
    t.ok(done.returncode == 0 and files(boxed / "packages") and not files(native / "packages"),
         "Mailspring: removed where it was named", done.stdout + done.stderr)


def test_beside_a_sandbox(t, home):
    native = make_profile(home, "native", "mine", 1000)
    make_profile(home, "flatpak", "boxed", 2000)
    done = run(home, "thunderbird")
    t.ok(done.returncode == 0 and xpi(native).exists() and "runs in a sandbox" in done.stdout,
         "the one in use is in a sandbox: said so", done.stdout + done.stderr)


def test_only_a_sandbox(t, home):
    boxed = make_profile(home, "flatpak", "boxed")
    done = run(home, "thunderbird")
    t.ok(done.returncode == 1 and "sandbox" in done.stderr and not xpi(boxed).exists()
         and not manifest(home).exists(), "only one in a sandbox: nothing is put anywhere", done.stderr)


def test_somebody_elses(t, home):
    if os.geteuid() != 0:
        return
    profile = make_profile(home, "native", "theirs")
    os.chown(profile, 65534, 65534)
    done = run(home, "thunderbird")
    t.ok(done.returncode == 1 and "as that user" in done.stderr and not xpi(profile).exists()
         and not manifest(home).exists(), "an administrator leaves other people's profiles alone", done.stderr)


def in_new_home(test, *words):
    def run_test(t):
        with tempfile.TemporaryDirectory() as folder:
            test(t, pathlib.Path(folder), *words)
    return run_test


def main():
    t = Tap()
    for test in (test_usage, test_foreign, test_link, test_read_only, test_thunderbird_is_not_there,
                 test_thunderbird_there_and_back, test_several_profiles, test_named_profile,
                 test_wrong_profile, test_named_mailspring, test_beside_a_sandbox,
                 test_only_a_sandbox, test_somebody_elses):
        t.run(test.__name__, in_new_home(test))
    for what in PLACES:
        t.run(what, in_new_home(test_there_and_back, what))
    return t.finish()


if __name__ == "__main__":
    sys.exit(main())
