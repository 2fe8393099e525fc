// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/servers/pl-found-list.h"

#include "base/pl-hostname.h"
#include "model/pl-words.h"
#include "wizard/parts/pl-choice.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/servers/pl-source-words.h"

#include <glib/gi18n.h>

/* More than a person compares; the best come first. */
#define MOST_PROPOSALS 6

struct _PlFoundList
{
  GtkWidget parent_instance;

  PlChoice *choice; /* borrowed: a child */
  PlSetup *setup; /* owned */
  PlDiscovery *shown; /* owned, nullable: whose proposals are on view */
  int used; /* which of them is in use, -1 for none */
};

G_DEFINE_FINAL_TYPE (PlFoundList, pl_found_list, GTK_TYPE_WIDGET)

static gboolean
is_same_server (PlServerSettings *a, PlServerSettings *b)
{
  PlServerFields one;
  PlServerFields other;

  if (a == NULL || b == NULL)
    return a == b;

  pl_server_settings_peek_fields (a, &one);
  pl_server_settings_peek_fields (b, &other);
  return one.service == other.service && g_str_equal (one.host, other.host) &&
         one.port == other.port && one.security == other.security;
}

static gboolean
is_used (PlFoundList *self, PlProposal *proposal)
{
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (!is_same_server (pl_proposal_get_server (proposal, (PlDirection) i),
                         pl_setup_get_server (self->setup, (PlDirection) i)))
      return FALSE;

  return TRUE;
}

static char *
describe_server (PlServerSettings *server)
{
  g_autofree char *host = pl_hostname_to_display (pl_server_settings_get_host (server));

  return g_strdup_printf ("%s · %u · %s", host, pl_server_settings_get_port (server),
                          pl_security_to_words (pl_server_settings_get_security (server)));
}

static char *
describe (PlProposal *proposal)
{
  g_autofree char *source = pl_source_words_describe (pl_proposal_get_source (proposal),
                                                      pl_proposal_get_trust (proposal));
  GString *text = g_string_new (NULL);

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_proposal_get_server (proposal, (PlDirection) i);
      g_autofree char *words = server != NULL ? describe_server (server) : NULL;

      if (words != NULL)
        g_string_append_printf (text, "%s\n", words);
    }
  g_string_append (text, source);
  return g_string_free (text, FALSE);
}

static void
fill (PlFoundList *self)
{
  guint n = pl_discovery_get_n_proposals (self->shown);
  guint n_shown = 0;

  pl_choice_clear (self->choice);
  for (guint i = 0; i < n && n_shown < MOST_PROPOSALS; i++)
    {
      PlProposal *proposal = pl_discovery_get_proposal (self->shown, i);
      g_autofree char *words = describe (proposal);

      if (!pl_proposal_has_servers (proposal))
        continue;
      pl_choice_add (self->choice, (int) i, words);
      n_shown++;
    }
}

static int
find_used (PlFoundList *self)
{
  for (guint i = 0; i < pl_discovery_get_n_proposals (self->shown); i++)
    if (is_used (self, pl_discovery_get_proposal (self->shown, i)))
      return (int) i;

  return -1;
}

static guint
count_choices (PlFoundList *self)
{
  guint n_choices = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->choice)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_choices++;
  return n_choices;
}

/**
 * pl_found_list_update:
 *
 * Shows what the account's last look-up found, and which of it is in use.
 *
 * Returns: whether there is something to choose
 */
gboolean
pl_found_list_update (PlFoundList *self)
{
  PlDiscovery *discovery = pl_setup_get_discovery (self->setup);
  int used;

  if (discovery == NULL)
    return FALSE;

  /* A choice cannot be taken back to none: what the person has changed is none of them. */
  if (g_set_object (&self->shown, discovery) || (self->used >= 0 && find_used (self) < 0))
    fill (self);
  used = find_used (self);
  if (used >= 0)
    pl_choice_set (self->choice, used);
  self->used = used;
  return count_choices (self) > 1;
}

static void
changed_cb (PlFoundList *self)
{
  int chosen = pl_choice_get (self->choice);

  if (self->shown == NULL || chosen < 0)
    return;

  self->used = chosen;
  pl_setup_take_proposal (self->setup, pl_discovery_get_proposal (self->shown, (guint) chosen));
}

static void
pl_found_list_dispose (GObject *object)
{
  PlFoundList *self = PL_FOUND_LIST (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->setup);
  g_clear_object (&self->shown);
  G_OBJECT_CLASS (pl_found_list_parent_class)->dispose (object);
}

static void
pl_found_list_class_init (PlFoundListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_found_list_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
pl_found_list_init (PlFoundList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  /* Translators: heading above the settings that a look-up has found, to choose from */
  const char *title = _ ("Found");

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  gtk_widget_set_parent (g_object_new (PL_TYPE_HEADING, "label", title, NULL), GTK_WIDGET (self));
  self->choice = g_object_new (PL_TYPE_CHOICE, "orientation", GTK_ORIENTATION_VERTICAL, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->choice), GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "pl-group");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  self->used = -1;
  g_signal_connect_object (self->choice, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
pl_found_list_new (PlSetup *setup)
{
  PlFoundList *self = g_object_new (PL_TYPE_FOUND_LIST, NULL);

  self->setup = g_object_ref (setup);
  return GTK_WIDGET (self);
}
