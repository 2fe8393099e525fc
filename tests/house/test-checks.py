# SPDX-License-Identifier: GPL-3.0-or-later
"""Proof that the house rules' checks can fail: each finds its fault in a small made-up tree."""
import os
import subprocess
import unittest

import tap

ROOMS = '''
room base    -
room model   base
room net     base model   gnutls
room check   base model net   -
room wizard  base model   gtk
file check/pl-https.c  libsoup
only model/pl-maker.h  model check
only model/pl-claims.h  model check/pl-reader.c
library glib     glib.h gio/*
library gtk      gtk/*
library gnutls   gnutls/*
library libsoup  libsoup/*
library libc     string.h
'''
HEAD = '// SPDX-License-Identifier: GPL-3.0-or-later\n'
HEADER = HEAD + '#pragma once\n'
PO_HEAD = '''msgid ""
msgstr ""
"Project-Id-Version: x\\n"
"PO-Revision-Date: 2026-01-01 00:00+0000\\n"
"Last-Translator: x\\n"
"Language-Team: x\\n"
"Language: de\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

'''


def run(check, files, modes=None):
    """What a check says about a tree of these files: the lines that tell a fault."""
    with tap.Tree(files) as folder:
        for path, mode in (modes or {}).items():
            os.chmod(os.path.join(folder, path), mode)
        done = subprocess.run(['/usr/bin/python3', os.path.join(tap.BUILD_AUX, check),
                               '--root', folder], capture_output=True, text=True, check=False)
    faults = [line[2:] for line in done.stdout.splitlines() if line.startswith('# ')]
    broken = [line for line in done.stdout.splitlines() if line.startswith('not ok')]
    assert done.stderr == '', done.stderr
    assert (done.returncode != 0) == bool(broken), done.stdout
    return faults


