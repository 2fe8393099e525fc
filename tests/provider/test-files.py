# SPDX-License-Identifier: GPL-3.0-or-later
"""The files in data/providers: that they keep the rules, and that each rule can be broken."""
import contextlib
import copy
import importlib.machinery
import importlib.util
import io
import json
import os
import subprocess
import sys
import tempfile
import unittest

# Before the imports that follow: no compiled copies beside the scripts.
sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BUILD_AUX = os.path.join(ROOT, 'build-aux')
sys.path[:0] = [os.path.join(ROOT, 'tests', 'house'), BUILD_AUX]

import provider_facts  # noqa: E402
import tap  # noqa: E402

try:
    import jsonschema
except ImportError:
    jsonschema = None

CHECK = os.path.join(BUILD_AUX, 'check-provider')
MAKE = os.path.join(BUILD_AUX, 'make-provider-table')

GOOD = {
    'id': 'lotse', 'name': 'Lotse', 'country': 'DE', 'domains': ['lotse.example'],
    'main_domains': ['lotse.example'], 'mx': ['mx.lotse.example'],
    'mx_source': ['page:https://lotse.example/mx'], 'mx_date': '2026-01-02',
    'incoming': [
        {'protocol': 'imap', 'host': 'imap.lotse.example', 'port': 993, 'security': 'tls',
         'username': 'address', 'auth': ['password-cleartext']},
        {'protocol': 'pop3', 'host': 'pop.lotse.example', 'port': 995, 'security': 'tls',
         'username': 'address', 'auth': ['password-cleartext']},
    ],
    'outgoing': [
        {'protocol': 'smtp', 'host': 'smtp.lotse.example', 'port': 465, 'security': 'tls',
         'username': 'address', 'auth': ['password-cleartext']},
    ],
    'requirements': [
        {'kind': 'app-password', 'when': 'always', 'help_url': {'de': 'https://lotse.example/app'},
         'source': ['page:https://lotse.example/app'], 'certainty': 'confirmed',
         'date': '2026-01-02'},
    ],
    'oauth2': {'issuer': 'lotse.example', 'authorization_endpoint': 'https://lotse.example/a',
               'token_endpoint': 'https://lotse.example/t', 'scopes': ['mail'],
               'source': ['page:https://lotse.example/oauth'], 'date': '2026-01-02'},
    'help_url': {'de': 'https://lotse.example/hilfe'},
    'source': ['page:https://lotse.example/hilfe'], 'certainty': 'confirmed', 'date': '2026-01-02',
}
NOTHING = object()

# Where, what instead (NOTHING: left out), and a word that the error has to have. The schema has to
# refuse it as well, unless it cannot know.
BROKEN = [
    ('id', 'Lotse', 'lower-case', True),
    ('name', '', 'name', True),
    ('name', ' Lotse', 'blanks', True),
    ('country', 'Germany', 'capital', True),
    ('country', NOTHING, 'country', True),
    ('popular', False, 'popular', True),
    ('colour', 'blue', 'unknown key', True),
    ('domains', ['Lotse.example'], 'lower-case', True),
    ('domains', ['lotse'], 'domain', True),
    ('domains', ['lotse.example', 'lotse.example'], 'twice', True),
    ('main_domains', ['other.example'], 'main_domains', False),
    ('mx', ['*.lotse.example'], 'domain', True),
    ('mx_source', NOTHING, 'mx_source', True),
    ('mx_date', 'yesterday', 'YYYY-MM-DD', True),
    ('incoming.0.host', 'IMAP.lotse.example', 'lower-case', True),
    ('incoming.0.host', '%MXHOST%.lotse.example', 'host', True),
    ('incoming.0.host', 'imap .lotse.example', 'host', True),
    ('incoming.0.port', 0, 'port', True),
    ('incoming.0.port', 65536, 'port', True),
    ('incoming.0.port', '993', 'port', True),
    ('incoming.0.port', 143, 'plain text', False),
    ('incoming.0.security', 'starttls', 'begins with TLS', False),
    ('incoming.0.security', 'ssl', 'security', True),
    ('incoming.0.protocol', 'smtp', 'protocol', True),
    ('outgoing.0.protocol', 'imap', 'protocol', True),
    ('incoming.0.username', 'anna', 'anna', True),
    ('incoming.0.username', '%EMAIL%', 'EMAIL', True),
    ('incoming.0.username', 'other', 'username-differs', False),
    ('incoming.0.auth', [], 'auth', True),
    ('incoming.0.auth', ['telepathy'], 'telepathy', True),
    ('incoming.0.ssl', True, 'unknown key', True),
    ('requirements.0.kind', 'patience', 'kind', True),
    ('requirements.0.when', NOTHING, 'when', True),
    ('requirements.0.default', 'off', 'default', True),
    ('requirements.0.help_url', {}, 'help_url', True),
    ('requirements.0.help_url', {'fr': 'https://lotse.example/'}, 'fr', True),
    ('requirements.0.help_url', {'de': 'http://lotse.example/'}, 'https', True),
    ('requirements.0.help_url', {'de': 'https://user@lotse.example/'}, 'https', True),
    ('requirements.0.source', [], 'source', True),
    ('requirements.0.source', ['hearsay', 'ispdb'], 'unknown', False),
    ('requirements.0.certainty', 'sure', 'certainty', True),
    ('requirements.0.date', NOTHING, 'date', True),
    ('requirements.0.date', '2026-13-01', 'YYYY-MM-DD', False),
    ('requirements.1', GOOD['requirements'][0], 'twice', False),
    ('oauth2.scopes', [], 'scopes', True),
    ('oauth2.token_endpoint', 'http://lotse.example/t', 'https', True),
    ('help_url.de', 'ftp://lotse.example/', 'https', True),
    ('source', ['ispdb', 'mailspring'], 'copies', False),
    ('source', ['editor'], 'confirmed', False),
    ('date', '02.01.2026', 'YYYY-MM-DD', True),
]


