# SPDX-License-Identifier: GPL-3.0-or-later
"""The domains whose servers have to be discovered: what each publishes, and where its mail really is.

Their mail is kept at three hosts of personalities.py, under names of their own.  Every domain's usual names
are "kontor" (IMAP, POP3) and "werft" (SMTP): names that nobody guesses, so that nothing is found but what the
domain publishes.  What a lie wants believed is named "falle", and does not exist.
"""

from dataclasses import dataclass

import web_documents as documents
from web_documents import AUTOCONFIG_PATH, AUTODISCOVER_PATH, PACC_PATH, WELL_KNOWN_PATH, Server, usual_servers
from web_sites import (DRIPPING, ENDLESS, HTML, JSON, MUTE, NEVER, REFUSED, SILENT, Page, Site, bomb, missing,
                       redirect)

# Where mail is, by what is offered: everything; POP3 only; STARTTLS only; nothing, every port is refused.
HARBOUR, POP_ONLY, START_ONLY, NOTHING = ("hafen.hafen.test", "pop.hafen.test", "start.hafen.test",
                                          "refused.lotse.test")
# No TLS at all.
OPEN = "clear.lotse.test"
HOSTER = "fremde-reederei.test"
# The address's part before the @ is found in no other text of the lab: where it turns up, it has leaked.
LOCAL_PART = "kapitaenin.quast"
SHORT_NAME = "steuerfrau.plumm"


@dataclass(frozen=True)
class Domain:
    """One domain.

    `mail`: {name: host of personalities.py}, names relative to the domain, "@" for itself, absolute with a final
    dot.  `records`: as in zone.py, names likewise.  `mx` is added to them.  `ispdb`: what Mozilla's database says
    of names.  `local_part`: of the account there; with SHORT_NAME it signs in with that alone.
    """

    name: str
    does: str
    mail: tuple = (("kontor", HARBOUR), ("werft", HARBOUR))
    records: tuple = ()
    sites: tuple = ()
    mx: str = "eingang"
    ispdb: tuple = ()
    local_part: str = LOCAL_PART

    def absolute(self, name):
        """Returns a name without the final dot."""
        if name.endswith("."):
            return name[:-1]
        return self.name if name == "@" else f"{name}.{self.name}"

    @property
    def mail_names(self):
        """Yields (absolute name, host); every domain's mail exchanger that is its own refuses connections."""
        names = (*self.mail, ("eingang", NOTHING)) if self.mx == "eingang" else self.mail
        return [(self.absolute(name), host) for name, host in names]

    @property
    def all_records(self):
        """Yields (absolute name, type, value); hosts in values are absolute."""
        if self.mx:
            yield self.name, "MX", f"10 {self.absolute(self.mx)}"
        for name, kind, value in self.records:
            yield self.absolute(name), kind, value

    @property
    def username(self):
        return self.local_part if self.local_part == SHORT_NAME else f"{self.local_part}@{self.name}"


def srv(domain, incoming="kontor", outgoing="werft"):
    """The records of RFC 6186 and RFC 8314 for IMAP and submission over TLS."""
    return (("_imaps._tcp", "SRV", f"0 1 993 {incoming}.{domain}"),
            ("_submissions._tcp", "SRV", f"0 1 465 {outgoing}.{domain}"))


def with_autoconfig(name, does, page, *sites, **other):
    """A domain whose autoconfig site shows this page."""
    return Domain(name, does, sites=(Site(f"autoconfig.{name}", {AUTOCONFIG_PATH: page}), *sites), **other)


def trap(domain):
    """A document that would work but for the server's name, which is not to be believed."""
    return documents.autoconfig(domain, usual_servers(domain, "falle", "falle"))


def false_pacc(domain):
    """A trap in JSON."""
    return documents.pacc({"imap": f"falle.{domain}", "smtp": f"falle.{domain}"})


def misbehaving(name, does, autoconfig, well_known, autodiscover, pacc, further=(), vouched=None):
    """A domain with SRV records that work and four web servers that do not.

    Each of the four is what its Site takes besides its name.  `vouched` is the JSON whose digest is in DNS: without
    one nobody would ask for it.
    """
    digest = documents.pacc_digest(vouched or false_pacc(name))
    sites = (Site(f"autoconfig.{name}", **autoconfig), Site(name, **well_known),
             Site(f"autodiscover.{name}", **autodiscover), Site(f"ua-auto-config.{name}", **pacc))
    return Domain(name, does, records=(*srv(name), ("_ua-auto-config", "TXT", digest)), sites=(*sites, *further))


def everywhere(page):
    """The same page under every path."""
    return {"otherwise": page}


