#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Input with care: what is pasted is understood, faults are named when a field is left, a password is
never changed unasked, ports and servers come by name."""
import os
import signal
import subprocess
import sys

import tap
from wizard import (DEADLINE, WIZARD, Atspi, Wizard, act, has_state, is_marked_invalid, role_of, say, text_of,
                    turn_main_loop, wait_for, walk)


def see(wizard, heading):
    return wait_for(lambda: wizard.find('heading', say(heading)), f'the heading “{say(heading)}”')


def field(wizard, name):
    return wizard.wait_find('text', say(name))


def says(wizard, name, part):
    return wait_for(lambda: part in field(wizard, name).get_description(),
                    f'“{part}” below the field “{say(name)}”')


def has_text(wizard, name, text):
    return wait_for(lambda: text_of(field(wizard, name)) == text, f'“{text}” in “{say(name)}”')


def focus_on(wizard, name):
    wait_for(lambda: has_state(field(wizard, name), Atspi.StateType.FOCUSED), f'focus on {name}')


def no_complaints(wizard):
    complaints = wizard.warnings()
    assert not complaints, complaints


def test_name_and_address_are_pasted_together():
    with Wizard() as wizard:
        wizard.enter(say('_E-mail address'), '"Muster, Anna" <anna@gmx.de>,')
        has_text(wizard, '_E-mail address', 'anna@gmx.de')
        has_text(wizard, '_Name', 'Anna Muster')
        says(wizard, '_E-mail address', say('Name and address were put into their fields.'))
        says(wizard, '_E-mail address', 'GMX')
        # A name that is there stays.
        wizard.enter(say('_E-mail address'), 'mailto:otto@web.de?subject=x')
        has_text(wizard, '_E-mail address', 'otto@web.de')
        has_text(wizard, '_Name', 'Anna Muster')
        says(wizard, '_E-mail address', say('Of what was pasted, the address was kept.'))
        wizard.enter(say('_E-mail address'), 'anna@gm\u200bx.de\ufeff')
        has_text(wizard, '_E-mail address', 'anna@gmx.de')
        says(wizard, '_E-mail address', say('Characters that cannot be seen were left out.'))
        no_complaints(wizard)


def test_a_paste_from_the_clipboard():
    with Wizard() as wizard:
        wizard.activate()
        wizard.enter(say('_Name'), 'Anna Muster <anna@gmx.de>')
        wizard.click(field(wizard, '_Name'))
        wizard.keys('ctrl+a', 'ctrl+x', 'Tab', 'ctrl+v')
        has_text(wizard, '_E-mail address', 'anna@gmx.de')
        has_text(wizard, '_Name', 'Anna Muster')
        # What is typed goes on behind it.
        wizard.type('x')
        has_text(wizard, '_E-mail address', 'anna@gmx.dex')
        no_complaints(wizard)


def test_faults_wait_until_the_field_is_left():
    with Wizard() as wizard:
        wizard.activate()
        focus_on(wizard, '_E-mail address')
        wizard.type('anna.gmx.de')
        has_text(wizard, '_E-mail address', 'anna.gmx.de')
        turn_main_loop(0.8)
        assert not is_marked_invalid(field(wizard, '_E-mail address')), 'named while it is typed'
        wizard.keys('shift+Tab')
        wait_for(lambda: is_marked_invalid(field(wizard, '_E-mail address')), 'the fault')
        says(wizard, '_E-mail address', '@')
        # Mended: said at once.
        wizard.keys('Tab', 'Home', 'Right', 'Right', 'Right', 'Right', 'Delete', 'at')
        has_text(wizard, '_E-mail address', 'anna@gmx.de')
        wait_for(lambda: not is_marked_invalid(field(wizard, '_E-mail address')), 'the fault to go')
        says(wizard, '_E-mail address', 'GMX')
        no_complaints(wizard)


def test_an_empty_field_can_be_left():
    with Wizard() as wizard:
        wizard.activate()
        focus_on(wizard, '_E-mail address')
        wizard.keys('shift+Tab')
        focus_on(wizard, '_Name')
        turn_main_loop(0.3)
        assert not is_marked_invalid(field(wizard, '_E-mail address'))


def test_of_several_addresses_none_is_taken():
    several = 'anna@gmx.de, otto@gmx.de'
    with Wizard() as wizard:
        wizard.enter(say('_E-mail address'), several)
        wizard.press(say('_Continue'))
        wait_for(lambda: is_marked_invalid(field(wizard, '_E-mail address')), 'the fault')
        says(wizard, '_E-mail address',
             say('These are several addresses. Keep the one that you want to set up.'))
        has_text(wizard, '_E-mail address', several)
        no_complaints(wizard)


def test_a_password_is_tidied_on_request_only():
    without, back = say('Use it with_out them'), say('Put them _back')
    blanks = say('The password begins with spaces. They are sent with it.')
    with Wizard('--address=anna@gmx.de') as wizard:
        wizard.enter(say('_Password'), 'geheim')
        assert not wizard.find('push button', without), 'offered for nothing'
        wizard.enter(say('_Password'), ' geheim\u200b ')
        says(wizard, '_Password', blanks)
        wizard.press(without)
        says(wizard, '_Password', say('The password is used without them.'))
        focus_on(wizard, '_Password')
        wizard.press(back)
        says(wizard, '_Password', blanks)
        wizard.press(without)
        wizard.wait_find('push button', back)
        wizard.enter(say('_Password'), 'another')
        wait_for(lambda: not wizard.find('push button', back), 'nothing to put back')
        no_complaints(wizard)


def test_caps_lock_is_said():
    with Wizard('--address=anna@gmx.de') as wizard:
        wizard.activate()
        focus_on(wizard, '_Password')
        subprocess.run(['xdotool', 'key', 'Caps_Lock'], check=True)
        try:
            says(wizard, '_Password', say('The caps lock key is on.'))
        finally:
            subprocess.run(['xdotool', 'key', 'Caps_Lock'], check=True)
        wait_for(lambda: field(wizard, '_Password').get_description() == '', 'the word to go')


def test_the_tab_key_leads_both_ways():
    with Wizard('--address=anna@gmx.de') as wizard:
        wizard.activate()
        focus_on(wizard, '_Password')
        wizard.keys('shift+Tab')
        focus_on(wizard, '_E-mail address')
        wizard.keys('shift+Tab')
        focus_on(wizard, '_Name')
        wizard.keys('Tab', 'Tab')
        focus_on(wizard, '_Password')


def to_servers(address):
    wizard = Wizard(f'--address={address}')
    wizard.__enter__()
    wizard.press(say('Show _server settings'))
    see(wizard, 'Which servers does your mail use?')
    return wizard


def test_ports_are_offered_by_their_names():
    wizard = to_servers('anna@gmx.de')
    try:
        act(wizard.wait_find('push button', say('Usual ports')))
        tls = say('%u – %s with %s').replace('%u', '993').replace('%s', 'IMAP', 1).replace('%s',
                                                                                         'SSL/TLS')
        starttls = tls.replace('993', '143').replace('SSL/TLS', 'STARTTLS')
        assert has_state(wizard.wait_find('push button', tls), Atspi.StateType.PRESSED)
        wizard.press(starttls)
        has_text(wizard, 'Port', '143')
        assert has_state(wizard.wait_find('push button', 'STARTTLS'), Atspi.StateType.PRESSED)
        wizard.enter(say('Port'), '10143')
        wait_for(lambda: not has_state(wizard.find('push button', starttls),
                                       Atspi.StateType.PRESSED), 'none of them')
        no_complaints(wizard)
    finally:
        wizard.__exit__(None, None, None)


def test_contradictions_are_said_while_typing():
    wizard = to_servers('anna@gmx.de')
    try:
        wizard.enter(say('Port'), '465')
        wait_for(lambda: wizard.find_containing('label', '465'), 'that this is another server')
        port = say('Use port %u with %s').replace('%u', '993').replace('%s', 'SSL/TLS')
        wizard.press(port)
        has_text(wizard, 'Port', '993')
        wait_for(lambda: not wizard.find('push button', port), 'the advice to go')
        wizard.press('STARTTLS')
        has_text(wizard, 'Port', '143')
        wizard.enter(say('Port'), '993')
        wizard.press(say('Use SSL/TLS'))
        wait_for(lambda: not wizard.find('push button', say('Use SSL/TLS')), 'the advice to go')
        wizard.enter(say('Server'), 'smtp.gmx.net')
        says(wizard, 'Server', 'SMTP')
        no_complaints(wizard)
    finally:
        wizard.__exit__(None, None, None)


def test_servers_are_completed_from_what_is_known():
    wizard = to_servers('anna@gmx.de')
    try:
        wizard.activate()
        wizard.click(field(wizard, 'Server'))
        wizard.keys('ctrl+a', 'Delete')
        has_text(wizard, 'Server', '')
        wizard.type('im')
        has_text(wizard, 'Server', 'imap.gmx.net')
        # What was added gives way to the next key.
        wizard.type('a')
        has_text(wizard, 'Server', 'imap.gmx.net')
        wizard.type('x')
        has_text(wizard, 'Server', 'imax')
        wizard.keys('BackSpace')
        has_text(wizard, 'Server', 'ima')
        wizard.type('p')
        has_text(wizard, 'Server', 'imap.gmx.net')
        wizard.keys('End')
        has_text(wizard, 'Port', '993')
        no_complaints(wizard)
    finally:
        wizard.__exit__(None, None, None)


def test_error_messages_are_explained_without_an_account():
    with Wizard() as wizard:
        subprocess.run([WIZARD, '--explain'], check=True, timeout=DEADLINE)
        box = wizard.wait_find('text', say('_Message of the server or of your mail program'))
        Atspi.EditableText.set_text_contents(box, '535 5.7.8 authentication failed')
        wizard.press(say('_Explain'))
        wait_for(lambda: [a for a in wizard.everything() if role_of(a) == 'heading'
                          and has_state(a, Atspi.StateType.FOCUSED)], 'the answer')
        no_complaints(wizard)


def other_program(wizard):
    """The practice window is a program of its own."""
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(index)
        if (child is not None and child.get_name() == 'postlotse-wizard'
                and child.get_process_id() != wizard.process.pid):
            return child
    return None


def test_practice_begins_on_the_first_page():
    with Wizard() as wizard:
        wizard.press(say('T_ry it with a practice account'))
        practice = wait_for(lambda: other_program(wizard), 'the practice window')
        try:
            wait_for(lambda: [a for a in walk(practice) if role_of(a) == 'heading'
                              and a.get_name() == say('Practice accounts')], 'the practice accounts')
        finally:
            os.kill(practice.get_process_id(), signal.SIGTERM)
        no_complaints(wizard)


if __name__ == '__main__':
    turn_main_loop(0)
    tap.main(sys.modules['__main__'])
