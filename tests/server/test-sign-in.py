#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""Refused sign-ins: the cause, one attempt and no more, and nothing in clear text without consent."""

import sys

import check_program
from check_program import NOT_WORKING, PORTS, STOPPED, VERIFIED, WRONG_USAGE, check, ends_within, healthy
from server_logs import Watch
from tap import Tap

CLEAR = {"incoming_security": "none", "outgoing_security": "none", "incoming_host": "clear.lotse.test",
         "outgoing_host": "clear.lotse.test", "outgoing_port": PORTS["smtp"]["starttls"]}


def attempts_of(watch):
    return [(a.service, a.accepted) for a in watch.attempts]


def test_wrong_password(tap, account, protocol, security):
    what = f"wrong password, {protocol} {security}"
    with Watch() as watch:
        result = check(healthy(account, protocol, security), "ganz-falsch-99")
    tap.equal((result.status, result.code), (NOT_WORKING, "credentials-rejected"), f"{what}: credentials-rejected")
    tap.equal(list(result.faults()), [], f"{what}: the report is sound")
    tap.equal(attempts_of(watch), [(protocol, False)], f"{what}: one attempt; sending held its own back")
    tap.equal(watch.in_clear(), [], f"{what}: not in clear")
    tap.ok(ends_within(result, 4), f"{what}: the server's own two seconds and little more", result.seconds)
    with Watch() as watch:
        result = check(healthy(account, protocol, security), account["password"])
    tap.ok(result.status == VERIFIED, f"{what}: typed again it is verified", result.summary())


def test_wrong_password_outgoing_only(tap, account):
    options = {**healthy(account), "only": "outgoing"}
    with Watch() as watch:
        result = check(options, "ganz-falsch-99")
    tap.equal((result.status, result.code), (NOT_WORKING, "credentials-rejected"), "wrong password, smtp alone")
    tap.equal(attempts_of(watch), [("smtp", False)], "wrong password, smtp alone: one attempt")


def test_one_service(tap, account, protocol, code, attempts):
    """An account of which one service refuses what another accepts."""
    what = f"{account['address']} by {protocol}"
    with Watch() as watch:
        result = check(healthy(account, protocol), account["password"])
    tap.ok((result.status, result.code) == (NOT_WORKING, code), f"{what}: {code}", result.summary())
    tap.equal(list(result.faults()), [], f"{what}: the report is sound")
    tap.equal(attempts_of(watch), attempts, f"{what}: no more attempts than needed")


def test_sender(tap, accounts):
    """Signing in as one and sending as another."""
    options = {**healthy(accounts["bernd"]), "username": accounts["anna"]["address"]}
    with Watch() as watch:
        result = check(options, accounts["anna"]["password"])
    tap.ok((result.status, result.code) == (NOT_WORKING, "sender-rejected"), "sender-rejected", result.summary())
    tap.equal(attempts_of(watch), [("imap", True), ("smtp", True)], "sender-rejected: both sign-ins were accepted")
    result = check(healthy(accounts["bernd"]), accounts["bernd"]["password"])
    tap.ok(result.status == VERIFIED, "a short user name is verified", result.summary())


def test_unavailable(tap, account):
    """A fault behind the sign-in is the server's, not the settings'."""
    with Watch() as watch:
        result = check({**healthy(account), "outgoing_host": "unavailable.lotse.test"}, account["password"])
    tap.ok((result.status, result.code) == (NOT_WORKING, "server-unavailable"), "server-unavailable", result.summary())
    tap.equal(attempts_of(watch), [("imap", True), ("smtp", True)], "server-unavailable: both sign-ins were accepted")
    tap.equal(result.state("incoming"), "ok", "server-unavailable: receiving is ok")