def with_change(where, value):
    """GOOD with one thing changed."""
    facts = copy.deepcopy(GOOD)
    *way, last = where.split('.')
    place = facts
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if isinstance(place, list):
        place[int(last):int(last) + 1] = [value]
    elif value is NOTHING:
        del place[last]
    else:
        place[last] = copy.deepcopy(value)
    return facts


def faults(facts):
    return provider_facts.Faults(f'{facts.get("id")}.json', facts, provider_facts.read_sources())


def schema():
    path = os.path.join(ROOT, 'data', 'schemas', 'provider.schema.json')
    with open(path, encoding='utf-8') as file:
        return json.load(file)


def run(*command):
    return subprocess.run(['/usr/bin/python3', '-B', *command], capture_output=True, text=True,
                          check=False)


class Files(unittest.TestCase):
    def test_no_errors(self):
        done = run(CHECK, '--all', '--errors-only')
        self.assertEqual((done.returncode, done.stderr), (0, ''), done.stdout)

    def test_schema(self):
        if jsonschema is None:
            self.skipTest('python3-jsonschema is not installed')
        validator = jsonschema.Draft202012Validator(schema())
        for path in provider_facts.paths():
            found = [f'{error.json_path}: {error.message}'
                     for error in validator.iter_errors(provider_facts.read(path))]
            self.assertEqual(found, [], path)

    def test_nothing_was_lost(self):
        """What the first collection had: a file that goes missing is noticed."""
        all_facts = list(provider_facts.read_valid())
        self.assertGreaterEqual(len(all_facts), 325)
        self.assertGreaterEqual(sum(len(facts['domains']) for facts in all_facts), 1490)
        self.assertGreaterEqual(sum(len(facts['mx']) for facts in all_facts), 83)
        self.assertGreaterEqual(sum('oauth2' in facts for facts in all_facts), 13)
        self.assertGreaterEqual(sum(len(facts['requirements']) for facts in all_facts), 141)

    def test_unencrypted_ones_stay(self):
        plain = [facts['id'] for facts in provider_facts.read_valid() if facts['incoming'] and
                 all(s['security'] == 'none' for s in facts['incoming'] + facts['outgoing'])]
        self.assertEqual(len(plain), 32)


class Rules(unittest.TestCase):
    def test_good_one(self):
        self.assertEqual((faults(GOOD).errors, faults(GOOD).hints), ([], []))

    def test_each_can_be_broken(self):
        for where, value, word, _ in BROKEN:
            errors = faults(with_change(where, value)).errors
            self.assertTrue(any(word in error for error in errors), (where, value, errors))

    def test_schema_agrees(self):
        if jsonschema is None:
            self.skipTest('python3-jsonschema is not installed')
        validator = jsonschema.Draft202012Validator(schema())
        self.assertTrue(validator.is_valid(GOOD))
        for where, value, _, refused in BROKEN:
            self.assertEqual(validator.is_valid(with_change(where, value)), not refused,
                             (where, value))

    def test_file_name(self):
        found = provider_facts.Faults('other.json', GOOD, provider_facts.read_sources())
        self.assertTrue(any('file name' in error for error in found.errors))

    def test_shared(self):
        other = dict(with_change('id', 'zweite'), name='LOTSE')
        found = list(provider_facts.shared_faults([GOOD, other]))
        self.assertEqual({owner for owner, _ in found}, {'zweite'})
        self.assertEqual(len(found), 3)

    def test_hints(self):
        facts = with_change('help_url', NOTHING)
        facts['incoming'] = facts['incoming'][:1]
        facts['certainty'] = 'reported'
        facts['requirements'][0]['help_url'] = {'en': 'https://lotse.example/app'}
        found = faults(facts)
        self.assertEqual(found.errors, [])
        for words in ('no POP3 server', 'no help page for the server settings',
                      'no German help page for requirement app-password', 'reported only'):
            self.assertTrue(any(words in hint for hint in found.hints), words)


