# SPDX-License-Identifier: GPL-3.0-or-later
"""What Dovecot 2.3 and 2.4 call differently.  Everything that they share is in dovecot.py.

One table with a row for each version, instead of a configuration for each: what the lab means stands once,
and a third dialect would be a third row.
"""

import subprocess
from dataclasses import dataclass


@dataclass(frozen=True)
class Dialect:
    """How one version says it.  Templates take the names that dovecot.configuration() knows."""

    # How `dovecot --version` begins.
    version: str
    # The first lines: the version asks for them, or they have no counterpart in the other.
    opening: str
    # Where mail is kept, who may sign in, and whose mail it is.
    accounts: str
    # Two lines that name a certificate with its chain, and its key.
    certificate: str
    # Whether a password is taken in clear text.
    clear_text: dict
    # What an inet_listener calls the addresses that it binds.
    addresses: str
    # A login process serves any number of connections one after the other.
    serves_many: str
    # Who is asked about access tokens; a file of its own, where the version wants one.
    tokens: str
    tokens_file: str
    # How the log begins to tell of a sign-in that was accepted.
    signed_in: str
    # How it says that a password came in clear text although the host takes none.
    disallowed: str


DOVECOT_2_3 = Dialect(
    version="2.3.",
    opening="""\
import_environment = TZ OPENSSL_CONF={lab}/openssl.cnf
login_log_format_elements = user=<%u> method=%m rip=%r lip=%l lport=%a rport=%b %c session=<%{{session}}>
""",
    accounts="""\
mail_location = maildir:~/Maildir
passdb {{
  driver = passwd-file
  args = username_format=%u {lab}/accounts/users-%s
}}
userdb {{
  driver = static
  args = uid={vmail} gid={vmail} home={lab}/mail/%u allow_all_users=yes
}}
""",
    certificate="ssl_cert = <{chain}\nssl_key = <{key}\n",
    clear_text={True: "disable_plaintext_auth = no\n", False: "disable_plaintext_auth = yes\n"},
    addresses="address",
    serves_many="service_count = 0",
    tokens="""\
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {file}
}}
""",
    tokens_file="""\
introspection_mode = post
introspection_url = {url}
username_attribute = username
active_attribute = active
active_value = true
scope = {scope}
""",
    signed_in="Login",
    disallowed="tried to use disallowed plaintext auth",
)

DOVECOT_2_4 = Dialect(
    version="2.4.",
    # The lowest version of this language, whatever 2.4.x is installed: later ones change defaults only.
    opening="""\
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
import_environment {{
  OPENSSL_CONF = {lab}/openssl.cnf
}}
login_log_format_elements = user=<%{{user}}> method=%{{mechanism}} rip=%{{remote_ip}} lip=%{{local_ip}} \
lport=%{{local_port}} rport=%{{remote_port}} %{{secured}} session=<%{{session}}>
""",
    accounts="""\
mail_driver = maildir
mail_path = ~/Maildir
passdb passwd-file {{
  auth_username_format = %{{user}}
  passwd_file_path = {lab}/accounts/users-%{{protocol}}
}}
userdb static {{
  fields {{
    uid = {vmail}
    gid = {vmail}
    home = {lab}/mail/%{{user}}
  }}
  static_allow_all_users = yes
}}
""",
    certificate="ssl_server_cert_file = {chain}\nssl_server_key_file = {key}\n",
    clear_text={True: "auth_allow_cleartext = yes\n", False: "auth_allow_cleartext = no\n"},
    addresses="listen",
    serves_many="restart_request_count = unlimited",
    tokens="""\
oauth2 {{
  introspection_mode = post
  introspection_url = {url}
  username_attribute = username
  active_attribute = active
  active_value = true
  scope = {scope}
}}
""",
    tokens_file="",
    signed_in="Logged in",
    disallowed="tried to use disallowed cleartext auth",
)

DIALECTS = (DOVECOT_2_3, DOVECOT_2_4)


def installed_version(path):
    """Returns what `dovecot --version` says, without the revision."""
    said = subprocess.run(["dovecot", "--version"], env={"PATH": path}, stdout=subprocess.PIPE, text=True).stdout
    return said.split(" ")[0].strip()


def speaks(version):
    """Returns the dialect of a version, or None."""
    return next((dialect for dialect in DIALECTS if version.startswith(dialect.version)), None)
