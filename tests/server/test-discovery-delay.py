#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""With 100 ms to the servers and back: a known provider costs nothing, a domain that publishes its servers over
HTTPS at most five round trips."""

import os
import sys

import check_program
from check_program import ROOT

from tap import Tap
from wire import Wire

sys.path.insert(0, str(ROOT / "tests" / "bench"))
import discovery  # noqa: E402

RTT_MS = 100
RUNS = 5


def test_way(tap, way):
    with Wire() as wire:
        # The fastest: what a busy machine adds is not the program's, and one round trip too many is in each run.
        took = min(discovery.times_of(os.environ["POSTLOTSE"], way, RUNS))
    tap.note(f"{way.name}: {took:.1f} ms, {took / RTT_MS:.2f} round trips")
    tap.ok(took <= max(way.limit * RTT_MS, RTT_MS / 2), f"{way.name}: at most {way.limit} round trips", took)
    if way.limit == 0:
        tap.equal(wire.destinations, set(), f"{way.name}: not one packet")


def main():
    check_program.enter_lab("--delay", str(RTT_MS))
    tap = Tap()
    for way in discovery.WAYS:
        if way.limit is not None:
            tap.run(way.name, test_way, way)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
