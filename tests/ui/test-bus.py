#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The wizard called over D-Bus: the bus starts it, a window opens for each caller, and it leaves again."""
import json
import os
import signal
import subprocess
import sys

import tap
from caller import NAME, REQUEST, Called, Client, await_leave, install, own_program
from gi.repository import GLib
from wizard import Wizard, say, take_picture, text_of, turn_main_loop, wait_for

ACCOUNT = '0f3c5c1e-6a6e-4d0e-9d2b-1a2b3c4d5e6f'
DESCRIPTION = {
    'format': 'postlotse-handover', 'version': 1, 'created': '2026-11-21T21:00:00Z', 'status': 'done',
    'account': {
        'id': ACCOUNT, 'identity': {'address': 'anna@example.org', 'name': 'Anna Beispiel'},
        'incoming': [{
            'protocol': 'imap', 'host': 'imap.example.org', 'port': 993, 'security': 'tls', 'username': 'anna',
            'auth': {'kind': 'password', 'sasl': ['PLAIN'], 'oauth2': None},
            'secret': {'store': 'none'}, 'verified': {'state': 'ok', 'stages': [], 'source': 'user'}}],
        'outgoing': [{
            'protocol': 'smtp', 'host': 'smtp.example.net', 'port': 465, 'security': 'tls', 'username': 'anna',
            'auth': {'kind': 'password', 'sasl': ['PLAIN'], 'oauth2': None},
            'secret': {'store': 'none'}, 'verified': {'state': 'ok', 'stages': [], 'source': 'user'}}]}}


def test_a_window_for_a_caller():
    client = Client()
    install(client)
    with Wizard() as parent:
        # It has the name while it is there, and answers itself.
        number = int(parent.window)
    await_leave(client)
    path = client.set_up(f'x11:{number:x}', handle_token=GLib.Variant('s', 'token_1'),
                         address=GLib.Variant('s', 'anna@gmx.de'), name=GLib.Variant('s', 'Jörg Müller'))
    sender = client.bus.get_unique_name()[1:].replace('.', '_')
    assert path == f'/org/postlotse/request/{sender}/token_1', path
    with Called(client) as wizard:
        assert wizard.find('label', say('Opened by %s.') % own_program())
        assert text_of(wizard.find('text', say('_E-mail address'))) == 'anna@gmx.de'
        # Nothing was typed, so nothing is asked.
        wizard.press(say('Cance_l'))
        where, response, results = client.response()
        assert (where, response) == (path, 1), (where, response)
        assert json.loads(results['json'])['status'] == 'cancelled'
    await_leave(client)


def test_closed_by_the_caller():
    client = Client()
    path = client.set_up()
    with Called(client) as wizard:
        client.call('Close', None, path, REQUEST)
        wait_for(lambda: not wizard.find('heading', say('What is your e-mail address?')), 'the window to go')
    await_leave(client)
    turn_main_loop(0.1)
    assert not client.responses


def test_the_caller_leaves():
    client, watcher = Client(), Client()
    client.set_up()
    with Called(client) as wizard:
        client.leave()
        wait_for(lambda: not wizard.find('heading', say('What is your e-mail address?')), 'the window to go')
    await_leave(watcher)


def count_windows(wizard):
    """On the screen: of a program that opens two at once, the accessibility bus can miss one."""
    run = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(wizard.process.pid), '--class', '.'],
                         capture_output=True, text=True, check=False)
    return len(run.stdout.split())


def test_two_callers():
    one, two = Client(), Client()
    one.set_up()
    assert one.error_of('SetUpAccount', GLib.Variant('(sa{sv})', ('', {}))) == 'org.postlotse.Error.Busy'
    two.set_up(address=GLib.Variant('s', 'anna@gmx.de'))
    with Called(one) as wizard:
        wait_for(lambda: count_windows(wizard) == 2, 'two windows')
        two.leave()
        wait_for(lambda: count_windows(wizard) == 1, 'one window')
        one.leave()
    await_leave(Client())


def test_an_account_to_repair():
    client = Client()
    client.call('RepairAccount', GLib.Variant('(ssa{sv})', ('', json.dumps(DESCRIPTION), {})))
    with Called(client, 'anna@example.org') as wizard:
        assert wizard.find('label', say('Opened by %s. The servers it names: %s.')
                           % (own_program(), 'imap.example.org, smtp.example.net'))
        assert wizard.find('label', say('Repair e-mail account')) and wizard.find('frame', say('Repair e-mail account'))
        # Which account it is, is not asked.
        for field in ('_E-mail address', '_Name'):
            assert not wizard.find('text', say(field)), field
        for server in ('imap.example.org · 993', 'smtp.example.net · 465'):
            assert wizard.find_containing('label', server), server
        # Nothing is stored for these servers. Without a password there is no check, and nobody is asked.
        assert wizard.find_containing(
            'label', say('Postlotse has stored no password for these servers, so you are asked for it here.'))
        wizard.activate()
        wizard.wait_focus('text', say('_Password'))
        take_picture('repair-asked')
        wizard.press(say('_Check this account'))
        wait_for(lambda: wizard.find('label', say('The password is needed to test signing in.')), 'the reason')
        client.leave()
    await_leave(Client())


def test_done():
    client = Client()
    install(client, '--practice=all-well')
    path = client.set_up(secret=GLib.Variant('s', 'fd'), protocols=GLib.Variant('as', ['imap']))
    with Called(client) as wizard:
        wizard.press(say('_Continue'))
        wizard.wait_find('heading', say('Your account works'))
        wizard.press(say('_Continue'))
        wizard.wait_find('heading', say('These settings work'))
        wizard.press(say('_Hand over to %s') % own_program())
        where, response, results = client.response()
        assert (where, response) == (path, 0), (where, response)
        handover = json.loads(results['json'])
        assert handover['account']['id'] == results['account_id']
        assert 'leuchtturm' not in results['json']
        wait_for(lambda: not wizard.find('heading', say('These settings work')), 'the window to go')
        # There is no window any more, but there is a password to be fetched.
        turn_main_loop(0.6)
        assert client.ask_bus('NameHasOwner', NAME)
        assert client.take_secret(results['account_id'], 'incoming.0') == b'leuchtturm'
    await_leave(client)


def test_no_screen():
    client = Client()
    install(client, DISPLAY=':nonsense')
    try:
        error = client.error_of('SetUpAccount', GLib.Variant('(sa{sv})', ('', {})))
        assert error == 'org.postlotse.Error.NoDisplay', error
        os.kill(client.ask_bus('GetConnectionUnixProcessID', NAME), signal.SIGTERM)
        await_leave(client)
    finally:
        install(client)


if __name__ == '__main__':
    tap.main(sys.modules[__name__])
