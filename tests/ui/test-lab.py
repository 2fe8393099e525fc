#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The look-up for real: domains of the lab (tests/lab), whose servers only DNS or the web know."""
import json
import os
import pathlib
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
from wizard import (IN_MOTION, Atspi, Wizard, act, has_state, role_of, say, turn_main_loop,  # noqa: E402
                    wait_for, walk)

with open(os.environ['LAB_ACCOUNTS'], encoding='utf-8') as file:
    LAB = json.load(file)


def address_at(domain):
    return f'kapitaenin.quast@{domain}'


def password_of(domain):
    return next(account['password'] for account in LAB['found_accounts']
                if account['address'] == address_at(domain))


def open_for(domain):
    return Wizard('--address=' + address_at(domain))


def see(wizard, heading):
    return wait_for(lambda: wizard.find('heading', say(heading)), f'the heading “{say(heading)}”')


def hint(wizard):
    return wizard.wait_find('text', say('_E-mail address')).get_description()


def look_up(wizard):
    wizard.press(say('_Continue'))
    field = wait_for(lambda: wizard.find('text', say('_Password')), 'the password field')
    wait_for(lambda: has_state(field, Atspi.StateType.FOCUSED), 'the focus on the password')


def no_complaints(wizard):
    complaints = wizard.warnings()
    assert not complaints, complaints


def test_whom_it_asks_can_be_seen_before():
    domain = 'only-srv.test'
    with open_for(domain) as wizard:
        wizard.press(say('_Whom do we ask?'))
        wait_for(lambda: wizard.find_containing('label', f'autoconfig.{domain}'), 'the hosts')
        no_complaints(wizard)


def test_found_by_the_name_service():
    domain = 'only-srv.test'
    with open_for(domain) as wizard:
        look_up(wizard)
        assert f'kontor.{domain}' in hint(wizard), hint(wizard)
        assert say("from the domain's name service") in hint(wizard), hint(wizard)
        wizard.enter(say('_Password'), password_of(domain))
        wizard.press(say('_Continue'))
        wizard.keep_receiving()
        see(wizard, 'Your account works')
        wizard.press(say('_Whom did we ask?'))
        wait_for(lambda: wizard.find_containing('label', f'kontor.{domain}'), 'the hosts')
        no_complaints(wizard)


def test_what_else_was_found_can_be_chosen():
    """Where the best source is the last to answer: nobody waits for what is worse than one that is there."""
    with open_for('late.test') as wizard:
        look_up(wizard)
        wizard.press(say('Show _server settings'))
        see(wizard, 'Found')
        options = wait_for(lambda: len(found := [a for a in wizard.everything() if role_of(a) == 'push button'
                                                 and ' · 993 · ' in a.get_name()]) > 1 and found, 'what was found')
        assert has_state(options[0], Atspi.StateType.PRESSED), 'the best is in use'
        act(options[1])
        host = options[1].get_name().split(' · ')[0]
        wait_for(lambda: Atspi.Text.get_text(wizard.find('text', say('Server')), 0,
                                             len(host)) == host, 'its server in the field')
        no_complaints(wizard)


def test_a_foreign_server_gets_the_password_after_a_question():
    domain = 'srv-foreign.test'
    with open_for(domain) as wizard:
        look_up(wizard)
        wizard.enter(say('_Password'), password_of(domain))
        wizard.press(say('_Continue'))
        wizard.keep_receiving()
        wizard.press(say('_Check without the password'))
        see(wizard, 'Your account does not work yet')
        wizard.wait_containing('heading', domain)
        # The same check does not ask again; who comes back is asked.
        wizard.press(say('Back'))
        see(wizard, 'How do you want to receive your mail?')
        wizard.press(say('Back'))
        see(wizard, 'What is your e-mail address?')
        wizard.enter(say('_Password'), password_of(domain) + ' ')
        wizard.enter(say('_Password'), password_of(domain))
        wizard.press(say('_Continue'))
        wizard.keep_receiving()
        act(wait_for(lambda: next((a for dialog in wizard.everything() if role_of(dialog) == 'dialog' for a in walk(dialog)
                                   if role_of(a) == 'push button'
                                   and a.get_name() != say('_Check without the password')), None), 'the way to agree'))
        see(wizard, 'Your account works')
        no_complaints(wizard)


def is_stopped():
    """Whether there was time to press the button before the look-up was over by itself."""
    with open_for('slow.test') as wizard:
        wizard.press(say('_Continue'))
        button = wait_for(lambda: wizard.find('push button', say('S_top looking')) or wizard.find('text', say('_Password')),
                          'the look-up')
        try:
            if role_of(button) == 'text':
                return False
            act(button)
        except IN_MOTION:
            return False
        wizard.wait_find('text', say('_Password'))
        wizard.wait_find('push button', say('_Continue'))
        wait_for(lambda: not wizard.find('push button', say('S_top looking')), 'the end of the look-up')
        no_complaints(wizard)
        return True


def test_the_look_up_can_be_stopped():
    """It lasts three seconds: on a busy machine it may be over when the button is found, but not each time."""
    assert any(is_stopped() for _ in range(4)), 'over each time'


def test_nothing_to_be_found_leads_to_the_servers_page():
    with open_for('nothing.test') as wizard:
        look_up(wizard)
        nothing = say('No servers are known for %s. You enter them yourself in a moment.')
        assert hint(wizard) == nothing % 'nothing.test', hint(wizard)
        wizard.enter(say('_Password'), 'made up')
        wizard.press(say('_Continue'))
        wizard.keep_receiving()
        see(wizard, 'Which servers does your mail use?')
        no_complaints(wizard)


def test_a_domain_that_does_not_exist_is_said_at_once():
    with open_for('gone.lotse.test') as wizard:
        wizard.press(say('_Continue'))
        card = wait_for(lambda: wizard.find_containing('heading', 'gone.lotse.test'), 'the card')
        wait_for(lambda: has_state(card, Atspi.StateType.FOCUSED), 'the focus on it')
        wizard.press(say('Change the address'))
        field = wizard.wait_find('text', say('_E-mail address'))
        wait_for(lambda: has_state(field, Atspi.StateType.FOCUSED), 'the focus on the address')
        no_complaints(wizard)


def test_the_provider_behind_the_domain_is_recognised():
    with open_for('by-mx.test') as wizard:
        look_up(wizard)
        assert say('known for the host of this domain') in hint(wizard), hint(wizard)
        wizard.enter(say('_Password'), 'made up')
        wizard.press(say('_Continue'))
        see(wizard, 'Before you start')
        wizard.wait_containing('push button', 'GMX')  # a page of the provider's
        no_complaints(wizard)


if __name__ == '__main__':
    turn_main_loop(0)
    tap.main(sys.modules['__main__'])
