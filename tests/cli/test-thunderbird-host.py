#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""postlotse-thunderbird-host as Thunderbird starts it, with a stand-in for `postlotse` beside it."""

import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "lab"))
from tap import Tap  # noqa: E402

HOST = os.environ["THUNDERBIRD_HOST"]
ANSWER = '{"format": "postlotse-handover", "version": 1, "status": "cancelled"}\n'


def install(folder, script):
    """The program, and a stand-in beside it."""
    shutil.copy(HOST, folder / "host")
    stand_in = folder / "postlotse"
    stand_in.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    stand_in.chmod(0o755)


def start(folder):
    """argv as Thunderbird has it."""
    return subprocess.Popen([folder / "host", "/nowhere/manifest.json", "thunderbird@postlotse.org"],
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def ask(folder, request):
    process = start(folder)
    text = request if isinstance(request, bytes) else json.dumps(request).encode()
    process.stdin.write(struct.pack("=I", len(text)) + text)
    process.stdin.flush()
    head = process.stdout.read(4)
    reply = process.stdout.read(struct.unpack("=I", head)[0]) if len(head) == 4 else b""
    process.stdin.close()
    process.wait(30)
    rest = process.stdout.read()
    return json.loads(reply) if reply else None, rest, process.returncode


def test_answer(t, folder):
    install(folder, f'printf "%s\\n" "$@" > "{folder}/words"; echo noise; printf "%s" \'{ANSWER.strip()}\' >&3; '
                    "printf 'incoming.0 3\\na\"b' >&4")
    reply, rest, status = ask(folder, {"request": "add"})
    t.ok(status == 0 and rest == b"" and json.loads(reply["answer"])["status"] == "cancelled"
         and reply["secrets"] == {"incoming.0": 'a"b'}, "the answer and the secrets come back, and nothing else",
         str((reply, rest, status)))
    words = (folder / "words").read_text(encoding="utf-8").split("\n")[:-1]
    t.equal(words, ["add", "--for=Thunderbird", "--contract=1", "--output=json", "--result-fd=3", "--secret=fd",
                    "--secret-fd=4"], "it is started as the contract says")


def test_no_answer(t, folder):
    install(folder, "exit 2")
    t.equal(ask(folder, {"request": "add"})[0], {"answer": "", "secrets": {}}, "an end without an answer is told")
    install(folder, "printf 'incoming.0 9\\nx' >&4")
    t.equal(ask(folder, {"request": "add"})[0], {"error": "unreadable"}, "broken secrets are told")
    install(folder, "printf '\\377' >&3")
    t.equal(ask(folder, {"request": "add"})[0], {"error": "unreadable"}, "an answer that is no text is told")
    (folder / "postlotse").write_text("#!/nonexistent\n", encoding="utf-8")
    t.equal(ask(folder, {"request": "add"})[0], {"error": "not-installed"}, "a program that does not start is told")


def test_requests(t, folder):
    install(folder, "exit 0")
    t.equal(ask(folder, {"request": "x"})[0], {"error": "unknown-request"}, "an unknown request is told")
    t.equal(ask(folder, b"x")[0], {"error": "unknown-request"}, "so is one that is no JSON")
    process = start(folder)
    process.stdin.write(struct.pack("=I", 1 << 30))
    process.stdin.flush()
    output = process.communicate(timeout=30)[0]
    t.ok(process.returncode == 1 and output == b"", "one that is too long ends it", str(output))


def test_thunderbird_ends(t, folder):
    """Its pipes close, so that the wizard takes that as a cancel."""
    install(folder, f"trap '' PIPE; echo $$ > '{folder}/pid'; while echo x >&3; do sleep 0.05; done; echo done > '{folder}/ended'")
    process = start(folder)
    text = b'{"request":"add"}'
    process.stdin.write(struct.pack("=I", len(text)) + text)
    process.stdin.flush()
    end = time.monotonic() + 30
    while not (folder / "pid").exists() and time.monotonic() < end:
        time.sleep(0.01)
    process.stdin.close()
    t.equal(process.wait(30), 1, "it ends when Thunderbird does")
    while not (folder / "ended").exists() and time.monotonic() < end:
        time.sleep(0.01)
    t.ok((folder / "ended").exists(), "and the wizard finds its pipe closed")


def main():
    t = Tap()
    for test in (test_answer, test_no_answer, test_requests, test_thunderbird_ends):
        with tempfile.TemporaryDirectory() as folder:
            t.run(test.__name__, lambda tap, test=test, folder=folder: test(tap, pathlib.Path(folder)))
    return t.finish()


if __name__ == "__main__":
    sys.exit(main())
