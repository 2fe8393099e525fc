#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves of the domains that have to be discovered, and of their web sites, what README.md and domains.py say."""

import base64
import concurrent.futures
import ctypes
import hashlib
import http.client
import json
import os
import pathlib
import socket
import ssl
import sys
import time
import xml.etree.ElementTree as ElementTree
import zlib

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import domains  # noqa: E402
import mail_clients  # noqa: E402
import personalities  # noqa: E402
import web_sites  # noqa: E402
from server_logs import Watch  # noqa: E402
from tap import Tap, enter_lab  # noqa: E402
from web_documents import (AUTOCONFIG_PATH, AUTODISCOVER_PATH, ISPDB_HOST, PACC_PATH,  # noqa: E402
                           WELL_KNOWN_PATH)

# OpenSSL's verify codes, None for a handshake that succeeds.
VERDICTS = {"domains": None, "site-expired": 10, "site-selfsigned": 18, "hoster": 62, "site-unknownca": 19}
TXT = 16
# Seconds: for what answers, however busy the machine is, and until what does not is taken for silent.
PATIENCE, SILENCE = 20, 1.5
LIBC = ctypes.CDLL(None)


def connect(address, name, context=None, patience=PATIENCE):
    """Returns a TLS connection to one address, by this name."""
    context = context or mail_clients.trusting_context()
    return context.wrap_socket(socket.create_connection((address, 443), timeout=patience), server_hostname=name)


def get(site, path, method="GET", body=None, patience=PATIENCE, context=None):
    """Asks a site at its IPv4 address; returns the answer with its body unread, and the connection."""
    link = http.client.HTTPSConnection(site.name, timeout=patience)
    link.sock = connect(domains.addresses_of(site)[0], site.name, context, patience)
    link.request(method, path, body, {"Host": site.name})
    return link.getresponse(), link


def site_of(name):
    return next(site for site in domains.SITES if site.name == name)


def careless():
    """For sites whose certificate is no good."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def test_site(tap, site):
    """A site's addresses in the zone, its port in both families, its certificate."""
    found = {entry[4][0] for entry in socket.getaddrinfo(site.name, 443, type=socket.SOCK_STREAM)}
    tap.equal(found, set(domains.addresses_of(site)), f"{site.name}: its addresses are in the zone")
    patience = SILENCE if site.port in (web_sites.SILENT, web_sites.MUTE) else PATIENCE
    for address in domains.addresses_of(site):
        outcome = "serving"
        try:
            connect(address, site.name, patience=patience).close()
        except ssl.SSLCertVerificationError as error:
            outcome = error.verify_code
        except ConnectionRefusedError:
            outcome = web_sites.REFUSED
        except TimeoutError:
            outcome = "no answer"
        wanted = {web_sites.SERVING: VERDICTS[site.certificate] or "serving", web_sites.REFUSED: web_sites.REFUSED,
                  web_sites.SILENT: "no answer", web_sites.MUTE: "no answer"}[site.port]
        tap.equal(outcome, wanted, f"{site.name}: at {address}")


def test_mute_and_silent(tap):
    """The two kinds of silence differ: one takes the connection."""
    mute, silent = (domains.addresses_of(site_of(name))[0] for name in ("slow.test", "ua-auto-config.slow.test"))
    socket.create_connection((mute, 443), timeout=PATIENCE).close()
    tap.ok(True, "slow.test takes the connection")
    try:
        socket.create_connection((silent, 443), timeout=SILENCE).close()
        tap.ok(False, "ua-auto-config.slow.test takes no connection")
    except TimeoutError:
        tap.ok(True, "ua-auto-config.slow.test takes no connection")


def test_documents(tap):
    """What good domains publish names their servers."""
    for name, path in (("autoconfig.only-autoconfig.test", AUTOCONFIG_PATH), ("only-well-known.test", WELL_KNOWN_PATH),
                       (ISPDB_HOST, "/v1.1/only-ispdb.test"), (ISPDB_HOST, "/v1.1/spedition.test")):
        answer, _link = get(site_of(name), path)
        hosts = [node.text for node in ElementTree.fromstring(answer.read()).iter("hostname")]
        owner = path.rsplit("/", 1)[1] if name == ISPDB_HOST else name.removeprefix("autoconfig.")
        tap.equal(hosts, [f"kontor.{owner}", f"werft.{owner}"], f"{name}{path}: names the servers of {owner}")
    answer, _link = get(site_of(ISPDB_HOST), "/v1.1/only-srv.test")
    tap.equal(answer.status, 404, "the database knows nothing of other domains")


def autodiscover_logins(name, address):
    answer, _link = get(site_of(name), AUTODISCOVER_PATH, "POST",
                        f"<Autodiscover><Request><EMailAddress>{address}</EMailAddress></Request></Autodiscover>")
    return [node.text for node in ElementTree.fromstring(answer.read()).iter() if node.tag.endswith("}LoginName")]


