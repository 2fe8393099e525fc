#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The last page: an account of the lab goes into Thunderbird's files, and out again; into the password
store; into a file; onto a phone and onto paper. What is written is looked at where it is written. PL_UI_PICTURES names a folder for
pictures of the page, for people."""
import atexit
import contextlib
import fcntl
import json
import os
import pathlib
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
SKIPPED = 77


def enter_lab():
    """Starts this script again inside the lab, on a display of its own; where there can be no lab, says
    so, which under CI is a failure."""
    run = subprocess.run([HERE.parent / 'lab' / 'run-in-lab', '--', HERE / 'run-under-display',
                          __file__], check=False)
    if run.returncode == SKIPPED:
        print('Bail out! no lab' if os.environ.get('CI') == 'true' else '1..0 # SKIP no lab')
    sys.exit(0 if run.returncode == SKIPPED else run.returncode)


if 'LAB_DIR' not in os.environ:
    enter_lab()

import tap  # noqa: E402  (needs the display)
from gi.repository import Gio, GLib  # noqa: E402
from wizard import (DEADLINE, Atspi, Wizard, act, has_state, is_seen, role_of, say, text_of,  # noqa: E402
                    turn_main_loop, wait_for)

sys.path.insert(0, str(HERE.parent / 'server'))
from json_schema import Schema  # noqa: E402

with open(HERE.parent.parent / 'data' / 'schemas' / 'handover.schema.json', encoding='utf-8') as file:
    SCHEMA = Schema(json.load(file))
with open(os.environ['LAB_ACCOUNTS'], encoding='utf-8') as file:
    LAB = json.load(file)

DOMAIN = 'only-srv.test'
ADDRESS = f'kapitaenin.quast@{DOMAIN}'
PASSWORD = next(account['password'] for account in LAB['found_accounts']
                if account['address'] == ADDRESS)
BEFORE = HERE.parent / 'export' / 'thunderbird' / 'beside-another' / 'before' / 'prefs.js'
FOLDER = pathlib.Path(os.environ['HOME'], '.thunderbird')
PICTURES = os.environ.get('PL_UI_PICTURES')
SECRETS = 'org.freedesktop.secrets'
ONE = """[Profile0]
Name=default
IsRelative=1
Path=aaaa.default
Default=1
"""
THIRD = """
[Profile2]
Name=third
IsRelative=1
Path=cccc.third
"""
SECOND = """
[Profile1]
Name=work
IsRelative=1
Path=bbbb.work
"""


def add_profile(name):
    profile = FOLDER / name
    profile.mkdir(parents=True)
    (profile / 'prefs.js').write_bytes(BEFORE.read_bytes())
    (profile / '.parentlock').touch()


def make_profiles(text):
    """As Thunderbird leaves them when it was used and closed."""
    subprocess.run(['rm', '-rf', FOLDER], check=True)
    for line in text.splitlines():
        if line.startswith('Path='):
            add_profile(line.removeprefix('Path='))
    (FOLDER / 'profiles.ini').write_text(text, encoding='utf-8')


def prefs(profile='aaaa.default'):
    return (FOLDER / profile / 'prefs.js').read_bytes()


@contextlib.contextmanager
def running(profile='aaaa.default'):
    """Thunderbird as its files see it: with its lock on the profile; gone when the file is closed."""
    with open(FOLDER / profile / '.parentlock', 'wb') as lock:
        fcntl.lockf(lock, fcntl.LOCK_EX)
        yield lock


class Done(Wizard):
    """A wizard that has come to its last page."""

    def __enter__(self):
        super().__enter__()
        try:
            self.go_to_the_end()
        except BaseException:
            self.__exit__(*sys.exc_info())
            raise
        return self

    def go_to_the_end(self):
        self.press(say('_Continue'))
        field = wait_for(lambda: self.find('text', say('_Password')), 'the password field')
        wait_for(lambda: has_state(field, Atspi.StateType.FOCUSED), 'the focus on the password')
        self.enter(say('_Password'), PASSWORD)
        self.press(say('_Continue'))
        self.keep_receiving()
        self.wait_find('heading', say('Your account works'))
        self.press(say('_Continue'))
        self.wait_find('heading', say('These settings work'))

    def see(self, heading, *program):
        """A result: its heading has the focus."""
        name = say(heading) % program if program else say(heading)
        found = self.wait_find('heading', name)
        wait_for(lambda: has_state(found, Atspi.StateType.FOCUSED), f'the focus on “{name}”')

    def choose(self, title='Thunderbird'):
        self.press(title)

    def put(self, title='Thunderbird'):
        self.press(say('Put these settings into %s') % title)

    def rows(self):
        start = say('Start %s') % 'Thunderbird'
        return [a for a in self.everything() if role_of(a) == 'push button'
                and a.get_name().startswith('Thunderbird') and a.get_name() != start]

    def picture(self, name):
        """For people who look at it: the page as it is, from its top to its end."""
        if PICTURES:
            path = os.path.join(PICTURES, f'{name}-{os.environ.get("LANGUAGE", "en")}.png')
            turn_main_loop(0.3)
            subprocess.run(['import', '-window', self.window, path], check=False)

    def complain(self):
        complaints = self.warnings()
        assert not complaints, complaints


class Passing(Done):
    """One that was spawned with a descriptor, and has not come far yet."""

    def __init__(self, descriptor, *arguments):
        os.set_inheritable(descriptor, True)
        real = subprocess.Popen
        subprocess.Popen = lambda *a, **k: real(*a, close_fds=False, **k)
        try:
            super().__init__(*arguments)
        finally:
            subprocess.Popen = real

    def go_to_the_end(self):
        pass


def opened(**environment):
    close_shared()  # a second one would only show the first
    return Done('--address=' + ADDRESS, **environment)


SHARED = []  # the window that several tests use one after the other
UNUSED = ('Cannot take the account yet',)  # how a program is listed that has no profile


def close_shared():
    while SHARED:
        SHARED.pop().__exit__(None, None, None)


atexit.register(close_shared)


def find_none(wizard):
    """What was done in a row goes with its profile."""
    subprocess.run(['rm', '-rf', FOLDER], check=True)
    wizard.press(say('Look for programs again'))
    wait_for(lambda: all(row.get_description() in map(say, UNUSED) for row in wizard.rows()), 'no profile')


@contextlib.contextmanager
def shared(profiles):
    """A window at its last page, and these profiles as if nobody had used it before: to come here takes
    longer than most of what is tested there. After a fault the next test gets a new one. The tests that use
    it stand together, since any other window is not opened beside it."""
    try:
        if SHARED:
            find_none(SHARED[0])
            make_profiles(profiles)
            SHARED[0].press(say('Look for programs again'))
            wait_for(lambda: any(row.get_description() == say('Found on this computer')
                                 for row in SHARED[0].rows()), 'the profile')
        else:
            make_profiles(profiles)
            SHARED.append(opened().__enter__())
        yield SHARED[0]
        SHARED[0].complain()
    except BaseException:
        close_shared()
        raise


def test_there_and_back():
    make_profiles(ONE)
    before = prefs()
    with opened() as wizard:
        wizard.choose()
        wizard.see('What will change in %s', 'Thunderbird')
        wizard.wait_find('label', say('The account %s is added to Thunderbird.') % ADDRESS)
        wizard.press(say('_Details'))
        wait_for(lambda: wizard.find_containing('label', 'user_pref("mail.account'), 'the lines')
        wizard.picture('planned')
        assert prefs() == before, 'written before the button was pressed'
        wizard.put()
        wizard.see('%s has the account now', 'Thunderbird')
        assert DOMAIN.encode() in prefs() and prefs() != before
        assert PASSWORD.encode() not in prefs()
        wizard.wait_containing('label', 'prefs.js')  # the backup
        wizard.picture('done')
        wizard.press(say('Undo'))
        wizard.see('%s is as it was before', 'Thunderbird')
        assert prefs() == before
        # And once more, from where that ended.
        wizard.press(say('Show the changes again'))
        wizard.see('What will change in %s', 'Thunderbird')
        wizard.put()
        wizard.see('%s has the account now', 'Thunderbird')
        wizard.complain()
    # Whoever does it all again changes nothing.
    after = prefs()
    with opened() as wizard:
        wizard.choose()
        wizard.see('%s has this account already', 'Thunderbird')
        assert not wizard.find_containing('push button', say('Put these settings into %s') % '')
        assert prefs() == after
        wizard.complain()


@contextlib.contextmanager
def installed():
    """A program that its desktop file starts: it writes down with which token, and where its words go."""
    program = pathlib.Path(os.environ['HOME'], 'thunderbird-of-the-test')
    started = pathlib.Path(os.environ['HOME'], 'started')
    desktop_file = pathlib.Path(os.environ['XDG_DATA_HOME'], 'applications', 'thunderbird.desktop')
    program.write_text('#!/bin/sh\nexec 3>&1\n'
                       f'{{ echo "token=$DESKTOP_STARTUP_ID"; readlink /proc/self/fd/3 /proc/self/fd/2; }} >"{started}.new"\n'
                       f'mv "{started}.new" "{started}"\n', encoding='utf-8')
    program.chmod(0o700)
    desktop_file.parent.mkdir(parents=True, exist_ok=True)
    desktop_file.write_text(f'[Desktop Entry]\nType=Application\nName=Thunderbird\nExec={program} %u\n'
                            'StartupNotify=true\n', encoding='utf-8')
    for name in ('SUDO_UID', 'PKEXEC_UID'):
        os.environ.pop(name, None)
    try:
        yield program, started
    finally:
        desktop_file.unlink()


def test_the_program_is_started():
    make_profiles(ONE)
    start = say('Start %s') % 'Thunderbird'
    with installed() as (program, started), opened() as wizard:
        wizard.choose()
        wizard.see('What will change in %s', 'Thunderbird')
        assert not wizard.find('push button', start), 'there is nothing to see in it yet'
        wizard.put()
        wizard.see('%s has the account now', 'Thunderbird')
        wizard.wait_find('push button', start)
        wizard.picture('start')
        wizard.press(start)
        wizard.see('%s is starting', 'Thunderbird')
        wait_for(started.exists, 'the program')
        token, *words = started.read_text(encoding='utf-8').split()
        assert len(token) > len('token='), 'no token: its window stays behind'
        # Who waits for the end of what we say would wait until the mail program is closed.
        assert words == ['/dev/null'] * 2, words
        wizard.picture('starting')
        # Once it runs there is nothing to start.
        with running():
            wizard.press(say('Look for programs again'))
            wait_for(lambda: not wizard.find('push button', start), 'the button to go')
        wizard.press(say('Look for programs again'))
        wizard.wait_find('push button', start)
        # Removed meanwhile.
        program.unlink()
        wizard.press(start)
        wizard.see('%s could not be started', 'Thunderbird')
        wizard.wait_find('label', say('The account is in it. Open it from the menu of programs.'))
        wizard.picture('not-started')
        wizard.complain()


def test_an_open_program_is_waited_for():
    make_profiles(ONE)
    before = prefs()
    with running() as lock, opened() as wizard:
        row = wizard.wait_find('push button', 'Thunderbird')
        assert row.get_description() == say('Open now'), row.get_description()
        wizard.choose()
        wizard.see('What will change in %s', 'Thunderbird')
        assert not wizard.find('push button', say('Put these settings into %s') % 'Thunderbird')
        wizard.picture('open')
        wizard.press(say('Save a file that %s can import') % 'Thunderbird')
        archive = pathlib.Path(os.environ['HOME'], 'import.zip')
        answer_with(wizard, say('File for the import of %s') % 'Thunderbird', archive)
        wizard.see('The file is saved')
        assert zipfile.is_zipfile(archive)
        wizard.wait_containing('label', '1. ')  # what to do with it
        wizard.picture('imported')
        wizard.press(say('Write it once the program is closed'))
        wizard.see('Waiting until %s is closed', 'Thunderbird')
        wizard.press(say('Stop waiting'))
        wizard.see('What will change in %s', 'Thunderbird')
        wizard.press(say('Write it once the program is closed'))
        wizard.see('Waiting until %s is closed', 'Thunderbird')
        assert prefs() == before
        lock.close()
        wizard.see('%s has the account now', 'Thunderbird')
        assert prefs() != before
        # Started meanwhile: nothing is put back under its feet.
        after = prefs()
        with running():
            wizard.press(say('Undo'))
            wizard.see('%s stays as it is', 'Thunderbird')
            assert prefs() == after
        wizard.press(say('Undo'))
        wizard.see('%s is as it was before', 'Thunderbird')
        assert prefs() == before
        wizard.complain()


def test_by_keyboard():
    make_profiles(ONE)
    with opened() as wizard:
        wizard.wait_find('push button', 'Thunderbird')
        wizard.activate()
        wizard.tab_to('push button', 'Thunderbird')
        wizard.keys('space')
        wizard.see('What will change in %s', 'Thunderbird')
        # Enter neither closes the window nor writes, while that is asked.
        wizard.keys('Return')
        turn_main_loop(0.3)
        wizard.wait_find('heading', say('These settings work'))
        assert wizard.process.poll() is None, 'closed'
        assert DOMAIN.encode() not in prefs(), 'written'
        wizard.tab_to('push button', say('Put these settings into %s') % 'Thunderbird')
        wizard.keys('space')
        wizard.see('%s has the account now', 'Thunderbird')
        wizard.complain()
        # Then it closes it again: nothing is left to be said.
        wizard.keys('Return')
        assert wizard.process.wait(DEADLINE) == 0


def test_nothing_is_written_for_a_made_up_account():
    make_profiles(ONE)
    before = prefs()
    close_shared()
    with Wizard('--practice=all-well') as wizard:
        wizard.press(say('_Continue'))
        wizard.wait_find('heading', say('Your account works'))
        wizard.press(say('_Continue'))
        wizard.press('Thunderbird')
        wait_for(lambda: wizard.find('label', say(
            'This account is made up, for practice. It is not written into mail programs.')), 'the reason')
        assert not wizard.find_containing('push button', say('Put these settings into %s') % '')
        assert prefs() == before
        assert not wizard.warnings(), wizard.warnings()


def test_who_has_opened_it_is_not_among_them():
    make_profiles(ONE)
    close_shared()
    reader, writer = os.pipe()
    with Passing(writer, '--practice=all-well', '--output=json', f'--result-fd={writer}',
                 '--for=Mozilla Thunderbird') as wizard:
        wizard.press(say('_Continue'))
        wizard.wait_find('heading', say('Your account works'))
        wizard.press(say('_Continue'))
        wait_for(lambda: wizard.find('label', say(
            'No other mail program that an account can be handed to was found on this computer.')), 'the list')
        assert not wizard.rows(), [row.get_name() for row in wizard.rows()]
        assert not wizard.find('push button', say('Save password in the password store'))
        assert not wizard.warnings(), wizard.warnings()
    os.close(reader)
    os.close(writer)


def test_closing_the_window_ends_the_waiting():
    make_profiles(ONE)
    before = prefs()
    with running():
        with opened() as wizard:
            wizard.choose()
            wizard.see('What will change in %s', 'Thunderbird')
            wizard.press(say('Write it once the program is closed'))
            wizard.see('Waiting until %s is closed', 'Thunderbird')
            # Whoever closes the window by mistake is asked, once.
            wizard.press(say('_Close'))
            wizard.wait_find('heading', say('Close without waiting any longer?'))
            wizard.press(say('_Go on waiting'))
            wait_for(lambda: not wizard.find('heading', say('Close without waiting any longer?')), 'the question to go')
            assert wizard.find('heading', say('Waiting until %s is closed') % 'Thunderbird')
            wizard.press(say('_Close'))
            wizard.press(say('Close the window'))
            assert wizard.process.wait(DEADLINE) == 0
            wizard.complain()
    assert prefs() == before


def start_keyring():
    """The real daemon, on this test's own bus, opened with a password that comes by pipe."""
    if not shutil.which('gnome-keyring-daemon') or not shutil.which('secret-tool'):
        return None
    process = subprocess.Popen(['gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets'],
                               stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    process.stdin.write(b'keyring')
    process.stdin.close()
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    wait_for(lambda: bus.call_sync('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'NameHasOwner',
                                   GLib.Variant('(s)', (SECRETS,)), None, Gio.DBusCallFlags.NONE, -1,
                                   None).unpack()[0], 'the keyring')
    return process


def stored():
    """The passwords that lie under our schema."""
    run = subprocess.run(['secret-tool', 'lookup', 'xdg:schema', 'org.postlotse.Account', 'service', 'imap'],
                         capture_output=True, text=True, check=False)
    return run.stdout


def answer_with(wizard, title, path):
    """Answers GTK's own window that asks where a file goes."""
    field = wait_for(lambda: next((a for a in wizard.everything() if role_of(a) == 'text' and is_seen(a)), None),
                     'the name of the file')
    # GTK 4.8 takes the window for a mere box.
    wait_for(lambda: any(wizard.find_containing(role, title) for role in ('dialog', 'filler')), 'the title of the question')
    assert text_of(field), 'no name is proposed'
    Atspi.EditableText.set_text_contents(field, str(path))
    # GTK names it twice, with the underline and without.
    button = wait_for(lambda: next((a for a in wizard.everything() if role_of(a) == 'push button'
                                    and f' {a.get_name()}'.endswith(' ' + say('_Save'))), None), 'the button that saves')
    wait_for(lambda: has_state(button, Atspi.StateType.SENSITIVE), 'the button')
    act(button)


def save_settings(wizard, path):
    wizard.press(say('Sa_ve settings as a file…'))
    answer_with(wizard, say('Save the settings as a file'), path)
    wizard.see('The file is saved')
    text = path.read_text(encoding='utf-8')
    assert path.stat().st_mode & 0o077 == 0, 'others can read it'
    assert PASSWORD not in text
    faults = list(SCHEMA.faults(json.loads(text)))
    assert not faults, faults
    return json.loads(text)['account']['incoming'][0]['secret']['store']


def test_without_a_password_store_and_without_a_profile():
    # Thunderbird is there, and was never started.
    subprocess.run(['rm', '-rf', FOLDER], check=True)
    program = pathlib.Path(os.environ['HOME'], 'bin', 'thunderbird')
    program.parent.mkdir()
    program.touch(0o755)
    # Nobody whom the bus could start instead, either: the name is taken by somebody who knows nothing.
    owner = Gio.bus_own_name(Gio.BusType.SESSION, SECRETS, Gio.BusNameOwnerFlags.NONE, None, None, None)
    try:
        with opened(PATH=f'{program.parent}:{os.environ["PATH"]}') as wizard:
            wizard.press(say('Save password in the password store'))
            wizard.see('The password store could not do it')
            wizard.wait_find('label', say(
                'No password store is running on this desktop. Nothing was saved; the mail program will ask for '
                'the password.'))
            row = wizard.wait_find('push button', 'Thunderbird')
            assert row.get_description() == say('Cannot take the account yet'), row.get_description()
            wizard.choose()
            wizard.see('%s cannot take the account yet', 'Thunderbird')
            wizard.wait_find('push button', say('Save a file that %s can import') % 'Thunderbird')
            # Whoever was told to start it does so, and comes back: that is all.
            wizard.activate()
            subprocess.run(['xdotool', 'windowminimize', '--sync', wizard.window], check=True)
            make_profiles(ONE)
            wizard.activate()
            wait_for(lambda: [row.get_description() for row in wizard.rows()] == [say('Found on this computer')],
                     'the profile')
            wizard.choose()
            wizard.see('What will change in %s', 'Thunderbird')
            wizard.complain()
    finally:
        program.unlink()
        Gio.bus_unown_name(owner)


def test_what_changes_meanwhile_is_shown_first():
    with shared(ONE) as wizard:
        before = prefs()
        wizard.choose()
        wizard.see('What will change in %s', 'Thunderbird')
        with running() as lock:
            wizard.put()
            wizard.press(say('Write it once the program is closed'))
            wizard.see('Waiting until %s is closed', 'Thunderbird')
            path = FOLDER / 'aaaa.default' / 'user.js'
            path.write_text('user_pref("mail.accountmanager.accounts", "account1");\n', encoding='utf-8')
            lock.close()
            wizard.see('%s cannot take this account', 'Thunderbird')
        assert prefs() == before


def test_several_profiles():
    with shared(ONE + SECOND) as wizard:
        wizard.press(say('_Further profiles'))
        rows = wait_for(lambda: len(rows := wizard.rows()) == 2 and rows, 'the profiles')
        names = [row.get_name() for row in rows]
        assert 'work' in names[1], names
        act(rows[1])
        wizard.see('What will change in %s', names[1])
        before = prefs('bbbb.work')
        wizard.put(names[1])
        wizard.see('%s has the account now', names[1])
        assert prefs('bbbb.work') != before and prefs() == before
        # What is found again keeps what was done to it.
        (FOLDER / 'profiles.ini').write_text(ONE + SECOND + THIRD, encoding='utf-8')
        add_profile('cccc.third')
        wizard.press(say('Look for programs again'))
        rows = wait_for(lambda: len(rows := wizard.rows()) == 3 and rows, 'the third profile')
        states = [row.get_description() for row in rows]
        assert sorted(states) == sorted([say('Found on this computer')] * 2 + [say('Has the account now')]), states


def decode(wizard):
    """What a real decoder reads off the window, as a phone would."""
    assert shutil.which('zbarimg') and shutil.which('import'), 'needs zbarimg (zbar-tools) and import (imagemagick)'
    path = os.path.join(os.environ['HOME'], 'window.png')
    subprocess.run(['import', '-window', wizard.window, path], check=True)
    run = subprocess.run(['zbarimg', '--quiet', '--raw', '--nodbus', '-Sdisable', '-Sqrcode.enable', path],
                         capture_output=True, text=True, check=False)
    return run.stdout


def test_a_phone_reads_it():
    with shared(ONE) as wizard:
        name = say('QR code with the settings of %s') % ADDRESS
        assert not wizard.find('image', name), 'shown unasked'
        wizard.press(say('Show _QR code for Thunderbird on Android'))
        code = wizard.wait_find('image', name)
        assert say('Black and white squares for the phone\'s camera. The password is not in it.') == code.get_description()
        wizard.wait_containing('label', say('The phone asks for the password: it is not in the code.'))
        seen = wait_for(lambda: decode(wizard), 'the code whole on the window')
        version, sequence, incoming, outgoing = json.loads(seen)
        assert [version, sequence] == [1, [1, 1]], seen
        assert incoming[0] == 0 and incoming[5:] == [ADDRESS, ADDRESS, ''], seen
        assert outgoing[0][0][0] == 0 and outgoing[0][1][0] == ADDRESS, seen
        assert PASSWORD not in seen
        wizard.picture('phone')
        wizard.press(say('Show _QR code for Thunderbird on Android'))
        wait_for(lambda: not wizard.find('image', name), 'the code to go')


def test_a_sheet():
    path = pathlib.Path(os.environ['HOME'], 'sheet.html')
    with shared(ONE) as wizard:
        wizard.press(say('Save the s_heet as a file…'))
        answer_with(wizard, say('Save the sheet as a file'), path)
        wizard.see('The sheet is saved')
        page = path.read_text(encoding='utf-8')
        words = ''.join(ElementTree.fromstring(page).itertext())
        assert say('Settings for %s') % ADDRESS in words and '993' in words, words
        assert PASSWORD not in page
        assert path.stat().st_mode & 0o077 == 0, 'others can read it'


def check_once_more(wizard):
    """Back, and forward to the last page again, with a new result for the same account."""
    wizard.press(say('Back'))
    wizard.wait_find('heading', say('Your account works'))
    wizard.press(say('_Send a message to myself'))
    wizard.wait_find('push button', say('_Send another one'))
    wizard.press(say('_Continue'))
    wizard.wait_find('heading', say('These settings work'))


def test_the_password_store_and_the_file():
    keyring = start_keyring()
    folder = pathlib.Path(os.environ['HOME'], 'files')
    folder.mkdir()
    try:
        with shared(ONE) as wizard:
            if keyring is None:
                print('# no gnome-keyring-daemon here')
            else:
                assert stored() == ''
                wizard.press(say('Save password in the password store'))
                wizard.see('The password is saved')
                assert stored() == PASSWORD
                wizard.picture('kept')
                check_once_more(wizard)
                wizard.wait_find('heading', say('The password is saved'))
                assert not wizard.find('push button', say('Save password in the password store'))
            store = save_settings(wizard, folder / 'kept.json')
            assert store == ('secret-service' if keyring else 'none'), store
            wizard.picture('saved')
            if keyring is not None:
                wizard.press(say('Remove it again'))
                wizard.see('The password is no longer saved')
                assert stored() == ''
                assert save_settings(wizard, folder / 'not-kept.json') == 'none'
    finally:
        if keyring is not None:
            keyring.terminate()
            keyring.wait()


def take_pictures():
    """For people who look at them: the page in the narrowest window and a wide one, light and dark."""
    make_profiles(ONE + SECOND)
    for look in ('Adwaita', 'Adwaita:dark'):
        with Done('--address=' + ADDRESS, GTK_THEME=look) as wizard:
            for width, height in ((360, 1390), (900, 1390)):
                subprocess.run(['xdotool', 'windowsize', '--sync', wizard.window, str(width), str(height)], check=True)
                wizard.picture(f'{look}-{width}-offered')
                wizard.press(wizard.rows()[0].get_name())
                turn_main_loop(0.5)
                wizard.picture(f'{look}-{width}-planned')
                wizard.put(wizard.rows()[0].get_name())
                turn_main_loop(0.5)
                wizard.picture(f'{look}-{width}-done')
                wizard.press(say('Undo'))
                turn_main_loop(0.5)
                wizard.press(wizard.rows()[0].get_name())


def test_the_printer_is_asked_for():
    """In the end: GTK's own window starts whatever password store there is, for printers."""
    with shared(ONE) as wizard:
        wizard.press(say('P_rint the sheet…'))
        window = wait_for(lambda: next((a for a in wizard.everything() if role_of(a) == 'page tab list'), None),
                          'the window that asks for a printer')
        wizard.picture('print')
        assert window and wizard.process.poll() is None


if __name__ == '__main__':
    turn_main_loop(0)
    if PICTURES:
        take_pictures()
    tap.main(sys.modules['__main__'])
