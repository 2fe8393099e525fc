#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every domain reaches its right end: the right servers from the right source, or the right reason, in time.

Four rounds.  In the first nobody may be asked.  In the second all domains are discovered side by side; then the
logs and the wire have to prove what left this computer.  In the third the accounts are checked with nothing given
but address and password.  In the fourth somebody agrees to servers of foreign domains.
"""

import concurrent.futures
import itertools
import os
import pathlib
import sys
from dataclasses import dataclass, field

import check_program
import discover_program
from check_program import NOT_WORKING, PORTS, VERIFIED, apply_fix, check, ends_within
from discover_program import DEADLINE_MS, FOUND, NOT_FOUND, discover
from server_logs import Watch
from tap import Tap
from wire import Wire

import domains
import zone
from web_documents import AUTOCONFIG_PATH, AUTODISCOVER_PATH, ISPDB_PATH, PACC_PATH, WELL_KNOWN_PATH

AT_ONCE = 4
# What the start of a process adds to the deadline.
START_SECONDS = 1
MAIL_PORTS = {143, 993, 110, 995, 587, 465}
TLS_IMAP, TLS_POP, TLS_SMTP = ("imap", 993, "tls"), ("pop3", 995, "tls"), ("smtp", 465, "tls")
START_IMAP, START_SMTP = ("imap", 143, "starttls"), ("smtp", 587, "starttls")


# Bytes; more than is read at all, and than all buffers on the way hold.
MUCH = 8 << 20
WAYS = ("incoming", "outgoing")
# What of a guess has to have been seen.
BITS = {"resolve", "connect", "greeting", "tls"}
# All that a web server is ever told in the head of a request.
HEADERS = {"host", "user-agent", "accept", "accept-encoding", "connection", "content-type", "content-length"}
# Where configurations are, and what the lab redirects to.
PATHS = (AUTOCONFIG_PATH, WELL_KNOWN_PATH, PACC_PATH, "/config.xml", "/redirect-away.test.xml")


@dataclass(frozen=True)
class Right:
    """The right end of one domain.

    `hosts`: incoming and outgoing, relative to the domain or absolute with a final dot; None: nothing is found, and
    `code` says why.  `approval`: hosts that may not have the password before somebody agrees.  `outcomes`: what
    sources have to come to.  `then`: what a check with the account's password comes to, None: there is none.
    `typed`: the address as it is typed, where that is not how it is written.  `sources`: of each server, where they
    differ.  `protocol`: what is wanted for receiving.  `others`: {source: host} that are believed as much; which of
    them is first depends on which answers first.
    """

    domain: str
    source: str = None
    trust: str = None
    hosts: tuple = None
    kinds: tuple = (TLS_IMAP, TLS_SMTP)
    approval: tuple = ()
    code: str = None
    outcomes: dict = field(default_factory=dict)
    then: int = VERIFIED
    typed: str = None
    sources: tuple = None
    protocol: str = "imap"
    others: dict = field(default_factory=dict)

    def absolute(self, name):
        return name[:-1] if name.endswith(".") else self.domain if name == "@" else f"{name}.{self.domain}"

    @property
    def row(self):
        return next((domain for domain in domains.DOMAINS if domain.name == self.domain), None)

    @property
    def address(self):
        """As it is typed."""
        return self.typed or f"{self.row.local_part if self.row else domains.LOCAL_PART}@{self.domain}"

    @property
    def name(self):
        return f"{self.typed or self.domain}{'' if self.protocol == 'imap' else ' by ' + self.protocol}"

    @property
    def ends_well(self):
        """A check with nothing given but address and password verifies the account."""
        return bool(self.hosts) and not self.approval and self.then == VERIFIED

    def servers(self, hosts):
        """(protocol, host, port, security, username) of both servers."""
        username = self.typed if self.typed and "+" in self.typed else self.row.username
        return [(protocol, self.absolute(host), port, security, username)
                for host, (protocol, port, security) in zip(hosts, self.kinds)]

    @property
    def ends(self):
        """Yields the ends that are right: (sources of both servers, both servers)."""
        sources = self.sources or (self.source,) * 2
        for servers in itertools.product(*map(ways_to, sources, self.servers(self.hosts))):
            yield sources, list(servers)
        for source, host in self.others.items():
            yield (source,) * 2, self.servers((host, host))


def ways_to(source, server):
    """The server, and where it was guessed the same behind STARTTLS: of a guess the port is taken that answers in time,
    which on a busy machine need not be the one with TLS from the first byte."""
    protocol, host, _port, _security, username = server
    return [server] if source != "guess" else [server, (protocol, host, PORTS[protocol]["starttls"], "starttls", username)]


KONTOR = ("kontor", "werft")
HOSTER = (f"kontor.{domains.HOSTER}.", f"werft.{domains.HOSTER}.")
GMX = ("imap.gmx.net.", "mail.gmx.net.")


def by_srv(domain, **outcomes):
    """SRV records are all that is left where the web misbehaves."""
    return Right(domain, "srv", "dns", KONTOR, outcomes=outcomes)


RIGHT = (
    # One source each.
    Right("only-srv.test", "srv", "dns", KONTOR, outcomes={"autoconfig": "no-such-name", "srv": "found"}),
    Right("only-autoconfig.test", "autoconfig", "domain", KONTOR, outcomes={"autoconfig": "found"}),
    Right("only-well-known.test", "autoconfig", "domain", KONTOR, outcomes={"well-known": "found"}),
    Right("only-ispdb.test", "ispdb", "directory", KONTOR, outcomes={"ispdb": "found"}),
    Right("ispdb-by-mx.test", "ispdb", "dns", ("kontor.spedition.test.", "werft.spedition.test."),
          approval=("kontor.spedition.test", "werft.spedition.test"), outcomes={"ispdb-mx": "found"}),
    Right("only-pacc.test", "pacc", "domain", KONTOR, outcomes={"pacc": "found"}),
    Right("only-autodiscover.test", "autodiscover", "domain", KONTOR, outcomes={"autodiscover": "found"}),
    Right("autodiscover-short.test", "autodiscover", "domain", KONTOR),
    Right("autodiscover-number.test", "autodiscover", "domain", KONTOR),
    Right("autodiscover-moved.test", "autodiscover", "domain", KONTOR),
    Right("autodiscover-elsewhere.test", "autodiscover", "domain",
          ("kontor.only-autodiscover.test.", "werft.only-autodiscover.test."),
          approval=("kontor.only-autodiscover.test", "werft.only-autodiscover.test")),
    # The built-in table.
    Right("gmx.de", "provider", "built-in", GMX),
    Right("gmx.de", "provider", "built-in", ("pop.gmx.net.", "mail.gmx.net."), (TLS_POP, TLS_SMTP), protocol="pop3"),
    Right("by-mx.test", "mx", "dns", GMX, outcomes={"mx": "found"}),
    Right("by-mx-host.test", "mx", "dns", ("ahoi.uberspace.de.",) * 2, (TLS_IMAP, START_SMTP),
          approval=("ahoi.uberspace.de",)),
    # Guesses.
    Right("guessed.test", "guess", "guess", ("imap", "smtp"), outcomes={"guess": "found"}),
    Right("guessed-mail.test", "guess", "guess", ("mail", "mail")),
    Right("guessed-mx.test", "guess", "guess", ("mx1", "mx1")),
    Right("guessed-domain.test", "guess", "guess", ("@", "@")),
    Right("guessed-pop.test", "guess", "guess", ("pop", "smtp"), (TLS_POP, TLS_SMTP)),
    Right("guessed-starttls.test", "guess", "guess", ("mail", "mail"), (START_IMAP, START_SMTP)),
    Right("wildcard-mail.test", "guess", "guess", ("@", "@")),
    # Nothing.
    Right("nothing.test", code="no-servers-found", outcomes={"well-known": "no-data", "autoconfig": "no-such-name", "guess": "no-data"}),
    Right("wildcard.test", code="no-servers-found", outcomes={"guess": "no-data"}),
    Right("srv-refuses.test", code="no-servers-found", outcomes={"srv": "no-data"}),
    Right("srv-local.test", code="no-servers-found"),
    Right("no-such-domain.test", code="domain-unknown"),
    Right("nullmx.test", code="domain-no-mail"),
    Right("nomail.test", code="domain-no-mail"),
    Right("servfail.test", code="dns-failure"),
    Right("silent.test", code="dns-failure"),
    Right("gmial.com", code="domain-typo"),
    # Which of several.
    Right("srv-order.test", "srv", "dns", ("schwer", "werft")),
    Right("srv-pop.test", "srv", "dns", KONTOR, (TLS_POP, TLS_SMTP)),
    Right("srv-foreign.test", "srv", "dns", HOSTER, approval=tuple(host[:-1] for host in HOSTER)),
    Right("autoconfig-foreign.test", "autoconfig", "domain", HOSTER, approval=tuple(host[:-1] for host in HOSTER)),
    Right("other-domain.test", "autoconfig", "domain", HOSTER, approval=tuple(host[:-1] for host in HOSTER)),
    Right("reederei.co.uk", "srv", "dns", ("kontor.andere.co.uk.", "werft.andere.co.uk."),
          approval=("kontor.andere.co.uk", "werft.andere.co.uk")),
    Right("abteilung.reederei.test", "autoconfig", "domain", ("kontor.reederei.test.", "werft.reederei.test.")),
    Right("half.test", "srv", "guess", ("kontor", "smtp"), sources=("srv", "guess")),
    Right("open.test", "autoconfig", "domain", KONTOR, (("imap", 143, "none"), ("smtp", 587, "none")),
          code="insecure-connection", then=NOT_WORKING),
    Right("disagree.test", "autoconfig", "domain", KONTOR,
          others={"autoconfig": "wohlbekannt", "autodiscover": "entdeckt", "pacc": "json"}),
    Right("late.test", "autoconfig", "domain", KONTOR),
    by_srv("too-late.test", autoconfig="silent"),
    by_srv("posteu.de"),
    # Spellings.
    Right("xn--mller-kva.test", "autoconfig", "domain", ("mail", "mail"), typed=f"{domains.LOCAL_PART}@müller.test"),
    Right("only-autoconfig.test", "autoconfig", "domain", KONTOR, typed=f"{domains.LOCAL_PART}@Only-AutoConfig.TEST"),
    Right("only-srv.test", "srv", "dns", KONTOR, typed=f"{domains.LOCAL_PART}+werft@only-srv.test", then=None),
    # A web that misbehaves.
    by_srv("slow.test", autoconfig="silent", pacc="silent", autodiscover="silent"),
    by_srv("oversized.test", autoconfig="violation", autodiscover="violation", pacc="violation", **{"well-known": "violation"}),
    by_srv("certificates.test", autoconfig="rejected", autodiscover="rejected", pacc="rejected", **{"well-known": "rejected"}),
    by_srv("statuses.test", pacc="no-data", **{"well-known": "no-data"}),
    by_srv("refused.test", autoconfig="refused", autodiscover="refused", pacc="refused", **{"well-known": "refused"}),
    by_srv("nonsense.test", autoconfig="violation", autodiscover="violation", pacc="rejected", **{"well-known": "violation"}),
    by_srv("entities.test", autoconfig="violation", autodiscover="violation", pacc="violation", **{"well-known": "violation"}),
    by_srv("redirecting.test", autoconfig="rejected", autodiscover="rejected", pacc="rejected", **{"well-known": "rejected"}),
    by_srv("loopback.test"),
    by_srv("localhost.test"),
    by_srv("controls.test"),
    Right("redirect-own.test", "autoconfig", "domain", KONTOR),
    Right("redirect-away.test", "autoconfig", "domain", KONTOR),
)


def side_by_side(function, items):
    """Returns [(item, result)] in order."""
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        return list(zip(items, pool.map(function, items)))


def leaks_in(texts, forms):
    """Which forms stand in which texts; upper and lower case are one."""
    return [(name, form) for name, text in texts.items() for form in forms if form.lower() in text]


def log_texts():
    return {file.name: file.read_bytes().lower() for file in pathlib.Path(os.environ["LAB_LOGS"]).iterdir()}


def test_nobody(tap):
    """A known provider costs nothing, and without look-ups nobody is asked, whatever the domain."""
    with Watch() as watch, Wire() as wire:
        known = discover(f"{domains.LOCAL_PART}@gmx.de")
        offline = discover(f"{domains.LOCAL_PART}@only-autoconfig.test", "--offline-discovery")
        known_offline = discover(f"{domains.LOCAL_PART}@gmx.de", "--offline-discovery")
        unchecked = check({"email": f"{domains.LOCAL_PART}@only-autoconfig.test", "offline_discovery": True}, "egal-und-neu")
    tap.equal((known.status, known_offline.status, offline.status, unchecked.status),
              (FOUND, FOUND, NOT_FOUND, NOT_WORKING), "nobody asked: found, found, not found, not working")
    tap.equal([run.hosts_asked for run in (known, known_offline, offline)], [set()] * 3, "nobody asked: it says so")
    tap.equal(wire.destinations, set(), "nobody asked: no packet was sent")
    tap.equal((watch.questions, watch.web, watch.attempts), ([], [], []), "nobody asked: the logs are empty")


def test_right(tap, right, run):
    """One domain's end."""
    what = right.name
    tap.equal(list(run.faults()), [], f"{what}: the report is sound")
    if right.hosts is None:
        tap.ok(run.status == NOT_FOUND and not run.proposals, f"{what}: nothing is found", run.summary())
    else:
        tap.ok(run.status == FOUND and run.best.get("trust") == right.trust, f"{what}: believed as {right.trust}",
               run.summary())
        found = tuple((run.best.get(way) or {}).get("source") for way in WAYS), [run.server(way) for way in WAYS]
        tap.ok(found in right.ends, f"{what}: the right servers from {right.source}",
               f"{run.summary()}\nwanted {list(right.ends)}")
        tap.ok(run.best.get("source") in (right.source, *right.others), f"{what}: and that is said", run.summary())
        tap.equal(sorted(run.best.get("needs_approval", [])), sorted(set(right.approval)), f"{what}: approval")
        if right.source == "guess":
            tap.equal([BITS - set(run.best[way]["verified"]) for way in WAYS], [set()] * 2,
                      f"{what}: a guess is proven")
        tap.equal(run.best.get("authenticated"), right.trust in ("built-in", "domain", "directory"),
                  f"{what}: how far the channel is authenticated")
    if right.code and right.hosts is None:
        tap.equal(run.codes[:1], [right.code], f"{what}: {right.code}")
    tap.equal({source: run.outcomes.get(source) for source in right.outcomes}, right.outcomes, f"{what}: outcomes of sources")
    tap.ok("ms" in run.report, f"{what}: tells how long it took", run.summary())
    tap.ok(ends_within(run, DEADLINE_MS / 1000 + START_SECONDS), f"{what}: the program ends in time", run.summary())
    traps = [name for name in ("falle", "127.0.0.1", "localhost\"") if name in run.stdout and right.domain != "srv-order.test"]
    tap.equal(traps, [], f"{what}: no lie is passed on")


