// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/servers/pl-servers-page.h"

#include "setup/pl-setup-handover.h"
#include "setup/pl-setup-import.h"
#include "wizard/check/pl-asked-list.h"
#include "wizard/parts/pl-column.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/servers/pl-found-list.h"
#include "wizard/servers/pl-server-group.h"
#include "wizard/window/pl-pages.h"

#include <glib/gi18n.h>
#include <string.h>

struct _PlServersPage
{
  PlPage parent_instance;

  /* All borrowed: template children */
  GtkLabel *subtitle;
  GtkBox *found;
  PlServerGroup *incoming;
  PlServerGroup *outgoing;
  GtkBox *asked;

  PlFoundList *found_list; /* borrowed: a child, NULL until first needed */
  PlDisclosure *asked_list; /* borrowed: a child, NULL until first needed */

  char *address; /* owned: the address that the user names follow */
};

G_DEFINE_FINAL_TYPE (PlServersPage, pl_servers_page, PL_TYPE_PAGE)

static const char *
get_subtitle (PlSetup *setup)
{
  if (pl_setup_get_server (setup, PL_DIRECTION_INCOMING) != NULL &&
      pl_setup_get_server (setup, PL_DIRECTION_OUTGOING) != NULL)
    /* Translators: below the heading of the page with the servers' settings, when they are filled
     * in */
    return _ ("Usually there is nothing to change. The check shows whether it is right.");
  /* Translators: below the heading of the page with the servers' settings */
  return _ ("Your provider names them on its help pages, usually under “IMAP” or “mail program”.");
}

/* What discovery knows besides, and whom it asked. */
static void
update_discovery (PlServersPage *self)
{
  PlSetup *setup = pl_page_get_setup (PL_PAGE (self));
  gboolean discovered = pl_setup_get_discovery (setup) != NULL;

  if (discovered && self->found_list == NULL)
    {
      self->found_list = PL_FOUND_LIST (pl_found_list_new (setup));
      self->asked_list = PL_DISCLOSURE (pl_asked_list_new (setup));
      gtk_box_append (self->found, GTK_WIDGET (self->found_list));
      gtk_box_append (self->asked, GTK_WIDGET (self->asked_list));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->asked), discovered);
  gtk_widget_set_visible (GTK_WIDGET (self->found),
                          discovered && pl_found_list_update (self->found_list));
  if (discovered)
    pl_asked_list_update (self->asked_list, setup);
}

static void
pl_servers_page_update (PlPage *page)
{
  PlServersPage *self = PL_SERVERS_PAGE (page);

  gtk_label_set_label (self->subtitle, get_subtitle (pl_page_get_setup (page)));
  update_discovery (self);
  pl_server_group_update (self->incoming);
  pl_server_group_update (self->outgoing);
  /* Translators: button at the bottom right that leads to the next page */
  pl_page_set_action (page, _ ("_Continue"), TRUE, TRUE);
}

static void
pl_servers_page_enter (PlPage *page)
{
  PlServersPage *self = PL_SERVERS_PAGE (page);
  g_autoptr (PlAddress) address = pl_setup_parse_address (pl_page_get_setup (page), NULL);
  const char *text = address != NULL ? pl_address_get_text (address) : "";

  if (g_strcmp0 (self->address, text) != 0)
    {
      const char *before = self->address != NULL ? self->address : "";

      pl_server_group_follow_address (self->incoming, before, text);
      pl_server_group_follow_address (self->outgoing, before, text);
      g_free (self->address);
      self->address = g_strdup (text);
    }
  PL_PAGE_CLASS (pl_servers_page_parent_class)->enter (page);
}

/* What the person has left out needs no server. */
static gboolean
take (PlServersPage *self, PlServerGroup *group, PlDirection direction)
{
  PlSetup *setup = pl_page_get_setup (PL_PAGE (self));

  return (pl_setup_get_left_out (setup) & (1u << direction)) != 0 || pl_server_group_take (group);
}

/* Who has said that one password is for both, of an account with two in a store, has to type it. */
static gboolean
is_password_gone (PlSetup *setup)
{
  return (pl_setup_get_current_import (setup) != NULL || pl_setup_is_repair (setup)) &&
         pl_setup_needs_password (setup) && !pl_setup_has_sending_password (setup) &&
         pl_setup_get_password (setup, PL_DIRECTION_INCOMING) == NULL;
}

static gboolean
pl_servers_page_leave (PlPage *page, gboolean forward)
{
  PlServersPage *self = PL_SERVERS_PAGE (page);

  if (!forward)
    return TRUE;
  if (!take (self, self->incoming, PL_DIRECTION_INCOMING) ||
      !take (self, self->outgoing, PL_DIRECTION_OUTGOING))
    return FALSE;
  if (!is_password_gone (pl_page_get_setup (page)))
    return TRUE;

  pl_page_go_to_field (page, PL_PAGE_ID_ACCOUNT, "password");
  return FALSE;
}

static gboolean
pl_servers_page_point_out (PlPage *page, const char *field)
{
  PlServersPage *self = PL_SERVERS_PAGE (page);

  if (g_str_has_prefix (field, "incoming-"))
    return pl_server_group_point_out (self->incoming, field + strlen ("incoming-"));
  if (g_str_has_prefix (field, "outgoing-"))
    return pl_server_group_point_out (self->outgoing, field + strlen ("outgoing-"));
  return FALSE;
}

static void
pl_servers_page_constructed (GObject *object)
{
  PlServersPage *self = PL_SERVERS_PAGE (object);

  pl_server_group_set_setup (self->incoming, pl_page_get_setup (PL_PAGE (self)));
  pl_server_group_set_setup (self->outgoing, pl_page_get_setup (PL_PAGE (self)));
  G_OBJECT_CLASS (pl_servers_page_parent_class)->constructed (object);
}

static void
pl_servers_page_dispose (GObject *object)
{
  pl_page_dispose_template (PL_PAGE (object), PL_TYPE_SERVERS_PAGE);
  G_OBJECT_CLASS (pl_servers_page_parent_class)->dispose (object);
}

static void
pl_servers_page_finalize (GObject *object)
{
  g_free (PL_SERVERS_PAGE (object)->address);
  G_OBJECT_CLASS (pl_servers_page_parent_class)->finalize (object);
}

static void
pl_servers_page_class_init (PlServersPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PlPageClass *page_class = PL_PAGE_CLASS (klass);

  object_class->constructed = pl_servers_page_constructed;
  object_class->dispose = pl_servers_page_dispose;
  object_class->finalize = pl_servers_page_finalize;
  page_class->update = pl_servers_page_update;
  page_class->enter = pl_servers_page_enter;
  page_class->leave = pl_servers_page_leave;
  page_class->point_out = pl_servers_page_point_out;

  g_type_ensure (PL_TYPE_COLUMN);
  g_type_ensure (PL_TYPE_HEADING);
  g_type_ensure (PL_TYPE_SERVER_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/postlotse/Postlotse/pl-servers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlServersPage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, PlServersPage, found);
  gtk_widget_class_bind_template_child (widget_class, PlServersPage, asked);
  gtk_widget_class_bind_template_child (widget_class, PlServersPage, incoming);
  gtk_widget_class_bind_template_child (widget_class, PlServersPage, outgoing);
}

static void
pl_servers_page_init (PlServersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
