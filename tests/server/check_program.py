# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs `postlotse check --json` as a user would, and applies the fixes that it offers.

$POSTLOTSE names the program.  Options are a dictionary with the names of the long options, underscores for
dashes.
"""

import base64
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "lab"))

import tap  # noqa: E402
from json_schema import Schema  # noqa: E402

VERIFIED, NOT_WORKING, WRONG_USAGE, STOPPED = range(4)
# Well above --deadline, which is what ends a check.
PATIENCE = 90
# How often a time is taken that is too long.
TRIES = 4
SCHEMA = Schema(json.loads((ROOT / "data" / "schemas" / "check.schema.json").read_text(encoding="utf-8")))
FIX_KEYS = ("host", "port", "security", "username", "auth", "trust_fingerprint", "allow_cleartext")
PORTS = {"imap": {"tls": 993, "starttls": 143}, "pop3": {"tls": 995, "starttls": 110},
         "smtp": {"tls": 465, "starttls": 587}}
MAIL = "mail.lotse.test"


def enter_lab(*arguments):
    """As tap.enter_lab(), and needs the program."""
    if not os.path.exists(os.environ.get("POSTLOTSE", "")):
        tap.skip_all("POSTLOTSE names no program")
    tap.enter_lab(*arguments)


def load_accounts():
    """Returns {part before the @: account}."""
    table = json.loads(pathlib.Path(os.environ["LAB_ACCOUNTS"]).read_text(encoding="utf-8"))
    return {account["address"].split("@")[0]: account for account in table["accounts"]}


def load_found_accounts():
    """Returns {domain: account} of the domains whose servers have to be discovered."""
    table = json.loads(pathlib.Path(os.environ["LAB_ACCOUNTS"]).read_text(encoding="utf-8"))
    return {account["address"].split("@")[1]: account for account in table["found_accounts"]}


@dataclass
class Result:
    """What one run gave."""

    status: int
    stdout: str
    stderr: str
    seconds: float
    password: str
    report: dict = field(default_factory=dict)
    again: Callable = None  # does the same once more

    @property
    def cause(self):
        """The first finding that is an error, or None."""
        return next((f for f in self.report.get("findings", []) if f["severity"] == "error"), None)

    @property
    def code(self):
        return self.cause["code"] if self.cause else None

    @property
    def codes(self):
        """All codes that were named, alternatives included."""
        return {code for f in self.report.get("findings", []) for code in (f["code"], *f["alternatives"])}

    def state(self, direction):
        server = self.report["settings"][direction]
        return server and server["state"]

    def stage(self, service, stage):
        """The state of a stage, or None where it was never reached."""
        return next((s["state"] for s in self.report["stages"] if (s["service"], s["stage"]) == (service, stage)), None)

    def faults(self):
        """Yields what must not be, whatever was checked."""
        for form in secret_forms(self.password):
            if form in self.stdout or form in self.stderr:
                yield f"the password appears as {form!r}"
        if not self.report:
            yield f"no JSON: {self.stdout[:300]!r} {self.stderr[:300]!r}"
            return
        yield from SCHEMA.faults(self.report)
        if (self.status == VERIFIED) != self.report["verified"]:
            yield f"exit status {self.status}, but verified is {self.report['verified']}"
        if self.status == NOT_WORKING and self.cause is None:
            yield "not working, and no finding says why"
        if self.stdout.count("\n{") or not self.stdout.startswith("{"):
            yield "more than one object on standard output"

    def summary(self):
        findings = [f"{f['severity']} {f['code']} ({f['service']} {f['stage']}, {f['certainty']}) fixes "
                    f"{[{k: v for k, v in fix.items() if k not in ('label',)} for fix in f['fixes']]} "
                    f"evidence {f['evidence']!r}" for f in self.report.get("findings", [])]
        stages = " ".join(f"{s['service']}/{s['stage']}={s['state']}" for s in self.report.get("stages", []))
        return "\n".join([f"status {self.status} after {self.seconds:.2f} s", *findings, stages, self.stderr[-400:]])


def ends_within(run, seconds):
    """Whether a run comes to its end in that time. A busy machine stalls everybody now and then, and not each time; a
    program that waits for too long does so each time. So a run that took longer is done again."""
    for _ in range(TRIES - 1):
        if run.seconds > seconds:
            run.seconds = min(run.seconds, run.again().seconds)
    return run.seconds <= seconds


def secret_forms(password):
    """The forms in which a password could leak: itself, base64, quoted for IMAP, escaped for JSON."""
    raw = password.encode()
    forms = {password, base64.b64encode(raw).decode(), password.replace("\\", "\\\\").replace('"', '\\"'),
             json.dumps(password)[1:-1], json.dumps(password, ensure_ascii=False)[1:-1]}
    return {form for form in forms if len(form.strip()) > 3}


def arguments_of(options):
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        if value is True:
            yield flag
        elif value not in (None, False):
            yield from (flag, str(value))


def check(options, password, environment=None, program=None):
    """Runs one check, by $POSTLOTSE where no other program is named; the password goes in by standard input. Refused
    sign-ins are remembered from run to run, so each run has a place of its own for that, unless the environment names
    one."""
    program = program or os.environ["POSTLOTSE"]
    command = [program, "check", "--json", *arguments_of(options), "--password-file", "-"]
    state = tempfile.TemporaryDirectory(prefix="postlotse-state-")
    begin = time.monotonic()
    done = subprocess.run(command, input=password.encode() + b"\n", stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env={**os.environ, "LC_ALL": "C.UTF-8", "XDG_STATE_HOME": state.name, **(environment or {})}, timeout=PATIENCE)
    state.cleanup()
    result = Result(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"),
                    time.monotonic() - begin, password, again=lambda: check(options, password, environment, program))
    try:
        result.report = json.loads(result.stdout)
    except ValueError:
        pass
    return result


def healthy(account, incoming="imap", security="tls", outgoing_security=None):
    """Options of a check in which everything is right."""
    outgoing_security = outgoing_security or security
    options = {"email": account["address"], "protocol": incoming,
               "incoming_host": MAIL, "incoming_port": PORTS[incoming][security], "incoming_security": security,
               "outgoing_host": MAIL, "outgoing_port": PORTS["smtp"][outgoing_security],
               "outgoing_security": outgoing_security}
    if account["username"] != account["address"]:
        options["username"] = account["username"]
    return options


def prefix_of(service):
    return "outgoing" if service == "smtp" else "incoming"


def apply_fix(options, fix):
    """Returns new options: just the keys that the fix holds are others."""
    changed = dict(options)
    for key in FIX_KEYS:
        if key in fix:
            name = key if key == "allow_cleartext" or (key == "username" and fix["service"] != "smtp") \
                else f"{prefix_of(fix['service'])}_{key}"
            changed[name] = fix[key]
    return changed


def keys_of(fix):
    """What a fix changes."""
    return {key: fix[key] for key in FIX_KEYS if key in fix}
