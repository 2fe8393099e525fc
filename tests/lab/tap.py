# SPDX-License-Identifier: GPL-3.0-or-later
"""Test Anything Protocol for the scripts that run in the lab, and the way into the lab."""

import os
import pathlib
import subprocess
import sys
import traceback

RUN_IN_LAB = pathlib.Path(__file__).resolve().parent / "run-in-lab"
SKIPPED = 77


def skip_all(reason):
    """Ends the script: not run here, for this reason.  Under CI a skip would hide a fault of the setup."""
    if os.environ.get("CI") == "true":
        print(f"Bail out! {reason}")
        sys.exit(1)
    print(f"1..0 # SKIP {reason}")
    sys.exit(0)


def enter_lab(*arguments):
    """Makes sure that the calling script runs in the lab: outside it starts itself again inside and ends."""
    if "LAB_DIR" in os.environ:
        return
    command = [str(RUN_IN_LAB), *arguments]
    if "LAB_KEEP_LOGS" in os.environ:
        command += ["--keep-logs", os.environ["LAB_KEEP_LOGS"]]
    inside = subprocess.Popen([*command, "--", *sys.argv], stderr=subprocess.PIPE, text=True)
    said = []
    for line in inside.stderr:
        said.append(line)
        sys.stderr.write(line)
    status = inside.wait()
    if status == SKIPPED:
        skip_all(said[-1].strip() if said else "no lab")
    sys.exit(status)


class Tap:
    """Counts and prints results."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def ok(self, passed, what, detail=""):
        """One result; `detail` is printed when it failed.  Returns `passed`."""
        self.count += 1
        self.failed += not passed
        # A number sign would begin a directive.
        print(f"{'ok' if passed else 'not ok'} {self.count} - {str(what).replace('#', 'no.')}", flush=True)
        if not passed and detail != "":
            for line in str(detail).splitlines():
                print(f"#   {line}", flush=True)
        return passed

    def equal(self, got, wanted, what):
        return self.ok(got == wanted, what, f"got    {got!r}\nwanted {wanted!r}")

    def note(self, text):
        print(f"# {text}", flush=True)

    def run(self, what, function, *arguments):
        """Runs a test function; what it raises is a failure of its own."""
        try:
            function(self, *arguments)
        except Exception:  # pylint: disable=broad-except
            self.ok(False, what, traceback.format_exc())

    def finish(self):
        """Prints the plan and returns the exit status."""
        print(f"1..{self.count}", flush=True)
        return 1 if self.failed else 0
