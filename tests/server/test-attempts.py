#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""Refused sign-ins are counted from run to run: a ban is seen for what it is, and a person is asked before another.
"""

import os
import pathlib
import pty
import select
import signal
import subprocess
import sys
import tempfile
import time

import check_program
from check_program import NOT_WORKING, STOPPED, check, ends_within
from guarded_host import GuardedHost
from other_world import Certificates, World
from tap import Tap

MAIL, WEB = "10.25.1.201", "10.25.1.202"
OTHER_WEB, OTHER_MAIL = "10.25.1.203", "10.25.1.204"
NAMES = {"mail.welt.test": MAIL, "welt.test": WEB, "hilfe.gmx.net": OTHER_WEB, "imap.gmx.net": OTHER_MAIL,
         "mail.gmx.net": OTHER_MAIL, "posteo.de": OTHER_MAIL}
PASSWORD = "zwoelf Boxkaempfer 12"
OPTIONS = {"email": "anna@welt.test", "incoming_host": "mail.welt.test", "incoming_port": 993,
           "incoming_security": "tls", "outgoing_host": "mail.welt.test", "outgoing_port": 465,
           "outgoing_security": "tls", "deadline": 30}
QUESTION = b"Sign in all the same? [y/N]"
CONTROL_C = b"\x03"


class Place:
    """A world with a guarded host, and one memory for all runs in it."""

    def __init__(self, maker, most, then="refuse"):
        self.world = World(NAMES)
        self.state = tempfile.TemporaryDirectory(prefix="postlotse-state-")
        self.host = GuardedHost(self.world, MAIL, maker.context(("mail.welt.test",)), most, then)
        # The web and another provider's servers are there: it is neither the network nor the line.
        for address, name in ((WEB, "welt.test"), (OTHER_WEB, "hilfe.gmx.net"), (OTHER_MAIL, "posteo.de")):
            self.world.serve(address, 443, maker.context((name,)))
        for port in (993, 465):
            self.world.serve(OTHER_MAIL, port, maker.context(("imap.gmx.net", "mail.gmx.net", "posteo.de")))
        self.program = str(self.world.make_program())

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.world.__exit__()
        self.state.cleanup()

    def check(self, state=None, **more):
        before = os.environ["POSTLOTSE"]
        os.environ["POSTLOTSE"] = self.program
        try:
            return check({**OPTIONS, **more}, PASSWORD, {"XDG_STATE_HOME": state or self.state.name})
        finally:
            os.environ["POSTLOTSE"] = before
            self.host.ban()

    def words(self, *more):
        return [self.program, "check", *check_program.arguments_of(OPTIONS), *more]

    def environment(self, language="en"):
        return {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": language, "XDG_STATE_HOME": self.state.name,
                "TERM": "xterm", "NO_COLOR": "1"}


def refused(result):
    return [(entry["service"], entry["host"], entry["refused"]) for entry in result.report["attempts"]]


def test_ban(tap, maker, then):
    """Two refusals in two runs, and then nobody is there: too-many-attempts, and nothing else."""
    with Place(maker, 2, then) as place:
        for number in (1, 2):
            result = place.check()
            tap.ok(result.code == "credentials-rejected", f"{then}: run {number} is refused", result.summary())
            tap.equal(refused(result)[:1], [("imap", "mail.welt.test", number)], f"{then}: run {number} counts from run to run")
        result = place.check()
        cause = result.cause or {"code": None, "fixes": [], "alternatives": []}
        tap.ok(result.status == NOT_WORKING and cause["code"] == "too-many-attempts", f"{then}: a ban is seen", result.summary())
        tap.equal(list(result.faults()), [], f"{then}: the report is sound")
        tap.equal(place.host.sign_ins, ["imap", "imap"], f"{then}: the password was not sent again")
        waits = [fix.get("retry_after_seconds", 0) for fix in cause["fixes"]]
        tap.ok(any(600 <= wait <= 1800 for wait in waits), f"{then}: says when to come back", waits)
        tap.ok(not any(key in fix for fix in cause["fixes"] for key in ("port", "host", "security")),
               f"{then}: no other port is offered to run into", cause["fixes"])
        tap.ok(ends_within(result, 9), f"{then}: said in time", result.seconds)
        # Whoever has refused nothing has no reason to ban.
        with tempfile.TemporaryDirectory() as fresh:
            result = place.check(fresh)
            tap.ok(result.code not in (None, "too-many-attempts"), f"{then}: without refusals it is no ban", result.summary())
            tap.ok("too-many-attempts" not in result.codes, f"{then}: nor is it said to be possible", result.summary())


def test_warning(tap, maker):
    """From the third refusal on it is said; where nobody can be asked, that is all."""
    with Place(maker, 100) as place:
        said = []
        for number in range(1, 5):
            result = place.check()
            said.append("has refused the last" in result.stderr)
            tap.equal(refused(result)[:1], [("imap", "mail.welt.test", number)], f"warning: {number} in the JSON")
            left = result.report["attempts"][0]["forgotten_in_seconds"]
            tap.ok(840 <= left <= 900, "warning: forgotten in a quarter of an hour", left)
        tap.equal(said, [False, False, False, True], "warning: before the sign-in that follows the third refusal")
        tap.equal(len(place.host.sign_ins), 4, "warning: one sign-in a run")
        text = subprocess.run(place.words("--password-file", "-"), input=PASSWORD.encode(), stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env=place.environment(), timeout=60).stdout.decode()
        tap.ok("mail.welt.test has refused 5 sign-ins lately. That is forgotten in 15 minutes." in text.replace("\n", " "),
               "warning: the count stands in the words", text)
        for file in pathlib.Path(place.state.name).rglob("*"):
            if file.is_file():
                kept = file.read_bytes()
                tap.ok(b"welt" not in kept and b"anna" not in kept and PASSWORD.encode() not in kept,
                       "warning: what is kept names nobody", kept)


class Terminal:
    """The program on a terminal of its own."""

    def __init__(self, place, *more, typed=b""):
        self.said = b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(place.program, place.words(*more), place.environment())
        if typed:
            os.write(self.fd, typed)

    def read(self, limit):
        """Returns whether something came."""
        if not select.select([self.fd], [], [], max(limit - time.monotonic(), 0))[0]:
            return False
        try:
            piece = os.read(self.fd, 4096)
        except OSError:
            return False
        self.said += piece
        return bool(piece)

    def wait_for(self, text, seconds=60):
        limit = time.monotonic() + seconds
        while text not in self.said and self.read(limit):
            pass
        return text in self.said

    def type(self, text):
        os.write(self.fd, text)

    def finish(self):
        limit = time.monotonic() + 90
        while self.read(limit):
            pass
        if time.monotonic() >= limit:
            os.kill(self.pid, signal.SIGKILL)
        _, status = os.waitpid(self.pid, 0)
        os.close(self.fd)
        return os.waitstatus_to_exitcode(status)


def test_question(tap, maker):
    """At a terminal the person decides, by an answer that comes after the question."""
    with Place(maker, 100) as place:
        for _ in range(3):
            place.check()
        sign_ins = len(place.host.sign_ins)

        for answer, what in ((b"n\n", "no"), (b"\n", "Enter"), (b"perhaps\n", "something else")):
            terminal = Terminal(place)
            asked = terminal.wait_for(QUESTION)
            terminal.type(answer)
            status = terminal.finish()
            tap.ok(asked and status == NOT_WORKING and b"Password for" not in terminal.said, f"question: {what} ends it",
                   f"{status}\n{terminal.said.decode(errors='replace')}")
        terminal = Terminal(place)
        terminal.wait_for(QUESTION)
        terminal.type(CONTROL_C)
        tap.equal(terminal.finish(), STOPPED, "question: Ctrl+C stops it")

        # Typed before the program asks: it answers nothing, and the question is put all the same.
        terminal = Terminal(place, typed=b"y\ny\ny\n")
        asked = terminal.wait_for(QUESTION)
        waits = not terminal.wait_for(b"Password for", 1)
        terminal.type(b"n\n")
        status = terminal.finish()
        tap.ok(asked and waits and status == NOT_WORKING, "question: what was typed before is no answer",
               f"{asked} {waits} {status}\n{terminal.said.decode(errors='replace')}")
        tap.equal(len(place.host.sign_ins), sign_ins, "question: until here nobody signed in")

        terminal = Terminal(place)
        terminal.wait_for(QUESTION)
        terminal.type(b"y\n")
        terminal.wait_for(b"Password for")
        terminal.type(PASSWORD.encode() + b"\n")
        status = terminal.finish()
        tap.ok(status == NOT_WORKING and len(place.host.sign_ins) == sign_ins + 1, "question: yes signs in once",
               terminal.said.decode(errors="replace"))
        tap.ok(PASSWORD.encode() not in terminal.said, "question: the password is not shown")

        terminal = Terminal(place, "--yes")
        terminal.wait_for(b"Password for")
        terminal.type(PASSWORD.encode() + b"\n")
        status = terminal.finish()
        tap.ok(status == NOT_WORKING and QUESTION not in terminal.said and len(place.host.sign_ins) == sign_ins + 2,
               "question: none with --yes", terminal.said.decode(errors="replace"))


def main():
    check_program.enter_lab()
    tap = Tap()
    maker = Certificates()
    chosen = sys.argv[1:] or ["ban", "warning", "question"]
    for then in ("refuse", "silence", "drop") if "ban" in chosen else ():
        tap.run(f"ban, {then}", test_ban, maker, then)
    if "warning" in chosen:
        tap.run("warning", test_warning, maker)
    if "question" in chosen:
        tap.run("question", test_question, maker)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
