// SPDX-License-Identifier: GPL-3.0-or-later
/* The cards of what a provider wants: which ones, in which order, how sure, where their links lead. */
#include "german.h"
#include "diagnosis/pl-requirements.h"

#include "diagnosis/pl-requirement-words-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define LONGEST_TITLE 110 /* characters, with a provider's name in it */

static GPtrArray *
describe (const char *provider_id, PlService incoming)
{
  const PlProvider *provider = pl_provider_find_by_id (provider_id);

  g_assert_nonnull (provider);
  return pl_requirements_describe (provider, NULL, incoming);
}

static PlRequirementFields
peek (GPtrArray *cards, guint index)
{
  PlRequirementFields fields;

  g_assert_cmpuint (index, <, cards->len);
  pl_requirement_peek_fields (cards->pdata[index], &fields);
  return fields;
}

/* The kinds in order, as nicks; conditional ones in brackets. */
static char *
join_kinds (GPtrArray *cards)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < cards->len; i++)
    {
      PlRequirementFields card = peek (cards, i);

      g_string_append_printf (text, card.conditional ? "%s[%s]" : "%s%s", i > 0 ? " " : "",
                              pl_requirement_kind_to_nick (card.kind));
    }
  return g_string_free (text, FALSE);
}

static void
assert_kinds (const char *provider_id, PlService incoming, const char *expected)
{
  g_autoptr (GPtrArray) cards = describe (provider_id, incoming);
  g_autofree char *kinds = join_kinds (cards);

  g_assert_cmpstr (kinds, ==, expected);
}

/* In the order in which to do it, and only what matters for the service. */
static void
test_kinds (void)
{
  assert_kinds ("gmx", PL_SERVICE_IMAP, "enable-third-party [app-password]");
  assert_kinds ("gmx", PL_SERVICE_POP3, "enable-third-party [app-password]");
  assert_kinds ("gmail", PL_SERVICE_IMAP, "app-password");
  assert_kinds ("gmail", PL_SERVICE_POP3, "enable-pop app-password");
  assert_kinds ("t-online", PL_SERVICE_IMAP, "separate-mail-password");
  assert_kinds ("outlook-com", PL_SERVICE_IMAP, "enable-imap oauth2-only");
  assert_kinds ("outlook-com", PL_SERVICE_POP3, "enable-pop oauth2-only");
  assert_kinds ("microsoft-365", PL_SERVICE_IMAP, "[enable-imap] enable-smtp oauth2-only");
  assert_kinds ("proton", PL_SERVICE_IMAP, "paid-plan bridge");
  assert_kinds ("tuta", PL_SERVICE_IMAP, "no-protocols");
  assert_kinds ("strato", PL_SERVICE_IMAP, "");
}

static void
assert_words (GPtrArray *cards, guint index, const char *title, const char *part)
{
  PlRequirementFields card = peek (cards, index);

  g_assert_cmpstr (card.title, ==, title);
  if (strstr (card.explanation, part) == NULL)
    g_error ("“%s” is not in “%s”", part, card.explanation);
}

static void
test_goes_off_again (void)
{
  g_autoptr (GPtrArray) cards = describe ("gmx", PL_SERVICE_IMAP);

  assert_words (cards, 0, "GMX lets mail programs in only once you allow it",
                "GMX switches it off again after long disuse");
  assert_words (cards, 1, "With two-step sign-in, GMX wants an app password",
                "GMX calls it “application-specific password”.");
}

static void
test_no_password_here (void)
{
  g_autoptr (GPtrArray) cards = describe ("outlook-com", PL_SERVICE_IMAP);

  assert_words (cards, 1, "Outlook.com signs programs in through the browser only",
                "You need no password here, and none is sent.");
}

static void
test_blocking (void)
{
  g_autoptr (GPtrArray) cards = describe ("tuta", PL_SERVICE_IMAP);
  PlRequirementFields card = peek (cards, 0);

  g_assert_true (card.blocking);
  g_assert_cmpstr (card.title, ==, "Tuta works with its own app only");
  g_assert_cmpint (card.certainty, ==, PL_CERTAINTY_PROVEN);
}

