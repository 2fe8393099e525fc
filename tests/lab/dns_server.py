# SPDX-License-Identifier: GPL-3.0-or-later
"""The lab's name server: UDP and TCP on port 53, answering from zone.py.

It speaks just the part of RFC 1035 that resolvers of the C library use.  Answers over 512 bytes are
cut with the TC bit (there is no EDNS), so the way through TCP gets its use as well.
"""

import datetime
import ipaddress
import socketserver
import struct
import threading

import zone as zone_table

TYPES = {"A": 1, "CNAME": 5, "SOA": 6, "MX": 15, "TXT": 16, "AAAA": 28, "SRV": 33}
TYPE_NAMES = {number: name for name, number in TYPES.items()}
NOERROR, FORMERR, SERVFAIL, NXDOMAIN = range(4)
RCODE_NAMES = ("NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN")
UDP_LIMIT = 512
TTL = 60
CNAME_LIMIT = 8


def pack_name(name):
    if name == ".":
        return b"\0"
    return b"".join(bytes([len(part)]) + part.encode("ascii") for part in name.split(".")) + b"\0"


def pack_data(kind, value):
    if kind in ("A", "AAAA"):
        return ipaddress.ip_address(value).packed
    if kind == "CNAME":
        return pack_name(value)
    if kind == "MX":
        preference, host = value.split()
        return struct.pack("!H", int(preference)) + pack_name(host)
    if kind == "SRV":
        *numbers, host = value.split()
        return struct.pack("!3H", *map(int, numbers)) + pack_name(host)
    if kind == "TXT":
        return bytes([len(value)]) + value.encode()
    raise ValueError(f"no form for records of type {kind}")


def pack_record(name, kind, data):
    return pack_name(name) + struct.pack("!2HIH", TYPES[kind], 1, TTL, len(data)) + data


def soa_record():
    data = pack_name("ns.test") + pack_name("post.test") + struct.pack("!5I", 1, TTL, TTL, TTL, TTL)
    return pack_record("test", "SOA", data)


def read_question(query):
    """Returns (name in lower case, type number, end of the question); raises ValueError."""
    position, parts = 12, []
    try:
        while query[position]:
            length = query[position]
            if length > 63:
                raise ValueError("compressed or oversized label in a question")
            parts.append(query[position + 1:position + 1 + length].decode("ascii").lower())
            position += 1 + length
        kind, _ = struct.unpack_from("!2H", query, position + 1)
    except (IndexError, struct.error, UnicodeDecodeError) as error:
        raise ValueError("unreadable question") from error
    return ".".join(parts), kind, position + 5


class Zone:
    """Finds answers; knows nothing of packets on the wire."""

    def __init__(self):
        self.records = zone_table.records()
        self.names = zone_table.existing_names(self.records)

    def is_silent(self, name, kind):
        return any(zone_table.is_below(name, parent) and (only is None or only == kind)
                   for parent, only in zone_table.SILENT)

    def answer(self, name, kind):
        """Returns (rcode, [(name, type, value), ...])."""
        if any(zone_table.is_below(name, parent) for parent in zone_table.SERVFAIL):
            return SERVFAIL, []
        answers = []
        for _ in range(CNAME_LIMIT):
            sets = self.sets_of(name)
            if "CNAME" not in sets or kind == "CNAME":
                break
            answers.append((name, "CNAME", sets["CNAME"][0]))
            name = sets["CNAME"][0]
        answers += [(name, kind, value) for value in self.sets_of(name).get(kind, [])]
        exists = zone_table.stands_for(name, self.records, self.names)
        return (NOERROR if exists else NXDOMAIN), answers

    def sets_of(self, name):
        """Returns {type: [value, ...]} of a name that exists or that a wildcard makes exist."""
        return self.records.get(zone_table.stands_for(name, self.records, self.names), {})


class NameServer:
    """Turns one query into one answer and logs it."""

    def __init__(self, log_path):
        self.zone = Zone()
        self.log = open(log_path, "a", buffering=1, encoding="utf-8")
        self.lock = threading.Lock()

    def write_log(self, transport, peer, kind, name, outcome):
        now = datetime.datetime.now().isoformat(timespec="milliseconds")
        with self.lock:
            self.log.write(f"{now} {transport} {peer} {kind} {name} {outcome}\n")

    def respond(self, query, transport, peer):
        """Returns the answer's bytes, or None for silence."""
        if len(query) < 12 or query[2] & 0x80:
            return None
        flags = 0x8580 | (struct.unpack_from("!H", query, 2)[0] & 0x0100)
        try:
            name, number, end = read_question(query)
        except ValueError:
            return query[:2] + struct.pack("!5H", flags | FORMERR, 0, 0, 0, 0)
        kind = TYPE_NAMES.get(number, str(number))
        if self.zone.is_silent(name, kind):
            self.write_log(transport, peer, kind, name, "silence")
            return None
        rcode, answers = self.zone.answer(name, kind)
        self.write_log(transport, peer, kind, name, f"{RCODE_NAMES[rcode]} {len(answers)}")
        question = query[12:end]
        packed = [pack_record(owner, owner_kind, pack_data(owner_kind, value)) for owner, owner_kind, value in answers]
        authority = b"" if packed or rcode == SERVFAIL else soa_record()
        response = (query[:2] + struct.pack("!5H", flags | rcode, 1, len(packed), 1 if authority else 0, 0)
                    + question + b"".join(packed) + authority)
        if transport == "udp" and len(response) > UDP_LIMIT:
            return query[:2] + struct.pack("!5H", flags | 0x0200 | rcode, 1, 0, 0, 0) + question
        return response


def serve(address, log_path):
    """Starts both servers on threads of their own and returns at once."""
    server = NameServer(log_path)

    class Udp(socketserver.BaseRequestHandler):
        def handle(self):
            query, socket = self.request
            response = server.respond(query, "udp", self.client_address[0])
            if response:
                socket.sendto(response, self.client_address)

    class Tcp(socketserver.StreamRequestHandler):
        timeout = 10

        def handle(self):
            while len(prefix := self.rfile.read(2)) == 2:
                query = self.rfile.read(struct.unpack("!H", prefix)[0])
                response = server.respond(query, "tcp", self.client_address[0])
                if response is None:
                    return
                self.wfile.write(struct.pack("!H", len(response)) + response)

    socketserver.ThreadingTCPServer.allow_reuse_address = True
    for made in (socketserver.ThreadingUDPServer((address, 53), Udp), socketserver.ThreadingTCPServer((address, 53), Tcp)):
        made.daemon_threads = True
        threading.Thread(target=made.serve_forever, daemon=True).start()
