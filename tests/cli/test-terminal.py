#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the terminal program asks and says while it looks for servers, in the lab, where there are some to find."""

import json
import os
import pathlib
import pty
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests" / "server"), str(ROOT / "tests" / "lab")]

import check_program  # noqa: E402
import discover_program  # noqa: E402
from check_program import NOT_WORKING, STOPPED, VERIFIED  # noqa: E402
from server_logs import Watch  # noqa: E402
from tap import Tap  # noqa: E402

ENGLISH = {"LC_ALL": "C.UTF-8", "LANGUAGE": "en", "TERM": "xterm", "NO_COLOR": "1"}
FOREIGN = "srv-foreign.test"
INCOMING, OUTGOING = "kontor.fremde-reederei.test", "werft.fremde-reederei.test"
CONTROL_C = b"\x03"
QUESTION = ("%s does not belong to " + FOREIGN + ". The name is from the domain's name service. "
            "May it have your password? [y/N]")


def talk(words, answers):
    """Runs the program on a terminal; `answers`: what it asks and what is then typed, in order."""
    pid, fd = pty.fork()
    if pid == 0:
        os.execve(os.environ["POSTLOTSE"], [os.environ["POSTLOTSE"], *words], {**os.environ, **ENGLISH})
    said, heard, answers = b"", 0, list(answers)
    while True:
        try:
            piece = os.read(fd, 4096)
        except OSError:
            break
        if not piece:
            break
        said += piece
        if answers and answers[0][0].encode() in said[heard:]:
            heard = len(said)
            os.write(fd, answers.pop(0)[1])
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status), said.decode(errors="replace")


def check_foreign(account, *answers):
    """Answers the questions about both servers, then types the password."""
    asked = [(QUESTION % host, answer)
             for host, answer in zip((INCOMING, OUTGOING), answers)]
    with Watch() as watch:
        status, said = talk(["check", "--email", account["address"]],
                            [*asked, ("Password for", account["password"].encode() + b"\n")])
    return status, said, [attempt.service for attempt in watch.attempts]


def test_consent(tap, account):
    """A server outside the domain gets the password from somebody who said yes, and from nobody else."""
    status, said, attempts = check_foreign(account, b"y\n", b"y\n")
    tap.ok(status == VERIFIED and sorted(attempts) == ["imap", "smtp"], "consent: to both, verified", f"{attempts}\n{said}")
    tap.ok(said.index("these will be asked") < said.index("Settings found") < said.index(INCOMING)
           < said.index("Password for") < said.index("Whom did we ask?"), "consent: in the right order", said)
    tap.ok(account["password"] not in said, "consent: the password is not shown", said)
    for answer in (b"n\n", b"\n", b"maybe\n"):
        status, said, attempts = check_foreign(account, answer)
        tap.ok(status == NOT_WORKING and attempts == [] and "server-not-approved" in said and "Password for" not in said,
               f"consent: not by {answer!r}, and no password is asked for", f"{attempts}\n{said}")
    status, said, attempts = check_foreign(account, b"y\n", b"n\n")
    tap.ok(status == NOT_WORKING and attempts == ["imap"] and f"--outgoing-host {OUTGOING}" in said,
           "consent: to one of two", f"{attempts}\n{said}")
    status, said, attempts = check_foreign(account, b"y\ny\n", b"n\n")
    tap.ok(status == NOT_WORKING and attempts == ["imap"], "consent: not by what was typed before the question",
           f"{attempts}\n{said}")
    status, said, attempts = check_foreign(account, CONTROL_C)
    tap.ok(status == STOPPED and attempts == [], "consent: Ctrl+C ends it", f"{status}\n{attempts}\n{said}")


def test_consent_to_one(tap, account):
    """Where one direction is to be checked, nobody is asked about the other."""
    for only, asked, other, service in (("incoming", INCOMING, OUTGOING, "imap"), ("outgoing", OUTGOING, INCOMING, "smtp")):
        question = QUESTION % asked
        with Watch() as watch:
            status, said = talk(["check", "--email", account["address"], "--only", only],
                                [(question, b"y\n"), ("Password for", account["password"].encode() + b"\n")])
        tap.ok(status == VERIFIED and [a.service for a in watch.attempts] == [service] and
               f"{other} does not belong" not in said, f"consent: --only {only} asks about {asked} alone", said)


