# SPDX-License-Identifier: GPL-3.0-or-later
"""The accounts of the lab.  Passwords are test data: no account of the same name exists anywhere."""

import base64
import json
import os

import domains

DOMAIN = "lotse.test"
EVERYTHING = ("imap", "pop3", "smtp")


def account(name, password, note, services=EVERYTHING, username=None):
    """One account; `services` names those that accept the password, `username` the name to sign in with."""
    address = f"{name}@{DOMAIN}"
    return {"address": address, "username": username or address, "password": password,
            "services": list(services), "note": note}


ACCOUNTS = (
    account("anna", "Sommerwind-42", "plain ASCII"),
    account("umlaut", "Grüße aus Köln, Ärger im Öl", "umlauts and a sharp s"),
    account("blanks", "drei  Worte hier", "blanks inside, two in a row"),
    account("leading", " vorn ist Luft", "a blank at the beginning"),
    account("trailing", "hinten ist Luft ", "a blank at the end"),
    account("quotes", "Er sagte \"ja\" zu 'uns'", "both kinds of quotes"),
    account("backslash", "C:\\Post\\neu\\", "backslashes, one at the end"),
    account("paragraph", "§14 Absatz 2", "a paragraph sign"),
    account("literal", "{3+}abc", "looks like a literal of IMAP"),
    account("percent", "100%25 %s%n %u", "per cent signs and format directives"),
    account("long", ("Donaudampfschifffahrt-" * 10)[:200], "200 characters"),
    account("everything", " Ä\"\\§{5} %d:€# ", "several of them at once"),
    account("nosend", "Nur-Empfang-7", "SMTP refuses the password that IMAP and POP3 accept", ("imap", "pop3")),
    account("noimap", "Nur-Abholen-8", "IMAP refuses the password that POP3 and SMTP accept", ("pop3", "smtp")),
    account("nopop", "Nur-Synchron-9", "POP3 refuses the password that IMAP and SMTP accept", ("imap", "smtp")),
    account("bernd", "Kurzer-Name-10", "signs in with the part before the @ only", username="bernd"),
)


# One account in each domain that has to be discovered.
FOUND_ACCOUNTS = tuple(
    {"address": f"{domain.local_part}@{domain.name}", "username": domain.username, "password": "Leinen-los-77",
     "services": list(EVERYTHING), "note": domain.does} for domain in domains.DOMAINS)
ALL_ACCOUNTS = (*ACCOUNTS, *FOUND_ACCOUNTS)


def write_json(path):
    """Writes the lists that tests read ($LAB_ACCOUNTS)."""
    tables = {"domain": DOMAIN, "accounts": ACCOUNTS, "found_accounts": FOUND_ACCOUNTS}
    path.write_text(json.dumps(tables, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_passwd_files(directory, readers_gid):
    """Writes users-imap, users-pop3 and users-smtp for Dovecot.

    The scheme keeps the clear text, because SCRAM and CRAM-MD5 need it; base64, because a colon or a
    hash mark has a meaning in this kind of file.
    """
    for service in EVERYTHING:
        lines = []
        for entry in ALL_ACCOUNTS:
            if service in entry["services"]:
                secret = base64.b64encode(entry["password"].encode()).decode()
                lines.append(f"{entry['username']}:{{PLAIN.b64}}{secret}::::::\n")
        path = directory / f"users-{service}"
        path.write_text("".join(lines), encoding="ascii")
        path.chmod(0o640)
        os.chown(path, 0, readers_gid)
