#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""`postlotse check --from`: accounts that Thunderbird and Mailspring already have, against the real servers."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import check_program
import mail_profiles
from check_program import MAIL, NOT_WORKING, SCHEMA, VERIFIED, WRONG_USAGE, check, secret_forms
from mail_profiles import Session
from server_logs import Watch
from tap import Tap


def server_of(account, **changes):
    return mail_profiles.server_of(account, **{"host": MAIL, **changes})


class Home:
    """A home folder with a profile of Thunderbird in it, which a program that runs there finds."""

    def __init__(self, *servers):
        self.folder = tempfile.TemporaryDirectory(prefix="postlotse-from-")
        self.path = pathlib.Path(self.folder.name)
        self.profile = mail_profiles.make_profile(self.path, servers)

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.folder.cleanup()

    @property
    def environment(self):
        return {"HOME": str(self.path), "XDG_CONFIG_HOME": str(self.path / ".config")}

    def check(self, password, **options):
        return check({"from": "thunderbird", **options}, password, self.environment)

    def tell(self, *words, stdin=""):
        """For people, in English."""
        return subprocess.run([os.environ["POSTLOTSE"], "check", *words], input=stdin, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=check_program.PATIENCE,
                              env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en",
                                   "XDG_STATE_HOME": str(self.path / "state"), **self.environment})

    def prefs(self):
        return (self.profile / "prefs.js").read_text(encoding="utf-8")


def find(result, code):
    return next((finding for finding in result.report.get("findings", []) if finding["code"] == code), None)


# --- Thunderbird ---

def test_all_right(tap, account):
    with Home((account["address"], server_of(account))) as home, Watch() as watch:
        before = home.prefs()
        result = home.check(account["password"])
        finding = find(result, "client-at-fault")
        tap.ok(result.status == VERIFIED and finding, "all right: verified, and the program is at fault", result.summary())
        tap.equal(list(result.faults()), [], "all right: the report is sound")
        tap.ok(finding and finding["severity"] == "info" and "Thunderbird" in finding["title"] and finding["steps"],
               "all right: it is a note about Thunderbird, with steps", finding)
        tap.equal(result.report["taken_from"], {"program": "Thunderbird", "unchanged": True, "removes_after_days": None},
                  "all right: where the settings come from")
        tap.equal({result.report["settings"][side]["source"] for side in ("incoming", "outgoing")}, {"user"},
                  "all right: they are the person's own")
        tap.equal(home.prefs(), before, "all right: nothing is written")
    tap.equal(sorted(attempt.service for attempt in watch.attempts), ["imap", "smtp"], "all right: one sign-in each")


def test_wrong_port(tap, account):
    wrong = server_of(account, port=994)
    with Home((account["address"], wrong)) as home:
        result = home.check(account["password"])
        tap.ok(result.code == "wrong-port" and not find(result, "client-at-fault"), "wrong port: explained",
               result.summary())
        tap.equal(list(result.faults()), [], "wrong port: the report is sound")
        result = home.check(account["password"], apply_fixes=True)
        tap.ok(result.status == VERIFIED and not result.report["taken_from"]["unchanged"]
               and not find(result, "client-at-fault"), "wrong port: put right, and it was not the program",
               result.summary())
        tap.ok('server1.port", 994' in home.prefs(), "wrong port: nothing is written unasked")
        result = home.check(account["password"], apply_fixes=True, write_back=True)
        files = sorted(path.name.split(".postlotse-")[0] for path in home.profile.iterdir() if "prefs" in path.name)
        tap.ok(result.status == VERIFIED and 'server1.port", 993' in home.prefs(), "written back: the right port",
               result.summary())
        tap.equal(files, ["prefs.js", "prefs.js"], "written back: with a copy beside it")
        tap.equal(home.prefs().count("accountmanager.accounts"), 1, "written back: it is the same account")
        result = home.check(account["password"])
        tap.ok(result.status == VERIFIED and find(result, "client-at-fault"), "written back: Thunderbird's settings work",
               result.summary())