def test_named(tap, account):
    """Whoever names a server has agreed to it; the rest is discovered all the same."""
    options = {"email": account["address"], "incoming_host": INCOMING, "outgoing_host": OUTGOING}
    result = check_program.check(options, account["password"])
    tap.ok(result.status == VERIFIED, "named: both by options", result.summary())
    del options["incoming_host"]
    result = check_program.check(options, account["password"])
    tap.ok(result.code == "server-not-approved" and result.stage("account", "discovery") == "passed",
           "named: one by option, the other is discovered and needs consent", result.summary())
    # The other port of a server that was found is no name.
    options = {"email": account["address"], "incoming_port": 143, "outgoing_port": 587}
    result = check_program.check(options, account["password"])
    tap.ok(result.code == "server-not-approved", "named: a port is no consent", result.summary())


def test_text(tap, domain):
    done = subprocess.run([os.environ["POSTLOTSE"], "discover", f"anna@{domain}"], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, env={**os.environ, **ENGLISH}, timeout=30, text=True)
    for words in (f"autoconfig.{domain}", "1. published by the domain (the domain itself says so, proven by certificate)",
                  f"kontor.{domain} · 993 · SSL/TLS", "User name: ", "Where we looked", "Whom did we ask?"):
        tap.ok(words in done.stdout, f"text: “{words}”", done.stdout)


def wait_for_thread(pid, name):
    limit = time.monotonic() + 10
    while time.monotonic() < limit:
        names = []
        for task in pathlib.Path(f"/proc/{pid}/task").glob("*/comm"):
            try:
                names.append(task.read_text(encoding="utf-8").strip())
            except OSError:
                pass
        if name in names:
            return
        time.sleep(0.01)
    raise TimeoutError(f"no thread {name}")


def test_stopped(tap, domain):
    """A signal ends a discovery that waits for a slow web, at once, with what is known."""
    for number in (signal.SIGINT, signal.SIGTERM):
        running = subprocess.Popen([os.environ["POSTLOTSE"], "discover", f"anna@{domain}", "--json"],
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env={**os.environ, **ENGLISH}, text=True)
        wait_for_thread(running.pid, "pl-discovery")
        sent = time.monotonic()
        running.send_signal(number)
        out = running.stdout.read()
        status = running.wait()
        took = time.monotonic() - sent
        faults = list(discover_program.SCHEMA.faults(json.loads(out)))
        tap.ok(status == STOPPED and faults == [], f"stopped by {number.name}: 3, and JSON", f"{status} {faults}\n{out}")
        tap.ok(took < 1, f"stopped by {number.name}: at once", took)
    begin = time.monotonic()
    result = discover_program.discover(f"anna@{domain}", "--deadline", "1")
    tap.ok(time.monotonic() - begin < 2.5, "stopped by --deadline", result.summary())


def test_partial(tap, account):
    """Where only the mail program can sign in, the verdict is no failure and no success."""
    options = [f"--{direction}-{what}" for direction in ("incoming", "outgoing")
               for what in ("host=oauth.lotse.test", "auth=XOAUTH2")]
    with Watch() as watch:
        status, said = talk(["check", "--email", account["address"], *options], [])
    tap.ok(status == NOT_WORKING and watch.attempts == [] and "Password for" not in said,
           "partial: no password is asked for, nobody signed in to", said)
    tap.ok("The servers are in order. Your mail program signs in later." in said and "does not work" not in said,
           "partial: the verdict says what was tested", said)


def main():
    check_program.enter_lab()
    tap = Tap()
    account = check_program.load_found_accounts()[FOREIGN]
    tap.run("consent", test_consent, account)
    tap.run("consent to one", test_consent_to_one, account)
    tap.run("named", test_named, account)
    tap.run("text", test_text, "only-autoconfig.test")
    tap.run("partial", test_partial, account)
    tap.run("stopped", test_stopped, "slow.test")
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
