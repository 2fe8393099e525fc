#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The wizard spawned by a mail program: a real window, driven to its end, and what the pipes hold."""
import os
import re
import select
import signal
import socket
import subprocess
import sys
import time

import tap
from gi.repository import Gio
from handover import PASSWORD, read_handover
from wizard import BUILD, DEADLINE, WIZARD, Wizard, say, wait_for

KEYRING = 'gnome-keyring-daemon'


class Spawned(Wizard):
    """The wizard with a pipe for the result, and one for secrets where they are wanted."""

    def __init__(self, *arguments, secrets=False, account='all-well', result=None):
        self.reader, writer = os.pipe()
        if result is not None:
            os.close(writer)
            writer = os.open(result, os.O_WRONLY)
        self.secret_reader, secret_writer = os.pipe()
        passed = [writer] + ([secret_writer] if secrets else [])
        options = ['--output=json', f'--result-fd={writer}'] + ([f'--practice={account}'] if account else [])
        if secrets:
            options += ['--secret=fd', f'--secret-fd={secret_writer}']
        real = subprocess.Popen
        subprocess.Popen = lambda *a, **k: real(*a, pass_fds=passed, **k)
        try:
            super().__init__(*options, *arguments)
        finally:
            subprocess.Popen = real
            os.close(writer)
            os.close(secret_writer)

    def result(self):
        return read_all(self.reader)

    def secrets(self):
        return read_all(self.secret_reader)

    def ended(self):
        return self.process.wait(DEADLINE)

    def go_to_the_end(self):
        self.press(say('_Continue'))
        wait_for(lambda: self.find('heading', say('Your account works')), 'the success')
        self.press(say('_Continue'))
        wait_for(lambda: self.find('heading', say('These settings work')), 'the last page')


def read_all(descriptor):
    """To the end of the file, within the deadline."""
    end = time.monotonic() + DEADLINE
    parts = []
    while True:
        ready, _, _ = select.select([descriptor], [], [], max(end - time.monotonic(), 0))
        assert ready, 'no end of the file'
        part = os.read(descriptor, 65536)
        if not part:
            return b''.join(parts)
        parts.append(part)


def hand_over_label(client):
    return say('_Hand over to %s') % client


def test_done():
    # In a name an underscore is one, and marks no key.
    with Spawned('--for=Test_post', '--name=Jörg Müller') as wizard:
        wizard.wait_find('label', say('Opened by %s.') % 'Test_post')
        wizard.go_to_the_end()
        wizard.press(hand_over_label('Test_post'))
        handover = read_handover(wizard.result())
        assert wizard.ended() == 0
        assert handover['status'] == 'done'
        account = handover['account']
        assert account['identity']['name'], account
        # It comes from --practice, and whoever sees it is told so.
        assert account['practice'] is True, account
        assert account['label'] == say('Practice: %s') % account['identity']['address'], account['label']
        assert account['incoming'][0]['verified']['state'] == 'ok'
        assert account['outgoing'][0]['verified']['state'] == 'ok'
        assert account['incoming'][0]['secret'] == {'store': 'none'}
        assert not wizard.warnings(), wizard.warnings()


def test_password_through_the_second_pipe():
    with Spawned('--for=Testpost', secrets=True) as wizard:
        wizard.go_to_the_end()
        wizard.press(hand_over_label('Testpost'))
        handover = read_handover(wizard.result())
        assert wizard.secrets() == b'incoming.0 10\n' + PASSWORD.encode()
        assert wizard.ended() == 0
        assert handover['account']['incoming'][0]['secret'] == {'store': 'fd'}
        assert handover['account']['outgoing'][0]['secret'] == {'store': 'same-as', 'incoming': 0}


