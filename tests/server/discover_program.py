# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs `postlotse discover --json`, and looks in everything that the lab wrote down for what must not be there."""

import base64
import hashlib
import json
import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from check_program import ROOT
from json_schema import Schema

FOUND, NOT_FOUND, WRONG_USAGE, STOPPED = range(4)
PATIENCE = 30
DEADLINE_MS = 3000
SCHEMA = Schema(json.loads((ROOT / "data" / "schemas" / "discover.schema.json").read_text(encoding="utf-8")))
TRUSTS = ("person", "built-in", "domain", "directory", "dns", "guess")


@dataclass
class Discovery:
    """What one run gave."""

    address: str
    status: int
    stdout: str
    stderr: str
    seconds: float
    report: dict = field(default_factory=dict)
    again: Callable = None  # does the same once more

    @property
    def proposals(self):
        return self.report.get("proposals", [])

    @property
    def best(self):
        """The first proposal, or an empty one."""
        return self.proposals[0] if self.proposals else {}

    @property
    def outcomes(self):
        """What each source came to."""
        return {source["source"]: source["outcome"] for source in self.report.get("sources", [])}

    @property
    def codes(self):
        return [finding["code"] for finding in self.report.get("findings", [])]

    @property
    def hosts_asked(self):
        return {asked["host"] for asked in self.report.get("hosts_asked", [])}

    def server(self, direction):
        """(protocol, host, port, security, username) of the best proposal."""
        server = self.best.get(direction)
        return server and tuple(server[key] for key in ("protocol", "host", "port", "security", "username"))

    def faults(self):
        """Yields what must not be, whatever was asked."""
        if not self.report:
            yield f"no JSON: {self.stdout[:300]!r} {self.stderr[:300]!r}"
            return
        yield from SCHEMA.faults(self.report)
        if (self.status == FOUND) != bool(self.proposals):
            yield f"exit status {self.status} with {len(self.proposals)} proposals"
        ranks = [TRUSTS.index(proposal["trust"]) for proposal in self.proposals]
        if ranks != sorted(ranks):
            yield f"trust is not in order: {[proposal['trust'] for proposal in self.proposals]}"
        for proposal in self.proposals:
            hosts = {proposal[way]["host"] for way in ("incoming", "outgoing") if proposal[way]}
            if not set(proposal["needs_approval"]) <= hosts:
                yield f"asks for approval of {proposal['needs_approval']}, of which the proposal has only {hosts}"

    def summary(self):
        lines = [f"status {self.status} after {self.seconds:.2f} s, {self.report.get('ms')} ms; {self.codes}"]
        for proposal in self.proposals:
            servers = [proposal[way] and f"{proposal[way]['protocol']} {proposal[way]['host']}:{proposal[way]['port']} "
                       f"{proposal[way]['security']} as {proposal[way]['username']}" for way in ("incoming", "outgoing")]
            lines.append(f"{proposal['source']} ({proposal['trust']}): {servers} approval {proposal['needs_approval']}")
        lines += [f"{s['source']}: {s['outcome']} {s['host']} {s['ms']} ms" for s in self.report.get("sources", [])]
        return "\n".join([*lines, self.stderr[-400:]])


def discover(address, *options):
    """Runs one discovery."""
    command = [os.environ["POSTLOTSE"], "discover", address, "--json", *options]
    begin = time.monotonic()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env={**os.environ, "LC_ALL": "C.UTF-8"}, timeout=PATIENCE)
    result = Discovery(address, done.returncode, done.stdout.decode(errors="replace"),
                       done.stderr.decode(errors="replace"), time.monotonic() - begin,
                       again=lambda: discover(address, *options))
    try:
        result.report = json.loads(result.stdout)
    except ValueError:
        pass
    return result


def base64_cores(raw):
    """What of `raw` stands in base64 of any text around it: at each of three offsets, without the edges."""
    for offset in range(3):
        encoded = base64.b64encode(b"\0" * offset + raw + b"\0" * 3)
        yield encoded[4 if offset else 0:(offset + len(raw)) // 3 * 4]


def leak_forms(local_part, domain):
    """The forms in which the part before the @ could leave: itself, its words, encoded, and as a digest."""
    forms = {part.encode() for part in (local_part, *local_part.split("."))}
    address = f"{local_part}@{domain}"
    for text in (local_part, address):
        forms.update(form for form in base64_cores(text.encode()) if len(form) > 7)
        forms.add(text.encode().hex().encode())
        for digest in (hashlib.md5, hashlib.sha1, hashlib.sha256):
            forms.update((digest(text.encode()).hexdigest().encode(), base64.b64encode(digest(text.encode()).digest())))
    return forms
