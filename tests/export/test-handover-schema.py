#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every hand-over that is written keeps to the published schema, and the schema is no sieve."""
import copy
import json
import os
import subprocess
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "server"), os.path.join(HERE, "..", "house")]

import tap  # noqa: E402
from json_schema import Schema  # noqa: E402

SCHEMA = os.path.join(HERE, "..", "..", "data", "schemas", "handover.schema.json")


def written():
    """All hand-overs that the program prints."""
    printed = subprocess.run([os.environ["PRINT_HANDOVERS"]], capture_output=True, check=True)
    return [json.loads(text) for text in printed.stdout.decode().split("\0") if text]


class HandoverSchema(unittest.TestCase):
    def setUp(self):
        with open(SCHEMA, encoding="utf-8") as file:
            self.schema = Schema(json.load(file))

    def test_all_kinds(self):
        handovers = written()
        self.assertEqual({each["status"] for each in handovers}, {"done", "cancelled", "error"})
        for each in handovers:
            self.assertEqual(list(self.schema.faults(each)), [])

    def test_faults_are_found(self):
        good = next(each for each in written() if each["account"])
        for path, value in [
            (("account",), None),
            (("version",), 2),
            (("created",), "today"),
            (("account", "id"), "1"),
            (("account", "practice"), False),
            (("account", "incoming", 0, "port"), 0),
            (("account", "incoming", 0, "protocol"), "smtp"),
            (("account", "incoming", 0, "password"), "geheim"),
            (("account", "incoming", 0, "secret", "secret"), "geheim"),
            (("account", "incoming", 0, "secret", "store"), "same-as"),
            (("account", "outgoing", 0, "verified", "state"), "failed"),
            (("error",), {"code": "x", "message": "y", "detail": None}),
        ]:
            bad = copy.deepcopy(good)
            place = bad
            for step in path[:-1]:
                place = place[step]
            place[path[-1]] = value
            with self.subTest(path=path):
                self.assertNotEqual(list(self.schema.faults(bad)), [])


if __name__ == "__main__":
    tap.main()
