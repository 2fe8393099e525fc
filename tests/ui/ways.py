# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways from a door of ours to mail in Thunderbird: what their stories share."""
import json
import os
import pathlib
import shutil
import subprocess
import sys

import in_lab
import thunderbird
from gi.repository import Gio
from thunderbird import Thunderbird, in_use
from thunderbird_lab import POSTLOTSE
from wizard import BUILD, DEADLINE, Opened, say, wait_for

sys.path.append(str(in_lab.HERE.parent / 'server'))
from json_schema import Schema  # noqa: E402

DESKTOP_ENTRY = 'org.postlotse.Postlotse.desktop'
with open(os.environ['LAB_ACCOUNTS'], encoding='utf-8') as file:
    LAB = json.load(file)
with open(in_lab.HERE.parent.parent / 'data' / 'schemas' / 'handover.schema.json', encoding='utf-8') as file:
    SCHEMA = Schema(json.load(file))


def password_of(address):
    return next(account['password'] for account in LAB['accounts'] + LAB['found_accounts']
                if account['address'] == address)


def read_handover(text, password):
    """The account of a hand-over that is as its schema says, without the password."""
    faults = list(SCHEMA.faults(json.loads(text)))
    assert not faults, faults
    assert password not in text
    return json.loads(text)['account']


def prepare_thunderbird():
    """Starts it for the first time, as people have it, and lets it trust the lab."""
    with Thunderbird():
        wait_for(in_use, 'its profile')
    thunderbird.trust(in_use(), os.environ['LAB_CA'])


def export(path):
    """Writes a file with settings into Thunderbird; returns what was said."""
    run = subprocess.run([POSTLOTSE, 'export', '--to=thunderbird', f'--settings={path}'],
                         capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == 0, (run.stdout, run.stderr)
    return run.stdout


class Untouched:
    """What a closed profile has besides Thunderbird's settings, such as its passwords, is the same after the
    block."""

    def __init__(self):
        self.before = {}

    def files(self):
        return {str(path.relative_to(in_use())): path.read_bytes() for path in in_use().rglob('*')
                if path.is_file() and '.postlotse-' not in path.name}

    def __enter__(self):
        self.before = self.files()
        return self

    def __exit__(self, kind, *_exception):
        after = self.files()
        changed = {name for name in self.before.keys() | after.keys() if self.before.get(name) != after.get(name)}
        assert kind is not None or changed <= {'prefs.js'}, changed


def lines_of(path):
    return path.read_bytes().splitlines(keepends=True)


def check_only_added():
    """Of what stood in Thunderbird's settings before the last change all is there, byte for byte and in its
    order, but for the three lists that every account is entered in."""
    lists = (b'user_pref("mail.account.lastKey"', b'user_pref("mail.accountmanager.accounts"',
             b'user_pref("mail.smtpservers"')
    backup = max(in_use().glob('prefs.js.postlotse-*'))
    after = iter(lines_of(in_use() / 'prefs.js'))
    lost = [line for line in lines_of(backup) if not line.startswith(lists) and line not in after]
    assert not lost, lost


# --- The menu of programs

def put_entry_into_menu():
    """The desktop entry as the build made it, and its program where programs are."""
    folder = pathlib.Path(os.environ['XDG_DATA_HOME'], 'applications')
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(os.path.join(BUILD, 'data', DESKTOP_ENTRY), folder)
    os.environ['PATH'] = f'{os.path.dirname(POSTLOTSE)}:{os.environ["PATH"]}'


def search_menu(words):
    """What a menu of programs finds: the best."""
    groups = Gio.DesktopAppInfo.search(words)
    assert groups, f'nothing in the menu for “{words}”'
    return Gio.DesktopAppInfo.new(groups[0][0])


class Chosen(Opened):
    """A wizard that was chosen in the menu of programs."""

    def __init__(self, entry):
        super().__init__()
        self.log = open(os.path.join(os.environ['HOME'], 'chosen.log'), 'w+b')
        subprocess.run(['gio', 'launch', entry], stdout=self.log, stderr=self.log, check=True, timeout=DEADLINE)


# --- What a person does in the wizard

def see(wizard, heading, *names):
    """Waits for a heading, in which names can stand."""
    words = say(heading) % names if names else say(heading)
    return wait_for(lambda: wizard.find('heading', words), f'the heading “{words}”')


def go_to_password(wizard):
    """The servers are looked for, and none is asked for."""
    wizard.press(say('_Continue'))
    return wizard.wait_find('text', say('_Password'))


def go_to_the_end(wizard, password):
    """From the first page to the last one, with what is recommended."""
    go_to_password(wizard)
    wizard.enter(say('_Password'), password)
    wizard.press(say('_Continue'))
    wizard.keep_receiving()
    see(wizard, 'Your account works')
    wizard.press(say('_Continue'))
    see(wizard, 'These settings work')
