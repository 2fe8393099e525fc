// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-explain.h"
#include "diagnosis/pl-reply-private.h"

G_BEGIN_DECLS

/**
 * PlReading:
 * @line: owned: what decided, without secrets; %NULL when nothing did
 * @causes: owned: PlReplyCause, the likeliest first
 * @quoted: the line holds what a server said, not only what a program makes of it
 *
 * What was understood of a text.
 */
typedef struct
{
  char *line;
  PlService service;
  PlStage stage;
  GArray *causes;
  gboolean quoted;
} PlReading;

PlReading *pl_reading_new (const char *scrubbed, const PlExplainRequest *request);
void pl_reading_free (PlReading *reading);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlReading, pl_reading_free)

gboolean pl_explain_is_smtp_refusal (const char *p);
char *pl_explain_take_reply (const char *line, const char *p, PlService *service);

/**
 * PlProgramPhrase:
 * @words: as in #PlReplyPhrase
 * @without: (nullable): words that exclude it, alternatives by `|`
 *
 * How mail programs and systems put a cause, in German and English.
 */
typedef struct
{
  const char *cause;
  const char *words;
  const char *without;
  PlStrength strength;
} PlProgramPhrase;

/* Rows that are asked in their order. */
typedef struct
{
  const PlProgramPhrase *rows;
  guint length;
} PlProgramTable;

extern const PlProgramTable pl_program_phrases;
extern const PlProgramTable pl_program_codes;

G_END_DECLS
