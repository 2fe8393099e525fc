// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlNewFile:
 *
 * The file of an option such as `--report`: made before anything is asked of anybody, so that a path
 * that does not work is found out first; gone again when nothing was written.
 */
typedef struct _PlNewFile PlNewFile;

PlNewFile *pl_new_file_create (const char *option, const char *path, GError **error);
gboolean pl_new_file_write (PlNewFile *file, const char *text, GError **error);
void pl_new_file_free (PlNewFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlNewFile, pl_new_file_free)

G_END_DECLS
