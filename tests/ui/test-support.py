#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What helps those who help: the report for support, a pause before an account is locked, and messages
from elsewhere explained."""
import base64
import sys

import tap
from wizard import (Atspi, Wizard, has_state, is_marked_invalid, is_seen, mnemonic, role_of, say, text_of,
                    turn_main_loop, wait_for)

PASSWORD = 'Zwiebelkuchen-47-€'


def fail_with(wizard, password):
    """One check that the server refuses, with the details open."""
    wizard.enter(say('_Password'), password)
    wizard.press(say('_Continue'))
    wait_for(lambda: wizard.find('heading', say('Your account does not work yet')), 'trouble')
    wizard.press(say('_Details'))
    wait_for(lambda: wizard.find('heading', say('Report for support')), 'the report')


def read_clipboard(wizard):
    """Pasted where anything may be written."""
    wizard.press(say('Back'))
    field = wizard.wait_find('text', say('_Name'))
    wizard.enter(say('_Name'), '')
    wizard.click(field)
    wizard.keys('ctrl+v')
    return wait_for(lambda: text_of(field), 'the text from the clipboard')


def copy_report(wizard):
    wizard.press(say('Copy report for support'))
    wizard.wait_find('push button', say('Report copied'))


def refuse_again(wizard, number):
    """Another wrong password, so that the server is really asked."""
    wizard.press(say('Back'))
    wizard.enter(say('_Password'), f'{PASSWORD} {number}')
    wizard.press(say('_Continue'))


def no_password_in(text):
    raw = PASSWORD.encode()
    encodings = (PASSWORD, raw.hex(), base64.b64encode(raw).decode(), PASSWORD.split('-')[0])
    for secret in encodings:
        assert secret not in text, text


def test_the_report_is_copied_with_the_address_masked():
    with Wizard('--practice=wrong-password') as wizard:
        address = text_of(wizard.wait_find('text', say('_E-mail address')))
        fail_with(wizard, PASSWORD)
        copy_report(wizard)
        report = read_clipboard(wizard)
        assert address not in report, report
        assert address.split('@')[1] in report and 'Postlotse' in report, report
        no_password_in(report)


def test_the_whole_address_goes_along_when_wanted():
    with Wizard('--practice=wrong-password') as wizard:
        address = text_of(wizard.wait_find('text', say('_E-mail address')))
        fail_with(wizard, PASSWORD)
        copy_report(wizard)
        wizard.press(say('With the whole address'))
        # What was copied is not what is wanted now, and the button says so.
        wizard.wait_find('push button', say('Copy report for support'))
        copy_report(wizard)
        report = read_clipboard(wizard)
        assert address in report, report
        no_password_in(report)
        assert not wizard.warnings(), wizard.warnings()


def test_after_three_refusals_one_is_asked_before_the_next():
    with Wizard('--practice=wrong-password') as wizard:
        fail_with(wizard, PASSWORD)
        asked = None
        for number in range(2, 6):
            refuse_again(wizard, number)
            asked = wait_for(lambda: wizard.find('heading', say('Try once more?'))
                             or wizard.find('heading', say('Your account does not work yet')),
                             'a question or a result')
            if asked.get_name() == say('Try once more?'):
                break
        assert asked.get_name() == say('Try once more?'), 'never asked'
        assert number > 3, f'asked before sign-in {number}'
        wizard.press(say('_Wait'))
        wait_for(lambda: not wizard.find('heading', say('Try once more?')), 'the answer')
        # Nothing was tried, and what the person can look over is on view.
        wait_for(lambda: wizard.find('heading', say('What is your e-mail address?')), 'the entry')
        wizard.press(say('_Continue'))
        wizard.press(say('Try anyway'))
        wait_for(lambda: wizard.find('heading', say('Your account does not work yet')), 'a result')
        assert not wizard.warnings(), wizard.warnings()


def test_where_a_step_asks_for_the_report_a_button_is_beside_it():
    with Wizard('--practice=unexplained') as wizard:
        wizard.press(say('_Continue'))
        wait_for(lambda: wizard.find('heading', say('Your account does not work yet')), 'trouble')
        wizard.press(say('Copy report'))
        wizard.wait_find('push button', say('Report copied'))
        report = read_clipboard(wizard)
        assert 'Postlotse' in report, report
    with Wizard('--practice=wrong-port') as wizard:
        wizard.press(say('_Continue'))
        wait_for(lambda: wizard.find('heading', say('Your account does not work yet')), 'trouble')
        assert not wizard.find('push button', say('Copy report'))


def has_focus(accessible):
    return has_state(accessible, Atspi.StateType.FOCUSED)


def open_explain(wizard):
    wizard.press(say('Explain an error _message'))
    wizard.wait_find('push button', say('_Explain'))
    box = wizard.wait_find('text', say('_Message of the server or of your mail program'))
    wait_for(lambda: has_focus(box), 'the focus in the text box')
    return box


def titles(wizard):
    return [a.get_name() for a in wizard.everything() if role_of(a) == 'heading' and is_seen(a)]


def test_a_message_from_elsewhere_is_explained_by_keyboard():
    with Wizard('--practice') as wizard:
        box = open_explain(wizard)
        before = titles(wizard)
        wizard.type('535 5.7.8 Error: authentication failed')
        wait_for(lambda: '535' in text_of(box), 'the text')
        # Tab leads out of the box.
        wizard.keys('Tab')
        wait_for(lambda: not has_focus(box), 'the focus to leave')
        wizard.keys('alt+' + mnemonic('_Explain'))
        wait_for(lambda: len(titles(wizard)) > len(before), 'an explanation')
        wait_for(lambda: (focused := wizard.focused()) is not None and role_of(focused) == 'heading'
                 and focused.get_name() not in before, 'the focus on the explanation')
        # Nothing that would need an account.
        for label in ('Enter the password again', 'Change server settings', 'Change the address'):
            assert not wizard.find('push button', say(label)), label
        wizard.press(say('_Details'))
        wait_for(lambda: wizard.find('heading', say('What was seen, in technical words')), 'the details')
        assert not wizard.find('push button', say('Copy report for support'))
        wizard.keys('Escape')
        wait_for(lambda: not wizard.find('push button', say('_Explain')), 'the window to close')
        assert not wizard.warnings(), wizard.warnings()


def test_a_copied_message_is_pasted_and_explained():
    with Wizard('--practice') as wizard:
        field = wizard.wait_find('text', say('_Name'))
        wizard.enter(say('_Name'), '535 5.7.8 Error: authentication failed')
        wizard.click(field)
        wizard.keys('ctrl+a', 'ctrl+c')
        box = open_explain(wizard)
        assert '535 5.7.8' in box.get_description(), box.get_description()
        before = titles(wizard)
        wizard.press(say('_Paste from clipboard'))
        wait_for(lambda: len(titles(wizard)) > len(before), 'an explanation')
        assert text_of(box) == '535 5.7.8 Error: authentication failed', text_of(box)
        assert '535' not in (box.get_description() or ''), box.get_description()
        assert not wizard.warnings(), wizard.warnings()


def test_another_text_is_another_question():
    with Wizard('--practice') as wizard:
        box = open_explain(wizard)
        wizard.press(say('_Explain'))
        wait_for(lambda: is_marked_invalid(box), 'the empty box to be marked')
        assert box.get_description() == say('Paste or type the message here first.')
        before = titles(wizard)
        Atspi.EditableText.set_text_contents(box, f'a1 LOGIN anna {PASSWORD}\r\n'
                                                  'a1 NO [AUTHENTICATIONFAILED] Invalid credentials')
        wait_for(lambda: not is_marked_invalid(box), 'the mark to go')
        wizard.press(say('_Explain'))
        wait_for(lambda: len(titles(wizard)) > len(before), 'an explanation')
        wizard.press(say('_Details'))
        wait_for(lambda: wizard.find('heading', say('What was seen, in technical words')), 'the details')
        names = [a.get_name() for a in wizard.everything() if role_of(a) != 'text']
        no_password_in('\n'.join(names))
        Atspi.EditableText.set_text_contents(box, 'something else')
        wait_for(lambda: len(titles(wizard)) == len(before), 'the old answer to go')
        assert not wizard.warnings(), wizard.warnings()


if __name__ == '__main__':
    turn_main_loop(0)
    tap.main(sys.modules['__main__'])
