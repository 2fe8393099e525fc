// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void pl_json_add_string (JsonBuilder *builder, const char *key, const char *value);
void pl_json_add_int (JsonBuilder *builder, const char *key, gint64 value);
void pl_json_add_boolean (JsonBuilder *builder, const char *key, gboolean value);
void pl_json_add_strv (JsonBuilder *builder, const char *key, const char *const *values);
char *pl_json_finish (JsonBuilder *builder, gboolean pretty);

char *pl_json_quote (const char *text);

G_END_DECLS
