# SPDX-License-Identifier: GPL-3.0-or-later
"""The lab from start to end, as the first process inside the namespaces."""

import json
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass

import accounts
import certificates
import dovecot
import namespaces
import network
import oauth
import personalities
import postfix
import processes
import sealed_files
import web_servers

HERE = pathlib.Path(__file__).resolve().parent
# Owner of all mailboxes.  It needs no name, only a place in the mapped range.
VMAIL = 5000
FAILED = 99
# Dovecot and Postfix run with OpenSSL, whose usual level refuses to load weak keys and SHA-1 signatures.
OPENSSL_CNF = """\
openssl_conf = lab
[lab]
ssl_conf = ssl
[ssl]
system_default = weak
[weak]
CipherString = DEFAULT@SECLEVEL=0
"""


@dataclass(frozen=True)
class Paths:
    """Where things are, all below $LAB_DIR, which vanishes with the namespace."""

    lab: pathlib.Path
    logs: pathlib.Path
    tls: pathlib.Path
    queue: pathlib.Path


def make_paths():
    root = sealed_files.LAB
    paths = Paths(root, root / "logs", root / "tls", root / "postfix" / "queue")
    for path in (paths.logs, paths.tls, root / "accounts", root / "mail", root / "runtime"):
        path.mkdir()
    (root / "runtime").chmod(0o700)
    os.chown(root / "mail", VMAIL, VMAIL)
    return paths


def write_tables(paths):
    (paths.lab / "openssl.cnf").write_text(OPENSSL_CNF)
    readers = pwd.getpwnam("dovecot").pw_gid
    accounts.write_passwd_files(paths.lab / "accounts", readers)
    accounts.write_json(paths.lab / "accounts.json")
    (paths.lab / "hosts.json").write_text(json.dumps(personalities.as_json(), indent=1) + "\n", encoding="utf-8")


def start_servers(paths, servers):
    """Starts everything and returns when everything answers."""
    # Dovecot puts its auth sockets into Postfix's queue directory.
    postfix.make_queue(paths)
    dovecot.start(paths, servers, VMAIL)
    postfix.start(paths, servers, VMAIL)
    servers.start("peers", ["/usr/bin/python3", "-B", str(HERE / "peers.py"), str(paths.lab), str(paths.logs)])
    servers.start("web", ["/usr/bin/python3", "-B", str(HERE / "web_servers.py"), str(paths.lab), str(paths.logs)])
    servers.start("oauth", ["/usr/bin/python3", "-B", str(HERE / "oauth_server.py"), str(paths.lab), str(paths.logs)])
    servers.wait_for_listeners({*personalities.listeners(), *web_servers.listeners(), *oauth.listeners(),
                                (personalities.RESOLVER_V4, 53)})
    processes.wait_for_greetings(greetings())


def greetings():
    """One host of each Dovecot, and one of Postfix: listening begins before the first process serves."""
    for instance in personalities.MECHANISMS:
        host = dovecot.hosts_of(instance)[0]
        yield host.ipv4, 143, b"* OK"
        yield host.ipv4, 110, b"+OK"
    yield personalities.by_name("mail.lotse.test").ipv4, 587, b"220 "


def command_environment(paths, options):
    """What COMMAND finds: the lab's places, its trust, and no way to the caller's own session."""
    hidden = ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS", "SSL_CERT_DIR", "RES_OPTIONS", "LOCALDOMAIN")
    inherited = {name: value for name, value in os.environ.items()
                 if name not in hidden and not name.lower().endswith("_proxy")}
    return {**inherited,
            "LAB_DIR": str(paths.lab), "LAB_LOGS": str(paths.logs), "LAB_CA": str(paths.tls / "root.crt"),
            "LAB_ACCOUNTS": str(paths.lab / "accounts.json"), "LAB_HOSTS": str(paths.lab / "hosts.json"),
            "LAB_DELAY_MS": "" if options.delay is None else f"{options.delay:g}",
            "SSL_CERT_FILE": str(sealed_files.CA_BUNDLE), "XDG_RUNTIME_DIR": str(paths.lab / "runtime")}


def run_command(paths, options):
    """Runs COMMAND; a signal to the lab goes to it.  Returns its status as a shell would."""
    try:
        command = subprocess.Popen(options.command, env=command_environment(paths, options))
    except OSError as error:
        print(f"run-in-lab: {options.command[0]}: {error.strerror}", file=sys.stderr)
        return 127
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _frame: command.send_signal(number))
    status = command.wait()
    return status if status >= 0 else 128 - status


def keep_logs(source, target):
    target.mkdir(parents=True, exist_ok=True)
    for file in source.iterdir():
        if file.is_file():
            shutil.copyfile(file, target / file.name)


def stop_on_signal(number, _frame):
    """Before COMMAND runs, a signal ends the lab by an ordinary exception: what was started is stopped."""
    raise SystemExit(128 + number)


def run(options):
    """Builds the lab, runs COMMAND in it, takes it down; returns the exit status."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop_on_signal)
    sealed_files.seal()
    paths = make_paths()
    try:
        net = network.make(options.delay, options.delay_line, paths.lab)
    except network.NoNetwork as error:
        return namespaces.skip(str(error))
    certificates.make_all(paths.tls)
    sealed_files.trust(paths.tls / "root.crt")
    write_tables(paths)
    servers = processes.Processes(paths.logs, processes.server_environment(), net)
    try:
        start_servers(paths, servers)
        return run_command(paths, options)
    except processes.NotReady as error:
        print(f"run-in-lab: {error}", file=sys.stderr)
        return FAILED
    finally:
        servers.stop()
        if options.keep_logs:
            keep_logs(paths.logs, options.keep_logs)
