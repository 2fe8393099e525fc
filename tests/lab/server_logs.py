# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what the lab's servers wrote: who tried to sign in, at which host, and whether TLS was up.

    with Watch() as watch:
        ... let a program talk to the servers ...
    watch.attempts  # list of Attempt, in the order of the logs
    watch.questions  # (type, name) of what the name server was asked
    watch.web  # what the web servers noted, as dictionaries: see web_servers.py
"""

import concurrent.futures
import json
import os
import pathlib
import re
import socket
import time
from dataclasses import dataclass

import personalities
from dovecot_dialects import DIALECTS

SETTLE_SECONDS = 60  # for what a busy machine writes late
LOGS = ("dovecot.log", "postfix.log", "dns.log", "web.log")

DOVECOT_LINE = re.compile(r"(?P<service>imap|pop3)-login: Info: (?P<what>.*?): user=<(?P<user>[^>]*)>"
                          r"(?:, method=(?P<method>[^,]+))?, rip=[^,]*, lip=(?P<address>[^,]+), lport=(?P<port>\d+), "
                          r"rport=(?P<peer>\d+)(?P<rest>.*)")
SIGNED_IN = {dialect.signed_in for dialect in DIALECTS}
# A password that came in clear text although the host had said that it takes none.
DISALLOWED = re.compile("|".join(re.escape(dialect.disallowed) for dialect in DIALECTS))
# Why the connection ended without a sign-in.  Dovecot 2.4 counts with every reason, 2.3 with this one.
FAILED_COUNT = re.compile(r"(\d+) attempts in")
# The client went away in the midst of a sign-in.
UNFINISHED = re.compile(r"client didn't finish SASL auth|disconnected while authenticating")
POSTFIX_LINE = re.compile(r"postfix/(?P<label>[^/]+)/smtpd\[(?P<process>\d+)\]: (?P<text>.*)")
POSTFIX_AUTH = re.compile(r" auth=(?:(\d+)/)?(\d+)")


@dataclass(frozen=True)
class Attempt:
    """One try to sign in."""

    host: str
    service: str
    accepted: bool
    encrypted: bool
    user: str = ""
    method: str = ""
    finished: bool = True  # False: the client went away before the server's answer


def label_of(address):
    """Returns the label of the host that has an address."""
    return next(host.label for host in personalities.HOSTS if address in (host.ipv4, host.ipv6))


def dovecot_attempts(text):
    """Reads Dovecot's log: the line at the end of each connection, or at its sign-in."""
    found = []
    for match in filter(None, map(DOVECOT_LINE.search, text.splitlines())):
        what = match["what"]
        unfinished = UNFINISHED.search(what) is not None
        uncounted = DISALLOWED.search(what) or unfinished
        failures = int(count[1]) if (count := FAILED_COUNT.search(what)) else int(bool(uncounted))
        encrypted = ", TLS" in match["rest"] and not DISALLOWED.search(what)
        common = (label_of(match["address"]), match["service"])
        details = (encrypted, match["user"], match["method"] or "")
        found += [Attempt(*common, False, *details, not unfinished)] * failures
        if what in SIGNED_IN:
            found.append(Attempt(*common, True, *details))
    return found


def postfix_attempts(text):
    """Reads Postfix's log: each connection ends with a line that counts its commands, refused ones too."""
    found, encrypted = [], set()
    for match in filter(None, map(POSTFIX_LINE.search, text.splitlines())):
        if match["text"].startswith("connect from"):
            encrypted.discard(match["process"])
        elif "TLS connection established from" in match["text"]:
            encrypted.add(match["process"])
        elif match["text"].startswith("disconnect from") and (count := POSTFIX_AUTH.search(match["text"])):
            accepted, total = int(count[1] if count[1] else count[2]), int(count[2])
            for number in range(total):
                found.append(Attempt(match["label"], "smtp", number >= total - accepted,
                                     match["process"] in encrypted))
    return found


def open_postfix_sessions(text):
    """Returns how many connections Postfix has not yet written the last line of."""
    texts = [match["text"] for match in filter(None, map(POSTFIX_LINE.search, text.splitlines()))]
    return sum(t.startswith("connect from") for t in texts) - sum(t.startswith("disconnect from") for t in texts)


def one_host_of(instance):
    """Returns a host that a Dovecot instance serves on its plain ports."""
    return next(host for host in personalities.HOSTS if host.instance == instance and host.served_by == "servers"
                and 143 in host.services["imap"])