ONE_SOURCE = (
    Domain("only-srv.test", "SRV records.", records=srv("only-srv.test")),
    with_autoconfig("only-autoconfig.test", "autoconfig.DOMAIN, with pages for people.",
                    Page(documents.autoconfig("only-autoconfig.test", extra=documents.help_pages("only-autoconfig.test")))),
    Domain("only-well-known.test", "DOMAIN/.well-known/autoconfig.",
           sites=(Site("only-well-known.test", {WELL_KNOWN_PATH: Page(documents.autoconfig("only-well-known.test"))}),)),
    Domain("only-ispdb.test", "Mozilla's database, by the domain.",
           ispdb=(("only-ispdb.test", documents.autoconfig("only-ispdb.test")),)),
    Domain("ispdb-by-mx.test", "Mozilla's database, by the domain of the mail exchanger, another registrable domain.",
           mx="mx1.spedition.test.", mail=(("kontor.spedition.test.", HARBOUR), ("werft.spedition.test.", HARBOUR),
                                           ("mx1.spedition.test.", NOTHING)),
           ispdb=(("spedition.test", documents.autoconfig("spedition.test")),)),
    Domain("only-pacc.test", "The JSON of ua-auto-config.DOMAIN, with the digest that belongs to it.",
           records=(("_ua-auto-config", "TXT", documents.pacc_digest(
               documents.pacc({"imap": "kontor.only-pacc.test", "smtp": "werft.only-pacc.test"}))),),
           sites=(Site("ua-auto-config.only-pacc.test", {PACC_PATH: Page(documents.pacc(
               {"imap": "kontor.only-pacc.test", "smtp": "werft.only-pacc.test"}), kind=JSON)}),)),
    Domain("only-autodiscover.test", "autodiscover.DOMAIN; the login is the address.",
           sites=(Site("autodiscover.only-autodiscover.test", {AUTODISCOVER_PATH: Page(
               documents.autodiscover(usual_servers("only-autodiscover.test")))}),)),
    Domain("autodiscover-short.test", "DOMAIN/autodiscover; the login is the part before the @.", local_part=SHORT_NAME,
           sites=(Site("autodiscover-short.test", {AUTODISCOVER_PATH: Page(documents.autodiscover(
               usual_servers("autodiscover-short.test"), lambda address: address.split("@")[0]))}),)),
    Domain("autodiscover-number.test", "autodiscover.DOMAIN; the login is a number that follows from nothing.",
           sites=(Site("autodiscover.autodiscover-number.test", {AUTODISCOVER_PATH: Page(documents.autodiscover(
               usual_servers("autodiscover-number.test"), lambda _address: "4711-0815"))}),)),
    Domain("autodiscover-moved.test", "autodiscover.DOMAIN answers with the address of www.DOMAIN.",
           sites=(Site("autodiscover.autodiscover-moved.test", {AUTODISCOVER_PATH: Page(documents.autodiscover_redirect(
               f"https://www.autodiscover-moved.test{AUTODISCOVER_PATH}"))}),
               Site("www.autodiscover-moved.test", {AUTODISCOVER_PATH: Page(
                   documents.autodiscover(usual_servers("autodiscover-moved.test")))}))),
    Domain("autodiscover-elsewhere.test", "autodiscover.DOMAIN says that only-autodiscover.test knows.", mail=(),
           sites=(Site("autodiscover.autodiscover-elsewhere.test", {AUTODISCOVER_PATH: Page(
               documents.autodiscover_elsewhere("wer@only-autodiscover.test"))}),)),
)

PROVIDERS = (
    Domain("gmx.de", "A domain of the built-in table; the provider's servers are here.", mx="mx00.emig.gmx.net.",
           mail=(("imap.gmx.net.", HARBOUR), ("pop.gmx.net.", HARBOUR), ("mail.gmx.net.", HARBOUR),
                 ("mx00.emig.gmx.net.", NOTHING))),
    Domain("by-mx.test", "The mail exchanger belongs to GMX.", mail=(), mx="mx00.emig.gmx.net."),
    Domain("by-mx-host.test", "The mail exchanger belongs to Uberspace, where it is the mail server as well.",
           mail=(("ahoi.uberspace.de.", HARBOUR),), mx="ahoi.uberspace.de."),
)

