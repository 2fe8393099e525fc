# SPDX-License-Identifier: GPL-3.0-or-later
"""The man pages: well-formed, and true to the program in every option, key and value."""
import json
import os
import re
import shutil
import subprocess
import sys
import unittest

import tap

PROGRAM = sys.argv[1]
PAGES = sys.argv[2:4]
SCHEMAS = os.path.join(tap.ROOT, 'data', 'schemas')
COMMANDS = ('add', 'check', 'discover', 'explain', 'export', 'integrate', 'practice')
OPTION = re.compile(r'^ +(?:-[a-z], )?(--[a-z0-9-]+)', re.MULTILINE)


def read(page):
    """The page without what roff needs only for itself."""
    with open(page, encoding='utf-8') as file:
        return re.sub(r'\\f[A-Z]', '', file.read()).replace('\\-', '-')


def run(*words):
    env = dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE='en')
    for name in ('DISPLAY', 'WAYLAND_DISPLAY'):
        env.pop(name, None)
    return subprocess.run([PROGRAM, *words], env=env, capture_output=True, text=True, timeout=60,
                          check=True).stdout


def sections(text):
    """Heading of a part to its text."""
    parts = re.split(r'^\.SS (.*)$', re.sub(r'^\.SH .*$', '.SS -', text, flags=re.MULTILINE),
                     flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2]))


def documented(part):
    """The options that a part explains: each heads a paragraph of its own."""
    return re.findall(r'^\.TP\n\.B[RI]? (--[a-z0-9-]+)', part, re.MULTILINE)


def example(part):
    return re.search(r'^\.EX\n(.*?)^\.EE$', part, re.MULTILINE | re.DOTALL).group(1)


def page_keys(parts, heading):
    """The keys that a part shows, and those of the objects that it refers to."""
    shown = example(parts[heading])
    keys = set(re.findall(r'"(\w+)":', shown))
    for name in ('SERVER', 'PROPOSED', 'FINDING'):
        if re.search(rf'\b{name}\b', shown):
            keys |= page_keys(parts, name)
    return keys


def schema_words(node, keys, values):
    """Gathers the keys and the fixed values of a schema."""
    if isinstance(node, dict):
        for key, child in node.get('properties', {}).items():
            keys.add(key)
            schema_words(child, keys, values)
        values.update(word for word in node.get('enum', []) if isinstance(word, str))
        for key, child in node.items():
            if key != 'properties':
                schema_words(child, keys, values)
    elif isinstance(node, list):
        for child in node:
            schema_words(child, keys, values)


def schema(name):
    keys, values = set(), set()
    with open(os.path.join(SCHEMAS, name), encoding='utf-8') as file:
        whole = json.load(file)
    schema_words(whole, keys, values)
    return keys, values


class Form(unittest.TestCase):
    def assert_silent(self, *command):
        if not shutil.which(command[0]):
            self.skipTest(f'{command[0]} is not installed')
        for page in PAGES:
            done = subprocess.run([*command, page], capture_output=True, text=True, check=False,
                                  env=dict(os.environ, LC_ALL='C.UTF-8'))
            self.assertEqual((done.returncode, done.stderr), (0, ''))
            self.assertNotIn('WARNING', done.stdout)
            self.assertNotIn('ERROR', done.stdout)

    def test_groff(self):
        self.assert_silent('groff', '-K', 'utf8', '-man', '-Tutf8', '-ww', '-z')

    def test_mandoc(self):
        self.assert_silent('mandoc', '-Tlint', '-Wwarning')

    def test_head(self):
        """The version is the program's; what whatis reads has the program's name."""
        version = run('--version').split()[1]
        for page in PAGES:
            text = read(page)
            self.assertIn(f'"Postlotse {version}"', text)
            self.assertRegex(text, r'\n\.SH (NAME|BEZEICHNUNG)\npostlotse - .+\n\.SH ')
            self.assertNotIn('@', re.sub(r'@example\.org|@gmx\.de|@\.?$|dem @|the @', '', text))


class Truth(unittest.TestCase):
    def test_commands(self):
        """Every command of the overview, and no other."""
        overview = re.findall(r'^  ([a-z]+) ', run('--help'), re.MULTILINE)
        self.assertEqual(sorted(overview), sorted(COMMANDS))
        for page in PAGES:
            headings = re.findall(r'^\.SS postlotse ([a-z]+)$', read(page), re.MULTILINE)
            self.assertEqual(sorted(headings), sorted(COMMANDS))

    def test_options(self):
        """Every option that --help prints, once, and no other."""
        for command in COMMANDS:
            printed = [option for option in OPTION.findall(run(command, '--help'))
                       if not option.startswith('--help')]
            self.assertTrue(printed)
            for page in PAGES:
                given = documented(sections(read(page))['postlotse ' + command])
                self.assertEqual(sorted(given), sorted(printed), f'{command}: {page}')

    def test_usage_line(self):
        """The help of a command begins with what is typed."""
        for command in COMMANDS:
            self.assertRegex(run(command, '--help'), rf'^\w+:\n  postlotse {command} \[')

    def test_choices(self):
        """The values that --help names stand behind the option."""
        for command in COMMANDS:
            for choice in re.findall(r' (--[a-z-]+=[a-z0-9]+(?:\|[a-z0-9]+)+) ', run(command, '--help')):
                for page in PAGES:
                    self.assertIn(choice, sections(read(page))['postlotse ' + command])

    def test_keys(self):
        """The keys of the JSON schemas, and no other."""
        for heading, name in (('check --json', 'check'), ('discover --json', 'discover'),
                              ('explain --json', 'explain'),
                              ('explain --reply --json', 'explain-reply'),
                              ('export --list --json', 'export-list')):
            expected = schema(name + '.schema.json')[0]
            if name == 'explain-reply' and not expected & {'code'}:
                expected |= page_keys(sections(read(PAGES[0])), 'FINDING')
            for page in PAGES:
                self.assertEqual(page_keys(sections(read(page)), heading), expected,
                                 f'{heading}: {page}')

    def test_values(self):
        """The fixed values of the JSON schemas of a check and of its findings."""
        for page in PAGES:
            text = read(page)
            for value in schema('check.schema.json')[1]:
                self.assertRegex(text, rf'(?<![\w-]){re.escape(value)}(?![\w-])')

    def test_practice_keys(self):
        account = json.loads(run('practice', '--json'))[0]
        expected = set(account) | set(account['incoming'])
        for page in PAGES:
            self.assertEqual(page_keys(sections(read(page)), 'practice --json'), expected)

    def test_exit_status(self):
        """Each status of pl-command.h, and that of a missing screen."""
        with open(os.path.join(tap.ROOT, 'src', 'cli', 'pl-command.h'), encoding='utf-8') as file:
            codes = re.findall(r'^ +PL_EXIT_\w+ = (\d+)', file.read(), re.MULTILINE)
        for page in PAGES:
            part = re.search(r'^\.SH (?:"EXIT STATUS"|RÜCKGABEWERT)\n(.*?)^\.SH', read(page),
                             re.MULTILINE | re.DOTALL).group(1)
            self.assertEqual(re.findall(r'^\.B (\d+)$', part, re.MULTILINE), [*codes, '69'])


if __name__ == '__main__':
    sys.argv = sys.argv[:1]
    tap.main()