static void
test_bridge (void)
{
  g_autoptr (GPtrArray) cards = describe ("proton", PL_SERVICE_IMAP);
  PlRequirementFields card = peek (cards, 1);

  g_assert_cmpstr (card.title, ==, "Proton Mail needs Proton Mail Bridge on this computer");
  g_assert_false (card.blocking);
  g_assert_cmpuint (g_strv_length ((char **) card.steps), ==, 3);
}

/* What one source alone says is "probably", what none confirms is "possibly", and both say so. */
static void
test_certainty (void)
{
  g_autoptr (GPtrArray) reported = describe ("outlook-com", PL_SERVICE_IMAP);
  g_autoptr (GPtrArray) unconfirmed = describe ("proton", PL_SERVICE_IMAP);

  assert_words (reported, 0, "Outlook.com probably has IMAP switched off at first",
                "We have this from a single source");
  g_assert_cmpint (peek (reported, 0).certainty, ==, PL_CERTAINTY_LIKELY);
  assert_words (unconfirmed, 0, "At Proton Mail, mail programs are possibly part of a paid plan",
                "This is not confirmed: if you find nothing about it at Proton Mail");
  g_assert_cmpint (peek (unconfirmed, 0).certainty, ==, PL_CERTAINTY_POSSIBLE);
}

static void
test_plan (void)
{
  g_autoptr (GPtrArray) sending = describe ("forward-email", PL_SERVICE_IMAP);
  g_autoptr (GPtrArray) receiving = describe ("zoho", PL_SERVICE_IMAP);
  g_autoptr (GPtrArray) both = describe ("mail-com", PL_SERVICE_POP3);

  g_assert_nonnull (strstr (peek (sending, 0).title, "sending with mail programs is probably"));
  g_assert_nonnull (strstr (peek (receiving, 0).title, "fetching mail with IMAP is possibly"));
  g_assert_cmpstr (peek (both, 0).title, ==, "At mail.com, mail programs are part of a paid plan");
}

/* --- links --- */

static PlLink
get_link (GPtrArray *cards, guint index)
{
  PlRequirementFields card = peek (cards, index);

  g_assert_cmpuint (card.n_links, ==, 1);
  return card.links[0];
}

static void
test_links (void)
{
  g_autoptr (GPtrArray) gmail = describe ("gmail", PL_SERVICE_IMAP);
  g_autoptr (GPtrArray) t_online = describe ("t-online", PL_SERVICE_IMAP);
  g_autoptr (GPtrArray) interia = describe ("interia", PL_SERVICE_IMAP);

  g_assert_cmpstr (get_link (gmail, 0).label, ==, "Gmail's page on app passwords");
  g_assert_cmpstr (get_link (gmail, 0).url, ==,
                   "https://support.google.com/accounts/answer/185833?hl=en");
  g_assert_cmpstr (get_link (t_online, 0).label, ==,
                   "Telekom / T-Online's page on the e-mail password (in German)");
  g_assert_true (
      g_str_has_suffix (get_link (interia, 0).label, "page on IMAP (in another language)"));
}

/* Without a page about it, the provider's page with its settings may help. */
static void
test_general_page (void)
{
  g_autoptr (GPtrArray) cards = describe ("vodafone-de", PL_SERVICE_IMAP);
  const PlProvider *provider = pl_provider_find_by_id ("vodafone-de");
  const char *help = pl_provider_pages_choose (&provider->help);

  g_assert_cmpuint (cards->len, ==, 1);
  if (help != NULL)
    g_assert_cmpstr (get_link (cards, 0).url, ==, help);
  else
    g_assert_cmpuint (peek (cards, 0).n_links, ==, 0);
}

