# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests in this folder share: unittest that speaks TAP, and made-up source trees."""
import os
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD_AUX = os.path.join(ROOT, 'build-aux')


class TapResult(unittest.TestResult):
    """One TAP line for each test as it ends; what went wrong as a comment above it."""

    def tell(self, test, word, note=''):
        name = test.id().split('.', 1)[-1]
        print(f'{word} {self.testsRun} - {name}{note}', flush=True)

    def tell_fault(self, test, fault):
        for line in self._exc_info_to_string(fault, test).splitlines():
            print(f'# {line}')
        self.tell(test, 'not ok')

    def addSuccess(self, test):
        super().addSuccess(test)
        self.tell(test, 'ok')

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.tell_fault(test, err)

    def addError(self, test, err):
        super().addError(test, err)
        self.tell_fault(test, err)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.tell(test, 'ok', f' # SKIP {reason}')


def main():
    """Runs every test of the calling file."""
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules['__main__'])
    result = TapResult()
    suite.run(result)
    print(f'1..{result.testsRun}', flush=True)
    sys.exit(0 if result.wasSuccessful() else 1)


class Tree(tempfile.TemporaryDirectory):
    """A made-up source tree: a folder that goes away, filled from a dictionary."""

    def __init__(self, files):
        super().__init__(prefix='postlotse-tree-')
        for path, text in files.items():
            self.write(path, text)

    def write(self, path, text, mode=0o644):
        whole = os.path.join(self.name, path)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        with open(whole, 'w', encoding='utf-8') as file:
            file.write(text)
        os.chmod(whole, mode)
