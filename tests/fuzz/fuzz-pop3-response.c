// SPDX-License-Identifier: GPL-3.0-or-later
/* One line, as the first of an answer and as one of many. */
#include "protocol/pl-pop3-response.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *line = g_strndup ((const char *) data, size);
  g_autoptr (PlPop3Response) response = pl_pop3_response_parse (line);
  const char *unstuffed = pl_pop3_unstuff (line);
  guint64 n_messages = 0;

  if (unstuffed != NULL)
    g_assert_cmpuint (strlen (line) - strlen (unstuffed), <=, 1);
  else
    g_assert_cmpstr (line, ==, ".");
  if (pl_pop3_parse_stat (line, &n_messages))
    g_assert_cmpuint (n_messages, <=, G_MAXUINT32);
  if (response == NULL)
    return 0;

  g_assert_true (response->code == NULL || response->status == PL_POP3_ERR);
  g_assert_cmpuint (strlen (response->text), <=, strlen (line));
  pl_pop3_parse_stat (response->text, &n_messages);
  return 0;
}
