#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the menu of programs, and from a program on the session bus, to mail in the real Thunderbird:
nobody types the name of a server. One story in several parts, in which each goes on where the last one
ended."""
import json
import os
import pathlib
import re
import socket
import subprocess
import sys

import in_lab

in_lab.enter(__file__)

import personalities  # noqa: E402
import tap  # noqa: E402  (needs the display)
import thunderbird  # noqa: E402
import ways  # noqa: E402
from caller import Called, Client, install, own_program  # noqa: E402
from gi.repository import GLib  # noqa: E402
from server_logs import Watch  # noqa: E402
from thunderbird import Thunderbird, in_use  # noqa: E402
from thunderbird_lab import deliver  # noqa: E402
from ways import password_of, see  # noqa: E402
from wizard import LANGUAGE, act, mnemonic, say, take_picture, wait_for  # noqa: E402

if not thunderbird.is_there():
    in_lab.skip('no Thunderbird')

MENU = 'kapitaenin.quast@guessed-starttls.test'  # from the menu of programs; found by asking usual names
BUS = 'kapitaenin.quast@only-srv.test'  # over the bus; the name service knows its servers
SERVER = 'kontor.only-srv.test'
ENTRY = {'de': 'E-Mail-Konto hinzufügen', 'en': 'Add e-mail account'}[LANGUAGE]
HANDED_OVER = pathlib.Path(os.environ['HOME'], 'handed-over.json')
PASSWORDS = []  # that the caller was given
PORT_OFFICE = 'hafen.hafen.test'  # takes mail for both
MOVING = next((host.ipv4, host.ipv6) for host in personalities.HOSTS if host.name == PORT_OFFICE)


def test_the_menu_of_programs_has_it():
    ways.put_entry_into_menu()
    found = ways.search_menu(ENTRY)
    assert found.get_id() == ways.DESKTOP_ENTRY, found.get_id()
    assert found.get_name() == ENTRY, found.get_name()
    assert found.get_commandline() == 'postlotse add %u', found.get_commandline()


def type_account(wizard):
    """Name, address and password by keyboard, and on with the return key."""
    wizard.activate()
    wizard.tab_to('text', say('_Name'))
    wizard.type('Kapitaenin Quast')
    wizard.tab_to('text', say('_E-mail address'))
    wizard.type(MENU)
    wizard.keys('Return')
    wizard.wait_focus('text', say('_Password'))
    wizard.type(password_of(MENU))
    take_picture('menu-account')
    wizard.keys('Return')
    wizard.wait_focus('heading', say('How do you want to receive your mail?'))
    wizard.keys('Return')
    see(wizard, 'Your account works')
    take_picture('menu-checked')
    wizard.keys('alt+' + mnemonic('_Continue'))
    see(wizard, 'These settings work')


def start_thunderbird_once(wizard):
    """It is there and was never opened, so there is nothing to put an account into yet."""
    wizard.tab_to('push button', 'Thunderbird')
    wizard.keys('space')
    see(wizard, '%s cannot take the account yet', 'Thunderbird')
    take_picture('menu-never-started')
    ways.prepare_thunderbird()
    wizard.activate()
    wizard.tab_to('push button', say('Look for programs again'))
    wizard.keys('space')
    wait_for(lambda: wizard.find('push button', 'Thunderbird').get_description() == say('Found on this computer'),
             'its profile')


def put_into_thunderbird(wizard):
    """The switch of the last page, the preview, and the button that does it; by keyboard."""
    before = (in_use() / 'prefs.js').read_bytes()
    wizard.tab_to('push button', 'Thunderbird')
    wizard.keys('space')
    see(wizard, 'What will change in %s', 'Thunderbird')
    take_picture('menu-preview')
    assert (in_use() / 'prefs.js').read_bytes() == before, 'written before the button was pressed'
    wizard.tab_to('push button', say('Put these settings into %s') % 'Thunderbird')
    wizard.keys('space')
    see(wizard, '%s has the account now', 'Thunderbird')
    take_picture('menu-put')
    wizard.keys('alt+' + mnemonic('_Close'))
    wizard.wait()


def test_from_the_menu_of_programs_into_thunderbird():
    with Watch() as watch:
        with ways.Chosen(ways.search_menu(ENTRY).get_filename()) as wizard:
            type_account(wizard)
            start_thunderbird_once(wizard)
            with ways.Untouched():
                put_into_thunderbird(wizard)
            assert not wizard.warnings(), wizard.warnings()
    assert sorted(a.service for a in watch.attempts if a.accepted) == ['imap', 'smtp'], watch.attempts
    assert not watch.refused() and not watch.in_clear(), watch.attempts


def test_its_mail_is_read_and_answered_in_thunderbird():
    deliver(PORT_OFFICE, MENU, password_of(MENU), 'Landgang', 'Morgen um neun am Kai.')
    with Watch() as watch, Thunderbird() as program:
        program.answer_password(MENU, password_of(MENU))
        program.open_message('Landgang')
        wait_for(lambda: program.reads('Morgen um neun am Kai.'), 'the text of the message')
        take_picture('menu-read')
        program.send(MENU, 'Wache', 'Ich komme.')
        program.answer_password(MENU, password_of(MENU))
        program.wait_find('table row', 'Wache')
        take_picture('menu-sent')
    mine = {(a.service, a.encrypted) for a in watch.attempts if a.accepted}
    assert mine == {('imap', True), ('smtp', True)}, watch.attempts
    assert not watch.refused(), watch.attempts


def hand_over(client, wizard):
    """The last button of a window that a call has opened; returns what came with the response."""
    wizard.press(say('_Hand over to %s') % own_program())
    _, response, results = client.response()
    assert response == 0, results
    HANDED_OVER.write_text(results['json'], encoding='utf-8')
    return results


def test_a_program_calls_and_gets_an_account():
    client = Client()
    install(client)
    with Watch() as watch:
        client.set_up(secret=GLib.Variant('s', 'fd'), address=GLib.Variant('s', BUS),
                      name=GLib.Variant('s', 'Jörg Müller'))
        with Called(client) as wizard:
            ways.go_to_the_end(wizard, password_of(BUS))
            take_picture('bus-end')
            results = hand_over(client, wizard)
    account = ways.read_handover(results['json'], password_of(BUS))
    assert account['identity']['name'] == 'Jörg Müller' and account['identity']['address'] == BUS, account
    assert account['incoming'][0]['host'] == SERVER, account
    assert not watch.refused() and not watch.in_clear(), watch.attempts
    take = GLib.Variant('(ss)', (results['account_id'], 'incoming.0'))
    PASSWORDS.append(client.take_secret(*take.unpack()).decode())
    assert client.error_of('TakeSecret', take) == 'org.postlotse.Error.NotFound', 'it can be had twice'
    client.leave()


def test_what_it_got_reads_mail_in_thunderbird():
    with ways.Untouched():
        assert BUS in ways.export(HANDED_OVER)
    ways.check_only_added()
    deliver(PORT_OFFICE, BUS, password_of(BUS), 'Lotse', 'Komme an Bord.')
    with Watch() as watch, Thunderbird() as program:
        program.answer_password(BUS, PASSWORDS[0])
        program.read_first(BUS, 'Lotse')
        wait_for(lambda: program.reads('Komme an Bord.'), 'the text of the message')
        take_picture('bus-read')
        wait_for(lambda: thunderbird.remembers(f'imap://{SERVER}'), 'its password on the disk')
        wait_for(lambda: watch.has_let_in(MENU), 'the sign-in of the first account')
        assert not program.find_question(MENU), 'the first account asks again'
    assert {a.user for a in watch.attempts if a.accepted} == {MENU, BUS}, watch.attempts
    assert not watch.refused() and not watch.in_clear(), watch.attempts


def move_port():
    """From today on the server takes IMAP with TLS at another port only."""
    path = pathlib.Path(os.environ['LAB_DIR'], 'dovecot-main.conf')
    text = path.read_text(encoding='utf-8')
    listener = re.search(r'  inet_listener imap-993 \{\n.*?\n  \}\n', text, re.DOTALL)[0]
    addresses = re.search(r' = ([0-9a-f.: ]+)$', listener, re.MULTILINE)[1]
    others = ' '.join(address for address in addresses.split() if address not in MOVING)
    moved = listener.replace('imap-993', 'imap-moved').replace('port = 993', 'port = 10993')
    path.write_text(text.replace(listener, listener.replace(addresses, others)
                                 + moved.replace(addresses, ' '.join(MOVING))), encoding='utf-8')
    subprocess.run(['doveadm', '-c', path, 'reload'], check=True)
    wait_for(lambda: not answers(SERVER, 993), 'the port to be closed')


def answers(host, port):
    try:
        socket.create_connection((host, port), timeout=5).close()
    except ConnectionRefusedError:
        return False
    return True


def test_a_server_moves_and_the_account_is_repaired():
    client = Client()
    move_port()
    before = json.loads(HANDED_OVER.read_text(encoding='utf-8'))['account']
    client.call('RepairAccount', GLib.Variant('(ssa{sv})', ('', HANDED_OVER.read_text(encoding='utf-8'), {})))
    with Called(client, BUS) as wizard:
        take_picture('repair-start')
        wizard.enter(say('_Password'), password_of(BUS))
        wizard.press(say('_Check this account'))
        see(wizard, 'Your account does not work yet')
        take_picture('repair-found')
        act(wait_for(lambda: wizard.find_containing('push button', '143'), 'the repair'))
        see(wizard, 'Your account works')
        wizard.press(say('_Continue'))
        see(wizard, 'These settings work')
        take_picture('repair-end')
        results = hand_over(client, wizard)
    account = ways.read_handover(results['json'], password_of(BUS))
    incoming = account['incoming'][0]
    assert account['id'] == before['id'], (before['id'], account['id'])
    assert (incoming['host'], incoming['port'], incoming['security']) == (SERVER, 143, 'starttls'), incoming
    client.leave()


def test_the_repaired_account_takes_its_own_place():
    before = ways.lines_of(in_use() / 'prefs.js')
    with ways.Untouched():
        ways.export(HANDED_OVER)
    after = ways.lines_of(in_use() / 'prefs.js')
    changed = [line for line in after if line not in before]
    assert len(before) == len(after) and len(changed) == 2, changed
    assert '"Jörg Müller"'.encode() in b''.join(before), 'Thunderbird has read the name otherwise'
    deliver(PORT_OFFICE, BUS, password_of(BUS), 'Ebbe', 'Auf Grund.')
    with Watch() as watch, Thunderbird() as program:
        program.read_first(BUS, 'Ebbe')
        wait_for(lambda: program.reads('Auf Grund.'), 'the text of the message')
        take_picture('repair-read')
        assert not program.find_question(BUS), 'it asks for the password'
    assert [a for a in watch.attempts if a.user == BUS and a.accepted and a.encrypted], watch.attempts
    assert not watch.refused() and not watch.in_clear(), watch.attempts



if __name__ == '__main__':
    tap.main(sys.modules['__main__'])