GUESSED = (
    Domain("guessed.test", "imap. and smtp. exist.", mail=(("imap", HARBOUR), ("smtp", HARBOUR))),
    Domain("guessed-mail.test", "mail. exists.", mail=(("mail", HARBOUR),)),
    Domain("guessed-mx.test", "The mail exchanger is the mail server.", mail=(("mx1", HARBOUR),), mx="mx1"),
    Domain("guessed-domain.test", "The domain itself is the mail server.", mail=(("@", HARBOUR),)),
    Domain("guessed-pop.test", "pop. and smtp. exist; there is no IMAP.", mail=(("pop", POP_ONLY), ("smtp", POP_ONLY))),
    Domain("guessed-starttls.test", "mail. exists, with STARTTLS only.", mail=(("mail", START_ONLY),)),
    Domain("wildcard.test", "Every name exists and leads to a web server that shows one page.", mail=(), mx="@",
           sites=(Site("wildcard.test", aliases=("*.wildcard.test",),
                       otherwise=Page("<html><body>Hier entsteht eine Seite</body></html>", kind=HTML)),)),
    Domain("wildcard-mail.test", "Every name exists and leads to the mail server.",
           mail=(("@", HARBOUR), ("*", HARBOUR))),
)

NOTHING_THERE = (
    Domain("nothing.test", "A web server without a word about mail, and a mail exchanger that refuses.", mail=(),
           sites=(Site("nothing.test"),)),
    Domain("srv-refuses.test", 'SRV records say "." for every service.',
           records=tuple((f"_{service}._tcp", "SRV", "0 0 0 .") for service in
                         ("imaps", "imap", "pop3s", "pop3", "submissions", "submission"))),
)

JUDGED = (
    Domain("srv-local.test", "SRV records lead to this very computer.",
           records=(("_imaps._tcp", "SRV", "0 1 993 localhost"), ("_submissions._tcp", "SRV", "0 1 465 localhost"))),
    Domain("srv-order.test", "SRV records with priorities and weights: schwer is the one.",
           mail=(("schwer", HARBOUR), ("leicht", HARBOUR), ("werft", HARBOUR)),
           records=(("_imaps._tcp", "SRV", "20 1 993 falle.srv-order.test"),
                    ("_imaps._tcp", "SRV", "10 0 993 leicht.srv-order.test"),
                    ("_imaps._tcp", "SRV", "10 65535 993 schwer.srv-order.test"),
                    ("_imap._tcp", "SRV", "0 1 143 falle.srv-order.test"),
                    ("_submissions._tcp", "SRV", "30 1 465 falle.srv-order.test"),
                    ("_submissions._tcp", "SRV", "5 1 465 werft.srv-order.test"),
                    ("_submission._tcp", "SRV", "0 0 0 ."))),
    Domain("srv-pop.test", 'SRV records say "." for IMAP and name servers for POP3 and sending.',
           records=(("_imaps._tcp", "SRV", "0 0 0 ."), ("_imap._tcp", "SRV", "0 0 0 ."),
                    ("_pop3s._tcp", "SRV", "0 1 995 kontor.srv-pop.test"),
                    ("_submissions._tcp", "SRV", "0 1 465 werft.srv-pop.test"))),
    Domain("srv-foreign.test", "SRV records lead into another registrable domain.",
           mail=((f"kontor.{HOSTER}.", HARBOUR), (f"werft.{HOSTER}.", HARBOUR)), records=srv(HOSTER)),
    with_autoconfig("autoconfig-foreign.test", "autoconfig.DOMAIN names servers in another registrable domain.",
                    Page(documents.autoconfig("autoconfig-foreign.test", usual_servers(HOSTER))), mail=()),
    Domain("reederei.co.uk", "SRV records lead to another customer of the same public suffix.",
           mail=(("kontor.andere.co.uk.", HARBOUR), ("werft.andere.co.uk.", HARBOUR)), records=srv("andere.co.uk")),
    with_autoconfig("abteilung.reederei.test", "A subdomain; autoconfig.DOMAIN names servers of the domain above it.",
                    Page(documents.autoconfig("abteilung.reederei.test", usual_servers("reederei.test"))),
                    mail=(("kontor.reederei.test.", HARBOUR), ("werft.reederei.test.", HARBOUR))),
    Domain("half.test", "SRV records for IMAP only; smtp. exists.", mail=(("kontor", HARBOUR), ("smtp", HARBOUR)),
           records=srv("half.test")[:1]),
    with_autoconfig("open.test", "autoconfig.DOMAIN names servers without any encryption, and so they are.",
                    Page(documents.autoconfig("open.test", (
                        Server("imap", "kontor.open.test", 143, socket_type="plain"),
                        Server("smtp", "werft.open.test", 587, socket_type="plain")))),
                    mail=(("kontor", OPEN), ("werft", OPEN))),
    with_autoconfig("xn--mller-kva.test", "müller.test: autoconfig.DOMAIN.",
                    Page(documents.autoconfig("xn--mller-kva.test", (
                        Server("imap", "mail.xn--mller-kva.test", 993), Server("smtp", "mail.xn--mller-kva.test", 465)))),
                    mail=(), mx="mail"),
    Domain("disagree.test", "All sources at once, each with other servers.",
           mail=tuple((name, HARBOUR) for name in ("kontor", "werft", "wohlbekannt", "datenbank", "entdeckt", "json",
                                                   "namen", "imap", "smtp", "mail")),
           records=(*srv("disagree.test", "namen", "namen"), ("_ua-auto-config", "TXT", documents.pacc_digest(
               documents.pacc({"imap": "json.disagree.test", "smtp": "json.disagree.test"})))),
           sites=(Site("autoconfig.disagree.test", {AUTOCONFIG_PATH: Page(documents.autoconfig("disagree.test"))}),
                  Site("disagree.test", {WELL_KNOWN_PATH: Page(documents.autoconfig(
                      "disagree.test", usual_servers("disagree.test", "wohlbekannt", "wohlbekannt")))}),
                  Site("autodiscover.disagree.test", {AUTODISCOVER_PATH: Page(documents.autodiscover(
                      usual_servers("disagree.test", "entdeckt", "entdeckt")))}),
                  Site("ua-auto-config.disagree.test", {PACC_PATH: Page(documents.pacc(
                      {"imap": "json.disagree.test", "smtp": "json.disagree.test"}), kind=JSON)})),
           ispdb=(("disagree.test", documents.autoconfig(
               "disagree.test", usual_servers("disagree.test", "datenbank", "datenbank"))),)),
    with_autoconfig("late.test", "SRV records answer at once, the better autoconfig.DOMAIN after 1.2 seconds.",
                    Page(documents.autoconfig("late.test"), wait=1.2), records=srv("late.test", "namen", "namen"),
                    mail=(("kontor", HARBOUR), ("werft", HARBOUR), ("namen", HARBOUR))),
    with_autoconfig("too-late.test", "As late.test, but after ten seconds.",
                    Page(trap("too-late.test"), wait=10), records=srv("too-late.test")),
)

