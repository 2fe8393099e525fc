#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page by keyboard alone, as a screen reader follows it: the Tab key comes by everything that can
be operated, each stop says what it is and is called something, and the way on leads from page to page."""
import os
import sys

import tap
from wizard import (Atspi, Wizard, act, has_state, is_marked_invalid, is_seen, mnemonic, role_of, say,
                    turn_main_loop, wait_for)

# More than any page has.
MOST_STOPS = 150
OPERABLE = ('push button', 'text', 'check box', 'radio button', 'combo box', 'spin button', 'link')
# What nobody can make anything of when it has the focus.
SILENT = ('filler', 'panel', 'unknown', 'invalid', 'redundant object', 'section')


def identity(accessible):
    return accessible.path


def page_names():
    """In their order: the rail lists them whether they are shown or not."""
    return [say(name) for name in ('Your account', 'Before you start', 'Receiving', 'Servers', 'Check', 'Done')]


def page_on_view(wizard):
    """As the rail tells it."""
    words = say('you are here')
    for name in page_names():
        if wizard.find('list item', f'{name}: {words}'):
            return name
    return None


def wait_for_page(wizard, name):
    wait_for(lambda: page_on_view(wizard) == say(name), f'the page “{say(name)}”')


def press_tab(wizard, before=None):
    before = before or wizard.focused()

    def moved():
        now = wizard.focused()
        return now if now is not None and (before is None or identity(now) != identity(before)) else None

    wizard.keys('Tab')
    return wait_for(moved, 'the focus to move on')


def tab_stops(wizard):
    """All that the Tab key comes by, once round."""
    stops = {}
    stop = None
    for _ in range(MOST_STOPS):
        stop = press_tab(wizard, stop)
        if identity(stop) in stops:
            return stops
        stops[identity(stop)] = stop
    raise AssertionError('the Tab key does not come round')


def can_be_operated(accessible):
    return (role_of(accessible) in OPERABLE and is_seen(accessible)
            and has_state(accessible, Atspi.StateType.SENSITIVE))


def is_hidden(accessible):
    """Whether it lies on a page that is not on view."""
    while accessible is not None and role_of(accessible) != 'frame':
        if not is_seen(accessible):
            return True
        accessible = accessible.get_parent()
    return False


def focus_rests(wizard):
    """A page that has just come puts the focus to where it belongs."""
    before = wizard.where_focus_is()
    turn_main_loop(0.5)
    return before is not None and wizard.where_focus_is() == before


def look_at_page(wizard, name):
    wait_for_page(wizard, name)
    wait_for(lambda: focus_rests(wizard), f'“{say(name)}”: something has the focus')
    stops = tab_stops(wizard)
    assert len(stops) > 1, f'{name}: the Tab key leads nowhere'
    for stop in stops.values():
        assert role_of(stop) not in SILENT, (name, role_of(stop), stop.get_name())
        assert stop.get_name().strip(), f'{name}: a {role_of(stop)} without a name'
        assert is_seen(stop), (name, stop.get_name())
    # Where arrow keys move among several, Tab comes by one of them.
    groups = {identity(stop.get_parent()) for stop in stops.values()}
    for accessible in wizard.everything():
        if can_be_operated(accessible) and not is_hidden(accessible):
            assert identity(accessible) in stops or identity(accessible.get_parent()) in groups, \
                f'{name}: the keyboard does not reach the {role_of(accessible)} “{accessible.get_name()}”'


def tab_to(wizard, role, name=None):
    for _ in range(MOST_STOPS):
        stop = press_tab(wizard)
        if role_of(stop) == role and name in (None, stop.get_name()):
            return
    raise AssertionError(f'the Tab key does not lead to the {role} “{name}”')


def go_on(wizard):
    wizard.keys('alt+' + mnemonic('_Continue'))


def test_a_provider_that_wants_something_first():
    with Wizard('--practice', '--address=anna@gmail.com') as wizard:
        wizard.activate()
        look_at_page(wizard, 'Your account')
        go_on(wizard)
        look_at_page(wizard, 'Before you start')
        # The app password, which this page is there to get.
        tab_to(wizard, 'text')
        wizard.type('leuchtturm')
        go_on(wizard)
        look_at_page(wizard, 'Receiving')
        assert not wizard.warnings(), wizard.warnings()


def test_a_page_that_does_not_open_can_be_copied():
    # A computer without any program for web pages.
    nothing = os.path.join(os.environ['HOME'], 'nothing')
    os.makedirs(nothing, exist_ok=True)
    with Wizard('--practice', '--address=anna@outlook.com', XDG_DATA_DIRS=nothing) as wizard:
        wizard.press(say('_Continue'))
        wait_for_page(wizard, 'Before you start')
        act(wait_for(lambda: wizard.find_containing('push button', 'Outlook.com'), "a button for the provider's page"))
        wizard.wait_find('heading', say('The page did not open'))
        wait_for(lambda: wizard.find_containing('label', 'https://'), 'the address')
        wizard.press(say('_Close'))
        wait_for(lambda: not wizard.find('heading', say('The page did not open')), 'the small window to go')
        assert not wizard.warnings(), wizard.warnings()


def test_servers_check_and_end():
    with Wizard('--practice=all-well') as wizard:
        wizard.activate()
        wait_for_page(wizard, 'Your account')
        tab_to(wizard, 'push button', say('Show _server settings'))
        wizard.keys('space')
        look_at_page(wizard, 'Servers')
        go_on(wizard)
        wait_for(lambda: wizard.find('heading', say('Your account works')), 'the success')
        look_at_page(wizard, 'Check')
        go_on(wizard)
        look_at_page(wizard, 'Done')
        assert not wizard.warnings(), wizard.warnings()


def test_a_choice_to_which_a_finding_leads_is_marked():
    with Wizard('--practice=needs-implicit-tls') as wizard:
        wizard.press(say('_Continue'))
        wizard.press(say('Change server settings'))
        wait_for_page(wizard, 'Servers')
        choice = wait_for(lambda: next((a for a in wizard.everything() if a.get_name() == say('Encryption') and
                                        is_marked_invalid(a)), None), 'the mark on the encryption')
        # What does not fit together says more than where the check ended.
        assert '993' in choice.get_description(), choice.get_description()
        wizard.wait_find('label', say('The last check failed here.'))
        wait_for(lambda: wizard.focused() is not None and wizard.focused().get_name() == 'STARTTLS',
                 'the focus in the choice')
        wizard.press('SSL/TLS')
        wait_for(lambda: not is_marked_invalid(choice), 'the mark to go')
        wait_for(lambda: not wizard.find('label', say('The last check failed here.')), 'the words to go')


def test_a_finding():
    with Wizard('--practice=wrong-port') as wizard:
        wizard.activate()
        wait_for_page(wizard, 'Your account')
        go_on(wizard)
        wait_for(lambda: wizard.find('heading', say('Your account does not work yet')), 'the trouble')
        look_at_page(wizard, 'Check')
        assert not wizard.warnings(), wizard.warnings()


if __name__ == '__main__':
    tap.main(sys.modules['__main__'])