class Layers(unittest.TestCase):
    def look(self, path, *includes):
        lines = ''.join(f'#include {include}\n' for include in includes)
        return run('check-layers', {'src/rooms': ROOMS, path: HEAD + lines})

    def test_allowed(self):
        self.assertEqual(self.look('src/net/pl-a.c', '"net/pl-a.h"', '"base/pl-b.h"',
                                   '<gnutls/x509.h>', '<gio/gio.h>', '<string.h>'), [])

    def test_upwards(self):
        self.assertEqual(self.look('src/model/pl-a.c', '"net/pl-a.h"'),
                         ['src/model/pl-a.c:2: model may not use net ("net/pl-a.h")'])

    def test_gtk_outside_wizard(self):
        self.assertEqual(self.look('src/check/pl-a.c', '<gtk/gtk.h>'),
                         ['src/check/pl-a.c:2: check may not use gtk (<gtk/gtk.h>)'])
        self.assertEqual(self.look('src/wizard/pl-a.c', '<gtk/gtk.h>'), [])
        self.assertEqual(self.look('tests/check/test-a.c', '<gtk/gtk.h>'),
                         ['tests/check/test-a.c:2: tests of check may not use GTK (<gtk/gtk.h>)'])

    def test_library_for_one_file(self):
        self.assertEqual(self.look('src/check/pl-https.c', '<libsoup/soup.h>'), [])
        self.assertEqual(self.look('src/check/pl-other.c', '<libsoup/soup.h>'),
                         ['src/check/pl-other.c:2: check may not use libsoup (<libsoup/soup.h>)'])

    def test_unknown_library(self):
        self.assertEqual(self.look('src/net/pl-a.c', '<curl/curl.h>'),
                         ['src/net/pl-a.c:2: <curl/curl.h> belongs to no library that src/rooms '
                          'names'])

    def test_private_header(self):
        self.assertEqual(self.look('src/net/pl-a.c', '"net/pl-a-private.h"'), [])
        self.assertEqual(self.look('tests/net/test-a.c', '"net/pl-a-private.h"'), [])
        self.assertEqual(self.look('src/check/pl-a.c', '"net/pl-a-private.h"'),
                         ['src/check/pl-a.c:2: "net/pl-a-private.h" is private to net'])
        self.assertEqual(self.look('tests/check/test-a.c', '"model/pl-a-private.h"'),
                         ['tests/check/test-a.c:2: "model/pl-a-private.h" is private to model'])

    def test_reserved_header(self):
        self.assertEqual(self.look('src/check/pl-a.c', '"model/pl-maker.h"'), [])
        self.assertEqual(self.look('src/model/pl-a.c', '"model/pl-maker.h"'), [])
        self.assertEqual(self.look('tests/wizard/test-a.c', '"model/pl-maker.h"'), [])
        self.assertEqual(self.look('src/wizard/pl-a.c', '"model/pl-maker.h"'),
                         ['src/wizard/pl-a.c:2: "model/pl-maker.h" is only for check, model'])

    def test_header_for_one_file(self):
        self.assertEqual(self.look('src/check/pl-reader.c', '"model/pl-claims.h"'), [])
        self.assertEqual(self.look('src/check/pl-other.c', '"model/pl-claims.h"'),
                         ['src/check/pl-other.c:2: "model/pl-claims.h" is only for '
                          'check/pl-reader.c, model'])

    def test_include_without_room(self):
        self.assertEqual(self.look('src/net/pl-a.c', '"pl-a.h"'),
                         ['src/net/pl-a.c:2: "pl-a.h" does not name its room'])
        self.assertEqual(self.look('src/net/pl-a.c', '"../model/pl-a.h"'),
                         ['src/net/pl-a.c:2: "../model/pl-a.h" does not name its room'])

    def test_commented_include(self):
        self.assertEqual(run('check-layers', {
            'src/rooms': ROOMS, 'src/base/pl-a.c': HEAD + '/* #include <gtk/gtk.h>\n'
            '#include <gtk/gtk.h>\n*/\n// #include "net/pl-a.h"\n'}), [])

    def test_tests_upwards(self):
        self.assertEqual(self.look('tests/model/test-a.c', '"net/pl-a.h"'),
                         ['tests/model/test-a.c:2: model may not use net ("net/pl-a.h")'])

    def test_no_room(self):
        self.assertEqual(self.look('src/attic/pl-a.c'),
                         ['src/attic/pl-a.c: attic is no room of src/rooms'])

    def test_table_that_looks_ahead(self):
        self.assertEqual(run('check-layers', {'src/rooms': 'room a  b\nroom b  -\n'}),
                         ['src/rooms: a may use b, which comes after it'])
        self.assertEqual(run('check-layers', {'src/rooms': 'room a  nothing\n'}),
                         ['src/rooms: a names nothing, which is neither room nor library'])
        self.assertEqual(run('check-layers', {'src/rooms': 'house a b\n'}),
                         ['src/rooms:1: not understood: house a b'])


