# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for things in a program's accessible tree with few messages.

libatspi asks for every child one by one, and for its role each time; that is most of what a run of these
tests costs. Here a thing is asked for all of its children at once, those that have none are not asked, and
a role, which never changes, is asked for once. What is found is handed out as libatspi's own object.
"""
import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

ACCESSIBLE = 'org.a11y.atspi.Accessible'
PATIENCE = 15000  # milliseconds, for one answer
# In these GTK shows no others.
LEAVES = ('label', 'heading', 'text', 'password text', 'image', 'icon', 'separator', 'scroll bar')
# Where programs of other toolkits, and every program's root, have paths that come again.
OTHERS = '/org/a11y/atspi/'
ROLES = {}


def bus():
    """A connection of our own to the accessibility bus of this session, made once."""
    if not hasattr(bus, 'connection'):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None,
                                    Gio.DBusCallFlags.NONE, PATIENCE, None).unpack()[0]
        bus.connection = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
    return bus.connection


def plain_role(name):
    """The role's name as of old: AT-SPI 2.54 shortened that of buttons, and GTK 4.10 has one of its own
    for those that stay pressed."""
    return 'push button' if name in ('button', 'toggle button') else name


def role_of(accessible):
    """The plain name of its role."""
    path = accessible.path
    if path.startswith(OTHERS):
        return plain_role(accessible.get_role_name())
    if path not in ROLES:
        ROLES[path] = plain_role(accessible.get_role_name())
    return ROLES[path]


class Tree:
    """Everything below one accessible thing. Things are known by their object paths, which are not used twice."""

    def __init__(self, root):
        self.root = root
        self.program = root.app.bus_name
        self.roles = {}
        self.things = {root.path: root}

    def ask(self, path, interface, method, arguments=None):
        return bus().call_sync(self.program, path, interface, method, arguments, None,
                               Gio.DBusCallFlags.NONE, PATIENCE, None).unpack()[0]

    def role(self, path):
        if path not in self.roles:
            number = self.ask(path, ACCESSIBLE, 'GetRole')
            self.roles[path] = plain_role(Atspi.role_get_name(Atspi.Role(number)))
        return self.roles[path]

    def name(self, path):
        return self.ask(path, 'org.freedesktop.DBus.Properties', 'Get',
                        GLib.Variant('(ss)', (ACCESSIBLE, 'Name')))

    def has_state(self, path, state):
        words = self.ask(path, ACCESSIBLE, 'GetState')
        return bool(words[int(state) // 32] & (1 << int(state) % 32))

    def places(self, path=None, way=()):
        """The root and all below it, in order, each with the paths that lead to it; what vanishes meanwhile
        is left out."""
        path = path or self.root.path
        way = (*way, path)
        try:
            role = self.role(path)
            yield way
            children = [] if role in LEAVES else self.ask(path, ACCESSIBLE, 'GetChildren')
        except GLib.Error:
            return
        for _program, child in children:
            yield from self.places(child, way)

    def learn(self, above):
        """Keeps what is directly below as libatspi's objects, and hands it out."""
        children = [above.get_child_at_index(index) for index in range(above.get_child_count())]
        found = [child for child in children if child is not None]
        self.things.update((child.path, child) for child in found)
        return found

    def follow(self, way):
        """The thing at that place as libatspi's object; None if it is not there any more."""
        if way[-1] not in self.things:
            above = self.follow(way[:-1])
            below = self.learn(above) if above is not None else []
            # GTK 4.8 puts a page in between only if it is asked for a stack's children one by one.
            for child in below if way[-1] not in self.things else []:
                self.learn(child)
        return self.things.get(way[-1])

    def search(self, wanted):
        """Hands out, in order, what is wanted: a function of an object path."""
        for way in self.places():
            try:
                accessible = self.follow(way) if wanted(way[-1]) else None
            except GLib.Error:
                continue
            if accessible is not None:
                yield accessible
