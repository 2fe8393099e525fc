#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that the lab is what README.md says.  Outside the lab it starts itself inside."""

import concurrent.futures
import ctypes
import json
import os
import pathlib
import re
import socket
import ssl
import struct
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import mail_clients  # noqa: E402
import personalities  # noqa: E402
from server_logs import Watch  # noqa: E402
from tap import Tap, enter_lab  # noqa: E402

MAIL = "mail.lotse.test"
ANNA = ("anna@lotse.test", "Sommerwind-42")

# What OpenSSL and GnuTLS say to each certificate.  OpenSSL: X509_V_ERR numbers; None is a handshake that succeeds.
# GnuTLS: a pattern for the words of gnutls-cli.
VERDICTS = {
    "good": (None, "The certificate is trusted"),
    "domains": (None, "The certificate is trusted"),
    "hoster": (62, "name in the certificate does not match"),
    "mailonly": (62, "name in the certificate does not match"),
    "expired": (10, "uses expired certificate"),
    "notyet": (9, "uses not yet valid certificate"),
    "selfsigned": (18, "issuer is unknown"),
    "selfsigned-and-wrong": (18, "name in the certificate does not match"),
    "expired-and-wrong": (62, "uses expired certificate"),
    "unknownca": (19, "issuer is unknown"),
    "intercepted": (20, "issuer is unknown"),
    "incomplete": (20, "issuer is unknown"),
    # GnuTLS itself takes 1024 bits: who wants 2048 has to look for himself.  Ubuntu builds it to want them.
    "weakkey": (66, "The certificate is trusted|uses insecure algorithm"),
    "weaksig": (68, "uses insecure algorithm"),
    # OpenSSL does not look at stapled answers by itself.
    "revoked": (None, "chain is revoked"),
}
OWN_CERTIFICATE = {"server7.hoster.test": "good"}

NXDOMAIN, TRY_AGAIN, NO_DATA = 1, 2, 4
LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.__h_errno_location.restype = ctypes.POINTER(ctypes.c_int)


def ask(name, kind):
    """Asks by the C library's resolver; returns the number of answers, or minus h_errno."""
    answer = ctypes.create_string_buffer(65535)
    if LIBC.res_query(name.encode(), 1, kind, answer, len(answer)) < 0:
        return -LIBC.__h_errno_location().contents.value
    return struct.unpack_from("!H", answer.raw, 6)[0]


# (name, type, what comes back: number of records or minus h_errno)
QUESTIONS = (
    ("lotse.test", "MX", 1), ("_imaps._tcp.lotse.test", "SRV", 1), ("_submissions._tcp.lotse.test", "SRV", 1),
    ("nullmx.test", "MX", 1), ("nomail.test", "MX", -NO_DATA), ("nomail.test", "A", -NO_DATA),
    ("nodata.lotse.test", "A", -NO_DATA), ("_tcp.lotse.test", "SRV", -NO_DATA),
    ("gone.lotse.test", "A", -NXDOMAIN), ("no-such-domain.test", "MX", -NXDOMAIN), ("example.org", "A", -NXDOMAIN),
    ("servfail.lotse.test", "A", -TRY_AGAIN), ("servfail.test", "MX", -TRY_AGAIN),
    ("dnssilent.lotse.test", "A", -TRY_AGAIN), ("silent.test", "MX", -TRY_AGAIN),
    ("post.lotse.test", "A", 2), ("many.lotse.test", "A", 60), ("IMAP.Lotse.TEST", "AAAA", 1),
    ("aaaalost.lotse.test", "A", 1), ("aaaalost.lotse.test", "AAAA", -TRY_AGAIN),
    ("mail.xn--mller-kva.test", "A", 1), ("mail.kunde.test", "A", 1),
)


