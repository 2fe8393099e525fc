// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/pl-server-group.h"

#include "model/pl-words.h"
#include "wizard/pl-adaptive-box.h"
#include "wizard/pl-choice.h"
#include "wizard/pl-disclosure.h"
#include "wizard/pl-field.h"
#include "wizard/pl-heading.h"
#include "wizard/pl-mark.h"
#include "wizard/pl-server-hints.h"
#include "wizard/pl-source-words.h"

#include <glib/gi18n.h>

struct _PlServerGroup
{
  GtkWidget parent_instance;

  /* All borrowed: template children */
  GtkWidget *box;
  PlHeading *heading;
  GtkLabel *source;
  GtkWidget *protocol_row;
  GtkLabel *protocol_label;
  PlChoice *protocol;
  GtkEditable *host;
  GtkLabel *host_hint;
  GtkEditable *port;
  GtkLabel *port_hint;
  GtkLabel *security_label;
  PlChoice *security;
  GtkWidget *hint;
  GtkLabel *hint_text;
  GtkButton *hint_fix;
  GtkEditable *username;
  PlDisclosure *sign_in;
  PlChoice *auth;

  PlSetup *setup; /* owned */
  PlServerSettings *shown; /* owned, nullable: what the fields were last filled from or gave */
  PlDirection direction;
  gboolean filling; /* the program fills the fields, not the person */
  gboolean wanted; /* the person wanted to go on: say what is missing */
  const char
      *pointed; /* static, nullable: the field at which the last check failed; see point_out */
};

G_DEFINE_FINAL_TYPE (PlServerGroup, pl_server_group, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_DIRECTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The ways to sign in, by service; the first is the usual one. */
static const struct
{
  PlService service; /* PL_SERVICE_ACCOUNT: for every service */
  const char *auth;
  const char *label;
} methods[] = {
  /* Translators: choice of the sign-in method: the program takes the best one the server offers */
  { PL_SERVICE_ACCOUNT, NULL, N_ ("Automatic: the safest that the server offers") },
  /* Translators: a sign-in method; PLAIN is its technical name */
  { PL_SERVICE_ACCOUNT, "PLAIN", N_ ("Password (PLAIN)") },
  /* Translators: a sign-in method; LOGIN is its technical name */
  { PL_SERVICE_ACCOUNT, "LOGIN", N_ ("Password, old manner (LOGIN)") },
  /* Translators: a sign-in method of IMAP servers */
  { PL_SERVICE_IMAP, "LOGIN-COMMAND", N_ ("Password by IMAP's own command (LOGIN command)") },
  /* Translators: a sign-in method of POP3 servers */
  { PL_SERVICE_POP3, "USER-PASS", N_ ("Password by POP3's own command (USER and PASS)") },
  /* Translators: a sign-in method; the technical name stands in brackets */
  { PL_SERVICE_ACCOUNT, "SCRAM-SHA-256", N_ ("Password never sent itself (SCRAM-SHA-256)") },
  /* Translators: a sign-in method; the technical name stands in brackets */
  { PL_SERVICE_ACCOUNT, "SCRAM-SHA-1", N_ ("Password never sent itself (SCRAM-SHA-1)") },
  /* Translators: a sign-in method; the technical name stands in brackets */
  { PL_SERVICE_ACCOUNT, "CRAM-MD5", N_ ("Encrypted password (CRAM-MD5)") },
};

static PlService
get_service (PlServerGroup *self)
{
  return self->direction == PL_DIRECTION_OUTGOING ? PL_SERVICE_SMTP
                                                  : (PlService) pl_choice_get (self->protocol);
}

static guint16
get_port (PlServerGroup *self)
{
  guint16 port = 0;

  pl_server_port_from_text (gtk_editable_get_text (self->port), &port);
  return port;
}

static void
offer_methods (PlServerGroup *self, PlService service)
{
  pl_choice_clear (self->auth);
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (methods[i].service == PL_SERVICE_ACCOUNT || methods[i].service == service)
      pl_choice_add (self->auth, (int) i, _ (methods[i].label));
  pl_choice_set (self->auth, 0);
}

static void
choose_method (PlServerGroup *self, const char *auth)
{
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_strcmp0 (methods[i].auth, auth) == 0)
      pl_choice_set (self->auth, (int) i);
}

/* The fields as settings, or NULL while they are not complete. Trust and consent stay only with the
 * server they were given for. */