def test_another_mailbox(tap, account):
    """What would be another account in Thunderbird is not written back."""
    with Home((account["address"], server_of(account, host="post.lotse.test"))) as home:
        before = home.prefs()
        result = home.check(account["password"], incoming_host=MAIL, write_back=True)
        tap.ok(result.status == NOT_WORKING and result.report["verified"] and "another account" in result.stderr,
               "another mailbox: is not written back", result.summary())
        tap.equal(home.prefs(), before, "another mailbox: nothing is written")


def test_pop3(tap, account):
    for more, days, words in (({}, 0, "as soon as it has fetched it"),
                              ({"leave_on_server": True, "delete_by_age_from_server": True,
                                "num_days_to_leave_on_server": 9}, 9, "9 days after"),
                              ({"leave_on_server": True}, None, None)):
        server = server_of(account, type="pop3", port=995, more=more)
        with Home((account["address"], server)) as home:
            result = home.check(account["password"])
            tap.ok(result.status == VERIFIED and result.report["taken_from"]["removes_after_days"] == days,
                   f"POP3: {days} in the report", result.summary())
            tap.equal(list(result.faults()), [], f"POP3: {days}: the report is sound")
            said = home.tell("--from=thunderbird", "--password-file=-", stdin=account["password"])
            tap.ok(said.returncode == VERIFIED and ("deletes mail" in said.stdout) == (words is not None)
                   and (words or "") in " ".join(said.stdout.split()), f"POP3: {words or 'nothing'} is said", said.stdout)


def test_choice(tap, accounts):
    anna, bernd = accounts["anna"], accounts["bernd"]
    with Home((anna["address"], server_of(anna)), (bernd["address"], server_of(bernd))) as home:
        said = home.tell("--from=thunderbird", "--password-file=-", stdin="x")
        tap.ok(said.returncode == WRONG_USAGE and not said.stdout and "  1  anna@" in said.stderr
               and "  2  bernd@" in said.stderr and "--account" in said.stderr, "choice: all are listed", said.stderr)
        for wanted in ("2", bernd["address"].upper()):
            result = home.check(bernd["password"], account=wanted)
            tap.ok(result.status == VERIFIED and result.report["email"] == bernd["address"], f"choice: by {wanted}",
                   result.summary())
        for words in (["--account=3"], ["--profile=nobody", "--account=1"], ["--email=a@lotse.test"]):
            said = home.tell("--from=thunderbird", *words, "--password-file=-", stdin="x")
            tap.ok(said.returncode == WRONG_USAGE and not said.stdout, f"choice: not by {words}", said.stderr)
        prefs = home.profile / "prefs.js"
        prefs.write_text(home.prefs()[:-20], encoding="utf-8")
        said = home.tell("--from=thunderbird", "--account=1", "--password-file=-", stdin="x")
        tap.ok(said.returncode == WRONG_USAGE and not said.stdout and "ends in the middle" in said.stderr,
               "choice: not from half a file", said.stderr)


def test_exception(tap, account):
    """A certificate that Thunderbird accepts for that very port is accepted here; any other is not."""
    server = server_of(account, host="selfsigned.lotse.test")
    with Home((account["address"], server)) as home:
        result = home.check(account["password"])
        fix = next((fix for fix in (result.cause or {}).get("fixes", []) if "trust_fingerprint" in fix), None)
        tap.ok(result.status == NOT_WORKING and fix, "exception: none, so it is not accepted", result.summary())
        shown = ":".join(fix["trust_fingerprint"][i:i + 2] for i in range(0, 64, 2)).upper() if fix else ""
        for host, passes in ((server["host"] + ":993:", True), (server["host"] + ":995:", False), (MAIL + ":993:", False)):
            lines = [f"{host}\tOID.2.16.840.1.101.3.4.2.1\t{shown}\t\n",
                     f"{host.replace('993', '465')}\tOID.2.16.840.1.101.3.4.2.1\t{shown}\t\n"]
            (home.profile / "cert_override.txt").write_text("".join(lines), encoding="utf-8")
            result = home.check(account["password"], only="incoming")
            tap.ok((result.status == VERIFIED) == passes, f"exception: of {host} {'counts' if passes else 'does not'}",
                   result.summary())


# --- Mailspring ---