def test_dns(tap):
    types = {"A": 1, "MX": 15, "AAAA": 28, "SRV": 33}
    for name, kind, expected in QUESTIONS:
        tap.equal(ask(name, types[kind]), expected, f"dns: {kind} {name}")
    with Watch() as watch:
        addresses = {entry[4][0] for entry in socket.getaddrinfo("imap.lotse.test", 993, type=socket.SOCK_STREAM)}
    tap.equal(addresses, {"10.25.0.1", "fd25::1"}, "dns: getaddrinfo finds both families")
    tap.equal(set(watch.questions), {("A", "imap.lotse.test"), ("AAAA", "imap.lotse.test")}, "dns: both questions logged")


def tls_outcome(protocol, address, name, port, security, context):
    """Returns None after a good handshake, or OpenSSL's verify code."""
    wrapped = context.wrap_socket
    # The name decides what the certificate has to say, the address which family is tried.
    context.wrap_socket = lambda sock, **kwargs: wrapped(sock, **{**kwargs, "server_hostname": name})
    try:
        mail_clients.connect(protocol, address, port, security, context).close()
    except ssl.SSLCertVerificationError as error:
        return error.verify_code
    return None


def test_services(tap, host):
    """Every promised port in both families: a greeting, the promised security, the promised certificate."""
    expected = VERDICTS[OWN_CERTIFICATE.get(host.name, host.certificate)][0]
    for protocol, ports in host.services.items():
        if protocol == "smtp" and host.smtp_greeting != "220":
            continue
        for port, security in ports.items():
            for address in host.listening_addresses:
                outcome = tls_outcome(protocol, address, host.name, port, security, mail_clients.trusting_context())
                wanted = None if security == "none" else expected
                tap.equal(outcome, wanted, f"{host.label}: {protocol} {port} {security} at {address}")


def smtp_greeting(name, address, port, security):
    """Returns the first line that an SMTP server says, behind TLS where that comes first."""
    with socket.create_connection((address, port), timeout=20) as link:
        if security == "tls":
            with mail_clients.trusting_context().wrap_socket(link, server_hostname=name) as encrypted:
                return encrypted.recv(200).decode()
        return link.recv(200).decode()


def test_smtp_greeting(tap, host):
    """A host whose SMTP serves nobody says so at every port, in both families."""
    for port, security in host.services["smtp"].items():
        for address in host.listening_addresses:
            said = smtp_greeting(host.name, address, port, security)
            tap.ok(said.startswith(host.smtp_greeting + " "),
                   f"{host.label}: smtp {port} greets with {host.smtp_greeting} at {address}", said)


def connect_outcome(address, port, patience):
    """Returns "open", "closed at once", "refused" or "silent" for a port that nothing good is expected of."""
    try:
        with socket.create_connection((address, port), timeout=patience) as link:
            return "open" if link.recv(1) else "closed at once"
    except ConnectionRefusedError:
        return "refused"
    except TimeoutError:
        return "silent"


def test_refusals(tap, host):
    """The usual ports that the table does not promise are refused, silent or hang up as the table says."""
    promised = {port for ports in host.services.values() for port in ports}
    cases = []
    for behaviour, address in ((host.v4, host.ipv4), (host.v6, host.ipv6)):
        for port in (143, 993, 110, 995, 587, 465):
            if behaviour == "good" and port in promised:
                continue
            expected = "refused" if behaviour == "good" else behaviour
            expected = "silent" if port in host.silent_ports else expected
            expected = "closed at once" if port in host.dropping_ports else expected
            # What is not silent may take its time, on a busy machine.
            cases.append((address, port, 1 if expected == "silent" else 20, expected))
    # Side by side: to find silence takes a second each.
    with concurrent.futures.ThreadPoolExecutor(12) as pool:
        outcomes = pool.map(lambda case: connect_outcome(*case[:3]), cases)
    for (address, port, _patience, expected), outcome in zip(cases, outcomes):
        tap.equal(outcome, expected, f"{host.label}: {address} port {port} is {expected}")


