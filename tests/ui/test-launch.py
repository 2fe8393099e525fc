#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Links and files that open the wizard, as a desktop opens them."""
import os
import subprocess
import sys
import tempfile

import tap
from wizard import DEADLINE, WIZARD, Wizard, say, text_of, wait_for

LINK = 'x-postlotse:add?address=anna%40gmx.de&name=J%C3%B6rg%20M%C3%BCller'


def assert_filled_in(wizard):
    wait_for(lambda: text_of(wizard.find('text', say('_E-mail address'))) == 'anna@gmx.de', 'the address')
    assert text_of(wizard.wait_find('text', say('_Name'))) == 'Jörg Müller'


def test_a_link_fills_in_the_first_page():
    with Wizard(LINK) as wizard:
        assert_filled_in(wizard)
        # The person goes on, not the link.
        wizard.wait_find('heading', say('What is your e-mail address?'))
        assert not wizard.warnings(), wizard.warnings()


def test_a_file_fills_in_the_first_page():
    with tempfile.NamedTemporaryFile('w', suffix='.postlotse', encoding='ascii') as file:
        file.write(LINK + '\n')
        file.flush()
        with Wizard('file://' + file.name) as wizard:
            assert_filled_in(wizard)


def test_options_go_before_a_link():
    with Wizard('--address=ute@gmx.de', LINK) as wizard:
        wait_for(lambda: text_of(wizard.find('text', say('_E-mail address'))) == 'ute@gmx.de', 'the option')


def test_what_is_no_link_opens_nothing():
    for link in (LINK + '&password=geheim', 'x-postlotse:add?name=%1b%5b2J', '/nonexistent',
                 'https://example.org/'):
        done = subprocess.run([WIZARD, link], capture_output=True, text=True, timeout=DEADLINE, check=False,
                              env=os.environ)
        assert done.returncode == 64, done
        assert done.stderr.startswith('postlotse: ') and 'geheim' not in done.stderr, done.stderr
        assert '\x1b' not in done.stderr


if __name__ == '__main__':
    tap.main(sys.modules[__name__])
