// SPDX-License-Identifier: GPL-3.0-or-later
#include "provider/pl-provider.h"

static const char *
get_id (GPtrArray *found, guint index)
{
  const PlProvider *provider = found->pdata[index];

  return provider->id;
}

/* What is typed, and what comes first, in this order. */
static void
test_first (void)
{
  static const struct
  {
    const char *text;
    const char *ids[4];
  } cases[] = {
    { "gmx", { "gmx", "gmx-com" } },
    { "gm", { "gmx", "gmail", "gmx-com" } },
    { "web", { "web-de" } },
    { "WEB.DE", { "web-de" } },
    { "post", { "posteo" } },
    /* The beginning of a name before that of a word, and that before the middle of one. */
    { "swisscom", { "bluewin", "swisscom-hosting" } },
    { "bluewin", { "bluewin" } },
    { "vodafone", { "vodafone-de" } },
    { "outlook", { "outlook-com" } },
    { "hotmail", { "outlook-com" } },
    /* Other names. */
    { "1und1", { "ionos" } },
    { "1&1", { "ionos" } },
    { "office 365", { "microsoft-365" } },
    { "Google Mail", { "gmail" } },
    /* However it is written. */
    { "t-online", { "t-online" } },
    { "tonline", { "t-online" } },
    { "T Online", { "t-online" } },
    { "  gmx  ", { "gmx" } },
    { "all-inkl", { "all-inkl" } },
    { "allinkl", { "all-inkl" } },
    { "munchen", { "tum" } },
    { "MÜNCHEN", { "tum" } },
    { "muenchen", { "tum" } },
    { "cesky", { "thinline-cz" } },
    { "ＧＭＸ", { "gmx" } },
    { "メール", { "yahoo-co-jp" } },
    /* Several words, in any order. */
    { "jena universitat", { "uni-jena" } },
    { "zoho eu", { "zoho-eu" } },
    /* Domains, and addresses. */
    { "gmx.net", { "gmx" } },
    { "anna@gmx.net", { "gmx" } },
    { "googlemail", { "gmail" } },
    { "arcor", { "vodafone-de" } },
    /* No domain, no mail exchanger: this search is their only door. */
    { "manitu", { "manitu" } },
    { "variomedia", { "variomedia" } },
    { "world4you", { "world4you" } },
    { "mittwald", { "mittwald" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) found = pl_provider_search (cases[i].text);

      g_test_message ("%s", cases[i].text);
      for (guint k = 0; cases[i].ids[k] != NULL; k++)
        {
          g_assert_cmpuint (found->len, >, k);
          g_assert_cmpstr (get_id (found, k), ==, cases[i].ids[k]);
        }
    }
}

static void
test_nothing_fits (void)
{
  static const char *const texts[] = { "zzzz", "gmx zzzz", "\xff\xfe", "@", "anna@example.org" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) found = pl_provider_search (texts[i]);

      /* Behind an @ nothing has been typed yet. */
      if (g_str_equal (texts[i], "@"))
        g_assert_cmpuint (found->len, >=, 325);
      else
        g_assert_cmpuint (found->len, ==, 0);
    }
}

/* Nothing typed: all of them, each once, those that most people have first. */
static void
test_all (void)
{
  g_autoptr (GPtrArray) found = pl_provider_search ("");
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint place_of_gmx = G_MAXUINT;
  guint n_providers = 0;

  pl_provider_get_all (&n_providers);
  g_assert_cmpuint (found->len, ==, n_providers);
  for (guint i = 0; i < found->len; i++)
    {
      const PlProvider *provider = found->pdata[i];

      g_assert_true (g_hash_table_add (seen, found->pdata[i]));
      if (g_str_equal (provider->id, "gmx"))
        place_of_gmx = i;
      if (g_str_equal (provider->id, "123-reg"))
        g_assert_cmpuint (place_of_gmx, <, i);
    }
  g_assert_cmpuint (place_of_gmx, <, 40); /* as many as the wizard shows at once */
}

/* Names are folded by the build and typed text by this program: both have to give the same. Whoever
 * types a name as it stands finds it first. */
static void
test_every_name (void)
{
  guint n_providers = 0;
  const PlProvider *all = pl_provider_get_all (&n_providers);

  for (guint i = 0; i < n_providers; i++)
    {
      g_autoptr (GPtrArray) found = pl_provider_search (all[i].name);

      g_test_message ("%s", all[i].name);
      g_assert_cmpuint (found->len, >, 0);
      g_assert_cmpstr (get_id (found, 0), ==, all[i].id);
    }
}

/* The same text gives the same order. */
static void
test_stable (void)
{
  static const char *const texts[] = { "m", "mail", "群馬", "net", "o2" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) once = pl_provider_search (texts[i]);
      g_autoptr (GPtrArray) again = pl_provider_search (texts[i]);

      g_assert_cmpmem (once->pdata, once->len * sizeof (gpointer), again->pdata,
                       again->len * sizeof (gpointer));
      g_assert_cmpuint (once->len, >, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/provider/search/first", test_first);
  g_test_add_func ("/provider/search/nothing-fits", test_nothing_fits);
  g_test_add_func ("/provider/search/all", test_all);
  g_test_add_func ("/provider/search/every-name", test_every_name);
  g_test_add_func ("/provider/search/stable", test_stable);

  return g_test_run ();
}