def test_leaks(tap, watch, wire):
    """No person is known by anything that the second round left in the logs and on the wire."""
    forms = set().union(*(discover_program.leak_forms(part, domain.name)
                          for part in (domains.LOCAL_PART, domains.SHORT_NAME) for domain in domains.DOMAINS))
    tap.equal(leaks_in(log_texts(), forms), [], "traces: no part before the @ in any log, in no form")
    tap.equal(leaks_in({"wire": wire.payload.lower()}, forms), [], "traces: none on the wire")
    tap.equal(wire.lost, 0, "traces: every packet was seen")
    tap.equal(watch.attempts, [], "traces: nobody tried to sign in")
    tap.equal({name.lower() for note in watch.requests() for name, _ in note["headers"]} - HEADERS, set(),
              "traces: no header tells about the person")


def test_places(tap, watch, wire, runs):
    """Only those were asked that are told, at the ports of names, HTTPS and mail, and never by http."""
    tap.equal(watch.spoken_http(), [], "traces: nobody heard http")
    ports = {(protocol, port) for protocol, _, port in wire.destinations}
    tap.equal(ports - {("udp", 53), ("tcp", 53), ("tcp", 443), *(("tcp", port) for port in MAIL_PORTS)}, set(),
              "traces: no port but those of names, https and mail")
    told = set().union(*(run.hosts_asked for _, run in runs))
    tap.equal({note["name"] for note in watch.web if note["event"] == "name"} - told, set(),
              "traces: every web server that was asked is told")
    records = zone.records()
    names = zone.existing_names(records)
    addresses = {address for host in told for kind in ("A", "AAAA")
                 for address in records.get(zone.stands_for(host, records, names), {}).get(kind, [])}
    tap.equal({address for _, address, _ in wire.destinations} - addresses - told, set(),
              "traces: every address that was connected belongs to a host that is told")


