#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a terminal to mail in the real Thunderbird; and then, beside that account, one of a small server
whose certificate signs itself. One story in several parts, in which each goes on where the last one ended."""
import os
import pathlib
import poplib
import pty
import select
import sys
import time

import in_lab

in_lab.enter(__file__)

import tap  # noqa: E402  (needs the display)
import thunderbird  # noqa: E402
import ways  # noqa: E402
from server_logs import Watch  # noqa: E402
from thunderbird import Thunderbird, in_use  # noqa: E402
from thunderbird_lab import POSTLOTSE, TRUSTED, deliver  # noqa: E402
from ways import password_of, see  # noqa: E402
from wizard import DEADLINE, Atspi, Opened, say, take_picture, wait_for  # noqa: E402

if not thunderbird.is_there():
    in_lab.skip('no Thunderbird')

TYPED = 'kapitaenin.quast@only-autoconfig.test'  # set up in the terminal
SMALL = 'percent@lotse.test'  # at the small server
SERVER = 'kontor.only-autoconfig.test'
OWN = 'selfsigned.lotse.test'
FILE = pathlib.Path(os.environ['HOME'], 'konto.json')
PROMPT = 'lotse> '


class Terminal:
    """A shell on a terminal, with a person at its keyboard."""

    def __init__(self):
        os.environ['PATH'] = f'{os.path.dirname(POSTLOTSE)}:{os.environ["PATH"]}'
        keys = pathlib.Path(os.environ['HOME'], 'keys')
        keys.write_text('set enable-bracketed-paste off\n', encoding='ascii')
        pid, self.keyboard = pty.fork()
        if pid == 0:
            os.execvpe('bash', ['bash', '--norc', '--noprofile', '-i'],
                       {**os.environ, 'PS1': PROMPT, 'TERM': 'xterm', 'NO_COLOR': '1', 'INPUTRC': str(keys)})
        self.shown = ''
        self.wait_for(PROMPT)

    def wait_for(self, words):
        """Until the terminal shows that; returns all that was shown up to there since the last time."""
        end = time.monotonic() + DEADLINE
        while words not in self.shown:
            if not select.select([self.keyboard], [], [], max(0, end - time.monotonic()))[0]:
                raise AssertionError(f'not within {DEADLINE:.0f} s: “{words}” in\n{self.shown}')
            self.shown += os.read(self.keyboard, 4096).decode(errors='replace')
        before, _, self.shown = self.shown.partition(words)
        return before

    def type(self, line):
        os.write(self.keyboard, f'{line}\n'.encode())


def test_checked_and_exported_in_a_terminal():
    ways.prepare_thunderbird()
    terminal = Terminal()
    with Watch() as watch:
        terminal.type(f'postlotse check --email {TYPED} --save {FILE}')
        terminal.wait_for(f'Password for {TYPED}')
        terminal.type(password_of(TYPED))
        said = terminal.wait_for(PROMPT)
        assert password_of(TYPED) not in said, said
        terminal.type('echo $?')
        assert '\n0\r' in terminal.wait_for(PROMPT), said
    assert sorted(a.service for a in watch.attempts if a.accepted) == ['imap', 'smtp'], watch.attempts
    assert not watch.refused() and not watch.in_clear(), watch.attempts
    assert FILE.stat().st_mode & 0o777 == 0o600, 'others can read it'
    account = ways.read_handover(FILE.read_text(encoding='utf-8'), password_of(TYPED))
    assert account['incoming'][0]['host'] == SERVER, account
    with ways.Untouched():
        terminal.type(f'postlotse export --to=thunderbird --settings {FILE}')
        said = terminal.wait_for(PROMPT)
    assert 'Tick the box' in said, said


def test_its_mail_is_read_in_thunderbird():
    deliver(SERVER, TYPED, password_of(TYPED), 'Flaute', 'Kein Wind, kein Weg.')
    with Watch() as watch, Thunderbird() as program:
        program.answer_password(TYPED, password_of(TYPED))
        program.open_message('Flaute')
        wait_for(lambda: program.reads('Kein Wind, kein Weg.'), 'the text of the message')
        take_picture('terminal-read')
        wait_for(lambda: thunderbird.remembers(f'imap://{SERVER}'), 'its password on the disk')
    assert [a for a in watch.attempts if a.user == TYPED and a.accepted and a.encrypted], watch.attempts
    assert not watch.refused() and not watch.in_clear(), watch.attempts


def name_servers(wizard):
    """Nothing that can be looked up leads to this server: it is typed, and POP3 chosen."""
    wizard.press(say('Show _server settings'))
    see(wizard, 'Which servers does your mail use?')
    wizard.press(say('Only here (POP3)'))
    fields = list(wizard.search('text', lambda name: name == say('Server')))
    assert len(fields) == 2, fields
    for field in fields:
        Atspi.EditableText.set_text_contents(field, OWN)
    wizard.press(say('_Continue'))


def accept_certificate(wizard, direction):
    """After a question, and for one direction."""
    see(wizard, 'Your account does not work yet')
    wait_for(lambda: wizard.find('label', say(direction)), f'the problem of “{direction}”')
    wizard.press(say('Exception for this certificate …'))
    see(wizard, 'Do you agree?')
    take_picture(f'small-asked-{direction.split()[-1]}')
    wizard.press(say('Exception for this certificate'))
    wait_for(lambda: not wizard.find('heading', say('Do you agree?')), 'the question to go')


def put_into_running(wizard, program):
    """It is open: the person closes it, and only then it is written."""
    wizard.press('Thunderbird')
    see(wizard, 'What will change in %s', 'Thunderbird')
    take_picture('small-preview')
    wizard.press(say('Write it once the program is closed'))
    see(wizard, 'Waiting until %s is closed', 'Thunderbird')
    before = (in_use() / 'prefs.js').read_bytes()
    program.close()
    see(wizard, '%s has the account now', 'Thunderbird')
    take_picture('small-put')
    assert OWN.encode() not in before, 'written while it runs'


def test_a_small_server_whose_certificate_the_person_accepts():
    terminal = Terminal()
    with Watch() as watch, Thunderbird() as program:
        program.wait_find('tree item', TYPED)
        terminal.type(f'postlotse add --address={SMALL} &')
        with Opened() as wizard:
            ways.go_to_password(wizard)
            wizard.enter(say('_Password'), password_of(SMALL))
            name_servers(wizard)
            accept_certificate(wizard, 'Problem · Receiving')
            accept_certificate(wizard, 'Problem · Sending')
            see(wizard, 'Your account works')
            wizard.press(say('_Continue'))
            see(wizard, 'These settings work')
            put_into_running(wizard, program)
    ways.check_only_added()
    services = [a.service for a in watch.at('selfsigned') if a.accepted and a.encrypted]
    assert sorted(services) == ['pop3', 'smtp'], watch.attempts
    assert not watch.refused() and not watch.in_clear(), watch.attempts


def test_thunderbird_takes_that_certificate_without_a_question():
    deliver('mail.lotse.test', SMALL, password_of(SMALL), 'Schleuse', 'Tor auf um acht.')
    deliver(SERVER, TYPED, password_of(TYPED), 'Brise', 'Es geht weiter.')
    with Watch() as watch, Thunderbird() as program:
        program.answer_password(SMALL, password_of(SMALL))
        program.read_first(SMALL, 'Schleuse')
        wait_for(lambda: program.reads('Tor auf um acht.'), 'the text of the message')
        take_picture('small-read')
        program.send(SMALL, 'Durch', 'Wir sind durch.', sender=SMALL)
        program.answer_password(SMALL, password_of(SMALL))
        wait_for(lambda: kept_on_server() == 2, 'what was sent, and what was fetched, on the server')
        # The account that was there before works as it did.
        program.read_first(TYPED, 'Brise')
        wait_for(lambda: program.reads('Es geht weiter.'), 'the text of the message')
        take_picture('small-both')
        wait_for(lambda: thunderbird.remembers(f'mailbox://{OWN}'), 'its password on the disk')
    services = {a.service for a in watch.at('selfsigned') if a.accepted and a.encrypted}
    assert services == {'pop3', 'smtp'}, watch.attempts
    assert not watch.refused() and not watch.in_clear(), watch.attempts


def kept_on_server():
    """How many messages lie in the inbox there."""
    link = poplib.POP3_SSL('mail.lotse.test', 995, context=TRUSTED)
    try:
        link.user(SMALL)
        link.pass_(password_of(SMALL))
        return link.stat()[0]
    finally:
        link.quit()



if __name__ == '__main__':
    tap.main(sys.modules['__main__'])
