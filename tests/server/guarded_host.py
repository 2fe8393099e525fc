# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail host that bans, in the manner of fail2ban: after so many refused sign-ins it is there for nobody any more,
once what reads its logs has come that far, which is when ban() is called.

For World of other_world.py.  It refuses every password; what it does then is one of
  "refuse"   its ports are closed
  "silence"  its ports answer nothing
  "drop"     connections are taken and ended at once
"""

import socket
import threading


class GuardedHost:
    """IMAP and SMTP with TLS from the first byte, at one address."""

    def __init__(self, world, address, context, most, then):
        self.world = world
        self.address = address
        self.context = context
        self.most = most
        self.then = then
        self.lock = threading.Lock()
        self.sign_ins = []
        self.banned = threading.Event()
        self.listeners = {port: world.listen(address, port) for port in (993, 465)}
        for port, listener in self.listeners.items():
            world.start(self.accept, listener, port)

    def accept(self, listener, port):
        while True:
            try:
                link, _peer = listener.accept()
            except OSError:
                return
            if self.banned.is_set():
                link.close()
                continue
            threading.Thread(target=self.talk, args=(link, port), daemon=True).start()

    def talk(self, link, port):
        try:
            link.settimeout(20)
            link = self.context.wrap_socket(link, server_side=True)
            (self.talk_imap if port == 993 else self.talk_smtp)(link)
        except OSError:
            pass
        finally:
            link.close()

    def talk_imap(self, link):
        link.sendall(b"* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n")
        for line in link.makefile("rb"):
            tag, _, rest = line.partition(b" ")
            command = rest.split()[0].upper() if rest.split() else b""
            if command == b"AUTHENTICATE":
                self.note_sign_in("imap")
                link.sendall(tag + b" NO [AUTHENTICATIONFAILED] Authentication failed.\r\n")
            elif command == b"LOGOUT":
                link.sendall(b"* BYE\r\n" + tag + b" OK\r\n")
                return
            else:
                link.sendall(tag + b" OK\r\n")

    def talk_smtp(self, link):
        link.sendall(b"220 mail ESMTP\r\n")
        for line in link.makefile("rb"):
            word = line[:4].upper()
            if word == b"EHLO":
                link.sendall(b"250-mail\r\n250 AUTH PLAIN\r\n")
            elif word == b"AUTH":
                self.note_sign_in("smtp")
                link.sendall(b"535 5.7.8 Authentication failed.\r\n")
            elif word == b"QUIT":
                link.sendall(b"221 bye\r\n")
                return
            else:
                link.sendall(b"250 ok\r\n")

    def note_sign_in(self, service):
        with self.lock:
            self.sign_ins.append(service)

    def ban(self):
        """Bans where it is due. Not in the midst of a run, whose connections would or would not get in before it."""
        with self.lock:
            if len(self.sign_ins) < self.most or self.banned.is_set():
                return
            self.banned.set()
        for port, listener in self.listeners.items():
            if self.then != "drop":
                # A thread waits in accept(); closing alone would not wake it.
                listener.shutdown(socket.SHUT_RDWR)
                listener.close()
                self.world.sockets.remove(listener)
            if self.then == "silence":
                self.world.serve_nobody(self.address, port)
