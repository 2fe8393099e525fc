#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing is lost: what was entered is offered again, without the password; closing asks once."""
import json
import os
import pathlib
import shutil
import stat
import subprocess
import sys

import tap
from tree import ACCESSIBLE
from wizard import (DEADLINE, WIZARD, Atspi, Wizard, has_state, is_seen, role_of, say, text_of, turn_main_loop, wait_for)

FOLDER = pathlib.Path(os.environ['XDG_STATE_HOME'], 'postlotse', 'drafts')
PASSWORD = 'Zwiebelkuchen-47'
OFFER = say('Continue with %s?')
TAKE, DISCARD = say('Continue with it'), say('Discard it')
STAY, LEAVE, FORGET = say('_Go on setting up'), say('Leave'), say('Leave and keep nothing')


def files():
    return sorted(FOLDER.glob('*.json')) if FOLDER.exists() else []


def clean():
    shutil.rmtree(FOLDER, ignore_errors=True)


def ended(wizard):
    return wait_for(lambda: wizard.process.poll() is not None, 'the end of the program')


def begin(address='anna@gmx.de', leave=LEAVE):
    """Somebody begins, and leaves."""
    with Wizard() as wizard:
        wizard.enter(say('_Name'), 'Anna Muster')
        wizard.enter(say('_E-mail address'), address)
        wizard.enter(say('_Password'), PASSWORD)
        wizard.press(say('Cance_l'))
        wizard.press(leave)
        ended(wizard)


def offers(wizard):
    prefix = OFFER.split('%s')[0]
    return [a.get_name() for a in wizard.everything()
            if role_of(a) == 'label' and is_seen(a) and a.get_name().startswith(prefix)
            and a.get_name().endswith('?')]


def no_complaints(wizard):
    complaints = wizard.warnings()
    assert not complaints, complaints


def test_what_was_begun_is_offered_again():
    clean()
    begin()
    (path,) = files()
    text = path.read_text(encoding='utf-8')
    assert PASSWORD not in text and json.loads(text)['address'] == 'anna@gmx.de', text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with Wizard() as wizard:
        wait_for(lambda: offers(wizard) == [OFFER % 'anna@gmx.de'], 'the offer')
        # Never chosen beforehand: the focus is where a new address is typed.
        address = wizard.wait_find('text', say('_E-mail address'))
        assert has_state(address, Atspi.StateType.FOCUSED) and text_of(address) == ''
        wizard.press(TAKE)
        wait_for(lambda: text_of(address) == 'anna@gmx.de', 'the address')
        assert text_of(wizard.wait_find('text', say('_Name'))) == 'Anna Muster'
        password = wizard.wait_find('text', say('_Password'))
        wait_for(lambda: has_state(password, Atspi.StateType.FOCUSED), 'the focus on the password')
        wizard.press(say('_Continue'))
        wait_for(lambda: password.get_description() == say('The password is needed to test signing in.'),
                 'the password to be missing')
        no_complaints(wizard)


def test_it_can_be_discarded():
    clean()
    begin()
    with Wizard() as wizard:
        wizard.press(DISCARD)
        wait_for(lambda: not offers(wizard), 'the offer to go')
        wait_for(lambda: not files(), 'the file to go')
        no_complaints(wizard)


def test_typing_makes_the_offer_step_back():
    clean()
    begin()
    with Wizard() as wizard:
        wait_for(lambda: offers(wizard), 'the offer')
        wizard.enter(say('_E-mail address'), 'otto@gmx.de')
        wait_for(lambda: not offers(wizard), 'the offer to go')
        wizard.enter(say('_E-mail address'), '')
        wait_for(lambda: offers(wizard), 'the offer again')
        no_complaints(wizard)


def count_windows(wizard):
    """As the program tells it itself: what libatspi has noted may be late."""
    return len(wizard.tree().ask(wizard.application.path, ACCESSIBLE, 'GetChildren'))


def test_what_an_open_window_has_is_not_offered():
    clean()
    with Wizard('--address=anna@gmx.de') as one:
        one.enter(say('_Name'), 'Anna Muster')
        wait_for(files, 'the file')
        # A second window of the same program.
        subprocess.run([WIZARD], check=True, timeout=DEADLINE)
        wait_for(lambda: count_windows(one) == 2, 'another window')
        turn_main_loop(0.5)
        assert not offers(one), offers(one)
        assert len(files()) == 1


def test_nothing_is_kept_on_request_and_of_practice():
    clean()
    begin(leave=FORGET)
    assert not files(), files()
    with Wizard('--practice=all-well') as wizard:
        wizard.press(say('Cance_l'))
        wizard.wait_find('push button', STAY)
        assert not wizard.find('push button', FORGET)
        wizard.press(LEAVE)
        ended(wizard)
    assert not files(), files()


def test_what_is_done_is_forgotten():
    clean()
    with Wizard('--practice=all-well') as wizard:
        wizard.press(say('_Continue'))
        wait_for(lambda: wizard.find('heading', say('Your account works')), 'success')
    assert not files()


def test_closing_asks_only_when_something_was_typed():
    clean()
    with Wizard('--address=anna@gmx.de', '--name=Anna') as wizard:
        wizard.press(say('Cance_l'))
        ended(wizard)
    assert not files()
    with Wizard() as wizard:
        wizard.activate()
        wizard.type('anna@gmx.de')
        wizard.keys('Escape')
        wizard.wait_find('push button', STAY)
        # The safe answer has the focus, and Escape is that answer.
        wizard.keys('Escape')
        wait_for(lambda: not wizard.find('push button', STAY), 'the question to go')
        assert wizard.process.poll() is None
        wizard.press(say('Cance_l'))
        wizard.press(LEAVE)
        ended(wizard)
    assert len(files()) == 1


def test_a_crash_loses_nothing():
    clean()
    with Wizard() as wizard:
        wizard.enter(say('_E-mail address'), 'anna@gmx.de')
        wait_for(files, 'the file')
        wizard.process.kill()
        wizard.process.wait()
    with Wizard() as wizard:
        wait_for(lambda: offers(wizard) == [OFFER % 'anna@gmx.de'], 'the offer')


def test_what_cannot_be_read_is_set_aside():
    clean()
    FOLDER.mkdir(parents=True, mode=0o700)
    broken = FOLDER / '0000000000000001.json'
    broken.write_text('{"format":1,"address":"anna\\u202e@gmx.de"', encoding='utf-8')
    begin('otto@gmx.de')
    with Wizard() as wizard:
        wait_for(lambda: offers(wizard) == [OFFER % 'otto@gmx.de'], 'the good one alone')
        no_complaints(wizard)
    assert not broken.exists() and broken.with_suffix('.broken').exists()


if __name__ == '__main__':
    turn_main_loop(0)
    tap.main(sys.modules['__main__'])
