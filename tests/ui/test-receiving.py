#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How mail is received: the same on all devices, or only here; and what becomes of the copies."""
import sys

import tap
from wizard import (Atspi, Wizard, has_state, is_marked_invalid, say, text_of, turn_main_loop,
                    wait_for)

ALL_DEVICES = say('The same on all devices (recommended)') + ' (IMAP)'
ONLY_HERE = say('Only on this computer') + ' (POP3)'
QUESTION = say('How do you want to receive your mail?')


def see(wizard, heading):
    return wait_for(lambda: wizard.find('heading', say(heading)), f'the heading “{say(heading)}”')


def go_to_receiving(wizard, password='made up'):
    """From the first page, with a provider that wants something first."""
    wizard.enter(say('_Password'), password)
    wizard.press(say('_Continue'))
    see(wizard, 'Before you start')
    wizard.press(say('_Continue'))
    see(wizard, 'How do you want to receive your mail?')


def is_chosen(wizard, name):
    return has_state(wizard.wait_find('push button', name), Atspi.StateType.PRESSED)


def see_host(wizard, host):
    """On the page with the servers."""
    see(wizard, 'Which servers does your mail use?')
    wait_for(lambda: text_of(wizard.find('text', say('Server'))) == host, f'the server {host}')


def no_complaints(wizard):
    complaints = wizard.warnings()
    assert not complaints, complaints


def test_the_recommended_way_is_chosen_and_enter_goes_on():
    with Wizard('--address=anna@gmx.de') as wizard:
        go_to_receiving(wizard)
        wait_for(lambda: focus_name(wizard) == QUESTION, 'the focus on the heading')
        assert is_chosen(wizard, ALL_DEVICES) and not is_chosen(wizard, ONLY_HERE)
        assert not wizard.find('push button', say('Leave them there (recommended)')), 'copies with IMAP'
        no_complaints(wizard)


def test_pop3_brings_its_own_server_and_asks_about_copies():
    with Wizard('--address=anna@gmx.de') as wizard:
        go_to_receiving(wizard)
        wizard.press(ONLY_HERE)
        wizard.wait_find('push button', say('Leave them there (recommended)'))
        assert is_chosen(wizard, say('Leave them there (recommended)'))
        # GMX has a switch for POP3 as well, which its page speaks of already.
        wizard.press(say('Remove them after some days'))
        field = wizard.wait_find('text', say('After how many _days'))
        assert text_of(field) == '14'
        wizard.enter(say('After how many _days'), '0')
        wait_for(lambda: is_marked_invalid(field), 'the field to be marked')
        wizard.enter(say('After how many _days'), '30')
        wait_for(lambda: wizard.find_containing('label', '30'), 'what 30 days mean')
        wizard.press(say('Back'))
        see(wizard, 'Before you start')
        wizard.press(say('Back'))
        wizard.press(say('Show _server settings'))
        see_host(wizard, 'pop.gmx.net')
        assert is_chosen(wizard, say('Only here (POP3)'))
        no_complaints(wizard)


def test_back_and_forth_keeps_the_choice():
    with Wizard('--address=anna@gmx.de') as wizard:
        go_to_receiving(wizard)
        wizard.press(ONLY_HERE)
        wizard.press(say('Remove them after some days'))
        wizard.enter(say('After how many _days'), '21')
        wizard.press(say('Back'))
        see(wizard, 'Before you start')
        wizard.press(say('_Continue'))
        see(wizard, 'How do you want to receive your mail?')
        assert is_chosen(wizard, ONLY_HERE)
        assert is_chosen(wizard, say('Remove them after some days'))
        assert text_of(wizard.wait_find('text', say('After how many _days'))) == '21'
        wizard.press(ALL_DEVICES)
        wait_for(lambda: not wizard.find('text', say('After how many _days')), 'no copies with IMAP')
        wizard.press(ONLY_HERE)
        assert text_of(wizard.wait_find('text', say('After how many _days'))) == '21'
        no_complaints(wizard)


def test_a_domain_that_nobody_knows_is_offered_both_ways():
    with Wizard('--address=anna@nobody-knows.example', '--practice') as wizard:
        wizard.press(say('_Continue'))
        wizard.enter(say('_Password'), 'made up')
        wizard.press(say('_Continue'))
        see(wizard, 'How do you want to receive your mail?')
        assert is_chosen(wizard, ALL_DEVICES)
        wizard.press(ONLY_HERE)
        wizard.press(say('_Continue'))
        # The look-up for POP3 finds nothing either, and leads to where a server can be entered.
        wizard.press(say('Enter a _server'))
        see(wizard, 'Which servers does your mail use?')
        assert is_chosen(wizard, say('Only here (POP3)'))
        no_complaints(wizard)


def test_what_a_provider_does_not_offer_is_not_offered():
    with Wizard('--practice', '--address=anna@nifty.com') as wizard:
        wizard.enter(say('_Password'), 'made up')
        wizard.press(say('_Continue'))
        see(wizard, 'How do you want to receive your mail?')
        only = say('At %s, only this way is known: mail is fetched to this computer (POP3).')
        wait_for(lambda: wizard.find_containing('label', only.split('%s')[1]), 'why there is no choice')
        assert not wizard.find('push button', ALL_DEVICES), 'IMAP is offered'
        assert is_chosen(wizard, say('Leave them there (recommended)'))
        no_complaints(wizard)
    with Wizard('--practice', '--address=anna@hispeed.ch') as wizard:
        wizard.enter(say('_Password'), 'made up')
        wizard.press(say('_Continue'))
        # There is nothing to choose: straight to the check.
        see(wizard, 'Your account does not work yet')
        no_complaints(wizard)


def test_a_practice_account_has_its_servers_and_no_question():
    with Wizard('--practice=all-well') as wizard:
        wizard.press(say('_Continue'))
        see(wizard, 'Your account works')
        wizard.wait_containing('list item', say('not needed'))
        no_complaints(wizard)


def test_by_keyboard_alone():
    with Wizard('--address=anna@gmx.de') as wizard:
        go_to_receiving(wizard)
        wizard.activate()
        for name in (ALL_DEVICES, ONLY_HERE):
            wizard.keys('Tab')
            wait_for(lambda: focus_name(wizard) == name, f'the focus on {name}')
        wizard.keys('space')
        wait_for(lambda: is_chosen(wizard, ONLY_HERE), 'the choice')
        # What a choice brings up can be come to by Tab once it is there.
        wizard.wait_find('push button', say('Remove them after some days'))
        wizard.keys('Tab', 'Tab')
        wait_for(lambda: focus_name(wizard) == say('Remove them after some days'), 'the focus')
        wizard.keys('space')
        wizard.wait_find('text', say('After how many _days'))
        wizard.keys('Tab', 'Tab')
        wait_for(lambda: focus_name(wizard) == say('After how many _days'), 'the focus on the days')
        wizard.keys('ctrl+a')
        wizard.type('7')
        wait_for(lambda: wizard.find_containing('label', ' 7 '), 'what 7 days mean')
        no_complaints(wizard)


def focus_name(wizard):
    focus = wizard.focused()
    return focus.get_name() if focus is not None else None



if __name__ == '__main__':
    turn_main_loop(0)
    tap.main(sys.modules['__main__'])