class Source(unittest.TestCase):
    def look(self, text, path='src/base/pl-a.c', modes=None):
        return run('check-source', {path: text}, modes)

    def test_clean(self):
        self.assertEqual(self.look(HEAD + 'int\na (void)\n{\n  return 0;\n}\n'), [])

    def test_licence(self):
        self.assertEqual(self.look('int a;\n'), ['src/base/pl-a.c: no SPDX line at its head'])

    def test_marks(self):
        mark = 'TO' + 'DO'
        self.assertEqual(self.look(HEAD + f'// {mark}: later\n'),
                         [f'src/base/pl-a.c:2: // {mark}: later'])

    def test_untidy(self):
        self.assertEqual(self.look(HEAD + 'int a; \n\tint b;\nint c;'),
                         ['src/base/pl-a.c: no line end at its end',
                          'src/base/pl-a.c:2: blanks at the end of the line',
                          'src/base/pl-a.c:3: a tab'])

    def test_goto(self):
        self.assertEqual(self.look(HEAD + '// goto is a word\nchar *a = "goto";\n'), [])
        self.assertEqual(self.look(HEAD + 'goto out;\n'), ['src/base/pl-a.c:2: goto'])

    def test_banned(self):
        self.assertEqual(self.look(HEAD + 'strcpy (a, b);\n'),
                         ['src/base/pl-a.c:2: strcpy, use g_strdup or g_strlcpy'])
        self.assertEqual(self.look(HEAD + 'g_thread_new (a);\n', 'src/base/pl-worker.c'), [])
        self.assertEqual(self.look(HEAD + 'g_thread_new (a);\n', 'src/net/pl-worker.c'),
                         ['src/net/pl-worker.c:2: g_thread_new, use base/pl-worker.h'])

    def test_long_file(self):
        self.assertEqual(self.look(HEAD + 'int a;\n' * 599), [])
        self.assertEqual(self.look(HEAD + 'int a;\n' * 600),
                         ['src/base/pl-a.c: 601 lines; more than one job, or a table that belongs '
                          'apart'])

    def test_long_function(self):
        def function(lines):
            return HEAD + 'void\na (void)\n{\n' + '  b ();\n' * lines + '}\n'
        self.assertEqual(self.look(function(80)), [])
        self.assertEqual(self.look(function(81)), ['src/base/pl-a.c:4: a has 81 lines'])

    def test_guard(self):
        self.assertEqual(self.look(HEAD + 'int a;\n', 'src/base/pl-a.h'),
                         ['src/base/pl-a.h: no "#pragma once"'])
        self.assertEqual(self.look(HEADER + 'int a;\n', 'src/base/pl-a.h'), [])

    def test_secrets(self):
        self.assertEqual(self.look(HEAD + 'g_debug ("%s",\n  self->password);\n'),
                         ['src/base/pl-a.c:2: self->password in g_debug'])
        self.assertEqual(self.look(HEAD + 'g_print ("%s", pl_secret_get (x));\n'),
                         ['src/base/pl-a.c:2: pl_secret_get in g_print'])
        self.assertEqual(self.look(HEAD + 'g_print ("the password %s", secret->length);\n'
                                   'g_set_error (e, PL_SECRET_ERROR, 1, "x");\n'
                                   'g_print ("%s", password_file);\n'), [])

    def test_modes(self):
        self.assertEqual(self.look('#!/bin/sh\n# SPDX-License-Identifier: GPL-3.0-or-later\n',
                                   'build-aux/a'),
                         ['build-aux/a: a script, but not executable'])
        self.assertEqual(self.look(HEAD, modes={'src/base/pl-a.c': 0o755}),
                         ['src/base/pl-a.c: not a script, but executable'])


class Potfiles(unittest.TestCase):
    def look(self, listed, files):
        return run('check-potfiles', {'po/POTFILES': listed, 'data/.keep': '', **files})

    def test_complete(self):
        self.assertEqual(self.look('# a note\nsrc/a.c\nsrc/b.ui\n', {
            'src/a.c': 'puts (_("Hello"));', 'src/b.ui': '<a translatable="yes">b</a>',
            'src/c.c': '/* _("no") */ char *a = "_(\\"no\\")";\n#define N_(String) (String)\n'}), [])

    def test_missing(self):
        self.assertEqual(self.look('', {'src/a.c': 'x = N_ ("Hello");'}),
                         ['src/a.c is missing in po/POTFILES'])
        self.assertEqual(self.look('', {'src/a.c': 'ngettext ("a", "b", n);'}),
                         ['src/a.c is missing in po/POTFILES'])

    def test_too_much(self):
        self.assertEqual(self.look('src/a.c\n', {'src/a.c': 'int a;'}),
                         ['src/a.c is listed in po/POTFILES without words in it'])

    def test_order(self):
        self.assertEqual(self.look('src/b.c\nsrc/a.c\n', {'src/a.c': '_("a")', 'src/b.c': '_("b")'}),
                         ['po/POTFILES is not in order'])


