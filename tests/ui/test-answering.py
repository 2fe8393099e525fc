#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window never hangs: while the network is waited for, it answers. It measures, so it runs alone."""
import sys
import threading
import time

from gi.repository import GLib

import tap
from wizard import Wizard, act, say, turn_main_loop

LONGEST_BLOCK = 0.1  # seconds; a ping over two buses is in it


class Pings:
    """Asks the program for its name without pause, from another thread, and keeps the longest wait."""

    def __init__(self, application):
        self.application = application
        self.longest = 0.0
        self.count = 0
        self.running = True
        self.thread = threading.Thread(target=self.ask)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.running = False
        self.thread.join()

    def ask(self):
        while self.running:
            began = time.monotonic()
            try:
                self.application.get_toolkit_name()
                self.application.get_child_count()
            except GLib.Error:
                pass
            self.longest = max(self.longest, time.monotonic() - began)
            self.count += 1
            time.sleep(0.003)


def ping_during(account):
    with Wizard(f'--practice={account}') as wizard:
        done = wizard.wait_find('push button', say('_Continue'))
        application = wizard.application
        with Pings(application) as pings:
            act(done)
            end = time.monotonic() + 4
            while time.monotonic() < end:
                time.sleep(0.05)
        print(f'# {account}: longest of {pings.count} pings {pings.longest * 1000:.1f} ms')
        assert pings.count > 100, pings.count
        return pings.longest


def test_the_main_loop_never_waits_for_the_network():
    """A busy machine may stall everybody for a moment, but not each time; a program that waits for
    the network does."""
    for account in ('server-too-slow', 'connection-timeout', 'all-well'):
        attempts = []
        while len(attempts) < 10 and min(attempts, default=1) >= LONGEST_BLOCK:
            attempts.append(ping_during(account))
        assert min(attempts) < LONGEST_BLOCK, (account, attempts)


if __name__ == '__main__':
    turn_main_loop(0)
    tap.main(sys.modules['__main__'])
