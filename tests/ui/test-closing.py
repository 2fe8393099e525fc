#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the closing question promises is what happens, and no window takes from another what it works on."""
import os
import pathlib
import shutil
import subprocess
import sys

import tap
from wizard import DEADLINE, WIZARD, Wizard, act, say, text_of, turn_main_loop, wait_for

FOLDER = pathlib.Path(os.environ['XDG_STATE_HOME'], 'postlotse', 'drafts')
BEGUN = ('{"format":1,"saved_at":1790000000,"offline":0,"service":"imap","pop3_removal_days":0,'
         '"name":"Anna Muster","address":"anna@gmx.de"}')
TAKE, DISCARD = say('Continue with it'), say('Discard it')
STAY, LEAVE, FORGET = say('_Go on setting up'), say('Leave'), say('Leave and keep nothing')
KEPT = say('What you entered stays on this computer, and you can continue with it next time. '
           'The password is not kept.')
LOST = say('What you entered is not kept.')


def clean():
    if FOLDER.is_file():
        FOLDER.unlink()
    shutil.rmtree(FOLDER, ignore_errors=True)


def leave_begun():
    """As somebody has left it."""
    clean()
    FOLDER.mkdir(parents=True, mode=0o700)
    path = FOLDER / '00000000000000aa.json'
    path.write_text(BEGUN, encoding='utf-8')
    path.chmod(0o600)
    return path


def files():
    return sorted(path.name for path in FOLDER.iterdir()) if FOLDER.is_dir() else []


def buttons(wizard, name):
    return list(wizard.search('push button', lambda found: found == name))


def address_of(wizard):
    return text_of(wizard.wait_find('text', say('_E-mail address')))


def disk_is_at_rest(wizard):
    tasks = pathlib.Path(f'/proc/{wizard.process.pid}/task')
    try:
        return all((task / 'comm').read_text().strip() != 'pl-drafts' for task in tasks.iterdir())
    except OSError:  # one has just ended
        return False


def leave(wizard, words):
    """What the question says before."""
    wizard.press(say('Cance_l'))
    wizard.wait_find('push button', STAY)
    wizard.wait_find('label', words)
    assert bool(wizard.find('push button', FORGET)) == (words == KEPT)
    wizard.press(LEAVE)


def ended(wizard):
    wait_for(lambda: wizard.process.poll() is not None, 'the end of the program')
    complaints = wizard.warnings()
    assert not complaints, complaints


def test_only_a_password_is_not_kept():
    clean()
    with Wizard('--address=anna@gmx.de', '--name=Anna') as wizard:
        wizard.enter(say('_Password'), 'Zwiebelkuchen-47')
        leave(wizard, LOST)
        ended(wizard)
    assert not files(), files()


def test_what_cannot_be_written_is_not_promised():
    clean()
    FOLDER.parent.mkdir(parents=True, exist_ok=True)
    FOLDER.write_text('in the way', encoding='utf-8')
    with Wizard() as wizard:
        wizard.enter(say('_E-mail address'), 'anna@gmx.de')
        leave(wizard, LOST)
        ended(wizard)
    assert FOLDER.read_text(encoding='utf-8') == 'in the way'
    clean()


def test_what_was_just_typed_is_written_before_it_is_promised():
    clean()
    with Wizard() as wizard:
        wizard.enter(say('_E-mail address'), 'anna@gmx.de')
        wizard.press(say('Cance_l'))
        wizard.wait_find('label', KEPT)
        assert len([name for name in files() if name.endswith('.json')]) == 1, files()
        wizard.press(LEAVE)
        ended(wizard)
    assert [name.partition('.')[2] for name in files()] == ['json'], files()


def test_another_window_does_not_discard_it():
    begun = leave_begun()
    with Wizard() as wizard:
        wizard.wait_find('push button', TAKE)
        # A second window of the same program.
        subprocess.run([WIZARD], check=True, timeout=DEADLINE)
        both = wait_for(lambda: len(found := buttons(wizard, TAKE)) == 2 and found, 'the offer in both windows')
        act(both[0])
        (rest,) = wait_for(lambda: len(found := buttons(wizard, DISCARD)) == 1 and found, 'the offer in one of them')
        act(rest)
        wait_for(lambda: not buttons(wizard, DISCARD), 'the offer to go')
        wait_for(lambda: disk_is_at_rest(wizard), 'the disk')
        assert begun.exists() and files() == [begun.name, begun.stem + '.lock'], files()


def test_a_password_for_another_account_is_not_taken_along():
    leave_begun()
    with Wizard() as wizard:
        wizard.wait_find('push button', TAKE)
        wizard.enter(say('_E-mail address'), 'otto@web.de')
        wizard.enter(say('_Password'), 'Zwiebelkuchen-47')
        wizard.enter(say('_E-mail address'), '')
        wizard.press(TAKE)
        wait_for(lambda: address_of(wizard) == 'anna@gmx.de', 'the address')
        wizard.press(say('_Continue'))
        field = wizard.wait_find('text', say('_Password'))
        wait_for(lambda: field.get_description() == say('The password is needed to test signing in.'),
                 'the password to be missing')


if __name__ == '__main__':
    turn_main_loop(0)
    tap.main(sys.modules['__main__'])
