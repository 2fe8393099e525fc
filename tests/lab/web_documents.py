# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes what domains publish about their mail servers: autoconfig, Autodiscover, PACC."""

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

AUTOCONFIG_PATH = "/mail/config-v1.1.xml"
WELL_KNOWN_PATH = "/.well-known/autoconfig/mail/config-v1.1.xml"
AUTODISCOVER_PATH = "/autodiscover/autodiscover.xml"
PACC_PATH = "/.well-known/user-agent-configuration.json"
ISPDB_HOST = "autoconfig.thunderbird.net"
ISPDB_PATH = "/v1.1/"

SOCKET_TYPES = {993: "SSL", 995: "SSL", 465: "SSL", 143: "STARTTLS", 110: "STARTTLS", 587: "STARTTLS"}
OUTLOOK = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a"
RESPONSE = "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006"
ASKED_ADDRESS = re.compile(r"<EMailAddress>([^<]*)</EMailAddress>")


@dataclass(frozen=True)
class Server:
    """One server in a document."""

    protocol: str
    host: str
    port: int
    username: str = "%EMAILADDRESS%"
    authentication: str = "password-cleartext"
    # Else as the port has it.
    socket_type: str = None


def usual_servers(domain, incoming="kontor", outgoing="werft"):
    """IMAP and SMTP of a domain, at names that nobody guesses."""
    return Server("imap", f"{incoming}.{domain}", 993), Server("smtp", f"{outgoing}.{domain}", 465)


def autoconfig(domain, servers=None, prologue="", extra=""):
    """Thunderbird's format, version 1.1.  Hosts are written as they are: a lie may need markup."""
    entries = []
    for server in servers or usual_servers(domain):
        kind = "outgoingServer" if server.protocol == "smtp" else "incomingServer"
        entries.append(f'<{kind} type="{server.protocol}"><hostname>{server.host}</hostname><port>{server.port}</port>'
                       f"<socketType>{server.socket_type or SOCKET_TYPES[server.port]}</socketType><username>{server.username}</username>"
                       f"<authentication>{server.authentication}</authentication></{kind}>")
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n{prologue}<clientConfig version="1.1">\n'
            f'<emailProvider id="{domain}"><domain>{domain}</domain><displayName>Post von {domain}</displayName>\n'
            + "\n".join(entries) + f"\n{extra}</emailProvider>\n</clientConfig>\n")


def help_pages(domain):
    """What an autoconfig file says to people."""
    return (f'<enable visiturl="https://hilfe.{domain}/imap"><instruction>IMAP einschalten</instruction></enable>\n'
            f'<documentation url="https://hilfe.{domain}/post"><descr lang="de">Postfach einrichten</descr></documentation>\n')


def autodiscover(servers, login=None):
    """Returns a function from a request's body to the answer: Autodiscover names the person's own login.

    `login` is a function of the address that was asked for; without it that is the address itself.
    """
    def answer(request):
        asked = ASKED_ADDRESS.search(request)
        name = (login or str)(asked[1] if asked else "")
        protocols = "".join(
            f"<Protocol><Type>{server.protocol.upper()}</Type><Server>{server.host}</Server><Port>{server.port}</Port>"
            f"<LoginName>{escape(name)}</LoginName><DomainRequired>off</DomainRequired><SPA>off</SPA>"
            f"<SSL>on</SSL><AuthRequired>on</AuthRequired></Protocol>" for server in servers)
        return outlook_account(f"<Action>settings</Action>{protocols}") if asked else "<nothing/>"

    return answer


def autodiscover_redirect(url):
    """Sends the client to another address."""
    return lambda _request: outlook_account(f"<Action>redirectUrl</Action><RedirectUrl>{escape(url)}</RedirectUrl>")


def autodiscover_elsewhere(address):
    """Says that another domain knows."""
    return lambda _request: outlook_account(f"<Action>redirectAddr</Action><RedirectAddr>{address}</RedirectAddr>")


def outlook_account(inside):
    return (f'<?xml version="1.0" encoding="utf-8"?>\n<Autodiscover xmlns="{RESPONSE}"><Response xmlns="{OUTLOOK}">'
            f"<Account><AccountType>email</AccountType>{inside}</Account></Response></Autodiscover>\n")


def pacc(hosts):
    """draft-ietf-mailmaint-pacc; `hosts` by protocol.  There are no ports: implicit TLS on the usual ones."""
    return json.dumps({
        "protocols": {protocol: {"host": host} for protocol, host in hosts.items()},
        "authentication": {"password": True},
        "info": {"provider": {"name": "Reederei", "shortName": "Reederei"}},
    }, indent=1)


def pacc_digest(document):
    """The TXT record without which the document does not count."""
    return "v=UAAC1; a=sha256; d=" + base64.b64encode(hashlib.sha256(document.encode()).digest()).decode()
