// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlUtf7:
 * @PL_UTF7_MAIL: RFC 2152
 * @PL_UTF7_FOLDERS: the form in the names of IMAP's folders (RFC 9051 A.1)
 */
typedef enum
{
  PL_UTF7_MAIL,
  PL_UTF7_FOLDERS,
} PlUtf7;

char *pl_utf7_encode (const char *text, gsize length, PlUtf7 form);

G_END_DECLS
