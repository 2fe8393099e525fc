// SPDX-License-Identifier: GPL-3.0-or-later
/* What a provider and its program are called inside a sentence. */
#include "diagnosis/pl-provider-words-private.h"

#include <string.h>

/**
 * pl_provider_words_get_name:
 *
 * The facts tell what else a provider is called, so that people find it: "Outlook.com (Hotmail, Live,
 * MSN)". A sentence that says the name three times has no room for that.
 *
 * Returns: (transfer full): the name without what stands in brackets behind it
 */
char *
pl_provider_words_get_name (const PlProvider *provider)
{
  const char *bracket = strstr (provider->name, " (");

  if (bracket == NULL || !g_str_has_suffix (provider->name, ")"))
    return g_strdup (provider->name);

  return g_strndup (provider->name, (gsize) (bracket - provider->name));
}

/**
 * pl_provider_words_get_bridge:
 *
 * Returns: (transfer full): what the provider calls the program that has to run on this computer. One
 *   provider has such a program so far; its name is the same in every language.
 */
char *
pl_provider_words_get_bridge (const PlProvider *provider)
{
  g_autofree char *name = pl_provider_words_get_name (provider);

  return g_strconcat (name, " Bridge", NULL);
}