static PlProposal *
propose (const char *host, PlTrust trust, const PlLink *links, guint n_links)
{
  g_autoptr (PlAddress) address = pl_address_parse ("anna@example.org", NULL);
  const PlServerFields server = { .service = PL_SERVICE_IMAP, .host = host, .port = 993 };
  g_autoptr (PlServerSettings) incoming = pl_server_settings_new (&server, NULL);
  const PlProposalFields fields = {
    .address = address,
    .incoming = incoming,
    .source = PL_SOURCE_AUTOCONFIG,
    .trust = trust,
    .links = links,
    .n_links = n_links,
  };

  return pl_proposal_new_from_fields (&fields);
}

static void
assert_documentation (const char *url, PlTrust trust, const char *label)
{
  const PlLink link = { NULL, url };
  g_autoptr (PlProposal) proposal = propose ("imap.example.org", trust, &link, 1);
  g_autoptr (GPtrArray) cards = pl_requirements_describe (NULL, proposal, PL_SERVICE_IMAP);

  if (label == NULL)
    {
      g_assert_cmpuint (cards->len, ==, 0);
      return;
    }

  g_assert_cmpint (peek (cards, 0).kind, ==, PL_REQUIREMENT_DOCUMENTATION);
  g_assert_true (peek (cards, 0).conditional);
  g_assert_cmpstr (get_link (cards, 0).label, ==, label);
  g_assert_cmpstr (get_link (cards, 0).url, ==, url);
}

/* Pages that the network names are shown with their host, and only where somebody vouches. */
static void
test_documentation (void)
{
  assert_documentation ("https://help.hoster.example/imap", PL_TRUST_DOMAIN, "help.hoster.example");
  assert_documentation ("https://help.hoster.example/imap", PL_TRUST_DIRECTORY,
                        "help.hoster.example");
  assert_documentation ("https://help.hoster.example/imap", PL_TRUST_DNS, NULL);
  assert_documentation ("https://www.example.org/imap", PL_TRUST_DNS, "www.example.org");
  assert_documentation ("http://www.example.org/imap", PL_TRUST_DOMAIN, NULL);
  assert_documentation ("https://example.org@evil.example/", PL_TRUST_DOMAIN, NULL);
  assert_documentation ("https://www.xn--mller-kva.example/", PL_TRUST_DOMAIN,
                        "www.müller.example");
}

/* Each button says something else, and one page has one. */
static void
test_pages_of_one_host (void)
{
  static const PlLink links[] = {
    { NULL, "https://help.hoster.example/imap?lang=en" },
    { NULL, "https://help.hoster.example/passwords" },
    { NULL, "https://help.hoster.example/imap?lang=en" },
    { NULL, "https://help.hoster.example/a path" },
    { NULL, "https://help.hoster.example" },
    { NULL, "https://www.example.org/" },
  };
  static const char *const labels[] = {
    "help.hoster.example/imap?lang=en",
    "help.hoster.example/passwords",
    "help.hoster.example (3)",
    "help.hoster.example (4)",
    "www.example.org",
  };
  g_autoptr (PlProposal) proposal =
      propose ("imap.example.org", PL_TRUST_DOMAIN, links, G_N_ELEMENTS (links));
  g_autoptr (GPtrArray) cards = pl_requirements_describe (NULL, proposal, PL_SERVICE_IMAP);
  PlRequirementFields card = peek (cards, 0);

  g_assert_cmpuint (card.n_links, ==, G_N_ELEMENTS (labels));
  for (guint i = 0; i < card.n_links; i++)
    g_assert_cmpstr (card.links[i].label, ==, labels[i]);
}

/* --- the provider's server --- */

static void
test_server_name (void)
{
  const PlProvider *all_inkl = pl_provider_find_by_id ("all-inkl");
  g_autoptr (PlProposal) known = propose ("w0123.kasserver.com", PL_TRUST_DNS, NULL, 0);
  g_autoptr (PlProposal) own = propose ("imap.example.org", PL_TRUST_DNS, NULL, 0);
  g_autoptr (GPtrArray) without = describe ("all-inkl", PL_SERVICE_IMAP);
  g_autoptr (GPtrArray) named = pl_requirements_describe (all_inkl, known, PL_SERVICE_IMAP);
  g_autoptr (GPtrArray) misnamed = pl_requirements_describe (all_inkl, own, PL_SERVICE_IMAP);
  g_autoptr (GPtrArray) fixed = describe ("hetzner", PL_SERVICE_IMAP);

  g_assert_cmpstr (peek (without, 0).title, ==,
                   "ALL-INKL.COM's server probably has a name of its own");
  g_assert_cmpstr (
      peek (named, 0).title, ==,
      "ALL-INKL.COM's server is probably called w0123.kasserver.com, not like your domain");
  g_assert_cmpstr (peek (misnamed, 0).title, ==, peek (without, 0).title);
  g_assert_nonnull (strstr (peek (fixed, 0).title, "mail.your-server.de"));
}

