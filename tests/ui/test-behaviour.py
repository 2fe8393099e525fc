#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window owes to everybody: it stops at once, names everything, loses nothing."""
import sys
import time

from gi.repository import GLib

import tap
from wizard import (Atspi, Wizard, act, has_state, is_marked_invalid, is_seen, role_of, say, text_of,
                    turn_main_loop, wait_for, walk)

STOPPED_WITHIN = 2.0  # with the time it takes to look through the whole window over the bus
ENDED_WITHIN = 5.0


def seconds_to_stop():
    with Wizard('--practice=server-too-slow') as wizard:
        wizard.press(say('_Continue'))
        wait_for(lambda: wizard.find('heading', say('Your account is being checked')), 'the check')
        # Until it is really waiting, and says so.
        wait_for(lambda: wizard.find_containing('label', 'imap.server-too-slow.practice.test: '),
                 'what is being waited for, in words')
        began = time.monotonic()
        wizard.press(say('_Stop checking'))
        wait_for(lambda: wizard.find('heading', say('The check was stopped')), 'the end')
        took = time.monotonic() - began
        print(f'# stopped within {took * 1000:.0f} ms, as seen over the bus')
        return took


def test_a_silent_server_can_be_left_at_once():
    """A busy machine may stall everybody for a moment, but not each time; a check that goes on does."""
    assert any(seconds_to_stop() <= STOPPED_WITHIN for _ in range(4)), 'late each time'


def seconds_to_end():
    with Wizard('--practice=server-too-slow') as wizard:
        wizard.press(say('_Continue'))
        wait_for(lambda: wizard.find('heading', say('Your account is being checked')), 'the check')
        wizard.press(say('Cance_l'))
        wizard.press(say('Leave'))
        began = time.monotonic()
        wait_for(lambda: wizard.process.poll() is not None, 'the end of the program')
        took = time.monotonic() - began
        assert wizard.process.returncode == 0, wizard.process.returncode
        print(f'# ended within {took * 1000:.0f} ms')
        return took


def test_closing_while_a_check_runs_ends_the_program():
    """It does not wait for the server."""
    assert any(seconds_to_end() <= ENDED_WITHIN for _ in range(4)), 'late each time'


def name_faults(wizard):
    faults = []
    for accessible in wizard.everything():
        try:
            if not has_state(accessible, Atspi.StateType.FOCUSABLE) or not is_seen(accessible):
                continue
            name = accessible.get_name()
            if not name.strip() or name.startswith(('Gtk', 'Pl')) or '_' in name:
                faults.append((role_of(accessible), name))
        except GLib.Error:
            continue
    return faults


def test_everything_that_takes_the_focus_has_a_name():
    with Wizard('--practice=wrong-port') as wizard:
        assert not name_faults(wizard), name_faults(wizard)
        wizard.press(say('Show _server settings'))
        wait_for(lambda: wizard.find('heading', say('Which servers does your mail use?')), 'servers')
        wizard.press(say('Sign-in method: automatic'))
        wait_for(lambda: wizard.find('push button', say('Password (PLAIN)')), 'the methods')
        assert not name_faults(wizard), name_faults(wizard)
        wizard.press(say('_Continue'))
        wait_for(lambda: wizard.find('heading', say('Your account does not work yet')), 'trouble')
        wizard.press(say('_Details'))
        wait_for(lambda: wizard.find('heading', say('What was checked')), 'details')
        assert not name_faults(wizard), name_faults(wizard)
        act(wait_for(lambda: wizard.find_containing('push button', '993'), 'the repair'))
        wait_for(lambda: wizard.find('heading', say('Your account works')), 'success')
        assert not name_faults(wizard), name_faults(wizard)
        wizard.press(say('_Continue'))
        wait_for(lambda: wizard.find('heading', say('These settings work')), 'the last page')
        assert not name_faults(wizard), name_faults(wizard)


def test_only_the_page_on_view_is_told_to_readers():
    with Wizard('--practice=all-well') as wizard:
        wizard.press(say('_Continue'))
        wait_for(lambda: wizard.find('heading', say('Your account works')), 'success')
        assert not wizard.find('heading', say('What is your e-mail address?'))
        assert not wizard.find('text', say('_Password'))


def test_choices_are_operable_over_the_bus():
    with Wizard('--practice=all-well') as wizard:
        wizard.press(say('Show _server settings'))
        wizard.press('STARTTLS')
        wait_for(lambda: text_of(wizard.find('text', say('Port'))) == '143',
                 'the port to go along')
        wizard.press(say('Only here (POP3)'))
        wait_for(lambda: text_of(wizard.find('text', say('Port'))) == '110',
                 'the port to go along')
        # A contradiction typed by hand is said beside the field, with the way out.
        port = wizard.wait_find('text', say('Port'))
        Atspi.EditableText.set_text_contents(port, '995')
        wizard.press(say('Use SSL/TLS'))
        wait_for(lambda: not wizard.find('push button', say('Use SSL/TLS')), 'the hint to go')
        assert text_of(wizard.wait_find('text', say('Port'))) == '995'