def test_clear(tap, account, protocol):
    """Nothing is sent in clear text before the person agreed; then it is."""
    options = {**healthy(account, protocol), **CLEAR, "incoming_port": PORTS[protocol]["starttls"]}
    with Watch() as watch:
        result = check(options, account["password"])
    tap.ok((result.status, result.code) == (NOT_WORKING, "insecure-connection"),
           f"{protocol} in clear: insecure-connection is the cause", result.summary())
    tap.equal(list(result.faults()), [], f"{protocol} in clear: the report is sound")
    tap.equal(watch.attempts, [], f"{protocol} in clear: no password without consent")
    with Watch() as watch:
        result = check({**options, "allow_cleartext": True}, account["password"])
    tap.ok(result.status == VERIFIED, f"{protocol} in clear: works after consent", result.summary())
    tap.ok("insecure-connection" in result.codes and result.code is None,
           f"{protocol} in clear: warned of all the same", result.summary())
    tap.equal(attempts_of(watch), [(protocol, True), ("smtp", True)], f"{protocol} in clear: one sign-in each")


def test_plaintext_refused(tap, account, protocol):
    """The server itself takes no password in clear text; its offers are kept to even with consent."""
    options = {**healthy(account, protocol), "incoming_host": "tlsrequired.lotse.test", "incoming_security": "none",
               "incoming_port": PORTS[protocol]["starttls"], "incoming_auth": "PLAIN", "allow_cleartext": True}
    with Watch() as watch:
        result = check(options, account["password"])
    tap.ok((result.status, result.code) == (NOT_WORKING, "plaintext-refused"),
           f"{protocol}: plaintext-refused", result.summary())
    tap.equal(watch.attempts, [], f"{protocol}: plaintext-refused, and no password was sent")
    fixes = [fix for fix in result.cause["fixes"] if fix.get("security") in ("starttls", "tls")] if result.cause else []
    if tap.ok(fixes, f"{protocol}: plaintext-refused offers encryption", result.summary()):
        mended = check(check_program.apply_fix(options, fixes[0]), account["password"])
        tap.ok(mended.status == VERIFIED, f"{protocol}: then it is verified", mended.summary())


def test_ways_to_end(tap, account):
    tap.equal(check({}, "x").status, WRONG_USAGE, "no address is wrong usage")
    tap.equal(check({**healthy(account), "protocol": "gopher"}, "x").status, WRONG_USAGE, "a strange protocol is, too")
    slow = {**healthy(account), "incoming_host": "silent.lotse.test", "outgoing_host": "silent.lotse.test",
            "deadline": 1}
    result = check(slow, account["password"])
    tap.equal(result.status, STOPPED, "the deadline gives status 3")
    tap.ok(ends_within(result, 2), "the deadline is kept", result.seconds)
    tap.ok(result.stage("imap", "resolve") == "passed", "what is known so far is printed", result.stdout[:500])
    for direction, service in (("incoming", "imap"), ("outgoing", "smtp")):
        with Watch() as watch:
            result = check({**healthy(account), "only": direction}, account["password"])
        tap.equal((result.status, attempts_of(watch)), (VERIFIED, [(service, True)]), f"--only {direction}")


def test_logs(tap, accounts):
    """After all that no password is in any server's log, which shows that none came where it does not belong."""
    with Watch() as watch:
        text = "".join(file.read_text(errors="replace") for file in watch.directory.iterdir())
    for account in accounts.values():
        tap.ok(account["password"] not in text, f"{account['address']}: the password is in no log")


def main():
    check_program.enter_lab()
    tap = Tap()
    accounts = check_program.load_accounts()
    anna = accounts["anna"]
    for protocol in ("imap", "pop3"):
        for security in ("tls", "starttls"):
            tap.run("wrong password", test_wrong_password, anna, protocol, security)
        tap.run("clear", test_clear, anna, protocol)
        tap.run("plaintext-refused", test_plaintext_refused, anna, protocol)
        tap.run("nosend", test_one_service, accounts["nosend"], protocol, "smtp-disabled",
                [(protocol, True), ("smtp", False)])
    # Nothing but the refusal is known there: sending waited for a word that never came.
    tap.run("noimap", test_one_service, accounts["noimap"], "imap", "credentials-rejected", [("imap", False)])
    tap.run("nopop", test_one_service, accounts["nopop"], "pop3", "credentials-rejected", [("pop3", False)])
    tap.run("outgoing only", test_wrong_password_outgoing_only, anna)
    tap.run("sender", test_sender, accounts)
    tap.run("unavailable", test_unavailable, anna)
    tap.run("ways to end", test_ways_to_end, anna)
    tap.run("logs", test_logs, accounts)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
