# SPDX-License-Identifier: GPL-3.0-or-later
"""Sign-in by access tokens: who gives them, what they are, and how Dovecot asks about them.

anmeldung.lotse.test signs everybody in without a question (oauth_server.py).  Its tokens tell what they are good for
in their own text: the lab keeps no secrets, and a token can be made for any case.
"""

import base64
import json
import secrets

NAME = "anmeldung.lotse.test"
IPV4, IPV6 = "10.25.0.200", "fd25::200"
ADDRESSES = (IPV4, IPV6)
HTTPS = 443
# Dovecot asks here, in clear text: nobody else can.
INTROSPECTION_PORT = 8025
AUTHORIZATION_URL, TOKEN_URL = f"https://{NAME}/authorize", f"https://{NAME}/token"
# The Dovecot instance that takes tokens, and as whom a program is registered.
INSTANCE = "oauth"
CLIENT_ID = "postlotse-lab"
SCOPE = "mail"
LIFETIME_SECONDS = 3600
MARK = "lab1."

# What a token can be: what introspection (RFC 7662) says of it, beside its user.
KINDS = {
    "good": {"active": True, "scope": SCOPE},
    "expired": {"active": False},
    "calendar": {"active": True, "scope": "calendar"},
    # It was given to somebody else.
    "foreign": {"active": True, "scope": SCOPE, "username": "bruno@lotse.test"},
}


def make_token(user, kind="good"):
    """Returns a token, each time another one."""
    text = json.dumps({"user": user, "kind": kind, "nonce": secrets.token_hex(8)})
    return MARK + base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def introspect(token):
    """Returns what is to be said of a token, whatever it is."""
    try:
        text = token.removeprefix(MARK)
        facts = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        return {"username": facts["user"], **KINDS[facts["kind"]]}
    except (ValueError, KeyError, TypeError):
        return {"active": False}


def records():
    """Yields (name, type, value) for the zone."""
    yield NAME, "A", IPV4
    yield NAME, "AAAA", IPV6


def listeners():
    """Yields (address, port) of everything that listens."""
    yield from ((address, port) for address in ADDRESSES for port in (HTTPS, INTROSPECTION_PORT))


def dovecot_part(dialect, instance, lab):
    """Returns what the instance that takes tokens has besides: where it asks, and what has to be said."""
    if instance != INSTANCE:
        return ""
    places = {"url": f"http://{IPV4}:{INTROSPECTION_PORT}/introspect", "scope": SCOPE,
              "file": lab / "dovecot-oauth2.conf.ext"}
    if dialect.tokens_file:
        places["file"].write_text(dialect.tokens_file.format(**places))
    return dialect.tokens.format(**places)
