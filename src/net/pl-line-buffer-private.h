// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PL_LINE_READY,
  PL_LINE_PARTIAL, /* more has to come */
  PL_LINE_TOO_LONG,
  PL_LINE_HAS_NUL,
} PlLineState;

/**
 * PlLineBuffer:
 *
 * What has come from a peer and was not taken yet. Pure: it neither waits nor reads.
 */
typedef struct _PlLineBuffer PlLineBuffer;

PlLineBuffer *pl_line_buffer_new (void);
void pl_line_buffer_free (PlLineBuffer *buffer);

gboolean pl_line_buffer_add (PlLineBuffer *buffer, const guint8 *bytes, gsize length);
gsize pl_line_buffer_get_length (PlLineBuffer *buffer);
guint64 pl_line_buffer_get_total (PlLineBuffer *buffer);
PlLineState pl_line_buffer_take_line (PlLineBuffer *buffer, char **line);
GBytes *pl_line_buffer_take_bytes (PlLineBuffer *buffer, gsize length);
char *pl_line_buffer_dup_start (PlLineBuffer *buffer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlLineBuffer, pl_line_buffer_free)

G_END_DECLS