def is_expected(note):
    path = note["target"]
    if path == AUTODISCOVER_PATH or note["site"] == "redirecting.test":
        # A look-up that has its answer leaves, also in the middle of a question: the rest of that one is not known.
        asked = "<EMailAddress>" in note["body"] or not note["whole"]
        return (note["method"] == "POST") == asked
    return note["method"] == "GET" and not note["body"] and (path in PATHS or path.startswith(ISPDB_PATH))


def test_requests(tap, watch):
    """What web servers were asked, and how much of their answers was read."""
    tap.equal([note for note in watch.requests() if not is_expected(note)], [], "traces: only configurations were asked for")
    tap.equal(watch.requests("spion.entities.test"), [], "traces: no document fetches another one")
    tap.equal(watch.requests("www.redirecting.test"), [], "traces: no redirect from http is followed")
    taken = [(note["site"], note["taken"]) for note in watch.web if note["event"] == "answer" and note["taken"] > MUCH]
    tap.equal(taken, [], "traces: no endless answer was read on and on")


def test_words(tap, runs):
    """What comes along for people: the provider, what it wants first, pages that a document names."""
    found = {right.name: run for right, run in runs}
    for name, provider in (("gmx.de", "gmx"), ("by-mx.test", "gmx"), ("by-mx-host.test", "uberspace"), ("only-srv.test", None)):
        if name in found:
            tap.equal(found[name].best.get("provider"), provider, f"{name}: the provider is {provider}")
    if "gmx.de" in found:
        tap.ok("enable-third-party" in [wish["kind"] for wish in found["gmx.de"].report["requirements"]],
               "gmx.de: says that access has to be switched on", found["gmx.de"].report["requirements"])
    if "only-autoconfig.test" in found:
        links = [link["url"] for link in found["only-autoconfig.test"].best.get("links", [])]
        tap.equal(links, ["https://hilfe.only-autoconfig.test/imap", "https://hilfe.only-autoconfig.test/post"],
                  "only-autoconfig.test: its pages come along")


