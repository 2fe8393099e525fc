#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The add-on in the real Thunderbird: switched on as a person does it, its entry pressed in the menu, the
account set up in the wizard that opens, and the mail of that account read. Nothing is called from
inside."""
import json
import os
import subprocess
import sys

import in_lab

in_lab.enter(__file__)

import tap  # noqa: E402  (needs the display)
import thunderbird  # noqa: E402
from server_logs import Watch  # noqa: E402
from thunderbird import Thunderbird, accounts, in_use, wait_for  # noqa: E402
from thunderbird_lab import POSTLOTSE, deliver, hand_over, server  # noqa: E402
from wizard import Opened, say, take_picture  # noqa: E402

if not thunderbird.is_there():
    in_lab.skip('no Thunderbird')

ADDON = 'thunderbird@postlotse.org'
ENTRY = 'Add Account (Postlotse)…'
OLD = 'bernd@lotse.test'  # in Thunderbird before
NEW = 'kapitaenin.quast@only-srv.test'  # set up in the story
SERVER = 'kontor.only-srv.test'
with open(os.environ['LAB_ACCOUNTS'], encoding='utf-8') as file:
    LAB = json.load(file)
BROUGHT = 'anna@lotse.test'  # comes while Thunderbird runs
BROUGHT_PASSWORD = next(account['password'] for account in LAB['accounts'] if account['address'] == BROUGHT)
OLD_PASSWORD = next(account['password'] for account in LAB['accounts'] if account['username'] == 'bernd')
NEW_PASSWORD = next(account['password'] for account in LAB['found_accounts'] if account['address'] == NEW)


def integrate(*words):
    return subprocess.run([POSTLOTSE, 'integrate', 'thunderbird', *words], capture_output=True, text=True,
                          check=True, timeout=60).stdout


def see(wizard, heading):
    return wait_for(lambda: wizard.find('heading', say(heading)), f'the heading “{say(heading)}”')


def set_up(wizard):
    """Name, address and password, and on to the end; no server is typed."""
    wizard.enter(say('_E-mail address'), NEW)
    wizard.press(say('_Continue'))
    wizard.wait_find('text', say('_Password'))
    wizard.enter(say('_Password'), NEW_PASSWORD)
    wizard.press(say('_Continue'))
    wizard.keep_receiving()
    see(wizard, 'Your account works')
    wizard.press(say('_Continue'))
    wizard.press(say('_Hand over to %s') % 'Thunderbird')
    wizard.wait()


def test_the_addon_is_put_into_the_profile_in_use():
    with Thunderbird():
        wait_for(in_use, 'its profile')
    thunderbird.trust(in_use(), os.environ['LAB_CA'])
    hand_over(OLD, 'Bernd Beispiel', server('imap', 'mail.lotse.test', 993, 'bernd'),
              server('smtp', 'mail.lotse.test', 465, 'bernd'))
    assert '“Enable”' in integrate()
    assert (in_use() / 'extensions' / f'{ADDON}.xpi').exists()


def test_from_its_menu_to_reading_mail():
    deliver(SERVER, NEW, NEW_PASSWORD, 'Landgang', 'Morgen um neun am Kai.')
    with Watch() as watch, Thunderbird() as program:
        program.answer_password('bernd', OLD_PASSWORD)
        program.switch_on('Postlotse', ADDON)
        program.choose_entry('alt+t', ENTRY)
        with Opened() as wizard:
            wizard.wait_find('label', say('Opened by %s.') % 'Thunderbird')
            set_up(wizard)
        program.close_popup('The account is in Thunderbird')
        program.read_first(NEW, 'Landgang')
        wait_for(lambda: program.reads('Morgen um neun am Kai.'), 'the text of the message')
        program.wait_find('tree item', OLD)
        wait_for(lambda: thunderbird.remembers(f'imap://{SERVER}'), 'its password on the disk')
    mine = [attempt for attempt in watch.attempts if attempt.user == NEW and attempt.accepted]
    assert len([a for a in mine if a.service == 'imap']) >= 2, watch.attempts  # the check, and Thunderbird
    assert not watch.refused() and not watch.in_clear(), watch.attempts


def test_its_password_is_remembered():
    deliver(SERVER, NEW, NEW_PASSWORD, 'Zweite Wache', 'Abgeloest um vier.')
    with Thunderbird() as program:
        program.read_first(NEW, 'Zweite Wache')
        wait_for(lambda: program.reads('Abgeloest um vier.'), 'the text of the message')
        assert not program.find_question(NEW), 'it asks for the password'


def test_an_account_is_brought_while_it_runs():
    """By a link of the add-on's, which the person agrees to; without the password."""
    deliver('mail.lotse.test', BROUGHT, BROUGHT_PASSWORD, 'Einlaufend', 'Leinen bereit.')
    with Watch() as watch, Thunderbird() as program:
        program.wait_find('tree item', NEW)
        told = hand_over(BROUGHT, 'Anna Beispiel', server('imap', 'mail.lotse.test', 993, BROUGHT),
                         server('smtp', 'mail.lotse.test', 465, BROUGHT))
        assert '“Open Link”' in told and '“Add account”' in told, told
        take_picture('link-asked')
        program.press_until('push button', 'Open Link', lambda: program.reads(BROUGHT))
        take_picture('link-page')
        program.press_until('push button', 'Add account', lambda: program.reads('The account is in Thunderbird.'))
        program.answer_password(BROUGHT, BROUGHT_PASSWORD)
        take_picture('link-added')
        program.press_until('push button', 'Close', lambda: not program.reads('The account is in Thunderbird.'),
                            lambda: program.find('document web', 'Postlotse'))
        program.read_first(BROUGHT, 'Einlaufend')
        wait_for(lambda: program.reads('Leinen bereit.'), 'the text of the message')
        take_picture('link-read')
        for address in (OLD, NEW):
            program.wait_find('tree item', address)
    assert [a for a in watch.at('mail', 'imap') if a.user == BROUGHT and a.accepted and a.encrypted], watch.attempts
    assert not watch.refused() and not watch.in_clear(), watch.attempts


def test_cancelled_nothing_is_made():
    before = accounts()
    with Thunderbird() as program:
        program.wait_find('tree item', NEW)
        program.choose_entry('alt+t', ENTRY)
        with Opened() as wizard:
            wizard.close_window()
        assert accounts() == before


def test_removed_the_entry_is_gone():
    assert 'Removed' in integrate('--remove')
    with Thunderbird() as program:
        program.wait_find('tree item', NEW)
        program.open_menu('alt+t')
        assert not program.find('menu item', ENTRY)


if __name__ == '__main__':
    tap.main(sys.modules['__main__'])
