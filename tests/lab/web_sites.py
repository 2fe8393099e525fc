# SPDX-License-Identifier: GPL-3.0-or-later
"""What a web server of the lab can be: good, slow, lying, oversized, redirecting, badly certified, silent."""

import zlib
from dataclasses import dataclass, field

# How a page comes: at once, in drops (one byte a second), never, or without an end.
AT_ONCE, DRIPPING, NEVER, ENDLESS = "at once", "dripping", "never", "endless"
# How a site's port behaves: it serves; takes no packet; refuses; takes the connection and says nothing.
SERVING, SILENT, REFUSED, MUTE = "serving", "silent", "refused", "mute"

XML, HTML, JSON = "text/xml; charset=utf-8", "text/html; charset=utf-8", "application/json"
# Of blanks; how often so many of them come.
BLANKS, BOMB_TIMES = b" " * (1 << 20), 32


@dataclass(frozen=True)
class Page:
    """One answer.  `body` is text, bytes, or a function that makes either from the request's body."""

    body: object = ""
    status: int = 200
    kind: str = XML
    pace: str = AT_ONCE
    # Seconds before the answer begins.
    wait: float = 0
    # Further header lines; Content-Length among them takes the place of the true one.
    headers: dict = field(default_factory=dict)

    def content(self, request):
        """Returns the bytes of the body."""
        body = self.body(request) if callable(self.body) else self.body
        return body if isinstance(body, bytes) else body.encode()


def missing(status=404):
    """What web servers say of a page that they do not show; not a word of it is meant for a mail program."""
    return Page(f"<!DOCTYPE html><html><head><title>{status}</title></head><body><p>{status}</p></body></html>",
                status, HTML, headers={"WWW-Authenticate": 'Basic realm="Mail"'} if status == 401 else {})


def redirect(url, status=301):
    return Page("", status, HTML, headers={"Location": url})


def pack_bomb(document):
    """RFC 1952, of which the blanks are packed once: all of them would take longer than who asks may wait."""
    packer = zlib.compressobj(1, wbits=-zlib.MAX_WBITS)
    begin = packer.compress(document) + packer.flush(zlib.Z_FULL_FLUSH)
    blanks = packer.compress(BLANKS) + packer.flush(zlib.Z_FULL_FLUSH)
    check = zlib.crc32(document)
    for _ in range(BOMB_TIMES):
        check = zlib.crc32(BLANKS, check)
    size = len(document) + BOMB_TIMES * len(BLANKS)
    return b"".join((b"\x1f\x8b\x08\0\0\0\0\0\0\xff", begin, blanks * BOMB_TIMES, packer.flush(),
                     check.to_bytes(4, "little"), size.to_bytes(4, "little")))


def bomb(document):
    """A small answer that unpacks to something large, with `document` at its beginning."""
    return Page(lambda _request: pack_bomb(document.encode()), headers={"Content-Encoding": "gzip"})


@dataclass(frozen=True)
class Site:
    """A web server under one name or more.  Port 443; on port 80 everybody has a listener that only takes notes."""

    name: str
    pages: dict = field(default_factory=dict)
    certificate: str = "domains"
    port: str = SERVING
    # For all paths that have no page of their own.
    otherwise: Page = missing()
    aliases: tuple = ()
