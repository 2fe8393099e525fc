#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The password never reaches the accessibility bus: not as an event while it is typed, not by any
question, not while it is peeked at."""
import subprocess
import sys

from gi.repository import GLib

import tap
from wizard import DEADLINE, Atspi, Wizard, act, role_of, say, text_of, turn_main_loop, wait_for

# Nothing of it occurs in a word of the program.
PASSWORD = 'Qz7XvKq9Jw'
SHORTEST = 3  # as many of its characters in a row are a leak
EVENTS = ('object:text-changed', 'object:text-caret-moved', 'object:text-selection-changed',
          'object:property-change', 'object:state-changed', 'object:value-changed',
          'object:visible-data-changed', 'object:children-changed', 'object:selection-changed',
          'object:announcement', 'object:text-insert', 'object:text-delete', 'focus:', 'window:')


class Ear:
    """Hears every event of the accessibility bus, and writes down what it says."""

    def __init__(self):
        self.heard = []
        self.listener = Atspi.EventListener.new(self.hear)

    def __enter__(self):
        for name in EVENTS:
            self.listener.register(name)
        return self

    def __exit__(self, *_):
        for name in EVENTS:
            self.listener.deregister(name)

    def hear(self, event):
        source = event.source
        try:
            about = (role_of(source), source.get_name()) if source else None
        except GLib.Error:
            about = None
        self.heard.append((event.type, event.any_data, about))


def leaks(text):
    """Whether any part of the password stands in the text."""
    return any(PASSWORD[i:i + SHORTEST] in text for i in range(len(PASSWORD) - SHORTEST + 1))


def says_bullets_only(data):
    """Whether an event brings nothing but bullets and places among them."""
    return isinstance(data, int) or set(data or '') <= set('●•')


def answers(accessible):
    """All that this thing says of itself when asked."""
    yield accessible.get_name()
    yield accessible.get_description()
    yield str(accessible.get_attributes())
    if 'Text' in accessible.get_interfaces():
        yield Atspi.Text.get_text(accessible, 0, -1)
        yield text_of(accessible)
        for granularity in (Atspi.TextGranularity.CHAR, Atspi.TextGranularity.WORD,
                            Atspi.TextGranularity.LINE):
            yield Atspi.Text.get_string_at_offset(accessible, 0, granularity).content
    if 'Value' in accessible.get_interfaces():
        yield str(Atspi.Value.get_current_value(accessible))


def look_through(wizard):
    found = []
    seen = 0
    for accessible in wizard.everything():
        try:
            for answer in answers(accessible):
                seen += 1
                if answer and leaks(answer):
                    found.append((role_of(accessible), accessible.get_name(), answer))
        except GLib.Error:
            continue
    assert seen > 50, 'there was nothing to look through'
    assert not found, found


def clipboard_after_copy(wizard, name='_Password'):
    """What an assistive technology gets when it lets the field copy itself."""
    field = wizard.wait_find('text', say(name))
    try:
        Atspi.EditableText.copy_text(field, 0, len(PASSWORD))
    except GLib.Error:
        return ''
    turn_main_loop(0.3)
    run = subprocess.run([sys.executable, '-c', READ_CLIPBOARD], capture_output=True, text=True,
                         check=False, timeout=DEADLINE)
    return run.stdout


READ_CLIPBOARD = '''
import gi
gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, GLib, Gtk
Gtk.init()
loop = GLib.MainLoop()
clipboard = Gdk.Display.get_default().get_clipboard()
def done(clipboard, result):
    try:
        print(clipboard.read_text_finish(result))
    except GLib.Error as error:
        print("nothing:", error.message)
    loop.quit()
clipboard.read_text_async(None, done)
GLib.timeout_add_seconds(60, loop.quit)
loop.run()
'''


def typed(wizard):
    """The field is focused and holds all that was typed, shown as bullets."""
    wizard.activate()
    field = wizard.wait_find('text', say('_Password'))
    wait_for(lambda: field.get_state_set().contains(Atspi.StateType.FOCUSED), 'the focus')
    wizard.type(PASSWORD)


def open_wizard():
    """With a provider that is known, so that the password is asked for at once."""
    return Wizard('--practice', '--address=anna@gmx.de')


def test_the_ear_hears():
    with Ear() as ear, open_wizard() as wizard:
        wizard.activate()
        field = wizard.wait_find('text', say('_Name'))
        wizard.click(field)
        wait_for(lambda: field.get_state_set().contains(Atspi.StateType.FOCUSED), 'the focus')
        wizard.type(PASSWORD)
        wait_for(lambda: any(kind.startswith('object:text-changed:insert') and data == PASSWORD[-1]
                             for kind, data, _ in ear.heard),
                 'events of an ordinary field: without them this test proves nothing')


def test_nothing_is_heard_while_typing():
    with Ear() as ear, open_wizard() as wizard:
        ear.heard.clear()
        typed(wizard)
        # What was typed arrived: the page goes on with it.
        wizard.press(say('Show password'))
        turn_main_loop(0.5)
        typed_again = wizard.find('text', say('_Password'))
        wizard.click(typed_again)
        wizard.keys('End')
        wizard.type(PASSWORD)
        wizard.keys('BackSpace', 'BackSpace', 'ctrl+a', 'ctrl+c', 'ctrl+x', 'Delete')
        turn_main_loop(0.5)
        # GTK 4.8 tells nothing of this field; newer GTK that there is one bullet more or less.
        texts = [event for event in ear.heard if event[2] and event[2][1] == say('_Password')
                 and event[0].startswith('object:text') and not says_bullets_only(event[1])]
        assert not texts, texts
        said = ''.join(str(data) for kind, data, _ in ear.heard
                       if isinstance(data, str) and kind.startswith('object:text'))
        assert not leaks(said), said
        assert not any(isinstance(data, str) and leaks(data) for _, data, _ in ear.heard)


def test_no_question_is_answered_with_it():
    with open_wizard() as wizard:
        typed(wizard)
        look_through(wizard)
        assert not leaks(clipboard_after_copy(wizard)), 'the clipboard has it'


def test_no_question_is_answered_while_peeking():
    with open_wizard() as wizard:
        typed(wizard)
        wizard.press(say('Show password'))
        turn_main_loop(0.3)
        look_through(wizard)
        assert not leaks(clipboard_after_copy(wizard)), 'the clipboard has it'
        wizard.activate()
        wizard.click(wizard.wait_find('text', say('_Password')))
        wizard.keys('ctrl+a', 'ctrl+c')
        turn_main_loop(0.3)
        run = subprocess.run([sys.executable, '-c', READ_CLIPBOARD], capture_output=True, text=True,
                             check=False, timeout=DEADLINE)
        assert not leaks(run.stdout), 'the clipboard has it'


def test_that_for_sending_is_not_heard_either():
    with Ear() as ear, Wizard('--practice=sending-password') as wizard:
        wizard.press(say('Show _server settings'))
        act(wait_for(lambda: find_switch(wizard), 'the switch'))
        wizard.activate()
        wizard.wait_focus('text', say('_Password for sending'))
        ear.heard.clear()
        wizard.type(PASSWORD)
        turn_main_loop(0.5)
        look_through(wizard)
        wizard.press(say('Show password'))
        turn_main_loop(0.3)
        look_through(wizard)
        assert not leaks(clipboard_after_copy(wizard, '_Password for sending')), 'the clipboard has it'
        assert not any(isinstance(data, str) and leaks(data) for _, data, _ in ear.heard)


def find_switch(wizard):
    name = say('Sending needs _another password')
    return wizard.find('toggle button', name) or wizard.find('push button', name)


def test_what_was_typed_is_what_is_sent():
    """With the practice account's own password, typed, the account works."""
    with open_wizard() as wizard:
        wizard.activate()
        field = wizard.wait_find('text', say('_Password'))
        wait_for(lambda: field.get_state_set().contains(Atspi.StateType.FOCUSED), 'the focus')
        wizard.type('leuchtturn')
        wizard.keys('BackSpace')
        wizard.type('m')
    with Wizard('--practice=all-well') as wizard:
        wizard.activate()
        field = wizard.wait_find('text', say('_Password'))
        wizard.click(field)
        wizard.keys('ctrl+a', 'Delete')
        wizard.type('xleuchtturn')
        wizard.keys('BackSpace')
        wizard.type('m')
        wizard.keys('Home', 'Delete', 'Return')
        wait_for(lambda: wizard.find('heading', say('Your account works')), 'the account to work')


if __name__ == '__main__':
    tap.main(sys.modules['__main__'])
