// SPDX-License-Identifier: GPL-3.0-or-later
/* Which proposal comes first, as a table; and what becomes of equal ones and of halves. */
#include "discovery/pl-ranking-private.h"

static PlAddress *
make_address (void)
{
  return pl_address_parse ("anna@example.org", NULL);
}

/* `imap.x`; `pop.x` is POP3; `open.x` is IMAP without encryption; `-` is none. */
static PlServerSettings *
make_server (const char *host, PlService service, PlSource source)
{
  PlServerFields fields = { .service = service,
                            .host = host,
                            .security = PL_SECURITY_TLS,
                            .username = "anna@example.org",
                            .source = source };
  g_autoptr (GError) error = NULL;
  PlServerSettings *server;

  if (g_str_equal (host, "-"))
    return NULL;
  if (g_str_has_prefix (host, "pop."))
    fields.service = PL_SERVICE_POP3;
  if (g_str_has_prefix (host, "open."))
    fields.security = PL_SECURITY_NONE;
  fields.port = pl_service_get_usual_port (fields.service, fields.security);
  server = pl_server_settings_new (&fields, &error);
  g_assert_no_error (error);
  return server;
}

static const PlSource sources[] = { PL_SOURCE_MX, PL_SOURCE_SRV, PL_SOURCE_AUTOCONFIG,
                                    PL_SOURCE_ISPDB, PL_SOURCE_GUESS };

/* `row trust incoming outgoing`, the row one of @sources. */
static PlFound *
make_found (const char *text)
{
  g_autoptr (PlAddress) address = make_address ();
  g_auto (GStrv) words = g_strsplit (text, " ", 4);
  guint row = (guint) g_ascii_strtoull (words[0], NULL, 10);
  g_autoptr (PlServerSettings) incoming = make_server (words[2], PL_SERVICE_IMAP, sources[row]);
  g_autoptr (PlServerSettings) outgoing = make_server (words[3], PL_SERVICE_SMTP, sources[row]);
  PlProposalFields fields = {
    .address = address, .incoming = incoming, .outgoing = outgoing, .source = sources[row]
  };

  g_assert_true (pl_trust_from_nick (words[1], &fields.trust));
  return pl_found_new (pl_proposal_new_from_fields (&fields), row);
}

/* As make_found() takes it. */
static char *
describe (PlProposal *proposal)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (sources[i] == pl_proposal_get_source (proposal))
      g_string_append_printf (text, "%u", i);
  g_string_append_printf (text, " %s", pl_trust_to_nick (pl_proposal_get_trust (proposal)));
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_proposal_get_server (proposal, (PlDirection) i);

      g_string_append_printf (text, " %s",
                              server != NULL ? pl_server_settings_get_host (server) : "-");
    }
  return g_string_free (text, FALSE);
}

static const struct
{
  const char *what;
  const char *found[4];
  const char *ordered[4];
} rows[] = {
  { "nothing", { NULL }, { NULL } },
  { "trust before the order of the sources",
    { "1 dns imap.b smtp.b", "2 domain imap.c smtp.c", "3 directory imap.d smtp.d" },
    { "2 domain imap.c smtp.c", "3 directory imap.d smtp.d", "1 dns imap.b smtp.b" } },
  { "the order of the sources among equals",
    { "3 dns imap.d smtp.d", "1 dns imap.b smtp.b", "0 dns imap.a smtp.a" },
    { "0 dns imap.a smtp.a", "1 dns imap.b smtp.b", "3 dns imap.d smtp.d" } },
  { "the order of one source is kept",
    { "2 domain imap.c smtp.c", "2 domain imap.e smtp.e" },
    { "2 domain imap.c smtp.c", "2 domain imap.e smtp.e" } },
  { "the wanted service among equally trustworthy ones",
    { "0 dns pop.a smtp.a", "1 dns imap.b smtp.b" },
    { "1 dns imap.b smtp.b", "0 dns pop.a smtp.a" } },
  { "trust before the wanted service",
    { "2 domain pop.c smtp.c", "1 dns imap.b smtp.b" },
    { "2 domain pop.c smtp.c", "1 dns imap.b smtp.b" } },
  { "encryption before trust",
    { "2 domain open.c smtp.c", "4 guess imap.e smtp.e" },
    { "4 guess imap.e smtp.e", "2 domain open.c smtp.c" } },
  { "equal ones are one, of the best source",
    { "4 guess imap.b smtp.b", "1 dns imap.b smtp.b" },
    { "1 dns imap.b smtp.b" } },
  { "a half is completed, and is worth its weaker half",
    { "1 dns imap.b -", "4 guess imap.e smtp.e" },
    { "1 guess imap.b smtp.e", "4 guess imap.e smtp.e" } },
  { "two halves are a whole",
    { "1 dns imap.b -", "4 guess - smtp.e" },
    { "1 guess imap.b smtp.e" } },
  { "a better whole is not mixed with a worse half",
    { "2 domain imap.c smtp.c", "1 dns imap.b -" },
    { "2 domain imap.c smtp.c", "1 dns imap.b -" } },
  { "a half that says nothing new goes",
    { "2 domain imap.c smtp.c", "1 dns imap.c -" },
    { "2 domain imap.c smtp.c" } },
  { "the half with the better word leads",
    { "0 dns imap.a smtp.a", "2 domain imap.c -" },
    { "2 dns imap.c smtp.a", "0 dns imap.a smtp.a" } },
  { "a half alone", { "1 dns - smtp.b" }, { "1 dns - smtp.b" } },
};

