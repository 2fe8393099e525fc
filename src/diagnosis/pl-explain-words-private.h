// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-cause-private.h"
#include "diagnosis/pl-explain-private.h"
#include "provider/pl-provider.h"

G_BEGIN_DECLS

/* What a cause says when only a text is known: no account, and nobody tried anything. */
typedef struct
{
  const char *code;
  PlWording wording;
} PlExplainWords;

typedef struct
{
  const PlExplainWords *rows;
  guint length;
} PlExplainChapter;

extern const PlExplainChapter pl_explain_words_network;
extern const PlExplainChapter pl_explain_words_tls;
extern const PlExplainChapter pl_explain_words_sign_in;
extern const PlExplainChapter pl_explain_words_server;

/**
 * PlExplanation:
 * @line: (not nullable): borrowed: what is explained, without secrets
 * @host: (nullable): borrowed: the server that the text names
 * @provider: (nullable): static
 *
 * Whose names stand in the words.
 */
typedef struct
{
  const char *line;
  const char *host;
  const PlProvider *provider;
} PlExplanation;

const PlWording *pl_explain_words_find (const char *code, const char *line);
char *pl_explain_words_fill (const PlExplanation *explanation, const char *text);

G_END_DECLS
