// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlExportError:
 * @PL_EXPORT_ERROR_FAILED: for a reason that only the message tells
 * @PL_EXPORT_ERROR_RUNNING: the mail program runs and would overwrite or miss the change
 * @PL_EXPORT_ERROR_CHANGED: a file is no longer as it was when the change was planned, or no longer as
 *   we left it
 * @PL_EXPORT_ERROR_DAMAGED: a file ends in the middle, or is not one of that program's
 * @PL_EXPORT_ERROR_NOT_ALLOWED: rights are missing, or the file system cannot be written
 * @PL_EXPORT_ERROR_NO_SPACE: the disk or the quota is full
 * @PL_EXPORT_ERROR_GONE: a file or folder does not exist (any more)
 * @PL_EXPORT_ERROR_DECLINED: this mail program cannot have this account; the plan says why
 * @PL_EXPORT_ERROR_NOTHING_TO_UNDO: no export to this place is remembered
 *
 * Why an export could not be carried out. The message is a whole sentence for a person, in their
 * language. With each of them all files are as they were.
 */
typedef enum
{
  PL_EXPORT_ERROR_FAILED,
  PL_EXPORT_ERROR_RUNNING,
  PL_EXPORT_ERROR_CHANGED,
  PL_EXPORT_ERROR_DAMAGED,
  PL_EXPORT_ERROR_NOT_ALLOWED,
  PL_EXPORT_ERROR_NO_SPACE,
  PL_EXPORT_ERROR_GONE,
  PL_EXPORT_ERROR_DECLINED,
  PL_EXPORT_ERROR_NOTHING_TO_UNDO,
} PlExportError;

#define PL_EXPORT_ERROR (pl_export_error_quark ())
GQuark pl_export_error_quark (void);

void pl_export_set_error_from_errno (GError **error, int number, const char *path);

G_END_DECLS
