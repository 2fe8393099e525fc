// SPDX-License-Identifier: GPL-3.0-or-later
/* What is known of one provider. */
#include "provider/pl-provider.h"

#include <string.h>

/**
 * pl_provider_owns_host:
 * @provider: (nullable):
 * @host: lower-case ASCII name
 *
 * Whether @host stands in the provider's facts as a server. Exact names only: below the domain of a
 * web host anybody can have a name, and with it a certificate.
 */
gboolean
pl_provider_owns_host (const PlProvider *provider, const char *host)
{
  if (provider == NULL)
    return FALSE;

  for (const PlProviderServer *server = provider->servers; server->host != NULL; server++)
    if (g_str_equal (server->host, host))
      return TRUE;

  return FALSE;
}

/**
 * pl_provider_get_requirement:
 * @provider: (nullable):
 *
 * Returns: (transfer none) (nullable): %NULL where no source mentions it, which is not the same as
 *   "not needed"
 */
const PlProviderRequirement *
pl_provider_get_requirement (const PlProvider *provider, PlRequirementKind kind)
{
  for (guint i = 0; provider != NULL && i < provider->n_requirements; i++)
    if (provider->requirements[i].kind == kind)
      return &provider->requirements[i];

  return NULL;
}

static gboolean
is_language (const char *name, const char *language)
{
  return g_str_has_prefix (name, language) && !g_ascii_isalpha (name[strlen (language)]);
}

/* The first of the person's languages that this program speaks. */
static gboolean
speaks_german (void)
{
  const char *const *names = g_get_language_names ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (is_language (names[i], "de"))
        return TRUE;
      if (is_language (names[i], "en") || is_language (names[i], "C"))
        return FALSE;
    }

  return FALSE;
}

/**
 * pl_provider_pages_choose:
 *
 * Returns: (transfer none) (nullable): the page in the language that the program speaks; else in
 *   English, in the provider's own language, in whatever there is
 */
const char *
pl_provider_pages_choose (const PlProviderPages *pages)
{
  const char *const order[] = { speaks_german () ? pages->de : NULL, pages->en, pages->other,
                                pages->de };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (order[i] != NULL)
      return order[i];

  return NULL;
}

/**
 * pl_provider_get_password_kind:
 * @provider: (nullable):
 *
 * Which password everybody needs there. Where an app password is needed only after two-step sign-in
 * it is the usual one: the person decides by the card.
 */
PlPasswordKind
pl_provider_get_password_kind (const PlProvider *provider)
{
  /* What rules a password out comes first, then what replaces it. */
  static const struct
  {
    PlRequirementKind requirement;
    PlPasswordKind password;
  } kinds[] = {
    { PL_REQUIREMENT_NO_PROTOCOLS, PL_PASSWORD_KIND_NONE },
    { PL_REQUIREMENT_OAUTH2_ONLY, PL_PASSWORD_KIND_NONE },
    { PL_REQUIREMENT_BRIDGE, PL_PASSWORD_KIND_BRIDGE },
    { PL_REQUIREMENT_APP_PASSWORD, PL_PASSWORD_KIND_APP },
    { PL_REQUIREMENT_SEPARATE_MAIL_PASSWORD, PL_PASSWORD_KIND_MAIL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const PlProviderRequirement *requirement =
          pl_provider_get_requirement (provider, kinds[i].requirement);

      if (requirement != NULL && !requirement->conditional)
        return kinds[i].password;
    }

  return PL_PASSWORD_KIND_USUAL;
}

/**
 * pl_provider_can_work:
 *
 * Returns: %FALSE where no mail program can work, whatever is done: the provider has no IMAP, POP3
 *   or SMTP at all
 */
gboolean
pl_provider_can_work (const PlProvider *provider)
{
  return pl_provider_get_requirement (provider, PL_REQUIREMENT_NO_PROTOCOLS) == NULL;
}
