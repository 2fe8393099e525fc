# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lab's name server knows: hosts and web sites with addresses, domains, and names that go wrong."""

import domains
import oauth
from personalities import HOSTS, by_name

MAIL = "mail.lotse.test"

# (name, type, value); MX: "preference host", SRV: "priority weight port host"; "." is the root.
EXTRA_RECORDS = (
    ("lotse.test", "MX", f"10 {MAIL}"),
    ("_imaps._tcp.lotse.test", "SRV", "0 1 993 imap.lotse.test"),
    ("_imap._tcp.lotse.test", "SRV", "10 1 143 imap.lotse.test"),
    ("_pop3s._tcp.lotse.test", "SRV", "0 1 995 pop.lotse.test"),
    ("_pop3._tcp.lotse.test", "SRV", "10 1 110 pop.lotse.test"),
    ("_submissions._tcp.lotse.test", "SRV", "0 1 465 smtp.lotse.test"),
    ("_submission._tcp.lotse.test", "SRV", "10 1 587 smtp.lotse.test"),
    # A name that leads on by CNAME; the certificate of "good" knows it.
    ("post.lotse.test", "CNAME", "imap.lotse.test"),
    # A CNAME into the void, and a chain that never ends.
    ("dangling.lotse.test", "CNAME", "gone.lotse.test"),
    ("loop.lotse.test", "CNAME", "loop2.lotse.test"),
    ("loop2.lotse.test", "CNAME", "loop.lotse.test"),
    # Exists, but has no address.
    ("nodata.lotse.test", "TXT", "no address here"),
    # Mail of a customer's own domain at a host that is named otherwise.
    ("kunde.test", "MX", "10 server7.hoster.test"),
    ("hoster.test", "MX", "10 server7.hoster.test"),
    # RFC 7505: receives no mail.  And a domain with neither MX nor an address.
    ("nullmx.test", "MX", "0 ."),
    ("nomail.test", "TXT", "neither MX nor A nor AAAA"),
    # No MX, but an address: RFC 5321 section 5.1 says that this is the mail host.
    ("nomx.test", "A", "10.25.0.1"),
    # Says by SRV that IMAP and POP3 are not offered (RFC 6186 section 3.4).
    ("srvnone.test", "MX", f"10 {MAIL}"),
    ("_imaps._tcp.srvnone.test", "SRV", "0 0 0 ."),
    ("_pop3s._tcp.srvnone.test", "SRV", "0 0 0 ."),
    # So many addresses that the answer needs TCP; the first one works.
    *(("many.lotse.test", "A", f"10.25.0.{1 if i == 0 else 100 + i}") for i in range(60)),
    # Answers A, but a question for AAAA is lost: see SILENT.
    ("aaaalost.lotse.test", "A", "10.25.0.1"),
)

# The server fails for these names and everything below.
SERVFAIL = ("servfail.lotse.test", "servfail.test")

# Questions for these names and everything below are dropped; the second part limits it to one type.
SILENT = (("dnssilent.lotse.test", None), ("silent.test", None), ("aaaalost.lotse.test", "AAAA"))


def records():
    """Returns {name: {type: [value, ...]}}."""
    zone = {}

    def add(name, kind, value):
        zone.setdefault(name, {}).setdefault(kind, []).append(value)

    def add_addresses(name, ipv4, ipv6):
        if ipv4:
            add(name, "A", ipv4)
        if ipv6:
            add(name, "AAAA", ipv6)

    for host in HOSTS:
        for name in (host.name, *host.aliases):
            add_addresses(name, host.ipv4, host.ipv6)
    for site in domains.SITES:
        for name in (site.name, *site.aliases):
            add_addresses(name, *domains.addresses_of(site))
    for domain in domains.DOMAINS:
        for name, kind, value in domain.all_records:
            add(name, kind, value)
        for name, host in domain.mail_names:
            add_addresses(name, by_name(host).ipv4, by_name(host).ipv6)
    for name, kind, value in (*EXTRA_RECORDS, *oauth.records()):
        add(name, kind, value)
    return zone


def stands_for(name, zone, names):
    """Returns the name whose records answer for `name`: itself, or the wildcard above it (RFC 4592), or None."""
    if name in names:
        return name
    parts = name.split(".")
    for i in range(1, len(parts)):
        above = ".".join(parts[i:])
        if "*." + above in zone:
            return "*." + above
        # Only what has no name of its own between itself and the wildcard is covered by it.
        if above in names:
            break
    return None


def is_below(name, parent):
    return name == parent or name.endswith("." + parent)


def existing_names(zone):
    """Returns all names that exist: those with records and those that only have names below them."""
    names = set()
    for name in zone:
        parts = name.split(".")
        names.update(".".join(parts[i:]) for i in range(len(parts)))
    return names
