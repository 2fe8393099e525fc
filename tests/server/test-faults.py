#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong is named, and the fix that is offered then works.

Each row is a fault of one server; it is put into each of the three services in turn, while the other direction
is right.  What holds for every row: at most one refused sign-in, none at the faulty server before its fault is
mended, none without TLS, and a sound report.
"""

import sys
from dataclasses import dataclass

import check_program
from check_program import (MAIL, NOT_WORKING, PORTS, VERIFIED, apply_fix, check, ends_within, healthy, keys_of,
                           prefix_of)
from server_logs import Watch
from tap import Tap

ALL = ("imap", "pop3", "smtp")
TLS, START = "tls", "starttls"


@dataclass(frozen=True)
class Fault:
    """One row.  `port`: "tls" or "starttls" for the usual port of that kind, or a number for each service."""

    host: str
    port: object
    security: str
    code: str
    # The keys that a fix which works may change; None: there is none that could be pressed without a question.
    fix: tuple = None
    services: tuple = ALL
    seconds: float = 6
    # Further codes that have to be named as well.
    also: tuple = ()


ODD = {"imap": 994, "pop3": 996, "smtp": 466}
OTHER = {"imap": 587, "pop3": 143, "smtp": 110}

FAULTS = (
    # Port and security.
    Fault(MAIL, TLS, START, "needs-implicit-tls", ("security",), seconds=3),
    Fault(MAIL, START, TLS, "needs-starttls", ("security", "port"), seconds=3),
    Fault("only993.lotse.test", START, START, "wrong-port", ("port", "security"), seconds=3),
    Fault("only143.lotse.test", TLS, TLS, "wrong-port", ("port", "security"), seconds=3),
    Fault(MAIL, ODD, TLS, "wrong-port", ("port", "security"), seconds=3),
    Fault(MAIL, OTHER, START, "wrong-protocol", ("port", "security"), seconds=3),
    Fault("clear.lotse.test", START, START, "starttls-unavailable"),
    Fault(MAIL, {"smtp": 25}, START, "smtp-auth-not-offered", ("port", "security"), ("smtp",)),
    Fault("noauth.lotse.test", TLS, TLS, "smtp-auth-not-offered", None, ("smtp",)),
    # Network.
    Fault("refused.lotse.test", TLS, TLS, "connection-refused", seconds=3),
    Fault("silent.lotse.test", TLS, TLS, "connection-timeout", seconds=8),
    Fault("silent993.lotse.test", TLS, TLS, "port-blocked", ("port", "security"), seconds=5),
    Fault("silent143.lotse.test", START, START, "port-blocked", ("port", "security"), seconds=5),
    Fault("dropping.lotse.test", START, START, "connection-dropped"),
    Fault("gone.lotse.test", TLS, TLS, "host-unknown", ("host",)),
    Fault("nodata.lotse.test", TLS, TLS, "host-unknown", ("host",)),
    Fault("dangling.lotse.test", TLS, TLS, "host-unknown", ("host",)),
    # Certificates.
    *(fault for kind in (TLS, START) for fault in (
        Fault("expired.lotse.test", kind, kind, "certificate-expired", ("trust_fingerprint",)),
        Fault("selfsigned.lotse.test", kind, kind, "certificate-self-signed", ("trust_fingerprint",)),
        Fault("wrongname-own.lotse.test", kind, kind, "certificate-host-mismatch", ("host",)),
    )),
    Fault("wrongname.lotse.test", TLS, TLS, "certificate-host-mismatch"),
    Fault("unknownca.lotse.test", TLS, TLS, "certificate-unknown-issuer", ("trust_fingerprint",)),
    Fault("incomplete.lotse.test", TLS, TLS, "certificate-incomplete-chain", ("trust_fingerprint",)),
    Fault("notyet.lotse.test", TLS, TLS, "certificate-not-yet-valid"),
    Fault("weakkey.lotse.test", TLS, TLS, "certificate-weak", ("trust_fingerprint",)),
    Fault("weaksig.lotse.test", TLS, TLS, "certificate-weak", ("trust_fingerprint",)),
    Fault("revoked.lotse.test", TLS, TLS, "certificate-revoked"),
    Fault("expired-and-wrong.lotse.test", TLS, TLS, "certificate-expired", ("trust_fingerprint",),
          also=("certificate-host-mismatch",)),
    Fault("selfsigned-and-wrong.lotse.test", TLS, TLS, "certificate-self-signed",
          ("trust_fingerprint",), also=("certificate-host-mismatch",)),
    # Server.
    Fault("maintenance.lotse.test", START, START, "server-unavailable", None, ("smtp",)),
    Fault("maintenance.lotse.test", TLS, TLS, "server-unavailable", None, ("smtp",)),
)


def options_for(account, fault, service):
    """A healthy check with this fault in one of its servers."""
    incoming = service if service != "smtp" else "imap"
    port = fault.port[service] if isinstance(fault.port, dict) else PORTS[service][fault.port]
    prefix = prefix_of(service)
    return {**healthy(account, incoming), f"{prefix}_host": fault.host, f"{prefix}_port": port,
            f"{prefix}_security": fault.security}


def mending_fixes(result, fault):
    """The fixes of the cause that change only what the row allows, proven ones first.

    Consent counts as given: the wizard asks, and this test stands for a person who agrees.
    """
    fixes = [fix for fix in result.cause["fixes"] if keys_of(fix) and fault.fix and set(keys_of(fix)) <= set(fault.fix)]
    return sorted(fixes, key=lambda fix: not fix["proven"])


def hosts_in_fixes(result):
    return {fix["host"] for finding in result.report["findings"] for fix in finding["fixes"]
            if "host" in fix and "consent" not in fix}


def test_fault(tap, account, fault, service):
    what = f"{fault.host} {service} {fault.port if isinstance(fault.port, str) else fault.port[service]} as {fault.security}"
    options = options_for(account, fault, service)
    with Watch() as watch:
        result = check(options, account["password"])
    tap.ok(result.status == NOT_WORKING and result.code == fault.code, f"{what}: {fault.code}", result.summary())
    tap.equal(list(result.faults()), [], f"{what}: the report is sound")
    tap.ok(ends_within(result, fault.seconds), f"{what}: said within {fault.seconds} s", result.seconds)
    if result.cause is None:
        return
    tap.equal(result.cause["service"], service, f"{what}: said of {service}")
    tap.equal(set(fault.also) - result.codes, set(), f"{what}: further faults are named, too")
    tap.equal((watch.refused(), watch.left(), watch.in_clear()), ([], [], []),
              f"{what}: no sign-in was refused or left, none was in clear")
    tried = [a for a in watch.attempts if a.service == service or service != "smtp"]
    tap.equal(tried, [], f"{what}: the password stays here")
    foreign = {host for host in hosts_in_fixes(result) if not host.endswith("lotse.test")}
    tap.equal(foreign, set(), f"{what}: no button leads to a foreign host")
    if fault.fix is None:
        tap.equal([fix for fix in result.cause["fixes"] if fix["proven"] and keys_of(fix)], [],
                  f"{what}: nothing claims to be proven")
    else:
        test_fix(tap, account, fault, service, what, options, result)


def test_fix(tap, account, fault, service, what, options, result):
    """The best fix, applied to the next call, has to verify the account."""
    fixes = mending_fixes(result, fault)
    if not tap.ok(fixes, f"{what}: offers a fix for {' or '.join(fault.fix)}", result.summary()):
        return
    tap.equal(fixes[0]["service"], service, f"{what}: the fix is for {service}")
    with Watch() as watch:
        mended = check(apply_fix(options, fixes[0]), account["password"])
    tap.ok(mended.status == VERIFIED, f"{what}: with {keys_of(fixes[0])} it is verified", mended.summary())
    tap.equal(list(mended.faults()), [], f"{what}: the second report is sound")
    tap.equal([(a.accepted, a.encrypted) for a in watch.attempts], [(True, True)] * 2,
              f"{what}: then one sign-in each, under TLS")


def name_of(fault):
    return f"{fault.host} {fault.code}"


def main():
    check_program.enter_lab()
    tap = Tap()
    account = check_program.load_accounts()["anna"]
    chosen = sys.argv[1:]
    for fault in FAULTS:
        if not chosen or any(word in name_of(fault) for word in chosen):
            for service in fault.services:
                tap.run(f"{name_of(fault)} {service}", test_fault, account, fault, service)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