def test_the_person_keeps_the_password():
    with Spawned('--for=Testpost', secrets=True) as wizard:
        wizard.go_to_the_end()
        wizard.press(say('The mail program asks for it'), 'toggle button'
                     if wizard.find('toggle button', say('The mail program asks for it')) else 'push button')
        wizard.press(hand_over_label('Testpost'))
        handover = read_handover(wizard.result())
        assert wizard.secrets() == b''
        assert wizard.ended() == 0
        assert handover['account']['incoming'][0]['secret'] == {'store': 'none'}


def test_cancelled_by_the_person():
    with Spawned() as wizard:
        wizard.wait_find('label', say('Opened by another program.'))
        wizard.press(say('Cance_l'))
        wizard.press(say('Leave'))
        assert read_handover(wizard.result())['status'] == 'cancelled'
        assert wizard.ended() == 1


def test_cancelled_by_signal():
    for number in (signal.SIGTERM, signal.SIGINT):
        with Spawned() as wizard:
            wizard.process.send_signal(number)
            assert read_handover(wizard.result())['status'] == 'cancelled'
            assert wizard.ended() == 1


def test_a_signal_waits_until_it_can_be_answered():
    """As long as there is no window yet, and also through the terminal program: a display that never answers
    keeps the wizard there."""
    held = 1 << (signal.SIGTERM - 1)
    for program in ([WIZARD], [os.path.join(BUILD, 'src', 'cli', 'postlotse'), 'add']):
        with socket.socket() as display:
            display.bind(('127.0.0.1', 0))
            display.listen()
            display.settimeout(DEADLINE)
            process = subprocess.Popen([*program, '--output=json'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                       env={**os.environ, 'DISPLAY': f'127.0.0.1:{display.getsockname()[1] - 6000}'})
            connection = display.accept()[0]
            with open(f'/proc/{process.pid}/status', encoding='utf-8') as status:
                blocked = next(line.split()[1] for line in status if line.startswith('SigBlk:'))
            assert int(blocked, 16) & held, (program, blocked)
            process.terminate()
            connection.close()
            assert process.communicate(timeout=DEADLINE)[0] == b''
            assert process.returncode == 69, (program, process.returncode)


def test_caller_gone():
    with Spawned() as wizard:
        os.close(wizard.reader)
        assert wizard.ended() == 1


def test_killed():
    with Spawned() as wizard:
        wizard.process.kill()
        assert wizard.result() == b''


def test_standard_output_holds_the_object_alone():
    process = subprocess.Popen([WIZARD, '--output=json', '--practice=all-well'], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL,
                               env={**os.environ, 'G_MESSAGES_DEBUG': 'all'})
    wait_for(lambda: subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(process.pid),
                                     '--class', '.'], capture_output=True, check=False).stdout, 'the window')
    process.send_signal(signal.SIGTERM)
    output = process.communicate(timeout=DEADLINE)[0]
    assert read_handover(output)['status'] == 'cancelled'
    assert process.returncode == 1


def test_the_result_cannot_be_written():
    with Spawned('--for=Testpost', result='/dev/full') as wizard:
        wizard.go_to_the_end()
        wizard.press(hand_over_label('Testpost'))
        assert wizard.ended() == 2
        wizard.log.seek(0)
        assert say('postlotse: the output could not be written: %s\n').partition('%s')[0].encode() in wizard.log.read()


def test_no_practice_account_for_a_caller():
    """Who has opened the window waits for a real account; in one that a person has opened it is offered."""
    offer = say('T_ry it with a practice account')
    with Spawned('--for=Testpost', account=None) as wizard:
        wizard.wait_find('label', say('Opened by %s.') % 'Testpost')
        assert not wizard.find('push button', offer)
        wizard.process.terminate()
        assert read_handover(wizard.result())['status'] == 'cancelled'
    with Wizard() as wizard:
        wizard.wait_find('push button', offer)


