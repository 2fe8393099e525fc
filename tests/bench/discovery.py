# SPDX-License-Identifier: GPL-3.0-or-later
"""How long `postlotse discover` takes, in round trips: for build-aux/bench, and for the test that sets the limits.

Runs in the lab behind a delay line.
"""

import json
import os
import statistics
import subprocess
from dataclasses import dataclass

# No other name of the lab has it, and nobody is told.
LOCAL_PART = "kapitaenin.quast"


@dataclass(frozen=True)
class Way:
    """One way to find servers, and the round trips that the protocols need for it.

    `limit`: the most that is allowed, None where the end depends on when worse sources give up.
    """

    name: str
    domain: str
    least: int
    limit: int = None


WAYS = (
    Way("a provider of the table", "gmx.de", 0, 0),
    # The name, TCP, TLS 1.3, the request.
    Way("autoconfig.DOMAIN", "only-autoconfig.test", 4, 5),
    Way("DOMAIN/.well-known", "only-well-known.test", 4, 5),
    # As autoconfig, behind the digest in DNS: nearly no domain has one, and then nobody is asked.
    Way("ua-auto-config.DOMAIN", "only-pacc.test", 5),
    # These have to wait until the better ones have said that they know nothing.
    Way("Mozilla's database", "only-ispdb.test", 4),
    Way("SRV records", "only-srv.test", 4),
    Way("mail exchanger in the table", "by-mx.test", 4),
    # The name, TCP, TLS, the greeting, what the server can do.
    Way("guesses", "guessed.test", 5),
)


def discover_once(program, way):
    """Returns the milliseconds of discovery."""
    run = subprocess.run([program, "discover", f"{LOCAL_PART}@{way.domain}", "--json"], stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, text=True)
    if run.returncode != 0:
        raise RuntimeError(f"{way.domain}: nothing found: {run.stdout}")
    return json.loads(run.stdout)["ms"]


def times_of(program, way, runs):
    """Returns the milliseconds of each run; one run before them is not counted."""
    discover_once(program, way)
    return [discover_once(program, way) for _ in range(runs)]


def print_figures(program, runs):
    """One line for each way: the least that is possible, and how near to it the program comes."""
    delay = float(os.environ["LAB_DELAY_MS"])
    for way in WAYS:
        took = statistics.median(times_of(program, way, runs))
        least = way.least * delay
        ratio = f"{took / least:.2f} of the least" if least else "no least to compare with"
        trips = f"{took / delay:.1f} round trips" if delay else "no round trip"
        print(f"{way.name:<28} {delay:>4.0f} ms × {way.least} = {least:>5.0f} ms   took {took:>7.1f} ms: {ratio}, {trips}",
              flush=True)
