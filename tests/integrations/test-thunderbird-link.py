#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a terminal into a Thunderbird that runs with our add-on: which link the program gives it, that the
add-on reads it as it was meant, and when there is no link at all."""

import fcntl
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / 'ui'))

import tap  # pylint: disable=wrong-import-position

POSTLOTSE = os.environ['POSTLOTSE']
ADDON = pathlib.Path(__file__).parents[2] / 'data/integrations/thunderbird'
PASSWORD = 'Mondschein 7!'
PREFS = '// Mozilla User Preferences\n\nuser_pref("mail.root.imap", "/x");\n'
READ = '''
const { readHandover, makeLinkConfig } = require(process.argv[1]);
const link = /^ext\\+postlotse:add\\?settings=([A-Za-z0-9_-]+)$/.exec(process.argv[2]);
const text = Buffer.from(link[1], 'base64url').toString('utf8');
console.log(JSON.stringify(makeLinkConfig(readHandover(text))));
'''


def server(protocol, host, port, security='tls', **more):
    return {'protocol': protocol, 'host': host, 'port': port, 'security': security,
            'username': 'änna@example.org', 'auth': {'kind': 'password', 'sasl': ['PLAIN'], 'oauth2': None},
            'secret': {'store': 'none'},
            'verified': {'state': 'ok', 'at': '2026-11-21T20:59:58Z', 'stages': [], 'source': 'user'}, **more}


class Lab:
    """A home with one profile, a Thunderbird that notes what it is started with, and a lock that says
    that it runs."""

    def __init__(self, running=True, addon=True, status=0):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix='link-'))
        self.profile = self.home / '.thunderbird/a b.default'
        self.profile.mkdir(parents=True, mode=0o700)
        (self.home / '.thunderbird/profiles.ini').write_text(
            '[Profile0]\nName=default\nIsRelative=1\nPath=a b.default\nDefault=1\n')
        (self.profile / 'prefs.js').write_text(PREFS)
        addons = [{'id': 'other@example.org', 'active': True},
                  {'id': 'thunderbird@postlotse.org', 'active': addon, 'userDisabled': not addon}]
        (self.profile / 'extensions.json').write_text(json.dumps({'schemaVersion': 37, 'addons': addons}))
        self.lock = open(self.profile / '.parentlock', 'w', encoding='utf-8')
        if running:
            fcntl.lockf(self.lock, fcntl.LOCK_EX)
        program = self.home / 'bin/thunderbird'
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{self.home}/arguments"\nexit {status}\n')
        program.chmod(0o755)

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.lock.close()
        shutil.rmtree(self.home)

    def export(self, *more, incoming=None):
        settings = {'format': 'postlotse-handover', 'version': 1, 'status': 'done', 'error': None, 'account': {
            'id': '0f3c5c1e-6a6e-4d0e-9d2b-1a2b3c4d5e6f',
            'identity': {'address': 'anna@example.org', 'name': 'Änna', 'aliases': []},
            'incoming': [{**server('imap', 'imap.example.org', 993), **(incoming or {})}],
            'outgoing': [server('smtp', 'smtp.example.org', 587, 'starttls')]}}
        (self.home / 'settings.json').write_text(json.dumps(settings))
        (self.home / 'password').write_text(PASSWORD)
        (self.home / 'password').chmod(0o600)
        environment = {**os.environ, 'HOME': str(self.home), 'XDG_CONFIG_HOME': str(self.home / '.config'),
                       'XDG_STATE_HOME': str(self.home / 'state'), 'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'en',
                       'PATH': f'{self.home}/bin:{os.environ["PATH"]}'}
        return subprocess.run([POSTLOTSE, 'export', '--to=thunderbird', f'--settings={self.home}/settings.json',
                               *more], env=environment, capture_output=True, text=True, check=False,
                              stdin=subprocess.DEVNULL)

    def arguments(self):
        noted = self.home / 'arguments'
        return noted.read_text().splitlines() if noted.exists() else None

    def prefs(self):
        return (self.profile / 'prefs.js').read_text()


def test_link_is_given_and_read():
    with Lab() as lab:
        result = lab.export()
        assert result.returncode == 0, result.stderr
        assert 'Choose “Open Link”' in result.stdout, result.stdout
        profile, link = lab.arguments()[1:]
        assert lab.arguments()[0] == '--profile' and profile == str(lab.profile), lab.arguments()
        assert lab.prefs() == PREFS
        if shutil.which('node') is None:
            return
        config = json.loads(subprocess.run(['node', '-e', READ, str(ADDON / 'account.js'), link],
                                           capture_output=True, text=True, check=True).stdout)
        assert config['address'] == 'anna@example.org' and config['name'] == 'Änna', config
        assert config['incoming'] == {'type': 'imap', 'hostname': 'imap.example.org', 'port': 993,
                                      'socketType': 3, 'auth': 3, 'username': 'änna@example.org',
                                      'password': None, 'leaveDays': None}, config
        assert config['outgoing']['socketType'] == 2, config


def test_no_password_in_it():
    with Lab() as lab:
        assert lab.export(f'--password-file={lab.home}/password').returncode == 2  # it needs none
        assert lab.arguments() is None
        assert lab.export().returncode == 0
        assert PASSWORD not in '\n'.join(lab.arguments())


def test_dry_run_starts_nothing():
    with Lab() as lab:
        assert lab.export('--dry-run').returncode == 0
        assert lab.arguments() is None and lab.prefs() == PREFS


def test_without_addon_it_is_closed_first():
    with Lab(addon=False) as lab:
        result = lab.export()
        assert result.returncode == 1 and '--wait' in result.stderr, result.stderr
        assert lab.arguments() is None and lab.prefs() == PREFS


def test_closed_it_is_written():
    with Lab(running=False) as lab:
        assert lab.export().returncode == 0
        assert lab.arguments() is None and 'imap.example.org' in lab.prefs()


def test_what_a_link_cannot_bring():
    with Lab() as lab:
        result = lab.export('--allow-cleartext', incoming={'security': 'none', 'port': 143})
        assert result.returncode != 0 and lab.arguments() is None, (result, lab.arguments())


def test_failure_is_told():
    with Lab(status=1) as lab:
        result = lab.export()
        assert result.returncode == 1 and 'Thunderbird has not taken the account' in result.stderr, result
        assert lab.prefs() == PREFS


def test_broken_list_of_addons():
    for text in ('', '{', '[]', '{"addons": 7}', '{"addons": [7, {"id": 3}]}', '{"addons": [{"active": true}]}'):
        with Lab() as lab:
            (lab.profile / 'extensions.json').write_text(text)
            assert lab.export().returncode == 1 and lab.arguments() is None, text


if __name__ == '__main__':
    tap.main(sys.modules[__name__])