def test_wrong_usage_writes_nothing():
    reader, writer = os.pipe()
    for options in (['--secret=fd'], ['--secret=file'], ['--contract=2'], ['--contract=0'], ['--contract=1x'],
                    ['--result-fd=0'], ['--result-fd=-3'], ['--result-fd='], ['--gapplication-service'],
                    ['--protocol=smtp'], ['--nonsense'],
                    ['--secret-fd=99', '--secret=fd'], [f'--secret-fd={writer}', '--secret=fd'],
                    ['--for=' + 'x' * 200], ['--address=a\x07'], ['--name=' + 'ä' * 400]):
        done = subprocess.run([WIZARD, '--output=json', f'--result-fd={writer}', *options], pass_fds=[writer],
                              capture_output=True, timeout=DEADLINE, check=False)
        assert done.returncode == 64, (options, done)
        assert done.stdout == b'' and done.stderr, (options, done)
    for alone in ('--for=x', '--result-fd=1', '--output=text'):
        done = subprocess.run([WIZARD, alone], capture_output=True, timeout=DEADLINE, check=False)
        assert done.returncode == 64, done
    os.close(writer)
    assert read_all(reader) == b''
    done = subprocess.run([WIZARD, '--output=json'], stderr=subprocess.PIPE, timeout=DEADLINE, check=False,
                          preexec_fn=lambda: os.close(1))
    assert done.returncode == 64, done


def test_no_screen():
    without = {name: value for name, value in os.environ.items() if name not in ('DISPLAY', 'WAYLAND_DISPLAY')}
    for environment in (without, {**without, 'DISPLAY': ':nonsense'}):
        done = subprocess.run([WIZARD, '--output=json'], capture_output=True, env=environment,
                              timeout=DEADLINE, check=False)
        assert done.returncode == 69, done
        assert done.stdout == b''


