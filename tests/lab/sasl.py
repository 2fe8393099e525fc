# SPDX-License-Identifier: GPL-3.0-or-later
"""SASL as a client speaks it, for the lab's own test: an independent witness beside GNU SASL.

Each mechanism is a generator: it is sent the server's challenges and yields the client's answers.
"""

import base64
import hashlib
import hmac
import secrets

import oauth


def plain(user, password):
    yield
    yield b"\0" + user.encode() + b"\0" + password.encode()


def login(user, password):
    yield
    yield user.encode()
    yield password.encode()


def cram_md5(user, password):
    challenge = yield
    yield user.encode() + b" " + hmac.new(password.encode(), challenge, "md5").hexdigest().encode()


def scram(digest, user, password):
    """RFC 5802, without channel binding.  The passwords of the lab are already as SASLprep would have them."""
    yield
    nonce = secrets.token_hex(12)
    bare = f"n={user.replace('=', '=3D').replace(',', '=2C')},r={nonce}"
    first = yield b"n,," + bare.encode()
    fields = dict(part.split("=", 1) for part in first.decode().split(","))
    if not fields["r"].startswith(nonce):
        raise ValueError("the server's nonce does not continue ours")
    salted = hashlib.pbkdf2_hmac(digest, password.encode(), base64.b64decode(fields["s"]), int(fields["i"]))
    without_proof = f"c=biws,r={fields['r']}"
    message = f"{bare},{first.decode()},{without_proof}".encode()
    key = hmac.digest(salted, b"Client Key", digest)
    signature = hmac.digest(hashlib.new(digest, key).digest(), message, digest)
    proof = bytes(a ^ b for a, b in zip(key, signature))
    last = yield f"{without_proof},p={base64.b64encode(proof).decode()}".encode()
    if last.startswith(b"v="):
        expected = hmac.digest(hmac.digest(salted, b"Server Key", digest), message, digest)
        if base64.b64decode(last[2:]) != expected:
            raise ValueError("the server does not know the password")
    yield b""


def xoauth2(user, password):
    """With a token in place of the password."""
    yield
    yield f"user={user}\x01auth=Bearer {oauth.make_token(user)}\x01\x01".encode()


def oauthbearer(user, password):
    """RFC 7628, likewise."""
    yield
    name = user.replace("=", "=3D").replace(",", "=2C")
    yield f"n,a={name},\x01auth=Bearer {oauth.make_token(user)}\x01\x01".encode()


MECHANISMS = {
    "PLAIN": plain,
    "XOAUTH2": xoauth2,
    "OAUTHBEARER": oauthbearer,
    "LOGIN": login,
    "CRAM-MD5": cram_md5,
    "SCRAM-SHA-1": lambda user, password: scram("sha1", user, password),
    "SCRAM-SHA-256": lambda user, password: scram("sha256", user, password),
}


class Client:
    """Answers challenges one after the other."""

    def __init__(self, mechanism, user, password):
        self.answers = MECHANISMS[mechanism](user, password)
        next(self.answers)

    def respond(self, challenge):
        """Returns the answer to a challenge; the very first one is empty where the client begins."""
        return self.answers.send(challenge)
