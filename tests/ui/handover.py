# SPDX-License-Identifier: GPL-3.0-or-later
"""What a mail program gets, held against the schema that is published."""
import json
import os
import sys

TESTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
sys.path.insert(0, os.path.join(TESTS, 'server'))
from json_schema import Schema  # noqa: E402

SCHEMA = os.path.join(TESTS, '..', 'data', 'schemas', 'handover.schema.json')
PASSWORD = 'leuchtturm'


def read_handover(text):
    """Exactly one object, as published."""
    with open(SCHEMA, encoding='utf-8') as file:
        schema = Schema(json.load(file))
    assert text.endswith(b'}\n'), text
    handover = json.loads(text)
    faults = list(schema.faults(handover))
    assert not faults, faults
    assert PASSWORD.encode() not in text
    return handover
