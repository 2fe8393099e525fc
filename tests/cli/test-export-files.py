#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files that `postlotse export` puts an account into, read by those they are for: the QR code by a
real decoder, from the picture and from a terminal; the profile as a property list; the sheet as a page."""

import json
import os
import pathlib
import plistlib
import pty
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

import gi
import jsonschema

gi.require_version("GdkPixbuf", "2.0")
from gi.repository import GdkPixbuf  # noqa: E402

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "lab"))
from tap import Tap  # noqa: E402

POSTLOTSE = os.environ["POSTLOTSE"]
CASES = pathlib.Path(__file__).resolve().parent.parent / "export" / "thunderbird"
USUAL = CASES / "beside-another" / "settings.json"
SCHEMA = json.loads((pathlib.Path(os.environ["POSTLOTSE_SCHEMAS"]) / "export-list.schema.json")
                    .read_text(encoding="utf-8"))
FILES = ["sheet", "qr", "autoconfig", "dns", "mobileconfig"]
EXPECTED = [1, [1, 1], [0, "imap.example.org", 993, 3, 1, "anna@example.org", "anna@example.org", ""],
            [[[0, "smtp.example.org", 465, 3, 2, "anna@example.org", ""], ["anna@example.org", "Anna Müller"]]]]
SCALE = 6  # pixels for one square of a code


def environment(language="en"):
    return dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=language, TERM="xterm-256color")


def run(*words, language="en"):
    return subprocess.run([POSTLOTSE, "export", *map(str, words)], stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, timeout=60, check=False, env=environment(language))


def run_in_terminal(*words):
    """What a terminal would show, escape sequences and all."""
    main, other = pty.openpty()
    with subprocess.Popen([POSTLOTSE, "export", *map(str, words)], stdin=subprocess.DEVNULL, stdout=other,
                          stderr=other, env=environment()) as process:
        os.close(other)
        text = b""
        try:
            while chunk := os.read(main, 65536):
                text += chunk
        except OSError:
            pass  # the other end was closed: how a terminal of Linux ends
        process.wait(60)
    os.close(main)
    return text.decode().replace("\r\n", "\n")


def decode(picture):
    """What a real decoder reads in a picture file; nothing but the code may be in it."""
    done = subprocess.run(["zbarimg", "--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", picture],
                          capture_output=True, text=True, timeout=60, check=False)
    return done.stdout.removesuffix("\n")


def write_pgm(rows, path):
    """Rows of squares, True is dark, as a picture."""
    width = len(rows[0])
    with open(path, "wb") as file:
        file.write(b"P5 %d %d 255\n" % (width * SCALE, len(rows) * SCALE))
        for row in rows:
            file.write(b"".join((b"\x00" if dark else b"\xff") * SCALE for dark in row) * SCALE)


def read_blocks(text):
    """Squares out of half blocks, two rows a line."""
    upper = {" ": False, "▀": True, "▄": False, "█": True}
    lower = {" ": False, "▀": False, "▄": True, "█": True}
    rows = []
    for line in text.splitlines():
        rows += [[upper[c] for c in line], [lower[c] for c in line]]
    return rows


def changed_settings(folder, change):
    whole = json.loads(USUAL.read_text(encoding="utf-8"))
    change(whole["account"])
    path = pathlib.Path(folder) / "changed.json"
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


def test_list(t):
    found = json.loads(run("--list", "--json").stdout)
    jsonschema.validate(found, SCHEMA)
    t.equal([file["file"] for file in found["files"]], FILES, "list: all files")
    found = json.loads(run("--list", "--json", "--to=qr").stdout)
    t.equal([found["programs"], [file["file"] for file in found["files"]]], [[], ["qr"]], "list: one file")
    found = json.loads(run("--list", "--json", "--to=thunderbird").stdout)
    t.equal(found["files"], [], "list: one program is no file")
    shown = run("--list").stdout
    t.ok(all(re.search(rf"^{name} ", shown, re.MULTILINE) for name in FILES), "list: for people, too", shown)


def test_usage(t):
    with tempfile.TemporaryDirectory() as folder:
        for words in (["--undo"], ["--wait"], ["--dry-run"], ["--profile=x"], ["--import-file=x"],
                      ["--password-file=-"]):
            done = run("--to=qr", f"--settings={USUAL}", *words)
            t.ok(done.returncode == 2 and not done.stdout, f"usage: {words[0]} is not for a file", done.stderr)
        done = run("--to=thunderbird", f"--settings={USUAL}", f"--output={folder}/x")
        t.ok(done.returncode == 2 and "--import-file" in done.stderr, "usage: --output is for files", done.stderr)
        t.equal(run("--to=qr").returncode, 2, "usage: no settings")
        for name in FILES:
            path = pathlib.Path(folder) / name
            done = run(f"--to={name}", f"--settings={USUAL}", f"--output={path}")
            t.ok(done.returncode == 0 and path.stat().st_mode & 0o777 == 0o600, f"{name}: nobody else reads it",
                 done.stderr)
            before = path.read_bytes()
            done = run(f"--to={name}", f"--settings={USUAL}", f"--output={path}")
            t.ok(done.returncode == 1 and path.read_bytes() == before, f"{name}: never over a file that is there")


def test_qr(t):
    if not shutil.which("zbarimg"):
        print("# no zbarimg here")
        return
    with tempfile.TemporaryDirectory() as folder:
        svg = f"{folder}/code.svg"
        png = f"{folder}/code.png"
        pgm = f"{folder}/code.pgm"
        done = run("--to=qr", f"--settings={USUAL}", f"--output={svg}")
        t.ok("asks for the password" in done.stdout, "qr: what to do with it is said", done.stdout)
        GdkPixbuf.Pixbuf.new_from_file(svg).savev(png, "png", [], [])
        t.equal(json.loads(decode(png)), EXPECTED, "qr: the picture is read")
        blocks = run("--to=qr", f"--settings={USUAL}").stdout
        write_pgm(read_blocks(blocks), pgm)
        t.equal(json.loads(decode(pgm)), EXPECTED, "qr: the blocks are read")

        shown = run_in_terminal("--to=qr", f"--settings={USUAL}")
        ink = "\033[38;5;16;48;5;231m"
        painted = [line.removeprefix(ink).removesuffix("\033[0m") for line in shown.splitlines()
                   if line.startswith(ink)]
        write_pgm(read_blocks("\n".join(painted)), pgm)
        t.equal(json.loads(decode(pgm)), EXPECTED, "qr: a terminal paints it black on white")
        t.ok("camera" in shown, "qr: and says what to do", shown[-300:])


def test_qr_refused(t):
    with tempfile.TemporaryDirectory() as folder:
        path = changed_settings(folder, lambda account: account.update(outgoing=[]))
        done = run("--to=qr", f"--settings={path}")
        t.ok(done.returncode == 1 and "both servers" in done.stderr and not done.stdout, "qr: one direction is refused",
             done.stderr)
        path = changed_settings(folder, lambda account: account["incoming"][0].update(
            security="none", port=143, tls={"version": None, "trust": "none"}))
        done = run("--to=qr", f"--settings={path}", f"--output={folder}/x.svg")
        t.ok(done.returncode == 1 and not os.path.exists(f"{folder}/x.svg"), "qr: no password in clear text", done.stderr)
        done = run("--to=qr", f"--settings={path}", "--allow-cleartext")
        t.equal(done.returncode, 0, "qr: unless it is agreed to")


def test_sheet(t):
    for language, words in (("en", ["Settings for anna@example.org", "according to the file", "Port", "993"]),
                            ("de", ["Einstellungen für anna@example.org", "Laut Datei", "Port", "993"])):
        shown = run("--to=sheet", f"--settings={USUAL}", language=language).stdout
        t.ok(all(word in shown for word in words), f"sheet: as text, {language}", shown)
        with tempfile.TemporaryDirectory() as folder:
            path = f"{folder}/sheet.html"
            run("--to=sheet", f"--settings={USUAL}", f"--output={path}", language=language)
            root = ElementTree.parse(path).getroot()
            text = "".join(root.itertext())
            t.ok(all(word in text for word in words), f"sheet: as a page, {language}", text)
            t.equal(root.get("lang"), language, f"sheet: the page says its language, {language}")
            outside = [e.tag for e in root.iter() if e.tag in ("script", "img", "link", "iframe", "object")
                       or "src" in e.attrib or "href" in e.attrib]
            t.equal(outside, [], f"sheet: nothing is fetched, {language}")


def test_administrators_files(t):
    whole = plistlib.loads(run("--to=mobileconfig", f"--settings={USUAL}").stdout.encode())
    account = whole["PayloadContent"][0]
    t.equal([account["EmailAddress"], account["EmailAccountName"], account["IncomingMailServerHostName"],
             account["IncomingMailServerPortNumber"], account["IncomingMailServerUseSSL"],
             account["OutgoingMailServerAuthentication"]],
            ["anna@example.org", "Anna Müller", "imap.example.org", 993, True, "EmailAuthCRAMMD5"], "mobileconfig: its values")
    t.ok(not [key for key in account if key.endswith("Password")], "mobileconfig: no password")
    root = ElementTree.fromstring(run("--to=autoconfig", f"--settings={USUAL}").stdout)
    t.equal([e.text for e in root.iter("hostname")], ["imap.example.org", "smtp.example.org"], "autoconfig: its servers")
    t.equal(run("--to=dns", f"--settings={USUAL}").stdout.splitlines()[0],
            "_imaps._tcp.example.org. IN SRV 0 1 993 imap.example.org.", "dns: its records")


def main():
    t = Tap()
    for test in (test_list, test_usage, test_qr, test_qr_refused, test_sheet, test_administrators_files):
        t.run(test.__name__, test)
    return t.finish()


if __name__ == "__main__":
    sys.exit(main())