class Script(unittest.TestCase):
    def check(self, facts, name='lotse.json'):
        with tempfile.TemporaryDirectory(prefix='postlotse-provider-') as folder:
            path = os.path.join(folder, name)
            with open(path, 'w', encoding='utf-8') as file:
                file.write(facts if isinstance(facts, str) else json.dumps(facts))
            return run(CHECK, path)

    def test_complete(self):
        done = self.check(GOOD)
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn('complete', done.stdout)

    def test_hint_is_no_error(self):
        done = self.check(with_change('help_url', NOTHING))
        self.assertEqual(done.returncode, 0)
        self.assertIn('hint: no help page', done.stdout)

    def test_error(self):
        done = self.check(with_change('incoming.0.port', 0))
        self.assertEqual(done.returncode, 1)
        self.assertIn('error: incoming server 1: the port', done.stdout)

    def test_domain_of_another(self):
        facts = with_change('domains', ['gmx.de'])
        del facts['main_domains']
        done = self.check(facts)
        self.assertEqual(done.returncode, 1)
        self.assertIn('"gmx.de" stands in gmx.json too', done.stdout)

    def test_unreadable(self):
        for text in ('{', '[]', '{"id": "a", "id": "b"}'):
            done = self.check(text)
            self.assertEqual((done.returncode, done.stderr), (1, ''))
            self.assertIn('error:', done.stdout)
        self.assertEqual(run(CHECK, '/nowhere/lotse.json').returncode, 1)

    def test_usage(self):
        for words in ([], ['--all', 'lotse.json'], ['--everything']):
            self.assertEqual(run(CHECK, *words).returncode, 2, words)


class Table(unittest.TestCase):
    """The generator itself; its tables are tested in C."""

    def tree(self, *all_facts):
        folder = tempfile.TemporaryDirectory(prefix='postlotse-table-')
        self.addCleanup(folder.cleanup)
        providers = os.path.join(folder.name, 'providers')
        os.mkdir(providers)
        for facts in all_facts:
            with open(os.path.join(providers, facts['id'] + '.json'), 'w', encoding='utf-8') as file:
                json.dump(facts, file)
        for name, text in (('provider-sources.json', '{"sources": []}'),
                           ('lookalike-domains.json', '{"domains": []}')):
            with open(os.path.join(folder.name, name), 'w', encoding='utf-8') as file:
                file.write(text)
        return providers

    def test_refuses_errors(self):
        providers = self.tree(with_change('date', 'today'))
        done = run(MAKE, providers, os.path.join(providers, 'out.c'))
        self.assertEqual(done.returncode, 1)
        self.assertIn('lotse.json: the servers: the date', done.stderr)
        self.assertFalse(os.path.exists(os.path.join(providers, 'out.c')))

    def test_same_every_time(self):
        providers = self.tree(GOOD)
        made = []
        for name in ('one.c', 'two.c'):
            out = os.path.join(providers, name)
            self.assertEqual(run(MAKE, '--depfile', out + '.d', providers, out).returncode, 0)
            with open(out, encoding='ascii') as file:
                made.append(file.read())
            with open(out + '.d', encoding='utf-8') as file:
                self.assertIn('lotse.json', file.read())
        self.assertEqual(made[0], made[1])

    def test_text_beyond_ascii(self):
        loader = importlib.machinery.SourceFileLoader('make_provider_table', MAKE)
        module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
        with contextlib.redirect_stdout(io.StringIO()):
            loader.exec_module(module)
        self.assertEqual(module.quoted('ü"1\\'), '"\\303\\274\\0421\\134"')
        self.assertEqual(module.fold('Ünï・ＢＢ'), 'uni・bb')


if __name__ == '__main__':
    tap.main()
