# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real Thunderbird as a person does: what is on its windows is read over the accessibility
bus, and answered with keyboard and mouse. Nothing of it is called from inside."""
import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess

from wizard import LANGUAGE, Atspi, GLib, Late, act, has_state, say, take_picture, walk, wait_for

PROGRAM = 'thunderbird'
# It speaks the language of the run where that is installed; a locale of that name need not be.
FOLDERS = ('/usr/lib/thunderbird', '/usr/lib64/thunderbird')
SPEAKS = LANGUAGE if any(os.path.exists(f'{folder}/extensions/langpack-{LANGUAGE}@thunderbird.mozilla.org.xpi')
                         for folder in FOLDERS) else 'en'
LOCALE = {'en': 'C.UTF-8', 'de': 'de_DE.UTF-8'}[SPEAKS]
ENVIRONMENT = {'GNOME_ACCESSIBILITY': '1', 'MOZ_CRASHREPORTER_DISABLE': '1', 'MOZ_ENABLE_WAYLAND': '0',
               'LANGUAGE': SPEAKS, 'LC_ALL': LOCALE}
WORDS = {
    'en': {'inbox': 'Inbox', 'write': 'Write: ', 'send': 'Send', 'send-message': 'Send Message'},
    'de': {'inbox': 'Posteingang', 'write': 'Verfassen: ', 'send': 'Senden', 'send-message': 'Nachricht senden'},
}[SPEAKS]
# What we tell people beforehand, with the words of the box that they are to tick.
TOLD = ('Thunderbird asks for the password once when it starts. Tick the box “Use Password Manager to remember '
        'this password” there, or it asks again every time.')
BOX = re.search('[“„](.*)[”“]', say(TOLD) if SPEAKS == LANGUAGE else TOLD)[1]
CLOSING = 60  # seconds
PRESSES = 10  # of a button that does not listen yet
PATIENCE = 3  # seconds between two of them
# Its makers ask for money in some months of the year: a page of theirs then opens by itself, in front of the
# mail, as soon as somebody does something there.
NO_APPEALS = 'user_pref("mail.inappnotifications.enabled", false);\n'


def is_there():
    """Whether it, and what its certificates are written with, is installed; not as a snap, which sees
    neither the lab nor this home."""
    return bool(shutil.which('certutil') and shutil.which(PROGRAM)
                and any(map(os.path.exists, FOLDERS)))


def press(*keys):
    subprocess.run(['xdotool', 'key', '--clearmodifiers', *keys], check=True)


def write(text):
    subprocess.run(['xdotool', 'type', '--clearmodifiers', '--delay', '5', '--', text], check=True)


def in_use():
    """The folder of the profile that it has made for itself."""
    folders = [path.parent for path in pathlib.Path(os.environ['HOME'], '.thunderbird').glob('*/prefs.js')
               if path.stat().st_size > 0]
    return folders[0] if folders else None


def accounts():
    """The accounts that it has, as its settings name them."""
    text = (in_use() / 'prefs.js').read_text(encoding='utf-8')
    return re.findall(r'^user_pref\("mail.accountmanager.accounts", "(.*)"\);$', text, re.MULTILINE)


def is_on(identifier):
    """Whether an add-on is switched on."""
    try:
        known = json.loads((in_use() / 'extensions.json').read_text(encoding='utf-8'))
    except (OSError, ValueError):
        return False
    return any(addon['id'] == identifier and addon['active'] for addon in known['addons'])


def remembers(server):
    """Whether its password manager has written down a password for a server, such as imap://HOST. It does
    so a moment after the sign-in."""
    return any(login['hostname'] == server for login in remembered())


def remembered():
    """What its password manager has written down; the names of users in it are ciphers."""
    try:
        return json.loads((in_use() / 'logins.json').read_text(encoding='utf-8'))['logins']
    except (FileNotFoundError, json.JSONDecodeError):
        return []


def open_log():
    """For what it says on a terminal."""
    return open(os.path.join(os.environ['HOME'], 'thunderbird.log'), 'ab')


def trust(profile, certificate):
    """Makes a closed profile trust an authority."""
    subprocess.run(['certutil', '-A', '-n', 'lab', '-t', 'C,,', '-i', certificate, '-d', f'sql:{profile}'],
                   check=True)


def switch_off_appeals():
    """In the profile that it has made for itself, as soon as there is one; in the file of settings that it
    reads at every start and never writes."""
    if in_use():
        (in_use() / 'user.js').write_text(NO_APPEALS, encoding='ascii')


def has_role(accessible, role):
    """AT-SPI 2.54 shortened the name of buttons."""
    name = accessible.get_role_name()
    return name == role or (name, role) == ('button', 'push button')


class Thunderbird:
    """One running program."""

    def __init__(self, *arguments):
        switch_off_appeals()
        with open_log() as log:
            self.process = subprocess.Popen([PROGRAM, *arguments], stdout=log, stderr=log,
                                            env={**os.environ, **ENVIRONMENT})
        Atspi.set_timeout(5000, 15000)
        self.application = None

    def __enter__(self):
        try:
            self.application = wait_for(self.find_application, 'Thunderbird on the bus')
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, kind, *_exception):
        try:
            if kind is not None:
                take_picture('thunderbird-failed')
                self.tell()
        finally:
            self.close()

    def tell(self):
        """Says what is on its windows, for who reads that a test failed and was not there."""
        ended = self.process.poll()
        known = accounts() if in_use() else 'no profile'
        print(f'# Thunderbird: {"runs" if ended is None else f"ended with {ended}"}; its accounts: {known}')
        for role in ('frame', 'dialog', 'alert', 'page tab', 'tree item', 'document web'):
            print(f'# {role}: {self.names(role)}', flush=True)

    def close(self):
        """As the session does at its end. It goes at once, and what it has not written by then is lost: who
        needs that at the next start waits for it before."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(CLOSING)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise

    @contextlib.contextmanager
    def standing_still(self):
        """It does nothing for a while: whatever is written meanwhile others have written."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)

    def find_application(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    # --- What is on its windows

    def all(self, role, part='', below=None):
        """Everything of a role whose name has this in it."""
        found = []
        for accessible in walk(below or self.application):
            try:
                if has_role(accessible, role) and part in (accessible.get_name() or ''):
                    found.append(accessible)
            except GLib.Error:
                continue
        return found

    def find(self, role, part='', below=None):
        return next(iter(self.all(role, part, below)), None)

    def has(self, state, role, part='', below=None):
        """Whether it is there, and in that state."""
        thing = self.find(role, part, below)
        return thing is not None and has_state(thing, state)

    def find_inbox(self, account):
        row = self.find('tree item', account)
        return row and self.find('tree item', WORDS['inbox'], row)

    def wait_find(self, role, part='', below=None):
        return wait_for(lambda: self.find(role, part, below), f'a {role} “{part}”')

    def names(self, role):
        return [accessible.get_name() for accessible in self.all(role)]

    def reads(self, text):
        """Whether a document on its windows holds this."""
        for document in self.all('document web'):
            for accessible in walk(document):
                try:
                    if 'Text' not in accessible.get_interfaces():
                        continue
                    if text in Atspi.Text.get_text(accessible, 0, Atspi.Text.get_character_count(accessible)):
                        return True
                except GLib.Error:
                    continue
        return False

    # --- What a person does

    def find_question(self, user):
        """The window that asks for a password; its title depends on what it is for."""
        for window in self.all('frame'):
            asked = any(re.search('[Pp]asswor[dt] f', label.get_name()) for label in self.all('label', user, window))
            if asked and self.find('password text', below=window):
                return window
        return None

    def answer_password(self, user, password):
        """Answers the question for a password, and ticks the box as our instruction says. Returns once the
        password is on the disk: who ends the program before is asked again at the next start, and as long as
        that question stands open at a start Thunderbird shows no folder of any account."""
        known = len(remembered())
        window = wait_for(lambda: self.find_question(user), f'the question for the password of {user}')
        field = self.wait_find('password text', below=window)
        wait_for(lambda: has_state(field, Atspi.StateType.FOCUSED), 'the focus on the password')
        write(password)
        press('Tab')
        box = self.wait_find('check box', BOX, window)
        wait_for(lambda: has_state(box, Atspi.StateType.FOCUSED), 'the focus on the box')
        press('space')
        wait_for(lambda: has_state(box, Atspi.StateType.CHECKED), 'the tick')
        press('Return')
        wait_for(lambda: self.find_question(user) is None, 'the end of the question')
        wait_for(lambda: len(remembered()) > known, f'the password of {user} on the disk')

    def find_place(self, role, part, below=None):
        """The middle of something once it has come to its place on the screen."""
        thing = self.find(role, part, below)
        at = thing and Atspi.Component.get_extents(thing, Atspi.CoordType.SCREEN)
        return at and at.width > 0 and at.x >= 0 and at.y >= 0 and (at.x + at.width // 2, at.y + at.height // 2)

    def open_message(self, subject):
        self.press_until('table row', subject, lambda: self.has(Atspi.StateType.SELECTED, 'table row', subject))

    def click(self, role, part, below=None):
        """With the mouse, once it is there."""
        place = wait_for(lambda: self.find_place(role, part, below), f'a {role} “{part}”')
        subprocess.run(['xdotool', 'mousemove', *map(str, place), 'click', '1'], check=True)

    def open_menu(self, key, entry=''):
        """The menu bar shows itself with F10; a letter with Alt opens one of its menus."""
        for _ in range(PRESSES):
            press('F10')
            press(key)
            try:
                return wait_for(lambda: self.find_place('menu item', entry), f'a menu with “{entry}”', PATIENCE)
            except Late:
                press('Escape')
                press('Escape')
        raise Late(f'the menu with “{entry}” was opened {PRESSES} times for nothing')

    def choose_entry(self, key, entry):
        self.open_menu(key, entry)
        self.click('menu item', entry)

    def switch_on(self, addon, identifier):
        """Allows an add-on that another program has put there: the menu button shows that there is one. A
        question that has just appeared does not listen at once, and longer for each press that comes too
        early; so who sees it still presses again after a while."""
        self.press_until('push button', 'AppMenu', lambda: self.find_place('push button', f'{addon} added'))
        self.press_until('push button', f'{addon} added', lambda: self.find_place('push button', 'Enable'))
        self.press_until('push button', 'Enable', lambda: is_on(identifier))
        press('Escape')

    def press_until(self, role, part, condition, find_below=None):
        """With the mouse, and again after a while, until something comes of it. Where it is to be below something
        it is not pressed as long as that is not there."""
        for _ in range(PRESSES):
            below = find_below() if find_below else None
            place = (below or not find_below) and self.find_place(role, part, below)
            if place:
                subprocess.run(['xdotool', 'mousemove', *map(str, place), 'click', '1'], check=True)
            try:
                wait_for(condition, f'what comes of “{part}”', PATIENCE)
                return
            except Late:
                continue
        raise Late(f'“{part}” was pressed {PRESSES} times for nothing')

    def read_first(self, account, subject):
        """Opens a message in the inbox of an account."""
        self.wait_find('tree item', account)
        if not self.find_inbox(account):
            self.press_until('tree item', account, lambda: self.has(Atspi.StateType.SELECTED, 'tree item', account))
            press('Right')
        self.press_until('tree item', WORDS['inbox'], lambda: self.find_place('table row', subject),
                         lambda: self.find('tree item', account))
        self.open_message(subject)

    def close_popup(self, part):
        """A window of an add-on with one sentence and one button."""
        wait_for(lambda: self.reads(part), f'“{part}”')
        press('Return')
        wait_for(lambda: not self.reads(part), 'its end')

    def wait_showing(self, role, part):
        """Pages have buttons that come later, and are there before they show."""
        def showing():
            return next((thing for thing in self.all(role, part) if has_state(thing, Atspi.StateType.SHOWING)),
                        None)
        return wait_for(showing, f'a {role} “{part}”')

    def choose(self, role, part):
        act(self.wait_showing(role, part))

    def import_zip(self, path):
        """The steps that we name for the program's own import."""
        wait_for(lambda: self.has(Atspi.StateType.ACTIVE, 'frame', 'Mozilla Thunderbird'),
                 'its window in front')
        press('alt+t')
        self.choose('menu item', 'Import…')
        self.choose('radio button', 'Import from a file')
        self.choose('push button', 'Continue')
        self.choose('radio button', 'Import Backed-up Profile')
        self.choose('push button', 'Continue')
        chooser = self.wait_find('file chooser')
        wait_for(lambda: has_state(chooser, Atspi.StateType.ACTIVE), 'the choice of a file in front')
        press('ctrl+l')
        wait_for(lambda: any(has_state(field, Atspi.StateType.FOCUSED) for field in self.all('text', below=chooser)),
                 'the field for its path')
        write(path)
        # The chooser still reads the folder for a moment, and passes over what is pressed then.
        wait_for(lambda: self.find('check box', 'Accounts and Settings') or press('Return'), 'what is in the file')
        self.choose('push button', 'Continue')
        self.choose('push button', 'Start Import')
        self.wait_showing('push button', 'Finish')

    def send(self, recipient, subject, body, sender=None):
        """Writes a message and sends it, up to the question for the password."""
        message = f'to={recipient},subject={subject},body={body}' + (f',from={sender}' if sender else '')
        with open_log() as log:
            subprocess.run([PROGRAM, '-compose', message], check=True, env={**os.environ, **ENVIRONMENT},
                           stdout=log, stderr=log, timeout=CLOSING)
        window = self.wait_find('frame', WORDS['write'] + subject)
        wait_for(lambda: self.find('label', recipient, window), 'the recipient')
        wait_for(lambda: has_state(window, Atspi.StateType.ACTIVE), 'its window in front')
        press('ctrl+Return')
        button = self.wait_find('push button', WORDS['send'], self.wait_find('frame', WORDS['send-message']))
        wait_for(lambda: has_state(button, Atspi.StateType.FOCUSED), 'the focus on the button')
        press('Return')