static void
test_order (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) pl_found_free);
      g_autoptr (GPtrArray) ordered = NULL;

      g_test_message ("%s", rows[i].what);
      for (guint j = 0; j < 4 && rows[i].found[j] != NULL; j++)
        g_ptr_array_add (found, make_found (rows[i].found[j]));
      ordered = pl_ranking_order (found, PL_SERVICE_IMAP);
      for (guint j = 0; j < 4 && rows[i].ordered[j] != NULL; j++)
        {
          g_autofree char *text = NULL;

          g_assert_cmpuint (j, <, ordered->len);
          text = describe (ordered->pdata[j]);
          g_assert_cmpstr (text, ==, rows[i].ordered[j]);
        }
      g_assert_true (ordered->len == 4 || rows[i].ordered[ordered->len] == NULL);
    }
}

/* Whatever the order in which they come in, they leave in the same. */
static void
test_order_is_stable (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) pl_found_free);
      g_autoptr (GPtrArray) ordered = NULL;
      g_autofree char *text = NULL;

      if (rows[i].ordered[0] == NULL || g_str_has_prefix (rows[i].what, "the order of one source"))
        continue;
      for (guint j = 4; j > 0; j--)
        if (rows[i].found[j - 1] != NULL)
          g_ptr_array_add (found, make_found (rows[i].found[j - 1]));
      ordered = pl_ranking_order (found, PL_SERVICE_IMAP);
      text = describe (ordered->pdata[0]);
      g_assert_cmpstr (text, ==, rows[i].ordered[0]);
    }
}

static PlFound *
make_rich (guint row, PlTrust trust, const char *host, const PlProposalFields *more)
{
  g_autoptr (PlAddress) address = make_address ();
  g_autoptr (PlServerSettings) incoming = make_server (host, PL_SERVICE_IMAP, sources[row]);
  g_autoptr (PlServerSettings) outgoing = make_server ("smtp.x", PL_SERVICE_SMTP, sources[row]);
  PlProposalFields fields = *more;

  fields.address = address;
  fields.incoming = incoming;
  fields.outgoing = outgoing;
  fields.source = sources[row];
  fields.trust = trust;
  return pl_found_new (pl_proposal_new_from_fields (&fields), row);
}

