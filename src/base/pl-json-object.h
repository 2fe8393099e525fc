// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlJsonObject:
 *
 * The strings and numbers of one JSON object (RFC 8259) out of the network. What lies deeper is
 * checked and passed over. All that was copied is in one piece of memory that is wiped when freed,
 * because such an object may hold a token; JSON-GLib leaves copies behind.
 */
typedef struct _PlJsonObject PlJsonObject;

#define PL_JSON_OBJECT_LARGEST (64 * 1024) /* bytes of text */

PlJsonObject *pl_json_object_parse (const char *text, gsize length);
void pl_json_object_free (PlJsonObject *object);

const char *pl_json_object_get_string (const PlJsonObject *object, const char *name);
gboolean pl_json_object_get_uint (const PlJsonObject *object, const char *name, guint *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlJsonObject, pl_json_object_free)

G_END_DECLS
