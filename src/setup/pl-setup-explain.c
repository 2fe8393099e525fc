// SPDX-License-Identifier: GPL-3.0-or-later
#include "setup/pl-setup-explain.h"

#include "diagnosis/pl-explain.h"

/**
 * pl_setup_explain_text:
 * @text: a server's reply, another program's message, lines of a log
 *
 * What a text means that comes from elsewhere. Which protocol it is of, and where in it, is found
 * out. Pure; no account is needed, and nobody is asked.
 *
 * Returns: (transfer full) (element-type PlFinding): never empty; secrets in @text are not in it
 */
GPtrArray *
pl_setup_explain_text (const char *text)
{
  PlExplainRequest request = { .text = text, .length = -1, .protocol = PL_EXPLAIN_UNKNOWN };

  return pl_explain_text (&request);
}
