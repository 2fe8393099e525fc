// SPDX-License-Identifier: GPL-3.0-or-later
/* What is added to the words about a requirement: what holds for one provider alone, and how sure the
 * fact is. */
#include "diagnosis/pl-requirement-notes-private.h"

#include <glib/gi18n.h>

/* What only one provider or a few do; the names by which their own pages call things. */
static const struct
{
  PlRequirementKind kind;
  const char *providers; /* ids, separated by blanks */
  const char *text;
} notes[] = {
  {
      PL_REQUIREMENT_ENABLE_THIRD_PARTY,
      "gmx gmx-com web-de",
      /* Translators: enable-third-party at GMX and WEB.DE, continues the explanation. {provider}:
       * name of the mail provider */
      N_ ("{provider} switches it off again after long disuse, and when you switch two-step sign-in "
          "on; a message in your mailbox then tells you so."),
  },
  {
      PL_REQUIREMENT_ENABLE_THIRD_PARTY,
      "posteo",
      /* Translators: enable-third-party at Posteo, continues the explanation. {provider}: Posteo */
      N_ ("{provider} calls that “additional email account protection”."),
  },
  {
      PL_REQUIREMENT_APP_PASSWORD,
      "gmx gmx-com web-de mail-com",
      /* Translators: app-password, continues the explanation: the name on the provider's own page.
       * {provider}: name of the mail provider */
      N_ ("{provider} calls it “application-specific password”."),
  },
  {
      PL_REQUIREMENT_APP_PASSWORD,
      "mailbox-org",
      /* Translators: app-password, continues the explanation: the name on the provider's own page.
       * {provider}: mailbox.org */
      N_ ("{provider} calls it “application password”."),
  },
  {
      PL_REQUIREMENT_APP_PASSWORD,
      "icloud icloud-custom-domain",
      /* Translators: app-password, continues the explanation: the name on the provider's own page */
      N_ ("Apple calls it “app-specific password”."),
  },
  {
      PL_REQUIREMENT_ENABLE_SMTP,
      "microsoft-365",
      /* Translators: enable-smtp at Microsoft 365, continues the explanation. */
      N_ ("Only your organisation's administrators can allow it (“SMTP AUTH”)."),
  },
};

static gboolean
is_among (const char *id, const char *ids)
{
  g_auto (GStrv) all = g_strsplit (ids, " ", -1);

  return g_strv_contains ((const char *const *) all, id);
}

/**
 * pl_requirement_notes_find:
 *
 * Returns: (transfer none) (nullable): not translated yet: what holds for this provider alone
 */
const char *
pl_requirement_notes_find (const char *provider_id, PlRequirementKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    if (notes[i].kind == kind && is_among (provider_id, notes[i].providers))
      return notes[i].text;

  return NULL;
}

/**
 * pl_requirement_notes_get_doubt:
 *
 * Returns: (transfer none) (nullable): not translated yet: how sure the fact is; %NULL for sure
 */
const char *
pl_requirement_notes_get_doubt (PlCertainty certainty)
{
  switch (certainty)
    {
    case PL_CERTAINTY_LIKELY:
      /* Translators: ends the explanation of a requirement that one source alone reports */
      return N_ ("We have this from a single source; it may have changed.");
    case PL_CERTAINTY_POSSIBLE:
      /* Translators: ends the explanation of a requirement that no source confirms. {provider}: name
       * of the mail provider */
      return N_ ("This is not confirmed: if you find nothing about it at {provider}, just go on.");
    case PL_CERTAINTY_PROVEN:
    default:
      return NULL;
    }
}

/**
 * pl_requirement_notes_get_maybe:
 *
 * Returns: (transfer none): translated: the value of {maybe}
 */
const char *
pl_requirement_notes_get_maybe (PlCertainty certainty)
{
  if (certainty == PL_CERTAINTY_LIKELY)
    /* Translators: stands in place of {maybe}: one source alone reports a fact */
    return _ ("probably");

  /* Translators: stands in place of {maybe}: no source confirms a fact */
  return _ ("possibly");
}
