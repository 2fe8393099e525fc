#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts handed to the real Thunderbird: it starts on its profile, signs in at the lab's servers, and
their mail is read. One story in several parts, in which each goes on where the last one ended."""
import hashlib
import json
import os
import poplib
import re
import ssl
import subprocess
import sys

import in_lab

in_lab.enter(__file__)

import tap  # noqa: E402  (needs the display)
import thunderbird  # noqa: E402
from server_logs import Watch  # noqa: E402
from thunderbird import Thunderbird, in_use, wait_for  # noqa: E402
from thunderbird_lab import POSTLOTSE, SETTINGS, TRUSTED, deliver, server, write_settings  # noqa: E402

if not thunderbird.is_there():
    in_lab.skip('no Thunderbird')

with open(os.environ['LAB_ACCOUNTS'], encoding='utf-8') as file:
    PASSWORDS = {account['username']: account['password'] for account in json.load(file)['accounts']}
ANNA = 'anna@lotse.test'
BERND = 'bernd@lotse.test'  # signs in as bernd


def export(*options, expect=0):
    run = subprocess.run([POSTLOTSE, 'export', '--to=thunderbird', *options], capture_output=True, text=True,
                         check=False, timeout=60)
    assert run.returncode == expect, (run.returncode, run.stdout, run.stderr)
    return run.stdout + run.stderr


def deliver_from_anna(recipient, subject, body):
    deliver('mail.lotse.test', ANNA, PASSWORDS[ANNA], subject, body, recipient)


def prefs():
    """What Thunderbird holds, name to value as it is written."""
    text = (in_use() / 'prefs.js').read_text(encoding='utf-8')
    return dict(re.findall(r'^user_pref\("([^"]+)", (.*)\);$', text, re.MULTILINE))


def test_a_first_start_makes_the_profile_that_is_found():
    with Thunderbird():
        wait_for(in_use, 'its profile')
        listed = subprocess.run([POSTLOTSE, 'export', '--list', '--json'], capture_output=True, check=True)
        program = json.loads(listed.stdout)['programs'][0]
        assert program['path'] == str(in_use()), program
        assert program['preferred'] and program['state'] == 'running', program


def test_it_is_not_written_while_it_runs_and_waited_for():
    write_settings(ANNA, 'Anna Beispiel', server('imap', 'mail.lotse.test', 993, ANNA),
                   server('smtp', 'mail.lotse.test', 465, ANNA))
    with Thunderbird() as program:
        with program.standing_still():
            before = (in_use() / 'prefs.js').read_bytes()
            assert 'Close it' in export(f'--settings={SETTINGS}', expect=1)
            assert (in_use() / 'prefs.js').read_bytes() == before
        waiting = subprocess.Popen([POSTLOTSE, 'export', '--to=thunderbird', f'--settings={SETTINGS}', '--wait'],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert 'Waiting' in waiting.stderr.readline()
        assert waiting.poll() is None, 'it does not wait'
        program.close()
        output = waiting.communicate(timeout=60)
    assert waiting.returncode == 0, output
    assert 'Tick the box' in output[0], output
    assert '"mail.lotse.test"' in prefs().values()


def test_it_signs_in_and_a_message_is_read():
    thunderbird.trust(in_use(), os.environ['LAB_CA'])
    deliver_from_anna(ANNA, 'Ahoi', 'Leinen los, Anna.')
    with Watch() as watch, Thunderbird() as program:
        program.answer_password(ANNA, PASSWORDS[ANNA])
        program.open_message('Ahoi')
        wait_for(lambda: program.reads('Leinen los, Anna.'), 'the text of the message')
        program.wait_find('tree item', ANNA)
        program.send(ANNA, 'Zurueck', 'Moin')
        program.answer_password(ANNA, PASSWORDS[ANNA])
        program.wait_find('table row', 'Zurueck')
        for kind in ('imap', 'smtp'):
            wait_for(lambda kind=kind: thunderbird.remembers(f'{kind}://mail.lotse.test'), 'the remembered password')
    assert [a.user for a in watch.at('mail', 'imap') if a.accepted and a.encrypted] != [], watch.attempts
    assert [a for a in watch.at('mail', 'smtp') if a.accepted and a.encrypted], watch.attempts
    assert not watch.refused() and not watch.in_clear(), watch.attempts


def test_a_second_account_comes_beside_the_first():
    """POP3, from a server whose certificate was accepted as an exception."""
    host = 'selfsigned.lotse.test'
    pin = hashlib.sha256(ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate((host, 995)))).hexdigest()
    write_settings(BERND, 'Bernd Beispiel', server('pop3', host, 995, 'bernd', pin),
                   server('smtp', host, 465, 'bernd', pin))
    before = prefs()
    export(f'--settings={SETTINGS}', f'--incoming-trust-fingerprint={pin}', f'--outgoing-trust-fingerprint={pin}')
    after = prefs()
    changed = {name for name in before if before[name] != after.get(name)}
    assert changed == {'mail.account.lastKey', 'mail.accountmanager.accounts', 'mail.smtpservers'}, changed
    deliver_from_anna(BERND, 'Fracht', 'Zwei Kisten fuer Bernd.')
    with Watch() as watch, Thunderbird() as program:
        program.answer_password('bernd', PASSWORDS['bernd'])
        for address in (ANNA, BERND):
            program.wait_find('tree item', address)
        wait_for(lambda: any((in_use() / 'Mail').glob('selfsigned*/Inbox'))
                 and b'Zwei Kisten' in next((in_use() / 'Mail').glob('selfsigned*/Inbox')).read_bytes(),
                 'the message in its folder')
        wait_for(lambda: thunderbird.remembers('mailbox://selfsigned.lotse.test'), 'the remembered password')
        wait_for(lambda: watch.has_let_in(ANNA), 'the sign-in of the first account')
    assert [a for a in watch.at('selfsigned', 'pop3') if a.accepted and a.encrypted], watch.attempts
    assert [a for a in watch.at('mail', 'imap') if a.accepted], 'the first account no longer signs in'
    assert not watch.refused() and not watch.in_clear(), watch.attempts


def test_fetched_mail_stays_on_the_server():
    link = poplib.POP3_SSL('mail.lotse.test', 995, context=TRUSTED)
    link.user('bernd')
    link.pass_(PASSWORDS['bernd'])
    assert link.stat()[0] == 1, link.stat()
    link.quit()


def test_the_second_time_nothing_is_changed():
    before = (in_use() / 'prefs.js').read_bytes()
    assert 'already' in export(f'--settings={SETTINGS}')
    assert (in_use() / 'prefs.js').read_bytes() == before


def test_what_it_has_written_since_is_not_thrown_away():
    before = (in_use() / 'prefs.js').read_bytes()
    assert 'has changed since' in export('--undo', expect=1)
    assert (in_use() / 'prefs.js').read_bytes() == before


def test_its_own_import_takes_the_file_while_it_runs():
    blanks = 'blanks@lotse.test'
    archive = os.path.join(os.environ['HOME'], 'account.zip')
    write_settings(blanks, 'Viele Leerzeichen', server('imap', 'mail.lotse.test', 993, blanks),
                   server('smtp', 'mail.lotse.test', 465, blanks))
    export(f'--settings={SETTINGS}', f'--import-file={archive}')
    before = prefs()
    with Thunderbird() as program:
        program.wait_find('tree item', ANNA)
        program.import_zip(archive)
        wait_for(lambda: f'"{blanks}"' in prefs().values(), 'the account in its settings')
    lost = {name for name in before if re.match(r'mail\.(account|identity|server|smtpserver)\.', name)} - prefs().keys()
    assert not lost, lost
    with Watch() as watch, Thunderbird() as program:
        program.answer_password(blanks, PASSWORDS[blanks])
        for address in (ANNA, BERND, blanks):
            program.wait_find('tree item', address)
    assert [a for a in watch.at('mail', 'imap') if a.accepted and a.user == blanks], watch.attempts


if __name__ == '__main__':
    tap.main(sys.modules['__main__'])
