// SPDX-License-Identifier: GPL-3.0-or-later
/* A ZIP archive of one file, stored as it is (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16). */
#include "export/files/pl-export-zip-private.h"

#include <string.h>

#define LOCAL_HEADER 0x04034b50
#define CENTRAL_HEADER 0x02014b50
#define END_OF_DIRECTORY 0x06054b50
#define VERSION 20 /* needed to unpack: 2.0 */
#define UTF8_NAMES (1 << 11)
#define FIRST_DAY 0x0021 /* 1980-01-01: the same archive each time */

/* CRC-32 with the polynomial 0xEDB88320 (ISO 3309), as ZIP has it. */
static guint32
compute_crc32 (const guint8 *bytes, gsize length)
{
  guint32 crc = G_MAXUINT32;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= bytes[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = (crc >> 1) ^ (0xedb88320u & (0u - (crc & 1)));
    }
  return ~crc;
}

static void
add16 (GByteArray *zip, guint16 value)
{
  guint16 little = GUINT16_TO_LE (value);

  g_byte_array_append (zip, (const guint8 *) &little, sizeof little);
}

static void
add32 (GByteArray *zip, guint32 value)
{
  guint32 little = GUINT32_TO_LE (value);

  g_byte_array_append (zip, (const guint8 *) &little, sizeof little);
}

/* What both headers of a file have in common. */
static void
add_description (GByteArray *zip, const char *name, guint32 crc, guint32 length)
{
  add16 (zip, VERSION);
  add16 (zip, UTF8_NAMES);
  add16 (zip, 0); /* stored */
  add16 (zip, 0); /* midnight */
  add16 (zip, FIRST_DAY);
  add32 (zip, crc);
  add32 (zip, length);
  add32 (zip, length);
  add16 (zip, (guint16) strlen (name));
  add16 (zip, 0); /* no extra field */
}

static void
add_directory (GByteArray *zip, const char *name, guint32 crc, guint32 length)
{
  guint32 begin = zip->len;
  guint32 size;

  add32 (zip, CENTRAL_HEADER);
  add16 (zip, VERSION);
  add_description (zip, name, crc, length);
  add16 (zip, 0); /* no comment */
  add16 (zip, 0); /* on this disk */
  add16 (zip, 0);
  add32 (zip, 0);
  add32 (zip, 0); /* where its header is */
  g_byte_array_append (zip, (const guint8 *) name, (guint) strlen (name));
  size = zip->len - begin;

  add32 (zip, END_OF_DIRECTORY);
  add16 (zip, 0);
  add16 (zip, 0);
  add16 (zip, 1); /* files on this disk */
  add16 (zip, 1); /* files */
  add32 (zip, size);
  add32 (zip, begin);
  add16 (zip, 0); /* no comment */
}

/**
 * pl_export_zip_file:
 * @name: of the file inside
 * @contents: less than 4 GB
 *
 * Returns: (transfer full): the archive
 */
GBytes *
pl_export_zip_file (const char *name, GBytes *contents)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (contents, &length);
  guint32 crc = compute_crc32 (bytes, length);
  GByteArray *zip = g_byte_array_new ();

  add32 (zip, LOCAL_HEADER);
  add_description (zip, name, crc, (guint32) length);
  g_byte_array_append (zip, (const guint8 *) name, (guint) strlen (name));
  g_byte_array_append (zip, bytes, (guint) length);
  add_directory (zip, name, crc, (guint32) length);
  return g_byte_array_free_to_bytes (zip);
}