class Words(unittest.TestCase):
    def look(self, english, german, note='/* Translators: a */ '):
        entry = f'msgid "{english}"\nmsgstr "{german}"\n'
        return run('check-words', {
            'po/POTFILES': 'src/a.c\n', 'po/LINGUAS': 'de\n', 'po/de.po': PO_HEAD + entry,
            'src/a.c': f'{note}_("{english}");\n'})

    def test_clean(self):
        self.assertEqual(self.look('{host} is silent.', '{host} schweigt.'), [])

    def test_note(self):
        self.assertEqual(self.look('Hello', 'Hallo', note=''), ["src/a.c: 'Hello'"])

    def test_one_note_for_a_table(self):
        def look(before, after=''):
            return run('check-words', {
                'po/POTFILES': 'src/a.c\n', 'po/LINGUAS': '', 'src/a.c':
                f'int a;\n\n{before}static const char *rows[] = {{\n  N_ ("One"),\n  N_ ("Two") }};\n'
                f'{after}'})
        self.assertEqual(look('/* Translators: numbers */\n'), [])
        self.assertEqual(look(''), ["src/a.c: 'One'", "src/a.c: 'Two'"])
        self.assertEqual(look('/* Translators: numbers */\n', '\n\nchar *b = _("Three");\n'),
                         ["src/a.c: 'Three'"])

    def test_placeholder_lost(self):
        self.assertEqual(self.look('{host} is silent.', 'Er schweigt.'),
                         ["'{host} is silent.': [] in the translation, ['{host}'] in the original"])

    def test_placeholder_invented(self):
        self.assertEqual(self.look('{host} is silent.', '{host} schweigt auf {port}.'),
                         ["'{host} is silent.': ['{host}', '{port}'] in the translation, ['{host}']"
                          " in the original"])

    def test_untranslated(self):
        self.assertTrue(any('untranslated' in fault for fault in self.look('Hello', '')))

    def test_tone(self):
        for text, what in (('Fehler: nichts', '"Fehler:"'), ('Das geht leider nicht', '"leider"'),
                           ('Fertig!', 'an exclamation mark'),
                           ('Bitte beachten Sie das', '"bitte beachten"'),
                           ('Dein Konto', '"Du" instead of "Sie"')):
            self.assertEqual(self.look('Text', text), [f'{what} in {text!r}'])
        self.assertEqual(self.look('The FRITZ!Box', 'Die FRITZ!Box'), [])
        self.assertEqual(self.look('Done!', 'Fertig'), ["an exclamation mark in 'Done!'"])

    def test_ends(self):
        self.assertEqual(self.look('Hello.', 'Hallo'), ["'Hello.': the full stop at the end differs"])
        self.assertEqual(self.look('Wait', 'Warten ... dort'), ["'Wait': three dots instead of \"…\""])
        self.assertEqual(self.look('Wait', 'Warten '),
                         ["'Wait': blanks at an end of the translation"])

    def test_quotes(self):
        self.assertEqual(self.look('The folder \\"A\\" is new', 'Der Ordner „A“ ist neu'), [])
        self.assertEqual(self.look('The folder \\"A\\" is new', 'Der Ordner \\"A\\" ist neu'),
                         ["straight quotes in 'Der Ordner \"A\" ist neu'"])

    def test_catalogue_behind(self):
        faults = run('check-words', {
            'po/POTFILES': 'src/a.c\n', 'po/LINGUAS': 'de\n',
            'po/de.po': PO_HEAD + 'msgid "Old"\nmsgstr "Alt"\n',
            'src/a.c': '/* Translators: a */ _("New");\n'})
        self.assertEqual(faults, ["not in the catalogue (run build-aux/update-po): 'New'",
                                  "in no source any more (run build-aux/update-po): 'Old'"])


if __name__ == '__main__':
    tap.main()
