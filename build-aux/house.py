# SPDX-License-Identifier: GPL-3.0-or-later
"""What the house rules' scripts share: where the sources are, and telling in TAP what was found."""
import argparse
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

C_TOKEN = re.compile(r'''//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*\'''', re.DOTALL)


class Report:
    """A TAP stream: one test for each rule, with everything that breaks it."""

    def __init__(self):
        self.count = 0
        self.broken = 0

    def rule(self, name, problems):
        """One rule; problems are lines of text, none if it is kept."""
        problems = list(problems)
        self.count += 1
        self.broken += bool(problems)
        print(f'{"not ok" if problems else "ok"} {self.count} - {name}')
        for problem in problems:
            print(f'# {problem}')

    def skip(self, name, why):
        """A rule that cannot be looked at here."""
        self.count += 1
        print(f'ok {self.count} - {name} # SKIP {why}')

    def close(self):
        """Ends the stream; the exit status of the script."""
        print(f'1..{self.count}')
        sys.stdout.flush()
        return 1 if self.broken else 0


def root_from_arguments(description):
    """The tree to look at: --root for the scripts' own tests, else the one around the script."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument('--root', default=ROOT, help='the source tree to look at')
    return parser.parse_args().root


def files(root, *folders, endings=()):
    """The sources under these folders of the tree, sorted, as paths from its root."""
    found = []
    for folder in folders:
        for place, folders_here, names in os.walk(os.path.join(root, folder)):
            folders_here[:] = [name for name in folders_here
                               if name not in ('.git', '__pycache__') and
                               not name.startswith('build')]
            for name in names:
                if not endings or name.endswith(tuple(endings)):
                    found.append(os.path.relpath(os.path.join(place, name), root))
    return sorted(found)


def read(root, path):
    with open(os.path.join(root, path), encoding='utf-8') as source:
        return source.read()


def blanked(text, comments=True, strings=True):
    """C without the insides of comments and strings; every line and column stays in place."""
    def blank(match):
        piece = match.group(0)
        is_comment = piece.startswith('/')
        if is_comment and comments:
            return re.sub(r'[^\n]', ' ', piece)
        if not is_comment and strings:
            return piece[0] + ' ' * (len(piece) - 2) + piece[-1]
        return piece
    return C_TOKEN.sub(blank, text)


def line_of(text, offset):
    return text.count('\n', 0, offset) + 1
