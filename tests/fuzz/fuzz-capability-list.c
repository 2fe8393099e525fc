// SPDX-License-Identifier: GPL-3.0-or-later
/* Lines in the manner of CAPA and EHLO, the last one in IMAP's. */
#include "protocol/pl-capability-list.h"
#include "protocol/pl-mechanism.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (PlCapabilityList) list = pl_capability_list_new ();
  g_autofree char *all = NULL;
  g_autofree char *mechanisms = NULL;
  g_auto (GStrv) words = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i + 1] == NULL)
        pl_capability_list_add_words (list, lines[i]);
      else
        pl_capability_list_add_line (list, lines[i]);
    }

  all = pl_capability_list_join (list);
  mechanisms = pl_capability_list_join_mechanisms (list);
  words = g_strsplit (all, " ", -1);
  g_assert_cmpint (pl_capability_list_is_empty (list), ==, *all == '\0');
  for (guint i = 0; words[i] != NULL && *words[i] != '\0'; i++)
    g_assert_true (pl_capability_list_has (list, words[i]));

  for (PlService service = PL_SERVICE_IMAP; service <= PL_SERVICE_SMTP; service++)
    for (guint bits = 0; bits < 8; bits++)
      {
        PlMechanismChoice choice = { service, list, bits & 1, NULL, bits & 2, bits & 4 };
        const PlMechanism *mechanism = pl_mechanism_choose (&choice);

        if (mechanism != NULL && !mechanism->is_command)
          g_assert_true (pl_capability_list_has_mechanism (list, mechanism->name));
        choice.forced = mechanisms;
        pl_mechanism_choose (&choice);
      }
  return 0;
}