static PlServerSettings *
read_fields (PlServerGroup *self)
{
  const char *username = gtk_editable_get_text (self->username);
  PlServerFields fields = { 0 };

  if (self->shown != NULL)
    {
      pl_server_settings_peek_fields (self->shown, &fields);
      if (g_strcmp0 (fields.host, gtk_editable_get_text (self->host)) != 0)
        {
          fields.trust_fingerprint = NULL;
          fields.allow_cleartext = FALSE;
        }
    }

  fields.service = get_service (self);
  fields.host = gtk_editable_get_text (self->host);
  fields.port = get_port (self);
  fields.security = (PlSecurity) pl_choice_get (self->security);
  fields.username = *username != '\0' ? username : NULL;
  fields.auth = methods[MAX (0, pl_choice_get (self->auth))].auth;
  fields.source = PL_SOURCE_USER;
  return pl_server_settings_new (&fields, NULL);
}

static void
fill_fields (PlServerGroup *self, PlServerSettings *settings)
{
  g_autofree char *port = g_strdup_printf ("%u", pl_server_settings_get_port (settings));

  self->filling = TRUE;
  if (self->direction == PL_DIRECTION_INCOMING &&
      (PlService) pl_choice_get (self->protocol) != pl_server_settings_get_service (settings))
    {
      pl_choice_set (self->protocol, (int) pl_server_settings_get_service (settings));
      offer_methods (self, pl_server_settings_get_service (settings));
    }
  pl_field_show_text (self->host, pl_server_settings_get_host (settings));
  pl_field_show_text (self->port, port);
  pl_choice_set (self->security, (int) pl_server_settings_get_security (settings));
  pl_field_show_text (self->username, pl_server_settings_get_username (settings));
  choose_method (self, pl_server_settings_get_auth (settings));
  self->filling = FALSE;

  g_set_object (&self->shown, settings);
}

static void
update_hint (PlServerGroup *self)
{
  g_auto (PlServerHint) hint = { 0 };

  pl_server_hint_find (get_service (self), get_port (self),
                       (PlSecurity) pl_choice_get (self->security), &hint);

  gtk_widget_set_visible (self->hint, hint.text != NULL);
  gtk_label_set_label (self->hint_text, hint.text != NULL ? hint.text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint_fix), hint.fix_label != NULL);
  if (hint.fix_label != NULL)
    gtk_button_set_label (self->hint_fix, hint.fix_label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->security),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  hint.text != NULL ? hint.text : "", -1);
}

static gboolean
is_pointed (PlServerGroup *self, const char *field)
{
  return g_strcmp0 (self->pointed, field) == 0;
}

static void
update_missing (PlServerGroup *self)
{
  /* Translators: below the field that a failed check was about */
  const char *failed = _ ("The last check failed here.");
  const char *host = gtk_editable_get_text (self->host);
  gboolean port_given = *gtk_editable_get_text (self->port) != '\0';
  gboolean port_bad = get_port (self) == 0 && (self->wanted || port_given);
  gboolean host_bad = FALSE;

  if (self->wanted)
    {
      g_autoptr (PlServerSettings) settings = pl_server_settings_new (
          &(PlServerFields){ .service = get_service (self), .host = host, .port = 1 }, NULL);

      host_bad = settings == NULL;
    }

  pl_field_show_hint (GTK_WIDGET (self->host), self->host_hint,
                      !host_bad ? (is_pointed (self, "host") ? failed : NULL)
                      : *host == '\0'
                          /* Translators: below the field for a server's name */
                          ? _ ("The server's name is needed, such as imap.example.org.")
                          /* Translators: below the field for a server's name */
                          : _ ("A server's name looks like imap.example.org."),
                      host_bad || is_pointed (self, "host"));
  /* Translators: below the field for a port */
  pl_field_show_hint (GTK_WIDGET (self->port), self->port_hint,
                      port_bad                    ? _ ("1 to 65535")
                      : is_pointed (self, "port") ? failed
                                                  : NULL,
                      port_bad || is_pointed (self, "port"));
}

static void
update_sign_in (PlServerGroup *self)
{
  const char *auth = methods[MAX (0, pl_choice_get (self->auth))].auth;
  g_autofree char *label =
      auth != NULL
          /* Translators: opens the choice of sign-in methods; %s is a technical name */
          ? g_strdup_printf (_ ("Sign-in method: %s"), auth)
          /* Translators: opens the choice of sign-in methods; the program chooses by itself */
          : g_strdup (_ ("Sign-in method: automatic"));

  pl_disclosure_set_label (self->sign_in, label);
}

/**
 * pl_server_group_update:
 *
 * Derives the view from the settings as they are now.
 */
