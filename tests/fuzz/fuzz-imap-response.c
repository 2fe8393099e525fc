// SPDX-License-Identifier: GPL-3.0-or-later
/* One response, literals and all. What was understood has to hold together. */
#include "protocol/pl-imap-list.h"
#include "protocol/pl-imap-response.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_status (const PlImapResponse *response)
{
  if (response->status == PL_IMAP_NO_STATUS)
    g_assert_null (response->code);
  else
    g_assert_null (response->name);
  g_assert_true (response->code != NULL || response->code_argument == NULL);
  g_assert_cmpint ((response->tag != NULL), ==, (response->kind == PL_IMAP_TAGGED));
  g_assert_nonnull (pl_imap_status_to_word (response->status));
}

static void
check_list (const char *bytes, size_t size)
{
  g_autoptr (PlImapListItem) item = pl_imap_list_item_parse (bytes, size);

  if (item == NULL)
    return;
  g_assert_nonnull (item->name);
  g_assert_nonnull (item->uses);
  g_assert_cmpuint (strlen (item->name), <=, size);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *bytes = (const char *) data;
  g_autoptr (PlImapResponse) response = pl_imap_response_parse (bytes, size);
  guint64 literal = 0;

  if (pl_imap_response_ends_in_literal (bytes, size, &literal))
    g_assert_cmpuint (literal, <=, G_MAXUINT32);
  check_list (bytes, size);
  if (response == NULL)
    return 0;

  g_assert_cmpuint (response->text_length, <=, size);
  check_status (response);
  if (g_strcmp0 (response->name, "LIST") == 0)
    check_list (response->text, response->text_length);
  return 0;
}
