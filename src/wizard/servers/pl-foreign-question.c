// SPDX-License-Identifier: GPL-3.0-or-later
/* The question before a password goes to a server that does not belong to the address's domain. */
#include "wizard/servers/pl-foreign-question.h"

#include "base/pl-domain.h"
#include "base/pl-hostname.h"
#include "wizard/servers/pl-source-words.h"

#include <glib/gi18n.h>

static PlServerSettings *
find_server (PlSetup *setup, const char *host)
{
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_setup_get_server (setup, (PlDirection) i);

      if (server != NULL && g_str_equal (pl_server_settings_get_host (server), host))
        return server;
    }

  g_assert_not_reached ();
}

/* One of the hosts that are asked about, in words. */
typedef struct
{
  char *shown; /* owned */
  char *owner; /* owned: the domain that it belongs to */
  char *source; /* owned: where the name came from */
  char *words; /* owned: all of that */
} Host;

static void
host_clear (Host *host)
{
  g_free (host->shown);
  g_free (host->owner);
  g_free (host->source);
  g_free (host->words);
}

static void
host_fill (Host *host, PlSetup *setup, const char *name)
{
  const char *registrable = pl_domain_get_registrable (name);

  host->shown = pl_hostname_to_display (name);
  host->owner = pl_hostname_to_display (registrable != NULL ? registrable : name);
  host->source =
      pl_source_words_describe_server (find_server (setup, name), pl_setup_get_proposal (setup));
  /* Translators: the first %s is a server, the second one the domain that it belongs to, the third
   * one says where the name came from, such as "from Mozilla's list" */
  host->words = g_strdup_printf (_ ("%s belongs to %s. The name is %s."), host->shown, host->owner,
                                 host->source);
}

/* Mostly both are of one firm, and named by the same source: that is said once. */
static void
add_hosts (GString *text, PlSetup *setup, const char *const *names)
{
  guint n_hosts = g_strv_length ((char **) names);
  Host hosts[2] = { 0 };

  for (guint i = 0; i < MIN (n_hosts, 2); i++)
    host_fill (&hosts[i], setup, names[i]);

  if (n_hosts == 2 && g_str_equal (hosts[0].owner, hosts[1].owner) &&
      g_str_equal (hosts[0].source, hosts[1].source))
    /* Translators: the first two %s are servers, the third one the domain that they belong to, the
     * fourth one says where the names came from, such as "from Mozilla's list" */
    g_string_append_printf (text, _ ("%s and %s belong to %s. The names are %s."), hosts[0].shown,
                            hosts[1].shown, hosts[0].owner, hosts[0].source);
  else
    for (guint i = 0; i < MIN (n_hosts, 2); i++)
      g_string_append_printf (text, "%s%s", i > 0 ? "\n\n" : "", hosts[i].words);
  g_string_append (text, "\n\n");

  host_clear (&hosts[0]);
  host_clear (&hosts[1]);
}

/**
 * pl_foreign_question_describe:
 *
 * Returns: (transfer full) (nullable): which hosts, whose they are, and who named them; %NULL when
 *   there is nothing to ask
 */
char *
pl_foreign_question_describe (PlSetup *setup)
{
  g_auto (GStrv) hosts = pl_setup_dup_foreign_hosts (setup);
  g_autoptr (PlAddress) address = pl_setup_parse_address (setup, NULL);
  g_autofree char *domain = NULL;
  g_autofree char *end = NULL;
  GString *text;

  if (hosts[0] == NULL || address == NULL)
    return NULL;

  text = g_string_new (NULL);
  domain = pl_hostname_to_display (pl_address_get_domain (address));
  add_hosts (text, setup, (const char *const *) hosts);
  /* Translators: end of that question; %s is the domain of the address */
  end = g_strdup_printf (_ ("That is usual where a company keeps the mail of %s. Compare it with "
                            "what your provider tells you."),
                         domain);
  g_string_append (text, end);
  return g_string_free (text, FALSE);
}

/**
 * pl_foreign_question_ask:
 *
 * Returns: (transfer none) (nullable): shown already; %NULL when there is nothing to ask
 */
PlQuestion *
pl_foreign_question_ask (GtkWindow *parent, PlSetup *setup)
{
  g_auto (GStrv) hosts = pl_setup_dup_foreign_hosts (setup);
  g_autofree char *text = pl_foreign_question_describe (setup);
  g_autofree char *heading = NULL;
  guint n_hosts = g_strv_length (hosts);

  if (text == NULL)
    return NULL;

  /* Translators: heading of a question */
  heading = g_strdup (ngettext ("May this server have your password?",
                                "May these servers have your password?", n_hosts));
  return pl_question_new (
      parent, heading, text,
      /* Translators: the safe answer: servers are reached, but not signed in to */
      _ ("_Check without the password"),
      /* Translators: the other answer */
      ngettext ("Allow this server", "Allow these servers", n_hosts));
}
