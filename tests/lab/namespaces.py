# SPDX-License-Identifier: GPL-3.0-or-later
"""Enters fresh namespaces by unshare(1), or says in one line why that is refused here."""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import threading

import dovecot_dialects

SKIPPED = 77

# Everything that has to be there, with its Debian package.
TOOLS = {"dovecot": "dovecot-core", "/usr/lib/dovecot/imap": "dovecot-imapd", "/usr/lib/dovecot/pop3": "dovecot-pop3d",
         "/usr/lib/postfix/sbin/master": "postfix", "certtool": "gnutls-bin", "openssl": "openssl", "ip": "iproute2",
         "unshare": "util-linux", "mount": "mount"}

# Sbin is not on the path of ordinary users.
PATH = os.environ.get("PATH", "") + ":/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin"


def skip(reason):
    """Says why there is no lab here."""
    print(f"run-in-lab: skipped: {reason}", file=sys.stderr, flush=True)
    return SKIPPED


def what_is_missing():
    """Returns one line about missing programs, or None."""
    needed = dict(TOOLS)
    if os.geteuid() != 0:
        needed["newuidmap"] = "uidmap"
    missing = sorted({package for tool, package in needed.items() if not shutil.which(tool, path=PATH)})
    if missing:
        return "not installed: " + ", ".join(missing)
    version = dovecot_dialects.installed_version(PATH)
    if not dovecot_dialects.speaks(version):
        known = " and ".join(dialect.version.strip(".") for dialect in dovecot_dialects.DIALECTS)
        return f"the lab speaks the configuration of Dovecot {known}, here is {version}"
    return None


def unshare_command():
    """The namespaces: network, mounts, IPC, and processes, so that nothing outlives the first of them.

    An ordinary user gets a mapped range of users as well, because Dovecot and Postfix change to several.
    """
    flags = ["--net", "--mount", "--ipc", "--pid", "--fork", "--kill-child=SIGKILL", "--mount-proc",
             "--propagation", "private"]
    if os.geteuid() != 0:
        flags = ["--map-root-user", "--map-auto", *flags]
    return ["unshare", *flags, "--"]


def first_process_inside(outer):
    """Returns the process that unshare forked, as seen from here."""
    children = pathlib.Path(f"/proc/{outer}/task/{outer}/children").read_text().split()
    return int(children[0]) if children else None


def forward_signals(outer):
    """Lets the first process inside hear of signals, so that it can keep logs and take its command along.

    unshare itself ignores them while it waits.
    """
    def forward(number, _frame):
        inside = first_process_inside(outer.pid)
        if inside:
            os.kill(inside, number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, forward)


def follow_leash(leash):
    """Inside: ends everything when the process outside is gone.  Without its first process a PID namespace dies."""
    def wait():
        os.read(leash, 1)
        os._exit(1)

    os.set_inheritable(leash, False)
    threading.Thread(target=wait, daemon=True).start()


def enter(command):
    """Runs `command` in fresh namespaces; returns its exit status, or 77 after saying why it cannot be.

    The command's first arguments become "--inside LEASH", for follow_leash().
    """
    if reason := what_is_missing():
        return skip(reason)
    environment = {**os.environ, "PATH": PATH}
    try:
        probe = subprocess.run([*unshare_command(), "true"], env=environment, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, timeout=120)
    except subprocess.TimeoutExpired:
        return skip("namespaces: unshare does not come back")
    if probe.returncode != 0:
        return skip("namespaces refused: " + " ".join(probe.stderr.split()))
    # Nobody writes into the pipe: when this process is gone, for whatever reason, its end tells those inside.
    leash, held = os.pipe()
    # A group of its own: a Ctrl-C at the terminal then reaches it once, by forward_signals.
    outer = subprocess.Popen([*unshare_command(), command[0], "--inside", str(leash), *command[1:]], env=environment,
                             process_group=0, pass_fds=(leash,))
    os.close(leash)
    forward_signals(outer)
    status = outer.wait()
    os.close(held)
    return status if status >= 0 else 128 - status
