#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The check page: certificates, a test message, receive only, untested settings, the way to the field."""
import sys

import tap
from wizard import (Atspi, Wizard, act, has_state, is_marked_invalid, is_seen, say, text_of,
                    turn_main_loop, wait_for)


def see(wizard, heading):
    return wait_for(lambda: wizard.find('heading', say(heading)), heading)


def no_complaints(wizard):
    turn_main_loop(0.2)
    assert not wizard.warnings(), wizard.warnings()


def begin(wizard):
    wizard.press(say('_Continue'))


def focused_text(wizard):
    found = wizard.focused()
    return found.get_name() if found is not None else None


def is_inside(accessible, outer):
    while accessible is not None and accessible != outer:
        accessible = accessible.get_parent()
    return accessible is not None


def labels(wizard):
    return [a.get_name() for a in wizard.everything() if a.get_role_name() == 'label']


def checks_again(wizard):
    wanted = (say('Check again'), say('Check _again').replace('_', ''))
    return [a for a in wizard.everything() if a.get_role_name() == 'push button' and a.get_name() in wanted
            and is_seen(a)]


def test_there_is_one_button_to_check_again():
    with Wizard('--practice=certificate-not-yet-valid') as wizard:
        begin(wizard)
        see(wizard, 'Your account does not work yet')
        assert len(checks_again(wizard)) == 1, checks_again(wizard)
        # Where the page leads on, the card has the button.
        wizard.press(say('Go on without a _passed test'))
        wizard.press(say('Sa_ve although not verified'))
        see(wizard, 'These settings are not tested')
        wizard.press(say('Back'))
        see(wizard, 'You take these settings untested')
        wait_for(lambda: len(checks_again(wizard)) == 1, 'the button in the card')
        no_complaints(wizard)


def test_a_short_log_has_no_room_to_spare():
    with Wizard('--practice=unexplained') as wizard:
        begin(wizard)
        see(wizard, 'Your account does not work yet')
        wizard.press(say('_Details'))
        log = wait_for(lambda: next((a for a in wizard.everything() if a.get_name().startswith('← * OK')), None),
                       'the log')
        # As high as its lines: the box of a long one is at least 80 pixels high.
        lines = log.get_name().count('\n') + 1
        height = wait_for(lambda: log.get_extents(Atspi.CoordType.WINDOW).height, 'its place')
        assert lines == 4 and height < 80, (lines, height)
        no_complaints(wizard)


def test_a_refused_certificate_can_be_read():
    with Wizard('--practice=certificate-self-signed') as wizard:
        begin(wizard)
        see(wizard, 'Your account does not work yet')
        see(wizard, "The server's own certificate")
        prints = wait_for(lambda: [text for text in labels(wizard) if text.count(':') == 31],
                          'a fingerprint to compare')
        # Whoever reads with the keyboard can mark and copy it.
        fingerprint = wait_for(lambda: next((a for a in wizard.everything() if a.get_name() == prints[-1]), None), 'it')
        assert has_state(fingerprint, Atspi.StateType.FOCUSABLE)
        # Once is enough.
        assert len(prints) == 1 and not any(prints[0] in text for text in labels(wizard)
                                            if text != prints[0]), prints
        assert len(checks_again(wizard)) == 1, checks_again(wizard)
        # Exactly this certificate, after a question, and never the suggested thing to do.
        act(wait_for(lambda: wizard.find('push button', say('Exception for this certificate …')),
                     'the exception'))
        see(wizard, 'Do you agree?')
        wizard.press(say('_No, leave it as it is'))
        see(wizard, 'Your account does not work yet')
        no_complaints(wizard)


def test_what_else_is_possible_can_be_unfolded():
    with Wizard('--practice=starttls-stripped') as wizard:
        begin(wizard)
        see(wizard, 'Your account does not work yet')
        found = wait_for(lambda: wizard.find('list', say('Also possible')), 'what else is possible')
        rows = [a for a in wizard.everything() if a.get_role_name() in ('push button', 'button')
                and is_inside(a, found)]
        assert rows, 'nothing to unfold'
        for row in rows:
            before = len(labels(wizard))
            act(row)
            wait_for(lambda: len(labels(wizard)) == before + 1, 'its explanation')
            assert has_state(row, Atspi.StateType.EXPANDED)
        # And by keyboard.
        wizard.activate()
        wizard.tab_to('push button', rows[0].get_name())
        before = len(labels(wizard))
        wizard.keys('space')
        wait_for(lambda: len(labels(wizard)) < before, 'it to be folded again')
        no_complaints(wizard)


def test_an_accepted_certificate_can_be_read():
    with Wizard('--practice=all-well') as wizard:
        begin(wizard)
        see(wizard, 'Your account works')
        wizard.press(say('More about receiving'))
        see(wizard, "The server's own certificate")
        wizard.press(say('More about receiving'))
        wizard.press(say('More about sending'))
        see(wizard, "The server's own certificate")
        see(wizard, 'Log, without your password')
        no_complaints(wizard)


