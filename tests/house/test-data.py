# SPDX-License-Identifier: GPL-3.0-or-later
"""What a desktop reads of Postlotse: menu entry, metadata and icons, as they are installed."""
import configparser
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

import tap

DESKTOP, METAINFO, MIME = sys.argv[1:4]
LANG = '{http://www.w3.org/XML/1998/namespace}lang'
ICONS = os.path.join(tap.ROOT, 'data', 'icons', 'hicolor')
NAME = 'org.postlotse.Postlotse'


class Desktop(unittest.TestCase):
    def setUp(self):
        self.entry = configparser.ConfigParser(interpolation=None, delimiters='=')
        self.entry.optionxform = str
        self.entry.read(DESKTOP, encoding='utf-8')
        self.groups = self.entry
        self.entry = self.entry['Desktop Entry']

    def test_valid(self):
        if not shutil.which('desktop-file-validate'):
            self.skipTest('desktop-file-validate is not installed')
        done = subprocess.run(['desktop-file-validate', DESKTOP], capture_output=True, text=True,
                              check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_names(self):
        self.assertEqual(self.entry['Name'], 'Add e-mail account')
        self.assertEqual(self.entry['Name[de]'], 'E-Mail-Konto hinzufügen')
        self.assertEqual(self.entry['Exec'], 'postlotse add %u')

    def test_german_is_complete(self):
        for key in ('Name', 'GenericName', 'Comment', 'Keywords'):
            self.assertIn(f'{key}[de]', self.entry)

    def test_actions(self):
        """Each has a group with a name in both languages, and opens the window."""
        actions = self.entry['Actions'].rstrip(';').split(';')
        groups = {name.removeprefix('Desktop Action ') for name in self.groups.sections()}
        self.assertEqual(groups - {'Desktop Entry'}, set(actions))
        for action in actions:
            group = self.groups['Desktop Action ' + action]
            self.assertIn('Name[de]', group)
            self.assertNotEqual(group['Name'], group['Name[de]'])
            self.assertRegex(group['Exec'], '^postlotse add( --[a-z]+)*$')

    def test_opens_links_and_files(self):
        """What it says it opens, the kind of file that data/ describes among it."""
        types = self.entry['MimeType'].rstrip(';').split(';')
        self.assertEqual(types, ['x-scheme-handler/x-postlotse', 'application/x-postlotse'])

    def test_file_carries_the_application_id(self):
        """Otherwise a Wayland desktop shows the window without the icon."""
        self.assertEqual(os.path.basename(DESKTOP), NAME + '.desktop')
        self.assertEqual(self.entry['Icon'], NAME)


class Metainfo(unittest.TestCase):
    def setUp(self):
        self.root = ElementTree.parse(METAINFO).getroot()

    def test_valid(self):
        if not shutil.which('appstreamcli'):
            self.skipTest('appstreamcli is not installed')
        done = subprocess.run(['appstreamcli', 'validate', '--no-net', '--no-color', METAINFO],
                              capture_output=True, text=True, check=False)
        found = [line for line in done.stdout.splitlines() if line[:3] in ('E: ', 'W: ')]
        # There is no home page to name; AppStream 1.0 warns about that.
        found = [line for line in found if not line.endswith('url-homepage-missing')]
        self.assertEqual(found, [])

    def test_identity(self):
        self.assertEqual(self.root.findtext('id'), NAME)
        self.assertEqual(self.root.findtext('launchable'), NAME + '.desktop')
        self.assertEqual(self.root.findtext('project_license'), 'GPL-3.0-or-later')

    def test_german_is_complete(self):
        german = [node.text for node in self.root.iter() if node.get(LANG) == 'de']
        english = [node.text for node in self.root.iter('p') if node.get(LANG) is None]
        self.assertEqual(len(english), 2)
        self.assertGreaterEqual(len(german), 1 + len(english))


    def test_provides_what_the_desktop_file_opens(self):
        with open(DESKTOP, encoding='utf-8') as file:
            types = re.search('^MimeType=(.*);$', file.read(), re.MULTILINE).group(1).split(';')
        self.assertEqual({node.text for node in self.root.iter('mediatype')}, set(types))


class Mime(unittest.TestCase):
    """The kind of file, as a desktop's own data base takes it up."""

    def test_found_by_name_and_by_content(self):
        if not shutil.which('update-mime-database'):
            self.skipTest('shared-mime-info is not installed')
        with tempfile.TemporaryDirectory() as data:
            folder = os.path.join(data, 'mime')
            os.makedirs(os.path.join(folder, 'packages'))
            shutil.copy(MIME, os.path.join(folder, 'packages'))
            done = subprocess.run(['update-mime-database', folder], capture_output=True, text=True,
                                  check=False,
                                  env=dict(os.environ, XDG_DATA_DIRS=os.path.dirname(folder)))
            self.assertEqual((done.returncode, done.stderr), (0, ''))
            with open(os.path.join(folder, 'globs2'), encoding='utf-8') as globs:
                self.assertIn('50:application/x-postlotse:*.postlotse\n', globs.readlines())
            with open(os.path.join(folder, 'magic'), 'rb') as magic:
                self.assertIn(b'x-postlotse:add', magic.read())

    def test_both_languages(self):
        comments = [node for node in ElementTree.parse(MIME).iter() if node.tag.endswith('comment')]
        self.assertEqual([node.get(LANG) for node in comments], [None, 'de'])


class Icons(unittest.TestCase):
    def pixbuf(self, path, size):
        try:
            import gi
            gi.require_version('GdkPixbuf', '2.0')
            from gi.repository import GdkPixbuf
        except (ImportError, ValueError):
            self.skipTest('GdkPixbuf is not there for Python')
        return GdkPixbuf.Pixbuf.new_from_file_at_size(path, size, size)

    def alpha(self, path, size):
        """How much of the square is painted, 0 to 1."""
        pixbuf = self.pixbuf(path, size)
        self.assertTrue(pixbuf.get_has_alpha())
        data, stride = pixbuf.get_pixels(), pixbuf.get_rowstride()
        seen = [data[y * stride + x * 4 + 3] for y in range(size) for x in range(size)]
        return sum(seen) / (255 * size * size)

    def test_render_at_every_size(self):
        colour = os.path.join(ICONS, 'scalable', 'apps', NAME + '.svg')
        symbolic = os.path.join(ICONS, 'symbolic', 'apps', NAME + '-symbolic.svg')
        for size in (16, 24, 32, 48, 64, 128, 256, 512):
            self.assertTrue(0.5 < self.alpha(colour, size) < 0.95, size)
            self.assertTrue(0.2 < self.alpha(symbolic, size) < 0.8, size)

    def test_symbolic_has_one_colour(self):
        path = os.path.join(ICONS, 'symbolic', 'apps', NAME + '-symbolic.svg')
        fills = {node.get('fill') for node in ElementTree.parse(path).iter()} - {None}
        self.assertEqual(len(fills), 1)


if __name__ == '__main__':
    sys.argv = sys.argv[:1]
    tap.main()
