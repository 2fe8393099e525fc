#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every password, with umlauts, blanks, quotes, backslashes or 200 characters, by every mechanism."""

import sys

import check_program
from check_program import VERIFIED, check, healthy
from server_logs import Watch
from tap import Tap

MECHANISMS = ("PLAIN", "LOGIN", "SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5")
COMMANDS = {"imap": "LOGIN-COMMAND", "pop3": "USER-PASS"}

# Hosts that leave no choice; the mechanism has to be found, not told.
ONLY_ONE = {"scram256.lotse.test": "SCRAM-SHA-256", "scram1.lotse.test": "SCRAM-SHA-1",
            "cram.lotse.test": "CRAM-MD5", "login.lotse.test": "LOGIN", "plain.lotse.test": "PLAIN"}


def test_password(tap, account, protocol, mechanism):
    """One password, one mechanism; sending takes the same one where it is a mechanism of SASL."""
    options = {**healthy(account, protocol), "incoming_auth": mechanism}
    if mechanism in MECHANISMS:
        options["outgoing_auth"] = mechanism
    with Watch() as watch:
        result = check(options, account["password"])
    what = f"{account['address']} ({account['note']}): {protocol} by {mechanism}"
    tap.ok(result.status == VERIFIED, f"{what}: verified", result.summary())
    tap.equal(list(result.faults()), [], f"{what}: the report is sound")
    used = [(a.service, a.accepted, a.encrypted) for a in watch.attempts]
    tap.equal(used, [(protocol, True, True), ("smtp", True, True)], f"{what}: one sign-in each")
    # Dovecot calls the commands by the mechanism that they stand for.
    told = [a.method for a in watch.attempts if a.service != "smtp"]
    tap.equal(told, [mechanism if mechanism in MECHANISMS else "PLAIN"], f"{what}: the server saw it")


def test_only_one(tap, account, host, mechanism, protocol):
    options = {**healthy(account, protocol), "incoming_host": host, "outgoing_host": host}
    with Watch() as watch:
        result = check(options, account["password"])
    what = f"{host}: {protocol} finds {mechanism}"
    tap.ok(result.status == VERIFIED, what, result.summary())
    tap.equal(len(watch.attempts), 2, f"{what} at the first try")
    tap.equal([result.report["settings"][d]["auth"] for d in ("incoming", "outgoing")], [mechanism] * 2,
              f"{what} and says so")


def test_no_mechanism(tap, account, protocol):
    options = {**healthy(account, protocol), "incoming_host": "nosasl.lotse.test"}
    result = check(options, account["password"])
    tap.ok(result.status == VERIFIED, f"nosasl.lotse.test: {protocol} signs in by its own command", result.summary())


def main():
    check_program.enter_lab()
    tap = Tap()
    accounts = check_program.load_accounts()
    for account in accounts.values():
        if account["services"] == ["imap", "pop3", "smtp"]:
            for protocol, command in COMMANDS.items():
                for mechanism in (*MECHANISMS, command):
                    tap.run(account["address"], test_password, account, protocol, mechanism)
    for protocol in COMMANDS:
        for host, mechanism in ONLY_ONE.items():
            tap.run(host, test_only_one, accounts["everything"], host, mechanism, protocol)
        tap.run("nosasl", test_no_mechanism, accounts["everything"], protocol)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
