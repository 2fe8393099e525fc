# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks JSON against the part of JSON Schema that data/schemas uses; Debian's Python has no validator.

A keyword that is not known here is a fault of its own: a rule must not be passed over in silence.
"""

import re

TYPES = {
    "object": dict, "array": list, "string": str, "boolean": bool, "null": type(None),
    "number": (int, float), "integer": int,
}
NO_RULES = {"$schema", "$id", "$defs", "title", "description"}


def is_type(value, name):
    if isinstance(value, bool) and name in ("number", "integer"):
        return False
    return isinstance(value, TYPES[name])


class Schema:
    """A schema and the way to its definitions."""

    def __init__(self, root):
        self.root = root

    def faults(self, value, rules=None, place="$"):
        """Yields one line for everything in `value` that breaks a rule."""
        for keyword, rule in (self.root if rules is None else rules).items():
            if keyword not in NO_RULES:
                yield from self.check(keyword, rule, value, place, rules or self.root)

    def check(self, keyword, rule, value, place, rules):
        method = getattr(self, "check_" + keyword.replace("$", ""), None)
        if method is None:
            yield f"{place}: the validator does not know {keyword}"
        else:
            yield from method(rule, value, place, rules)

    def check_ref(self, rule, value, place, _rules):
        target = self.root
        for part in rule.removeprefix("#/").split("/"):
            target = target[part]
        yield from self.faults(value, target, place)

    def check_type(self, rule, value, place, _rules):
        names = [rule] if isinstance(rule, str) else rule
        if not any(is_type(value, name) for name in names):
            yield f"{place}: {value!r} is not {' or '.join(names)}"

    def check_const(self, rule, value, place, _rules):
        if value != rule:
            yield f"{place}: {value!r} is not {rule!r}"

    def check_enum(self, rule, value, place, _rules):
        if value not in rule:
            yield f"{place}: {value!r} is none of {rule}"

    def check_required(self, rule, value, place, _rules):
        if isinstance(value, dict):
            yield from (f"{place}: {name} is missing" for name in rule if name not in value)

    def check_properties(self, rule, value, place, _rules):
        if isinstance(value, dict):
            for name in rule.keys() & value.keys():
                yield from self.faults(value[name], rule[name], f"{place}.{name}")

    def check_additionalProperties(self, rule, value, place, rules):
        if rule is not False:
            yield f"{place}: the validator knows additionalProperties only as false"
        elif isinstance(value, dict):
            yield from (f"{place}: {name} is not foreseen" for name in value.keys() - rules["properties"].keys())

    def check_items(self, rule, value, place, _rules):
        if isinstance(value, list):
            for number, item in enumerate(value):
                yield from self.faults(item, rule, f"{place}[{number}]")

    def check_pattern(self, rule, value, place, _rules):
        if isinstance(value, str) and not re.search(rule, value):
            yield f"{place}: {value!r} does not match {rule}"

    def check_minLength(self, rule, value, place, _rules):
        if isinstance(value, str) and len(value) < rule:
            yield f"{place}: {value!r} is too short"

    def check_minimum(self, rule, value, place, _rules):
        if isinstance(value, (int, float)) and value < rule:
            yield f"{place}: {value} is below {rule}"

    def check_maximum(self, rule, value, place, _rules):
        if isinstance(value, (int, float)) and value > rule:
            yield f"{place}: {value} is above {rule}"

    def check_oneOf(self, rule, value, place, _rules):
        outcomes = [list(self.faults(value, each, place)) for each in rule]
        fitting = sum(not faults for faults in outcomes)
        if fitting != 1:
            yield f"{place}: fits {fitting} of the choices: " + "; ".join(min(outcomes, key=len))
