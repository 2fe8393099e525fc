# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lab's name server knows.  Every host of personalities.py is in it with its addresses."""

from personalities import HOSTS

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
    ("xn--mller-kva.test", "MX", "10 mail.xn--mller-kva.test"),
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

    for host in HOSTS:
        for name in (host.name, *host.aliases):
            if host.ipv4:
                add(name, "A", host.ipv4)
            if host.ipv6:
                add(name, "AAAA", host.ipv6)
    for name, kind, value in EXTRA_RECORDS:
        add(name, kind, value)
    return zone


def is_below(name, parent):
    return name == parent or name.endswith("." + parent)


def existing_names(zone):
    """Returns all names that exist: those with records and those that only have names below them."""
    names = set()
    for name in zone:
        parts = name.split(".")
        names.update(".".join(parts[i:]) for i in range(len(parts)))
    return names
