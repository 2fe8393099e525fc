#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every cause of the catalogue that a server, a name server or a network can bring about is brought about here by a
real socket: in the lab, in a network of its own inside it, or by a practice scenario.

Nothing is taken for granted: which causes there are the program says itself, and a cause counts when a check of this
run ended in it.  What was shown, and how, goes as JSON to $CODES_SHOWN: {code: {"shown_by", "certainty"}}.
"""

import concurrent.futures
import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import check_program
from check_program import ROOT, check, healthy
from other_world import REDIRECT, Certificates, World, cut_off, has_tool
from tap import Tap

SIDE_BY_SIDE = 8
# No server can bring these about, so no socket can show them; each with what does.
EXCEPTIONS = {
    "address-invalid": "there is no domain whose servers could be asked; tests/cli/test-cli.py types such an address",
    "protocol-not-offered": "a fact about the provider, said before anybody is asked; tests/cli/test-cli.py discovers tuta.com",
    "bridge-required": "a fact about the provider, said before anybody is asked; tests/diagnosis/test-requirements.c",
    "client-at-fault": "said where all works, by tests/server/test-from.py, of an account taken over from a mail program",
}
# What takes a program that a computer may not have.
NEEDS = {"clock-wrong": "faketime"}


def load(path):
    """A test whose file name is none of a module, for what it can do."""
    spec = importlib.util.spec_from_file_location(path.stem.replace("-", "_"), path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


scenarios = load(ROOT / "tests" / "practice" / "test-scenarios.py")
network = load(ROOT / "tests" / "server" / "test-network.py")
token = load(ROOT / "tests" / "server" / "test-token.py")


def told_codes(report):
    """The cause, and whatever is no error; {code: certainty}. Alternatives do not count."""
    findings = report.get("findings", [])
    cause = next((f for f in findings if f["severity"] == "error"), None)
    return {f["code"]: f["certainty"] for f in findings if f is cause or f["severity"] != "error"}


# --- In the lab ---

def check_alone(domain, **more):
    """Only the address is given: what the domain and its name server say decides."""
    return check({"email": f"anna@{domain}", **more}, "gar-nicht-wahr-7").report


def check_host(account, **more):
    return check({**healthy(account), **more}, account["password"]).report


def check_in(world, **more):
    return network.run(world.make_program(), **more).report


def check_world(names, prepare):
    with World(names) as world:
        prepare(world)
        return check_in(world)


def blocked(world, maker):
    network.serve_web(world, maker)


def hotspot(world):
    world.serve(network.HOTSPOT, 443, text=REDIRECT)


def check_clock(maker):
    """A clock that runs half a year ahead."""
    with World(network.NAMES) as world:
        network.serve_web(world, maker)
        for port in (993, 465):
            world.serve(network.MAIL, port, maker.context(("mail.welt.test",)))
        program = world.make_program()
        text = program.read_text(encoding="utf-8")
        program.write_text(text.replace(os.environ["POSTLOTSE"], f"faketime -f +200d {os.environ['POSTLOTSE']}"), encoding="utf-8")
        return network.run(program, environment={"FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1"}).report


def check_offline():
    with tempfile.TemporaryDirectory() as directory:
        return network.run(cut_off(directory)).report


def check_token():
    told, _said = token.run("expired", "imap", "XOAUTH2")
    return {"findings": [{"severity": "error", "certainty": "proven", **finding} for finding in told["findings"]]}


def show_in_lab(account, maker):
    """Yields (how, function): each is to bring one cause about."""
    yield "the domain does not exist", lambda: check_alone("no-such-domain.test")
    yield "the domain is one slip from a known one", lambda: check_alone("gmial.com")
    yield "the domain wants no mail (null MX)", lambda: check_alone("nullmx.test")
    yield "the domain names no servers", lambda: check_alone("nothing.test")
    yield "the domain names servers of another domain", lambda: check_alone("srv-foreign.test")
    yield "a name server that fails", lambda: check_host(account, incoming_host="servfail.lotse.test", only="incoming")
    yield "IPv6 is refused", lambda: check_host(account, incoming_host="v6refused.lotse.test", only="incoming")
    yield "a stapled answer says revoked", lambda: check_host(account, incoming_host="revoked.lotse.test", only="incoming")
    yield "the test message is lost on its way", lambda: check_host(account, outgoing_host="lost.lotse.test",
                                                                   send_test=True, deadline=8)
    yield "a network without mail", lambda: check_world(network.NAMES, lambda world: blocked(world, maker))
    yield "a hotspot", lambda: check_world({"*": network.HOTSPOT}, hotspot)
    yield "no network", check_offline
    if has_tool("faketime"):
        yield "the clock is wrong", lambda: check_clock(maker)
    if os.path.exists(os.environ.get("TOKEN_CHECK", "")):
        yield "a token that has run out", check_token


# --- On the practice servers ---

def choose_scenarios(codes):
    """Returns {code: scenario}: of each the one that takes the least, as far as is known."""
    expected = scenarios.load_expected()
    everyone = scenarios.list_accounts() + scenarios.list_accounts("--scenarios")
    chosen = {}
    for account in sorted(everyone, key=lambda one: expected.get(one["id"], {}).get("slow", False)):
        if account["code"] in codes:
            chosen.setdefault(account["code"], account)
    return chosen


def show_by_scenarios(codes):
    """Yields (how, report)."""
    chosen = choose_scenarios(codes)
    with concurrent.futures.ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        runs = pool.map(lambda one: scenarios.check(one, one["password"]), chosen.values())
        for account, run in zip(chosen.values(), runs):
            yield f"practice scenario {account['id']}", run.report


# --- What was shown ---

def list_codes():
    done = subprocess.run([os.environ["POSTLOTSE"], "explain", "--list", "--json"], stdout=subprocess.PIPE, check=True)
    return [cause["code"] for cause in json.loads(done.stdout)]


def note(shown, how, report):
    for code, certainty in told_codes(report).items():
        shown.setdefault(code, {"shown_by": how, "certainty": certainty})


def write(shown):
    path = os.environ.get("CODES_SHOWN")
    if path:
        pathlib.Path(path).write_text(json.dumps(shown, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def judge(tap, codes, shown):
    for code in codes:
        if code in EXCEPTIONS:
            tap.ok(code not in shown, f"{code}: not by a server: {EXCEPTIONS[code]}", shown.get(code))
        elif code in NEEDS and not has_tool(NEEDS[code]):
            tap.ok(os.environ.get("CI") != "true", f"{code}: not shown without {NEEDS[code]} # SKIP")
        else:
            tap.ok(code in shown, f"{code}: {shown.get(code, {}).get('shown_by', 'nothing has shown it')}")
    tap.equal(sorted(set(EXCEPTIONS) - set(codes)), [], "no exception for what is no cause")
    tap.equal(sorted(set(shown) - set(codes)), [], "nothing was said that is no cause of the catalogue")


def main():
    check_program.enter_lab()
    tap = Tap()
    shown = {}
    codes = list_codes()
    for how, function in show_in_lab(check_program.load_accounts()["anna"], Certificates()):
        tap.run(how, lambda _tap, how=how, function=function: note(shown, f"the lab: {how}", function()))
    for how, report in show_by_scenarios(set(codes) - set(shown)):
        note(shown, how, report)
    judge(tap, codes, shown)
    write(shown)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
