#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""What lies between a computer and its servers: hotspots, networks without mail, clocks, readers along, no names.

In each the password stays here, and nobody is asked who was not to be.
"""

import os
import sys
import tempfile

import check_program
from check_program import NOT_WORKING, check, ends_within
from other_world import NOWHERE, REDIRECT, Certificates, World, cut_off, has_tool
from tap import Tap

MAIL, WEB, GMX_WEB, GMX_MAIL, POSTEO = "10.25.1.201", "10.25.1.202", "10.25.1.203", "10.25.1.204", "10.25.1.205"
HOTSPOT = "10.25.1.206"
OTHERS = {"hilfe.gmx.net", "imap.gmx.net", "mail.gmx.net", "posteo.de"}
NAMES = {"mail.welt.test": MAIL, "welt.test": WEB, "hilfe.gmx.net": GMX_WEB, "imap.gmx.net": GMX_MAIL,
         "mail.gmx.net": GMX_MAIL, "posteo.de": POSTEO}
PASSWORD = "Zwölf Boxkämpfer 12"
OPTIONS = {"email": "anna@welt.test", "incoming_host": "mail.welt.test", "incoming_port": 993,
           "incoming_security": "tls", "outgoing_host": "mail.welt.test", "outgoing_port": 465,
           "outgoing_security": "tls", "deadline": 30}


def run(program, **more):
    before = os.environ["POSTLOTSE"]
    environment = more.pop("environment", None)
    os.environ["POSTLOTSE"] = str(program)
    try:
        return check({**OPTIONS, **more}, PASSWORD, environment)
    finally:
        os.environ["POSTLOTSE"] = before


def expect(tap, what, result, code, certainty, seconds):
    """Returns whether the cause is the one wanted."""
    found = tap.ok(result.status == NOT_WORKING and result.code == code, f"{what}: {code}", result.summary())
    tap.equal(list(result.faults()), [], f"{what}: the report is sound")
    tap.ok(ends_within(result, seconds), f"{what}: said within {seconds} s", result.seconds)
    tap.note(f"{what}: {result.seconds:.2f} s")
    if result.cause:
        tap.equal(result.cause["certainty"], certainty, f"{what}: {certainty}")
    return found


def expect_secret(tap, what, world):
    leaked = [data for data in world.spoken if b"Boxk" in data or b"AUTH" in data.upper() or b"LOGIN " in data.upper()]
    tap.equal(leaked, [], f"{what}: the password stays here")


def asked_hosts(result):
    return {entry["host"] for entry in result.report["hosts_asked"]}


def serve_web(world, maker, issuer="intermediate"):
    for address, name in ((WEB, "welt.test"), (GMX_WEB, "hilfe.gmx.net"), (POSTEO, "posteo.de")):
        world.serve(address, 443, maker.context((name,), issuer))


def test_blocked_silent(tap, maker):
    with World({**NAMES, "mail.welt.test": NOWHERE, "imap.gmx.net": NOWHERE, "mail.gmx.net": NOWHERE}) as world:
        serve_web(world, maker)
        for port in (993, 465):
            world.serve_nobody(POSTEO, port)
        result = run(world.make_program())
        expect(tap, "mail ports silent everywhere", result, "network-blocks-mail", "proven", 6.8)
        tap.ok(OTHERS - {"mail.gmx.net"} <= asked_hosts(result), "mail ports silent: whom we asked is said",
               asked_hosts(result))
        expect_secret(tap, "mail ports silent everywhere", world)


def test_blocked_refused(tap, maker):
    with World(NAMES) as world:
        serve_web(world, maker)
        result = run(world.make_program())
        expect(tap, "mail ports refused everywhere", result, "network-blocks-mail", "proven", 2)


def test_only_this_server(tap, maker):
    """Another provider's mail server answers: then it is this server."""
    with World(NAMES) as world:
        serve_web(world, maker)
        for port in (993, 465):
            world.serve(GMX_MAIL, port, maker.context(("imap.gmx.net", "mail.gmx.net")))
        expect(tap, "only this server refuses", run(world.make_program()), "connection-refused", "proven", 2)


def test_offline_switch(tap, maker):
    with World(NAMES) as world:
        serve_web(world, maker)
        result = run(world.make_program(), offline_discovery=True)
        tap.equal(OTHERS & (asked_hosts(result) | world.asked), set(), "look-ups switched off: no other provider asked")
        tap.equal(result.code, "connection-refused", "look-ups switched off: only what is known is said")


