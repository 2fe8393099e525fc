# SPDX-License-Identifier: GPL-3.0-or-later
"""The lab's certificate authority.  Everything is made afresh at each start, so the dates are always right.

certtool does the work: it sets any dates (openssl x509 of Debian 12 cannot), and P-256 keys cost nothing.
"""

import datetime
import subprocess
from dataclasses import dataclass

import domains

P256 = ("--key-type", "ecdsa", "--curve", "secp256r1")
RSA1024 = ("--key-type", "rsa", "--bits", "1024")
DAY = datetime.timedelta(days=1)
GOOD_NAMES = ("mail.lotse.test", "imap.lotse.test", "pop.lotse.test", "smtp.lotse.test", "*.lotse.test",
              "mail.xn--mller-kva.test")
HOSTER_NAMES = ("server7.hoster.test",)
SITE_NAMES = ("certificates.test", "*.certificates.test")


@dataclass(frozen=True)
class Authority:
    """An issuer.  `parent` None: it signs itself."""

    name: str
    common_name: str
    parent: str = None


@dataclass(frozen=True)
class Leaf:
    """A server's certificate; times are days from now."""

    name: str
    names: tuple = GOOD_NAMES
    issuer: str = "intermediate"
    begins: int = -2
    ends: int = 30
    key: tuple = P256
    hash: str = "SHA256"
    sends: tuple = ("intermediate",)


AUTHORITIES = (
    Authority("root", "Lotse Lab Root"),
    Authority("intermediate", "Lotse Lab Intermediate", "root"),
    Authority("stranger", "Stranger Root"),
    Authority("stranger-intermediate", "Stranger Intermediate", "stranger"),
    Authority("shield", "Avast Web/Mail Shield Root"),
)

LEAVES = (
    Leaf("good"),
    Leaf("hoster", HOSTER_NAMES),
    Leaf("mailonly", ("mail.lotse.test",)),
    Leaf("expired", begins=-100, ends=-10),
    Leaf("notyet", begins=10, ends=100),
    Leaf("selfsigned", issuer=None, sends=()),
    Leaf("selfsigned-and-wrong", ("localhost.localdomain",), issuer=None, sends=()),
    Leaf("expired-and-wrong", HOSTER_NAMES, begins=-100, ends=-10),
    # The root is sent along: the chain is complete, only nobody trusts it.
    Leaf("unknownca", issuer="stranger-intermediate", sends=("stranger-intermediate", "stranger")),
    Leaf("intercepted", issuer="shield", sends=()),
    Leaf("incomplete", sends=()),
    Leaf("weakkey", key=RSA1024),
    Leaf("weaksig", hash="SHA1"),
    Leaf("revoked"),
    # Of the web, and of the mail of all domains.
    Leaf("domains", domains.certificate_names()),
    Leaf("site-expired", SITE_NAMES, begins=-100, ends=-10),
    Leaf("site-selfsigned", SITE_NAMES, issuer=None, sends=()),
    Leaf("site-unknownca", SITE_NAMES, issuer="stranger-intermediate", sends=("stranger-intermediate", "stranger")),
)


def run(*argv):
    """Runs a tool; what it says is shown only when it fails."""
    done = subprocess.run([str(word) for word in argv], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace")
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, argv))}: {done.stdout.strip()}")


class CertificateMaker:
    """Writes keys, certificates and chains into one directory."""

    def __init__(self, directory):
        self.directory = directory
        self.now = datetime.datetime.now(datetime.timezone.utc)

    def path(self, name):
        return self.directory / name

    def make_key(self, name, kind=P256):
        run("certtool", "--generate-privkey", *kind, "--no-text", "--outfile", self.path(f"{name}.key"))

    def template(self, name, lines, begins, ends):
        def date(days):
            return (self.now + days * DAY).strftime("%Y-%m-%d %H:%M:%S")

        path = self.path(f"{name}.template")
        path.write_text("\n".join([*lines, f'activation_date = "{date(begins)} UTC"',
                                   f'expiration_date = "{date(ends)} UTC"', ""]), encoding="utf-8")
        return path

    def sign(self, name, issuer, template, digest="SHA256"):
        how = ["--generate-self-signed"] if issuer is None else [
            "--generate-certificate", "--load-ca-certificate", self.path(f"{issuer}.crt"),
            "--load-ca-privkey", self.path(f"{issuer}.key")]
        run("certtool", *how, "--load-privkey", self.path(f"{name}.key"), "--template", template,
            "--hash", digest, "--no-text", "--outfile", self.path(f"{name}.crt"))

    def make_authority(self, authority):
        self.make_key(authority.name)
        lines = ['organization = "Lotse Lab"', f'cn = "{authority.common_name}"', "ca", "cert_signing_key",
                 "crl_signing_key"]
        # Older than every leaf, so that an expired leaf is the only fault of its chain.
        template = self.template(authority.name, lines, -400, 400)
        self.sign(authority.name, authority.parent, template)

    def make_leaf(self, leaf):
        lines = ['organization = "Lotse Lab"', f'cn = "{leaf.names[0]}"', "tls_www_server", "signing_key",
                 *(f'dns_name = "{name}"' for name in leaf.names)]
        if leaf.issuer:
            lines.append(f'ca_issuers_uri = "http://ca.lotse.test/{leaf.issuer}.der"')
        self.make_key(leaf.name, leaf.key)
        self.sign(leaf.name, leaf.issuer, self.template(leaf.name, lines, leaf.begins, leaf.ends), leaf.hash)
        chain = "".join(self.path(f"{part}.crt").read_text() for part in (leaf.name, *leaf.sends))
        self.path(f"{leaf.name}.chain").write_text(chain)
        # Postfix wants key and chain in one file.
        self.path(f"{leaf.name}.pem").write_text(self.path(f"{leaf.name}.key").read_text() + chain)

    def make_revocation(self, name, issuer):
        """Writes NAME.ocsp, the answer that a server staples: revoked since yesterday."""
        certificate, authority = self.path(f"{name}.crt"), self.path(f"{issuer}.crt")
        serial = subprocess.run(["openssl", "x509", "-in", certificate, "-noout", "-serial"], check=True,
                                stdout=subprocess.PIPE, text=True).stdout.strip().split("=")[1]
        stamp = (self.now - DAY).strftime("%y%m%d%H%M%SZ")
        later = (self.now + 30 * DAY).strftime("%y%m%d%H%M%SZ")
        index, request = self.path("index.txt"), self.path("ocsp.request")
        index.write_text(f"R\t{later}\t{stamp},keyCompromise\t{serial}\tunknown\t/CN={name}\n")
        run("openssl", "ocsp", "-issuer", authority, "-cert", certificate, "-no_nonce", "-reqout", request)
        run("openssl", "ocsp", "-index", index, "-CA", authority, "-rsigner", authority, "-rkey",
            self.path(f"{issuer}.key"), "-reqin", request, "-ndays", "7", "-respout", self.path(f"{name}.ocsp"))


def make_all(directory):
    """Makes everything in `directory`; the trusted root is root.crt."""
    maker = CertificateMaker(directory)
    for authority in AUTHORITIES:
        maker.make_authority(authority)
    for leaf in LEAVES:
        maker.make_leaf(leaf)
    maker.make_revocation("revoked", "intermediate")
