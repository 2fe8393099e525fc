# SPDX-License-Identifier: GPL-3.0-or-later
"""Python's own mail clients, made alike: connect by a service's name, port and security; sign in by a mechanism."""

import base64
import imaplib
import poplib
import smtplib
import ssl

import sasl

TIMEOUT = 20
# The command of the protocol itself instead of a SASL mechanism.
PLAIN_COMMAND = "command"


class Refused(Exception):
    """The server said no; the text is its reply."""


class Imap:
    def __init__(self, host, port, security, context):
        if security == "tls":
            self.link = imaplib.IMAP4_SSL(host, port, ssl_context=context, timeout=TIMEOUT)
        else:
            self.link = imaplib.IMAP4(host, port, timeout=TIMEOUT)
        if security == "starttls":
            self.link.starttls(context)

    def offers(self):
        return {word[5:] for word in self.link.capabilities if word.startswith("AUTH=")}

    def sign_in(self, mechanism, user, password):
        try:
            if mechanism == PLAIN_COMMAND:
                # Quoted by hand: imaplib writes ASCII only.
                quoted = '"' + password.replace("\\", "\\\\").replace('"', '\\"') + '"'
                self.link._encoding = "utf-8"
                self.link._simple_command("LOGIN", f'"{user}"', quoted)[0] == "OK" or self.refuse()
            else:
                client = sasl.Client(mechanism, user, password)
                self.link.authenticate(mechanism, client.respond)
        except imaplib.IMAP4.error as error:
            raise Refused(str(error)) from error

    def refuse(self):
        raise Refused("LOGIN refused")

    def close(self):
        self.link.shutdown()


class Pop:
    def __init__(self, host, port, security, context):
        if security == "tls":
            self.link = poplib.POP3_SSL(host, port, context=context, timeout=TIMEOUT)
        else:
            self.link = poplib.POP3(host, port, timeout=TIMEOUT)
        if security == "starttls":
            self.link.stls(context)
        self.link.encoding = "UTF-8"

    def offers(self):
        return set(self.link.capa().get("SASL", []))

    def sign_in(self, mechanism, user, password):
        try:
            if mechanism == PLAIN_COMMAND:
                self.link.user(user)
                self.link.pass_(password)
            else:
                self.exchange(mechanism, sasl.Client(mechanism, user, password))
        except poplib.error_proto as error:
            raise Refused(str(error)) from error

    def exchange(self, mechanism, client):
        """RFC 5034: AUTH, then challenges after "+ " until +OK."""
        self.link._putcmd(f"AUTH {mechanism}")
        while (line := self.link._getline()[0]).startswith(b"+ ") or line == b"+":
            answer = client.respond(base64.b64decode(line[2:]))
            self.link._putline(base64.b64encode(answer))
        if not line.startswith(b"+OK"):
            raise Refused(line.decode(errors="replace"))

    def close(self):
        self.link.close()


class Smtp:
    def __init__(self, host, port, security, context):
        if security == "tls":
            self.link = smtplib.SMTP_SSL(host, port, "lab-test", timeout=TIMEOUT, context=context)
        else:
            self.link = smtplib.SMTP(host, port, "lab-test", timeout=TIMEOUT)
        if security == "starttls":
            self.link.starttls(context=context)
        self.link.ehlo()

    def offers(self):
        return set(self.link.esmtp_features.get("auth", "").split())

    def sign_in(self, mechanism, user, password):
        client = sasl.Client(mechanism, user, password)
        code, text = self.link.docmd("AUTH", mechanism)
        while code == 334:
            answer = client.respond(base64.b64decode(text))
            code, text = self.link.docmd(base64.b64encode(answer).decode())
        if code != 235:
            raise Refused(f"{code} {text.decode(errors='replace')}")

    def close(self):
        self.link.close()


CLIENTS = {"imap": Imap, "pop3": Pop, "smtp": Smtp}


def trusting_context():
    """Trusts what the system trusts, which is the lab's root."""
    return ssl.create_default_context(cafile="/etc/ssl/certs/ca-certificates.crt")


def careless_context():
    """Trusts anybody: for looking behind a bad certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("DEFAULT@SECLEVEL=0")
    return context


def connect(protocol, host, port, security, context=None):
    return CLIENTS[protocol](host, port, security, context or trusting_context())
