#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The wizard as a child of another program's window on Wayland, under a compositor that draws for nobody.

Sway shows by itself which windows have a parent: it lets them float above the others. It does not run as
root, so a test that does becomes nobody first; or, where nobody cannot read a clone that lies in root's own
folder, is called so in a namespace of users, and stays whose the files are.
"""
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

NOBODY = '65534'
DEADLINE = float(os.environ.get('PL_UI_DEADLINE', '120'))
WIZARD = os.path.join(os.environ['PL_BUILD'], 'src', 'wizard', 'postlotse-wizard')
PARENT = """
import gi
gi.require_version('Gtk', '4.0')
gi.require_version('GdkWayland', '4.0')
from gi.repository import GdkWayland, Gtk

def export(window):
    window.get_surface().export_handle(lambda _surface, handle: print(handle, flush=True))

def activate(application):
    window = Gtk.ApplicationWindow(application=application, title='parent')
    window.connect_after('map', export)
    window.present()

application = Gtk.Application(application_id='org.example.Parent')
application.connect('activate', activate)
application.run([])
"""


def wait_for(condition, what):
    end = time.monotonic() + DEADLINE
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f'not within {DEADLINE:.0f} s: {what}')
        time.sleep(0.02)


def windows():
    """Every window's program, and whether it floats."""
    tree = json.loads(subprocess.run(['swaymsg', '-t', 'get_tree'], capture_output=True, check=True).stdout)
    found, waiting = {}, [tree]
    while waiting:
        node = waiting.pop()
        if node.get('app_id'):
            found[node['app_id']] = node['type'] == 'floating_con'
        waiting += node.get('nodes', []) + node.get('floating_nodes', [])
    return found


def floats(handle):
    """Opens the wizard with this parent, and tells whether it is a child."""
    wizard = subprocess.Popen([WIZARD, '--output=json', '--parent-window=' + handle], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL)
    try:
        return wait_for(lambda: (name := 'org.postlotse.Postlotse') in (seen := windows()) and [seen[name]],
                        'the window')[0]
    finally:
        wizard.send_signal(signal.SIGTERM)
        output = wizard.communicate(timeout=DEADLINE)[0]
        assert json.loads(output)['status'] == 'cancelled' and wizard.returncode == 1


def start_compositor(folder):
    config = os.path.join(folder, 'config')
    with open(config, 'w', encoding='ascii') as file:
        file.write('xwayland disable\noutput HEADLESS-1 resolution 1280x900\n')
    compositor = subprocess.Popen(['sway', '-c', config], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    names = lambda start, end: [name for name in os.listdir(folder) if name.startswith(start) and name.endswith(end)]
    os.environ['WAYLAND_DISPLAY'] = wait_for(
        lambda: [name for name in names('wayland-', '') if '.' not in name], 'the display')[0]
    os.environ['SWAYSOCK'] = os.path.join(folder, wait_for(lambda: names('sway-ipc', '.sock'), 'its socket')[0])
    return compositor


def inside():
    """In the D-Bus session, as somebody who is not root."""
    with tempfile.TemporaryDirectory(prefix='postlotse-wayland-') as folder:
        os.environ.update(XDG_RUNTIME_DIR=folder, HOME=folder, WLR_BACKENDS='headless', WLR_RENDERER='pixman',
                          WLR_LIBINPUT_NO_DEVICES='1', GDK_BACKEND='wayland', GTK_A11Y='none',
                          GSETTINGS_BACKEND='memory', GSK_RENDERER='cairo')
        os.environ.pop('DISPLAY', None)
        compositor = start_compositor(folder)
        parent = subprocess.Popen(['/usr/bin/python3', '-c', PARENT], stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL, text=True)
        try:
            handle = parent.stdout.readline().strip()
            assert handle, 'no handle'
            rows = [('a child of the exported window', 'wayland:' + handle, True),
                    ('a handle that nobody has exported', 'wayland:nonsense', False),
                    ('a handle of the other system', 'x11:1f', False)]
            for number, (words, given, wanted) in enumerate(rows, 1):
                print('ok' if floats(given) == wanted else 'not ok', number, '-', words, flush=True)
            print(f'1..{len(rows)}', flush=True)
        finally:
            parent.kill()
            parent.wait()
            compositor.terminate()
            compositor.wait()


def ways_not_to_be_root():
    """What the commands begin with."""
    if os.geteuid() != 0:
        return [[]]
    return [['setpriv', f'--reuid={NOBODY}', f'--regid={NOBODY}', '--clear-groups'],
            ['unshare', '--user', f'--map-user={NOBODY}', f'--map-group={NOBODY}']]


def can_read(other):
    """Whether this way the test and the program can be read."""
    return subprocess.run([*other, 'test', '-r', os.path.abspath(__file__), '-a', '-x', WIZARD],
                          stderr=subprocess.DEVNULL, check=False).returncode == 0


def main():
    if '--inside' in sys.argv:
        inside()
        return
    for tool in ('sway', 'dbus-run-session', 'setpriv', 'unshare'):
        if shutil.which(tool) is None:
            print(f'1..0 # SKIP there is no {tool}')
            return
    other = next(filter(can_read, ways_not_to_be_root()), None)
    if other is None:
        print('1..0 # SKIP the compositor does not run as root, and nobody else can read the program')
        return
    sys.exit(subprocess.run([*other, 'dbus-run-session', '--', sys.executable, os.path.abspath(__file__), '--inside'],
                            stderr=subprocess.DEVNULL, check=False).returncode)


if __name__ == '__main__':
    main()
