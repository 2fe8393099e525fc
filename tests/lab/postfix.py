# SPDX-License-Identifier: GPL-3.0-or-later
"""Postfix: one instance; master.cf has an entry for each host, address and port.

Sign-in goes through Dovecot's auth socket of the host's instance, so SMTP offers the same mechanisms.
Each entry logs under its host's label, so that a test can count what happened at one host.
"""

import grp
import os
import pwd

import accounts
from personalities import HOSTS

MAIN = {
    "compatibility_level": "3.6",
    "queue_directory": "{queue}",
    "data_directory": "{lab}/postfix/data",
    "maillog_file": "{logs}/postfix.log",
    "maillog_file_prefixes": "{logs}",
    "import_environment": "MAIL_CONFIG MAIL_DEBUG MAIL_LOGTAG TZ LANG=C OPENSSL_CONF={lab}/openssl.cnf",
    "myhostname": "mail.lotse.test",
    "mydestination": "",
    "mynetworks": "127.0.0.1/32",
    "alias_maps": "",
    "inet_protocols": "all",
    "biff": "no",
    "smtputf8_enable": "yes",
    # Nothing leaves the lab; mail to its own accounts lands in Dovecot's mailboxes.
    "default_transport": "discard",
    "virtual_mailbox_domains": "texthash:{lab}/postfix/domains",
    "virtual_mailbox_base": "{lab}/mail",
    "virtual_mailbox_maps": "texthash:{lab}/postfix/mailboxes",
    "virtual_uid_maps": "static:{vmail}",
    "virtual_gid_maps": "static:{vmail}",
    "virtual_minimum_uid": "100",
    # TLS; which certificate is said in master.cf.
    "smtpd_tls_loglevel": "1",
    "smtpd_tls_protocols": ">=TLSv1.2",
    "smtpd_tls_mandatory_protocols": ">=TLSv1.2",
    "smtpd_tls_auth_only": "yes",
    # Sign-in, and who may send as whom: the sender has to belong to the one who signed in.
    "smtpd_sasl_type": "dovecot",
    "smtpd_sasl_security_options": "noanonymous",
    "smtpd_sender_login_maps": "texthash:{lab}/postfix/senders",
    "smtpd_sender_restrictions": "reject_authenticated_sender_login_mismatch",
    "smtpd_relay_restrictions": "permit_sasl_authenticated, reject_unauth_destination",
    "smtpd_peername_lookup": "no",
    # By its port a test knows a connection of its own in the log.
    "smtpd_client_port_logging": "yes",
    "smtpd_client_connection_count_limit": "0",
}

# Postfix's own inner services: name, type, private, unprivileged, chroot, wakeup, limit, program.
INNER_SERVICES = """\
pickup    unix  n  -  n  60    1  pickup
cleanup   unix  n  -  n  -     0  cleanup
qmgr      unix  n  -  n  300   1  qmgr
tlsmgr    unix  -  -  n  1000? 1  tlsmgr
rewrite   unix  -  -  n  -     -  trivial-rewrite
bounce    unix  -  -  n  -     0  bounce
defer     unix  -  -  n  -     0  bounce
trace     unix  -  -  n  -     0  bounce
flush     unix  n  -  n  1000? 0  flush
proxymap  unix  -  -  n  -     -  proxymap
error     unix  -  -  n  -     -  error
retry     unix  -  -  n  -     -  error
discard   unix  -  -  n  -     -  discard
virtual   unix  -  n  n  -     -  virtual
junk      unix  -  n  n  -     -  virtual
  -o virtual_mailbox_maps=texthash:{lab}/postfix/junk
anvil     unix  -  -  n  -     1  anvil
postlog   unix-dgram n - n -   1  postlogd
"""

QUEUE_DIRECTORIES = ("active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming", "private",
                     "saved", "trace")


def smtpd_entry(address, port, security, host, paths):
    """Returns the lines of master.cf for one listening socket."""
    place = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
    options = [f"syslog_name=postfix/{host.label}", f"smtpd_tls_chain_files={paths.tls}/{host.certificate}.pem",
               f"smtpd_tls_wrappermode={'yes' if security == 'tls' else 'no'}", "smtpd_tls_security_level=may",
               # RFC 5321 allows relaying only to those who sign in; port 25 is for other servers.
               f"smtpd_sasl_auth_enable={'no' if port == 25 else 'yes'}",
               f"smtpd_sasl_path=private/auth-{host.instance}", f"myhostname={host.name}", *host.postfix]
    lines = [f"{place} inet n - n - - smtpd"]
    for option in options:
        name, value = option.split("=", 1)
        lines.append(f"  -o {name}={value}" if " " not in value else f"  -o {{ {name} = {value} }}")
    return "\n".join(lines) + "\n"


def master_cf(paths):
    entries = [smtpd_entry(address, port, security, host, paths)
               for host in HOSTS if host.served_by == "servers"
               for address in host.listening_addresses
               for port, security in host.services["smtp"].items()]
    return INNER_SERVICES.format(lab=paths.lab) + "".join(entries)


def make_queue(paths):
    """Makes the directories with the owners that master(8) insists on."""
    owner = pwd.getpwnam("postfix").pw_uid
    dropping = grp.getgrnam("postdrop").gr_gid
    paths.queue.mkdir(parents=True)
    for name in QUEUE_DIRECTORIES:
        path = paths.queue / name
        path.mkdir(mode=0o700)
        os.chown(path, owner, 0)
    for name, mode in (("maildrop", 0o1730), ("public", 0o2710)):
        path = paths.queue / name
        path.mkdir()
        os.chown(path, owner, dropping)
        path.chmod(mode)
    (paths.queue / "pid").mkdir(mode=0o755)
    data = paths.lab / "postfix" / "data"
    data.mkdir(parents=True, mode=0o700)
    os.chown(data, owner, 0)


def write_tables(directory):
    """Writes who may send as whom and whose mail is kept where."""
    entries = accounts.ALL_ACCOUNTS
    (directory / "senders").write_text("".join(f"{e['address']} {e['username']}\n" for e in entries))
    (directory / "domains").write_text("".join(f"{name} mail\n" for name in {e["address"].split("@")[1] for e in entries}))
    # As a mail server's filter would: into the folder that Dovecot calls Junk.
    (directory / "junk").write_text("".join(f"{e['address']} {e['username']}/Maildir/.Junk/\n" for e in entries))
    (directory / "mailboxes").write_text("".join(f"{e['address']} {e['username']}/Maildir/\n" for e in entries))


def start(paths, processes, vmail):
    """Runs master(8) itself: the postfix command would first check and mend the machine's files.

    The queue has been made before.
    """
    directory = paths.lab / "postfix"
    write_tables(directory)
    (directory / "main.cf").write_text("".join(
        f"{name} = {value.format(lab=paths.lab, queue=paths.queue, logs=paths.logs, vmail=vmail)}\n"
        for name, value in MAIN.items()))
    (directory / "master.cf").write_text(master_cf(paths))
    # Postfix reads no file younger than a second or so, lest it be half written; it would wait.
    for name in ("main.cf", "master.cf", "senders", "mailboxes", "junk", "domains"):
        os.utime(directory / name, (0, 0))
    master = "/usr/lib/postfix/sbin/master"
    processes.start("postfix", [master, "-d", "-c", str(directory)], {"MAIL_CONFIG": str(directory)})
