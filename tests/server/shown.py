# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps which causes a test has brought about by a real socket, for test-codes.py, which wants all of them.

$POSTLOTSE_SHOWN names the folder; each test writes one file there when it ends.  The file says which program was
tested, so that nothing counts that another build has shown.
"""

import atexit
import hashlib
import json
import os
import pathlib
import sys

NAME = pathlib.Path(sys.argv[0]).stem
_codes = {}


def identify(program):
    """What tells one build of the program from another."""
    return hashlib.sha256(pathlib.Path(program).read_bytes()).hexdigest()


def note(report, what):
    """`report` is the JSON of a check: its cause counts, and every finding that is no error. Alternatives do not."""
    findings = report.get("findings", [])
    cause = next((f["code"] for f in findings if f["severity"] == "error"), None)
    for finding in findings:
        if finding["severity"] != "error" or finding["code"] == cause:
            note_code(finding["code"], what)


def note_code(code, what):
    _codes.setdefault(code, what)


def write():
    folder = os.environ.get("POSTLOTSE_SHOWN")
    program = os.environ.get("POSTLOTSE")
    if not folder or not program or not _codes or not os.path.exists(program):
        return
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    path = pathlib.Path(folder, f"{NAME}.json")
    kept = read(path, identify(program))
    path.write_text(json.dumps({"program": identify(program), "codes": {**kept, **_codes}}, indent=1, sort_keys=True),
                    encoding="utf-8")


def read(path, program):
    """Returns {code: what} of one file, {} where it is of another build."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record["codes"] if record.get("program") == program else {}


atexit.register(write)
