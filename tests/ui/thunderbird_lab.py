# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts of the lab for the tests with the real Thunderbird: their settings, and mail for them."""
import json
import os
import pathlib
import smtplib
import ssl
import subprocess

from wizard import wait_for

POSTLOTSE = os.path.join(os.environ['PL_BUILD'], 'src', 'cli', 'postlotse')
SETTINGS = os.path.join(os.environ['HOME'], 'account.json')
TRUSTED = ssl.create_default_context(cafile=os.environ['LAB_CA'])


def server(protocol, host, port, user, pin=None):
    """One direction as a hand-over has it."""
    trust = {'trust': 'pinned', 'exceptions': ['self-signed'], 'sha256': pin} if pin else {'trust': 'system'}
    return {'protocol': protocol, 'host': host, 'port': port, 'security': 'tls', 'username': user,
            'auth': {'kind': 'password', 'sasl': ['PLAIN'], 'oauth2': None}, 'secret': {'store': 'none'},
            'tls': {'version': 'TLSv1.3', **trust}, 'capabilities': [],
            'verified': {'state': 'ok', 'at': '2026-11-21T20:59:58Z', 'stages': ['sign-in'], 'source': 'user'}}


def write_settings(address, name, incoming, outgoing):
    whole = {'format': 'postlotse-handover', 'version': 1, 'created': '2026-11-21T21:00:00Z',
             'generator': {'name': 'Postlotse', 'version': '0.1'}, 'status': 'done', 'error': None,
             'account': {'id': '0f3c5c1e-6a6e-4d0e-9d2b-1a2b3c4d5e6f', 'label': address,
                         'identity': {'address': address, 'name': name, 'reply_to': None, 'aliases': []},
                         'provider': {'name': None, 'domain': None, 'help_url': None},
                         'incoming': [incoming], 'outgoing': [outgoing]}}
    with open(SETTINGS, 'w', encoding='utf-8') as out:
        json.dump(whole, out)


def hand_over(address, name, incoming, outgoing):
    """Exports it; returns what was said."""
    write_settings(address, name, incoming, outgoing)
    return subprocess.run([POSTLOTSE, 'export', '--to=thunderbird', f'--settings={SETTINGS}'], check=True,
                          capture_output=True, text=True, timeout=60).stdout


def lies_in_a_mailbox(subject):
    """Whether a message with this subject has come to anybody."""
    line = f'\nSubject: {subject}\n'.encode()
    boxes = pathlib.Path(os.environ['LAB_DIR'], 'mail').glob('*/Maildir')
    try:
        return any(line in path.read_bytes() for box in boxes for folder in ('new', 'cur')
                   for path in (box / folder).iterdir())
    except FileNotFoundError:  # a server has just moved one
        return False


def deliver(host, account, password, subject, body, recipient=None):
    """Sends a message, from an account to itself where nobody else is named. Returns once it lies there: a program
    that fetches mail by POP3 looks when it starts, and then not for minutes."""
    recipient = recipient or account
    with smtplib.SMTP_SSL(host, 465, context=TRUSTED) as link:
        link.login(account, password)
        link.sendmail(account, [recipient],
                      f'From: {account}\r\nTo: {recipient}\r\nSubject: {subject}\r\n\r\n{body}\r\n')
    wait_for(lambda: lies_in_a_mailbox(subject), f'“{subject}” in its mailbox')
