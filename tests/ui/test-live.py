#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The last page, while a mail program runs that takes the account as it is: what reaches it, what the page
says then, and that no file is written. The other side of Mailspring's door is played here; the plugin itself
is at it in tests/integrations/test-mailspring-door.js."""
import json
import os
import pathlib
import socket
import sys
import threading

import in_lab

in_lab.enter(__file__)

import tap  # noqa: E402  (needs the display)
from wizard import Wizard, say, take_picture, wait_for  # noqa: E402

with open(os.environ['LAB_ACCOUNTS'], encoding='utf-8') as file:
    LAB = json.load(file)
ADDRESS = 'kapitaenin.quast@only-srv.test'
PASSWORD = next(account['password'] for account in LAB['found_accounts'] if account['address'] == ADDRESS)
FOLDER = pathlib.Path(os.environ.get('XDG_CONFIG_HOME', pathlib.Path(os.environ['HOME'], '.config')), 'Mailspring')
CONFIG = '{"*": {"env": "production"}}'


class Door:
    """Mailspring with our plugin, as far as it can be seen from here."""

    def __init__(self, answer):
        self.answer = answer
        self.requests = []
        FOLDER.mkdir(parents=True, exist_ok=True, mode=0o700)
        FOLDER.chmod(0o700)
        (FOLDER / 'config.json').write_text(CONFIG)
        self.path = FOLDER / 'postlotse.sock'
        self.path.unlink(missing_ok=True)
        self.listener = socket.socket(socket.AF_UNIX)
        before = os.umask(0o177)
        self.listener.bind(str(self.path))
        os.umask(before)
        self.listener.listen()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                link, _ = self.listener.accept()
            except OSError:
                return
            with link, link.makefile('rwb') as stream:
                line = stream.readline()
                if line:  # else it was only looked whether anybody is there
                    self.requests.append(json.loads(line))
                    stream.write(self.answer + b'\n')

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.path.unlink()


def go_to_the_end(wizard):
    wizard.press(say('_Continue'))
    wizard.wait_find('text', say('_Password'))
    wizard.enter(say('_Password'), PASSWORD)
    wizard.press(say('_Continue'))
    wizard.keep_receiving()
    wizard.wait_find('heading', say('Your account works'))
    wizard.press(say('_Continue'))
    wizard.wait_find('heading', say('These settings work'))


def hand_over(wizard):
    wait_for(lambda: wizard.find('push button', 'Mailspring') or wizard.find('toggle button', 'Mailspring'), 'its row')
    wizard.press('Mailspring')
    wizard.wait_find('heading', say('What will change in %s') % 'Mailspring')
    take_picture('live-planned')
    wizard.press(say('Hand it over to %s now') % 'Mailspring')


def test_mailspring_gets_it_while_it_runs():
    with Door(b'{"ok":true}') as door, Wizard('--address=' + ADDRESS) as wizard:
        go_to_the_end(wizard)
        hand_over(wizard)
        wizard.wait_find('heading', say('%s has it now: go on there') % 'Mailspring')
        take_picture('live-done')
        request, = door.requests
        account = request['handover']['account']
        assert account['identity']['address'] == ADDRESS, account
        assert account['incoming'][0]['verified']['state'] == 'ok', account
        assert request['secrets'] == {'incoming.0': PASSWORD, 'outgoing.0': PASSWORD}, list(request['secrets'])
        assert PASSWORD not in json.dumps(request['handover'])
        assert (FOLDER / 'config.json').read_text() == CONFIG
        assert not wizard.warnings(), wizard.warnings()


def test_what_it_does_not_take_is_told():
    with Door(b'{"ok":false,"error":"unreadable"}'), Wizard('--address=' + ADDRESS) as wizard:
        go_to_the_end(wizard)
        hand_over(wizard)
        wizard.wait_find('heading', say('%s was not changed') % 'Mailspring')
        wait_for(lambda: wizard.find_containing('label', 'postlotse integrate mailspring'), 'the reason')
        assert (FOLDER / 'config.json').read_text() == CONFIG


if __name__ == '__main__':
    tap.main(sys.modules['__main__'])