void
pl_server_group_update (PlServerGroup *self)
{
  PlServerSettings *settings = pl_setup_get_server (self->setup, self->direction);
  g_autofree char *source = NULL;

  if (settings != NULL &&
      (self->shown == NULL || !pl_server_settings_equal (settings, self->shown)))
    fill_fields (self, settings);

  if (settings != NULL)
    source = pl_source_words_describe_server (settings, pl_setup_get_proposal (self->setup));
  gtk_label_set_label (self->source, source != NULL ? source : "");
  gtk_widget_set_visible (GTK_WIDGET (self->source), settings != NULL);
  update_hint (self);
  update_missing (self);
  update_sign_in (self);
}

/* Takes what the person entered, if it is complete. */
static void
changed_cb (PlServerGroup *self)
{
  g_autoptr (PlServerSettings) settings = NULL;
  PlServerFields fields;

  if (self->filling || self->setup == NULL)
    return;

  self->pointed = NULL;
  settings = read_fields (self);
  if (settings != NULL &&
      (self->shown == NULL || !pl_server_settings_equal (settings, self->shown)))
    {
      g_set_object (&self->shown, settings);
      pl_server_settings_peek_fields (settings, &fields);
      pl_setup_set_server (self->setup, &fields, NULL);
    }
  pl_server_group_update (self);
}

/* A port that was the usual one goes along with the protection; any other was typed on purpose. */
static void
move_port (PlServerGroup *self, PlService service, PlSecurity security)
{
  guint16 usual = pl_service_get_usual_port (service, security);
  guint16 port = get_port (self);
  g_autofree char *text = g_strdup_printf ("%u", usual);
  gboolean was_usual = port == 0;

  for (int s = PL_SERVICE_IMAP; s <= PL_SERVICE_SMTP; s++)
    for (int p = PL_SECURITY_TLS; p <= PL_SECURITY_NONE; p++)
      was_usual |= pl_service_get_usual_port ((PlService) s, (PlSecurity) p) == port;

  if (!was_usual)
    return;

  self->filling = TRUE;
  pl_field_show_text (self->port, text);
  self->filling = FALSE;
}

static void
security_changed_cb (PlServerGroup *self)
{
  move_port (self, get_service (self), (PlSecurity) pl_choice_get (self->security));
  changed_cb (self);
}

static void
protocol_changed_cb (PlServerGroup *self)
{
  offer_methods (self, get_service (self));
  move_port (self, get_service (self), (PlSecurity) pl_choice_get (self->security));
  if (self->setup != NULL)
    pl_setup_set_incoming_service (self->setup, get_service (self));
  changed_cb (self);
}

static void
hint_fix_cb (PlServerGroup *self)
{
  g_auto (PlServerHint) hint = { 0 };

  pl_server_hint_find (get_service (self), get_port (self),
                       (PlSecurity) pl_choice_get (self->security), &hint);
  if (hint.fix_label == NULL)
    return;

  pl_choice_set (self->security, (int) hint.security);
  changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->username));
}

/**
 * pl_server_group_take:
 *
 * The person wants to go on.
 *
 * Returns: whether the entries are complete; else the field that is not has the focus
 */
gboolean
pl_server_group_take (PlServerGroup *self)
{
  g_autoptr (PlServerSettings) settings = read_fields (self);

  self->wanted = TRUE;
  changed_cb (self);
  if (settings != NULL)
    return TRUE;

  gtk_widget_grab_focus (GTK_WIDGET (
      get_port (self) == 0 && *gtk_editable_get_text (self->host) != '\0' ? self->port
                                                                          : self->host));
  return FALSE;
}

/**
 * pl_server_group_point_out:
 * @field: `host`, `port`, `security`, `username` or `auth`
 *
 * The person came here to change it: it has the focus, and is marked until something is changed.
 *
 * Returns: %FALSE where there is no such field
 */
gboolean
pl_server_group_point_out (PlServerGroup *self, const char *field)
{
  const struct
  {
    const char *name;
    GtkWidget *widget;
  } fields[] = {
    { "host", GTK_WIDGET (self->host) },         { "port", GTK_WIDGET (self->port) },
    { "security", GTK_WIDGET (self->security) }, { "username", GTK_WIDGET (self->username) },
    { "auth", GTK_WIDGET (self->auth) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, field))
      {
        self->pointed = fields[i].name;
        if (fields[i].widget == GTK_WIDGET (self->auth))
          pl_disclosure_set_expanded (self->sign_in, TRUE);
        update_missing (self);
        if (!gtk_widget_grab_focus (fields[i].widget))
          gtk_widget_child_focus (fields[i].widget, GTK_DIR_TAB_FORWARD);
        return TRUE;
      }

  return FALSE;
}