def test_silence(tap):
    """Every kind of silence outlasts a connection's second and third packet, after one and three seconds."""
    places = (("v6silent.lotse.test", "ipv6", 993), ("v4silent.lotse.test", "ipv4", 993),
              ("silent993.lotse.test", "ipv6", 993), ("silent993.lotse.test", "ipv4", 993))
    cases = [(getattr(personalities.by_name(name), family), port, 4) for name, family, port in places]
    with concurrent.futures.ThreadPoolExecutor(len(cases)) as pool:
        outcomes = list(pool.map(lambda case: connect_outcome(*case), cases))
    for (name, family, _port), outcome in zip(places, outcomes):
        tap.equal(outcome, "silent", f"{name}: {family} stays silent")


def test_gnutls(tap, host):
    """What the library that Postlotse uses says of the certificate, trusting what the system trusts."""
    port = 993 if 993 in host.services["imap"] else 10993
    done = subprocess.run(["gnutls-cli", "--port", str(port), host.name],
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          errors="replace", timeout=60)
    said = VERDICTS[OWN_CERTIFICATE.get(host.name, host.certificate)][1]
    tap.ok(re.search(said, done.stdout), f"{host.label}: GnuTLS says: {said}", done.stdout)


def test_offers(tap, host, protocol, port, security, context):
    link = mail_clients.connect(protocol, host.name, port, security, context)
    wanted = set() if host.label == "noauth" and protocol == "smtp" else set(host.mechanisms)
    tap.equal(link.offers(), wanted, f"{host.label}: {protocol} {port} offers {' '.join(sorted(wanted)) or 'nothing'}")
    for mechanism in wanted or (() if protocol == "smtp" else (mail_clients.PLAIN_COMMAND,)):
        again = mail_clients.connect(protocol, host.name, port, security, context)
        again.sign_in(mechanism, *ANNA)
        tap.ok(True, f"{host.label}: {protocol} {port} signs in by {mechanism}")
        again.close()
    link.close()


def try_sign_in(protocol, mechanism, user, password):
    """Returns None, or the refusal."""
    ports = {"imap": 993, "pop3": 995, "smtp": 465}
    link = mail_clients.connect(protocol, MAIL, ports[protocol], "tls")
    try:
        link.sign_in(mechanism, user, password)
    except mail_clients.Refused as refusal:
        return str(refusal)
    finally:
        link.close()
    return None


def test_accounts(tap, account):
    """Each password through each mechanism of each service that takes it; the others refuse it, once."""
    for protocol in ("imap", "pop3", "smtp"):
        own = [] if protocol == "smtp" else [mail_clients.PLAIN_COMMAND]
        mechanisms = personalities.MECHANISMS["main"].upper().split() + own
        accepts = protocol in account["services"]
        for mechanism in mechanisms if accepts else ["PLAIN"]:
            refusal = try_sign_in(protocol, mechanism, account["username"], account["password"])
            tap.ok((refusal is None) == accepts, f"{account['address']}: {protocol} "
                   f"{'accepts' if accepts else 'refuses'} by {mechanism} ({account['note']})", refusal)


def test_wrong_password(tap):
    """A refusal takes Dovecot's two seconds, and the logs tell of exactly one attempt."""
    for protocol in ("imap", "pop3", "smtp"):
        with Watch() as watch:
            begin = time.monotonic()
            refusal = try_sign_in(protocol, "PLAIN", ANNA[0], "falsch")
            took = time.monotonic() - begin
        tap.ok(refusal, f"wrong password: {protocol} refuses")
        # Dovecot counts whole seconds: two can be little more than one. A busy machine adds to them.
        tap.ok(took > 1.0, f"wrong password: {protocol} takes about two seconds", took)
        tap.equal([(a.host, a.service, a.accepted, a.encrypted) for a in watch.attempts],
                  [("mail", protocol, False, True)], f"wrong password: {protocol} logs one attempt under TLS")