def leave_a_sign(address, port):
    """Connects, is greeted and leaves; returns the own port."""
    with socket.create_connection((address, port), timeout=SETTLE_SECONDS) as link:
        link.recv(100)
        return link.getsockname()[1]


def leave_dovecot_a_sign(door):
    """Returns what Dovecot's line about that will contain."""
    address, port = door
    own = leave_a_sign(address, port)
    return f"lip={address}, lport={port}, rport={own},"


def leave_postfix_a_sign():
    """Returns how Postfix's line about that will end."""
    return f"]:{leave_a_sign(personalities.by_name('mail.lotse.test').ipv4, 587)}\n"


class Watch:
    """What happens between the beginning and the end of a `with` block."""

    def __init__(self, logs=None):
        self.directory = pathlib.Path(logs or os.environ["LAB_LOGS"])
        self.start = {}
        self.attempts = []
        self.questions = []
        self.web = []

    def __enter__(self):
        # The last lines of what went before belong there.
        self.start = dict.fromkeys(LOGS, 0)
        self.settle()
        self.start = {name: self.size(name) for name in LOGS}
        return self

    def __exit__(self, *_exception):
        self.settle()
        self.attempts = dovecot_attempts(self.text("dovecot.log")) + postfix_attempts(self.text("postfix.log"))
        self.questions = [tuple(line.split()[3:5]) for line in self.text("dns.log").splitlines()]
        self.web = [json.loads(line) for line in self.text("web.log").splitlines()]

    def size(self, name):
        file = self.directory / name
        return file.stat().st_size if file.exists() else 0

    def text(self, name, since=None):
        """What a log has gained since the beginning, or since it was so large; a line that is just being written is
        left out."""
        file = self.directory / name
        if not file.exists():
            return ""
        with open(file, "rb") as log:
            log.seek(self.start[name] if since is None else since)
            lines = log.read()
        return lines[:lines.rfind(b"\n") + 1].decode(errors="replace")

    def wait_until(self, condition, what):
        end = time.monotonic() + SETTLE_SECONDS
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError(f"the logs do not settle: {what}")
            time.sleep(0.01)

    def settle(self):
        """Waits until everything is written.

        Each of Dovecot's login processes writes its lines in order, so one connection of our own to each
        (two for every instance) tells, when its line appears, that all earlier ones are there. Postfix hands its
        lines to a process that writes them: when the line of a connection of our own is there, that of every
        earlier connection's beginning is, too, and from then on those are waited for that have not ended. Ports come
        again, so the signs count only from here on.
        """
        doors = [(host.ipv4, port) for host in map(one_host_of, personalities.MECHANISMS) for port in (143, 110)]
        since = {name: self.size(name) for name in LOGS}
        with concurrent.futures.ThreadPoolExecutor(len(doors) + 1) as pool:
            postfix = pool.submit(leave_postfix_a_sign)
            signs = list(pool.map(leave_dovecot_a_sign, doors))
        for sign in signs:
            self.wait_until(lambda sign=sign: sign in self.text("dovecot.log", since["dovecot.log"]), f"Dovecot, {sign}")
        self.wait_until(lambda: postfix.result() in self.text("postfix.log", since["postfix.log"]), "Postfix, our own")
        self.wait_until(lambda: open_postfix_sessions(self.text("postfix.log")) <= 0, "Postfix")

    def at(self, label, service=None):
        """The attempts at one host."""
        return [a for a in self.attempts if a.host == label and service in (None, a.service)]

    def has_let_in(self, user):
        """Whether a sign-in of this user's for receiving has been accepted so far."""
        return any(a.accepted and a.user == user for a in dovecot_attempts(self.text("dovecot.log")))

    def spoken_http(self):
        """What came to port 80."""
        return [note for note in self.web if note.get("port") == 80 or note.get("protocol") == "http"]

    def requests(self, site=None):
        """The requests that a web site, or any, has understood."""
        return [note for note in self.web if note["event"] == "request" and site in (None, note["site"])]

    def refused(self):
        """Those that a server has answered with a refusal."""
        return [a for a in self.attempts if not a.accepted and a.finished]

    def left(self):
        """Those that the client did not wait for the answer of, as one that is ended at any moment may not."""
        return [a for a in self.attempts if not a.finished]

    def in_clear(self):
        return [a for a in self.attempts if not a.encrypted]
