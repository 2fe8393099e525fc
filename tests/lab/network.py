# SPDX-License-Identifier: GPL-3.0-or-later
"""The lab's networks.

Without a delay everything is on the loopback interface of one namespace.  With one (0 counts), the servers
live in a second namespace and the delay line carries every packet between the two.

In both the servers' ranges are local as a whole (AnyIP), with the client's address as the preferred source:
Dovecot takes a connection from an address to itself for a secure one.  The default route makes packets to
any other address vanish without an answer, and lets programs see a network that is up.  In one namespace it
leads into a pair of veth devices, whose far end takes no frame that is not for it.  The loopback interface
would not do: for IPv6 the kernel answers there with "no route", and a connection that should have waited for
ever ends with its second packet.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import time

from personalities import CLIENT_V4, CLIENT_V6

SERVERS_V4, SERVERS_V6 = "10.25.0.0/23", "fd25::/64"
# The servers' own source address, for what they ask each other.
INNER_V4, INNER_V6 = "10.25.255.2", "fd25:255::2"
DEVICE = "delay0"
HOLE = "hole0"
TUN = pathlib.Path("/dev/net/tun")
READY_SECONDS = 60


class NoNetwork(Exception):
    """There can be no such network here; the text says why."""


def configure(lines, prefix=()):
    """Runs `ip` commands; `prefix` leads into another namespace."""
    for line in lines:
        subprocess.run([*prefix, "ip", *line.split()], check=True)


def local_servers(source_v4, source_v6):
    return (f"addr add {source_v4}/32 dev lo", f"-6 addr add {source_v6}/128 dev lo nodad",
            f"route add local {SERVERS_V4} dev lo src {source_v4} table local",
            f"-6 route add local {SERVERS_V6} dev lo src {source_v6} table local")


ALLOW_ANY_IPV6 = "echo 1 > /proc/sys/net/ipv6/ip_nonlocal_bind"


class OneNamespace:
    """Client and servers side by side on lo."""

    prefix = ()
    proc = pathlib.Path("/proc/self")

    def __init__(self):
        try:
            configure((f"link add {HOLE} type veth peer name {HOLE}end",))
        except subprocess.CalledProcessError as error:
            raise NoNetwork("the kernel has no veth devices") from error
        # Nobody asks for hardware addresses, as nobody would answer.
        ends = [f"link set {end} addrgenmode none arp off up" for end in (HOLE, f"{HOLE}end")]
        configure((*ends, "link set lo up", *local_servers(CLIENT_V4, CLIENT_V6),
                   f"route add default dev {HOLE} src {CLIENT_V4}", f"-6 route add default dev {HOLE} src {CLIENT_V6}"))
        subprocess.run(["sh", "-c", ALLOW_ANY_IPV6], check=True)


class TwoNamespaces:
    """The servers in a namespace of their own behind the delay line."""

    def __init__(self, delay_line, delay_ms):
        self.keeper = subprocess.Popen(["unshare", "--net", "sleep", "infinity"])
        self.proc = pathlib.Path(f"/proc/{self.keeper.pid}")
        self.wait_for_namespace()
        namespace = f"--net={self.proc}/ns/net"
        self.prefix = ("nsenter", namespace, "--")
        microseconds = round(delay_ms * 1000 / 2)
        self.line = subprocess.Popen([delay_line, str(microseconds), f"{self.proc}/ns/net", DEVICE],
                                     stdout=subprocess.PIPE, text=True)
        if self.line.stdout.readline() != "ready\n":
            raise NoNetwork("no delay: the delay line did not start")
        self.configure_both()

    def wait_for_namespace(self):
        ours, end = os.readlink("/proc/self/ns/net"), time.monotonic() + READY_SECONDS
        while os.readlink(self.proc / "ns/net") == ours:
            if self.keeper.poll() is not None or time.monotonic() > end:
                raise NoNetwork("no delay: no second network namespace")
            time.sleep(0.005)

    def configure_both(self):
        up = f"link set {DEVICE} up mtu 1500"
        configure(("link set lo up", up, f"addr add {CLIENT_V4}/32 dev {DEVICE}",
                   f"-6 addr add {CLIENT_V6}/128 dev {DEVICE} nodad", f"route add default dev {DEVICE} src {CLIENT_V4}",
                   f"-6 route add default dev {DEVICE} src {CLIENT_V6}"))
        configure(("link set lo up", up, *local_servers(INNER_V4, INNER_V6), f"route add default dev {DEVICE}",
                   f"-6 route add default dev {DEVICE}"), self.prefix)
        subprocess.run([*self.prefix, "sh", "-c", ALLOW_ANY_IPV6], check=True)


def find_delay_line(given, directory):
    """Returns the program: as given, from $LAB_DELAY_LINE, or compiled here and now."""
    known = given or os.environ.get("LAB_DELAY_LINE")
    if known:
        return known
    if not shutil.which("cc"):
        raise NoNetwork("no delay: no delay line built and no C compiler here")
    program = directory / "delay-line"
    source = pathlib.Path(__file__).resolve().parent / "delay-line.c"
    subprocess.run(["cc", "-std=gnu17", "-D_GNU_SOURCE", "-O2", "-o", program, source], check=True, stdout=sys.stderr)
    return program


def make(delay_ms, delay_line, directory):
    """Returns the network, or raises NoNetwork."""
    if delay_ms is None:
        return OneNamespace()
    try:
        os.close(os.open(TUN, os.O_RDWR))
    except OSError as error:
        raise NoNetwork(f"no delay: {TUN}: {error.strerror}") from error
    return TwoNamespaces(find_delay_line(delay_line, directory), delay_ms)