/* --- all of them --- */

static void
assert_filled (const char *id, const char *text)
{
  g_assert_nonnull (text);
  g_assert_cmpint (*text, !=, '\0');
  if (strpbrk (text, "{}%") != NULL || strstr (text, "  ") != NULL)
    g_error ("%s: %s", id, text);
}

static void
assert_card (const char *id, PlRequirement *requirement)
{
  PlRequirementFields card;

  pl_requirement_peek_fields (requirement, &card);
  assert_filled (id, card.title);
  assert_filled (id, card.explanation);
  g_assert_false (g_str_has_suffix (card.title, "."));
  if (g_utf8_strlen (card.title, -1) > LONGEST_TITLE)
    g_error ("%s: too long: %s", id, card.title);
  g_assert_cmpuint (g_strv_length ((char **) card.steps), >, 0);
  for (guint i = 0; card.steps[i] != NULL; i++)
    {
      assert_filled (id, card.steps[i]);
      g_assert_true (g_str_has_suffix (card.steps[i], "."));
    }
  for (guint i = 0; i < card.n_links; i++)
    {
      assert_filled (id, card.links[i].label);
      g_assert_true (g_str_has_prefix (card.links[i].url, "https://"));
    }
  g_assert_nonnull (card.confirmed);
  g_assert_cmpint (card.blocking, ==, card.kind == PL_REQUIREMENT_NO_PROTOCOLS);
}

static gboolean
is_told (const PlProviderRequirement *requirement, PlService incoming)
{
  switch ((int) requirement->kind)
    {
    case PL_REQUIREMENT_OAUTH2_AVAILABLE:
    case PL_REQUIREMENT_TLS12_MINIMUM:
      return FALSE;
    case PL_REQUIREMENT_ENABLE_IMAP:
      return incoming == PL_SERVICE_IMAP;
    case PL_REQUIREMENT_ENABLE_POP:
      return incoming == PL_SERVICE_POP3;
    default:
      return requirement->services == 0 ||
             (requirement->services & (1u << incoming | 1u << PL_SERVICE_SMTP)) != 0;
    }
}

/* Every requirement of every provider has its card, and every card is whole. */
/* One label leads to one page. */
static void
assert_told_apart (const char *id, GPtrArray *cards)
{
  g_autoptr (GHashTable) urls = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < cards->len; i++)
    {
      PlRequirementFields card = peek (cards, i);
      const char *url = card.n_links > 0 ? g_hash_table_lookup (urls, card.links[0].label) : NULL;

      if (url != NULL && !g_str_equal (url, card.links[0].url))
        g_error ("%s: “%s” leads to two pages", id, card.links[0].label);
      if (card.n_links > 0)
        g_hash_table_insert (urls, (char *) card.links[0].label, (char *) card.links[0].url);
    }
}

static void
test_all_providers (void)
{
  static const PlService services[] = { PL_SERVICE_IMAP, PL_SERVICE_POP3 };
  guint n_providers = 0;
  const PlProvider *all = pl_provider_get_all (&n_providers);

  for (guint i = 0; i < n_providers; i++)
    for (guint k = 0; k < G_N_ELEMENTS (services); k++)
      {
        g_autoptr (GPtrArray) cards = pl_requirements_describe (&all[i], NULL, services[k]);
        guint expected = 0;

        for (guint n = 0; n < all[i].n_requirements; n++)
          expected += is_told (&all[i].requirements[n], services[k]);
        if (pl_provider_can_work (&all[i]))
          g_assert_cmpuint (cards->len, ==, expected);
        else
          g_assert_cmpuint (cards->len, ==, 1);
        for (guint n = 0; n < cards->len; n++)
          assert_card (all[i].id, cards->pdata[n]);
        assert_told_apart (all[i].id, cards);
      }
}

