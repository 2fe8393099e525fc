#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts that are right are verified: every protocol, both kinds of TLS, every kind of host that works."""

import sys

import check_program
from check_program import VERIFIED, check, healthy
from server_logs import Watch
from tap import Tap

# (incoming, its security, security of sending)
PATHS = [(protocol, incoming, outgoing) for protocol in ("imap", "pop3")
         for incoming in ("tls", "starttls") for outgoing in ("tls", "starttls")]

# Hosts with a way that is fine: what is different from the usual, and what may be warned of.
HOSTS = (
    ("v6refused.lotse.test", {}, {"ipv6-broken"}),
    ("v6silent.lotse.test", {}, {"ipv6-broken"}),
    ("v4silent.lotse.test", {}, {"ipv6-broken"}),
    ("post.lotse.test", {}, set()),
    ("many.lotse.test", {}, set()),
    ("mail.müller.test", {}, set()),
    ("IMAP.Lotse.Test", {}, set()),
    ("oddport.lotse.test", {"incoming_port": 10993, "outgoing_port": 10465}, set()),
    ("tlsrequired.lotse.test", {"incoming_port": 143, "incoming_security": "starttls", "outgoing_port": 587,
                                "outgoing_security": "starttls"}, set()),
)

STAGES = ("resolve", "connect", "tls", "greeting", "capabilities", "sign-in")


def attempts_of(watch):
    return sorted((a.service, a.accepted, a.encrypted) for a in watch.attempts)


def test_path(tap, account, protocol, incoming, outgoing):
    what = f"{protocol} {incoming}, smtp {outgoing}"
    with Watch() as watch:
        result = check(healthy(account, protocol, incoming, outgoing), account["password"])
    tap.ok(result.status == VERIFIED and result.report["verified"], f"{what}: verified", result.summary())
    tap.equal(list(result.faults()), [], f"{what}: the report is sound")
    tap.equal([result.state("incoming"), result.state("outgoing")], ["ok", "ok"], f"{what}: both directions are ok")
    tap.equal(attempts_of(watch), [(protocol, True, True), ("smtp", True, True)],
              f"{what}: one sign-in each, both under TLS")
    wanted = [(service, stage) for service in (protocol, "smtp") for stage in STAGES]
    wanted += [(protocol, "mailbox"), ("smtp", "sender"), ("smtp", "recipient")]
    wanted += [(protocol, "starttls")] * (incoming == "starttls") + [("smtp", "starttls")] * (outgoing == "starttls")
    tap.equal([stage for stage in wanted if result.stage(*stage) != "passed"], [], f"{what}: every stage passed")
    for direction in ("incoming", "outgoing"):
        seen = result.report["settings"][direction]["tls"]
        tap.ok(seen["trust"] == "system" and seen["version"] and seen["sha256"], f"{what}: {direction} TLS is told", seen)


def test_host(tap, account, host, differences, warnings):
    options = {**healthy(account), "incoming_host": host, "outgoing_host": host, **differences}
    with Watch() as watch:
        result = check(options, account["password"])
    tap.ok(result.status == VERIFIED, f"{host}: verified", result.summary())
    tap.equal(list(result.faults()), [], f"{host}: the report is sound")
    tap.ok(result.codes <= warnings, f"{host}: nothing is warned of but {sorted(warnings) or 'nothing'}", result.summary())
    tap.equal(attempts_of(watch), [("imap", True, True), ("smtp", True, True)], f"{host}: one sign-in each")


def main():
    check_program.enter_lab()
    tap = Tap()
    accounts = check_program.load_accounts()
    for path in PATHS:
        tap.run("/".join(path), test_path, accounts["anna"], *path)
    for host in HOSTS:
        tap.run(host[0], test_host, accounts["anna"], *host)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
