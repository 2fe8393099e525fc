#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`postlotse integrate`: our entry in mail programs' menus, put there and taken out again."""

import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "lab"))
from tap import Tap  # noqa: E402

POSTLOTSE = os.environ["POSTLOTSE"]
SOURCE = pathlib.Path(os.environ["POSTLOTSE_INTEGRATIONS"]) / "mailspring"
PLACES = {"native": ".config/Mailspring", "snap": "snap/mailspring/common",
          "flatpak": ".var/app/com.getmailspring.Mailspring/config/Mailspring"}


def run(home, *words, language="en"):
    environment = dict(os.environ, HOME=str(home), XDG_CONFIG_HOME=str(home / ".config"),
                       LC_ALL="C.UTF-8", LANGUAGE=language)
    return subprocess.run([POSTLOTSE, "integrate", *words], stdin=subprocess.DEVNULL, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, env=environment)


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in folder.rglob("*") if path.is_file()}


def test_usage(t, home):
    for words in [[], ["kmail"], ["mailspring", "mailspring"], ["--wrong"]]:
        done = run(home, *words)
        t.ok(done.returncode == 2 and done.stderr.startswith("postlotse: ") and not done.stdout,
             f"usage: {words}", done.stderr)
    done = run(home, "mailspring")
    t.ok(done.returncode == 1 and "was not found" in done.stderr, "not installed: said so", done.stderr)


def test_there_and_back(t, home, what):
    folder = home / PLACES[what]
    plugin = folder / "packages" / "postlotse"
    folder.mkdir(parents=True)
    (folder / "config.json").write_text("{}")
    before = files(folder)

    done = run(home, "mailspring", language="de")
    t.ok(done.returncode == 0 and "„Konto hinzufügen (Postlotse)…“" in done.stdout,
         f"{what}: installed, and said so in German", done.stdout + done.stderr)
    t.ok(files(plugin) == files(SOURCE), f"{what}: every file is there", str(sorted(files(plugin))))

    (plugin / "lib" / "main.js").write_text("changed")
    run(home, "mailspring")
    t.ok(files(plugin) == files(SOURCE), f"{what}: a changed file is renewed")
    times = {path: path.stat().st_mtime_ns for path in plugin.rglob("*") if path.is_file()}
    done = run(home, "mailspring")
    t.ok("already" in done.stdout and times == {path: path.stat().st_mtime_ns for path in times},
         f"{what}: the second time nothing is written", done.stdout)

    done = run(home, "mailspring", "--remove")
    t.ok(done.returncode == 0 and not plugin.exists() and files(folder) == before,
         f"{what}: removed without a trace", done.stdout + done.stderr)
    done = run(home, "mailspring", "--remove")
    t.ok(done.returncode == 0 and "Nothing" in done.stdout, f"{what}: nothing left to remove", done.stdout)


def test_foreign(t, home):
    folder = home / PLACES["native"] / "packages" / "postlotse"
    folder.mkdir(parents=True)
    (folder / "mine.txt").write_text("mine")
    run(home, "mailspring")
    done = run(home, "mailspring", "--remove")
    t.ok(done.returncode == 0 and files(folder) == {"mine.txt": b"mine"},
         "somebody else's file in the folder stays", done.stdout + done.stderr)


def test_link(t, home):
    packages = home / PLACES["native"] / "packages"
    packages.mkdir(parents=True)
    elsewhere = home / "elsewhere"
    elsewhere.mkdir()
    (packages / "postlotse").symlink_to(elsewhere)
    for words in (["mailspring"], ["mailspring", "--remove"]):
        done = run(home, *words)
        t.ok(done.returncode == 1 and "another folder" in done.stderr and not files(elsewhere),
             f"a link is not followed: {words}", done.stderr)


def test_read_only(t, home):
    folder = home / PLACES["native"]
    folder.mkdir(parents=True)
    (folder / "packages").write_text("a file in the way")
    done = run(home, "mailspring")
    t.ok(done.returncode == 1 and done.stderr.startswith("postlotse: ") and not done.stdout,
         "what cannot be written is an error", done.stderr)


def in_new_home(test, *words):
    def run_test(t):
        with tempfile.TemporaryDirectory() as folder:
            test(t, pathlib.Path(folder), *words)
    return run_test


def main():
    t = Tap()
    for test in (test_usage, test_foreign, test_link, test_read_only):
        t.run(test.__name__, in_new_home(test))
    for what in PLACES:
        t.run(what, in_new_home(test_there_and_back, what))
    return t.finish()


if __name__ == "__main__":
    sys.exit(main())