/* What the worse of two equal ones knows is not lost. */
static void
test_join (void)
{
  const PlLink link = { NULL, "https://help.example.org/" };
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) pl_found_free);
  g_autoptr (GPtrArray) ordered = NULL;
  guint n_links = 0;
  PlProposal *one;

  g_ptr_array_add (found, make_rich (4, PL_TRUST_GUESS, "imap.x",
                                     &(PlProposalFields){ .verified = { 1 << PL_STAGE_TLS, 0 } }));
  g_ptr_array_add (found, make_rich (2, PL_TRUST_DOMAIN, "imap.x",
                                     &(PlProposalFields){ .links = &link, .n_links = 1 }));
  g_ptr_array_add (
      found, make_rich (0, PL_TRUST_DNS, "imap.x", &(PlProposalFields){ .provider_id = "gmx" }));

  ordered = pl_ranking_order (found, PL_SERVICE_IMAP);
  g_assert_cmpuint (ordered->len, ==, 1);
  one = ordered->pdata[0];
  g_assert_cmpint (pl_proposal_get_trust (one), ==, PL_TRUST_DOMAIN);
  g_assert_cmpint (pl_proposal_get_source (one), ==, PL_SOURCE_AUTOCONFIG);
  g_assert_cmpstr (pl_proposal_get_provider_id (one), ==, "gmx");
  g_assert_cmpuint (pl_proposal_get_verified (one, PL_DIRECTION_INCOMING), ==, 1 << PL_STAGE_TLS);
  pl_proposal_get_links (one, &n_links);
  g_assert_cmpuint (n_links, ==, 1);
}

/* Consent is still needed for a server that came along with somebody else's half. */
static void
test_foreign_halves (void)
{
  static const char *const foreign[] = { "imap.evil", "smtp.x", NULL };
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) pl_found_free);
  g_autoptr (GPtrArray) ordered = NULL;

  g_ptr_array_add (found, make_found ("1 dns imap.b -"));
  g_ptr_array_add (found, make_rich (4, PL_TRUST_GUESS, "imap.evil",
                                     &(PlProposalFields){ .foreign_hosts = foreign }));
  ordered = pl_ranking_order (found, PL_SERVICE_IMAP);
  g_assert_false (pl_proposal_is_foreign (ordered->pdata[0], PL_DIRECTION_INCOMING));
  g_assert_true (pl_proposal_is_foreign (ordered->pdata[0], PL_DIRECTION_OUTGOING));
  g_assert_cmpuint (g_strv_length ((char **) pl_proposal_get_foreign_hosts (ordered->pdata[0])), ==,
                    1);
}

/* The provider of the mailbox comes along with the mailbox, and what it wants done first with it; that of
 * a donor whose mailbox is not taken does not. */
static void
test_provider_of_halves (void)
{
  static const struct
  {
    const char *half;
    const char *provider_id;
  } cases[] = { { "1 dns - smtp.b", "gmx" }, { "1 dns imap.b -", NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) pl_found_free);
      g_autoptr (GPtrArray) ordered = NULL;

      g_ptr_array_add (found, make_found (cases[i].half));
      g_ptr_array_add (found, make_rich (4, PL_TRUST_GUESS, "imap.x",
                                         &(PlProposalFields){ .provider_id = "gmx" }));
      ordered = pl_ranking_order (found, PL_SERVICE_IMAP);
      g_assert_true (pl_ranking_is_whole (ordered->pdata[0]));
      g_assert_cmpint (pl_proposal_get_source (ordered->pdata[0]), ==, PL_SOURCE_SRV);
      g_assert_cmpstr (pl_proposal_get_provider_id (ordered->pdata[0]), ==, cases[i].provider_id);
    }
}

static void
test_enough (void)
{
  static const struct
  {
    const char *text;
    gboolean is_whole;
    gboolean is_enough;
  } cases[] = {
    { "1 dns imap.b smtp.b", TRUE, TRUE },  { "1 dns imap.b -", FALSE, FALSE },
    { "1 dns - smtp.b", FALSE, FALSE },     { "1 dns open.b smtp.b", TRUE, FALSE },
    { "1 dns imap.b open.b", TRUE, FALSE }, { "1 dns pop.b smtp.b", TRUE, TRUE },
    { "1 dns - -", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PlFound) found = make_found (cases[i].text);

      g_assert_cmpint (pl_ranking_is_whole (found->proposal), ==, cases[i].is_whole);
      g_assert_cmpint (pl_ranking_is_enough (found->proposal), ==, cases[i].is_enough);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ranking/order", test_order);
  g_test_add_func ("/ranking/order-is-stable", test_order_is_stable);
  g_test_add_func ("/ranking/join", test_join);
  g_test_add_func ("/ranking/foreign-halves", test_foreign_halves);
  g_test_add_func ("/ranking/provider-of-halves", test_provider_of_halves);
  g_test_add_func ("/ranking/enough", test_enough);
  return g_test_run ();
}
