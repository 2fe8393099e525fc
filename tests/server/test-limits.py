#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""With 100 ms to the servers and back, what is wrong is explained within the limits."""

import os
import sys

import check_program
from check_program import ROOT

from tap import Tap

sys.path.insert(0, str(ROOT / "tests" / "bench"))
import limits  # noqa: E402

RUNS = 3
# What a busy machine adds to waits of seconds, which are tried once; a follow-up that did not begin would cost
# several. The bench measures the same to the millisecond.
TOLERANCE = 1


def test_situation(tap, situation):
    runs = 1 if situation.slow else RUNS
    took, code = min(limits.check_once(os.environ["POSTLOTSE"], situation) for _ in range(runs))
    tap.note(f"{situation.name}: {took:.3f} s")
    tap.equal(code, situation.code, f"{situation.name}: {situation.code}")
    tap.ok(took <= situation.limit + TOLERANCE, f"{situation.name}: within {situation.limit} s", took)


def main():
    check_program.enter_lab("--delay", str(limits.RTT_MS))
    tap = Tap()
    for situation in limits.SITUATIONS:
        tap.run(situation.name, test_situation, situation)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
