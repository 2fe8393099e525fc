#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""An account that a mail program has already: found in its files, checked as it stands there at the servers
of the lab, put right, written back and undone. PL_UI_PICTURES names a folder for pictures, for people."""
import json
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SKIPPED = 77


def enter_lab():
    """Starts this script again inside the lab, on a display of its own; where there can be no lab, says
    so, which under CI is a failure."""
    run = subprocess.run([HERE.parent / 'lab' / 'run-in-lab', '--', HERE / 'run-under-display',
                          __file__], check=False)
    if run.returncode == SKIPPED:
        print('Bail out! no lab' if os.environ.get('CI') == 'true' else '1..0 # SKIP no lab')
    sys.exit(0 if run.returncode == SKIPPED else run.returncode)


if 'LAB_DIR' not in os.environ:
    enter_lab()

import tap  # noqa: E402  (needs the display)
from wizard import (Atspi, Wizard, act, has_state, is_seen, role_of, say, text_of,  # noqa: E402
                    turn_main_loop, wait_for)

sys.path.insert(0, str(HERE.parent / 'server'))
import mail_profiles  # noqa: E402

MAIL = 'mail.lotse.test'
HOME = pathlib.Path(os.environ['HOME'])
THUNDERBIRD = HOME / '.thunderbird'
MAILSPRING = pathlib.Path(os.environ['XDG_CONFIG_HOME'], 'Mailspring')
DRAFTS = pathlib.Path(os.environ['XDG_STATE_HOME'], 'postlotse', 'drafts')
PICTURES = os.environ.get('PL_UI_PICTURES')
KEYRING_TOOLS = ('gdbus', 'gnome-keyring-daemon', 'secret-tool', 'openssl')
ENTRY = say('Check an account that I already _have')
CHECK = say('_Check this account')
ANOTHER = say('Choose an_other account')
NEEDED = say('The password is needed to test signing in.')

with open(os.environ['LAB_ACCOUNTS'], encoding='utf-8') as file:
    ACCOUNTS = {account['address'].split('@')[0]: account for account in json.load(file)['accounts']}
ANNA, BERND = ACCOUNTS['anna'], ACCOUNTS['bernd']


def clean():
    for folder in (THUNDERBIRD, MAILSPRING, DRAFTS):
        shutil.rmtree(folder, ignore_errors=True)


def make_profile(*accounts):
    """Each is an account of the lab with what is other about its server."""
    clean()
    servers = [(account['address'], mail_profiles.server_of(account, MAIL, **changes)) for account, changes in accounts]
    return mail_profiles.make_profile(HOME, servers) / 'prefs.js'


class Existing(Wizard):
    """A wizard in which somebody looks for the accounts that are there."""

    def open_list(self):
        self.press(ENTRY)
        return self

    def rows(self):
        return [a.get_name() for a in self.everything()
                if role_of(a) == 'push button' and is_seen(a) and a.get_name().endswith(('IMAP', 'POP3'))]

    def choose(self, account, program='Thunderbird', protocol='IMAP'):
        name = f'{account["address"]}, {program} · {protocol}'
        wait_for(lambda: name in self.rows(), f'“{name}” among {self.rows()}')
        self.press(name)

    def address(self):
        return text_of(self.wait_find('text', say('_E-mail address')))

    def check(self, account):
        """Types the password, and checks."""
        field = self.wait_find('text', say('_Password'))
        wait_for(lambda: has_state(field, Atspi.StateType.FOCUSED), 'the focus on the password')
        self.enter(say('_Password'), account['password'])
        self.press(CHECK)

    def see(self, heading, *words):
        name = (say(heading) % words if words else say(heading)).replace('{program}', 'Thunderbird')
        return self.wait_find('heading', name)

    def focused_on(self, heading, *words):
        found = self.see(heading, *words)
        wait_for(lambda: has_state(found, Atspi.StateType.FOCUSED), f'the focus on “{found.get_name()}”')

    def fix(self, part):
        """Presses the button of a card with that in its name."""
        act(wait_for(lambda: self.find_containing('push button', part), 'the repair'))

    def picture(self, name):
        if PICTURES:
            path = os.path.join(PICTURES, f'{name}-{os.environ.get("LANGUAGE", "en")}.png')
            turn_main_loop(0.4)
            subprocess.run(['import', '-window', self.find_window_id(), path], check=False)

    def complain(self):
        complaints = self.warnings()
        assert not complaints, complaints

    def tells(self, secret):
        """What of the accessibility tree holds the secret."""
        found = []
        for a in self.everything():
            texts = [a.get_name() or '', a.get_description() or '']
            if 'Text' in a.get_interfaces():
                texts.append(text_of(a))
            found += [text for text in texts if secret in text]
        return found


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
        assert wizard.find_containing('label', f'{MAIL} · 993 · SSL/TLS'), 'the server is not named'
        assert wizard.find_containing('label', f'{MAIL} · 465 · SSL/TLS'), 'the other server is not named'
        reason = say('%s keeps its passwords to itself; it shows them under Settings › Privacy & Security › '
                     'Saved Passwords.') % 'Thunderbird'
        assert wizard.find('label', reason), 'why the password is asked for'
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
        assert wizard.find_containing('label', f'{MAIL} · 994 · SSL/TLS')
        wizard.complain()
    assert prefs.read_bytes() == before
    assert not list(DRAFTS.glob('*.json')), 'nobody has begun anything'


def test_put_right_and_written_back():
    prefs = make_profile((ANNA, {'port': 994}))
    before = prefs.read_bytes()
    with Existing() as wizard:
        wizard.open_list().choose(ANNA)
        wizard.check(ANNA)
        wizard.see('Your account does not work yet')
        wizard.fix('993')
        wizard.see('Your account works')
        wizard.press(say('_Continue'))
        wizard.see('Write the correction back into %s', 'Thunderbird')
        assert prefs.read_bytes() == before
        wizard.picture('write-back')
        rows = [a for a in wizard.everything() if role_of(a) == 'push button' and a.get_name() == 'Thunderbird']
        assert len(rows) == 1, 'the same program twice'
        act(rows[0])
        wizard.focused_on('What will change in %s', 'Thunderbird')
        wizard.picture('write-back-plan')
        wizard.press(say('Put these settings into %s') % 'Thunderbird')
        wizard.focused_on('%s has the account now', 'Thunderbird')
        after = prefs.read_text(encoding='utf-8')
        assert 'server1.port", 993' in after and 'server2' not in after, after
        assert ANNA['password'] not in after
        assert not wizard.tells(ANNA['password']), wizard.tells(ANNA['password'])
        wizard.press(say('Undo'))
        wizard.focused_on('%s is as it was before', 'Thunderbird')
        assert prefs.read_bytes() == before
        wizard.complain()


def test_mail_deleted_from_the_server():
    prefs = make_profile((ANNA, {'type': 'pop3', 'port': 995}))
    with Existing() as wizard:
        wizard.open_list().choose(ANNA, protocol='POP3')
        wizard.check(ANNA)
        wizard.see('Your account works')
        wizard.see('Mail is deleted from the server')
        wizard.picture('pop3')
        wizard.press(say('_Leave mail on the server'))
        wizard.focused_on('From now on, mail stays on the server')
        wizard.see('Your account works')
        wizard.picture('pop3-kept')
        wizard.press(say('_Continue'))
        wizard.see('Write the correction back into %s', 'Thunderbird')
        wizard.press('Thunderbird')
        wizard.focused_on('What will change in %s', 'Thunderbird')
        wizard.press(say('Put these settings into %s') % 'Thunderbird')
        wizard.focused_on('%s has the account now', 'Thunderbird')
        assert 'leave_on_server", true' in prefs.read_text(encoding='utf-8'), prefs.read_text(encoding='utf-8')
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
        assert wizard.find('label', say('It uses Exchange, which Postlotse cannot test.'))
        assert wizard.find_containing('label', str(broken)), 'no word of the broken profile'
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
            wizard.focused_on('“Check this account” contacts these, nothing before')
            assert wizard.focused().get_description() == say('The settings are those of %s.') % 'Mailspring'
            assert wizard.find('label', say('The password is the one that %s has stored.') % 'Mailspring')
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
