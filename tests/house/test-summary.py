# SPDX-License-Identifier: GPL-3.0-or-later
"""build-aux/summary counts what a test run came to, also where programs break off."""
import json
import os
import subprocess
import unittest

import tap


def entry(result, stdout='', name='a', returncode=0, stderr=''):
    return json.dumps({'name': name, 'result': result, 'stdout': stdout, 'stderr': stderr,
                       'returncode': returncode}) + '\n'


def summary(logs, *options, again=None, **variables):
    """The exit status and the lines that summary prints for these logs (label: text or None)."""
    files = {f'{label}.json': text for label, text in logs.items() if text}
    files.update({f'{label}-again.json': text for label, text in (again or {}).items()})
    with tap.Tree(files) as folder:
        arguments = [f'{label}={folder}/{label}.json+{folder}/{label}-again.json' for label in logs]
        done = subprocess.run([os.path.join(tap.BUILD_AUX, 'summary'), *options, *arguments],
                              env={'PATH': '/usr/bin:/bin', **variables}, capture_output=True,
                              text=True, check=False)
    assert done.stderr == '', done.stderr
    return done.returncode, done.stdout.splitlines()


def second_try(log):
    """The programs that may be run once more after this log."""
    with tap.Tree({'ui.json': log}) as folder:
        done = subprocess.run([os.path.join(tap.BUILD_AUX, 'summary'), f'--second-try={folder}/ui.json'],
                              capture_output=True, text=True, check=True)
    return done.stdout.split()


class SecondTry(unittest.TestCase):
    FAILED = entry('FAIL', '1..2\nok 1 /a\n# late\nnot ok 2 /b\n', returncode=1)

    def test_passing_then_is_counted_and_told(self):
        again = {'ui': entry('OK', '1..2\nok 1 /a\nok 2 /b\n')}
        status, lines = summary({'ui': self.FAILED + entry('OK', name='c')}, again=again)
        self.assertEqual((status, lines[-1]), (0, '3 passed, 0 failed'))
        self.assertIn('UNSTEADY ui: a: /b: failed, then passed alone', lines)
        self.assertIn('# late', lines)

    def test_failing_then_too_fails_once(self):
        status, lines = summary({'ui': self.FAILED}, again={'ui': self.FAILED})
        self.assertEqual((status, lines[-1]), (1, '1 passed, 1 failed'))
        self.assertFalse([line for line in lines if line.startswith('UNSTEADY')])

    def test_breaking_off_then_fails(self):
        status, lines = summary({'ui': self.FAILED}, again={'ui': entry('TIMEOUT', '1..2\nok 1 /a\n')})
        self.assertEqual((status, lines[-1]), (1, '1 passed, 1 failed'))

    def test_who_is_tried(self):
        self.assertEqual(second_try(entry('OK', name='x') + self.FAILED), ['a'])
        self.assertEqual(second_try(entry('TIMEOUT', '', returncode=-15)), ['a'])
        self.assertEqual(second_try(entry('ERROR', '1..2\nok 1 /a\nBail out! late\n', returncode=-6)), ['a'])
        self.assertEqual(second_try(entry('OK', '1..1\nok 1 /a\n')), [])
        self.assertEqual(second_try(''), [])

    def test_who_is_not_tried(self):
        self.assertEqual(second_try(''.join(entry('FAIL', name=name, returncode=1) for name in 'abc')), [])
        self.assertEqual(second_try(entry('ERROR', '1..2\nok 1 /a\n', returncode=-11)), [])
        broken = entry('ERROR', '1..2\nok 1 /a\n', stderr='free(): invalid pointer', returncode=-6)
        self.assertEqual(second_try(broken), [])
        accused = entry('FAIL', '1..1\nok 1 /a\n', stderr='ERROR: AddressSanitizer: heap-use-after-free', returncode=1)
        self.assertEqual(second_try(accused), [])


