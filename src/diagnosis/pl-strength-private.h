// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How well evidence supports a cause, in the catalogue's order: what the server said, what it can
 * do and how far it came, what is known about the provider, a plain guess. Between two steps lie a
 * hundred numbers, so that one reason of the same kind can stand before another. */
typedef enum
{
  PL_STRENGTH_NONE = 0,
  PL_STRENGTH_FALLBACK = 100, /* only when nothing else fits: a refusal without a reason */
  PL_STRENGTH_GUESS = 200,
  PL_STRENGTH_PROVIDER = 300,
  PL_STRENGTH_STAGE = 400,
  PL_STRENGTH_LITERAL = 500,
} PlStrength;

G_END_DECLS