def test_autodiscover(tap):
    for name, login in (("autodiscover.only-autodiscover.test", "wer@irgendwo.test"), ("autodiscover-short.test", "wer"),
                        ("autodiscover.autodiscover-number.test", "4711-0815")):
        tap.equal(autodiscover_logins(name, "wer@irgendwo.test"), [login] * 2, f"{name}: the login is {login}")


def ask_text(name):
    """Returns the one text of a TXT record."""
    answer = ctypes.create_string_buffer(65535)
    size = LIBC.res_query(name.encode(), 1, TXT, answer, len(answer))
    return answer.raw[:size].rsplit(b"v=", 1)[1].decode() if size > 0 else None


def test_pacc(tap):
    for name in ("only-pacc.test", "disagree.test"):
        body = get(site_of(f"ua-auto-config.{name}"), PACC_PATH)[0].read()
        digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
        tap.equal(ask_text(f"_ua-auto-config.{name}"), f"UAAC1; a=sha256; d={digest}", f"{name}: digest and document")


def test_slow(tap):
    begin = time.monotonic()
    answer, _link = get(site_of("autoconfig.slow.test"), AUTOCONFIG_PATH)
    answer.read(3)
    tap.ok(time.monotonic() - begin >= 2, "autoconfig.slow.test: three bytes take two seconds")
    begin = time.monotonic()
    get(site_of("autoconfig.late.test"), AUTOCONFIG_PATH)[0].read()
    tap.ok(time.monotonic() - begin >= 1.2, "autoconfig.late.test: takes its time", time.monotonic() - begin)
    try:
        get(site_of("autodiscover.slow.test"), AUTODISCOVER_PATH, patience=SILENCE)
        tap.ok(False, "autodiscover.slow.test: never answers")
    except TimeoutError:
        tap.ok(True, "autodiscover.slow.test: never answers")


def test_oversized(tap):
    answer, _link = get(site_of("autoconfig.oversized.test"), AUTOCONFIG_PATH)
    tap.equal(len(answer.read(3 << 20)), 3 << 20, "autoconfig.oversized.test: three megabytes and no end")
    answer, _link = get(site_of("oversized.test"), WELL_KNOWN_PATH)
    tap.equal(answer.getheader("Content-Length"), str(10 ** 11), "oversized.test: a length of 100 GB")
    answer, _link = get(site_of("autodiscover.oversized.test"), AUTODISCOVER_PATH)
    packed = answer.read()
    unpacked = zlib.decompress(packed, wbits=31)
    tap.ok(answer.getheader("Content-Encoding") == "gzip" and len(packed) < 1 << 18 and len(unpacked) > 32 << 20,
           "autodiscover.oversized.test: a small answer unpacks to a large one", (len(packed), len(unpacked)))
    tap.ok(len(get(site_of("ua-auto-config.oversized.test"), PACC_PATH)[0].read()) > 1 << 20,
           "ua-auto-config.oversized.test: more than a megabyte")


def test_answers(tap):
    """Status and destination of what leads elsewhere or nowhere."""
    for name, status, where in (
            ("autoconfig.statuses.test", 500, None), ("statuses.test", 403, None),
            ("autodiscover.statuses.test", 401, None),
            ("ua-auto-config.statuses.test", 404, None), ("nothing.test", 404, None), ("wildcard.test", 200, None),
            ("autoconfig.redirecting.test", 301, "http://www.redirecting.test/config.xml"),
            ("redirecting.test", 302, f"https://redirecting.test{WELL_KNOWN_PATH}"),
            ("autoconfig.redirect-own.test", 301, "https://www.redirect-own.test/config.xml")):
        answer, _link = get(site_of(name), AUTOCONFIG_PATH)
        tap.equal((answer.status, answer.getheader("Location")), (status, where), f"{name}: answers {status}")
    for name in ("autoconfig", "certificates", "autodiscover", "ua-auto-config"):
        full = "certificates.test" if name == "certificates" else f"{name}.certificates.test"
        body = get(site_of(full), "/", "POST", "<EMailAddress>wer@da</EMailAddress>", context=careless())[0].read()
        tap.ok(b"falle" in body, f"{full}: has something to believe", body)


def leave_half_way(site):
    """Promises more than it sends."""
    with connect(domains.addresses_of(site)[0], site.name) as link:
        link.sendall(b"POST /halb HTTP/1.1\r\nHost: halb\r\nContent-Length: 6\r\n\r\nSpu")
        link.shutdown(socket.SHUT_WR)
        while link.recv(1024):
            pass


