// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-secret.h"

G_BEGIN_DECLS

/* The messages between Thunderbird's add-on and us (native messaging: developer.mozilla.org,
 * WebExtensions, "Native messaging"): a length of four bytes in the machine's order, then that many
 * bytes of JSON. */

#define PL_NATIVE_LARGEST (64 * 1024) /* bytes of a request */

typedef enum
{
  PL_NATIVE_ADD, /* {"request": "add"} */
  PL_NATIVE_UNKNOWN,
} PlNativeRequest;

PlNativeRequest pl_native_parse_request (const char *text, gsize length);
char *pl_native_make_reply (const char *answer, const char *secrets, gsize length);

G_END_DECLS
