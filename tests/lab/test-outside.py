#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at the lab from outside: exit statuses, signals, refusals, and that nothing is left behind."""

import hashlib
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from tap import RUN_IN_LAB, Tap, skip_all  # noqa: E402

# What an installed mail server of the machine owns, and what the lab mounts over.
HOST_FILES = ("/etc/postfix", "/etc/dovecot", "/etc/resolv.conf", "/etc/nsswitch.conf", "/etc/hosts",
              "/etc/ssl/certs/ca-certificates.crt", "/var/lib/dovecot", "/var/lib/postfix", "/var/spool/postfix")
SKIPPED = 77


def lab(*arguments, **options):
    return subprocess.run([RUN_IN_LAB, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, timeout=120, **options)


def fingerprint():
    """Returns a digest of the machine's files as far as we may read them, and its mounts."""
    digest = hashlib.sha256(pathlib.Path("/proc/self/mounts").read_bytes())
    for place in map(pathlib.Path, HOST_FILES):
        for path in sorted([place, *place.rglob("*")] if place.is_dir() else [place]):
            try:
                status = path.lstat()
                digest.update(f"{path} {status.st_mode} {status.st_uid} {status.st_size} {status.st_mtime_ns}".encode())
            except OSError:
                digest.update(f"{path} unreadable".encode())
    return digest.hexdigest()


def processes_in(spaces):
    """Returns the command lines of processes in these PID namespaces, or that started them.

    Namespaces tell this test's labs from those that somebody else runs on the same machine.
    """
    found = []
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            own = {os.readlink(process / "ns" / name) for name in ("pid", "pid_for_children")}
            if own & spaces:
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:
            continue
    return found


def wait_until(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def test_statuses(tap):
    tap.equal(lab("sh", "-c", "exit 0").returncode, 0, "status 0 comes back")
    tap.equal(lab("--", "sh", "-c", "exit 42").returncode, 42, "any other status comes back")
    tap.equal(lab("sh", "-c", "kill -KILL $$").returncode, 128 + signal.SIGKILL, "a killed command counts as in a shell")
    tap.equal(lab("/no/such/command").returncode, 127, "a command that does not exist gives 127")
    tap.equal(lab().returncode, 2, "no command is wrong usage")
    done = lab("sh", "-c", "echo $LAB_DIR $LAB_LOGS $LAB_CA $LAB_ACCOUNTS $LAB_HOSTS | wc -w; cat; env",
               env={**os.environ, "https_proxy": "http://proxy.example:3128"})
    tap.equal(done.stdout.splitlines()[0], "5", "the command knows the lab's places")
    tap.ok("https_proxy" not in done.stdout, "a proxy of the caller's is not inherited")


def test_logs(tap, directory):
    lab("--keep-logs", str(directory / "logs"), "true")
    kept = sorted(file.name for file in (directory / "logs").glob("*.log"))
    tap.equal(kept, ["dns.log", "dovecot.log", "oauth.log", "postfix.log", "web.log"], "--keep-logs keeps them")


def start_waiting(directory):
    """Starts a lab that runs until it is told to end; returns it, its PID namespace, and where it makes notes."""
    mark, space = directory / "mark", directory / "space"
    mark.unlink(missing_ok=True)
    script = f'trap "echo heard >> {mark}; exit 5" TERM; readlink /proc/self/ns/pid > {space}; echo ready > {mark}; ' \
        'while :; do sleep 0.05; done'
    outer = subprocess.Popen([RUN_IN_LAB, "sh", "-c", script], stdin=subprocess.DEVNULL)
    wait_until(lambda: mark.exists() and "ready" in mark.read_text(), 60)
    return outer, {space.read_text().strip()}, mark


def test_signal(tap, directory):
    """A harness ends the lab by SIGTERM: the command hears of it.  After SIGKILL, too, everything is gone."""
    outer, spaces, mark = start_waiting(directory)
    tap.ok(len(processes_in(spaces)) > 10, "the lab's processes can be seen", processes_in(spaces))
    outer.terminate()
    tap.equal(outer.wait(30), 5, "SIGTERM reaches the command, and its status comes back")
    tap.equal(mark.read_text(), "ready\nheard\n", "the command could tidy up")
    tap.ok(wait_until(lambda: not processes_in(spaces)), "no process is left", processes_in(spaces))
    outer, spaces, _mark = start_waiting(directory)
    outer.kill()
    outer.wait(30)
    tap.ok(wait_until(lambda: not processes_in(spaces)), "no process is left, not even after SIGKILL",
           processes_in(spaces))


def write_tool(directory, name, text):
    """Puts a script in the place of a program; returns the environment in which it is found first."""
    tool = directory / f"no-{name}" / name
    tool.parent.mkdir()
    tool.write_text(f"#!/bin/sh\n{text}\n")
    tool.chmod(0o755)
    return {**os.environ, "PATH": f"{tool.parent}:{os.environ['PATH']}"}


def test_refusals(tap, directory):
    """A machine that refuses namespaces, or has a Dovecot of another kind: one line with the reason, status 77."""
    environment = write_tool(directory, "dovecot", "echo '2.2.36 (1f10bfa63)'")
    done = lab("true", env=environment)
    tap.equal((done.returncode, done.stderr.count("\n")), (SKIPPED, 1), "another Dovecot: status 77 and one line")
    tap.ok("Dovecot 2.3 and 2.4, here is 2.2.36\n" in done.stderr, "another Dovecot: the reason is in it", done.stderr)
    environment = write_tool(directory, "unshare", 'echo "unshare: unshare failed: Operation not permitted" >&2; exit 1')
    done = lab("true", env=environment)
    tap.equal((done.returncode, done.stderr.count("\n")), (SKIPPED, 1), "refused namespaces: status 77 and one line")
    tap.ok("Operation not permitted" in done.stderr, "refused namespaces: the reason is in it", done.stderr)
    script = pathlib.Path(__file__).resolve().parent / "test-lab.py"
    for ci, said in (("", "1..0 # SKIP run-in-lab: skipped: namespaces refused"), ("true", "Bail out!")):
        done = subprocess.run([script], env={**environment, "CI": ci}, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True, timeout=60)
        tap.ok(done.stdout.startswith(said), f"a test says {said.split(':')[0]} with CI={ci}", done.stdout)


def main():
    if "LAB_DIR" in os.environ:
        sys.exit("test-outside.py belongs outside of the lab")
    probe = lab("true")
    if probe.returncode == SKIPPED:
        skip_all(probe.stderr.strip())
    tap = Tap()
    tap.equal(probe.returncode, 0, "the lab starts")
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        before = fingerprint()
        tap.run("statuses", test_statuses)
        tap.run("logs", test_logs, directory)
        tap.run("signal", test_signal, directory)
        tap.run("refusals", test_refusals, directory)
        tap.equal(fingerprint(), before, "the machine's mounts and mail servers are untouched")
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
