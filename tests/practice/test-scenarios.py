#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every practice account and scenario, by a real socket: the cause, what else is named, and no password anywhere.

What is expected stands in scenarios.json, one line for each, so that a change of any cause, alternative or fix is
seen.  `--write` writes it anew, to be read before it is committed; a word chooses those whose name holds it.
"""

import base64
import concurrent.futures
import contextlib
import json
import os
import pathlib
import quopri
import random
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
from dataclasses import dataclass, field

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT / "tests" / "lab"), str(ROOT / "tests" / "server")]

from json_schema import Schema  # noqa: E402
from tap import Tap  # noqa: E402

EXPECTED = HERE / "scenarios.json"
SCHEMA = Schema(json.loads((ROOT / "data" / "schemas" / "check.schema.json").read_text(encoding="utf-8")))
SIDE_BY_SIDE = 12
# Most of them wait; what they may take when several do at once on a busy machine.
PATIENCE = 75
# The whole check ends after 45; a little more is for the machine.
MOST_SECONDS = 48
# Above what a check takes in which all is well.
MOST_MEMORY_KIB = 16 * 1024
FIX_KEYS = ("host", "port", "security", "username", "auth", "trust_fingerprint", "allow_cleartext")
SYMPTOMS = ("credentials-rejected", "connection-dropped", "server-too-slow", "tls-handshake-failed", "unexplained",
            "auth-mechanism-unsupported")
SETTINGS = ("protocol", "host", "port", "security", "username")
MARKS = "=%\"\\&<+/"


def make_password():
    """Nothing that any program could have guessed, with what is written otherwise in quoted forms."""
    letters = [secrets.choice("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789") for _ in range(20)]
    for mark in MARKS:
        letters.insert(1 + secrets.randbelow(len(letters) - 1), mark)
    return "".join(letters)


def forms_of(password, usernames):
    """Yields (name, bytes): the forms in which it could leave."""
    raw = password.encode()
    yield "plain", raw
    yield "reversed", raw[::-1]
    yield "hex", raw.hex().encode()
    yield "HEX", raw.hex().upper().encode()
    yield "base64", base64.b64encode(raw).rstrip(b"=")
    # Whatever stands before it shifts the groups of three; the groups that are wholly its own are always there.
    for shift in (1, 2):
        yield f"base64+{shift}", base64.b64encode(b"x" * shift + raw)[4:-4]
    for name in usernames:
        yield "sasl", base64.b64encode(b"\0" + name.encode() + b"\0" + raw).rstrip(b"=")
    yield "url", urllib.parse.quote(password, safe="").encode()
    yield "quoted-printable", quopri.encodestring(raw, quotetabs=True).replace(b"=\n", b"")
    yield "quoted", password.replace("\\", "\\\\").replace('"', '\\"').encode()
    yield "json", json.dumps(password)[1:-1].encode()
    yield "rot13", password.translate(str.maketrans(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "NOPQRSTUVWXYZABCDEFGHIJKLMnopqrstuvwxyzabcdefghijklm")).encode()


def options_of(account):
    """A practice account or scenario as options of `check`."""
    def server(side):
        one = account[side]
        return [f"--{side}-host", one["host"], f"--{side}-port", str(one["port"]), f"--{side}-security", one["security"]]

    words = ["--practice", "--email", account["address"], "--protocol", account["incoming"]["protocol"],
             *server("incoming"), *server("outgoing")]
    for key in ("provider", "username", "only"):
        if account[key]:
            words += [f"--{key}", account[key]]
    if account["auth"]:
        words += ["--outgoing-auth", account["auth"]]
        words += [] if account["auth"] == "none" else ["--incoming-auth", account["auth"]]
    words += ["--allow-cleartext"] if account["allow_cleartext"] else []
    words += ["--send-test"] if account["send_test"] else []
    return words


@dataclass
class Run:
    """What one run gave."""

    account: dict
    password: str
    status: int = None
    stdout: bytes = b""
    stderr: bytes = b""
    kept: dict = field(default_factory=dict)
    seconds: float = 0
    memory_kib: int = 0
    report: dict = field(default_factory=dict)

    @property
    def cause(self):
        """The first error; where there is none and it does not work all the same, what else was found."""
        findings = self.report.get("findings", [])
        others = findings if self.status != 0 else []
        return next((f for f in findings if f["severity"] == "error"), next(iter(others), None))

    def leaks(self):
        texts = {"standard output": self.stdout, "standard error": self.stderr, **self.kept}
        usernames = {self.account["address"], self.account["address"].split("@")[0], self.account["username"] or ""}
        for where, text in texts.items():
            for name, form in forms_of(self.password, usernames):
                if form in text:
                    yield f"{where}: {name}"

    def faults(self):
        """Yields what must not be, whatever was found."""
        yield from (f"the password leaks: {leak}" for leak in self.leaks())
        if self.status is None:
            yield f"not over after {self.seconds:.0f} s"
            return
        if re.search(rb"[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]", self.stdout):
            yield "control or bidirectional characters on standard output"
        if b"CRITICAL" in self.stderr or b"WARNING" in self.stderr:
            yield f"a complaint: {self.stderr[-400:]!r}"
        if not self.report:
            yield f"no JSON: {self.stdout[:300]!r} {self.stderr[:300]!r}"
            return
        yield from SCHEMA.faults(self.report)
        if (self.status == 0) != self.report["verified"]:
            yield f"exit status {self.status}, but verified is {self.report['verified']}"
        if self.status == 1 and self.cause is None:
            yield "not working, and no finding says why"

    def outline(self):
        """What is compared: of each finding what a person is told to do, without words."""
        return {"status": self.status, "findings": [outline_of(f) for f in self.report.get("findings", [])]}


def outline_of(finding):
    fixes = []
    for fix in finding["fixes"]:
        keys = [key if key in ("trust_fingerprint", "allow_cleartext") else f"{key}={fix[key]}"
                for key in FIX_KEYS if key in fix]
        kind = "page" if "url" in fix else "retry" if "retry_after_seconds" in fix else None
        fixes.append(" ".join([kind or ",".join(keys), *(["proven"] if fix["proven"] else []),
                               *(["asks"] if "consent" in fix else [])]))
    line = f"{finding['severity']} {finding['code']} {finding['service']}/{finding['stage']} {finding['certainty']}"
    # What else a server's words can mean is for the table of replies to say; what the evidence excludes is for this
    # test, and what else a provider's facts allow.
    literal = finding["evidence"] and finding["certainty"] == "proven"
    alternatives = [code for code in finding["alternatives"] if not literal or code in SYMPTOMS]
    return {"finding": line, "alternatives": alternatives, "fixes": fixes}


def wait_for(process, begin):
    """Waits with patience; returns (status or None, peak memory in KiB)."""
    while time.monotonic() - begin < PATIENCE:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid != 0:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, usage.ru_maxrss
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return None, usage.ru_maxrss


def check(account, password, words=("--json",), language="en"):
    """Runs `postlotse check` once, with everything that it could write somewhere else in one folder."""
    run = Run(account, password)
    with tempfile.TemporaryDirectory(prefix="postlotse-") as folder:
        files = {name: pathlib.Path(folder, name) for name in ("out", "err", "report")}
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": language, "G_MESSAGES_DEBUG": "all",
                       "XDG_STATE_HOME": folder, "XDG_CACHE_HOME": folder, "XDG_DATA_HOME": folder, "HOME": folder,
                       "TMPDIR": folder, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/bus"}
        command = [os.environ["POSTLOTSE"], "check", *words, *options_of(account), "--report", str(files["report"]),
                   "--report-address", "--password-file", "-"]
        begin = time.monotonic()
        with open(files["out"], "wb") as out, open(files["err"], "wb") as err:
            with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out, stderr=err, env=environment) as process:
                # Where no password is of use none is read, and the program may be gone already.
                with contextlib.suppress(BrokenPipeError):
                    process.stdin.write(password.encode())
                    process.stdin.close()
                run.status, run.memory_kib = wait_for(process, begin)
        run.seconds = time.monotonic() - begin
        run.stdout, run.stderr = files["out"].read_bytes(), files["err"].read_bytes()
        run.kept = {str(path.relative_to(folder)): path.read_bytes()
                    for path in pathlib.Path(folder).rglob("*") if path.is_file()}
    try:
        run.report = json.loads(run.stdout)
    except ValueError:
        pass
    return run


def list_accounts(*words):
    done = subprocess.run([os.environ["POSTLOTSE"], "practice", "--json", *words], stdout=subprocess.PIPE, check=True,
                          env={**os.environ, "LC_ALL": "C.UTF-8"})
    return json.loads(done.stdout)


def load_expected():
    if not EXPECTED.exists():
        return {}
    return json.loads(EXPECTED.read_text(encoding="utf-8"))


def write_expected(outlines):
    lines = [f"{json.dumps(name)}: {json.dumps(outlines[name], ensure_ascii=False)}" for name in sorted(outlines)]
    EXPECTED.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def play(accounts, expected, accounts_only):
    """Yields a Run of each, several side by side, those that take long first."""
    def weight(account):
        return expected.get(account["id"], {}).get("slow", False)

    def one(account):
        # The accounts compare passwords; the servers of scenarios take any.
        return check(account, account["password"] if account["id"] in accounts_only else make_password())

    with concurrent.futures.ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        yield from pool.map(one, sorted(accounts, key=weight, reverse=True))


def judge(tap, run, expected):
    name = run.account["id"]
    outline = run.outline()
    wanted = {key: value for key, value in expected.get(name, {}).items() if key != "slow"}
    code = run.cause["code"] if run.cause else None
    tap.ok(code == run.account["code"], f"{name}: {run.account['code'] or 'all is well'}",
           f"{json.dumps(outline, indent=1)}\n{run.stderr[-300:]!r}")
    tap.ok(outline == wanted, f"{name}: what else is named", f"got    {json.dumps(outline)}\nwanted {json.dumps(wanted)}")
    tap.equal(list(run.faults()), [], f"{name}: sound, and no password anywhere")
    tap.ok(run.seconds < MOST_SECONDS, f"{name}: within {MOST_SECONDS} s", run.seconds)


def is_sanitized():
    """Sanitizers keep what was freed for a while: what they take says nothing of the program."""
    return b"__asan_init" in pathlib.Path(os.environ["POSTLOTSE"]).read_bytes()


def test_memory(tap, runs):
    """The practice servers of a scenario live in the same process, so what they send counts as well."""
    if is_sanitized():
        tap.note("memory: not measured with sanitizers")
        return
    well = min(run.memory_kib for run in runs)
    greedy = max(runs, key=lambda run: run.memory_kib)
    tap.note(f"memory: {well} KiB to {greedy.memory_kib} KiB ({greedy.account['id']})")
    tap.ok(greedy.memory_kib - well < MOST_MEMORY_KIB, "memory: bounded whatever the servers send",
           f"{greedy.account['id']}: {greedy.memory_kib} KiB")


def test_fixes(tap, runs):
    """`--apply-fixes` wherever a setting could be changed: what it changes it names, and it is never lured."""
    def could_be_changed(run):
        return any("=" in fix or "trust" in fix or "clear" in fix for one in run.outline()["findings"] for fix in one["fixes"])

    chosen = [run for run in runs if run.seconds < 4 and could_be_changed(run)]
    tap.ok(len(chosen) > 40, "fixes: there are some", len(chosen))

    def again(run):
        return check(run.account, run.password, ("--json", "--apply-fixes"))

    with concurrent.futures.ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        for before, after in zip(chosen, pool.map(again, chosen)):
            tap.equal(list(after.faults()) + list(faults_of_applied(before, after)), [],
                      f"{before.account['id']}: fixes are applied as they should")


def faults_of_applied(before, after):
    """Yields what --apply-fixes must not do."""
    now = {side: {key: after.report["settings"][side][key] for key in SETTINGS} for side in ("incoming", "outgoing")}
    then = {side: {key: before.report["settings"][side][key] for key in SETTINGS} for side in ("incoming", "outgoing")}
    offered = {fix for one in before.outline()["findings"] for fix in one["fixes"] if "proven" in fix and "asks" not in fix}
    for one in after.report["applied"]:
        side = "outgoing" if one["service"] == "smtp" else "incoming"
        changed = {key: one[key] for key in FIX_KEYS if key in one}
        if not changed or not set(changed) <= {"host", "port", "security"}:
            yield f"changes more than it may: {changed}"
        if changed.get("security") == "none":
            yield "leads to clear text"
        if "host" in changed and domain_of(changed["host"]) != domain_of(then[side]["host"]):
            yield f"leads to another domain: {changed['host']}"
        then[side].update(changed)
    if now != then:
        yield f"the settings are {now}, and what was told leads to {then}"
    if not offered and after.report["applied"]:
        yield f"applied what nobody has proven: {after.report['applied']}"
    if after.report["settings"]["incoming"]["tls"] and after.report["settings"]["incoming"]["tls"]["trust"] == "pinned":
        yield "an exception was made"


def domain_of(host):
    """The registrable domain of the hosts that scenarios have."""
    return ".".join(host.split(".")[-2:])


def test_words(tap, runs):
    """The text for people, in German, of those that are quick: no password in it either."""
    quick = [run.account for run in runs if run.seconds < 1 and run.status == 1]
    chosen = random.sample(quick, min(len(quick), 24)) + [a for a in quick if a["id"].startswith("echo")]
    with concurrent.futures.ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        for run in pool.map(lambda account: check(account, make_password(), (), "de"), chosen):
            tap.equal(list(run.leaks()), [], f"{run.account['id']}: no password in the words")
            tap.ok(run.status == 1 and "Wen haben wir gefragt?" in run.stdout.decode(),
                   f"{run.account['id']}: the words are there", run.stdout[-300:])


def main():
    tap = Tap()
    expected = load_expected()
    accounts, scenarios = list_accounts(), list_accounts("--scenarios")
    chosen = [word for word in sys.argv[1:] if not word.startswith("-")]
    everyone = [account for account in accounts + scenarios
                if not chosen or any(word in account["id"] for word in chosen)]
    own = {account["id"] for account in accounts}
    tap.ok(len(scenarios) >= 90, "ninety scenarios at least", len(scenarios))
    names = [account["id"] for account in accounts + scenarios]
    tap.equal(sorted(name for name in set(names) if names.count(name) > 1), [], "each has a name of its own")
    if not chosen:
        tap.equal(sorted(set(expected) - set(names)), [], "nothing is expected of scenarios that are no more")
    begin = time.monotonic()
    runs = list(play(everyone, expected, own))
    for run in runs:
        judge(tap, run, expected)
    tap.note(f"{len(runs)} checks in {time.monotonic() - begin:.1f} s")
    if not chosen:
        test_memory(tap, runs)
        test_fixes(tap, runs)
        test_words(tap, runs)
    if "--write" in sys.argv:
        write_expected({**expected, **{run.account["id"]: {**run.outline(), **({"slow": True} if run.seconds > 4 else {})}
                                       for run in runs}})
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
