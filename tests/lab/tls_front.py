# SPDX-License-Identifier: GPL-3.0-or-later
"""Ends TLS in front of a server that speaks clear text, with a stapled OCSP answer where one is wanted.

Some hosts need it: neither Dovecot 2.3 nor Postfix staples, and Dovecot names its mechanisms wherever it
takes a password at all.  Python's ssl module cannot staple either, so this speaks to GnuTLS directly.
"""

import ctypes
import socket
import threading

TLS_SERVER = 1
NONE_INIT = 0
X509_PEM = 1
CREDENTIALS_CERTIFICATE = 1
SHUT_WR = 1
AGAIN, INTERRUPTED = -28, -52
CHUNK = 16384


def load_gnutls():
    """Returns the library with the argument types that are not plain ints or pointers."""
    library = ctypes.CDLL("libgnutls.so.30")
    library.gnutls_record_recv.restype = ctypes.c_ssize_t
    library.gnutls_record_send.restype = ctypes.c_ssize_t
    for function in (library.gnutls_record_recv, library.gnutls_record_send):
        function.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t]
    library.gnutls_transport_set_int2.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
    library.gnutls_transport_set_int2.restype = None
    return library


class Datum(ctypes.Structure):
    """gnutls_datum_t"""

    _fields_ = [("data", ctypes.c_void_p), ("size", ctypes.c_uint)]


GNUTLS = load_gnutls()
LIBC = ctypes.CDLL(None)
LIBC.malloc.restype = ctypes.c_void_p
LIBC.malloc.argtypes = [ctypes.c_size_t]
StatusRequest = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(Datum))


def must(code, what):
    if code < 0:
        raise OSError(f"{what}: GnuTLS code {code}")


class Front:
    """Listens on some addresses and ports and leads each to a port of one clear-text host.

    `hidden` names words that the client does not get to see in the server's answers.
    """

    def __init__(self, chain, key, ocsp=None, hidden=()):
        self.hidden = hidden
        self.credentials = ctypes.c_void_p()
        must(GNUTLS.gnutls_certificate_allocate_credentials(ctypes.byref(self.credentials)), "credentials")
        must(GNUTLS.gnutls_certificate_set_x509_key_file(self.credentials, str(chain).encode(), str(key).encode(),
                                                         X509_PEM), "key and chain")
        if ocsp:
            self.staple(ocsp.read_bytes())

    def staple(self, answer):
        """Staples by a callback: the function that takes a file refuses an answer that says revoked."""
        def give(_session, _context, datum):
            # GnuTLS frees it.
            datum.contents.data = LIBC.malloc(len(answer))
            datum.contents.size = len(answer)
            ctypes.memmove(datum.contents.data, answer, len(answer))
            return 0

        self.give = StatusRequest(give)
        GNUTLS.gnutls_certificate_set_ocsp_status_request_function(self.credentials, self.give, None)

    def listen(self, address, port, backend):
        """Serves (address, port) from `backend`, another (address, port), on a thread."""
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        server = socket.create_server((address, port), family=family, backlog=50)
        threading.Thread(target=self.accept_all, args=(server, backend), daemon=True).start()

    def accept_all(self, server, backend):
        while True:
            client, _ = server.accept()
            threading.Thread(target=self.serve, args=(client, backend), daemon=True).start()

    def serve(self, client, backend):
        session = ctypes.c_void_p()
        must(GNUTLS.gnutls_init(ctypes.byref(session), TLS_SERVER), "session")
        # The records of one flight go out together, or the second would wait for an acknowledgement.
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with client:
            GNUTLS.gnutls_set_default_priority(session)
            GNUTLS.gnutls_credentials_set(session, CREDENTIALS_CERTIFICATE, self.credentials)
            GNUTLS.gnutls_transport_set_int2(session, client.fileno(), client.fileno())
            if self.shake_hands(session):
                with socket.create_connection(backend) as server:
                    self.carry(session, client, server)
        GNUTLS.gnutls_deinit(session)

    @staticmethod
    def shake_hands(session):
        while (code := GNUTLS.gnutls_handshake(session)) in (AGAIN, INTERRUPTED):
            pass
        return code == 0

    def carry(self, session, client, server):
        """Copies both ways until either side ends; one thread reads the session, the other writes it."""
        back = threading.Thread(target=self.copy_to_client, args=(session, client, server), daemon=True)
        back.start()
        buffer = ctypes.create_string_buffer(CHUNK)
        while (size := GNUTLS.gnutls_record_recv(session, buffer, CHUNK)) > 0:
            server.sendall(buffer.raw[:size])
        server.shutdown(socket.SHUT_WR)
        back.join()

    def copy_to_client(self, session, client, server):
        while data := server.recv(CHUNK):
            for word in self.hidden:
                data = data.replace(word, b"")
            if GNUTLS.gnutls_record_send(session, data, len(data)) < 0:
                break
        GNUTLS.gnutls_bye(session, SHUT_WR)
        client.shutdown(socket.SHUT_RDWR)
