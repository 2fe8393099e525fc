#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From an address to its servers: providers that are known and what they want first, domains that
nobody knows, slips of the finger, and the choice by name. On the practice network, which asks
nobody."""
import os
import sys

import tap
from wizard import (Atspi, Wizard, act, has_state, is_marked_invalid, is_seen, role_of, say, text_of,
                    turn_main_loop, wait_for, walk)

MOST_ROWS = 40


def open_for(address):
    return Wizard('--practice', f'--address={address}')


def see(wizard, heading):
    return wait_for(lambda: wizard.find('heading', heading), f'the heading “{heading}”')


def named(wizard, role, name):
    return wait_for(lambda: wizard.find(role, name), f'{role} “{name}”')


def has_focus(accessible):
    return has_state(accessible, Atspi.StateType.FOCUSED)


def password_fields(wizard):
    """Every text field on view but name and address."""
    others = (say('_Name'), say('_E-mail address'))
    return [a for a in wizard.everything()
            if role_of(a) == 'text' and is_seen(a) and a.get_name() not in others]


def no_complaints(wizard):
    complaints = wizard.warnings()
    assert not complaints, complaints


def test_what_the_provider_wants_comes_first():
    with open_for('anna@gmx.de') as wizard:
        field = named(wizard, 'text', say('_Password'))
        wait_for(lambda: has_focus(field), 'the focus on the password')
        wizard.enter(say('_Password'), 'made up')
        wizard.press(say('_Continue'))
        heading = see(wizard, say('Before you start'))
        wait_for(lambda: has_focus(heading), 'the focus on the heading')
        wizard.wait_containing('list item', '1. ')  # the steps
        wizard.wait_containing('push button', 'GMX')  # a page of the provider's
        assert not password_fields(wizard), 'the usual password is asked for once'
        wizard.press(say('_Continue'))
        wizard.keep_receiving()
        # Nothing of it exists here, but the way led there.
        see(wizard, say('Your account does not work yet'))
        no_complaints(wizard)


def test_an_app_password_is_made_on_the_way():
    name = say('App _password (from %s)') % 'Gmail'
    with open_for('anna@gmail.com') as wizard:
        field = named(wizard, 'text', name)
        hint = say('If you do not have it yet, go on: the next page leads to it.')
        wait_for(lambda: field.get_description() == hint, 'the word that it can be made later')
        wizard.press(say('_Continue'))
        see(wizard, say('Before you start'))
        # Here it is the last step, and needed.
        wizard.press(say('_Continue'))
        later = named(wizard, 'text', name)
        wait_for(lambda: is_marked_invalid(later), 'the field to be marked')
        wait_for(lambda: has_focus(later), 'the focus on it')
        wizard.enter(name, 'abcd efgh ijkl mnop')
        wizard.press(say('Back'))
        see(wizard, say('What is your e-mail address?'))
        again = named(wizard, 'text', name)
        wait_for(lambda: Atspi.Text.get_character_count(again) == 19
                 if 'Text' in again.get_interfaces() else True, 'the same password')
        wizard.press(say('_Continue'))
        see(wizard, say('Before you start'))
        wizard.press(say('_Continue'))
        wizard.keep_receiving()
        see(wizard, say('Your account does not work yet'))
        no_complaints(wizard)


def test_no_password_where_none_is_taken():
    with open_for('anna@outlook.com') as wizard:
        wait_for(lambda: wizard.find_containing('label', 'Outlook.com'), 'the provider')
        assert not password_fields(wizard), 'a password is asked for'
        wizard.press(say('_Continue'))
        see(wizard, say('Before you start'))
        assert not password_fields(wizard), 'a password is asked for'
        no_complaints(wizard)


def test_the_browser_is_offered_where_this_program_is_registered():
    folder = os.path.join(os.environ['HOME'], '.config', 'postlotse')
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, 'oauth2.conf')
    with open(path, 'w', encoding='utf-8') as file:
        file.write('[outlook-com]\nClientId=made-up\n')
    try:
        with open_for('anna@outlook.com') as wizard:
            wizard.press(say('_Continue'))
            see(wizard, say('Before you start'))
            wizard.press(say('Sign in in the _browser'))
            waiting = say('Sign in on the page that has opened in your browser. Postlotse waits.')
            named(wizard, 'label', waiting)
            wizard.press(say('S_top waiting'))
            named(wizard, 'push button', say('Sign in in the _browser'))
            wizard.press(say('_Continue'))
            wizard.keep_receiving()
            see(wizard, say('Your account does not work yet'))
    finally:
        os.remove(path)


def test_what_cannot_work_goes_no_further():
    with open_for('anna@tuta.com') as wizard:
        wizard.press(say('_Continue'))
        see(wizard, say('Mail programs do not work with %s') % 'Tuta')
        assert not wizard.find('push button', say('_Continue')), 'a way on'
        wizard.press(say('_Use another address'))
        address = named(wizard, 'text', say('_E-mail address'))
        wait_for(lambda: has_focus(address), 'the focus on what is to be changed')
        wizard.press(say('_Continue'))
        see(wizard, say('Mail programs do not work with %s') % 'Tuta')
        wizard.press(say('Back'))
        see(wizard, say('What is your e-mail address?'))
        wizard.enter(say('_E-mail address'), 'anna@gmx.de')
        named(wizard, 'text', say('_Password'))
        no_complaints(wizard)


def test_an_unknown_domain_is_looked_up_on_continue():
    domain = 'nobody-knows.example'
    with open_for(f'anna@{domain}') as wizard:
        address = named(wizard, 'text', say('_E-mail address'))
        unknown = say('%s is not in the built-in list. “Continue” looks for its servers.') % domain
        wait_for(lambda: address.get_description() == unknown, 'what Continue is going to do')
        assert not password_fields(wizard), 'a password for nobody knows which server'
        wizard.press(say('_Whom do we ask?'))
        named(wizard, 'label', say('Nobody on the internet.'))
        wizard.press(say('_Continue'))
        field = named(wizard, 'text', say('_Password'))
        wait_for(lambda: has_focus(field), 'the focus on the password')
        nothing = say('No servers are known for %s. You enter them yourself in a moment.') % domain
        wait_for(lambda: nothing in field.get_description(), 'the result, said with the field')
        wizard.enter(say('_Password'), 'made up')
        wizard.press(say('_Continue'))
        wizard.keep_receiving()
        see(wizard, say('Which servers does your mail use?'))
        named(wizard, 'push button', say('_Whom did we ask?'))
        no_complaints(wizard)


def test_another_domain_voids_what_was_found():
    with open_for('anna@nobody-knows.example') as wizard:
        wizard.press(say('_Continue'))
        named(wizard, 'text', say('_Password'))
        wizard.enter(say('_E-mail address'), 'anna@nobody-knows-it-either.example')
        wait_for(lambda: not password_fields(wizard), 'the password field to go')
        # Back to the first one, which is known to be unknown, and to one that is known.
        wizard.enter(say('_E-mail address'), 'anna@gmx.de')
        named(wizard, 'text', say('_Password'))
        no_complaints(wizard)


def test_the_look_up_can_be_switched_off():
    domain = 'nobody-knows.example'
    with open_for(f'anna@{domain}') as wizard:
        switch = wait_for(lambda: wizard.find('push button', say('Without _internet look-up')),
                          'the switch')
        assert not has_state(switch, Atspi.StateType.PRESSED)
        act(switch)
        wait_for(lambda: has_state(switch, Atspi.StateType.PRESSED), 'the switch to be on')
        address = named(wizard, 'text', say('_E-mail address'))
        off = say('%s is not in the built-in list. You enter its servers yourself.') % domain
        wait_for(lambda: address.get_description() == off, 'what is going to happen')
        no_complaints(wizard)


def test_a_slip_is_a_mere_question():
    with open_for('anna@gmial.com') as wizard:
        named(wizard, 'label', say('Did you mean %s?') % 'anna@gmail.com')
        wizard.press(say('Use this address'))
        address = named(wizard, 'text', say('_E-mail address'))
        wait_for(lambda: text_of(address) == 'anna@gmail.com', 'the address')
        field = named(wizard, 'text', say('App _password (from %s)') % 'Gmail')
        wait_for(lambda: has_focus(field), 'the focus on the password')
        assert not wizard.find('push button', say('Use this address')), 'asked again'
        no_complaints(wizard)


def test_the_question_waits_for_a_pause_and_never_blocks():
    with Wizard('--practice') as wizard:
        wizard.activate()
        wizard.type('anna@outlok.com')
        named(wizard, 'label', say('Did you mean %s?') % 'anna@outlook.com')
        wizard.keys('Return')
        # It may be right: the way goes on.
        named(wizard, 'text', say('_Password'))
        no_complaints(wizard)


def chooser(wizard):
    return next((a for a in wizard.everything() if role_of(a) == 'dialog'), None)


def rows(wizard):
    """The buttons of the list, by the group that has the dialog's name."""
    for accessible in walk(chooser(wizard)):
        if (accessible.get_name() == say('Choose your provider')
                and any(role_of(accessible.get_child_at_index(i)) == 'push button'
                        for i in range(accessible.get_child_count()))):
            return [accessible.get_child_at_index(i)
                    for i in range(accessible.get_child_count())]
    return []