ENTITIES = '<!DOCTYPE clientConfig [<!ENTITY falle "falle.entities.test">]>\n'
OUTSIDE = '<!DOCTYPE clientConfig [<!ENTITY falle SYSTEM "https://spion.entities.test/falle">]>\n'
LAUGHS = ('<!DOCTYPE clientConfig [<!ENTITY a "haha">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(12)) + "]>\n")


def with_entity(prologue, entity):
    return documents.autoconfig("entities.test", (Server("imap", f"&{entity};", 993), Server("smtp", f"&{entity};", 465)),
                                prologue)


def lying(kind, host, does):
    """A domain with SRV records and an autoconfig file that names this host."""
    name = f"{kind}.test"
    page = Page(documents.autoconfig(name, (Server("imap", host, 993), Server("smtp", host, 465))))
    return with_autoconfig(name, does, page, records=srv(name))


# 20,000 levels deep.
NESTED = '{"protocols":' * 20000
LONG_PACC = false_pacc("oversized.test") + " " * (1 << 20)

MISBEHAVING = (
    misbehaving("slow.test", "SRV records work; the web servers are slow: one byte a second, silent after the connection, "
                "silent after the request, a port without an answer.",
                {"pages": {AUTOCONFIG_PATH: Page(trap("slow.test"), pace=DRIPPING)}}, {"port": MUTE},
                everywhere(Page(pace=NEVER)), {"port": SILENT}),
    misbehaving("oversized.test", "SRV records work; the web servers send too much: without end, a length of 100 GB, a gzip "
                "bomb, a megabyte of blanks.",
                everywhere(Page(trap("oversized.test"), pace=ENDLESS)),
                everywhere(Page(trap("oversized.test"), pace=ENDLESS, headers={"Content-Length": str(10 ** 11)})),
                everywhere(bomb(trap("oversized.test"))), everywhere(Page(LONG_PACC, kind=JSON)), vouched=LONG_PACC),
    misbehaving("certificates.test", "SRV records work; the web servers' certificates do not: expired, self-signed, another "
                "name, an authority that nobody trusts.",
                {"certificate": "site-expired", **everywhere(Page(trap("certificates.test")))},
                {"certificate": "site-selfsigned", **everywhere(Page(trap("certificates.test")))},
                {"certificate": "hoster", **everywhere(Page(documents.autodiscover(
                    usual_servers("certificates.test", "falle", "falle"))))},
                {"certificate": "site-unknownca", **everywhere(Page(false_pacc("certificates.test"), kind=JSON))}),
    misbehaving("statuses.test", "SRV records work; the web servers answer 500, 403, 401 and 404.",
                everywhere(missing(500)), everywhere(missing(403)), everywhere(missing(401)), everywhere(missing(404))),
    misbehaving("refused.test", "SRV records work; the web servers refuse connections.",
                {"port": REFUSED}, {"port": REFUSED}, {"port": REFUSED}, {"port": REFUSED}),
    misbehaving("nonsense.test", "SRV records work; the web servers show a page for people, broken XML, an empty page, JSON "
                "without the digest that belongs to it.",
                everywhere(Page("<html><body>Willkommen</body></html>", kind=HTML)),
                everywhere(Page(trap("nonsense.test")[:-40])), everywhere(Page("")),
                everywhere(Page(false_pacc("nonsense.test"), kind=JSON)), vouched="another document"),
    misbehaving("entities.test", "SRV records work; the web servers' documents have entities: an inner one, an outer one, a "
                "billion laughs, and one that is JSON nested too deep.",
                everywhere(Page(with_entity(ENTITIES, "falle"))), everywhere(Page(with_entity(OUTSIDE, "falle"))),
                everywhere(Page(with_entity(LAUGHS, "m"))), everywhere(Page(NESTED, kind=JSON)),
                (Site("spion.entities.test", otherwise=Page("falle.entities.test")),), NESTED),
    misbehaving("redirecting.test", "SRV records work; the web servers redirect: to http, in a loop, to ftp, to another host "
                "over http.",
                everywhere(redirect("http://www.redirecting.test/config.xml")),
                everywhere(redirect(f"https://redirecting.test{WELL_KNOWN_PATH}", 302)),
                everywhere(redirect("ftp://www.redirecting.test/config.xml", 307)),
                everywhere(redirect(f"http://autoconfig.{HOSTER}/config.xml", 308)),
                (Site("www.redirecting.test", otherwise=Page(trap("redirecting.test"))),)),
    Domain("posteu.de", "SRV records work; the name is one slip from a provider's.", records=srv("posteu.de")),
    lying("loopback", "127.0.0.1", "SRV records work; autoconfig.DOMAIN names 127.0.0.1."),
    lying("localhost", "localhost", "SRV records work; autoconfig.DOMAIN names localhost."),
    lying("controls", "falle.controls.test&#10;X: y", "SRV records work; autoconfig.DOMAIN names a host with a line end."),
    with_autoconfig("other-domain.test", "SRV records work; autoconfig.DOMAIN has another domain's file.",
                    Page(documents.autoconfig(HOSTER, usual_servers(HOSTER))), records=srv("other-domain.test")),
    with_autoconfig("redirect-own.test", "autoconfig.DOMAIN redirects to https://www.DOMAIN.",
                    redirect("https://www.redirect-own.test/config.xml"),
                    Site("www.redirect-own.test", {"/config.xml": Page(documents.autoconfig("redirect-own.test"))})),
    with_autoconfig("redirect-away.test", "autoconfig.DOMAIN redirects to another registrable domain over https.",
                    redirect(f"https://autoconfig.{HOSTER}/redirect-away.test.xml"),
                    Site(f"autoconfig.{HOSTER}", {"/redirect-away.test.xml": Page(
                        documents.autoconfig("redirect-away.test"))})),
)

DOMAINS = (*ONE_SOURCE, *PROVIDERS, *GUESSED, *NOTHING_THERE, *JUDGED, *MISBEHAVING)

ISPDB = Site(documents.ISPDB_HOST, {documents.ISPDB_PATH + name: Page(document)
                                    for domain in DOMAINS for name, document in domain.ispdb})
SITES = (ISPDB, *(site for domain in DOMAINS for site in domain.sites))
NUMBERS = {site.name: number for number, site in enumerate(SITES, 1)}
# Names in other domains that the certificate of all domains has to have besides.
FURTHER_NAMES = (HOSTER, f"*.{HOSTER}", "hafen.test", "*.hafen.test", "*.spedition.test", "*.reederei.test", "*.andere.co.uk", "*.gmx.net", "*.uberspace.de",
                 documents.ISPDB_HOST)


def certificate_names():
    """Every domain, and every name below it."""
    return (*(name for domain in DOMAINS for name in (domain.name, f"*.{domain.name}")), *FURTHER_NAMES)


def addresses_of(site):
    """Returns (IPv4, IPv6) of a site: the range 10.25.1.0/24 is the web's."""
    number = NUMBERS[site.name]
    return f"10.25.1.{number}", f"fd25::1:{number:x}"


def by_name(name):
    return next(domain for domain in DOMAINS if domain.name == name)