def write_config(home, account, passwords, **changes):
    mail_profiles.write_config(home.path / ".config", MAIL, account, passwords, **changes)


def check_mailspring(home, session, *words):
    """Without a password of ours: none is asked for, as there is no terminal."""
    with tempfile.TemporaryDirectory() as state:
        done = subprocess.run([os.environ["POSTLOTSE"], "check", "--json", "--from=mailspring", *words], text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              timeout=check_program.PATIENCE, start_new_session=True,
                              env={**os.environ, "LC_ALL": "C.UTF-8", **home.environment, **session.environment,
                                   "XDG_STATE_HOME": state})
    return done, json.loads(done.stdout) if done.stdout else {"findings": []}


def test_mailspring(tap, account):
    tools = ("dbus-daemon", "gdbus", "gnome-keyring-daemon", "secret-tool", "openssl")
    if not all(map(shutil.which, tools)):
        tap.ok(True, f"Mailspring: needs {', '.join(tools)} # SKIP")
        return
    address, password = account["address"], account["password"]
    both = {f"{address}-imap": password, f"{address}-smtp": password}
    with Home() as home, tempfile.TemporaryDirectory() as folder:
        session = Session(folder)
        try:
            ask_mailspring(tap, home, session, account, both)
        finally:
            session.close()


def ask_mailspring(tap, home, session, account, both):
    write_config(home, account, both)
    with Watch() as watch:
        done, report = check_mailspring(home, session)
    codes = {finding["code"]: finding for finding in report["findings"]}
    tap.ok(done.returncode == VERIFIED and "stored there" in codes.get("client-at-fault", {}).get("explanation", ""),
           "Mailspring: with its own password, and it is at fault", done.stderr + str(codes))
    tap.equal(list(SCHEMA.faults(report)), [], "Mailspring: the report is sound")
    tap.equal(sorted(a.service for a in watch.attempts), ["imap", "smtp"], "Mailspring: one sign-in each")
    tap.ok(not any(form in done.stdout + done.stderr for form in secret_forms(account["password"])),
           "Mailspring: the password is not told")

    write_config(home, account, {key: "ein-altes-Wort" for key in both})
    done, report = check_mailspring(home, session)
    tap.ok(done.returncode == NOT_WORKING and report["findings"][0]["code"] == "credentials-rejected",
           "Mailspring: an old password is explained", done.stderr + str(report["findings"]))

    write_config(home, account, both, imap_port=994)
    done, report = check_mailspring(home, session, "--apply-fixes", "--write-back")
    config = json.loads((home.path / ".config" / "Mailspring" / "config.json").read_text(encoding="utf-8"))
    tap.ok(done.returncode == VERIFIED and config["*"]["accounts"][0]["settings"]["imap_port"] == 993
           and len(config["*"]["accounts"]) == 1, "Mailspring: the right port is written back", done.stderr)

    # What is stored is for that server and user, and for all servers or none.
    write_config(home, account, both)
    for what, words in (("another server", ["--incoming-host=imap.lotse.test"]), ("another user", ["--username=bernd"])):
        with Watch() as watch:
            done, report = check_mailspring(home, session, *words)
        tap.ok(done.returncode == WRONG_USAGE and not watch.attempts, f"Mailspring: {what} does not get it",
               f"{done.returncode} {done.stderr} {watch.attempts}")
    write_config(home, account, dict(list(both.items())[:1]))
    with Watch() as watch:
        done, report = check_mailspring(home, session)
    tap.ok(done.returncode == WRONG_USAGE and not watch.attempts, "Mailspring: one password is not for both",
           f"{done.returncode} {done.stderr} {watch.attempts}")


def main():
    check_program.enter_lab()
    tap = Tap()
    accounts = check_program.load_accounts()
    anna = accounts["anna"]
    for name, function, subject in (("all right", test_all_right, anna), ("wrong port", test_wrong_port, anna),
                                    ("another mailbox", test_another_mailbox, anna), ("POP3", test_pop3, anna),
                                    ("choice", test_choice, accounts), ("exception", test_exception, anna),
                                    ("Mailspring", test_mailspring, anna)):
        tap.run(name, function, subject)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
