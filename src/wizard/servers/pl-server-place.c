// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/servers/pl-server-place.h"

#include "model/pl-words.h"
#include "wizard/check/pl-result.h"
#include "wizard/parts/pl-adaptive-box.h"
#include "wizard/parts/pl-choice.h"
#include "wizard/parts/pl-field.h"
#include "wizard/servers/pl-host-completion.h"
#include "wizard/servers/pl-server-advice.h"
#include "wizard/servers/pl-server-hints.h"
#include "wizard/servers/pl-server-ports.h"

#include <glib/gi18n.h>

struct _PlServerPlace
{
  GtkWidget parent_instance;

  /* All borrowed: template children */
  GtkEditable *host;
  GtkLabel *host_hint;
  GtkEditable *port;
  GtkLabel *port_hint;
  PlServerPorts *ports;
  GtkLabel *security_label;
  PlChoice *security;
  GtkLabel *security_hint;
  PlServerAdvice *advice;

  PlSetup *setup; /* owned */
  PlHostCompletion *completion; /* owned */
  GPtrArray *known; /* owned: PlServerSettings: what this server could be */
  PlService service; /* what the server is to be */
  char *former_host; /* owned: before the last change */
  GtkWidget *pointed; /* borrowed, nullable: the field at which the last check failed */
  gboolean filling; /* the program fills the fields, not the person */
};

G_DEFINE_FINAL_TYPE (PlServerPlace, pl_server_place, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  ADVISED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/**
 * pl_server_place_get_host:
 *
 * Returns: (transfer none): as typed
 */
const char *
pl_server_place_get_host (PlServerPlace *self)
{
  return gtk_editable_get_text (self->host);
}

/**
 * pl_server_place_get_port:
 *
 * Returns: 0 while what is typed is no port
 */
guint16
pl_server_place_get_port (PlServerPlace *self)
{
  guint16 port = 0;

  pl_server_port_from_text (gtk_editable_get_text (self->port), &port);
  return port;
}

PlSecurity
pl_server_place_get_security (PlServerPlace *self)
{
  return (PlSecurity) pl_choice_get (self->security);
}

/* --- What it shows --- */

static void
show_port (PlServerPlace *self, guint port, PlSecurity security)
{
  g_autofree char *text = g_strdup_printf ("%u", port);

  self->filling = TRUE;
  pl_field_show_text (self->port, text);
  pl_choice_set (self->security, (int) security);
  self->filling = FALSE;
}

/**
 * pl_server_place_show:
 *
 * Fills the fields in.
 */
void
pl_server_place_show (PlServerPlace *self, PlServerSettings *settings)
{
  self->filling = TRUE;
  pl_field_show_text (self->host, pl_server_settings_get_host (settings));
  self->filling = FALSE;
  g_free (self->former_host);
  self->former_host = g_strdup (pl_server_settings_get_host (settings));
  show_port (self, pl_server_settings_get_port (settings),
             pl_server_settings_get_security (settings));
}

static gboolean
is_host (PlServerPlace *self)
{
  g_autoptr (PlServerSettings) settings = pl_server_settings_new (
      &(PlServerFields){
          .service = self->service, .host = pl_server_place_get_host (self), .port = 1 },
      NULL);

  return settings != NULL;
}

static void
update_host (PlServerPlace *self, gboolean wanted)
{
  gboolean pointed = self->pointed == GTK_WIDGET (self->host);
  const char *host = pl_server_place_get_host (self);
  gboolean bad = wanted && !is_host (self);
  g_autofree char *words = NULL;

  if (!bad && pointed)
    words = g_strdup (pl_field_get_failed_words ());
  else if (!bad)
    words = pl_server_hint_describe_host (self->service, host);
  else if (*host == '\0')
    /* Translators: below the field for a server's name */
    words = g_strdup (_ ("The server's name is needed, such as imap.example.org."));
  else
    /* Translators: below the field for a server's name */
    words = g_strdup (_ ("A server's name looks like imap.example.org."));
  pl_field_show_hint (GTK_WIDGET (self->host), self->host_hint, words, bad || pointed);
}

static void
update_port (PlServerPlace *self, gboolean wanted)
{
  gboolean given = *gtk_editable_get_text (self->port) != '\0';
  gboolean bad = pl_server_place_get_port (self) == 0 && (wanted || given);
  gboolean pointed = self->pointed == GTK_WIDGET (self->port);

  pl_field_show_hint (GTK_WIDGET (self->port), self->port_hint,
                      /* Translators: below the field for a port */
                      bad       ? _ ("1 to 65535")
                      : pointed ? pl_field_get_failed_words ()
                                : NULL,
                      bad || pointed);
}

/* What does not fit together is said below by itself: readers hear it with the choice. */
static void
update_security (PlServerPlace *self, const char *advice)
{
  gboolean pointed = self->pointed == GTK_WIDGET (self->security);

  gtk_widget_set_visible (GTK_WIDGET (self->security_hint), pointed);
  pl_field_show_hint (GTK_WIDGET (self->security), self->security_hint,
                      pointed ? pl_field_get_failed_words () : NULL, pointed);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->security), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      *advice == '\0' && pointed ? pl_field_get_failed_words () : advice, -1);
}