static void
assert_placeholders (const char *text)
{
  static const char *const known[] = { "provider", "protocol", "host", "bridge", "maybe", NULL };

  for (const char *p = strchr (text, '{'); p != NULL; p = strchr (p + 1, '{'))
    {
      g_autofree char *name = g_strndup (p + 1, strcspn (p + 1, "}"));

      if (!g_strv_contains (known, name))
        g_error ("no value for a placeholder in “%s”", text);
    }
}

static void
assert_wording (const PlRequirementWording *wording)
{
  gboolean ours = wording->kind != PL_REQUIREMENT_DOCUMENTATION;
  const char *const texts[] = { wording->title, wording->unsure_title, wording->explanation,
                                wording->link };

  g_assert_true (pl_requirement_words_find (wording->kind, wording->variant) == wording);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL)
      assert_placeholders (_ (texts[i]));
  g_assert_null (strstr (_ (wording->title), "{maybe}"));
  g_assert_cmpint (strstr (_ (wording->unsure_title), "{maybe}") != NULL, ==, ours);
  g_assert_cmpint (wording->link != NULL, ==, ours);
  for (guint i = 0; wording->steps[i] != NULL; i++)
    assert_placeholders (_ (wording->steps[i]));
}

static void
test_wordings (void)
{
  guint n_wordings = 0;
  const PlRequirementWording *all = pl_requirement_words_get_all (&n_wordings);

  for (guint i = 0; i < n_wordings; i++)
    assert_wording (&all[i]);
}

/* For the eye: run with --verbose. */
static void
show (const char *provider_id, PlService incoming)
{
  g_autoptr (GPtrArray) cards = describe (provider_id, incoming);

  for (guint i = 0; i < cards->len; i++)
    {
      PlRequirementFields card = peek (cards, i);

      g_test_message ("%s %s: %s", provider_id, pl_service_to_nick (incoming), card.title);
      g_test_message ("  %s", card.explanation);
      for (guint k = 0; card.steps[k] != NULL; k++)
        g_test_message ("  %u %s", k + 1, card.steps[k]);
      for (guint k = 0; k < card.n_links; k++)
        g_test_message ("  [ %s ] %s", card.links[k].label, card.links[k].url);
      g_test_message ("  %s, %s", pl_certainty_to_nick (card.certainty), card.confirmed);
    }
}

/* The same in German, where the built catalogue is at hand. */
static void
test_german (void)
{
  static const char *const shown[] = {
    "gmx", "gmail", "t-online", "outlook-com", "proton", "tuta"
  };

  if (!speak_german ())
    return;

  test_wordings ();
  test_all_providers ();
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    show (shown[i], PL_SERVICE_IMAP);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/requirements/kinds", test_kinds);
  g_test_add_func ("/requirements/goes-off-again", test_goes_off_again);
  g_test_add_func ("/requirements/no-password-here", test_no_password_here);
  g_test_add_func ("/requirements/blocking", test_blocking);
  g_test_add_func ("/requirements/bridge", test_bridge);
  g_test_add_func ("/requirements/certainty", test_certainty);
  g_test_add_func ("/requirements/plan", test_plan);
  g_test_add_func ("/requirements/links", test_links);
  g_test_add_func ("/requirements/pages-of-one-host", test_pages_of_one_host);
  g_test_add_func ("/requirements/general-page", test_general_page);
  g_test_add_func ("/requirements/documentation", test_documentation);
  g_test_add_func ("/requirements/server-name", test_server_name);
  g_test_add_func ("/requirements/wordings", test_wordings);
  g_test_add_func ("/requirements/all-providers", test_all_providers);
  g_test_add_func ("/requirements/german", test_german);

  return g_test_run ();
}
