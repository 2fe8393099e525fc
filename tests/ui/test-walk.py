#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the address to the verified account: a failure, its repair, success; over the accessibility
bus, by keyboard alone, and with the mouse."""
import sys

import tap
from wizard import (LANGUAGE, Wizard, act, is_translated, mnemonic, role_of, say, text_of,
                    wait_for)

ADDRESS = 'anna@{}.practice.test'
PASSWORD = 'leuchtturm'


def fix_label(wizard, port):
    """The button that repairs: the only one that names this port."""
    return wait_for(lambda: wizard.find_containing('push button', str(port)),
                    f'a button for port {port}')


def see_trouble(wizard):
    wait_for(lambda: wizard.find('heading', say('Your account does not work yet')), 'the trouble')


def see_success(wizard):
    wait_for(lambda: wizard.find('heading', say('Your account works')), 'the success')


def see_end(wizard):
    wait_for(lambda: wizard.find('heading', say('These settings work')), 'the last page')


def no_complaints(wizard):
    complaints = wizard.warnings()
    assert not complaints, complaints


def test_the_catalogue_speaks_the_language():
    assert LANGUAGE == 'en' or is_translated('What is your e-mail address?'), \
        f'no catalogue for {LANGUAGE}'


def test_over_the_accessibility_bus():
    with Wizard('--practice=wrong-port') as wizard:
        wizard.enter(say('_E-mail address'), ADDRESS.format('wrong-port'))
        wizard.enter(say('_Password'), PASSWORD)
        wizard.press(say('_Continue'))
        see_trouble(wizard)
        # What is wrong is where the reader is.
        wait_for(lambda: (heading := wizard.focused()) is not None and role_of(heading) == 'heading'
                 and '994' in heading.get_name(), 'the focus on a heading with the port')
        wizard.wait_find('label', say('tested: it answers'))  # the repair
        act(fix_label(wizard, 993))
        see_success(wizard)
        wait_for(lambda: focus_is(wizard, 'heading', say('Your account works')), 'the focus on the result')
        wizard.wait_find('push button', say('_Undo the last change'))
        wizard.press(say('_Continue'))
        see_end(wizard)
        wizard.wait_containing('list item', '993')
        no_complaints(wizard)


def test_a_change_can_be_taken_back():
    with Wizard('--practice=needs-implicit-tls') as wizard:
        wizard.press(say('_Continue'))
        see_trouble(wizard)
        act(wizard.wait_find('push button', say('Use SSL/TLS')))
        see_success(wizard)
        wizard.press(say('_Undo the last change'))
        see_trouble(wizard)
        assert not wizard.find('push button', say('_Undo the last change')), 'undone twice'
        no_complaints(wizard)


def test_by_keyboard_alone():
    with Wizard('--practice', '--address=' + ADDRESS.format('needs-implicit-tls')) as wizard:
        wizard.activate()
        # Nobody knows this domain: its servers are looked for, and then the password is asked for.
        wait_for(lambda: focus_is(wizard, 'text', say('_E-mail address')), 'focus on the address')
        assert not wizard.find('text', say('_Password')), 'a password for nobody knows which server'
        wizard.keys('Return')
        wait_for(lambda: focus_is(wizard, 'text', say('_Password')), 'focus on the password')
        wizard.type(PASSWORD)
        wizard.keys('Return')
        # The recommended way is one more Enter; nothing was found: the servers are asked for.
        wait_for(lambda: focus_is(wizard, 'heading', say('How do you want to receive your mail?')),
                 'the page on receiving')
        wizard.keys('Return')
        wait_for(lambda: wizard.find('heading', say('Which servers does your mail use?')),
                 'the page with the servers')
        fill_servers_by_keyboard(wizard)
        wizard.keys('Return')
        see_trouble(wizard)
        tab_to(wizard, 'push button', lambda name: name == say('Use SSL/TLS'))
        wizard.keys('space')
        see_success(wizard)
        wizard.keys('Return' if focus_is(wizard, 'push button', say('_Continue'))
                    else 'alt+' + mnemonic('_Continue'))
        see_end(wizard)
        # The way back by keyboard, and forth again: nothing is lost.
        wizard.keys('alt+Left')
        see_success(wizard)
        wizard.keys('alt+Left')
        wait_for(lambda: wizard.find('heading', say('Which servers does your mail use?')), 'back')
        wizard.keys('alt+Left')
        wait_for(lambda: wizard.find('heading', say('How do you want to receive your mail?')), 'back')
        wizard.keys('alt+Left')
        wait_for(lambda: wizard.find('heading', say('What is your e-mail address?')), 'back')
        assert text_of(wizard.wait_find('text', say('_E-mail address'))) == ADDRESS.format(
            'needs-implicit-tls')
        no_complaints(wizard)


def focus_is(wizard, role, name):
    focus = wizard.focused()
    return focus is not None and role_of(focus) == role and focus.get_name() == name


def tab_to(wizard, role, wanted):
    """Presses Tab until the focus is where it is wanted; never more often than there are stops."""
    for _ in range(60):
        focus = wizard.focused()
        if focus is not None and role_of(focus) == role and wanted(focus.get_name()):
            return focus
        before = (role_of(focus), focus.get_name(), focus.path) if focus else None
        wizard.keys('Tab')
        wait_for(lambda: moved(wizard, before), f'the focus to move on from {before}')
    raise AssertionError('the Tab key does not lead there')


def moved(wizard, before):
    focus = wizard.focused()
    return focus is not None and (role_of(focus), focus.get_name(), focus.path) != before


def fill_servers_by_keyboard(wizard):
    """Incoming: STARTTLS on 993, which is the contradiction of this account; outgoing: as proposed."""
    tab_to(wizard, 'text', lambda name: name == say('Server'))
    wizard.type('imap.needs-implicit-tls.practice.test')
    tab_to(wizard, 'push button', lambda name: name == 'STARTTLS')
    wizard.keys('space')
    wait_for(lambda: port_text(wizard) == '143', 'the port to go along')
    wizard.keys('shift+Tab')
    back_to_port(wizard)
    wizard.keys('ctrl+a')
    wizard.type('993')
    wait_for(lambda: wizard.find_containing('label', '993'), 'the contradiction to be said')
    tab_to(wizard, 'text', lambda name: name == say('User name'))
    tab_to_next_server(wizard)
    wizard.type('smtp.needs-implicit-tls.practice.test')


def port_text(wizard):
    return text_of(wizard.find('text', say('Port')))


def back_to_port(wizard):
    for _ in range(7):
        if focus_is(wizard, 'text', say('Port')):
            return
        before = wizard.where_focus_is()
        wizard.keys('shift+Tab')
        wait_for(lambda before=before: wizard.where_focus_is() not in (None, before), 'the focus to move')
    raise AssertionError('the Tab key does not lead back to the port')


def tab_to_next_server(wizard):
    wizard.keys('Tab')
    tab_to(wizard, 'text', lambda name: name == say('Server'))


def test_with_the_mouse():
    with Wizard('--practice=wrong-port') as wizard:
        wizard.activate()
        wizard.click(wizard.wait_find('push button', say('_Continue')))
        see_trouble(wizard)
        wizard.click(fix_label(wizard, 993))
        see_success(wizard)
        wizard.click(wizard.wait_find('push button', say('_Continue')))
        see_end(wizard)
        no_complaints(wizard)


if __name__ == '__main__':
    tap.main(sys.modules['__main__'])
