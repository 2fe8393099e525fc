# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts that a mail program has already, at the servers of the lab, and the wizard that checks them.
PL_UI_PICTURES names a folder for pictures, for people."""
import json
import os
import pathlib
import shutil
import subprocess
import sys

from wizard import (Atspi, Wizard, act, has_state, is_seen, role_of, say, text_of, turn_main_loop, wait_for)

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'server'))
import mail_profiles  # noqa: E402

MAIL = 'mail.lotse.test'
HOME = pathlib.Path(os.environ['HOME'])
THUNDERBIRD = HOME / '.thunderbird'
MAILSPRING = pathlib.Path(os.environ['XDG_CONFIG_HOME'], 'Mailspring')
DRAFTS = pathlib.Path(os.environ['XDG_STATE_HOME'], 'postlotse', 'drafts')
PICTURES = os.environ.get('PL_UI_PICTURES')
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

    def choose(self, account, program='Thunderbird', protocol='IMAP', name=None):
        name = (f'{name}, ' if name else '') + f'{account["address"]}, {program} · {protocol}'
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

    def focus_is(self, name):
        wait_for(lambda: self.focused() and self.focused().get_name() == name, f'the focus on “{name}”')

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