def test_logs(tap):
    """Names, requests with all their parts, broken handshakes and port 80 are noted."""
    site = site_of("autodiscover.only-autodiscover.test")
    with Watch() as watch:
        get(site, "/a?b", "POST", "Spuren")[0].read()
    tap.equal([n["name"] for n in watch.web if n["event"] == "name"], [site.name], "logs: the name in the TLS hello")
    noted = watch.requests(site.name)
    tap.equal([(n["method"], n["target"], n["host"], n["body"], n["whole"], n["protocol"]) for n in noted],
              [("POST", "/a?b", site.name, "Spuren", True, "https")], "logs: the request")
    tap.ok(["Host", site.name] in noted[0]["headers"], "logs: its headers", noted)
    tap.equal(watch.spoken_http(), [], "logs: https is not http")
    with Watch() as watch:
        leave_half_way(site)
        watch.wait_until(lambda watch=watch: "/halb" in watch.text("web.log"), "the half request")
    tap.equal([(n["body"], n["whole"]) for n in watch.requests(site.name)], [("Spu", False)],
              "logs: a request whose client left half-way")
    for address in ("10.25.0.1", "fd25::1", *domains.addresses_of(site)):
        with Watch() as watch:
            http.client.HTTPConnection(address, 80, timeout=PATIENCE).request("GET", "/klar")
            watch.wait_until(lambda watch=watch: "/klar" in watch.text("web.log"), "port 80")
        tap.equal([(n["event"], n["site"]) for n in watch.spoken_http()], [("connection", address), ("request", address)],
                  f"logs: port 80 at {address}")


def test_wildcards(tap):
    """RFC 4592: a wildcard covers what has no name, and no type that it has no record of."""
    site = domains.addresses_of(site_of("wildcard.test"))[0]
    for name in ("imap.wildcard.test", "a.b.wildcard.test", "wildcard.test"):
        tap.equal(socket.gethostbyname(name), site, f"wildcard: {name}")
    harbour = personalities.by_name(domains.HARBOUR).ipv4
    refusing = personalities.by_name(domains.NOTHING).ipv4
    tap.equal([socket.gethostbyname(f"{name}.wildcard-mail.test") for name in ("x7q", "eingang")], [harbour, refusing],
              "wildcard: a name of its own is not covered")


def test_mail(tap, account):
    """Behind each domain's names the account signs in, and each name is in the certificate."""
    domain = domains.by_name(account["address"].split("@")[1])
    for name, host in domain.mail_names:
        if host == domains.NOTHING:
            continue
        name = name.replace("*", "wer")
        services = personalities.by_name(host).services
        for protocol in ("imap", "smtp") if services["imap"] else ("pop3", "smtp"):
            port, security = next(reversed(services[protocol].items()))
            link = mail_clients.connect(protocol, name, port, security, mail_clients.trusting_context())
            in_clear = security == "none" and protocol != "smtp"
            link.sign_in(mail_clients.PLAIN_COMMAND if in_clear else "PLAIN", account["username"], account["password"])
            if protocol == "smtp":
                code, text = link.link.mail(account["address"])
                tap.equal(code, 250, f"{name}: takes {account['address']} for a sender")
            link.close()
    tap.ok(True, f"{account['address']}: signs in at {len(domain.mail_names)} names")


def test_readme(tap):
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    for domain in domains.DOMAINS:
        row = f"| {domain.name} | {domain.does} |"
        tap.ok(row in readme, f"README.md describes {domain.name}", row)
    tap.ok(len(domains.SITES) < 250, "the web's addresses suffice", len(domains.SITES))


class Notes:
    """Collects the results of tests that run side by side."""

    def __init__(self):
        self.calls = []

    def ok(self, *arguments):
        self.calls.append(("ok", arguments))

    def equal(self, *arguments):
        self.calls.append(("equal", arguments))

    def run(self, what, function, *arguments):
        Tap.run(self, what, function, *arguments)
        return self.calls


def run_together(tap, tests):
    """Runs (what, function, argument...) side by side, and reports them in order."""
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        for calls in pool.map(lambda test: Notes().run(*test), tests):
            for method, arguments in calls:
                getattr(tap, method)(*arguments)


def main():
    enter_lab()
    tap = Tap()
    tap.run("readme", test_readme)
    tap.run("logs", test_logs)
    accounts = json.loads(pathlib.Path(os.environ["LAB_ACCOUNTS"]).read_text())["found_accounts"]
    tests = (test_mute_and_silent, test_documents, test_autodiscover, test_pacc, test_slow, test_oversized, test_answers,
             test_wildcards)
    run_together(tap, [*((test.__name__, test) for test in tests),
                       *((site.name, test_site, site) for site in domains.SITES),
                       *((account["address"], test_mail, account) for account in accounts)])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
