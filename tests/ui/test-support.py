#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What helps those who help: the report for support."""
import base64
import sys

import tap
from wizard import Wizard, say, text_of, turn_main_loop, wait_for

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


if __name__ == '__main__':
    turn_main_loop(0)
    tap.main(sys.modules['__main__'])