def test_logs(tap):
    """Counting: a good sign-in, none at all, and one in clear text."""
    with Watch() as watch:
        for protocol in ("imap", "pop3", "smtp"):
            try_sign_in(protocol, "PLAIN", *ANNA)
    # Dovecot's login processes write side by side.
    tap.equal(sorted((a.service, a.accepted, a.encrypted) for a in watch.attempts),
              [("imap", True, True), ("pop3", True, True), ("smtp", True, True)], "logs: three good sign-ins")
    with Watch() as watch:
        tls_outcome("imap", "10.25.0.2", "expired.lotse.test", 993, "tls", mail_clients.trusting_context())
        tls_outcome("smtp", "10.25.0.2", "expired.lotse.test", 587, "starttls", mail_clients.trusting_context())
    tap.equal(watch.attempts, [], "logs: no attempt behind a refused certificate")
    with Watch() as watch:
        link = mail_clients.connect("imap", MAIL, 143, "none")
        try:
            link.sign_in(mail_clients.PLAIN_COMMAND, ANNA[0], "egal")
        except mail_clients.Refused:
            pass
        link.close()
    tap.equal([(a.host, a.accepted, a.encrypted) for a in watch.attempts], [("mail", False, False)],
              "logs: a password sent in clear text is found")
    text = "".join(file.read_text(errors="replace") for file in pathlib.Path(os.environ["LAB_LOGS"]).iterdir())
    tap.ok(ANNA[1] not in text and "egal" not in text, "logs: no password in them")


def test_clear_text(tap):
    """Who takes a password in clear text and who does not."""
    link = mail_clients.connect("imap", MAIL, 143, "none")
    tap.ok("LOGINDISABLED" in link.link.capabilities, "mail: LOGINDISABLED before STARTTLS")
    link.close()
    link = mail_clients.connect("imap", "clearauth.lotse.test", 143, "none")
    tap.ok("LOGINDISABLED" in link.link.capabilities and "STARTTLS" not in link.link.capabilities,
           "clearauth: LOGINDISABLED and no STARTTLS", link.link.capabilities)
    link.close()
    for protocol, port in (("imap", 143), ("pop3", 110), ("smtp", 587)):
        link = mail_clients.connect(protocol, "clear.lotse.test", port, "none")
        link.sign_in("PLAIN" if protocol == "smtp" else mail_clients.PLAIN_COMMAND, *ANNA)
        tap.ok(True, f"clear: {protocol} signs in without TLS")
        link.close()
    link = mail_clients.connect("smtp", MAIL, 587, "none")
    tap.equal(link.offers(), set(), "mail: SMTP offers no sign-in before STARTTLS")
    link.close()
    link = mail_clients.connect("smtp", "tlsrequired.lotse.test", 587, "none")
    code, text = link.link.mail(ANNA[0])
    tap.equal((code, text[:5]), (530, b"5.7.0"), "tlsrequired: SMTP wants STARTTLS first")
    link.close()


def dry_run(user, password, sender, recipient, host=MAIL):
    """Returns (code, enhanced code) of the first refusal in MAIL and RCPT, or of the last reply."""
    link = mail_clients.connect("smtp", host, 465, "tls")
    if user:
        link.sign_in("PLAIN", user, password)
    code, text = link.link.mail(sender)
    if code == 250:
        code, text = link.link.rcpt(recipient)
    link.link.rset()
    link.close()
    return code, text.split()[0].decode()


def test_senders(tap):
    bernd = ("bernd", "Kurzer-Name-10")
    for what, arguments, expected in (
            ("anna as herself", (*ANNA, ANNA[0], ANNA[0]), (250, "2.1.5")),
            ("anna to the world", (*ANNA, ANNA[0], "jemand@example.org"), (250, "2.1.5")),
            ("anna as somebody else", (*ANNA, "bernd@lotse.test", ANNA[0]), (553, "5.7.1")),
            ("bernd under his short name", (*bernd, "bernd@lotse.test", ANNA[0]), (250, "2.1.5")),
            ("anna to nobody", (*ANNA, ANNA[0], "niemand@lotse.test"), (550, "5.1.1")),
            ("no sign-in, to the world", (None, None, ANNA[0], "jemand@example.org"), (554, "5.7.1"))):
        tap.equal(dry_run(*arguments), expected, f"sending: {what}: {expected[0]} {expected[1]}")
    tap.equal(dry_run(*ANNA, ANNA[0], ANNA[0], "unavailable.lotse.test"), (451, "4.3.0"),
              "unavailable: SMTP answers 451 4.3.0 to a sender")