class Summary(unittest.TestCase):
    def test_counts_tap_tests(self):
        status, lines = summary({'unit': entry('OK', '1..3\nok 1 /a\n# note\nok 2 /b\nok 3 /c\n')})
        self.assertEqual((status, lines[-1]), (0, '3 passed, 0 failed'))

    def test_counts_other_programs_once(self):
        status, lines = summary({'unit': entry('OK') + entry('FAIL', returncode=1)})
        self.assertEqual((status, lines[-1]), (1, '1 passed, 1 failed'))
        self.assertIn('FAILED   unit: a: fail, exit status 1', lines)

    def test_names_failed_tests(self):
        status, lines = summary({'unit': entry('FAIL', '1..2\nok 1 /a\nnot ok 2 /b\n')})
        self.assertEqual((status, lines[-1]), (1, '1 passed, 1 failed'))
        self.assertIn('FAILED   unit: a: /b: failed', lines)

    def test_failed_programs_are_heard_again(self):
        _, lines = summary({'unit': entry('FAIL', '1..2\nok 1 /a\n# wrong: 7\nnot ok 2 /b\n',
                                          stderr='a leak')})
        self.assertEqual(lines[1:6],
                         ['== unit: a said', '1..2', '# wrong: 7', 'not ok 2 /b', 'a leak'])

    def test_skips_carry_their_reason(self):
        status, lines = summary({'server': entry('OK', '1..2\nok 1 /a\nok 2 /b # SKIP no pop3d\n')})
        self.assertEqual((status, lines[-1]), (0, '1 passed, 0 failed, 1 skipped'))
        self.assertIn('skipped  server: a: /b: no pop3d', lines)

    def test_whole_program_skipped(self):
        _, lines = summary({'unit': entry('OK'), 'server': entry('SKIP', '1..0 # SKIP no names\n')})
        self.assertEqual(lines[-1], '1 passed, 0 failed, 1 skipped')
        self.assertIn('skipped  server: a: no names', lines)
        _, lines = summary({'unit': entry('OK'),
                            'server': entry('SKIP', 'no namespaces\n', returncode=77)})
        self.assertEqual(lines[-1], '1 passed, 0 failed, 1 skipped')
        self.assertIn('skipped  server: a: no namespaces', lines)

    def test_no_skip_of_servers_in_ci(self):
        log = {'unit': entry('SKIP', '1..1\nok 1 /u # SKIP why\n'),
               'server': entry('OK', '1..2\nok 1 /a\nok 2 /b # SKIP no namespaces\n')}
        status, lines = summary(log, CI='true')
        self.assertEqual((status, lines[-1]), (1, '1 passed, 1 failed, 1 skipped'))
        self.assertIn('FAILED   server: a: /b: skipped in CI: no namespaces', lines)

    def test_crash_and_time_out(self):
        status, lines = summary({'unit': entry('ERROR', '1..3\nok 1 /a\n', returncode=-11)})
        self.assertEqual((status, lines[-1]), (1, '1 passed, 1 failed'))
        self.assertIn('FAILED   unit: a: tests planned: 3, tests run: 1', lines)
        status, lines = summary({'unit': entry('TIMEOUT', '', returncode=-15)})
        self.assertEqual((status, lines[-1]), (1, '0 passed, 1 failed'))

    def test_fault_after_the_last_test(self):
        """A leak found at the end of the program fails it although every test passed."""
        status, lines = summary({'asan': entry('FAIL', '1..1\nok 1 /a\n', returncode=1)})
        self.assertEqual((status, lines[-1]), (1, '1 passed, 1 failed'))

    def test_bail_out(self):
        status, lines = summary({'unit': entry('ERROR', '1..1\nBail out! no loopback\nok 1 /a\n')})
        self.assertEqual((status, lines[-1]), (1, '1 passed, 1 failed'))
        self.assertIn('FAILED   unit: a: Bail out! no loopback', lines)

    def test_what_it_took(self):
        status, lines = summary({'unit': entry('OK')}, '--took=build=75', '--took=unit=600')
        self.assertEqual(status, 0)
        self.assertEqual(lines[-6:], ['== Time', 'build        1:15', 'unit        10:00',
                                      'all         11:15', '', '1 passed, 0 failed'])

    def test_nothing_ran(self):
        status, lines = summary({'unit': None})
        self.assertEqual((status, lines[-1]), (1, '0 passed, 0 failed, 1 skipped'))

    def test_empty_suite_of_servers_fails_in_ci(self):
        status, _ = summary({'unit': entry('OK'), 'server': None}, CI='true')
        self.assertEqual(status, 1)


if __name__ == '__main__':
    tap.main()
