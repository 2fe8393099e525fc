// SPDX-License-Identifier: GPL-3.0-or-later
/* Pure: what the page on receiving says, derived from the account as it is. */
#include "wizard/servers/pl-receiving-words.h"

#include "wizard/account/pl-account-words.h"

#include <glib/gi18n.h>

/**
 * pl_receiving_words_describe:
 *
 * Returns: (transfer full): the line below the heading
 */
char *
pl_receiving_words_describe (PlSetup *setup)
{
  guint services = pl_setup_get_receiving_services (setup);
  g_autofree char *provider = pl_account_words_dup_provider (setup);

  if (provider == NULL || services == (1u << PL_SERVICE_IMAP | 1u << PL_SERVICE_POP3))
    /* Translators: below the heading "How do you want to receive your mail?" */
    return g_strdup (_ ("If you are not sure, stay with the recommendation."));
  if (services == 1u << PL_SERVICE_POP3)
    /* Translators: below the heading; %s is a provider that has POP3 but no IMAP */
    return g_strdup_printf (_ ("At %s, only this way is known: mail is fetched to this computer "
                               "(POP3)."),
                            provider);
  /* Translators: below the heading; %s is a provider that has IMAP but no POP3 */
  return g_strdup_printf (_ ("At %s, only this way is known: the same on all devices (IMAP)."), provider);
}

/**
 * pl_receiving_words_explain:
 * @service: %PL_SERVICE_IMAP or %PL_SERVICE_POP3
 *
 * Returns: (transfer full): what that way means, one matter a line, in the same order for both
 */
char *
pl_receiving_words_explain (PlService service)
{
  static const char *const imap[] = {
    /* Translators: what IMAP means for several devices; one of four lines */
    N_ ("Several devices: all show the same, with all folders."),
    /* Translators: what IMAP means for sent mail */
    N_ ("Sent mail: on all devices, too."),
    /* Translators: what IMAP means for storage */
    N_ ("Space: at the provider, as much as your mailbox has."),
    /* Translators: what IMAP means without internet */
    N_ ("Without internet: what your mail program has fetched before."),
  };
  static const char *const pop3[] = {
    /* Translators: what POP3 means for several devices; one of five lines */
    N_ ("Several devices: each on its own; the others do not see what you read or sort here."),
    /* Translators: what POP3 means for sent mail */
    N_ ("Sent mail: here only."),
    /* Translators: what POP3 means for storage */
    N_ ("Space: on this computer; you keep a backup yourself."),
    /* Translators: what POP3 means without internet */
    N_ ("Without internet: all that was fetched."),
    /* Translators: what POP3 means for folders */
    N_ ("The inbox is fetched, no other folder."),
  };
  const char *const *lines = service == PL_SERVICE_POP3 ? pop3 : imap;
  gsize n_lines = service == PL_SERVICE_POP3 ? G_N_ELEMENTS (pop3) : G_N_ELEMENTS (imap);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n_lines; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", _ (lines[i]));
  return g_string_free (text, FALSE);
}

/**
 * pl_receiving_words_explain_removal:
 * @days: as in pl_setup_set_pop3_removal()
 * @unsafe: (out): mail can be lost by it
 *
 * Returns: (transfer full): what that means for a second device and for safety
 */
char *
pl_receiving_words_explain_removal (guint days, gboolean *unsafe)
{
  *unsafe = days != PL_POP3_KEEP;

  switch (days)
    {
    case PL_POP3_KEEP:
      return g_strdup (
          /* Translators: what it means that copies stay with the provider (POP3) */
          _ ("The mailbox fills up with time: tidy it up in the browser now and then. A "
             "second device that fetches by POP3 gets all mail once more."));
    case PL_POP3_REMOVE_AT_ONCE:
      return g_strdup (
          /* Translators: what it means that nothing stays with the provider (POP3) */
          _ ("Then only this computer has your mail: if it breaks, the mail is lost. A second "
             "device that fetches by POP3 gets only a part, and this one the rest."));
    default:
      return g_strdup_printf (
          /* Translators: what it means that copies are removed after some days (POP3) */
          ngettext ("A second device that fetches by POP3 misses what it has not fetched within "
                    "%u day. After that, only this computer has it: keep a backup.",
                    "A second device that fetches by POP3 misses what it has not fetched within "
                    "%u days. After that, only this computer has it: keep a backup.",
                    days),
          days);
    }
}

/**
 * pl_receiving_words_read_days:
 * @text: as typed
 *
 * Returns: a number of days; 0 for what is none
 */
guint
pl_receiving_words_read_days (const char *text)
{
  g_autofree char *bare = g_strstrip (g_strdup (text));
  guint64 value = 0;

  g_ascii_string_to_unsigned (bare, 10, 1, PL_REMOVAL_DAYS_MOST, &value, NULL);
  return (guint) value;
}
