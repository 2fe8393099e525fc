#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""`--apply-fixes` changes what a fix names and nothing else, tests again what that touches and nothing else, and is
not lured: never to a foreign domain, never to an exception for a certificate, never to clear text.
"""

import os
import subprocess
import sys
from dataclasses import dataclass, field

import check_program
from check_program import MAIL, NOT_WORKING, PORTS, VERIFIED, check, healthy, prefix_of
from server_logs import Watch
from tap import Tap

TLS, START = "tls", "starttls"
ALLOWED = {"host", "port", "security"}


@dataclass(frozen=True)
class Case:
    """One server that is set wrongly; None as `changes`: nothing may be changed.  `late`: what is right as well, where
    what would be better does not answer in time on a busy machine."""

    what: str
    host: str
    port: object
    security: str
    changes: dict = None
    services: tuple = ("imap", "pop3", "smtp")
    code: str = None
    more: dict = field(default_factory=dict)
    late: dict = None


ODD = {"imap": 994, "pop3": 996, "smtp": 466}
IMPLICIT = {service: ports["tls"] for service, ports in PORTS.items()}
STARTED = {service: ports["starttls"] for service, ports in PORTS.items()}

MENDED = (
    Case("a port that nobody listens at", MAIL, ODD, TLS, {"port": IMPLICIT},
         late={"port": STARTED, "security": "starttls"}),
    Case("STARTTLS at a port with TLS", MAIL, TLS, START, {"security": "tls"}, late={"port": STARTED}),
    Case("TLS at a port with STARTTLS", MAIL, START, TLS, {"security": "starttls"}, late={"port": IMPLICIT}),
    Case("a port that is closed", "only143.lotse.test", TLS, TLS, {"port": STARTED, "security": "starttls"}),
    Case("a port that is silent", "silent993.lotse.test", TLS, TLS, {"port": STARTED, "security": "starttls"}, ("imap",)),
    Case("another name in the own domain", "wrongname-own.lotse.test", TLS, TLS, {"host": MAIL}, ("imap", "smtp")),
    Case("no encryption, where there is some", MAIL, START, "none", {"port": IMPLICIT, "security": "tls"}, ("imap", "smtp"),
         late={"security": "starttls"}),
)

LURES = (
    Case("the certificate names a foreign server", "wrongname.lotse.test", TLS, TLS, code="certificate-host-mismatch"),
    Case("a certificate that signs itself", "selfsigned.lotse.test", TLS, TLS, code="certificate-self-signed"),
    Case("... after STARTTLS", "selfsigned.lotse.test", START, START, code="certificate-self-signed", services=("imap",)),
    Case("a certificate that has run out", "expired.lotse.test", TLS, TLS, code="certificate-expired"),
    Case("an authority that nobody knows", "unknownca.lotse.test", TLS, TLS, code="certificate-unknown-issuer"),
    Case("a reader along", "intercepted.lotse.test", TLS, TLS, code="tls-intercepted"),
    Case("two faults at once", "selfsigned-and-wrong.lotse.test", TLS, TLS, code="certificate-self-signed"),
    Case("STARTTLS is missing, clear text would work", "clear.lotse.test", START, START, code="starttls-unavailable"),
    Case("clear text, and nothing else there", "clear.lotse.test", START, "none", code="insecure-connection"),
    Case("nobody is there", "refused.lotse.test", TLS, TLS, code="connection-refused", services=("imap", "smtp")),
    Case("a pinned server at the wrong port", MAIL, ODD, TLS, code="wrong-port", services=("imap", "smtp"),
         more={"trust_fingerprint": "ab" * 32}),
)


def options_for(account, case, service):
    incoming = service if service != "smtp" else "imap"
    port = case.port[service] if isinstance(case.port, dict) else PORTS[service][case.port]
    prefix = prefix_of(service)
    options = {**healthy(account, incoming), f"{prefix}_host": case.host, f"{prefix}_port": port,
               f"{prefix}_security": case.security, "apply_fixes": True}
    return {**options, **{f"{prefix}_{key}": value for key, value in case.more.items()}}


def wanted_changes(case, service):
    """What may be changed, the better first."""
    return [{key: value[service] if isinstance(value, dict) else value for key, value in changes.items()}
            for changes in (case.changes, case.late) if changes]


def settings_of(options, prefix):
    return {key: options[f"{prefix}_{key}"] for key in ALLOWED}


def reported(result, prefix):
    server = result.report["settings"][prefix]
    return {key: server[key] for key in ALLOWED}


def test_mended(tap, account, case, service):
    what = f"{case.what}, {service}"
    options = options_for(account, case, service)
    prefix, other = prefix_of(service), "incoming" if service == "smtp" else "outgoing"
    with Watch() as watch:
        result = check(options, account["password"])
    applied = result.report["applied"]
    changed = [{key: one[key] for key in check_program.FIX_KEYS if key in one} for one in applied]
    wanted = wanted_changes(case, service)
    changes = next((changes for changes in wanted if [changes] == changed), wanted[0])
    tap.ok(result.status == VERIFIED, f"{what}: works in the end", result.summary())
    tap.equal(list(result.faults()), [], f"{what}: the report is sound")
    tap.equal(changed, [changes], f"{what}: says what it changed, which is what the fix names")
    tap.equal([one["service"] for one in applied], [service], f"{what}: says where")
    tap.equal(reported(result, prefix), {**settings_of(options, prefix), **changes}, f"{what}: nothing else is changed there")
    tap.equal(reported(result, other), settings_of(options, other), f"{what}: the other server stays as it is")
    # One sign-in at each server: what worked was not tested again.
    incoming = service if service != "smtp" else "imap"
    tap.equal(sorted((a.service, a.accepted, a.encrypted) for a in watch.attempts),
              sorted([(incoming, True, True), ("smtp", True, True)]), f"{what}: one sign-in each, under TLS")


def test_lure(tap, account, case, service):
    what = f"{case.what}, {service}"
    options = options_for(account, case, service)
    with Watch() as watch:
        result = check(options, account["password"])
    tap.ok(result.status == NOT_WORKING and result.code == case.code, f"{what}: {case.code}", result.summary())
    tap.equal(result.report["applied"], [], f"{what}: nothing is applied")
    for prefix in ("incoming", "outgoing"):
        tap.equal(reported(result, prefix), settings_of(options, prefix), f"{what}: {prefix} stays as it is")
    tap.equal([a for a in watch.attempts if a.service == service], [], f"{what}: the password stays here")
    tap.equal(watch.in_clear(), [], f"{what}: nothing went in clear")


def test_refused(tap, account):
    """A sign-in that was refused is for a person: no second one by itself."""
    with Watch() as watch:
        result = check({**healthy(account), "apply_fixes": True}, "ganz-falsch-99")
    tap.ok(result.code == "credentials-rejected" and result.report["applied"] == [], "a refusal: nothing is applied",
           result.summary())
    tap.equal([(a.service, a.accepted) for a in watch.attempts], [("imap", False)], "a refusal: one sign-in")


def test_address(tap):
    """Another address is another account."""
    result = check({"email": "anna@gmial.com", "apply_fixes": True}, "ganz-falsch-99")
    tap.ok(result.code == "domain-typo" and result.report["applied"] == [] and result.report["email"] == "anna@gmial.com",
           "a slip in the address: nothing is applied", result.summary())


def test_username(tap, account):
    """Another user name would be another sign-in, which can lock the account."""
    options = {**healthy(account), "username": account["address"].split("@")[0] + "-x", "apply_fixes": True}
    with Watch() as watch:
        result = check(options, account["password"])
    tap.ok(result.status == NOT_WORKING and result.report["applied"] == [], "a wrong user name: nothing is applied",
           result.summary())
    tap.equal(len(watch.attempts), 1, "a wrong user name: one sign-in")


def test_both(tap, account):
    """Both directions at once, in the words for people."""
    options = {**healthy(account), "incoming_port": 994, "outgoing_port": 466, "apply_fixes": True}
    with Watch() as watch:
        result = check(options, account["password"])
    tap.ok(result.status == VERIFIED and len(result.report["applied"]) == 2, "both directions: mended", result.summary())
    tap.equal(sorted(a.service for a in watch.attempts), ["imap", "smtp"], "both directions: one sign-in each")
    words = [os.environ["POSTLOTSE"], "check", *check_program.arguments_of(options), "--password-file", "-"]
    done = subprocess.run(words, input=account["password"].encode(), stdout=subprocess.PIPE, timeout=60,
                          env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"})
    text = done.stdout.decode()
    tap.ok("Changed for Receiving: Use port 993" in text and "Changed for Sending: Use port 465" in text,
           "both directions: told in words", text)


def main():
    check_program.enter_lab()
    tap = Tap()
    account = check_program.load_accounts()["anna"]
    chosen = sys.argv[1:]
    for cases, test in ((MENDED, test_mended), (LURES, test_lure)):
        for case in cases:
            for service in case.services:
                if not chosen or any(word in case.what for word in chosen):
                    tap.run(f"{case.what}, {service}", test, account, case, service)
    if not chosen:
        tap.run("refused", test_refused, account)
        tap.run("address", test_address)
        tap.run("username", test_username, account)
        tap.run("both", test_both, account)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