def start_keyring():
    """The real daemon, on this test's own bus, opened with a password that comes by pipe."""
    if subprocess.run(['which', KEYRING], capture_output=True, check=False).returncode != 0:
        return None
    process = subprocess.Popen([KEYRING, '--foreground', '--unlock', '--components=secrets'],
                               stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    process.stdin.write(b'keyring')
    process.stdin.close()
    wait_for(lambda: b'true' in subprocess.run(
        ['gdbus', 'call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/', '--method',
         'org.freedesktop.DBus.NameHasOwner', 'org.freedesktop.secrets'],
        capture_output=True, check=True).stdout, 'the keyring')
    return process


def test_without_a_keyring():
    # Nobody whom the bus could start instead, either: the name is taken by somebody who knows nothing.
    owner = Gio.bus_own_name(Gio.BusType.SESSION, 'org.freedesktop.secrets', Gio.BusNameOwnerFlags.NONE, None,
                             None, None)
    try:
        with Spawned('--for=Testpost', '--secret=service') as wizard:
            wizard.go_to_the_end()
            wizard.press(hand_over_label('Testpost'))
            wait_for(lambda: wizard.find('label', say(
                'No password store is running on this desktop. Nothing was saved; the mail program will ask for '
                'the password.')), 'the reason')
            # The way without it is chosen now; the same button goes it.
            wizard.press(hand_over_label('Testpost'))
            handover = read_handover(wizard.result())
            assert wizard.ended() == 0
            assert handover['account']['incoming'][0]['secret'] == {'store': 'none'}
    finally:
        Gio.bus_unown_name(owner)


SILENT_SERVICE = """
<node>
  <interface name="org.freedesktop.Secret.Service">
    <method name="OpenSession">
      <arg type="s" direction="in"/><arg type="v" direction="in"/>
      <arg type="v" direction="out"/><arg type="o" direction="out"/>
    </method>
  </interface>
</node>"""


def test_cancelled_while_the_keyring_is_waited_for():
    # As when it asks the person for its own password, and they have left.
    asked = []
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    interface = Gio.DBusNodeInfo.new_for_xml(SILENT_SERVICE).interfaces[0]
    number = bus.register_object('/org/freedesktop/secrets', interface, lambda *call: asked.append(call), None, None)
    owner = Gio.bus_own_name_on_connection(bus, 'org.freedesktop.secrets', Gio.BusNameOwnerFlags.NONE, None, None)
    try:
        with Spawned('--for=Testpost', '--secret=service') as wizard:
            wizard.go_to_the_end()
            wizard.press(hand_over_label('Testpost'))
            wizard.wait_find('label', say('Waiting for the password store. It may ask for its own password.'))
            wait_for(lambda: asked, 'the question to the keyring')
            wizard.process.send_signal(signal.SIGTERM)
            assert read_handover(wizard.result())['status'] == 'cancelled'
            assert wizard.ended() == 1
    finally:
        bus.unregister_object(number)
        Gio.bus_unown_name(owner)


def stored():
    """What lies in the keyring under our schema: attributes and labels, no secrets."""
    run = subprocess.run(['secret-tool', 'search', '--all', 'xdg:schema', 'org.postlotse.Account'],
                         capture_output=True, text=True, check=False)
    return run.stdout + run.stderr


def test_with_a_keyring():
    keyring = start_keyring()
    if keyring is None:
        print('# no gnome-keyring-daemon here')
        return
    try:
        with Spawned('--for=Testpost', '--secret=service') as wizard:
            wizard.go_to_the_end()
            wizard.press(hand_over_label('Testpost'))
            secret = read_handover(wizard.result())['account']['incoming'][0]['secret']
            assert wizard.ended() == 0
        assert secret['store'] == 'secret-service' and secret['schema'] == 'org.postlotse.Account', secret
        words = [part for pair in secret['attributes'].items() for part in pair]
        found = subprocess.run(['secret-tool', 'lookup', 'xdg:schema', secret['schema'], *words],
                               capture_output=True, check=True).stdout
        assert found == PASSWORD.encode(), found

        # What could not be written reached nobody, and goes again.
        subprocess.run(['secret-tool', 'clear', 'xdg:schema', 'org.postlotse.Account'], check=True)
        with Spawned('--for=Testpost', '--secret=service', result='/dev/full') as wizard:
            wizard.go_to_the_end()
            wizard.press(hand_over_label('Testpost'))
            assert wizard.ended() == 2
        assert 'attribute' not in stored(), stored()
    finally:
        keyring.terminate()
        keyring.wait()


def window_properties(window):
    return subprocess.run(['xprop', '-id', window], capture_output=True, text=True, check=True).stdout


def test_parent_window():
    with Wizard() as parent:
        number = int(parent.window)
        with Spawned(f'--parent-window=x11:{number:x}') as wizard:
            # The window manager writes the second one, too.
            properties = wait_for(lambda: {'WM_TRANSIENT_FOR', '_NET_WM_STATE_MODAL'} <= set(re.findall(
                r'\w+', text := window_properties(wizard.window))) and text, 'the parent')
            assert f'window id # {number:#x}' in properties, properties
            assert not wizard.warnings(), wizard.warnings()


def test_bad_parent_windows():
    root = subprocess.run(['xwininfo', '-root'], capture_output=True, text=True, check=True).stdout
    root_id = root.split('Window id: 0x')[1].split()[0]
    for handle in ('x11:', 'x11:zz', 'x11:1', 'x11:7fffffff', f'x11:{root_id}', 'x11:ffffffffffffffff',
                   "wayland:=C{%>)GrFt^}?D=>'klz\\QKiy+D_#z0x", 'nonsense', '"; xterm #'):
        with Spawned('--parent-window=' + handle) as wizard:
            assert 'WM_TRANSIENT_FOR' not in window_properties(wizard.window), handle
            assert not wizard.warnings(), wizard.warnings()


def test_only_what_the_caller_receives_with():
    with Spawned('--for=Testpost', '--protocol=pop3', account='all-well-pop3') as wizard:
        wizard.go_to_the_end()
        wizard.press(hand_over_label('Testpost'))
        handover = read_handover(wizard.result())
        assert handover['account']['incoming'][0]['protocol'] == 'pop3'
        assert wizard.ended() == 0


if __name__ == '__main__':
    tap.main(sys.modules[__name__])
