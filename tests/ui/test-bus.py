#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The wizard called over D-Bus: the bus starts it, a window opens for each caller, and it leaves again."""
import contextlib
import copy
import json
import os
import signal
import subprocess
import sys

import tap
from caller import NAME, REQUEST, Called, Client, await_leave, install, own_program
from gi.repository import Gio, GLib
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
        wizard.wait_find('label', say('Opened by %s.') % own_program())
        assert text_of(wizard.wait_find('text', say('_E-mail address'))) == 'anna@gmx.de'
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
        wizard.wait_find('label', say('Opened by %s. The servers it names: %s.')
                         % (own_program(), 'imap.example.org, smtp.example.net'))
        for role in ('label', 'frame'):
            wizard.wait_find(role, say('Repair e-mail account'))
        # Which account it is, is not asked.
        for field in ('_E-mail address', '_Name'):
            assert not wizard.find('text', say(field)), field
        for server in ('imap.example.org · 993', 'smtp.example.net · 465'):
            wizard.wait_containing('label', server)
        # Nothing is stored for these servers. Without a password there is no check, and nobody is asked.
        wizard.wait_containing(
            'label', say('Postlotse has stored no password for these servers, so you are asked for it here.'))
        wizard.activate()
        wizard.wait_focus('text', say('_Password'))
        take_picture('repair-asked')
        wizard.press(say('_Check this account'))
        wait_for(lambda: wizard.find('label', say('The password is needed to test signing in.')), 'the reason')
        client.leave()
    await_leave(Client())


SILENT_KEYRING = """
<node>
  <interface name="org.freedesktop.Secret.Service">
    <method name="OpenSession">
      <arg type="s" direction="in"/><arg type="v" direction="in"/>
      <arg type="v" direction="out"/><arg type="o" direction="out"/>
    </method>
  </interface>
</node>"""


@contextlib.contextmanager
def silent_keyring(client):
    """A password store that waits for the person's own password for it; gives what it was asked."""
    asked = []
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    interface = Gio.DBusNodeInfo.new_for_xml(SILENT_KEYRING).interfaces[0]
    number = bus.register_object('/org/freedesktop/secrets', interface, lambda *call: asked.append(call), None, None)
    owner = Gio.bus_own_name_on_connection(bus, 'org.freedesktop.secrets', Gio.BusNameOwnerFlags.NONE, None, None)
    try:
        wait_for(lambda: client.ask_bus('NameHasOwner', 'org.freedesktop.secrets'), 'the password store')
        yield asked
    finally:
        bus.unregister_object(number)
        Gio.bus_unown_name(owner)


def stored_account(account):
    """A practice account, as of a program for which its passwords were stored."""
    description = copy.deepcopy(DESCRIPTION)
    description['account']['identity']['address'] = user = f'anna@{account}.practice.test'
    for server, service in ((description['account']['incoming'][0], 'imap'),
                            (description['account']['outgoing'][0], 'smtp')):
        host = f'{service}.{account}.practice.test'
        server.update(host=host, username=user, secret={
            'store': 'secret-service', 'schema': 'org.postlotse.Account',
            'attributes': {'account': ACCOUNT, 'service': service, 'host': host, 'user': user}})
    return description


def test_who_does_not_wait_for_the_keyring_types():
    client = Client()
    install(client, '--practice')
    with silent_keyring(client) as asked:
        description = json.dumps(stored_account('all-well'))
        client.call('RepairAccount', GLib.Variant('(ssa{sv})', ('', description, {})))
        with Called(client, 'anna@all-well.practice.test') as wizard:
            wait_for(lambda: asked, 'the question to the keyring')
            wizard.wait_find('label', say('Waiting for the password store. It may ask for its own password.'))
            take_picture('repair-waits')
            wizard.enter(say('_Password'), 'leuchtturm')
            wizard.press(say('_Check this account'))
            # It works, and the keyring has not said a word.
            wizard.wait_find('heading', say('Your account works'))
            client.leave()
        await_leave(Client())
    install(Client())


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
