# SPDX-License-Identifier: GPL-3.0-or-later
"""The hosts of the lab: what each is called, where it lives and how it behaves.

Everything else is made from this table: the zone, the certificates' users, Dovecot's and Postfix's
configuration, the waiting for services and the host table in README.md (a test compares them).

A host number N has the addresses 10.25.0.N and fd25::N.  An address in 10.25.9.0/24 or fd25:9::/64
exists in the zone only: packets to it vanish, nobody ever answers.
"""

from dataclasses import dataclass, field

# Where a port takes part in a dialogue: protocol and whether TLS comes first or by STARTTLS.
IMAP_PORTS = {143: "starttls", 993: "tls"}
POP_PORTS = {110: "starttls", 995: "tls"}
SMTP_PORTS = {587: "starttls", 465: "tls"}
START_ONLY = {"imap": {143: "starttls"}, "pop3": {110: "starttls"}, "smtp": {587: "starttls"}}
TLS_ONLY = {"imap": {993: "tls"}, "pop3": {995: "tls"}, "smtp": {465: "tls"}}
CLEAR_ONLY = {"imap": {143: "none"}, "pop3": {110: "none"}, "smtp": {587: "none"}}
FULL = {"imap": IMAP_PORTS, "pop3": POP_PORTS, "smtp": SMTP_PORTS}
NOTHING = {"imap": {}, "pop3": {}, "smtp": {}}

# Dovecot keeps its mechanisms per instance, so each set has an instance of its own.
MECHANISMS = {
    "main": "plain login scram-sha-256 scram-sha-1 cram-md5",
    "scram256": "scram-sha-256",
    "scram1": "scram-sha-1",
    "cram": "cram-md5",
    "login": "login",
    "plain": "plain",
    "oauth": "plain xoauth2 oauthbearer",
}


@dataclass(frozen=True)
class Host:
    """One personality.  Ports without an entry in `services` refuse the connection."""

    number: int
    name: str
    does: str
    certificate: str = "good"
    services: dict = field(default_factory=lambda: FULL)
    instance: str = "main"
    sasl: bool = True
    aliases: tuple = ()
    # How the address family behaves: "good", "refused" (address without listeners), "silent" or "none".
    v4: str = "good"
    v6: str = "good"
    # Who serves it: the mail servers themselves, or our front that ends TLS before "clear" is asked.
    served_by: str = "servers"
    # Ports that take the SYN and never answer, and ports that hang up at once.
    silent_ports: tuple = ()
    dropping_ports: tuple = ()
    # How SMTP greets; with anything but 220 it serves nobody.
    smtp_greeting: str = "220"
    # IMAP and POP3 take a password before TLS.
    takes_clear_text: bool = False
    # Further lines for this host, as the servers' own settings.
    dovecot: tuple = ()
    postfix: tuple = ()

    @property
    def label(self):
        """The first part of the name: it names log lines and files."""
        return self.name.split(".")[0] if self.name.endswith(".lotse.test") else self.name.replace(".", "-")

    @property
    def mechanisms(self):
        """What IMAP and POP3 offer once the connection is encrypted."""
        return MECHANISMS[self.instance].upper().split() if self.sasl else []

    @property
    def ipv4(self):
        return {"silent": f"10.25.9.{self.number}", "none": None}.get(self.v4, f"10.25.0.{self.number}")

    @property
    def ipv6(self):
        return {"silent": f"fd25:9::{self.number}", "none": None}.get(self.v6, f"fd25::{self.number}")

    @property
    def listening_addresses(self):
        """The addresses at which this host's services listen."""
        served = [(self.v4, self.ipv4), (self.v6, self.ipv6)]
        return [address for behaviour, address in served if behaviour == "good"]


