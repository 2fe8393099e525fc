# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives postlotse-wizard from outside: over the accessibility bus, with the keyboard, with the mouse.

Every wait has a condition and a deadline. Texts are looked up in the program's own catalogue, so that
a test reads the same in every language.
"""
import gettext
import os
import signal
import subprocess
import sys
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

from tree import Tree, role_of  # noqa: E402

# Seconds, for anything that has to happen, however busy the machine is.
DEADLINE = float(os.environ.get('PL_UI_DEADLINE', '120'))
FOCUS_SECONDS, FOCUS_QUESTIONS = 0.3, 10  # until what was pressed would have the focus
BUILD = os.environ['PL_BUILD']
WIZARD = os.path.join(BUILD, 'src', 'wizard', 'postlotse-wizard')
LOCALES = os.environ.get('POSTLOTSE_LOCALEDIR', os.path.join(BUILD, 'po'))
SHORTEST_PAUSE, LONGEST_PAUSE = 0.02, 0.2  # seconds, before something is asked again
MOST_PADDING = 96  # pixels, of all that a thing lies in, on one side
LANGUAGE = os.environ.get('LANGUAGE', 'en')
PICTURES = os.environ.get('PL_UI_PICTURES')
_catalogue = gettext.translation('postlotse', LOCALES, [LANGUAGE], fallback=True)


# What was just there is gone again, or has none of it any more: the window is in motion.
IN_MOTION = (GLib.Error, AttributeError, IndexError, TypeError)


def is_in_motion(error):
    """Whether that is an error of things which come and go, and none of the test's own: those of Python only
    where something is None."""
    return isinstance(error, (GLib.Error, IndexError)) or 'None' in str(error)


class Late(AssertionError):
    """Something did not happen in time."""


def say(text):
    """What the program says in the language of this run; mnemonics left out."""
    return _catalogue.gettext(text).replace('_', '')


def mnemonic(text):
    """The key that goes with Alt for a button."""
    label = _catalogue.gettext(text)
    return label[label.index('_') + 1].lower()


def is_translated(text):
    return _catalogue.gettext(text) != text


def wait_for(condition, what, deadline=DEADLINE):
    """Asks again and again until the answer is true, and gives that answer back. Between two questions it
    lets the program work for as long as the question took. A mistake in the question is told at once."""
    end = time.monotonic() + deadline
    while True:
        asked, answer, trouble = time.monotonic(), None, ''
        try:
            answer = condition()
        except IN_MOTION as error:
            if not is_in_motion(error):
                raise
            trouble = f' ({type(error).__name__}: {error})'
        if answer:
            return answer
        now = time.monotonic()
        if now > end:
            raise Late(f'not within {deadline:.0f} s: {what}{trouble}')
        turn_main_loop(min(max(now - asked, SHORTEST_PAUSE), LONGEST_PAUSE))


def take_picture(name):
    """Of the whole screen, for people who look at it: into the folder that PL_UI_PICTURES names."""
    if PICTURES:
        turn_main_loop(0.5)
        path = os.path.join(PICTURES, f'{name}-{LANGUAGE}.png')
        subprocess.run(['import', '-window', 'root', path], check=False)


def turn_main_loop(seconds):
    """Lets events come in for a moment."""
    context = GLib.MainContext.default()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not context.iteration(False):
            time.sleep(0.002)


def move_mouse(place, *command):
    """Puts the mouse there, then does what xdotool is told. For a mouse that is there already, xdotool would
    wait 15 seconds until it has moved."""
    run = subprocess.run(['xdotool', 'getmouselocation', '--shell'], capture_output=True, text=True, check=True)
    is_there = run.stdout.split()[:2] == [f'X={place[0]}', f'Y={place[1]}']
    subprocess.run(['xdotool', 'mousemove', *([] if is_there else ['--sync']), str(place[0]), str(place[1]), *command],
                   check=True)


def walk(accessible):
    """The thing itself and all below it, in order; what vanishes meanwhile is left out."""
    yield accessible
    try:
        count = accessible.get_child_count()
    except GLib.Error:
        return
    for index in range(count):
        try:
            child = accessible.get_child_at_index(index)
        except GLib.Error:
            continue
        if child is not None:
            yield from walk(child)


def has_state(accessible, state):
    return accessible.get_state_set().contains(state)


def is_marked_invalid(accessible):
    """Whether its entry is marked as wrong: GTK 4.8 says "invalid", which newer GTK calls by its own
    name."""
    return (has_state(accessible, Atspi.StateType.INVALID_ENTRY)
            or has_state(accessible, Atspi.StateType.INVALID))


def is_seen(accessible):
    """Whether it has a place on the window: GTK 4.8 does not tell the state "showing"."""
    if 'Component' not in accessible.get_interfaces():
        return True
    extents = Atspi.Component.get_extents(accessible, Atspi.CoordType.WINDOW)
    return extents.width > 0 and extents.height > 0


def offsets(accessible):
    """How far from the place it tells a thing may be, the least first: none in GTK 4.8; in GTK 4.18
    it is further in, because the padding of all that is around it is left out there."""
    extents = Atspi.Component.get_extents(accessible, Atspi.CoordType.WINDOW)
    steps = [(right, down)
             for right in range(0, MOST_PADDING, max(extents.width // 3, 4))
             for down in range(0, MOST_PADDING, max(extents.height // 3, 4))]
    return sorted(steps, key=sum)


def act(accessible):
    """Does what the thing is for, as a screen reader does it."""
    if Atspi.Action.get_n_actions(accessible) < 1:
        raise AssertionError(f'“{accessible.get_name()}” has no action')
    if not Atspi.Action.do_action(accessible, 0):
        raise AssertionError(f'“{accessible.get_name()}” cannot be pressed')


def text_of(accessible):
    """All of a field's text. (GTK 4.8 takes an end of -1 for the beginning.)"""
    return Atspi.Text.get_text(accessible, 0, Atspi.Text.get_character_count(accessible))


