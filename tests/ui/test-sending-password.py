#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A password for sending alone: how one comes to it, what its field says, and that nothing is lost or kept
of it that should not be."""
import sys

import tap
from wizard import Atspi, Wizard, act, has_state, is_marked_invalid, say, wait_for

ACCOUNT = '--practice=sending-password'
RIGHT = 'kurierpost'
FIELD = '_Password for sending'
SWITCH = 'Sending needs _another password'


def see(wizard, heading):
    return wait_for(lambda: wizard.find('heading', say(heading)), heading)


def show_servers(wizard):
    wizard.press(say('Show _server settings'))
    see(wizard, 'Which servers does your mail use?')


def find_switch(wizard):
    return wait_for(lambda: next((found for role in ('toggle button', 'push button')
                                  for found in wizard.search(role, lambda name: name == say(SWITCH))), None),
                    'the switch')


def is_on(wizard):
    return has_state(find_switch(wizard), Atspi.StateType.PRESSED)


def switch(wizard, on):
    act(find_switch(wizard))
    wait_for(lambda: is_on(wizard) == on, 'the switch to turn')


def field(wizard):
    return wizard.wait_find('text', say(FIELD))


def wait_description(wizard, text):
    wait_for(lambda: field(wizard).get_description() == say(text), text)


def type_into_field(wizard, text):
    wizard.activate()
    wizard.click(field(wizard))
    wizard.wait_focus('text', say(FIELD))
    wizard.keys('ctrl+a')
    wizard.type(text)


def no_complaints(wizard):
    assert not wizard.warnings(), wizard.warnings()


def test_a_refusal_leads_to_it():
    with Wizard(ACCOUNT) as wizard:
        wizard.press(say('_Continue'))
        see(wizard, 'Your account does not work yet')
        wizard.press(say('Enter another password for sending'))
        see(wizard, 'Which servers does your mail use?')
        wizard.wait_focus('text', say(FIELD))
        assert is_on(wizard)
        assert not is_marked_invalid(field(wizard))
        wait_description(wizard, 'It goes to the server for sending only.')

        type_into_field(wizard, 'verkehrt')
        wizard.press(say('_Continue'))
        see(wizard, 'Your account does not work yet')
        wizard.press(say('Enter the password for sending again'))
        wizard.wait_focus('text', say(FIELD))
        wait_description(wizard, 'The last check failed here.')
        assert is_marked_invalid(field(wizard))

        type_into_field(wizard, RIGHT)
        wait_for(lambda: not is_marked_invalid(field(wizard)), 'the mark to go')
        wizard.keys('Return')
        see(wizard, 'Your account works')
        no_complaints(wizard)


def test_it_is_asked_for_and_wiped():
    with Wizard(ACCOUNT) as wizard:
        show_servers(wizard)
        assert not is_on(wizard)
        assert not wizard.find('text', say(FIELD))
        switch(wizard, True)
        wizard.wait_focus('text', say(FIELD))
        wizard.press(say('_Continue'))
        wait_description(wizard, 'The password is needed to test signing in.')
        assert is_marked_invalid(field(wizard))

        type_into_field(wizard, f' {RIGHT}')
        wait_description(wizard, 'The password begins with spaces. They are sent with it.')
        wizard.press(say('Use it with_out them'))
        wait_description(wizard, 'The password is used without them.')
        wizard.wait_focus('text', say(FIELD))

        # Turned off and on again, nothing of it is there any more.
        switch(wizard, False)
        wait_for(lambda: not wizard.find('text', say(FIELD)), 'the field to go')
        switch(wizard, True)
        wizard.press(say('_Continue'))
        wait_description(wizard, 'The password is needed to test signing in.')
        no_complaints(wizard)


def test_back_and_forth_keeps_it():
    with Wizard(ACCOUNT) as wizard:
        show_servers(wizard)
        switch(wizard, True)
        type_into_field(wizard, RIGHT)
        wizard.press(say('Back'))
        see(wizard, 'What is your e-mail address?')
        show_servers(wizard)
        assert is_on(wizard)
        wizard.press(say('_Continue'))
        see(wizard, 'Your account works')
        no_complaints(wizard)


def test_what_is_missing_is_not_passed_over():
    with Wizard(ACCOUNT) as wizard:
        show_servers(wizard)
        switch(wizard, True)
        wizard.press(say('Back'))
        see(wizard, 'What is your e-mail address?')
        wizard.press(say('_Continue'))
        see(wizard, 'Which servers does your mail use?')
        assert is_on(wizard)
        type_into_field(wizard, RIGHT)
        wizard.keys('Return')
        see(wizard, 'Your account works')
        no_complaints(wizard)


def test_it_is_there_for_passwords_only():
    """Without a user name there is no sign-in, and nothing to ask for."""
    with Wizard(ACCOUNT) as wizard:
        show_servers(wizard)
        find_switch(wizard)
        names = list(wizard.search('text', lambda name: name == say('User name')))
        assert len(names) == 2, names
        Atspi.EditableText.set_text_contents(names[1], '')
        wait_for(lambda: not wizard.find('toggle button', say(SWITCH))
                 and not wizard.find('push button', say(SWITCH)), 'the switch to go')
        Atspi.EditableText.set_text_contents(names[1], 'anna')
        find_switch(wizard)
        no_complaints(wizard)


if __name__ == '__main__':
    tap.main(sys.modules['__main__'])
