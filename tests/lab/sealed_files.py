# SPDX-License-Identifier: GPL-3.0-or-later
"""The file system as the lab sees it: own resolver, hosts and trust; state of the machine's services hidden.

All mounts live in the private mount namespace; the machine's files stay untouched.
"""

import os
import pathlib
import subprocess

import personalities

LAB = pathlib.Path("/run/lotse-lab")
CA_BUNDLE = pathlib.Path("/etc/ssl/certs/ca-certificates.crt")

# Sockets of nscd, systemd-resolved, varlink and D-Bus live in /run; the rest is where Dovecot and Postfix
# of the machine keep theirs, hidden so that a mistake in the lab cannot reach them.
HIDDEN = ("/run", "/var/lib/dovecot", "/var/lib/postfix", "/var/spool/postfix", "/var/mail")

RESOLV_CONF = f"nameserver {personalities.RESOLVER_V4}\n"
HOSTS_FILE = "127.0.0.1 localhost\n::1 localhost\n"
NSSWITCH = "".join(f"{line}\n" for line in (
    "passwd: files", "group: files", "shadow: files", "gshadow: files", "hosts: files dns", "networks: files",
    "protocols: files", "services: files"))


def mount(*arguments):
    subprocess.run(["mount", *map(str, arguments)], check=True)


def hide_state():
    for directory in map(os.path.realpath, HIDDEN):
        if os.path.isdir(directory):
            mount("-t", "tmpfs", "-o", "mode=755", "lotse-lab", directory)


def mount_file(source, target):
    """Puts `source` in the place of `target`; a link that led into the hidden /run gets its target back."""
    real = pathlib.Path(os.path.realpath(target))
    if not real.exists():
        real.parent.mkdir(parents=True, exist_ok=True)
        real.touch()
    mount("--bind", source, real)


def seal():
    """Hides the machine's state and brings in names.  Makes $LAB_DIR, which is a tmpfs as well."""
    hide_state()
    LAB.mkdir()
    etc = LAB / "etc"
    etc.mkdir()
    for target, text in (("/etc/resolv.conf", RESOLV_CONF), ("/etc/hosts", HOSTS_FILE), ("/etc/nsswitch.conf", NSSWITCH)):
        source = etc / pathlib.Path(target).name
        source.write_text(text)
        mount_file(source, target)


def trust(bundle):
    """Makes the lab's root the only one that the system trusts."""
    mount_file(bundle, CA_BUNDLE)
