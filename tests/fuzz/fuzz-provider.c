// SPDX-License-Identifier: GPL-3.0-or-later
/* Whatever DNS names as mail exchanger and whatever a person types: what is found stands in the
 * table, and a corrected domain is one that many people have. */
#include "provider/pl-provider.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
try_correction (const char *text)
{
  gboolean sure = FALSE;
  g_autofree char *meant = pl_provider_correct_domain (text, &sure);
  g_autofree char *again = NULL;

  if (meant == NULL)
    {
      g_assert_false (sure);
      return;
    }

  g_assert_null (pl_provider_find_by_domain (text));
  g_assert_nonnull (pl_provider_find_by_domain (meant));
  again = pl_provider_correct_domain (meant, NULL);
  g_assert_null (again);
}

static void
try_search (const char *text)
{
  g_autoptr (GPtrArray) found = pl_provider_search (text);
  guint n_providers = 0;

  pl_provider_get_all (&n_providers);
  g_assert_cmpuint (found->len, <=, n_providers);
  for (guint i = 0; i < found->len; i++)
    {
      const PlProvider *provider = found->pdata[i];

      g_assert_true (pl_provider_find_by_id (provider->id) == provider);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  const PlProvider *by_host = pl_provider_find_by_host (text);

  pl_provider_find_by_mx (text);
  if (by_host != NULL)
    g_assert_true (pl_provider_owns_host (by_host, text));
  try_correction (text);
  try_search (text);
  return 0;
}
