# SPDX-License-Identifier: GPL-3.0-or-later
"""Completion in the shells, asked as the shells ask it."""
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

import tap

PROGRAM = os.path.abspath(sys.argv[1])
FOLDER = os.path.join(tap.ROOT, 'data', 'completion')
COMMANDS = ['add', 'check', 'discover', 'explain', 'export', 'integrate', 'practice']
# What is typed, and all that its last word can become.
EXACT = {
    'postlotse ': COMMANDS,
    'postlotse ch': ['check'],
    'postlotse check --protocol=': ['imap', 'pop3'],
    'postlotse check --protocol=p': ['pop3'],
    'postlotse check --protocol ': ['imap', 'pop3'],
    'postlotse check --only=': ['incoming', 'outgoing'],
    'postlotse check --incoming-security=': ['tls', 'starttls', 'none'],
    'postlotse check --outgoing-security=s': ['starttls'],
    'postlotse explain --protocol=': ['imap', 'pop3', 'smtp', 'tls', 'other'],
    'postlotse explain --stage=mail': ['mail-from'],
    'postlotse explain wrong-po': ['wrong-port'],
    'postlotse practice all-well-p': ['all-well-pop3'],
    'postlotse add --practice=imap-': ['imap-disabled'],
    'postlotse check --provider=gmx': ['gmx', 'gmx-com'],
    'postlotse explain --server=gmx': ['gmx', 'gmx-com'],
    'postlotse check --incoming-auth=SCRAM': ['SCRAM-SHA-1', 'SCRAM-SHA-256'],
    'postlotse export --to=': ['thunderbird', 'mailspring', 'sheet', 'qr', 'autoconfig', 'dns', 'mobileconfig'],
    'postlotse check ': [],
}
FILES = 'postlotse check --password-file='


def run(*words, **more):
    env = dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE='en')
    for name in ('DISPLAY', 'WAYLAND_DISPLAY'):
        env.pop(name, None)
    return subprocess.run(words, env=env, capture_output=True, text=True, timeout=60, check=True, **more)


def options(command):
    """What --help prints, with the equals sign of those that take a value."""
    shown = run(PROGRAM, command, '--help').stdout
    return [name + sign for name, sign in
            re.findall(r'^ +(?:-[a-z], )?(--[a-z0-9-]+)(=?)', shown, re.MULTILINE)]


class Bash(unittest.TestCase):
    def complete(self, line):
        """Words as readline makes them, which takes --option=value apart."""
        words = [word for part in line.split(' ') for word in re.split('(=)', part)]
        if words[-2:] == ['=', '']:
            words.pop()
        words[0] = PROGRAM
        script = (f'source {shlex.quote(os.path.join(FOLDER, "postlotse.bash"))}\n'
                  f'COMP_WORDS=({shlex.join(words)})\nCOMP_CWORD={len(words) - 1}\n_postlotse\n'
                  'for word in "${COMPREPLY[@]}"; do printf "%s\\n" "$word"; done')
        done = run('bash', '--norc', '-c', script)
        self.assertEqual(done.stderr, '')
        return done.stdout.splitlines()

    def test_values(self):
        for line, expected in EXACT.items():
            self.assertEqual(sorted(self.complete(line)), sorted(expected), line)

    def test_options(self):
        for command in COMMANDS:
            self.assertEqual(sorted(self.complete(f'postlotse {command} --')), sorted(options(command)))

    def test_options_without_command(self):
        self.assertEqual(self.complete('postlotse --pr'), ['--practice=', '--protocol='])

    def test_files(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, 'secret.txt')
            with open(path, 'w', encoding='utf-8'):
                pass
            self.assertEqual(self.complete(FILES + path[:-4]), [path])
            self.assertEqual(self.complete('postlotse export --settings=' + path[:-4]), [path])
            self.assertEqual(self.complete('postlotse add ' + path[:-4]), [])

    def test_hostile_words(self):
        """What is typed is looked at, never run."""
        with tempfile.TemporaryDirectory() as folder:
            mark = os.path.join(folder, 'mark')
            for typed in (f'$(touch${{IFS}}{mark})', f'`touch${{IFS}}{mark}`', f';touch${{IFS}}{mark}'):
                self.complete('postlotse check ' + typed)
                self.complete('postlotse ' + typed)
                self.complete('postlotse check --provider=' + typed)
            self.assertFalse(os.path.exists(mark))


class Fish(unittest.TestCase):
    def complete(self, line):
        if not shutil.which('fish'):
            self.skipTest('fish is not installed')
        line = PROGRAM + line.removeprefix('postlotse')
        script = (f'source {shlex.quote(os.path.join(FOLDER, "postlotse.fish"))}\n'
                  f'complete -C {shlex.quote(line)}')
        with tempfile.TemporaryDirectory() as home:
            done = run('env', f'HOME={home}', f'XDG_CONFIG_HOME={home}', 'fish', '--no-config', '-c', script)
        self.assertEqual(done.stderr, '')
        return [found.split('\t')[0] for found in done.stdout.splitlines()]

    def test_values(self):
        for line, expected in EXACT.items():
            option = line.split(' ')[-1].partition('=')
            before = option[0] + '=' if option[1] else ''
            self.assertEqual(sorted(self.complete(line)), sorted(before + word for word in expected),
                             line)

    def test_options(self):
        for command in COMMANDS:
            self.assertEqual(sorted(self.complete(f'postlotse {command} --')), sorted(options(command)))


class Zsh(unittest.TestCase):
    def test_syntax(self):
        if not shutil.which('zsh'):
            self.skipTest('zsh is not installed')
        done = run('zsh', '-f', '-n', os.path.join(FOLDER, '_postlotse'))
        self.assertEqual(done.stdout + done.stderr, '')


class Agreement(unittest.TestCase):
    def test_lists_of_values(self):
        """What help cannot tell stands in three files: the same in each."""
        def lists(name):
            with open(os.path.join(FOLDER, name), encoding='utf-8') as file:
                text = file.read()
            return sorted(re.findall(r'[( \']((?:imap pop3 smtp|greeting|PLAIN|none PLAIN)[A-Za-z0-9 -]+)', text))
        bash = lists('postlotse.bash')
        self.assertTrue(bash)
        for name in ('postlotse.fish', '_postlotse'):
            self.assertEqual([words.strip() for words in lists(name)], [words.strip() for words in bash])


if __name__ == '__main__':
    sys.argv = sys.argv[:1]
    tap.main()
