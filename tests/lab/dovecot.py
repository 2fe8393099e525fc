# SPDX-License-Identifier: GPL-3.0-or-later
"""Dovecot: one instance for each set of mechanisms, many hosts in each by `local` blocks.

The language of the configuration is that of Dovecot 2.3.
"""

from personalities import HOSTS, MECHANISMS

# Settings that every instance shares.  auth_failure_delay stays at its default of 2 s.  The penalty that
# grows with each failure from one address is off (mode = 0), or the order of tests would decide how long
# they take.  One login process serves all (service_count = 0), as on a busy host: a connection costs no fork.
COMMON = """\
base_dir = {lab}/dovecot/{instance}
state_dir = {lab}/dovecot/{instance}
instance_name = lab-{instance}
protocols = imap pop3
listen = *, ::
log_path = {logs}/dovecot.log
log_timestamp = "%Y-%m-%d %H:%M:%S.%{{usecs}} "
auth_verbose = yes
auth_mechanisms = {mechanisms}
import_environment = TZ OPENSSL_CONF={lab}/openssl.cnf
login_log_format_elements = user=<%u> method=%m rip=%r lip=%l lport=%a rport=%b %c session=<%{{session}}>
mail_location = maildir:~/Maildir
first_valid_uid = {vmail}
first_valid_gid = {vmail}
mail_max_userip_connections = 100
ssl = yes
ssl_cert = <{tls}/good.chain
ssl_key = <{tls}/good.key
disable_plaintext_auth = yes
passdb {{
  driver = passwd-file
  args = username_format=%u {lab}/accounts/users-%s
}}
userdb {{
  driver = static
  args = uid={vmail} gid={vmail} home={lab}/mail/%u allow_all_users=yes
}}
namespace inbox {{
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
  service_count = 0
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
    address = {addresses}
    port = {port}
    ssl = {ssl}
  }}
"""


def hosts_of(instance):
    return [host for host in HOSTS if host.instance == instance and host.served_by == "servers"]


def login_service(service, hosts):
    """Returns the block that binds a service's ports: one listener for each port and security."""
    bound = {}
    for host in hosts:
        for port, security in host.services[service].items():
            bound.setdefault((port, security == "tls"), []).extend(host.listening_addresses)
    listeners = "".join(
        LISTENER.format(name=f"{service}-{port}", addresses=" ".join(addresses), port=port, ssl="yes" if tls else "no")
        for (port, tls), addresses in bound.items())
    return LOGIN_SERVICE.format(service=service, default=service, listeners=listeners)


def local_blocks(host, tls):
    """Returns what is different at one host's addresses."""
    lines = [f"ssl_cert = <{tls}/{host.certificate}.chain", f"ssl_key = <{tls}/{host.certificate}.key", *host.dovecot]
    body = "".join(f"  {line}\n" for line in lines)
    return "".join(f"local {address} {{\n{body}}}\n" for address in host.listening_addresses)


def configuration(instance, paths, vmail):
    hosts = hosts_of(instance)
    parts = [COMMON.format(instance=instance, mechanisms=MECHANISMS[instance], lab=paths.lab, logs=paths.logs,
                           tls=paths.tls, queue=paths.queue, vmail=vmail)]
    parts += [login_service(service, hosts) for service in ("imap", "pop3")]
    parts += [local_blocks(host, paths.tls) for host in hosts]
    return "".join(parts)


def start(paths, processes, vmail):
    """Writes each instance's configuration and starts it in the foreground under our eyes."""
    for instance in MECHANISMS:
        base = paths.lab / "dovecot" / instance
        base.mkdir(parents=True)
        file = paths.lab / f"dovecot-{instance}.conf"
        file.write_text(configuration(instance, paths, vmail), encoding="utf-8")
        processes.start(f"dovecot-{instance}", ["dovecot", "-F", "-c", str(file)])
