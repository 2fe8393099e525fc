# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the functions of a test file named test_* and speaks TAP."""
import sys
import traceback


def main(module):
    tests = [(name, function) for name, function in vars(module).items()
             if name.startswith('test_')]
    failed = 0
    for number, (name, function) in enumerate(tests, 1):
        words = name[len('test_'):].replace('_', ' ')
        try:
            function()
        except Exception:  # every fault of a test is a failed test, not the end of the others
            failed += 1
            for line in traceback.format_exc().splitlines():
                print(f'# {line}')
            print(f'not ok {number} - {words}', flush=True)
        else:
            print(f'ok {number} - {words}', flush=True)
    print(f'1..{len(tests)}', flush=True)
    sys.exit(1 if failed else 0)
