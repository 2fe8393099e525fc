# SPDX-License-Identifier: GPL-3.0-or-later
"""The scripts people start: their help, their refusals, and what they say on strange systems."""
import os
import subprocess
import unittest

import tap


def start(script, *arguments, cwd='/', **variables):
    """Starts a script with nothing in its environment but these variables."""
    return subprocess.run([os.path.join(tap.ROOT, script), *arguments], cwd=cwd,
                          env={'PATH': '/usr/bin:/bin', **variables}, capture_output=True,
                          text=True, stdin=subprocess.DEVNULL, check=False)


def library(command, **variables):
    """Runs one command with build-aux/lib.sh read in."""
    return subprocess.run(['/bin/bash', '-c', f'set -euo pipefail; . "$0"; {command}',
                           os.path.join(tap.BUILD_AUX, 'lib.sh')],
                          env={'PATH': '/usr/bin:/bin', **variables}, capture_output=True,
                          text=True, check=False)



class Scripts(unittest.TestCase):
    def test_syntax(self):
        for name in ('run', 'test', 'lib.sh', 'install-packages', 'update-po'):
            done = subprocess.run(['/bin/bash', '-n', os.path.join(tap.BUILD_AUX, name)],
                                  capture_output=True, text=True, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, ''), name)

    def test_help(self):
        for name in ('build-aux/run', 'build-aux/test', 'build-aux/update-po'):
            done = start(name, '--help')
            self.assertEqual((done.returncode, done.stderr), (0, ''), name)
            self.assertTrue(done.stdout.startswith(f'Usage: {name}'), done.stdout)

    def test_unknown_option(self):
        for name in ('build-aux/run', 'build-aux/test'):
            done = start(name, '--frobnicate')
            self.assertEqual(done.returncode, 2, name)
            self.assertIn('"--frobnicate"', done.stderr)

    def test_ci_entry_is_the_test_script(self):
        with open(os.path.join(tap.ROOT, '.ci', 'run'), encoding='utf-8') as file:
            self.assertIn('exec build-aux/test', file.read())

    def test_installing_needs_a_known_family(self):
        done = start('build-aux/install-packages', 'plan9', 'mail')
        self.assertEqual(done.returncode, 2)
        self.assertIn('unknown distribution family plan9', done.stderr)


class Distributions(unittest.TestCase):
    def family(self, text):
        with tap.Tree({}) as folder:
            path = os.path.join(folder, 'os-release')
            with open(path, 'w', encoding='utf-8') as file:
                file.write(text)
            return library('family', POSTLOTSE_OS_RELEASE=path).stdout

    def test_families(self):
        self.assertEqual(self.family('ID=debian\n'), 'debian')
        self.assertEqual(self.family('ID=ubuntu\nID_LIKE=debian\n'), 'debian')
        self.assertEqual(self.family('ID=linuxmint\nID_LIKE="ubuntu debian"\n'), 'debian')
        self.assertEqual(self.family('ID=fedora\n'), 'fedora')
        self.assertEqual(self.family('ID=arch\n'), '')
        self.assertEqual(self.family(''), '')

    def test_no_os_release(self):
        self.assertEqual(library('family', POSTLOTSE_OS_RELEASE='/nonexistent').stdout, '')

    def test_unknown_distribution_names_what_is_missing(self):
        with tap.Tree({'os-release': 'ID=arch\nPRETTY_NAME="Arch Linux"\n'}) as folder:
            done = library('''PL_PACKAGES="$POSTLOTSE_TABLE"; ensure run build''',
                           POSTLOTSE_OS_RELEASE=os.path.join(folder, 'os-release'),
                           POSTLOTSE_TABLE=self.table(folder))
        self.assertEqual(done.returncode, 2)
        self.assertIn('Arch Linux', done.stderr)
        self.assertIn('the program no-such-tool', done.stderr)
        self.assertIn('the library no-such-library, version 7 or later', done.stderr)
        self.assertIn('the file /no/such/file or /no/other', done.stderr)
        self.assertIn('(Debian: some-tool; Fedora: a-tool)', done.stderr)
        self.assertNotIn('only-for-tests', done.stderr)

    def test_no_install_names_and_stops(self):
        with tap.Tree({'os-release': 'ID=debian\n'}) as folder:
            done = library('''PL_PACKAGES="$POSTLOTSE_TABLE"; PL_INSTALL=no; ensure run''',
                           POSTLOTSE_OS_RELEASE=os.path.join(folder, 'os-release'),
                           POSTLOTSE_TABLE=self.table(folder))
        self.assertEqual(done.returncode, 2)
        self.assertIn('the program no-such-tool', done.stderr)
        self.assertEqual(done.stdout, '')

    def test_nothing_missing_needs_no_known_distribution(self):
        with tap.Tree({'table': 'run tool:sh dash dash\n'}) as folder:
            done = library('''PL_PACKAGES="$POSTLOTSE_TABLE"; ensure run; say done''',
                           POSTLOTSE_OS_RELEASE='/nonexistent',
                           POSTLOTSE_TABLE=os.path.join(folder, 'table'))
        self.assertEqual((done.returncode, done.stdout), (0, 'done\n'))

    @staticmethod
    def table(folder):
        path = os.path.join(folder, 'table')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('# a note\n'
                       'run   tool:no-such-tool             some-tool  a-tool\n'
                       'build module:no-such-library>=7     some-dev   a-devel\n'
                       'build file:/no/such/file|/no/other  some-data  a-data\n'
                       'test  tool:only-for-tests           x          y\n'
                       'run   tool:sh                       dash       dash\n')
        return path


if __name__ == '__main__':
    tap.main()
