# SPDX-License-Identifier: GPL-3.0-or-later
"""The table build-aux/packages: well-formed, and true to what the build and the tests look for."""
import os
import re
import unittest

import tap

KINDS = ('tool:', 'module:', 'file:', 'cc:')


def rows():
    with open(os.path.join(tap.BUILD_AUX, 'packages'), encoding='utf-8') as table:
        return [line.split() for line in table if line.strip() and not line.startswith('#')]


def read(path):
    with open(os.path.join(tap.ROOT, path), encoding='utf-8') as file:
        return file.read()


class Packages(unittest.TestCase):
    def test_form(self):
        for row in rows():
            self.assertEqual(len(row), 4, row)
            self.assertIn(row[0], ('run', 'build', 'test'), row)
            self.assertTrue(row[1].startswith(KINDS), row)
            for names in row[2:]:
                self.assertRegex(names, r'^[A-Za-z0-9][A-Za-z0-9.+_-]*(,[A-Za-z0-9.+_-]+)*$')

    def test_each_need_once(self):
        needs = [(row[0], row[1]) for row in rows()]
        self.assertEqual(sorted(needs), sorted(set(needs)))

    def test_libraries_of_the_build(self):
        """A library that meson.build asks for is in the table, with the same floor."""
        table = dict(row[1][len('module:'):].split('>=') for row in rows()
                     if row[1].startswith('module:'))
        asked = re.findall(r"dependency\('([^']+)'(?:, version: '>= ([^']+)')?", read('meson.build'))
        self.assertTrue(asked)
        for name, floor in asked:
            if name in ('gio-2.0', 'gio-unix-2.0'):
                name = 'glib-2.0'
            self.assertIn(name, table)
            self.assertEqual(table[name], floor, name)

    def test_programs_of_the_build(self):
        """A program that a meson.build looks for is in the table, or comes with one that is."""
        table = {row[1][len('tool:'):] for row in rows() if row[1].startswith('tool:')}
        table |= {'/usr/bin/python3', 'python3', 'bash', 'env'}
        comes_with_glib = {'glib-compile-resources', 'glib-compile-schemas'}
        for place, folders, names in os.walk(tap.ROOT):
            folders[:] = [name for name in folders if name in ('src', 'tests', 'data', 'po') or
                          (place != tap.ROOT and not name.startswith('.'))]
            if 'meson.build' not in names:
                continue
            path = os.path.relpath(os.path.join(place, 'meson.build'), tap.ROOT)
            for program in re.findall(r"find_program\(\s*'([^']+)'\s*[,)]", read(path)):
                own = os.path.exists(os.path.join(place, program))
                self.assertTrue(own or program in table | comes_with_glib,
                                f'{path} looks for {program}, build-aux/packages does not know it')


if __name__ == '__main__':
    tap.main()
