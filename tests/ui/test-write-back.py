#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was put right in an account that a mail program has already goes back into its files, and out again."""
import fcntl
import sys

import in_lab

in_lab.enter(__file__)

import tap  # noqa: E402  (needs the display)
from existing import ANNA, Existing, make_profile  # noqa: E402
from wizard import act, role_of, say, turn_main_loop, wait_for  # noqa: E402


def test_put_right_and_written_back():
    prefs = make_profile((ANNA, {'port': 994}))
    before = prefs.read_bytes()
    with Existing() as wizard:
        wizard.open_list().choose(ANNA)
        wizard.check(ANNA)
        wizard.see('Your account does not work yet')
        wizard.fix('993')
        wizard.see('Your account works')
        wizard.press(say('_Continue'))
        wizard.see('Write the correction back into %s', 'Thunderbird')
        assert prefs.read_bytes() == before
        wizard.picture('write-back')
        rows = wait_for(lambda: [a for a in wizard.everything() if role_of(a) == 'push button'
                                 and a.get_name() == 'Thunderbird'], 'its row')
        assert len(rows) == 1, 'the same program twice'
        act(rows[0])
        wizard.focused_on('What will change in %s', 'Thunderbird')
        wizard.picture('write-back-plan')
        wizard.press(say('Put these settings into %s') % 'Thunderbird')
        wizard.focused_on('%s has the account now', 'Thunderbird')
        after = prefs.read_text(encoding='utf-8')
        assert 'server1.port", 993' in after and 'server2' not in after, after
        assert ANNA['password'] not in after
        assert not wizard.tells(ANNA['password']), wizard.tells(ANNA['password'])
        wizard.press(say('Undo'))
        wizard.focused_on('%s is as it was before', 'Thunderbird')
        assert prefs.read_bytes() == before
        wizard.complain()


def test_program_that_runs():
    prefs = make_profile((ANNA, {'port': 994, 'more': {'name': 'Arbeit'}}))
    with open(prefs.parent / '.parentlock', 'wb') as lock, Existing() as wizard:
        fcntl.lockf(lock, fcntl.LOCK_EX)
        wizard.open_list()
        note = say('%s is open. That does no harm: its accounts are only read here.') % 'Thunderbird'
        wait_for(lambda: wizard.find('label', note), 'that it runs')
        wizard.choose(ANNA, name='Arbeit')
        wizard.check(ANNA)
        wizard.fix('993')
        wizard.see('Your account works')
        wizard.press(say('_Continue'))
        wizard.see('Write the correction back into %s', 'Thunderbird')
        wizard.press('Thunderbird')
        wizard.press(say('Write it once the program is closed'))
        wizard.focused_on('Waiting until %s is closed', 'Thunderbird')
        assert 'server1.port", 994' in prefs.read_text(encoding='utf-8')
        fcntl.lockf(lock, fcntl.LOCK_UN)
        wizard.see('%s has the account now', 'Thunderbird')
        assert 'server1.port", 993' in prefs.read_text(encoding='utf-8')
        wizard.complain()


def test_mail_deleted_from_the_server():
    prefs = make_profile((ANNA, {'type': 'pop3', 'port': 995}))
    with Existing() as wizard:
        wizard.open_list().choose(ANNA, protocol='POP3')
        wizard.check(ANNA)
        wizard.see('Your account works')
        wizard.see('Mail is deleted from the server')
        wizard.picture('pop3')
        wizard.press(say('Lea_ve mail on the server'))
        wizard.focused_on('From now on, mail stays on the server')
        wizard.see('Your account works')
        wizard.picture('pop3-kept')
        wizard.press(say('_Continue'))
        wizard.see('Write the correction back into %s', 'Thunderbird')
        wizard.press('Thunderbird')
        wizard.focused_on('What will change in %s', 'Thunderbird')
        wizard.press(say('Put these settings into %s') % 'Thunderbird')
        wizard.focused_on('%s has the account now', 'Thunderbird')
        assert 'leave_on_server", true' in prefs.read_text(encoding='utf-8'), prefs.read_text(encoding='utf-8')
        wizard.complain()


if __name__ == '__main__':
    turn_main_loop(0)
    tap.main(sys.modules['__main__'])