def test_hotspot_tls(tap, maker):
    context = maker.context(("login.hotspot.test",), None)
    with World({"*": HOTSPOT}) as world:
        for port in (443, 993, 465):
            world.serve(HOTSPOT, port, context)
        result = run(world.make_program())
        if expect(tap, "a hotspot with its certificate", result, "captive-portal", "proven", 3):
            tap.equal([f for f in result.cause["fixes"] if "trust_fingerprint" in f], [],
                      "a hotspot with its certificate: no exception is offered for it")
        expect_secret(tap, "a hotspot with its certificate", world)


def test_hotspot_http(tap, _maker):
    with World({"*": HOTSPOT}) as world:
        for port in (443, 993, 465):
            world.serve(HOTSPOT, port, text=REDIRECT)
        result = run(world.make_program())
        expect(tap, "a hotspot in plain text", result, "captive-portal", "proven", 4)
        expect_secret(tap, "a hotspot in plain text", world)


def test_hotspot_web_only(tap, _maker):
    """Mail is refused, and the web is answered by somebody else."""
    with World({"*": HOTSPOT}) as world:
        world.serve(HOTSPOT, 443, text=REDIRECT)
        expect(tap, "a hotspot that refuses mail", run(world.make_program()), "captive-portal", "proven", 2)


def test_reading_along(tap, maker):
    with World(NAMES) as world:
        serve_web(world, maker, "stranger-intermediate")
        for port in (993, 465):
            world.serve(MAIL, port, maker.context(("mail.welt.test",), "stranger-intermediate"))
        result = run(world.make_program())
        expect(tap, "one foreign issuer for all", result, "tls-intercepted", "proven", 3)
        tap.ok("certificate-unknown-issuer" not in {f["code"] for f in result.report["findings"]},
               "one foreign issuer for all: not said of the server as well")
        expect_secret(tap, "one foreign issuer for all", world)


def test_private_authority(tap, maker):
    """The same certificates at the own server only."""
    with World(NAMES) as world:
        serve_web(world, maker)
        for port in (993, 465):
            world.serve(MAIL, port, maker.context(("mail.welt.test",), "stranger-intermediate"))
        expect(tap, "a private authority", run(world.make_program()), "certificate-unknown-issuer", "proven", 3)


def test_known_product(tap, _maker):
    result = run(os.environ["POSTLOTSE"], email="anna@lotse.test", incoming_host="intercepted.lotse.test",
                 outgoing_host="intercepted.lotse.test")
    if expect(tap, "security software", result, "tls-intercepted", "proven", 3):
        tap.ok("Avast" in result.cause["title"], "security software: it is named", result.cause["title"])


def test_clock(tap, maker):
    if not has_tool("faketime"):
        tap.ok(True, "a wrong clock # SKIP no faketime")
        return
    for shift, fault in (("-100d", "not yet valid"), ("+200d", "expired")):
        with World(NAMES) as world:
            serve_web(world, maker)
            for port in (993, 465):
                world.serve(MAIL, port, maker.context(("mail.welt.test",)))
            program = world.make_program()
            text = program.read_text(encoding="utf-8").replace(os.environ["POSTLOTSE"],
                                                               f"faketime -f {shift} {os.environ['POSTLOTSE']}")
            program.write_text(text, encoding="utf-8")
            result = run(program, environment={"FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1"})
            expect(tap, f"a clock that makes certificates {fault}", result, "clock-wrong", "proven", 4)
            tap.equal([f["code"] for f in result.report["findings"] if f["severity"] == "error"], ["clock-wrong"],
                      f"a clock that makes certificates {fault}: nothing else is wrong")
            expect_secret(tap, f"a clock that makes certificates {fault}", world)


def test_no_names(tap, _maker):
    with World({}) as world:
        expect(tap, "every name denied", run(world.make_program()), "dns-failure", "likely", 3)


def test_one_name(tap, _maker):
    with World({name: address for name, address in NAMES.items() if name != "mail.welt.test"}) as world:
        expect(tap, "one name denied", run(world.make_program()), "host-unknown", "proven", 3)


def test_nowhere(tap, _maker):
    with World({"*": NOWHERE}) as world:
        expect(tap, "nobody answers at all", run(world.make_program()), "offline", "likely", 6.8)


def test_cut_off(tap, _maker):
    with tempfile.TemporaryDirectory() as directory:
        expect(tap, "no network", run(cut_off(directory)), "offline", "proven", 4.8)


TESTS = (test_blocked_silent, test_blocked_refused, test_only_this_server, test_offline_switch, test_hotspot_tls,
         test_hotspot_http, test_hotspot_web_only, test_reading_along, test_private_authority, test_known_product,
         test_clock, test_no_names, test_one_name, test_nowhere, test_cut_off)


def main():
    check_program.enter_lab()
    tap = Tap()
    maker = Certificates()
    chosen = sys.argv[1:]
    for test in TESTS:
        if not chosen or any(word in test.__name__ for word in chosen):
            tap.run(test.__name__, test, maker)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
