#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Secret Service with one item for imap.example.org, whose secret it does not hand out. Were that
overwritten, its label would say so."""

from gi.repository import Gio, GLib

ROOT = '/org/freedesktop/secrets'
ITEM = ROOT + '/collection/one/1'
SESSION = ROOT + '/session/1'
SECRET = '(oayays)'
XML = f'''<node>
  <interface name="org.freedesktop.Secret.Service">
    <method name="OpenSession"><arg type="s" direction="in"/><arg type="v" direction="in"/>
      <arg type="v" direction="out"/><arg type="o" direction="out"/></method>
    <method name="SearchItems"><arg type="a{{ss}}" direction="in"/>
      <arg type="ao" direction="out"/><arg type="ao" direction="out"/></method>
    <method name="GetSecrets"><arg type="ao" direction="in"/><arg type="o" direction="in"/>
      <arg type="a{{o{SECRET}}}" direction="out"/></method>
    <method name="Unlock"><arg type="ao" direction="in"/>
      <arg type="ao" direction="out"/><arg type="o" direction="out"/></method>
    <property name="Collections" type="ao" access="read"/>
  </interface>
  <interface name="org.freedesktop.Secret.Item">
    <method name="SetSecret"><arg type="{SECRET}" direction="in"/></method>
    <property name="Locked" type="b" access="read"/>
    <property name="Attributes" type="a{{ss}}" access="read"/>
    <property name="Label" type="s" access="read"/>
    <property name="Created" type="t" access="read"/>
    <property name="Modified" type="t" access="read"/>
  </interface>
</node>'''
ATTRIBUTES = {'account': '0f3c5c1e-6a6e-4d0e-9d2b-1a2b3c4d5e6f', 'host': 'imap.example.org',
              'service': 'imap', 'user': 'anna@example.org', 'xdg:schema': 'org.postlotse.Account'}
label = 'untouched'


def open_session(call, algorithm, _input):
    if algorithm != 'plain':
        call.return_dbus_error('org.freedesktop.DBus.Error.NotSupported', 'plain only')
        return None
    return GLib.Variant('(vo)', (GLib.Variant('s', ''), SESSION))


def set_secret(_call, _secret):
    global label
    label = 'overwritten'
    return GLib.Variant('()', ())


def search(_call, wanted):
    fits = all(ATTRIBUTES.get(key) == value for key, value in wanted.items())
    return GLib.Variant('(aoao)', ([ITEM] if fits else [], []))


METHODS = {
    'OpenSession': open_session,
    'SearchItems': search,
    'GetSecrets': lambda _call, _items, _session: GLib.Variant(f'(a{{o{SECRET}}})', ({},)),
    'Unlock': lambda _call, items: GLib.Variant('(aoo)', (items, '/')),
    'SetSecret': set_secret,
}
PROPERTIES = {
    'Collections': lambda: GLib.Variant('ao', []),
    'Locked': lambda: GLib.Variant('b', False),
    'Attributes': lambda: GLib.Variant('a{ss}', ATTRIBUTES),
    'Label': lambda: GLib.Variant('s', label),
    'Created': lambda: GLib.Variant('t', 1),
    'Modified': lambda: GLib.Variant('t', 1),
}


def called(_connection, _sender, _path, _interface, method, parameters, call):
    answer = METHODS[method](call, *parameters.unpack())
    if answer is not None:
        call.return_value(answer)


def main():
    connection = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    node = Gio.DBusNodeInfo.new_for_xml(XML)
    for path, interface in ((ROOT, 0), (ITEM, 1)):
        connection.register_object(path, node.interfaces[interface], called,
                                   lambda _c, _s, _p, _i, name: PROPERTIES[name](), None)
    Gio.bus_own_name_on_connection(connection, 'org.freedesktop.secrets', 0, None, None)
    GLib.MainLoop().run()


main()
