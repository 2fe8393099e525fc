# SPDX-License-Identifier: GPL-3.0-or-later
"""The authorization server of the lab: RFC 6749 with PKCE (RFC 7636), and introspection (RFC 7662).

Usage: oauth_server.py LAB_DIRECTORY LOG_DIRECTORY

Whoever asks is signed in as the address in `login_hint`.  `kind` in the address of the sign-in page, one of
oauth.KINDS, says what the tokens are; "denied" declines.  Every request is a line of JSON in oauth.log, secrets
and all: the lab's tokens open nothing else.
"""

import base64
import hashlib
import json
import pathlib
import secrets
import signal
import socket
import ssl
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import oauth

PATIENCE_SECONDS = 30
CERTIFICATE = "good"


class Grants:
    """Codes and refresh tokens that were given out: {text: (user, kind, challenge, redirect address)}."""

    def __init__(self):
        self.lock = threading.Lock()
        self.given = {}

    def give(self, *facts):
        text = secrets.token_urlsafe(24)
        with self.lock:
            self.given[text] = facts
        return text

    def take(self, text, keep=False):
        """Returns the facts, or None; a code is taken once."""
        with self.lock:
            return self.given.get(text) if keep else self.given.pop(text, None)


GRANTS = Grants()
LOG_LOCK = threading.Lock()


def challenge_of(verifier):
    """RFC 7636 section 4.2, S256."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def tokens_for(user, kind):
    return {"access_token": oauth.make_token(user, kind), "token_type": "Bearer",
            "expires_in": oauth.LIFETIME_SECONDS, "refresh_token": GRANTS.give(user, kind), "scope": oauth.SCOPE}


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    timeout = PATIENCE_SECONDS
    protocol_version = "HTTP/1.1"

    def log_message(self, format, *args):
        """Requests are logged by note()."""

    def note(self, form):
        with LOG_LOCK:
            self.server.log.write(json.dumps({"method": self.command, "path": self.path, "form": form}) + "\n")

    def reply(self, status, body=b"", **headers):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def reply_json(self, value, status=200):
        self.reply(status, json.dumps(value).encode(), Content_Type="application/json", Cache_Control="no-store")

    def do_GET(self):
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.note(query)
        if parts.path == "/authorize" and self.server.is_public:
            self.authorize(query)
        else:
            self.reply(404)

    def do_POST(self):
        length = int(self.headers.get("Content-Length") or 0)
        form = {name: values[0] for name, values in parse_qs(self.rfile.read(min(length, 65536)).decode()).items()}
        self.note(form)
        if self.path == "/token" and self.server.is_public:
            self.give_tokens(form)
        elif self.path == "/introspect" and not self.server.is_public:
            self.reply_json(oauth.introspect(form.get("token", "")))
        else:
            self.reply(404)

    def authorize(self, query):
        """The page that signs in, as if the person had said yes at once."""
        kind = query.get("kind", "good")
        if query.get("client_id") != oauth.CLIENT_ID or query.get("code_challenge_method") != "S256":
            self.reply(400)
            return
        if kind == "denied":
            answer = {"error": "access_denied"}
        else:
            answer = {"code": GRANTS.give(query["login_hint"], kind, query["code_challenge"], query["redirect_uri"])}
        self.reply(302, Location=f"{query['redirect_uri']}?{urlencode({**answer, 'state': query['state']})}")

    def give_tokens(self, form):
        if form.get("client_id") != oauth.CLIENT_ID:
            self.reply_json({"error": "invalid_client"}, 401)
        elif form.get("grant_type") == "refresh_token":
            facts = GRANTS.take(form.get("refresh_token"), keep=True)
            self.reply_json(tokens_for(*facts) if facts else {"error": "invalid_grant"}, 200 if facts else 400)
        else:
            self.give_for_code(form)

    def give_for_code(self, form):
        facts = GRANTS.take(form.get("code"))
        if not facts or facts[2:] != (challenge_of(form.get("code_verifier", "")), form.get("redirect_uri")):
            self.reply_json({"error": "invalid_grant"}, 400)
        else:
            self.reply_json(tokens_for(*facts[:2]))


class Server(ThreadingHTTPServer):
    """On one address; `context` None: in clear text, for the mail servers only."""

    daemon_threads = True
    request_queue_size = 50

    def __init__(self, address, port, context, log):
        self.address_family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self.context = context
        self.is_public = context is not None
        self.log = log
        super().__init__((address, port), Handler)

    def finish_request(self, request, client_address):
        """TLS on the connection's own thread: one that says nothing holds up nobody."""
        request.settimeout(PATIENCE_SECONDS)
        if self.context is None:
            super().finish_request(request, client_address)
            return
        with self.context.wrap_socket(request, server_side=True) as encrypted:
            super().finish_request(encrypted, client_address)

    def handle_error(self, request, client_address):
        """Whoever hangs up, or does not trust the certificate, is no fault of ours."""


def main():
    lab, logs = map(pathlib.Path, sys.argv[1:3])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(lab / "tls" / f"{CERTIFICATE}.chain", lab / "tls" / f"{CERTIFICATE}.key")
    with open(logs / "oauth.log", "a", buffering=1, encoding="utf-8") as log:
        for address in oauth.ADDRESSES:
            for port, security in ((oauth.HTTPS, context), (oauth.INTROSPECTION_PORT, None)):
                server = Server(address, port, security, log)
                threading.Thread(target=server.serve_forever, daemon=True).start()
        signal.pause()


if __name__ == "__main__":
    main()
