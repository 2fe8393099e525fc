# SPDX-License-Identifier: GPL-3.0-or-later
"""What a desktop reads of Postlotse: menu entry, metadata and icons, as they are installed."""
import configparser
import os
import shutil
import subprocess
import sys
import unittest
import xml.etree.ElementTree as ElementTree

import tap

DESKTOP, METAINFO = sys.argv[1:3]
LANG = '{http://www.w3.org/XML/1998/namespace}lang'
ICONS = os.path.join(tap.ROOT, 'data', 'icons', 'hicolor')
NAME = 'org.postlotse.Postlotse'


class Desktop(unittest.TestCase):
    def setUp(self):
        self.entry = configparser.ConfigParser(interpolation=None, delimiters='=')
        self.entry.optionxform = str
        self.entry.read(DESKTOP, encoding='utf-8')
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
        self.assertEqual(self.entry['Exec'], 'postlotse add')

    def test_german_is_complete(self):
        for key in ('Name', 'GenericName', 'Comment', 'Keywords'):
            self.assertIn(f'{key}[de]', self.entry)

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
