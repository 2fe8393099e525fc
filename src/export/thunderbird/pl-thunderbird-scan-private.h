// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PL_THUNDERBIRD_OTHER, /* a value that cannot be read: left alone, or replaced as a whole */
  PL_THUNDERBIRD_STRING,
  PL_THUNDERBIRD_INT,
  PL_THUNDERBIRD_BOOL,
} PlThunderbirdKind;

/**
 * PlThunderbirdStatement:
 * @begin: where the statement begins, in bytes
 * @value_begin: where its value begins
 * @value_end: behind its value
 * @end: behind its semicolon
 * @string: (nullable): of a string; valid UTF-8
 * @number: of a number, or 0 and 1
 *
 * One `user_pref("name", value);`.
 */
typedef struct
{
  gsize begin;
  gsize value_begin;
  gsize value_end;
  gsize end;
  PlThunderbirdKind kind;
  char *string;
  int number;
} PlThunderbirdStatement;

/**
 * PlThunderbirdScan:
 * @begin: the text
 * @end: behind it
 * @next: where to read on
 * @hit_end: the text ended within a statement or comment
 * @no_close: no comment is closed any more behind where one was looked for
 *
 * Reads prefs.js from the beginning to the end. A plain value.
 */
typedef struct
{
  const char *begin;
  const char *end;
  const char *next;
  gboolean hit_end;
  gboolean no_close;
} PlThunderbirdScan;

char *pl_thunderbird_scan_next (PlThunderbirdScan *scan, PlThunderbirdStatement *statement);

G_END_DECLS
