#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-3.0-or-later
"""A test message is sent and seen to come in: at once, late, among the junk, not at all; and it stays or goes as
the person wants."""

import imaplib
import os
import ssl
import subprocess
import sys
import threading
import time

import check_program
from check_program import MAIL, VERIFIED, check, ends_within, healthy
from tap import Tap

CODE = "test-message-not-delivered"
HELD_S = 5  # how long a message is kept back on its way


def mailbox(account):
    box = imaplib.IMAP4_SSL(MAIL, 993, ssl_context=ssl.create_default_context())
    box.login(account["username"], account["password"])
    return box


def messages_in(account, folder):
    """Returns the Message-IDs in a folder."""
    box = mailbox(account)
    try:
        if box.select(folder, readonly=True)[0] != "OK":
            return set()
        _status, found = box.uid("SEARCH", "ALL")
        ids = set()
        for uid in found[0].split():
            _status, data = box.uid("FETCH", uid, "(BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])")
            ids.add(data[0][1].decode().split(":", 1)[1].strip())
        return ids
    finally:
        box.logout()


def options_of(account, protocol, sending=MAIL, **more):
    return {**healthy(account, protocol), "outgoing_host": sending, "send_test": True, **more}


def run(account, protocol, sending=MAIL, **more):
    """Returns the result, and what is new in the inbox and among the junk."""
    before = {folder: messages_in(account, folder) for folder in ("INBOX", "Junk")}
    result = check(options_of(account, protocol, sending, **more), account["password"])
    new = {folder: messages_in(account, folder) - before[folder] for folder in before}
    return result, new


def told(result):
    """What the report says of the message, without its times."""
    test = result.report["test_message"]
    return test and {key: test[key] for key in ("state", "folder", "deleted")}


def test_at_once(tap, account, protocol):
    what = f"{protocol}, at once"
    result, new = run(account, protocol)
    tap.ok(result.status == VERIFIED, f"{what}: verified", result.summary())
    tap.equal(list(result.faults()), [], f"{what}: the report is sound")
    tap.equal([result.stage("smtp", "message"), result.stage(protocol, "arrival")], ["passed", "passed"],
              f"{what}: sent, and seen")
    tap.equal(told(result), {"state": "arrived", "folder": "INBOX", "deleted": False}, f"{what}: told where it lies")
    tap.equal(len(new["INBOX"]), 1, f"{what}: one message came in and stays there")
    tap.ok(CODE not in result.codes, f"{what}: nothing to complain of", result.summary())
    tap.ok(ends_within(result, 12), f"{what}: nobody waits longer than it takes", f"{result.seconds:.1f} s")


def test_deleted(tap, account, protocol):
    what = f"{protocol}, deleted"
    result, new = run(account, protocol, delete_test=True)
    tap.equal(told(result), {"state": "arrived", "folder": "INBOX", "deleted": True}, f"{what}: seen and deleted")
    tap.equal(new["INBOX"], set(), f"{what}: nothing is left of it")


def test_only_ours_is_deleted(tap, account):
    before = messages_in(account, "INBOX")
    box = mailbox(account)
    box.select("INBOX")
    uid = box.uid("SEARCH", "ALL")[1][0].split()[0]
    box.uid("STORE", uid, "+FLAGS", "(\\Deleted)")
    box.logout()
    result = check(options_of(account, "imap", delete_test=True), account["password"])
    tap.ok(told(result)["deleted"], "beside another that is marked: ours is deleted", result.summary())
    tap.equal(messages_in(account, "INBOX"), before, "beside another that is marked: that one stays")


def release_after(seconds):
    """What was held goes its way, as a server's greylisting lets it after a while."""
    directory = os.path.join(os.environ["LAB_DIR"], "postfix")

    def release():
        # What comes to be held after the release would stay.
        end = time.monotonic() + check_program.PATIENCE
        while not os.listdir(os.path.join(directory, "queue", "hold")) and time.monotonic() < end:
            time.sleep(0.05)
        time.sleep(seconds)
        subprocess.run(["postsuper", "-c", directory, "-H", "ALL"], capture_output=True, check=False)
        subprocess.run(["postqueue", "-c", directory, "-f"], capture_output=True, check=False)

    thread = threading.Thread(target=release)
    thread.start()
    return thread


def test_late(tap, account, protocol):
    what = f"{protocol}, late"
    thread = release_after(HELD_S)
    result, new = run(account, protocol, "held.lotse.test")
    thread.join()
    tap.ok(result.status == VERIFIED, f"{what}: verified", result.summary())
    tap.equal(told(result), {"state": "arrived", "folder": "INBOX", "deleted": False}, f"{what}: seen in the end")
    tap.ok(result.report["test_message"]["ms"] > 1000, f"{what}: it was waited for", result.report["test_message"])
    tap.equal(len(new["INBOX"]), 1, f"{what}: it is there")


def test_junk(tap, account):
    result, new = run(account, "imap", "junk.lotse.test")
    tap.ok(result.status == VERIFIED, "junk: verified", result.summary())
    tap.equal(told(result), {"state": "junk", "folder": "Junk", "deleted": False}, "junk: seen, and where")
    tap.equal([len(new["INBOX"]), len(new["Junk"])], [0, 1], "junk: that is where it lies")
    tap.ok(CODE in result.codes, "junk: a card says so", result.summary())
    result, new = run(account, "imap", "junk.lotse.test", delete_test=True)
    tap.equal(told(result), {"state": "junk", "folder": "Junk", "deleted": True}, "junk: can be deleted as well")
    tap.equal(new["Junk"], set(), "junk: nothing is left of it")


def test_lost(tap, account, protocol, sending):
    what = f"{protocol} over {sending}, not seen"
    result, new = run(account, protocol, sending, deadline=12)
    tap.ok(result.status == VERIFIED, f"{what}: the account works all the same", result.summary())
    tap.equal(list(result.faults()), [], f"{what}: the report is sound")
    tap.equal(told(result), {"state": "not-seen", "folder": None, "deleted": False}, f"{what}: said honestly")
    tap.equal(result.stage(protocol, "arrival"), "failed", f"{what}: the stage, too")
    tap.ok(CODE in result.codes, f"{what}: a card says so", result.summary())
    tap.equal(new["INBOX"], set(), f"{what}: it is not in the inbox")


def test_held_back(tap, account):
    """Where sending fails there is nothing to look for."""
    result, _new = run(account, "imap", "unavailable.lotse.test")
    tap.equal(result.stage("imap", "arrival"), "skipped", "not sent: nobody looks")
    tap.equal(result.report["test_message"], None, "not sent: nothing is told")


def main():
    check_program.enter_lab()
    tap = Tap()
    anna = check_program.load_accounts()["anna"]
    bernd = check_program.load_accounts()["bernd"]
    for protocol in ("imap", "pop3"):
        tap.run(f"{protocol}/at-once", test_at_once, anna, protocol)
        tap.run(f"{protocol}/deleted", test_deleted, anna, protocol)
        tap.run(f"{protocol}/late", test_late, anna, protocol)
        tap.run(f"{protocol}/lost", test_lost, anna, protocol, "lost.lotse.test")
    tap.run("pop3/junk-is-not-seen", test_lost, anna, "pop3", "junk.lotse.test")
    tap.run("only-ours", test_only_ours_is_deleted, anna)
    tap.run("junk", test_junk, anna)
    tap.run("short-name", test_at_once, bernd, "imap")
    tap.run("not-sent", test_held_back, anna)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
