# SPDX-License-Identifier: GPL-3.0-or-later
"""How long `postlotse check` takes to say what is wrong: for build-aux/bench, and for the test that sets the limits.

The whole program counts, from its start to its end, the look-up of the names included.  Runs in the lab behind a
delay line.
"""

import json
import os
import subprocess
import time
from dataclasses import dataclass

RTT_MS = 100


@dataclass(frozen=True)
class Situation:
    """A fault of the incoming server, and within how many seconds it has to be explained at 100 ms round trip."""

    name: str
    host: str
    port: int
    security: str
    code: str
    limit: float
    slow: bool = False


SITUATIONS = (
    Situation("port wrong, the right one answers", "mail", 994, "tls", "wrong-port", 1),
    Situation("port closed, no other answers", "refused", 993, "tls", "connection-refused", 1),
    Situation("port of another service", "mail", 587, "starttls", "wrong-protocol", 1),
    Situation("STARTTLS at a port with TLS", "mail", 993, "starttls", "needs-implicit-tls", 1),
    Situation("TLS at a port with STARTTLS", "mail", 143, "tls", "needs-starttls", 1),
    Situation("port silent, others answer", "silent993", 993, "tls", "port-blocked", 3, True),
    Situation("host silent", "silent", 993, "tls", "connection-timeout", 6, True),
    Situation("name service silent", "dnssilent", 993, "tls", "dns-failure", 4, True),
    # The name, TCP, TLS: four round trips. Where a clock or somebody in between may be the reason, others
    # are asked as well.
    Situation("certificate signs itself", "selfsigned", 993, "tls", "certificate-self-signed", 0.5),
    Situation("certificate has run out", "expired", 993, "tls", "certificate-expired", 1),
    Situation("certificate of an unknown authority", "unknownca", 993, "tls", "certificate-unknown-issuer", 1),
    Situation("no such server, the right one answers", "gone", 993, "tls", "host-unknown", 1.5),
)


def check_once(program, situation):
    """Returns (seconds, code)."""
    began = time.monotonic()
    # None of these comes as far as the password.
    run = subprocess.run([program, "check", "--json", "--email", "anna@lotse.test", "--only", "incoming",
                          "--incoming-host", f"{situation.host}.lotse.test", "--incoming-port", str(situation.port),
                          "--incoming-security", situation.security, "--password-file", "-"],
                         input="not needed\n", stdout=subprocess.PIPE, text=True)
    took = time.monotonic() - began
    findings = [finding for finding in json.loads(run.stdout)["findings"] if finding["severity"] == "error"]
    return took, findings[0]["code"] if findings else None


def print_figures(program, runs):
    """One line for each situation."""
    for situation in SITUATIONS:
        took, code = min(check_once(program, situation) for _ in range(1 if situation.slow else runs))
        word = "" if code == situation.code else f"  but said {code}"
        print(f"{situation.name:<40} at most {situation.limit:>4.1f} s   took {took:>6.3f} s{word}", flush=True)
