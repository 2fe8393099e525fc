# SPDX-License-Identifier: GPL-3.0-or-later
"""Dovecot: one instance for each set of mechanisms, many hosts in each by `local` blocks.

What its versions call differently comes from dovecot_dialects.py.
"""

import os

import dovecot_dialects
import oauth
from personalities import HOSTS, MECHANISMS

# Settings that every instance shares.  auth_failure_delay stays at its default of 2 s.  The penalty that
# grows with each failure from one address is off (mode = 0), or the order of tests would decide how long
# they take.  One login process serves all, as on a busy host: a connection costs no fork.
COMMON = """\
{opening}base_dir = {lab}/dovecot/{instance}
state_dir = {lab}/dovecot/{instance}
instance_name = lab-{instance}
protocols = imap pop3
listen = *, ::
log_path = {logs}/dovecot.log
log_timestamp = "%Y-%m-%d %H:%M:%S.%{{usecs}} "
auth_verbose = yes
auth_mechanisms = {mechanisms}
first_valid_uid = {vmail}
first_valid_gid = {vmail}
mail_max_userip_connections = 100
ssl = yes
{certificate}{clear_text}{accounts}namespace inbox {{
  inbox = yes
  mailbox Drafts {{
    special_use = \\Drafts
    auto = subscribe
  }}
  mailbox Sent {{
    special_use = \\Sent
    auto = subscribe
  }}
  mailbox Trash {{
    special_use = \\Trash
    auto = subscribe
  }}
  mailbox Junk {{
    special_use = \\Junk
    auto = subscribe
  }}
}}
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service auth {{
  unix_listener {queue}/private/auth-{instance} {{
    mode = 0660
    user = postfix
    group = postfix
  }}
}}
"""

LOGIN_SERVICE = """\
service {service}-login {{
  {serves_many}
  process_min_avail = 1
  client_limit = 500
  inet_listener {default} {{
    port = 0
  }}
  inet_listener {default}s {{
    port = 0
  }}
{listeners}}}
"""

LISTENER = """\
  inet_listener {name} {{
    {listen} = {addresses}
    port = {port}
    ssl = {ssl}
  }}
"""


def hosts_of(instance):
    return [host for host in HOSTS if host.instance == instance and host.served_by == "servers"]


def login_service(dialect, service, hosts):
    """Returns the block that binds a service's ports: one listener for each port and security."""
    bound = {}
    for host in hosts:
        for port, security in host.services[service].items():
            bound.setdefault((port, security == "tls"), []).extend(host.listening_addresses)
    listeners = "".join(
        LISTENER.format(name=f"{service}-{port}", listen=dialect.addresses, addresses=" ".join(addresses), port=port,
                        ssl="yes" if tls else "no")
        for (port, tls), addresses in bound.items())
    return LOGIN_SERVICE.format(service=service, default=service, serves_many=dialect.serves_many, listeners=listeners)


def certificate_lines(dialect, tls, name):
    return dialect.certificate.format(chain=tls / f"{name}.chain", key=tls / f"{name}.key")


def local_blocks(dialect, host, tls):
    """Returns what is different at one host's addresses."""
    body = certificate_lines(dialect, tls, host.certificate) + dialect.clear_text[host.takes_clear_text]
    body += "".join(f"{line}\n" for line in host.dovecot)
    return "".join(f"local {address} {{\n{body}}}\n" for address in host.listening_addresses)


def common_part(dialect, instance, paths, vmail):
    places = {"lab": paths.lab, "vmail": vmail}
    return COMMON.format(instance=instance, mechanisms=MECHANISMS[instance], logs=paths.logs, queue=paths.queue,
                         opening=dialect.opening.format(**places), accounts=dialect.accounts.format(**places),
                         certificate=certificate_lines(dialect, paths.tls, "good"),
                         clear_text=dialect.clear_text[False], **places)


def configuration(dialect, instance, paths, vmail):
    hosts = hosts_of(instance)
    parts = [common_part(dialect, instance, paths, vmail), oauth.dovecot_part(dialect, instance, paths.lab)]
    parts += [login_service(dialect, service, hosts) for service in ("imap", "pop3")]
    parts += [local_blocks(dialect, host, paths.tls) for host in hosts]
    return "".join(parts)


def start(paths, processes, vmail):
    """Writes each instance's configuration and starts it in the foreground under our eyes."""
    dialect = dovecot_dialects.speaks(dovecot_dialects.installed_version(os.environ["PATH"]))
    for instance in MECHANISMS:
        base = paths.lab / "dovecot" / instance
        base.mkdir(parents=True)
        file = paths.lab / f"dovecot-{instance}.conf"
        file.write_text(configuration(dialect, instance, paths, vmail), encoding="utf-8")
        processes.start(f"dovecot-{instance}", ["dovecot", "-F", "-c", str(file)])