/* For the ports to choose from, and to complete the name. */
static void
update_known (PlServerPlace *self)
{
  g_autoptr (GStrvBuilder) hosts = g_strv_builder_new ();

  g_clear_pointer (&self->known, g_ptr_array_unref);
  self->known = pl_setup_list_known_servers (self->setup, self->service);
  for (guint i = 0; i < self->known->len; i++)
    g_strv_builder_add (hosts, pl_server_settings_get_host (self->known->pdata[i]));
  pl_host_completion_take_hosts (self->completion, g_strv_builder_end (hosts));
}

/**
 * pl_server_place_update:
 * @service: what the server is to be
 * @wanted: the person wants to go on: say what is missing
 *
 * Derives the view from what is entered.
 */
void
pl_server_place_update (PlServerPlace *self, PlService service, gboolean wanted)
{
  guint port = pl_server_place_get_port (self);
  PlSecurity security = pl_server_place_get_security (self);

  self->service = service;
  update_known (self);
  update_host (self, wanted);
  update_port (self, wanted);
  pl_server_ports_update (self->ports, self->known, service, pl_server_place_get_host (self), port,
                          security);
  update_security (self, pl_server_advice_update (self->advice, service, port, security));
}

/* --- What the person does --- */

static void
note_change (PlServerPlace *self)
{
  if (self->filling)
    return;

  self->pointed = NULL;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* A name that is known brings the port that goes with it, as long as the one there was not typed on
 * purpose. */
static void
take_port_of_host (PlServerPlace *self, const char *host)
{
  for (guint i = 0; self->known != NULL && i < self->known->len; i++)
    {
      PlServerSettings *server = self->known->pdata[i];

      if (g_ascii_strcasecmp (pl_server_settings_get_host (server), host) != 0)
        continue;
      if (pl_server_port_is_usual (pl_server_place_get_port (self)))
        show_port (self, pl_server_settings_get_port (server),
                   pl_server_settings_get_security (server));
      return;
    }
}

static void
host_changed_cb (PlServerPlace *self)
{
  const char *host = pl_server_place_get_host (self);

  if (!self->filling && g_strcmp0 (self->former_host, host) != 0)
    take_port_of_host (self, host);
  g_free (self->former_host);
  self->former_host = g_strdup (host);
  note_change (self);
}

static void
port_changed_cb (PlServerPlace *self)
{
  note_change (self);
}

/* A port that was the usual one goes along with the protection; any other was typed on purpose. */
static void
security_changed_cb (PlServerPlace *self)
{
  PlSecurity security = pl_server_place_get_security (self);

  if (pl_server_port_is_usual (pl_server_place_get_port (self)))
    show_port (self, pl_service_get_usual_port (self->service, security), security);
  note_change (self);
}

static void
port_chosen_cb (PlServerPlace *self, guint port, int security)
{
  show_port (self, port, (PlSecurity) security);
  note_change (self);
}

static void
advice_taken_cb (PlServerPlace *self, guint port, int security)
{
  port_chosen_cb (self, port != 0 ? port : pl_server_place_get_port (self), security);
  g_signal_emit (self, signals[ADVISED], 0);
}

/**
 * pl_server_place_follow_service:
 *
 * The server is to be another one: a port that was the usual one is that of @service then.
 */
void
pl_server_place_follow_service (PlServerPlace *self, PlService service)
{
  self->service = service;
  if (pl_server_port_is_usual (pl_server_place_get_port (self)))
    show_port (self, pl_service_get_usual_port (service, pl_server_place_get_security (self)),
               pl_server_place_get_security (self));
}

/**
 * pl_server_place_point_out:
 * @field: `host`, `port` or `security`
 *
 * The person came here to change it: it has the focus, and is marked until something is changed.
 *
 * Returns: %FALSE where there is no such field
 */
gboolean
pl_server_place_point_out (PlServerPlace *self, const char *field)
{
  const struct
  {
    const char *name;
    GtkWidget *widget;
  } fields[] = {
    { "host", GTK_WIDGET (self->host) },
    { "port", GTK_WIDGET (self->port) },
    { "security", GTK_WIDGET (self->security) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, field))
      {
        self->pointed = fields[i].widget;
        pl_server_place_update (self, self->service, FALSE);
        pl_result_show (fields[i].widget, fields[i].widget);
        return TRUE;
      }

  return FALSE;
}

/* --- Construction --- */

/* The field that is not complete. */
static gboolean
pl_server_place_grab_focus (GtkWidget *widget)
{
  PlServerPlace *self = PL_SERVER_PLACE (widget);
  gboolean port = is_host (self) && pl_server_place_get_port (self) == 0;

  return gtk_widget_grab_focus (GTK_WIDGET (port ? self->port : self->host));
}

static void
pl_server_place_dispose (GObject *object)
{
  PlServerPlace *self = PL_SERVER_PLACE (object);
  GtkWidget *child;

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  gtk_widget_dispose_template (GTK_WIDGET (object), PL_TYPE_SERVER_PLACE);
  g_clear_object (&self->setup);
  g_clear_object (&self->completion);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_clear_pointer (&self->former_host, g_free);
  G_OBJECT_CLASS (pl_server_place_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/postlotse/Postlotse/pl-server-place.ui");
  gtk_widget_class_bind_template_child (widget_class, PlServerPlace, host);
  gtk_widget_class_bind_template_child (widget_class, PlServerPlace, host_hint);
  gtk_widget_class_bind_template_child (widget_class, PlServerPlace, port);
  gtk_widget_class_bind_template_child (widget_class, PlServerPlace, port_hint);
  gtk_widget_class_bind_template_child (widget_class, PlServerPlace, ports);
  gtk_widget_class_bind_template_child (widget_class, PlServerPlace, security_label);
  gtk_widget_class_bind_template_child (widget_class, PlServerPlace, security);
  gtk_widget_class_bind_template_child (widget_class, PlServerPlace, security_hint);
  gtk_widget_class_bind_template_child (widget_class, PlServerPlace, advice);
  gtk_widget_class_bind_template_callback (widget_class, host_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, port_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, port_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, security_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, advice_taken_cb);
}

static void
pl_server_place_class_init (PlServerPlaceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_server_place_dispose;
  widget_class->focus = pl_field_move_focus;
  widget_class->grab_focus = pl_server_place_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", PL_TYPE_SERVER_PLACE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[ADVISED] = g_signal_new ("advised", PL_TYPE_SERVER_PLACE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
  g_type_ensure (PL_TYPE_ADAPTIVE_BOX);
  g_type_ensure (PL_TYPE_CHOICE);
  g_type_ensure (PL_TYPE_SERVER_ADVICE);
  g_type_ensure (PL_TYPE_SERVER_PORTS);
  bind_template (widget_class);
}

static void
pl_server_place_init (PlServerPlace *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->completion = pl_host_completion_new (self->host);

  pl_choice_add (self->security, PL_SECURITY_TLS, pl_security_to_words (PL_SECURITY_TLS));
  pl_choice_add (self->security, PL_SECURITY_STARTTLS, pl_security_to_words (PL_SECURITY_STARTTLS));
  /* Translators: choice of encryption beside SSL/TLS and STARTTLS: not encrypted */
  pl_choice_add (self->security, PL_SECURITY_NONE, C_ ("encryption", "None"));
  pl_choice_set_label (self->security, self->security_label);
  pl_choice_set (self->security, PL_SECURITY_TLS);
  self->filling = FALSE;
}

/**
 * pl_server_place_set_setup:
 *
 * Called once, before it is shown.
 */
void
pl_server_place_set_setup (PlServerPlace *self, PlSetup *setup)
{
  self->setup = g_object_ref (setup);
}
