# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the servers in the foreground, waits until they listen, ends them."""

import concurrent.futures
import os
import socket
import subprocess
import time

LISTEN_STATE = "0A"
START_SECONDS = 120
STOP_SECONDS = 5


class NotReady(Exception):
    """A server did not come up; the text says which and what it said last."""


def read_listeners(proc):
    """Returns {(address, port)} of all listening TCP sockets in the network namespace of a process."""
    found = set()
    for name, family, size in (("tcp", socket.AF_INET, 4), ("tcp6", socket.AF_INET6, 16)):
        for line in (proc / "net" / name).read_text().splitlines()[1:]:
            _, local, _, state = line.split()[:4]
            if state == LISTEN_STATE:
                address, port = local.split(":")
                # The kernel prints each 32-bit word of the address in the machine's byte order.
                words = [bytes.fromhex(address[i:i + 8])[::-1] for i in range(0, size * 2, 8)]
                found.add((socket.inet_ntop(family, b"".join(words)), int(port, 16)))
    return found


class Processes:
    """The servers, by name."""

    def __init__(self, logs, environment, network):
        self.logs = logs
        self.environment = environment
        self.network = network
        self.running = {}

    def start(self, name, command, extra=None):
        """Starts a server in the servers' network namespace; what it prints goes to its own file."""
        with open(self.logs / f"{name}.out", "wb") as output:
            self.running[name] = subprocess.Popen([*self.network.prefix, *command], stdin=subprocess.DEVNULL,
                                                  stdout=output, stderr=output,
                                                  env={**self.environment, **(extra or {})}, process_group=0)

    def check_alive(self):
        for name, process in self.running.items():
            if process.poll() is not None:
                said = (self.logs / f"{name}.out").read_text(errors="replace").strip()
                raise NotReady(f"{name} ended with status {process.returncode}: {said[-500:]}")

    def wait_for_listeners(self, wanted):
        """Waits until every (address, port) is bound: asked of the kernel, so that no server's log is touched."""
        end = time.monotonic() + START_SECONDS
        while missing := set(wanted) - read_listeners(self.network.proc):
            self.check_alive()
            if time.monotonic() > end:
                raise NotReady("nobody listens at " + ", ".join(f"{a} port {p}" for a, p in sorted(missing)[:5]))
            time.sleep(0.02)

    def stop(self):
        """Ends all of them; what does not go by itself is killed."""
        for process in self.running.values():
            process.terminate()
        end = time.monotonic() + STOP_SECONDS
        for process in self.running.values():
            try:
                process.wait(max(0, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_for_greeting(address, port, start):
    """Waits until a server greets with `start`; one that listens may still be busy with its own start."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        with socket.create_connection((address, port), timeout=START_SECONDS) as connection:
            if connection.recv(512).startswith(start):
                return
        time.sleep(0.05)
    raise NotReady(f"no greeting from {address} port {port}")


def wait_for_greetings(expected):
    """Asks all (address, port, start) side by side: with a delay line each costs round trips."""
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        for done in [pool.submit(wait_for_greeting, *each) for each in expected]:
            done.result()


def server_environment():
    """What servers inherit: nothing of the caller's but the path."""
    return {"PATH": os.environ["PATH"], "LANG": "C"}