/**
 * pl_server_group_follow_address:
 * @before: the address until now, perhaps empty
 * @now: the address from now on
 *
 * Most servers take the address as user name: where the old one stood, or nothing, the new one does.
 */
void
pl_server_group_follow_address (PlServerGroup *self, const char *before, const char *now)
{
  const char *username = gtk_editable_get_text (self->username);

  if (g_strcmp0 (username, before) == 0 || (self->shown == NULL && *username == '\0'))
    pl_field_show_text (self->username, now);
}

/**
 * pl_server_group_set_setup:
 *
 * Called once, before it is shown.
 */
void
pl_server_group_set_setup (PlServerGroup *self, PlSetup *setup)
{
  self->setup = g_object_ref (setup);
  self->filling = TRUE;
  if (self->direction == PL_DIRECTION_INCOMING)
    pl_choice_set (self->protocol, (int) pl_setup_get_incoming_service (setup));
  offer_methods (self, get_service (self));
  pl_choice_set (self->security, PL_SECURITY_TLS);
  move_port (self, get_service (self), PL_SECURITY_TLS);
  self->filling = FALSE;
}

static void
pl_server_group_constructed (GObject *object)
{
  PlServerGroup *self = PL_SERVER_GROUP (object);
  gboolean incoming = self->direction == PL_DIRECTION_INCOMING;

  G_OBJECT_CLASS (pl_server_group_parent_class)->constructed (object);

  /* Translators: heading above the settings of the server for receiving mail */
  pl_heading_set_label (self->heading, incoming ? _ ("Receiving (incoming server)")
                                                /* Translators: ... and for sending mail */
                                                : _ ("Sending (outgoing server)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  pl_heading_get_label (self->heading), -1);
  gtk_widget_set_visible (self->protocol_row, incoming);
}

static void
pl_server_group_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_DIRECTION)
    PL_SERVER_GROUP (object)->direction = (PlDirection) g_value_get_int (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pl_server_group_dispose (GObject *object)
{
  PlServerGroup *self = PL_SERVER_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), PL_TYPE_SERVER_GROUP);
  g_clear_object (&self->setup);
  g_clear_object (&self->shown);
  G_OBJECT_CLASS (pl_server_group_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/postlotse/Postlotse/pl-server-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, box);
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, heading);
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, source);
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, protocol_row);
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, protocol_label);
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, protocol);
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, host);
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, host_hint);
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, port);
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, port_hint);
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, security_label);
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, security);
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, hint);
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, hint_text);
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, hint_fix);
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, username);
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, sign_in);
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, auth);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, security_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, protocol_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, hint_fix_cb);
}

static void
pl_server_group_class_init (PlServerGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = pl_server_group_constructed;
  object_class->set_property = pl_server_group_set_property;
  object_class->dispose = pl_server_group_dispose;

  properties[PROP_DIRECTION] = g_param_spec_int (
      "direction", NULL, NULL, PL_DIRECTION_INCOMING, PL_DIRECTION_OUTGOING, PL_DIRECTION_INCOMING,
      G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  g_type_ensure (PL_TYPE_ADAPTIVE_BOX);
  g_type_ensure (PL_TYPE_CHOICE);
  g_type_ensure (PL_TYPE_DISCLOSURE);
  g_type_ensure (PL_TYPE_HEADING);
  g_type_ensure (PL_TYPE_MARK);
  bind_template (widget_class);
}

static void
pl_server_group_init (PlServerGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  /* Translators: how mail is received; technical names with their plain meaning */
  pl_choice_add (self->protocol, PL_SERVICE_IMAP, _ ("On all devices (IMAP)"));
  /* Translators: how mail is received; technical names with their plain meaning */
  pl_choice_add (self->protocol, PL_SERVICE_POP3, _ ("Only here (POP3)"));
  pl_choice_set_label (self->protocol, self->protocol_label);

  pl_choice_add (self->security, PL_SECURITY_TLS, pl_security_to_words (PL_SECURITY_TLS));
  pl_choice_add (self->security, PL_SECURITY_STARTTLS, pl_security_to_words (PL_SECURITY_STARTTLS));
  /* Translators: choice of encryption beside SSL/TLS and STARTTLS: not encrypted */
  pl_choice_add (self->security, PL_SECURITY_NONE, C_ ("encryption", "None"));
  pl_choice_set_label (self->security, self->security_label);
}
