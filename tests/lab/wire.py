# SPDX-License-Identifier: GPL-3.0-or-later
"""Sees every packet that leaves the client's addresses, whether or not anybody takes it.

    with Wire() as wire:
        ... let programs talk ...
    wire.destinations  # {("tcp", address, port), ...}; of TCP only where a connection was opened
    wire.contains(b"...")

The logs tell what servers understood; this tells what was sent, to addresses without a server as well.
"""

import contextlib
import ctypes
import ipaddress
import select
import socket
import struct
import threading

from personalities import CLIENT_V4, CLIENT_V6

ETH_P_ALL = 3
SOL_PACKET, PACKET_STATISTICS = 263, 6
SO_ATTACH_FILTER, SO_RCVBUFFORCE = 26, 33
RECEIVE_BUFFER = 64 << 20
LARGEST_PACKET = 65575
TCP, UDP = 6, 17
PROTOCOLS = {TCP: "tcp", UDP: "udp"}
SYN, ACK = 2, 16
# BPF's instructions.
LOAD_BYTE, LOAD_WORD, AND, IF_EQUAL, RETURN = 0x30, 0x20, 0x54, 0x15, 0x06
EVERYTHING = 0x40000


def packed_filter():
    """BPF: packets from the client's addresses.  They begin with the IP header."""
    v4 = int(ipaddress.ip_address(CLIENT_V4))
    # The first and the last word of the address are enough to tell it from the servers'.
    words = struct.unpack("!4I", ipaddress.ip_address(CLIENT_V6).packed)
    steps = ((LOAD_BYTE, 0, 0, 0), (AND, 0, 0, 0xF0), (IF_EQUAL, 0, 2, 0x40),
             (LOAD_WORD, 0, 0, 12), (IF_EQUAL, 5, 6, v4),
             (IF_EQUAL, 0, 5, 0x60),
             (LOAD_WORD, 0, 0, 8), (IF_EQUAL, 0, 3, words[0]), (LOAD_WORD, 0, 0, 20), (IF_EQUAL, 0, 1, words[3]),
             (RETURN, 0, 0, EVERYTHING), (RETURN, 0, 0, 0))
    return b"".join(struct.pack("HBBI", *step) for step in steps), len(steps)


def open_socket():
    wire = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(ETH_P_ALL))
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
    with contextlib.suppress(PermissionError):
        # Beyond the system's limit; older kernels allow it to the machine's own root only.
        wire.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, RECEIVE_BUFFER)
    code, steps = packed_filter()
    program = ctypes.create_string_buffer(code)
    wire.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, struct.pack("HL", steps, ctypes.addressof(program)))
    return wire


def read_packet(packet):
    """Returns (protocol, destination, port, flags, payload), or None for what is neither TCP nor UDP."""
    if packet[0] >> 4 == 4:
        kind, begin = packet[9], (packet[0] & 15) * 4
        destination = str(ipaddress.ip_address(packet[16:20]))
    else:
        kind, begin = packet[6], 40
        destination = str(ipaddress.ip_address(packet[24:40]))
    if kind not in PROTOCOLS:
        return None
    port = struct.unpack_from("!H", packet, begin + 2)[0]
    if kind == UDP:
        return "udp", destination, port, 0, packet[begin + 8:]
    header = (packet[begin + 12] >> 4) * 4
    return "tcp", destination, port, packet[begin + 13], packet[begin + header:]


class Wire:
    """Listens between the beginning and the end of a `with` block."""

    def __init__(self):
        self.packets = []
        self.destinations = set()
        self.payload = b""
        self.lost = 0

    def __enter__(self):
        self.socket = open_socket()
        self.end, self.end_writer = socket.socketpair()
        self.thread = threading.Thread(target=self.listen)
        self.thread.start()
        return self

    def __exit__(self, *_exception):
        self.end_writer.send(b"end")
        self.thread.join()
        self.lost = struct.unpack("II", self.socket.getsockopt(SOL_PACKET, PACKET_STATISTICS, 8))[1]
        self.socket.close()
        parts = []
        for protocol, address, port, flags, payload in filter(None, map(read_packet, self.packets)):
            if protocol == "udp" or flags & (SYN | ACK) == SYN:
                self.destinations.add((protocol, address, port))
            parts.append(payload)
        self.payload = b"\n".join(parts)

    def listen(self):
        """Reads until the block ends, and then what has come before that."""
        ended = False
        while True:
            ready, _, _ = select.select([self.socket, self.end], [], [], 0 if ended else None)
            if self.socket in ready:
                self.packets.append(self.socket.recv(LARGEST_PACKET))
            elif ended:
                return
            elif self.end in ready:
                self.end.recv(10)
                ended = True

    def contains(self, text):
        return text.lower() in self.payload.lower()
