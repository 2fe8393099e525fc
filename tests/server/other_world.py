# SPDX-License-Identifier: GPL-3.0-or-later
"""A second network inside the lab, for what lies between a computer and its servers.

Its name server answers in place of the lab's, as a hotspot's or a router's does, and its hosts are others than
those of the names.  A program is run in it with run(): nothing else sees it.
"""

import os
import pathlib
import socket
import ssl
import subprocess
import tempfile
import threading
from email.utils import formatdate

import certificates
import dns_server
import stubborn

# All in the lab's range that is local as a whole, beside the lab's own hosts.
NAME_SERVER = "10.25.1.250"
# Behind the lab's default route nobody answers.
NOWHERE = "10.99.0.1"
GREETINGS = {993: b"* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n", 465: b"220 mx ESMTP\r\n",
             995: b"+OK ready\r\n"}
# What a hotspot answers, whatever it was asked.
REDIRECT = b"HTTP/1.1 302 Found\r\nLocation: http://login.hotspot.test/\r\nContent-Length: 0\r\n\r\n"


class Certificates(certificates.CertificateMaker):
    """Leaves for any names, by the lab's authorities."""

    def __init__(self):
        super().__init__(pathlib.Path(os.environ["LAB_DIR"]) / "tls")
        self.contexts = {}

    def context(self, names, issuer="intermediate"):
        """Returns a server's context with a certificate for `names`; issuer None: it signs itself."""
        if (names, issuer) not in self.contexts:
            name = f"world-{len(self.contexts)}"
            sends = (issuer, *(("stranger",) if issuer == "stranger-intermediate" else ())) if issuer else ()
            self.make_leaf(certificates.Leaf(name, names, issuer, sends=sends))
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.path(f"{name}.chain"), self.path(f"{name}.key"))
            self.contexts[names, issuer] = context
        return self.contexts[names, issuer]


class World:
    """`names` maps a name to an address; "*" stands for every other name; what is not there does not exist."""

    def __init__(self, names):
        self.names = names
        self.asked = set()
        self.spoken = []
        self.sockets = []
        self.threads = []
        self.directory = tempfile.TemporaryDirectory()
        self.serve_names()

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        # A thread that waits keeps its socket alive, and close() does not wake it.
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as waker:
            waker.sendto(b"", (NAME_SERVER, 53))
        for made in self.sockets:
            try:
                made.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        for thread in self.threads:
            thread.join()
        for made in self.sockets:
            made.close()
        self.directory.cleanup()

    def start(self, function, *arguments):
        thread = threading.Thread(target=function, args=arguments, daemon=True)
        self.threads.append(thread)
        thread.start()

    # --- Names ---

    def serve_names(self):
        server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        server.bind((NAME_SERVER, 53))
        self.sockets.append(server)
        self.start(self.answer_names, server)

    def answer_names(self, server):
        while True:
            try:
                query, peer = server.recvfrom(4096)
            except OSError:
                return
            if not query:
                return
            server.sendto(self.answer(query), peer)

    def answer(self, query):
        name, number, end = dns_server.read_question(query)
        self.asked.add(name)
        address = self.names.get(name, self.names.get("*"))
        records = []
        if address and dns_server.TYPE_NAMES.get(number) == "A":
            records.append(dns_server.pack_record(name, "A", dns_server.pack_data("A", address)))
        code = dns_server.NOERROR if address else dns_server.NXDOMAIN
        authority = b"" if records else dns_server.soa_record()
        head = query[:2] + (0x8580 | code).to_bytes(2, "big") + b"\0\1" + len(records).to_bytes(2, "big")
        return head + (b"\0\0" if records else b"\0\1") + b"\0\0" + query[12:end] + b"".join(records) + authority

    # --- Hosts ---

    def listen(self, address, port):
        made = socket.socket()
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((address, port))
        made.listen(16)
        self.sockets.append(made)
        return made

    def serve(self, address, port, context=None, text=None):
        """A host that greets, answers HTTP, or says `text` in clear to everybody."""
        listener = self.listen(address, port)
        self.start(self.accept, listener, port, context, text)

    def accept(self, listener, port, context, text):
        while True:
            try:
                link, _peer = listener.accept()
            except OSError:
                return
            threading.Thread(target=self.talk, args=(link, port, context, text), daemon=True).start()

    def talk(self, link, port, context, text):
        try:
            link.settimeout(20)
            if text is not None:
                self.spoken.append(link.recv(4096))
                link.sendall(text)
            else:
                self.talk_tls(context.wrap_socket(link, server_side=True), port)
        except OSError:
            pass
        finally:
            link.close()

    def talk_tls(self, link, port):
        if port in GREETINGS:
            link.sendall(GREETINGS[port])
        data = link.recv(4096)
        self.spoken.append(data)
        if port == 443 and data.startswith(b"HEAD / HTTP/1.1\r\n"):
            link.sendall(f"HTTP/1.1 200 OK\r\nDate: {formatdate(usegmt=True)}\r\n\r\n".encode())
        link.close()

    def serve_nobody(self, address, port):
        """A port that does not answer, not even with a refusal."""
        self.sockets += stubborn.stay_silent(address, port)

    # --- The program ---

    def make_program(self):
        """Returns a program that runs Postlotse in this world."""
        resolv = pathlib.Path(self.directory.name) / "resolv.conf"
        resolv.write_text(f"nameserver {NAME_SERVER}\n")
        program = pathlib.Path(self.directory.name) / "postlotse"
        program.write_text(f"#!/bin/sh\nexec unshare --mount sh -c 'mount --bind {resolv} /etc/resolv.conf && exec "
                           f"\"$@\"' sh {os.environ['POSTLOTSE']} \"$@\"\n")
        program.chmod(0o755)
        return program


def cut_off(directory):
    """Returns a program that runs Postlotse without any network."""
    program = pathlib.Path(directory) / "postlotse"
    program.write_text(f"#!/bin/sh\nexec unshare --net {os.environ['POSTLOTSE']} \"$@\"\n")
    program.chmod(0o755)
    return program


def has_tool(name):
    return subprocess.run(["sh", "-c", f"command -v {name}"], stdout=subprocess.DEVNULL).returncode == 0
