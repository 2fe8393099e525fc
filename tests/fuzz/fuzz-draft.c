// SPDX-License-Identifier: GPL-3.0-or-later
/* Anything for an unfinished account: what is taken from it can be written, and read again as the same. */
#include "setup/pl-setup-draft.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_round_trip (PlNetwork *network, const PlDraft *draft)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  g_autoptr (PlSetup) again = pl_setup_new (network);
  g_autoptr (PlDraft) read = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;

  g_assert_true (pl_setup_take_draft (setup, draft));
  g_assert_null (pl_setup_get_password (setup, PL_DIRECTION_INCOMING));
  text = pl_setup_dup_draft (setup, pl_draft_get_saved_at (draft));
  g_assert_nonnull (text);
  read = pl_draft_parse (text, strlen (text));
  g_assert_nonnull (read);
  g_assert_true (pl_setup_take_draft (again, read));
  text_again = pl_setup_dup_draft (again, pl_draft_get_saved_at (read));
  g_assert_cmpstr (text, ==, text_again);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (PlDraft) draft = pl_draft_parse ((const char *) data, size);
  PlNetwork *network;

  if (draft == NULL)
    return 0;

  network = pl_network_new_practice (NULL, 0, "");
  check_round_trip (network, draft);
  pl_network_unref (network);
  return 0;
}
