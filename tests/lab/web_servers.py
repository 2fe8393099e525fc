# SPDX-License-Identifier: GPL-3.0-or-later
"""The process that holds the web servers: HTTPS for each site of domains.py, and a port 80 that only takes notes.

Usage: web_servers.py LAB_DIRECTORY LOG_DIRECTORY

Everything that anybody says to them is a line of JSON in web.log: connections, names in TLS hellos, handshakes
that failed, requests with their headers and bodies, and how much of an answer was taken.
"""

import datetime
import json
import pathlib
import selectors
import socket
import ssl
import sys
import threading
import time
from http import HTTPStatus

import domains
import stubborn
import web_sites

HTTPS, HTTP = 443, 80
# As patient as nobody else in the lab: who gives up first is never a server.
PATIENCE_SECONDS = 60
LARGEST_REQUEST = 1 << 20
CHUNK = 16384


class Log:
    """web.log"""

    def __init__(self, path):
        self.file = open(path, "a", buffering=1, encoding="utf-8")
        self.lock = threading.Lock()

    def write(self, event, **facts):
        now = datetime.datetime.now().isoformat(timespec="milliseconds")
        line = json.dumps({"at": now, "event": event, **facts}, ensure_ascii=False)
        with self.lock:
            self.file.write(line + "\n")


class Request:
    """One request of HTTP/1.1, read from a connection; raises ValueError for what is none."""

    def __init__(self, link):
        head, body = self.read_head(link)
        first, *lines = head.split("\r\n")
        self.method, self.target, _version = first.split(" ", 2)
        self.headers = [tuple(part.strip() for part in line.split(":", 1)) for line in lines if ":" in line]
        length = int(self.header("content-length") or 0)
        while len(body) < min(length, LARGEST_REQUEST):
            data = link.recv(CHUNK)
            if not data:
                break
            body += data
        self.body = body.decode(errors="replace")
        self.whole = len(body) >= length

    @staticmethod
    def read_head(link):
        data = b""
        while b"\r\n\r\n" not in data:
            more = link.recv(CHUNK)
            if not more or len(data) > LARGEST_REQUEST:
                raise ValueError("no request")
            data += more
        head, body = data.split(b"\r\n\r\n", 1)
        return head.decode(errors="replace"), body

    def header(self, name):
        return next((value for key, value in self.headers if key.lower() == name), None)

    def facts(self):
        """What web.log says of it; whole is false where the client left before all of the body was sent."""
        return {"method": self.method, "target": self.target, "host": self.header("host"), "headers": self.headers,
                "body": self.body, "whole": self.whole}


def header_lines(page, size):
    """Returns the head of an answer."""
    headers = {"Content-Type": page.kind, "Connection": "close"}
    if page.pace != web_sites.ENDLESS:
        headers["Content-Length"] = size
    headers.update(page.headers)
    lines = [f"HTTP/1.1 {page.status} {HTTPStatus(page.status).phrase}"]
    return "\r\n".join([*lines, *(f"{name}: {value}" for name, value in headers.items()), "", ""]).encode()


def pieces_of(page, body):
    """Yields (bytes, seconds to wait behind them)."""
    if page.pace == web_sites.DRIPPING:
        yield from ((body[i:i + 1], 1) for i in range(len(body)))
    else:
        yield body, 0
    while page.pace == web_sites.ENDLESS:
        yield b" " * CHUNK, 0


def answer(link, page, request):
    """Sends a page; returns how many bytes of its body were taken."""
    time.sleep(page.wait)
    if page.pace == web_sites.NEVER:
        wait_for_end(link)
        return 0
    body, taken = page.content(request.body), 0
    try:
        link.sendall(header_lines(page, len(body)))
        for piece, seconds in pieces_of(page, body):
            link.sendall(piece)
            taken += len(piece)
            time.sleep(seconds)
    except OSError:
        pass
    return taken


def wait_for_end(link):
    """Waits until the client leaves."""
    try:
        while link.recv(CHUNK):
            pass
    except OSError:
        pass


class SiteServer:
    """One site on its addresses."""

    def __init__(self, site, tls, log):
        self.site = site
        self.log = log
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(tls / f"{site.certificate}.chain", tls / f"{site.certificate}.key")
        self.context.sni_callback = lambda _link, name, _context: log.write("name", site=site.name, name=name)

    def serve(self, link, peer):
        self.log.write("connection", site=self.site.name, port=HTTPS, peer=peer)
        if self.site.port == web_sites.MUTE:
            wait_for_end(link)
            return
        try:
            with self.context.wrap_socket(link, server_side=True) as encrypted:
                self.converse(encrypted)
        except (OSError, ValueError) as error:
            self.log.write("no request", site=self.site.name, reason=str(error))

    def converse(self, link):
        request = Request(link)
        path = request.target.split("?")[0]
        page = self.site.pages.get(path, self.site.otherwise)
        self.log.write("request", site=self.site.name, protocol="https", **request.facts())
        taken = answer(link, page, request)
        self.log.write("answer", site=self.site.name, target=request.target, status=page.status, taken=taken)


class NoteTaker:
    """Port 80 of every address of the lab: what is said there should not have been said."""

    def __init__(self, log):
        self.log = log

    def serve(self, link, peer):
        place = link.getsockname()[0].removeprefix("::ffff:")
        self.log.write("connection", site=place, port=HTTP, peer=peer)
        request = Request(link)
        self.log.write("request", site=place, protocol="http", **request.facts())
        link.sendall(header_lines(web_sites.missing(), 0))


def listen(address, port):
    family = stubborn.family_of(address)
    # Explicit, because :: would take IPv4 along, whose own listener is another one.
    server = socket.create_server((address, port), family=family, backlog=100)
    server.setblocking(False)
    return server


def serve_one(handler, link, peer):
    with link:
        link.settimeout(PATIENCE_SECONDS)
        # As web servers do: or else an answer waits until the session tickets before it are acknowledged.
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            handler.serve(link, peer)
        except (OSError, ValueError) as error:
            handler.log.write("fault", reason=str(error))


def serve_all(servers):
    """Accepts for ever, each connection on a thread of its own; `servers` is {socket: handler}."""
    selector = selectors.DefaultSelector()
    for server, handler in servers.items():
        selector.register(server, selectors.EVENT_READ, handler)
    while True:
        for key, _ in selector.select():
            try:
                link, peer = key.fileobj.accept()
            except OSError:
                # The client went away between the two calls.
                continue
            threading.Thread(target=serve_one, args=(key.data, link, peer[0]), daemon=True).start()


def listeners():
    """Yields (address, port) of everything that listens."""
    for site in domains.SITES:
        if site.port != web_sites.REFUSED:
            yield from ((address, HTTPS) for address in domains.addresses_of(site))
    yield from (("0.0.0.0", HTTP), ("::", HTTP))


def main():
    lab, logs = map(pathlib.Path, sys.argv[1:3])
    log = Log(logs / "web.log")
    servers, kept = {}, []
    for site in domains.SITES:
        for address in domains.addresses_of(site):
            if site.port == web_sites.SILENT:
                kept.append(stubborn.stay_silent(address, HTTPS))
            elif site.port != web_sites.REFUSED:
                servers[listen(address, HTTPS)] = SiteServer(site, lab / "tls", log)
    for address in ("0.0.0.0", "::"):
        servers[listen(address, HTTP)] = NoteTaker(log)
    serve_all(servers)


if __name__ == "__main__":
    main()