def test_a_test_message_is_seen_arriving():
    with Wizard('--practice=all-well') as wizard:
        begin(wizard)
        see(wizard, 'Your account works')
        wizard.press(say('_Send a message to myself'))
        wait_for(lambda: wizard.find_containing('list item', say('Test message arrived')), 'its arrival')
        see(wizard, 'Your account works')
        wait_for(lambda: any(say('It arrived after %s and is in your inbox.').split('%s')[1] in text
                             for text in labels(wizard)), 'where it lies')
        # Nothing is sent again unless somebody asks for it.
        wizard.wait_find('push button', say('_Send another one'))
        no_complaints(wizard)


def test_a_test_message_can_be_deleted():
    with Wizard('--practice=all-well') as wizard:
        begin(wizard)
        see(wizard, 'Your account works')
        wizard.press(say('It is deleted once it has arrived'))
        wizard.press(say('_Send a message to myself'))
        wait_for(lambda: any(say('It arrived after %s and was deleted again.').split('%s')[1] in text
                             for text in labels(wizard)), 'that it is gone')
        no_complaints(wizard)


def test_nobody_has_to_wait_for_the_message():
    with Wizard('--practice=test-message-lost') as wizard:
        begin(wizard)
        see(wizard, 'Your account works')
        wizard.press(say('_Send a message to myself'))
        see(wizard, 'The test message is on its way')
        wizard.press(say('_Stop waiting'))
        see(wizard, 'Your account works')
        wait_for(lambda: say('It was sent. Nobody waited until it came back.') in labels(wizard), 'what became of it')
        no_complaints(wizard)


def test_a_message_among_the_junk_is_said_to_be_there():
    with Wizard('--practice=test-message-among-junk') as wizard:
        begin(wizard)
        see(wizard, 'Your account works')
        wizard.press(say('_Send a message to myself'))
        wait_for(lambda: wizard.find('push button', say('The test message ended up in the junk folder')), 'the card')
        see(wizard, 'Your account works')
        no_complaints(wizard)


def test_receive_only():
    with Wizard('--practice=smtp-disabled') as wizard:
        begin(wizard)
        see(wizard, 'Your account does not work yet')
        wizard.press(say('Receive _only'))
        see(wizard, 'Receiving works')
        wait_for(lambda: say('Left out: this account only receives.') in labels(wizard), 'what is left out')
        wizard.press(say('_Continue'))
        see(wizard, 'These settings work')
        wait_for(lambda: say('Left out: this account only receives.') in labels(wizard), 'the same at the end')
        wizard.press(say('Back'))
        see(wizard, 'Receiving works')
        wizard.press(say('_Undo the last change'))
        see(wizard, 'Your account does not work yet')
        no_complaints(wizard)


def test_settings_can_be_taken_untested():
    with Wizard('--practice=certificate-expired') as wizard:
        begin(wizard)
        see(wizard, 'Your account does not work yet')
        wizard.press(say('Go on without a _passed test'))
        button = wizard.wait_find('push button', say('Sa_ve although not verified'))
        meaning = say('Your password is not handed on with them: nobody has confirmed that %s may have it.')
        assert meaning.split('%s')[0] in button.get_description(), button.get_description()
        act(button)
        see(wizard, 'These settings are not tested')
        wizard.press(say('Back'))
        see(wizard, 'You take these settings untested')
        no_complaints(wizard)


def test_the_button_leads_to_the_field():
    with Wizard('--practice=wrong-port') as wizard:
        begin(wizard)
        see(wizard, 'Your account does not work yet')
        wizard.press(say('Change server settings'))
        see(wizard, 'Which servers does your mail use?')
        port = wait_for(lambda: next((a for a in wizard.everything() if a.get_role_name() == 'text' and
                                      has_state(a, Atspi.StateType.FOCUSED)), None), 'the focus')
        assert text_of(port) == '994', text_of(port)
        assert is_marked_invalid(port)
        assert port.get_description() == say('The last check failed here.'), port.get_description()
        Atspi.EditableText.set_text_contents(port, '993')
        wait_for(lambda: not is_marked_invalid(port), 'the mark to go')
        no_complaints(wizard)


def test_a_password_is_entered_again_at_once():
    with Wizard('--practice=all-well') as wizard:
        wizard.enter(say('_Password'), 'falsch getippt')
        begin(wizard)
        see(wizard, 'Your account does not work yet')
        wizard.press(say('Enter the password again'))
        see(wizard, 'What is your e-mail address?')
        wait_for(lambda: focused_text(wizard) == say('_Password'), 'the focus in the password')


def test_steps_can_be_ticked_off():
    with Wizard('--practice=certificate-self-signed') as wizard:
        begin(wizard)
        see(wizard, 'Your account does not work yet')
        tick = wizard.wait_find('push button', say('Step %u is done').replace('%u', '1'))
        act(tick)
        wait_for(lambda: has_state(tick, Atspi.StateType.PRESSED) or has_state(tick, Atspi.StateType.CHECKED),
                 'the tick')


if __name__ == '__main__':
    tap.main(sys.modules['__main__'])
