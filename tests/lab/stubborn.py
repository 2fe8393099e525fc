# SPDX-License-Identifier: GPL-3.0-or-later
"""Ports that misbehave below any mail protocol: one kind never answers, the other hangs up at once."""

import socket
import threading


def family_of(address):
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def stay_silent(address, port):
    """Makes the port drop every SYN: a full accept queue does that, without a packet filter or any right.

    Returns the sockets, which the caller must keep.
    """
    server = socket.socket(family_of(address))
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind((address, port))
    server.listen(0)
    filler = socket.create_connection((address, port))
    return server, filler


def hang_up(address, port):
    """Accepts and closes at once, on a thread."""
    server = socket.create_server((address, port), family=family_of(address), backlog=50)

    def run():
        while True:
            client, _ = server.accept()
            client.close()

    threading.Thread(target=run, daemon=True).start()
