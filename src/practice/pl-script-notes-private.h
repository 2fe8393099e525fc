// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-deadline.h"

G_BEGIN_DECLS

/**
 * PlScriptNotes:
 *
 * What a script server saw: its transcript, which connections have played their scripts to the
 * end, and what went wrong. Written by the connections' threads, read by the test; thread-safe.
 * Discreet notes keep nothing that was said: people who practise type passwords.
 */
typedef struct _PlScriptNotes PlScriptNotes;

PlScriptNotes *pl_script_notes_new (void);
void pl_script_notes_free (PlScriptNotes *notes);
void pl_script_notes_set_discreet (PlScriptNotes *notes);

gboolean pl_script_notes_is_full (PlScriptNotes *notes);
guint pl_script_notes_begin (PlScriptNotes *notes);
void pl_script_notes_add (PlScriptNotes *notes,
                          guint connection,
                          const char *mark,
                          const char *bytes,
                          gsize length);
void pl_script_notes_set_played (PlScriptNotes *notes, guint connection);
void pl_script_notes_complain (PlScriptNotes *notes,
                               guint connection,
                               guint line,
                               const char *format,
                               ...) G_GNUC_PRINTF (4, 5);

guint pl_script_notes_get_n_connections (PlScriptNotes *notes);
char *pl_script_notes_dup_transcript (PlScriptNotes *notes);
gboolean
pl_script_notes_wait_for (PlScriptNotes *notes, const char *text, const PlDeadline *deadline);
void
pl_script_notes_wait_played (PlScriptNotes *notes, guint n_scripts, const PlDeadline *deadline);
char *pl_script_notes_judge (PlScriptNotes *notes, guint n_scripts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlScriptNotes, pl_script_notes_free)

G_END_DECLS