def test_back_and_forth_keeps_every_entry():
    with Wizard('--practice') as wizard:
        wizard.enter(say('_Name'), 'Anna Muster')
        wizard.enter(say('_E-mail address'), 'anna@nobody-knows.example')
        wizard.press(say('_Continue'))
        wizard.enter(say('_Password'), 'secret words')
        wizard.press(say('_Continue'))
        wizard.keep_receiving()
        wait_for(lambda: wizard.find('heading', say('Which servers does your mail use?')), 'servers')
        wizard.enter(say('Server'), 'imap.nobody-knows.example')
        wizard.press(say('Back'))
        wait_for(lambda: wizard.find('heading', say('How do you want to receive your mail?')), 'back')
        wizard.press(say('Back'))
        wait_for(lambda: wizard.find('heading', say('What is your e-mail address?')), 'back')
        assert text_of(wizard.wait_find('text', say('_Name'))) == 'Anna Muster'
        assert (text_of(wizard.wait_find('text', say('_E-mail address')))
                == 'anna@nobody-knows.example')
        # The password is still there, too: the page lets one go on.
        wizard.press(say('_Continue'))
        wizard.keep_receiving()
        wait_for(lambda: wizard.find('heading', say('Which servers does your mail use?')), 'forth')
        assert (text_of(wizard.wait_find('text', say('Server')))
                == 'imap.nobody-knows.example')
        assert (text_of(wizard.wait_find('text', say('User name')))
                == 'anna@nobody-knows.example')


def test_what_is_missing_is_said_at_its_field():
    with Wizard('--practice') as wizard:
        wizard.press(say('_Continue'))
        field = wizard.wait_find('text', say('_E-mail address'))
        wait_for(lambda: is_marked_invalid(field), 'the field to be marked')
        assert field.get_description() == say('Enter your e-mail address here.')
        wait_for(lambda: has_state(field, Atspi.StateType.FOCUSED), 'the focus on it')
        wizard.enter(say('_E-mail address'), 'anna@gmx.de')
        wait_for(lambda: 'GMX' in field.get_description(), 'the provider to be recognised')
        wizard.press(say('_Continue'))
        password = wizard.wait_find('text', say('_Password'))
        wait_for(lambda: is_marked_invalid(password), 'the password field')
        assert password.get_description() == say('The password is needed to test signing in.')


def test_closing_asks_once_if_there_is_something_to_lose():
    with Wizard('--practice') as wizard:
        wizard.press(say('Cance_l'))
        wait_for(lambda: wizard.process.poll() is not None, 'an empty window to close')
    with Wizard('--practice=all-well') as wizard:
        wizard.press(say('Cance_l'))
        wizard.press(say('_Go on setting up'))
        wait_for(lambda: not wizard.find('push button', say('_Go on setting up')), 'the answer')
        assert wizard.process.poll() is None
        wizard.wait_find('heading', say('What is your e-mail address?'))
        wizard.press(say('Cance_l'))
        wizard.press(say('Leave'))
        wait_for(lambda: wizard.process.poll() is not None, 'the window to close')


def test_an_exception_is_asked_for_before_it_is_made():
    with Wizard('--practice=certificate-self-signed') as wizard:
        wizard.press(say('_Continue'))
        wait_for(lambda: wizard.find('heading', say('Your account does not work yet')), 'trouble')
        button = wait_for(lambda: exception_button(wizard), 'a button for an exception')
        name = button.get_name()
        act(button)
        wizard.press(say('_No, leave it as it is'))
        wait_for(lambda: not wizard.find('push button', say('_No, leave it as it is')), 'the answer')
        wizard.wait_find('heading', say('Your account does not work yet'))  # nothing is done without consent
        act(wait_for(lambda: exception_button(wizard), 'the button once more'))
        wizard.wait_find('push button', say('_No, leave it as it is'))
        # The one in the dialog says the same, without the ellipsis that announced the question.
        act(wait_for(lambda: next((a for dialog in wizard.everything() if role_of(dialog) == 'dialog' for a in walk(dialog)
                                   if a.get_name() == name.rstrip('… ') and role_of(a) == 'push button'), None),
                     'the button that agrees'))
        wait_for(lambda: not wizard.find('push button', say('_No, leave it as it is')), 'the answer')
        wait_for(lambda: wizard.find('heading', say('Your account works')), 'the account to work')


def exception_button(wizard):
    """The fix that needs consent: of the buttons below the heading, the one whose description says
    what it excepts."""
    wanted = say('only this one certificate, only for receiving')
    for accessible in wizard.everything():
        if role_of(accessible) == 'push button' and wanted in accessible.get_description():
            return accessible
    return None


if __name__ == '__main__':
    turn_main_loop(0)
    tap.main(sys.modules['__main__'])