class Wizard:
    """One running program."""

    known = None

    def __init__(self, *arguments, **environment):
        self.log = open(os.path.join(os.environ['HOME'], 'wizard.log'), 'w+b')
        self.process = subprocess.Popen([WIZARD, *arguments], stdout=self.log, stderr=self.log,
                                        env={**os.environ, **environment})
        Atspi.set_timeout(5000, 15000)
        self.application = None
        self.window = None

    def first_heading(self):
        return say('What is your e-mail address?')

    def __enter__(self):
        try:
            self.application = wait_for(self.find_application, 'the program on the bus')
            self.window = wait_for(self.find_window_id, 'the window on the screen')
            wait_for(lambda: self.find('heading', self.first_heading()), 'the first page')
        except BaseException:
            self.__exit__(*sys.exc_info())
            raise
        return self

    def __exit__(self, kind, value, trace):
        if kind is not None:
            take_picture('wizard-failed')
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.seek(0)
        for line in self.log.read().decode(errors='replace').splitlines():
            if 'WARNING' in line or 'CRITICAL' in line or kind is not None:
                print(f'# wizard: {line}', flush=True)
        self.log.close()

    def warnings(self):
        """What GLib, GTK or the program itself complained about."""
        self.log.seek(0)
        return [line for line in self.log.read().decode(errors='replace').splitlines()
                if 'WARNING' in line or 'CRITICAL' in line]

    # --- Over the accessibility bus

    def find_application(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    def tree(self):
        """What is known of the program's tree."""
        if self.known is None or self.known.root is not self.application:
            self.known = Tree(self.application)
        return self.known

    def everything(self):
        return self.tree().search(lambda _path: True)

    def search(self, role, is_named):
        """What can be seen of a role, with such a name, in order."""
        tree = self.tree()
        for accessible in tree.search(lambda path: tree.role(path) == role and is_named(tree.name(path))):
            try:
                if is_seen(accessible):
                    yield accessible
            except GLib.Error:
                continue

    def find(self, role, name):
        return next(self.search(role, lambda found: found == name), None)

    def wait_find(self, role, name):
        return wait_for(lambda: self.find(role, name), f'{role} “{name}”')

    def find_containing(self, role, part):
        return next(self.search(role, lambda found: part in found), None)

    def wait_containing(self, role, part):
        return wait_for(lambda: self.find_containing(role, part), f'{role} with “{part}”')

    def focused(self):
        tree = self.tree()
        return next(tree.search(lambda path: tree.has_state(path, Atspi.StateType.FOCUSED)), None)

    def has_focus(self, role, name):
        focus = self.focused()
        return focus is not None and role_of(focus) == role and focus.get_name() == name

    def wait_focus(self, role, name):
        wait_for(lambda: self.has_focus(role, name), f'the focus on {role} “{name}”')

    def press(self, name, role='push button'):
        """Presses a button by its action, as a screen reader does."""
        button = self.wait_find(role, name)
        act(button)

    def enter(self, name, text):
        """Writes into a field as an assistive technology does."""
        field = self.wait_find('text', name)
        if not Atspi.EditableText.set_text_contents(field, text):
            raise AssertionError(f'“{name}” takes no text')

    def keep_receiving(self):
        """Goes on from the page on how mail is received, with what it recommends."""
        self.wait_find('heading', say('How do you want to receive your mail?'))
        self.press(say('_Continue'))

    # --- With keyboard and mouse

    def find_window_id(self):
        run = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid),
                              '--class', '.'], capture_output=True, text=True, check=False)
        ids = run.stdout.split()
        return ids[-1] if ids else None

    def activate(self):
        """Makes the window the one that keys go to."""
        subprocess.run(['xdotool', 'windowactivate', '--sync', self.window], check=True,
                       capture_output=True)
        wait_for(lambda: subprocess.run(['xdotool', 'getwindowfocus'], capture_output=True, text=True,
                                        check=False).stdout.strip() == self.window,
                 'the keyboard at the window')

    def keys(self, *names):
        subprocess.run(['xdotool', 'key', '--clearmodifiers', '--delay', '20', *names], check=True)

    def type(self, text):
        subprocess.run(['xdotool', 'type', '--clearmodifiers', '--delay', '20', text], check=True)

    def where_focus_is(self):
        focus = self.focused()
        return (role_of(focus), focus.get_name(), focus.path) if focus is not None else None

    def tab_to(self, role, name):
        """Presses Tab until the focus is there; never more often than there are stops."""
        for _ in range(60):
            if self.has_focus(role, name):
                return
            before = self.where_focus_is()
            self.keys('Tab')
            wait_for(lambda before=before: self.where_focus_is() not in (None, before),
                     f'the focus to move on from {before}')
        raise AssertionError(f'the Tab key does not lead to {role} “{name}”')

    def origin(self):
        """Where the window's content begins on the screen."""
        run = subprocess.run(['xdotool', 'getwindowgeometry', '--shell', self.window],
                             capture_output=True, text=True, check=True)
        values = dict(line.split('=') for line in run.stdout.split())
        frame = wait_for(lambda: next((a for a in self.everything() if role_of(a) == 'frame'), None), 'the frame')
        inner = Atspi.Component.get_extents(frame, Atspi.CoordType.WINDOW)
        # GTK draws its own frame, equally wide on all sides, where nothing composes. Places are told
        # from inside of it; later versions count it to the window, which then begins before them.
        border = (int(values['WIDTH']) - inner.width) // 2
        return int(values['X']) + border - inner.x, int(values['Y']) + border - inner.y

    def place(self, accessible):
        extents = Atspi.Component.get_extents(accessible, Atspi.CoordType.WINDOW)
        return extents.x + extents.width // 2, extents.y + extents.height // 2

    def mouse(self, place, *command):
        x, y = self.origin()
        move_mouse((x + place[0], y + place[1]), *command)

    def rests(self, accessible):
        """Whether the thing stays where it is: a page that slides in does not yet."""
        before = self.place(accessible)
        for _ in range(3):
            turn_main_loop(0.1)
            if self.place(accessible) != before:
                return False
        return True

    def takes_focus(self, accessible):
        """Whether the thing gets the focus by what was just done to it. A busy program answers later, and so is
        given time by the number of its answers."""
        end, asked = time.monotonic() + FOCUS_SECONDS, 0
        while asked < FOCUS_QUESTIONS or time.monotonic() < end:
            if has_state(accessible, Atspi.StateType.FOCUSED):
                return True
            asked += 1
            turn_main_loop(SHORTEST_PAUSE)
        return False

    def turn_wheel_towards(self, accessible):
        """Until the thing can be seen, where it lies in something that scrolls; with room for the
        padding that newer GTK forgets, see offsets()."""
        pane = accessible
        while pane is not None and role_of(pane) != 'scroll pane':
            pane = pane.get_parent()
        if pane is None:
            return
        whole = Atspi.Component.get_extents(pane, Atspi.CoordType.WINDOW)
        for _ in range(40):
            before = self.place(accessible)
            if whole.y + 12 < before[1] < whole.y + whole.height - 12 - MOST_PADDING:
                return
            self.mouse(self.place(pane), 'click', '5' if before[1] > whole.y else '4')
            turn_main_loop(0.2)
            if self.place(accessible) == before:
                return

    def press_at(self, offset, accessible):
        """Presses the mouse button there, and tells whether that met the thing: what is pressed takes
        the focus. If not, it is let go where that does nothing."""
        x, y = self.place(accessible)
        self.mouse((x + offset[0], y + offset[1]), 'mousedown', '1')
        if not self.takes_focus(accessible):
            move_mouse((1, 1), 'mouseup', '1')
            return False
        subprocess.run(['xdotool', 'mouseup', '1'], check=True)
        return True

    def click(self, accessible):
        """Clicks into the thing, and knows that it did."""
        wait_for(lambda: self.rests(accessible), 'the page to come to rest')
        self.turn_wheel_towards(accessible)
        if has_state(accessible, Atspi.StateType.FOCUSED):
            self.keys('Tab')
            wait_for(lambda: not has_state(accessible, Atspi.StateType.FOCUSED), 'the focus to go')
        if not any(self.press_at(offset, accessible) for offset in offsets(accessible)):
            raise AssertionError(f'the mouse does not find “{accessible.get_name()}”')


class Opened(Wizard):
    """A wizard that another program has opened."""

    def __init__(self):  # pylint: disable=super-init-not-called
        self.log = open(os.devnull, 'r+b')
        self.process = self
        self.application = None
        self.window = None
        self.pid = None

    def find_application(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and child.get_name() == os.path.basename(WIZARD):
                self.pid = child.get_process_id()
                return child
        return None

    # --- In the place of a process of our own

    def poll(self):
        """None as long as it runs. Who opened it waits for its end, unless it has ended before."""
        try:
            with open(f'/proc/{self.pid}/stat', encoding='utf-8') as status:
                return 0 if status.read().rpartition(')')[2].split()[0] == 'Z' else None
        except FileNotFoundError:
            return 0

    def send_signal(self, number):
        os.kill(self.pid, number)

    def kill(self):
        self.send_signal(signal.SIGKILL)

    def wait(self, deadline=DEADLINE):
        wait_for(lambda: self.poll() is not None, 'its end', deadline)

    def close_window(self):
        """As the person does it with the window's own button."""
        subprocess.run(['xdotool', 'windowclose', self.window], check=True)
