# SPDX-License-Identifier: GPL-3.0-or-later
"""The process that holds every peer of our own: name server, TLS fronts and stubborn ports.

A process of its own, because with a delay line it lives in the servers' network namespace.
Usage: peers.py LAB_DIRECTORY LOG_DIRECTORY
"""

import pathlib
import signal
import sys

import dns_server
import stubborn
import tls_front
from personalities import HOSTS, RESOLVER_V4, by_name

# The fronts' backend: it has no TLS of its own.
BACKEND = by_name("clear.lotse.test")
# As Dovecot names its mechanisms: CAPABILITY of IMAP, and a line of POP3's CAPA.
MECHANISM_WORDS = (b" AUTH=PLAIN", b"SASL PLAIN\r\n")
BACKEND_PORTS = {"imap": 143, "pop3": 110, "smtp": 587}


def start_front(host, tls):
    ocsp = tls / f"{host.certificate}.ocsp"
    front = tls_front.Front(tls / f"{host.certificate}.chain", tls / f"{host.certificate}.key",
                            ocsp if ocsp.exists() else None, () if host.mechanisms else MECHANISM_WORDS)
    for address in host.listening_addresses:
        for protocol, ports in host.services.items():
            for port in ports:
                front.listen(address, port, (BACKEND.ipv4, BACKEND_PORTS[protocol]))


def main():
    lab, logs = map(pathlib.Path, sys.argv[1:3])
    dns_server.serve(RESOLVER_V4, logs / "dns.log")
    kept = []
    for host in HOSTS:
        if host.served_by == "front":
            start_front(host, lab / "tls")
        for address in host.listening_addresses:
            kept += [stubborn.stay_silent(address, port) for port in host.silent_ports]
            for port in host.dropping_ports:
                stubborn.hang_up(address, port)
    signal.pause()


if __name__ == "__main__":
    main()