HOSTS = (
    Host(1, "mail.lotse.test", "Everything is right. Port 25 is open, too, and offers no sign-in.",
         services={**FULL, "smtp": {**SMTP_PORTS, 25: "starttls"}},
         aliases=("imap.lotse.test", "pop.lotse.test", "smtp.lotse.test")),
    Host(2, "expired.lotse.test", "The certificate ran out ten days ago.", "expired"),
    Host(3, "notyet.lotse.test", "The certificate becomes valid in ten days.", "notyet"),
    Host(4, "selfsigned.lotse.test", "The certificate signs itself.", "selfsigned"),
    Host(5, "wrongname.lotse.test", "The certificate is for server7.hoster.test, a foreign domain.", "hoster"),
    Host(6, "wrongname-own.lotse.test", "The certificate is for mail.lotse.test, in the same domain.", "mailonly"),
    Host(7, "unknownca.lotse.test", "A complete chain from an authority that nobody trusts.", "unknownca"),
    Host(8, "incomplete.lotse.test", "The intermediate certificate is not sent; AIA names it.", "incomplete"),
    Host(9, "weakkey.lotse.test", "RSA key of 1024 bits.", "weakkey"),
    Host(10, "weaksig.lotse.test", "Signed with SHA-1.", "weaksig"),
    Host(11, "expired-and-wrong.lotse.test", "Expired, and for server7.hoster.test.", "expired-and-wrong"),
    Host(12, "selfsigned-and-wrong.lotse.test", "Signs itself and is for localhost.localdomain.",
         "selfsigned-and-wrong"),
    Host(13, "intercepted.lotse.test", "Signed by a root as security software installs it, not trusted here.",
         "intercepted"),
    Host(14, "revoked.lotse.test", "A stapled OCSP answer says revoked. TLS ports only.", "revoked",
         services=TLS_ONLY, instance="plain", served_by="front"),
    Host(60, "fronted.lotse.test", "TLS ends at a front that sends nothing between handshake and greeting, as at "
         "large providers. TLS ports only.", services=TLS_ONLY, instance="plain", served_by="front"),
    Host(15, "only143.lotse.test", "993, 995 and 465 are refused; 143, 110 and 587 work.", services=START_ONLY),
    Host(16, "only993.lotse.test", "143, 110 and 587 are refused; 993, 995 and 465 work.", services=TLS_ONLY),
    Host(17, "oddport.lotse.test", "Only 10143, 10110 and 10587 (STARTTLS) and 10993, 10995 and 10465 (TLS).",
         services={"imap": {10143: "starttls", 10993: "tls"}, "pop3": {10110: "starttls", 10995: "tls"},
                   "smtp": {10587: "starttls", 10465: "tls"}}),
    Host(18, "v6refused.lotse.test", "IPv6 is refused, IPv4 works.", v6="refused"),
    Host(19, "v6silent.lotse.test", "IPv6 never answers, IPv4 works.", v6="silent"),
    Host(20, "v4silent.lotse.test", "IPv4 never answers, IPv6 works.", v4="silent"),
    Host(21, "silent.lotse.test", "Never answers, on no port, in no address family.",
         services=NOTHING, v4="silent", v6="silent"),
    Host(22, "silent993.lotse.test", "993, 995 and 465 never answer; 143, 110 and 587 work.",
         services=START_ONLY, silent_ports=(993, 995, 465)),
    Host(23, "silent143.lotse.test", "143, 110 and 587 never answer; 993, 995 and 465 work.",
         services=TLS_ONLY, silent_ports=(143, 110, 587)),
    Host(24, "refused.lotse.test", "Every port is refused.", services=NOTHING, v4="refused", v6="refused"),
    Host(25, "dropping.lotse.test", "Takes the connection and hangs up without a word.",
         services=NOTHING, dropping_ports=(143, 993, 110, 995, 587, 465)),
    Host(26, "tlsrequired.lotse.test", "Takes nothing before STARTTLS: LOGINDISABLED, SMTP answers 530 5.7.0.",
         services=START_ONLY, dovecot=("ssl = required",), postfix=("smtpd_tls_security_level=encrypt",)),
    Host(27, "clear.lotse.test", "No TLS at all; LOGIN, USER/PASS and SMTP AUTH PLAIN in clear text.",
         services=CLEAR_ONLY, instance="plain", takes_clear_text=True, dovecot=("ssl = no",),
         postfix=("smtpd_tls_security_level=none", "smtpd_tls_auth_only=no")),
    Host(28, "clearauth.lotse.test", "No TLS at all, and a password in clear text is refused.",
         services=CLEAR_ONLY, dovecot=("ssl = no",),
         postfix=("smtpd_tls_security_level=none", "smtpd_tls_auth_only=no",
                  "smtpd_sasl_security_options=noanonymous,noplaintext")),
    Host(30, "scram256.lotse.test", "Offers SCRAM-SHA-256 only.", instance="scram256"),
    Host(31, "scram1.lotse.test", "Offers SCRAM-SHA-1 only.", instance="scram1"),
    Host(32, "cram.lotse.test", "Offers CRAM-MD5 only.", instance="cram"),
    Host(33, "login.lotse.test", "Offers LOGIN only.", instance="login"),
    Host(34, "plain.lotse.test", "Offers PLAIN only.", instance="plain"),
    Host(39, "oauth.lotse.test", "Takes access tokens of anmeldung.lotse.test (XOAUTH2, OAUTHBEARER), and PLAIN.",
         instance="oauth"),
    Host(35, "nosasl.lotse.test", "Offers no mechanism: only the LOGIN command and USER/PASS. TLS ports, no SMTP.",
         services={**TLS_ONLY, "smtp": {}}, instance="plain", served_by="front", sasl=False),
    Host(36, "noauth.lotse.test", "SMTP offers no sign-in; IMAP and POP3 are right.",
         postfix=("smtpd_sasl_auth_enable=no",)),
    Host(37, "unavailable.lotse.test", "SMTP answers 451 4.3.0 to every sender; IMAP and POP3 are right.",
         postfix=("smtpd_sender_login_maps=fail:broken",)),
    Host(38, "maintenance.lotse.test", "SMTP greets with 421 4.3.2; IMAP and POP3 are right.", smtp_greeting="421 4.3.2",
         postfix=("smtpd_delay_reject=no",
                  "smtpd_client_restrictions=check_client_access static:{421 4.3.2 Closed for maintenance}")),
    Host(61, "held.lotse.test", "What is sent over it stays in the queue until a test lets it go (postsuper -H); all else is right.",
         postfix=("smtpd_end_of_data_restrictions=check_client_access static:HOLD",)),
    Host(62, "junk.lotse.test", "What is sent over it arrives among the junk; all else is right.", postfix=("content_filter=junk:",)),
    Host(63, "lost.lotse.test", "What is sent over it is accepted and vanishes; all else is right.", postfix=("content_filter=discard:",)),
    Host(40, "server7.hoster.test", "A good host of another domain; mail.kunde.test has the same addresses.",
         "hoster", aliases=("mail.kunde.test",)),
    Host(41, "mail.xn--mller-kva.test", "A good host of the domain müller.test."),
    Host(50, "hafen.hafen.test", "A good host under the names of all domains (below).", "domains"),
    Host(51, "pop.hafen.test", "The same without IMAP.", "domains", services={**FULL, "imap": {}}),
    Host(52, "start.hafen.test", "The same with STARTTLS only.", "domains", services=START_ONLY),
)

RESOLVER_V4 = "10.25.0.53"
CLIENT_V4, CLIENT_V6 = "10.25.255.1", "fd25:255::1"


def by_name(name):
    """Returns the host that has this name or alias."""
    return next(host for host in HOSTS if name == host.name or name in host.aliases)


def listeners():
    """Yields (address, port) for every listening socket that the table promises."""
    for host in HOSTS:
        ports = [port for ports in host.services.values() for port in ports]
        for address in host.listening_addresses:
            for port in (*ports, *host.silent_ports, *host.dropping_ports):
                yield address, port


def as_json():
    """Returns the table in a form that tests in any language can read."""
    return [{"name": host.name, "aliases": list(host.aliases), "label": host.label, "does": host.does,
             "certificate": host.certificate, "ipv4": host.ipv4, "ipv6": host.ipv6,
             "services": {protocol: {str(port): security for port, security in ports.items()}
                          for protocol, ports in host.services.items()},
             "mechanisms": host.mechanisms} for host in HOSTS]
