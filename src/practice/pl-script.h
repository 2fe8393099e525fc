// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/pl-script-text.h"

G_BEGIN_DECLS

#define PL_SCRIPT_LONGEST (256 * 1024) /* bytes */

typedef enum
{
  PL_SCRIPT_SEND,
  PL_SCRIPT_EXPECT,
  PL_SCRIPT_MAYBE,
  PL_SCRIPT_ANY,
  PL_SCRIPT_TLS,
  PL_SCRIPT_SILENT,
  PL_SCRIPT_WAIT,
  PL_SCRIPT_DRIP,
  PL_SCRIPT_REPEAT,
  PL_SCRIPT_CLOSE,
  PL_SCRIPT_RESET,
  PL_SCRIPT_GOTO,
  PL_SCRIPT_IF_LINE,
  PL_SCRIPT_IF_EQUAL,
  PL_SCRIPT_LET,
  PL_SCRIPT_DECODE,
  PL_N_SCRIPT_STEPS,
} PlScriptStepKind;

/**
 * PlScriptStep:
 * @line: in the script, from 1
 * @source: the step as it was written
 * @text: what is sent, expected, named, or compared; of TLS the certificate's name
 * @other: of IF = the other side
 * @name: of LET and DECODE; of TLS the version; of GOTO and IF the label
 * @number: times or milliseconds
 * @target: of GOTO and IF: the step to go on with
 * @flag: CRLF follows; of TLS: the peer need not go through with it
 */
typedef struct
{
  PlScriptStepKind kind;
  guint line;
  char *source; /* owned */
  PlScriptText *text; /* owned, nullable */
  PlScriptText *other; /* owned, nullable */
  char *name; /* owned, nullable */
  guint number;
  guint target;
  gboolean flag;
} PlScriptStep;

/**
 * PlScript:
 *
 * A script, understood and checked: every label that is gone to exists, every name that is filled
 * in is caught or named somewhere. Immutable; see #PlScriptServer for the language.
 */
typedef struct _PlScript PlScript;

PlScript *pl_script_parse (const char *source, gssize length, GError **error);
void pl_script_free (PlScript *script);

guint pl_script_get_n_steps (const PlScript *script);
const PlScriptStep *pl_script_get_step (const PlScript *script, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlScript, pl_script_free)

G_END_DECLS
