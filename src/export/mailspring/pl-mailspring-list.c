// SPDX-License-Identifier: GPL-3.0-or-later
/* The list of accounts in Mailspring's config.json, as it is to be. */
#include "export/mailspring/pl-mailspring-making-private.h"
#include "export/mailspring/pl-mailspring-names-private.h"
#include "export/mailspring/pl-mailspring-private.h"

#include "export/frame/pl-export-words-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_IDS 100 /* tries to find one that no other account has */

static void
warn_of_other_case (PlMailspringMaking *making, const PlJsonView *accounts)
{
  const char *address = pl_export_account_get_address (making->account);
  g_autofree char *folded = g_utf8_casefold (address, -1);
  PlJsonView element = { NULL, 0 };

  while (pl_json_view_next_element (accounts, &element))
    {
      g_autofree char *other = pl_json_view_dup_member_string (&element, "emailAddress");
      g_autofree char *other_folded = other != NULL ? g_utf8_casefold (other, -1) : NULL;
      g_autofree char *sentence = NULL;

      if (g_strcmp0 (other_folded, folded) != 0 || g_str_equal (other, address))
        continue;
      sentence = g_strdup_printf (
          /* Translators: %s is an e-mail address */
          _ ("Mailspring already has %s, which differs only in capital letters. It stays as it is."),
          other);
      pl_export_plan_add_warning (making->plan, sentence);
    }
}

static gboolean
has_id (const PlJsonView *accounts, const char *id)
{
  PlJsonView element = { NULL, 0 };

  while (pl_json_view_next_element (accounts, &element))
    {
      g_autofree char *other = pl_json_view_dup_member_string (&element, "id");

      if (g_strcmp0 (other, id) == 0)
        return TRUE;
    }
  return FALSE;
}

static char *
make_free_id (PlExportAccount *account, const PlJsonView *accounts)
{
  char *id = pl_mailspring_make_id (account, 0);

  for (guint attempt = 1; has_id (accounts, id) && attempt < MOST_IDS; attempt++)
    {
      g_free (id);
      id = pl_mailspring_make_id (account, attempt);
    }
  return id;
}

/* Tells the windows of a running Mailspring that the list has changed; a stopped one keeps it in order. */
static gboolean
raise_version (PlMailspringMaking *making, GError **error)
{
  g_autofree char *next = NULL;
  guint64 version = 0;
  PlJsonView star;
  PlJsonView value;

  pl_mailspring_making_view (making, &star);
  if (pl_json_view_get_member (&star, "accountsVersion", &value) &&
      !pl_json_view_get_uint (&value, &version))
    return pl_mailspring_set_damaged (making->file, error);

  next = g_strdup_printf ("%" G_GUINT64_FORMAT, version + 1);
  pl_mailspring_making_set_member (making, "accountsVersion", next, FALSE);
  return TRUE;
}

/* The list with the account in it. %NULL: it is there already, just so */
static char *
write_list (PlMailspringMaking *making, const PlJsonView *accounts)
{
  PlJsonView old;
  gboolean had =
      pl_mailspring_find_account (accounts, pl_export_account_get_address (making->account), &old);
  g_autofree char *id = make_free_id (making->account, accounts);
  g_autofree char *object = pl_mailspring_write_account (making->account, had ? &old : NULL, id,
                                                         making->plan, making->file);
  g_autofree char *indented = NULL;

  if (!had)
    {
      indented = pl_json_indent (accounts, object);
      return pl_json_view_append (accounts, indented);
    }
  if (strlen (object) == old.length && memcmp (object, old.text, old.length) == 0)
    return NULL;
  return pl_json_view_replace (accounts, &old, object);
}

static void
tell_what (PlMailspringMaking *making, gboolean had, gboolean changed)
{
  const char *pattern =
      /* Translators: %s is an e-mail address; something is about to be done */
      !had ? _ ("The account %s is added to Mailspring.")
      /* Translators: %s is an e-mail address; something is about to be done */
      : changed ? _ ("The account %s that is already in Mailspring is corrected.")
                /* Translators: %s is an e-mail address */
                : _ ("The account %s is already in Mailspring with these settings.");
  g_autofree char *sentence =
      pl_words_fill (pattern, pl_export_account_get_address (making->account));

  pl_export_plan_add_summary (making->plan, sentence);
  pl_export_plan_describe_account (making->plan);
}

/**
 * pl_mailspring_plan_list:
 *
 * Puts the account into the list, and says to the plan what that changes.
 *
 * Returns: %FALSE with %PL_EXPORT_ERROR_DAMAGED when the list is none
 */
gboolean
pl_mailspring_plan_list (PlMailspringMaking *making, GError **error)
{
  static const char none[] = "[]";
  g_autofree char *star_text = g_strdup (making->star);
  g_autofree char *list = NULL;
  PlJsonView star;
  PlJsonView accounts = { none, sizeof none - 1 };
  PlJsonView old;
  gboolean had;

  if (!pl_json_view_open (&star, star_text, strlen (star_text)))
    g_assert_not_reached ();
  if (pl_json_view_get_member (&star, "accounts", &accounts) && !pl_json_view_is_array (&accounts))
    return pl_mailspring_set_damaged (making->file, error);

  had =
      pl_mailspring_find_account (&accounts, pl_export_account_get_address (making->account), &old);
  warn_of_other_case (making, &accounts);
  list = write_list (making, &accounts);
  tell_what (making, had, list != NULL);
  if (making->new_password)
    pl_export_plan_add_summary (making->plan,
                                /* Translators: something is about to be done */
                                _ ("The password is put among Mailspring's own, enciphered."));
  if (list == NULL)
    return TRUE;
  pl_mailspring_making_set_member (making, "accounts", list, FALSE);
  return raise_version (making, error);
}
