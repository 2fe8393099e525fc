# SPDX-License-Identifier: GPL-3.0-or-later
"""A program on the session bus that calls the wizard, and the window that its call opens."""
import os
import signal
import tempfile

from gi.repository import Gio, GLib
from wizard import DEADLINE, WIZARD, Wizard, say, take_picture, wait_for

NAME = 'org.postlotse.Postlotse'
OBJECT = '/org/postlotse/Setup'
INTERFACE = 'org.postlotse.Setup1'
REQUEST = 'org.postlotse.Request1'


class Client:
    """A program of its own on the bus."""

    def __init__(self):
        self.bus = Gio.DBusConnection.new_for_address_sync(
            os.environ['DBUS_SESSION_BUS_ADDRESS'],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
            None, None)
        self.responses = []
        self.bus.signal_subscribe(None, REQUEST, 'Response', None, None, Gio.DBusSignalFlags.NONE,
                                  lambda *call: self.responses.append((call[2], *call[5].unpack())))

    def call(self, method, parameters, path=OBJECT, interface=INTERFACE, name=NAME):
        """Blocks this client alone: the wizard is another process."""
        return self.bus.call_sync(name, path, interface, method, parameters, None, Gio.DBusCallFlags.NONE,
                                  int(DEADLINE * 1000), None)

    def set_up(self, parent='', **options):
        return self.call('SetUpAccount', GLib.Variant('(sa{sv})', (parent, options))).unpack()[0]

    def error_of(self, method, parameters):
        try:
            self.call(method, parameters)
        except GLib.Error as error:
            return Gio.DBusError.get_remote_error(error)
        raise AssertionError('no error')

    def ask_bus(self, method, *values):
        types = {'GetConnectionUnixProcessID': '(s)', 'NameHasOwner': '(s)', 'ReloadConfig': '()',
                 'UpdateActivationEnvironment': '(a{ss})'}
        answer = self.call(method, GLib.Variant(types[method], values), '/org/freedesktop/DBus',
                           'org.freedesktop.DBus', 'org.freedesktop.DBus').unpack()
        return answer[0] if answer else None

    def response(self):
        return wait_for(lambda: self.responses and self.responses.pop(), 'the response')

    def take_secret(self, account, entry):
        """The password, from the pipe that it comes through."""
        answer, descriptors = self.bus.call_with_unix_fd_list_sync(
            NAME, OBJECT, INTERFACE, 'TakeSecret', GLib.Variant('(ss)', (account, entry)), None,
            Gio.DBusCallFlags.NONE, 5000, None, None)
        with os.fdopen(descriptors.get(answer.unpack()[0]), 'rb') as pipe:
            return pipe.read()

    def leave(self):
        self.bus.close_sync(None)


class Process:
    """The process that the bus has started, as Wizard wants to see it."""

    def __init__(self, pid):
        self.pid = pid

    def poll(self):
        return None if os.path.exists(f'/proc/{self.pid}') else 0

    def send_signal(self, number):
        os.kill(self.pid, number)

    def wait(self, _seconds=None):
        wait_for(lambda: self.poll() == 0, 'the end of the program')

    def kill(self):
        self.send_signal(signal.SIGKILL)


class Called(Wizard):
    """A window that a call has opened."""

    def __init__(self, client, repaired=None):  # pylint: disable=super-init-not-called
        self.repaired = repaired  # the address
        self.log = tempfile.TemporaryFile()
        self.process = Process(client.ask_bus('GetConnectionUnixProcessID', NAME))
        self.application = None
        self.window = None

    def first_heading(self):
        return say('Repair this account') if self.repaired else super().first_heading()

    def __exit__(self, kind, value, trace):
        if kind is not None:
            take_picture('wizard-failed')
        self.log.close()


def install(client, *options, program=(WIZARD,), **environment):
    """What the package puts into /usr/share/dbus-1/services."""
    folder = os.path.join(os.environ['XDG_DATA_HOME'], 'dbus-1', 'services')
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, NAME + '.service'), 'w', encoding='ascii') as file:
        file.write(f'[D-BUS Service]\nName={NAME}\nExec={" ".join((*program, "--gapplication-service", *options))}\n')
    client.ask_bus('ReloadConfig')
    client.ask_bus('UpdateActivationEnvironment', {
        'POSTLOTSE_IDLE_MS': '300', **{name: os.environ[name] for name in (
            'DISPLAY', 'LANGUAGE', 'LC_ALL', 'POSTLOTSE_LOCALEDIR') if name in os.environ}, **environment})


def await_leave(client):
    wait_for(lambda: not client.ask_bus('NameHasOwner', NAME), 'the program to leave the bus')


def own_program():
    """How the window calls us."""
    return os.path.basename(os.readlink('/proc/self/exe'))
