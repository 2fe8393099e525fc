// SPDX-License-Identifier: GPL-3.0-or-later
/* The question before a password goes to a server that does not belong to the address's domain. */
#include "wizard/pl-foreign-question.h"

#include "base/pl-domain.h"
#include "base/pl-hostname.h"
#include "wizard/pl-source-words.h"

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

static void
add_host (GString *text, PlSetup *setup, const char *host)
{
  const char *registrable = pl_domain_get_registrable (host);
  g_autofree char *shown = pl_hostname_to_display (host);
  g_autofree char *owner = pl_hostname_to_display (registrable != NULL ? registrable : host);
  g_autofree char *source =
      pl_source_words_describe_server (find_server (setup, host), pl_setup_get_proposal (setup));

  /* Translators: the first %s is a server, the second one the domain that it belongs to, the third
   * one says where the name came from, such as "from Mozilla's list" */
  g_string_append_printf (text, _ ("%s belongs to %s. The name is %s."), shown, owner, source);
  g_string_append (text, "\n\n");
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
  for (guint i = 0; hosts[i] != NULL; i++)
    add_host (text, setup, hosts[i]);
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
