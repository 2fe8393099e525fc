#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that with a delay of 100 ms everything between client and servers takes just that."""

import pathlib
import socket
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import mail_clients  # noqa: E402
from server_logs import Watch  # noqa: E402
from tap import Tap, enter_lab  # noqa: E402

RTT = 0.100
# The fastest run may differ by as much from the round trip; others wait for a busy processor.
TOLERANCE = 0.03
RUNS = 15
BIG_MESSAGE = "Subject: big\r\n\r\n" + ("x" * 70 + "\r\n") * 14000


def seconds(function):
    begin = time.perf_counter()
    function()
    return time.perf_counter() - begin


def connect(address, port):
    socket.create_connection((address, port), timeout=20).close()


def refused(address, port):
    try:
        connect(address, port)
    except ConnectionRefusedError:
        return
    raise AssertionError("not refused")


def sign_in(protocol, port):
    link = mail_clients.connect(protocol, "mail.lotse.test", port, "tls")
    link.sign_in("PLAIN", "anna@lotse.test", "Sommerwind-42")
    link.close()


def main():
    enter_lab("--delay", f"{RTT * 1000:g}")
    tap = Tap()
    for what, function, *arguments in (
            ("connecting by IPv4", connect, "10.25.0.1", 993), ("connecting by IPv6", connect, "fd25::1", 993),
            ("being refused", refused, "10.25.0.24", 993),
            ("a name", socket.gethostbyname, "imap.lotse.test")):
        times = [seconds(lambda: function(*arguments)) for _ in range(RUNS)]
        fastest = min(times)
        tap.note(f"{what}: {fastest * 1000:.2f} to {max(times) * 1000:.2f} ms")
        tap.ok(fastest <= RTT + TOLERANCE, f"{what} takes one round trip", fastest)
        tap.ok(fastest >= RTT - 0.001, f"{what} never takes less", fastest)
    with Watch() as watch:
        for protocol, port in (("imap", 993), ("pop3", 995), ("smtp", 465)):
            tap.run(protocol, lambda tap, *where: sign_in(*where), protocol, port)
    tap.equal([(a.service, a.accepted, a.encrypted) for a in watch.attempts],
              [("imap", True, True), ("pop3", True, True), ("smtp", True, True)], "all three services sign in")
    link = mail_clients.connect("smtp", "mail.lotse.test", 465, "tls")
    link.sign_in("PLAIN", "anna@lotse.test", "Sommerwind-42")
    tap.ok(not link.link.sendmail("anna@lotse.test", ["anna@lotse.test"], BIG_MESSAGE),
           "a megabyte goes through")
    link.close()
    for address in ("10.25.9.21", "fd25:9::21"):
        try:
            socket.create_connection((address, 993), timeout=1)
            tap.ok(False, f"{address} is silent")
        except TimeoutError:
            tap.ok(True, f"{address} is silent")
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
