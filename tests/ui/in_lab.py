# SPDX-License-Identifier: GPL-3.0-or-later
"""For tests that need the lab (tests/lab) and a display: starts them in both."""
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
LAB_FOLDER = HERE.parent / 'lab'
SKIPPED = 77

sys.path.append(str(LAB_FOLDER))


def skip(reason):
    print(f'Bail out! {reason}' if os.environ.get('CI') == 'true' else f'1..0 # SKIP {reason}')
    sys.exit(0)


def enter(script):
    """Returns inside; outside, starts the script again there and ends as it does. Where there can be no
    lab, says so, which under CI is a failure."""
    if 'LAB_DIR' in os.environ:
        return
    run = subprocess.run([LAB_FOLDER / 'run-in-lab', '--', HERE / 'run-under-display', script], check=False)
    if run.returncode == SKIPPED:
        skip('no lab')
    sys.exit(run.returncode)
