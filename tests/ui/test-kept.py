#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""For another program, an account is done when that has it, and not before: what was entered is kept until then."""
import json
import os
import pathlib
import sys

import in_lab

in_lab.enter(__file__)

import tap  # noqa: E402  (needs the display)
from wizard import Atspi, Wizard, has_state, say, turn_main_loop, wait_for  # noqa: E402

DOMAIN = 'only-srv.test'
ADDRESS = f'kapitaenin.quast@{DOMAIN}'
FOLDER = pathlib.Path(os.environ['XDG_STATE_HOME'], 'postlotse', 'drafts')
KEPT = say('What you entered stays on this computer, and you can continue with it next time. '
           'The password is not kept.')

with open(os.environ['LAB_ACCOUNTS'], encoding='utf-8') as file:
    PASSWORD = next(account['password'] for account in json.load(file)['found_accounts']
                    if account['address'] == ADDRESS)


def files():
    return sorted(FOLDER.glob('*.json')) if FOLDER.exists() else []


def go_to_the_end(wizard):
    wizard.enter(say('_Name'), 'Anna Muster')
    wizard.press(say('_Continue'))
    field = wizard.wait_find('text', say('_Password'))
    wait_for(lambda: has_state(field, Atspi.StateType.FOCUSED), 'the focus on the password')
    wizard.enter(say('_Password'), PASSWORD)
    wizard.press(say('_Continue'))
    wizard.keep_receiving()
    wizard.wait_find('heading', say('Your account works'))
    wizard.press(say('_Continue'))
    wizard.wait_find('heading', say('These settings work'))


def ended(wizard):
    wait_for(lambda: wizard.process.poll() is not None, 'the end of the program')
    complaints = wizard.warnings()
    assert not complaints, complaints


def launched():
    return Wizard('--output=json', '--for=Testpost', '--address=' + ADDRESS, '--name=Anna')


def test_left_on_the_last_page():
    with launched() as wizard:
        go_to_the_end(wizard)
        wizard.press(say('Cance_l'))
        wizard.wait_find('label', KEPT)
        wizard.press(say('Leave'))
        ended(wizard)
    assert len(files()) == 1, files()


def test_handed_over():
    for path in files():
        path.unlink()
    with launched() as wizard:
        go_to_the_end(wizard)
        wait_for(files, 'the file')
        wizard.press(say('_Hand over to %s') % 'Testpost')
        ended(wizard)
    assert not files(), files()


if __name__ == '__main__':
    turn_main_loop(0)
    tap.main(sys.modules['__main__'])
