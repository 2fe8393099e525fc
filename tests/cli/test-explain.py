#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`postlotse explain --reply`: what others say, explained in the terminal."""

import json
import os
import pathlib
import random
import string
import subprocess
import sys
import tempfile

import jsonschema

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "lab"))
from tap import Tap  # noqa: E402

POSTLOTSE = os.environ["POSTLOTSE"]
SCHEMA = json.loads((pathlib.Path(os.environ["POSTLOTSE_SCHEMAS"]) / "explain-reply.schema.json")
                    .read_text(encoding="utf-8"))
LANGUAGES = {"en": {"LC_ALL": "C.UTF-8", "LANGUAGE": "en"}, "de": {"LC_ALL": "C.UTF-8", "LANGUAGE": "de"}}


def run(*words, stdin=b"", language="en"):
    return subprocess.run([POSTLOTSE, "explain", *words], input=stdin, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=60, env=dict(os.environ, **LANGUAGES[language]))


def explain(*words, **more):
    """The one finding."""
    done = run(*words, "--json", **more)
    found = json.loads(done.stdout)
    jsonschema.validate(found, SCHEMA)
    return found["findings"][0]


def test_usage(t):
    rows = [
        (["--reply", "x", "wrong-port"], "a code and a reply"),
        (["--reply", "x", "--list"], "the list and a reply"),
        (["--reply", "x", "--reply-file", "-"], "two replies"),
        (["--protocol", "imap", "wrong-port"], "a protocol without a reply"),
        (["--reply", "x", "--protocol", "ftp"], "an unknown protocol"),
        (["--reply", "x", "--stage", "dinner"], "an unknown stage"),
        (["--reply-file", "/nonexistent"], "a file that is not there"),
    ]
    for words, what in rows:
        done = run(*words)
        t.ok(done.returncode == 2 and done.stderr.startswith(b"postlotse: ") and not done.stdout,
             f"usage: {what} gives 2 and a sentence", f"{done.returncode}\n{done.stdout}\n{done.stderr}")


def test_causes(t):
    rows = [
        (["--reply", "535 5.7.139 Authentication unsuccessful, basic authentication is disabled."],
         "oauth-required", "smtp", "proven"),
        (["--reply", "A1 NO [EXPIRED] Password expired", "--protocol", "imap", "--stage", "auth"],
         "password-expired", "imap", "proven"),
        (["--reply", "error:0A00010B:SSL routines::wrong version number", "--protocol", "tls"],
         "needs-starttls", "account", "likely"),
        (["--reply", "Die Anmeldung auf dem Server imap.example.org mit dem Benutzernamen ben ist fehlgeschlagen."],
         "credentials-rejected", "imap", "possible"),
        (["--reply", "-ERR authentication failed", "--server", "gmx"], "pop-disabled", "pop3", "likely"),
        (["--reply", "What a lovely day"], "unexplained", "account", "possible"),
        (["--reply", ""], "unexplained", "account", "possible"),
    ]
    for words, code, service, certainty in rows:
        found = explain(*words)
        t.equal([found["code"], found["service"], found["certainty"]], [code, service, certainty],
                f"cause: {words[1][:50] or 'nothing'}")


def test_words(t):
    words = ["--reply", "A1 NO [ALERT] Application-specific password required: "
             "https://support.google.com/accounts/answer/185833 (Failure)"]
    for language, sure in (("en", "certain"), ("de", "sicher")):
        said = run(*words, language=language).stdout.decode()
        t.ok(f"({sure})" in said and "https://support.google.com/accounts/answer/185833" in said,
             f"words, {language}: how sure, and the page", said)
    german = explain(*words, language="de")
    t.ok(german["title"] != explain(*words)["title"] and german["code"] == "app-password-required",
         "words: titles are translated, codes are not", german)


def test_input(t):
    reply = b"S: a2 NO [UNAVAILABLE] Temporary authentication failure.\n"
    t.equal(explain("--reply-file", "-", stdin=reply)["code"], "server-unavailable", "input: standard input")
    with tempfile.NamedTemporaryFile() as file:
        file.write(reply)
        file.flush()
        t.equal(explain("--reply-file", file.name)["code"], "server-unavailable", "input: a file")
    t.equal(explain("--reply-file", "-", stdin=bytes(range(256)) * 10)["code"], "unexplained", "input: any bytes")
    t.equal(explain("--reply-file", "-", stdin=reply + b"x" * (1 << 20))["code"], "server-unavailable",
            "input: what is too long is cut")
    big = run("--reply-file", "-", "--json", stdin=b"535 5.7.8 no\n" * 100000)
    t.ok(big.returncode == 0 and len(big.stdout) < 10000, "input: a long log gives a short answer", len(big.stdout))


def test_secrets(t):
    alphabet = string.ascii_letters + string.digits + "!#$%&*+-./:;<=>?@^_|~"
    templates = ["C: A1 LOGIN ben@example.org {0}\nS: A1 NO [AUTHENTICATIONFAILED] no",
                 "PASS {0}\n-ERR no", "password={0}\nunknown", "imaps://ben:{0}@imap.example.org/ refused",
                 "Passwort: {0}", "AUTH LOGIN\n334 VXNlcm5hbWU6\nYmVu\n334 UGFzc3dvcmQ6\n{0}\n535 no"]
    leaked = []
    seed = random.randrange(1 << 32)
    chance = random.Random(seed)
    for template in templates:
        secret = "".join(chance.choice(alphabet) for _ in range(16))
        text = template.replace("{0}", secret).encode()
        for words in (["--json"], []):
            done = run("--reply-file", "-", *words, stdin=text)
            if secret.encode() in done.stdout + done.stderr or json.dumps(secret)[1:-1].encode() in done.stdout:
                leaked.append(template)
    t.equal(leaked, [], f"secrets: none comes out again (seed {seed})")


def main():
    t = Tap()
    for test in (test_usage, test_causes, test_words, test_input, test_secrets):
        t.run(test.__name__, test)
    return t.finish()


if __name__ == "__main__":
    sys.exit(main())