def test_a_provider_is_chosen_over_the_bus():
    with open_for('anna@nobody-knows.example') as wizard:
        wizard.press(say('Choose pro_vider…'))
        wait_for(lambda: chooser(wizard), 'the list of providers')
        wait_for(lambda: rows(wizard), 'providers')
        assert len(rows(wizard)) <= MOST_ROWS, len(rows(wizard))
        wizard.enter(say('_Name of the provider'), 'strat')
        wait_for(lambda: [r.get_name() for r in rows(wizard)][:1] == ['STRATO'], 'the match')
        act(rows(wizard)[0])
        wait_for(lambda: not chooser(wizard), 'the list to close')
        named(wizard, 'label', say('Provider: %s') % 'STRATO')
        assert password_fields(wizard), 'no password is asked for'
        wizard.press(say('_Undo the choice'))
        named(wizard, 'push button', say('Choose pro_vider…'))
        wait_for(lambda: not password_fields(wizard), 'the password field to go')
        no_complaints(wizard)


def test_a_provider_is_chosen_by_keyboard():
    with open_for('anna@nobody-knows.example') as wizard:
        wizard.activate()
        wizard.press(say('Choose pro_vider…'))
        search = named(wizard, 'text', say('_Name of the provider'))
        wait_for(lambda: has_focus(search), 'the focus on the search')
        wizard.keys('Escape')
        wait_for(lambda: not chooser(wizard), 'Escape to close the list')
        wizard.wait_find('push button', say('Choose pro_vider…'))  # nothing was chosen
        wizard.activate()
        wizard.press(say('Choose pro_vider…'))
        search = named(wizard, 'text', say('_Name of the provider'))
        wait_for(lambda: has_focus(search), 'the focus on the search')
        wizard.type('strat')
        wait_for(lambda: [r.get_name() for r in rows(wizard)][:1] == ['STRATO'], 'the match')
        wizard.keys('Down')
        wait_for(lambda: has_focus(rows(wizard)[0]), 'the focus on the match')
        wizard.keys('Up')
        wait_for(lambda: has_focus(search), 'the way back up')
        wizard.keys('Down', 'Return')
        named(wizard, 'label', say('Provider: %s') % 'STRATO')
        no_complaints(wizard)


def test_pages_that_are_not_needed_are_said_to_be():
    with Wizard('--practice=all-well') as wizard:
        wizard.press(say('_Continue'))
        see(wizard, say('Your account works'))
        wanted = f"{say('Before you start')}: {say('not needed')}"
        named(wizard, 'list item', wanted)


if __name__ == '__main__':
    turn_main_loop(0)
    tap.main(sys.modules['__main__'])
