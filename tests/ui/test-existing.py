#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""An account that a mail program has already is found in its files, chosen, and checked as it stands there, at
the servers of the lab."""
import os
import shutil
import sys

import in_lab

in_lab.enter(__file__)

import tap  # noqa: E402  (needs the display)
from existing import (ANNA, ANOTHER, BERND, CHECK, DRAFTS, ENTRY, MAIL, MAILSPRING, NEEDED,  # noqa: E402
                      THUNDERBIRD, Existing, clean, mail_profiles, make_profile)
from wizard import Atspi, has_state, mnemonic, say, turn_main_loop, wait_for  # noqa: E402

ADDING = say('Add e-mail account')
CHECKING = say('Check e-mail account')
KEYRING_TOOLS = ('gdbus', 'gnome-keyring-daemon', 'secret-tool', 'openssl')


def test_nothing_there():
    clean()
    with Existing() as wizard:
        wizard.open_list()
        wizard.focused_on('No account was found')
        wait_for(lambda: wizard.find_containing('label', 'Snap'), 'where was looked')
        wizard.picture('nothing')
        wizard.press(say('Close _without choosing'))
        wait_for(lambda: not wizard.find('heading', say('No account was found')), 'the window to go')
        wizard.complain()


def test_good_account_then_another():
    prefs = make_profile((ANNA, {}), (BERND, {'port': 994}))
    before = prefs.read_bytes()
    with Existing() as wizard:
        wizard.open_list()
        wizard.see('Which account does not work?')
        wait_for(lambda: len(wizard.rows()) == 2, 'two accounts')
        wait_for(lambda: wizard.focused() and wizard.focused().get_name() == wizard.rows()[0], 'the focus on the first')
        wizard.picture('list')
        wizard.choose(ANNA)
        wait_for(lambda: wizard.address() == ANNA['address'], 'its address')
        origin = say('The settings are those of %s.') % 'Thunderbird'
        field = wizard.wait_find('text', say('_E-mail address'))
        wait_for(lambda: origin in field.get_description(), 'whose settings they are')
        for port in (993, 465):
            wizard.wait_containing('label', f'{MAIL} · {port} · SSL/TLS')
        reason = say('%s keeps its passwords to itself; it shows them under Settings › Privacy & Security › '
                     'Saved Passwords.') % 'Thunderbird'
        wizard.wait_find('label', reason)
        for role in ('frame', 'label'):
            wizard.wait_find(role, CHECKING)
        wizard.wait_find('heading', say('Check this account'))  # its address is not asked for again
        wizard.picture('taken')
        # Not without the password.
        wizard.press(CHECK)
        wait_for(lambda: wizard.find('label', NEEDED), 'what is missing')
        wizard.check(ANNA)
        wizard.see('Your account works')
        wizard.focused_on('This account works; the fault lies in {program}')
        wizard.picture('client-at-fault')
        assert not wizard.tells(ANNA['password']), wizard.tells(ANNA['password'])

        # Back to the first page: another one.
        wizard.press(say('Back'))
        wizard.press(ANOTHER)
        wizard.choose(BERND)
        wait_for(lambda: wizard.address() == BERND['address'], 'the other one')
        wizard.press(CHECK)
        wait_for(lambda: wizard.find('label', NEEDED), 'that the password of the one before is gone')
        wizard.wait_containing('label', f'{MAIL} · 994 · SSL/TLS')
        wizard.complain()
    assert prefs.read_bytes() == before
    assert not list(DRAFTS.glob('*.json')), 'nobody has begun anything'


def test_leaving():
    """Nothing is to be kept of what stands in a mail program; another address is another account."""
    make_profile((ANNA, {}))
    with Existing() as wizard:
        wizard.open_list().choose(ANNA)
        wizard.wait_find('text', say('_Password'))
        wizard.press(say('Cance_l'))
        wait_for(lambda: wizard.process.poll() is not None, 'the end without a question')
    with Existing() as wizard:
        wizard.open_list().choose(ANNA)
        wizard.wait_find('push button', CHECK)
        wizard.wait_find('frame', CHECKING)
        assert not wizard.find('frame', ADDING), 'nobody adds an account'
        wizard.enter(say('_E-mail address'), 'somebody@lotse.test')
        wizard.wait_find('push button', say('_Continue'))
        wait_for(lambda: wizard.find('push button', ENTRY), 'the entry as before')
        wait_for(lambda: wizard.find('frame', ADDING) and wizard.find('label', ADDING), 'the title as before')
        wizard.complain()
    assert not list(DRAFTS.glob('*.json')) or ANNA['address'] not in ''.join(
        path.read_text(encoding='utf-8') for path in DRAFTS.glob('*.json'))


def test_a_window_for_another_program_offers_none():
    make_profile((ANNA, {}))
    with Existing('--for=Claws Mail', '--output=json') as wizard:
        wizard.wait_find('push button', say('Explain an error _message'))
        assert not wizard.find('push button', ENTRY)
        wizard.complain()


def test_by_keyboard_alone():
    make_profile((BERND, {}), (ANNA, {}))
    with Existing() as wizard:
        wizard.activate()
        main = wizard.window
        wizard.keys('alt+' + mnemonic('Check an account that I already _have'))
        wait_for(lambda: len(wizard.rows()) == 2, 'two accounts')
        wizard.window = wait_for(lambda: wizard.find_window_id() != main and wizard.find_window_id(), 'the list')
        wizard.activate()
        first, second = wizard.rows()
        wizard.focus_is(first)
        wizard.keys('Down')
        wizard.focus_is(second)
        wizard.keys('Up')
        wizard.focus_is(first)
        wizard.keys('Escape')
        wait_for(lambda: not wizard.rows(), 'the list to go')
        wizard.window = main
        wizard.activate()
        wizard.keys('alt+' + mnemonic('Check an account that I already _have'))
        wait_for(lambda: len(wizard.rows()) == 2, 'two accounts')
        wizard.window = wait_for(lambda: wizard.find_window_id() != main and wizard.find_window_id(), 'the list')
        wizard.activate()
        wizard.focus_is(first)
        wizard.keys('Tab')
        wizard.focus_is(second)
        wizard.keys('Return')
        wizard.window = main
        wizard.activate()
        wizard.focus_is(say('_Password'))
        wizard.type(ANNA['password'])
        wizard.keys('Return')
        wizard.see('Your account works')
        wizard.complain()


def test_what_cannot_be_read_or_checked():
    prefs = make_profile((ANNA, {'type': 'ews'}))
    broken = THUNDERBIRD / 'def.work' / 'prefs.js'
    broken.parent.mkdir()
    broken.write_bytes(prefs.read_bytes()[:-20])
    with open(THUNDERBIRD / 'profiles.ini', 'a', encoding='utf-8') as ini:
        ini.write('[Profile1]\nName=work\nIsRelative=1\nPath=def.work\n')
    with Existing() as wizard:
        wizard.open_list()
        wizard.see('Which account does not work?')
        wizard.wait_find('label', say('It uses Exchange, which Postlotse cannot test.'))
        wizard.wait_containing('label', str(broken))
        assert not wizard.rows(), 'it can be chosen'
        wizard.picture('problems')
        wizard.complain()


def test_many_are_searched():
    names = [f'konto{i}' for i in range(12)]
    make_profile(*(({'address': f'{name}@lotse.test', 'username': name}, {}) for name in names))
    with Existing('--existing') as wizard:
        field = wizard.wait_find('text', say('_Search by name or address'))
        wait_for(lambda: has_state(field, Atspi.StateType.FOCUSED), 'the focus on the search')
        wizard.window = wizard.find_window_id()
        wizard.activate()
        wizard.type('konto11')
        wait_for(lambda: wizard.rows() == ['konto11@lotse.test, Thunderbird · IMAP'], 'the one that is searched')
        wizard.keys('Return')
        wait_for(lambda: wizard.address() == 'konto11@lotse.test', 'that it is chosen')
        wizard.complain()


def test_mailspring_brings_its_password():
    clean()
    if not all(map(shutil.which, KEYRING_TOOLS)):
        print('# needs ' + ', '.join(KEYRING_TOOLS))
        return
    passwords = {f'{ANNA["address"]}-{service}': ANNA['password'] for service in ('imap', 'smtp')}
    mail_profiles.write_config(MAILSPRING.parent, MAIL, ANNA, passwords)
    daemon = mail_profiles.start_keyring(os.environ['XDG_RUNTIME_DIR'], os.environ)
    try:
        with Existing() as wizard:
            wizard.open_list().choose(ANNA, 'Mailspring')
            wizard.focused_on('These servers are contacted when you press “Check this account”, not before')
            assert wizard.focused().get_description() == say('The settings are those of %s.') % 'Mailspring'
            wizard.wait_find('label', say('The password is the one that %s has stored.') % 'Mailspring')
            assert not wizard.find('text', say('_Password')), 'the stored password stands in a field'
            wizard.picture('mailspring')
            wizard.press(CHECK)
            wizard.see('Your account works')
            assert not wizard.tells(ANNA['password']), wizard.tells(ANNA['password'])
            wizard.press(say('Back'))
            wizard.press(say('_Type a password instead'))
            field = wizard.wait_find('text', say('_Password'))
            wait_for(lambda: has_state(field, Atspi.StateType.FOCUSED), 'the focus on the password')
            wizard.press(CHECK)
            wait_for(lambda: wizard.find('label', NEEDED), 'that the stored password is not used')
            wizard.complain()
    finally:
        daemon.kill()
        daemon.wait()


if __name__ == '__main__':
    turn_main_loop(0)
    tap.main(sys.modules['__main__'])