def test_delivery(tap):
    """A message that is really sent arrives in the mailbox."""
    link = mail_clients.connect("smtp", MAIL, 587, "starttls")
    link.sign_in("PLAIN", *ANNA)
    link.link.sendmail(ANNA[0], ["paragraph@lotse.test"], "Subject: Probe\r\n\r\nAhoi\r\n")
    link.close()
    inbox = mail_clients.connect("imap", MAIL, 993, "tls")
    inbox.sign_in("PLAIN", "paragraph@lotse.test", "§14 Absatz 2")
    end, count = time.monotonic() + 10, 0
    while not count and time.monotonic() < end:
        count = int(inbox.link.select("INBOX", readonly=True)[1][0])
    tap.equal(count, 1, "delivery: a message that was sent is in the inbox")
    folders = b" ".join(inbox.link.list()[1])
    tap.ok(all(use in folders for use in (b"\\Sent", b"\\Drafts", b"\\Trash", b"\\Junk")), "delivery: special-use folders",
           folders)
    inbox.close()


def test_surroundings(tap):
    """The machine's own names, trust and services do not shine through; the tables for tests are there."""
    # mount(8) keeps notes of its own there.
    tap.equal(set(os.listdir("/run")) - {"mount"}, {"lotse-lab"}, "surroundings: /run is the lab's alone")
    tap.equal(pathlib.Path("/etc/resolv.conf").read_text(), "nameserver 10.25.0.53\n", "surroundings: resolv.conf")
    tap.equal(pathlib.Path("/etc/ssl/certs/ca-certificates.crt").read_text(),
              pathlib.Path(os.environ["LAB_CA"]).read_text(), "surroundings: the lab's root alone is trusted")
    tap.ok(len(json.loads(pathlib.Path(os.environ["LAB_ACCOUNTS"]).read_text())["accounts"]) > 10,
           "surroundings: accounts.json")
    tap.ok(len(json.loads(pathlib.Path(os.environ["LAB_HOSTS"]).read_text())) == len(personalities.HOSTS),
           "surroundings: hosts.json")
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    for host in personalities.HOSTS:
        row = f"| {', '.join((host.name, *host.aliases))} | {host.does} |"
        tap.ok(row in readme, f"surroundings: README.md describes {host.name}", row)


def main():
    enter_lab()
    # For the questions that nobody answers.
    os.environ["RES_OPTIONS"] = "timeout:1 attempts:1"
    tap = Tap()
    tap.run("surroundings", test_surroundings)
    tap.run("dns", test_dns)
    for host in personalities.HOSTS:
        tap.run(host.label, test_services, host)
        tap.run(host.label, test_refusals, host)
        if host.smtp_greeting != "220":
            tap.run(host.label, test_smtp_greeting, host)
        if any(port in host.services["imap"] for port in (993, 10993)) and host.v4 == host.v6 == "good":
            tap.run(host.label, test_gnutls, host)
    main_host = personalities.by_name(MAIL)
    for host in (main_host, *(h for h in personalities.HOSTS if 30 <= h.number <= 36)):
        for protocol, ports in host.services.items():
            for port, security in ports.items():
                if port != 25:
                    tap.run(host.label, test_offers, host, protocol, port, security, mail_clients.trusting_context())
    for account in json.loads(pathlib.Path(os.environ["LAB_ACCOUNTS"]).read_text())["accounts"]:
        tap.run(account["address"], test_accounts, account)
    for test in (test_silence, test_wrong_password, test_logs, test_clear_text, test_senders, test_delivery):
        tap.run(test.__name__, test)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