def test_checked(tap, right, result):
    """The account is verified with the servers that were found; without approval nothing is sent."""
    what = f"{right.name}: check"
    tap.equal(list(result.faults()), [], f"{what}: the report is sound")
    if not right.ends_well:
        tap.ok(result.status == NOT_WORKING, f"{what}: does not go on", result.summary())
        code = right.code or "server-not-approved"
        tap.equal(result.code, code, f"{what}: {code}")
        return
    tap.ok(result.status == VERIFIED, f"{what}: verified", result.summary())
    if result.status == VERIFIED:
        settings = [result.report["settings"][way] for way in WAYS]
        found = tuple(server["source"] for server in settings), [(server["host"], server["port"]) for server in settings]
        ends = [(sources, [server[1:3] for server in servers]) for sources, servers in right.ends]
        tap.ok(found in ends, f"{what}: with these servers", f"{found}\nwanted {ends}")


def test_attempts(tap, attempts, results):
    """Who got a password in the third round."""
    incoming = [a for a in attempts if a.service != "smtp"]
    tap.equal([a for a in attempts if not a.accepted or not a.encrypted], [], "sign-ins: none refused, none in clear text")
    wanted = sorted(right.row.username for right, _ in results if right.ends_well)
    tap.equal(sorted(a.user for a in incoming), wanted, "sign-ins: one for each account, none where approval is missing")
    tap.equal(len(attempts) - len(incoming), len(wanted), "sign-ins: as many for sending")


