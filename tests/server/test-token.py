#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tokens from end to end: an administrator's client id, the sign-in in the browser, and what Dovecot and Postfix
make of the token that it brings.  $TOKEN_CHECK is the program that does it all (token-check.c)."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "lab"))

import oauth  # noqa: E402
import tap  # noqa: E402
from server_logs import Watch  # noqa: E402
from tap import Tap  # noqa: E402

ADDRESS, PASSWORD, HOST = "anna@lotse.test", "Sommerwind-42", "oauth.lotse.test"
SERVICES = ("imap", "pop3")
MECHANISMS = ("XOAUTH2", "OAUTHBEARER")
PATIENCE = 60
PL_OAUTH_ERROR_DENIED = 1
# What Dovecot 2.3 says of every token that it does not take is the same; 2.4 tells one kind apart.
REFUSED = "does not accept the sign-in from the browser"
TITLES = {"expired": (REFUSED,), "foreign": (REFUSED,), "calendar": (REFUSED, "does not cover IMAP")}


def write_configuration(directory, kind):
    """As an administrator would, but for `kind`: it tells the lab what tokens to give."""
    path = pathlib.Path(directory) / "postlotse" / "oauth2.conf"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"[{oauth.NAME}]\nClientId={oauth.CLIENT_ID}\nAuthorizationUrl={oauth.AUTHORIZATION_URL}?kind={kind}\n"
                    f"TokenUrl={oauth.TOKEN_URL}\nScope={oauth.SCOPE}\nHosts={HOST}\n")
    path.chmod(0o644)


def run(kind, *arguments):
    """Returns what the program tells, and everything it printed."""
    with tempfile.TemporaryDirectory() as directory:
        write_configuration(directory, kind)
        done = subprocess.run([os.environ["TOKEN_CHECK"], ADDRESS, HOST, *arguments], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=PATIENCE,
                              env={**os.environ, "XDG_CONFIG_DIRS": directory, "XDG_CONFIG_HOME": "/nonexistent"})
    try:
        return json.loads(done.stdout), done.stdout
    except ValueError:
        return {"incoming": None, "outgoing": None, "findings": []}, done.stdout


def secrets_of_lab():
    """Everything secret that the authorization server gave out or was given."""
    lines = pathlib.Path(os.environ["LAB_LOGS"], "oauth.log").read_text(encoding="utf-8").splitlines()
    forms = [json.loads(line)["form"] for line in lines]
    return {form[name] for form in forms for name in ("code", "code_verifier", "token", "refresh_token") if name in form}


def states(told):
    return told["incoming"], told["outgoing"]


def test_signed_in(t, service, mechanism, age):
    with Watch() as watch:
        told, said = run("good", service, mechanism, age)
    name = f"{service} and smtp by {mechanism}, {age} token"
    t.ok(states(told) == ("ok", "ok"), f"{name}: both directions work", said)
    t.equal(told["findings"], [], f"{name}: nothing to say")
    t.equal([(a.service, a.accepted, a.encrypted) for a in watch.attempts],
            [(service, True, True), ("smtp", True, True)], f"{name}: one attempt each, under TLS")
    t.equal([a.method for a in watch.attempts if a.service == service], [mechanism], f"{name}: by that mechanism")
    t.equal([secret for secret in (*secrets_of_lab(), PASSWORD) if secret in said], [],
            f"{name}: neither token nor password in what is told")


def test_refused(t, kind, mechanism):
    with Watch() as watch:
        told, said = run(kind, "imap", mechanism)
    name = f"{kind} token by {mechanism}"
    titles = [finding["title"] for finding in told["findings"]]
    t.ok([finding["code"] for finding in told["findings"]] == ["oauth-token-rejected"],
         f"{name}: that is what is wrong, and nothing else", said)
    t.ok(titles and any(words in titles[0] for words in TITLES[kind]), f"{name}: {' or '.join(TITLES[kind])}", said)
    t.equal(states(told), ("failed", "failed"), f"{name}: nothing is proven")
    t.equal([a.service for a in watch.attempts if a.service == "smtp"], [], f"{name}: sending is not tried")


def test_partial(t):
    """Without a token reach, TLS and the offer are proven, and the password does not leave."""
    with Watch() as watch:
        told, said = run("good", "imap")
    t.ok(states(told) == ("partial", "partial"), "no token: both directions are partial", said)
    t.equal([(finding["code"], finding["severity"]) for finding in told["findings"]], [("oauth-required", "info")],
            "no token: a note, no fault")
    t.equal(watch.attempts, [], "no token: nobody was signed in to")


def test_denied(t):
    told, said = run("denied", "imap", "XOAUTH2")
    t.ok(told.get("error") == f"pl_oauth_error {PL_OAUTH_ERROR_DENIED}", "denied: the sign-in says so", said)


def main():
    if not os.path.exists(os.environ.get("TOKEN_CHECK", "")):
        tap.skip_all("TOKEN_CHECK names no program")
    tap.enter_lab()
    t = Tap()
    for service in SERVICES:
        for mechanism in MECHANISMS:
            t.run(f"{service} {mechanism}", test_signed_in, service, mechanism, "old")
    t.run("refreshed", test_signed_in, "imap", "XOAUTH2", "fresh")
    for kind in TITLES:
        for mechanism in MECHANISMS:
            t.run(f"{kind} {mechanism}", test_refused, kind, mechanism)
    t.run("partial", test_partial)
    t.run("denied", test_denied)
    return t.finish()


if __name__ == "__main__":
    sys.exit(main())
