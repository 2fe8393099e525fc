// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/servers/pl-server-ports.h"

#include "model/pl-words.h"
#include "wizard/parts/pl-choice.h"
#include "wizard/parts/pl-disclosure.h"

#include <glib/gi18n.h>

typedef struct
{
  guint port;
  PlSecurity security;
} Offer;

struct _PlServerPorts
{
  GtkWidget parent_instance;

  PlDisclosure *disclosure; /* borrowed: a child */
  PlChoice *choice; /* borrowed: inside it */
  GArray *offers; /* owned: Offer; their index is the choice's value */
  PlService service; /* of the offers */
};

G_DEFINE_FINAL_TYPE (PlServerPorts, pl_server_ports, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static int
find_offer (GArray *offers, guint port, PlSecurity security)
{
  for (guint i = 0; i < offers->len; i++)
    if (g_array_index (offers, Offer, i).port == port &&
        g_array_index (offers, Offer, i).security == security)
      return (int) i;
  return -1;
}

static void
add_offer (GArray *offers, guint port, PlSecurity security)
{
  const Offer offer = { port, security };

  if (security != PL_SECURITY_NONE && find_offer (offers, port, security) < 0)
    g_array_append_val (offers, offer);
}

/* What is known of this very server first. Nothing unencrypted is offered. */
static GArray *
list_offers (GPtrArray *known, PlService service, const char *host)
{
  GArray *offers = g_array_new (FALSE, FALSE, sizeof (Offer));
  guint n_usual = 0;
  const PlUsualPort *usual = pl_service_get_usual_ports (service, &n_usual);

  for (guint i = 0; i < known->len; i++)
    if (g_ascii_strcasecmp (pl_server_settings_get_host (known->pdata[i]), host) == 0)
      add_offer (offers, pl_server_settings_get_port (known->pdata[i]),
                 pl_server_settings_get_security (known->pdata[i]));
  for (guint i = 0; i < n_usual; i++)
    add_offer (offers, usual[i].port, usual[i].security);
  return offers;
}

static gboolean
is_on_view (PlServerPorts *self, GArray *offers, PlService service)
{
  if (self->offers == NULL || self->service != service || self->offers->len != offers->len)
    return FALSE;

  for (guint i = 0; i < offers->len; i++)
    {
      const Offer *offer = &g_array_index (offers, Offer, i);

      if (find_offer (self->offers, offer->port, offer->security) != (int) i)
        return FALSE;
    }
  return TRUE;
}

static void
fill (PlServerPorts *self)
{
  pl_choice_clear (self->choice);
  for (guint i = 0; i < self->offers->len; i++)
    {
      const Offer *offer = &g_array_index (self->offers, Offer, i);
      g_autofree char *name = g_ascii_strup (pl_service_to_nick (self->service), -1);
      g_autofree char *label =
          /* Translators: a port to choose: its number, the service (IMAP, POP3 or SMTP), and the
           * protection, such as SSL/TLS */
          g_strdup_printf (_ ("%u – %s with %s"), offer->port, name,
                           pl_security_to_words (offer->security));

      pl_choice_add (self->choice, (int) i, label);
    }
}

/**
 * pl_server_ports_update:
 * @known: (element-type PlServerSettings): what pl_setup_list_known_servers() says
 * @host: as typed
 * @port: 0 when none was typed yet
 *
 * Offers the ports that fit, and shows which of them is in use.
 */
void
pl_server_ports_update (PlServerPorts *self,
                        GPtrArray *known,
                        PlService service,
                        const char *host,
                        guint port,
                        PlSecurity security)
{
  g_autoptr (GArray) offers = list_offers (known, service, host);
  int used;

  if (!is_on_view (self, offers, service))
    {
      g_clear_pointer (&self->offers, g_array_unref);
      self->offers = g_steal_pointer (&offers);
      self->service = service;
      fill (self);
    }

  used = find_offer (self->offers, port, security);
  if (used >= 0)
    pl_choice_set (self->choice, used);
  else
    pl_choice_unset (self->choice);
}

static void
changed_cb (PlServerPorts *self)
{
  int chosen = pl_choice_get (self->choice);
  const Offer *offer = chosen >= 0 ? &g_array_index (self->offers, Offer, chosen) : NULL;

  if (offer != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, offer->port, (int) offer->security);
}

static void
pl_server_ports_dispose (GObject *object)
{
  PlServerPorts *self = PL_SERVER_PORTS (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->offers, g_array_unref);
  G_OBJECT_CLASS (pl_server_ports_parent_class)->dispose (object);
}

static void
pl_server_ports_class_init (PlServerPortsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_server_ports_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", PL_TYPE_SERVER_PORTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_INT);
  gtk_widget_class_set_css_name (widget_class, "serverports");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
pl_server_ports_init (PlServerPorts *self)
{
  self->disclosure = g_object_new (PL_TYPE_DISCLOSURE, NULL);
  self->choice = g_object_new (PL_TYPE_CHOICE, "orientation", GTK_ORIENTATION_VERTICAL, NULL);
  /* Translators: opens a list of ports, below the field for the port */
  pl_disclosure_set_label (self->disclosure, _ ("Usual ports"));
  pl_disclosure_set_child (self->disclosure, GTK_WIDGET (self->choice));
  gtk_widget_set_parent (GTK_WIDGET (self->disclosure), GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Usual ports"), -1);
  g_signal_connect_object (self->choice, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}