def test_consent(tap, right, account):
    """A person who agrees presses the buttons of the finding: then the account is verified."""
    options = {"email": right.address}
    refused = check(options, account["password"])
    for fix in refused.cause["fixes"]:
        tap.ok(fix.get("consent") and not fix["proven"], f"{right.name}: {fix.get('host')} needs consent", fix)
        options = apply_fix(options, fix)
    with Watch() as watch:
        agreed = check(options, account["password"])
    tap.ok(agreed.status == VERIFIED, f"{right.name}: with consent it is verified", f"{options}\n{agreed.summary()}")
    tap.equal([(a.accepted, a.encrypted) for a in watch.attempts], [(True, True)] * 2, f"{right.name}: one sign-in each")


def options_of(right):
    return {"email": right.address, **({"protocol": right.protocol} if right.protocol != "imap" else {})}


def password_of(right, accounts):
    return accounts[right.domain]["password"] if right.domain in accounts else "Niemandsland-1"


def main():
    check_program.enter_lab()
    tap = Tap()
    chosen = [right for right in RIGHT if not sys.argv[1:] or any(word in right.domain for word in sys.argv[1:])]
    tap.run("nobody asked", test_nobody)
    with Watch() as watch, Wire() as wire:
        runs = side_by_side(lambda right: discover(right.address, "--protocol", right.protocol), chosen)
    for right, run in runs:
        tap.run(right.domain, test_right, right, run)
    tap.run("words", test_words, runs)
    tap.run("leaks", test_leaks, watch, wire)
    tap.run("places", test_places, watch, wire, runs)
    tap.run("requests", test_requests, watch)
    accounts = check_program.load_found_accounts()
    with Watch() as watch:
        results = side_by_side(lambda right: check(options_of(right), password_of(right, accounts)),
                               [right for right in chosen if right.then is not None])
    for right, result in results:
        tap.run(right.domain, test_checked, right, result)
    tap.run("sign-ins", test_attempts, watch.attempts, results)
    for right in chosen:
        if right.approval:
            tap.run(right.name, test_consent, right, accounts[right.domain])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
