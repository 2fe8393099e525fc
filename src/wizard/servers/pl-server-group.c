// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/servers/pl-server-group.h"

#include "wizard/check/pl-result.h"
#include "wizard/parts/pl-choice.h"
#include "wizard/parts/pl-disclosure.h"
#include "wizard/parts/pl-field.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/servers/pl-receiving-words.h"
#include "wizard/servers/pl-sending-password-part.h"
#include "wizard/servers/pl-server-auth.h"
#include "wizard/servers/pl-server-place.h"
#include "wizard/servers/pl-source-words.h"

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
  GtkLabel *protocol_hint;
  PlServerPlace *place;
  GtkEditable *username;
  GtkLabel *username_hint;
  PlSendingPasswordPart *sending_password;
  PlDisclosure *sign_in;
  PlChoice *auth;
  GtkLabel *auth_hint;

  PlSetup *setup; /* owned */
  PlServerSettings *shown; /* owned, nullable: what the fields were last filled from or gave */
  PlDirection direction;
  GtkWidget *pointed; /* borrowed, nullable: what of the sign-in the last check failed at */
  gboolean filling; /* the program fills the fields, not the person */
  gboolean wanted; /* the person wanted to go on: say what is missing */
};

G_DEFINE_FINAL_TYPE (PlServerGroup, pl_server_group, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_DIRECTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static PlService
get_service (PlServerGroup *self)
{
  return self->direction == PL_DIRECTION_OUTGOING ? PL_SERVICE_SMTP
                                                  : (PlService) pl_choice_get (self->protocol);
}

/* The fields as settings, or NULL while they are not complete. Trust and consent stay only with the
 * server they were given for. */
static PlServerSettings *
read_fields (PlServerGroup *self)
{
  const char *username = gtk_editable_get_text (self->username);
  PlServerFields fields = { 0 };
  const char *host = pl_server_place_get_host (self->place);

  if (self->shown != NULL)
    pl_server_settings_peek_fields (self->shown, &fields);
  if (g_strcmp0 (fields.host, host) != 0)
    {
      fields.trust_fingerprint = NULL;
      fields.allow_cleartext = FALSE;
    }

  fields.service = get_service (self);
  fields.host = host;
  fields.port = pl_server_place_get_port (self->place);
  fields.security = pl_server_place_get_security (self->place);
  fields.username = *username != '\0' ? username : NULL;
  fields.auth = pl_server_auth_get (self->auth);
  fields.source = PL_SOURCE_USER;
  return pl_server_settings_new (&fields, NULL);
}

static void
fill_fields (PlServerGroup *self, PlServerSettings *settings)
{
  self->filling = TRUE;
  if (self->direction == PL_DIRECTION_INCOMING &&
      (PlService) pl_choice_get (self->protocol) != pl_server_settings_get_service (settings))
    {
      pl_choice_set (self->protocol, (int) pl_server_settings_get_service (settings));
      pl_server_auth_offer (self->auth, pl_server_settings_get_service (settings));
    }
  pl_server_place_show (self->place, settings);
  pl_field_show_text (self->username, pl_server_settings_get_username (settings));
  pl_server_auth_set (self->auth, pl_server_settings_get_auth (settings));
  self->filling = FALSE;

  g_set_object (&self->shown, settings);
}

static void
update_sign_in (PlServerGroup *self)
{
  g_autofree char *label = pl_server_auth_describe (self->auth);
  gboolean name_failed = self->pointed == GTK_WIDGET (self->username);
  gboolean method_failed = self->pointed == GTK_WIDGET (self->auth);

  pl_field_show_hint (GTK_WIDGET (self->username), self->username_hint,
                      name_failed ? pl_field_get_failed_words ()
                                  /* Translators: below the field for the user name */
                                  : _ ("Usually the whole e-mail address."),
                      name_failed);
  gtk_widget_set_visible (GTK_WIDGET (self->auth_hint), method_failed);
  pl_field_show_hint (GTK_WIDGET (self->auth), self->auth_hint,
                      method_failed ? pl_field_get_failed_words () : NULL, method_failed);
  pl_disclosure_set_label (self->sign_in, label);
}

/* Where the provider has one way of receiving only. */
static void
update_protocol (PlServerGroup *self)
{
  guint services = pl_setup_get_receiving_services (self->setup);
  gboolean one_way = self->direction == PL_DIRECTION_INCOMING &&
                     pl_setup_get_provider_id (self->setup) != NULL && services != 0 &&
                     (services & (services - 1)) == 0;
  g_autofree char *words = one_way ? pl_receiving_words_describe (self->setup) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->protocol_hint), one_way);
  gtk_label_set_label (self->protocol_hint, words != NULL ? words : "");
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
  update_protocol (self);
  pl_server_place_update (self->place, get_service (self), self->wanted);
  update_sign_in (self);
  if (self->direction == PL_DIRECTION_OUTGOING)
    pl_sending_password_part_update (self->sending_password, self->setup);
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

/* What pl_setup_receive_by() has proposed is not what the fields say yet. */
static gboolean
is_shown_in_use (PlServerGroup *self)
{
  PlServerSettings *settings = pl_setup_get_server (self->setup, self->direction);

  return settings != NULL && pl_server_settings_get_service (settings) == get_service (self) &&
         settings != self->shown;
}

static void
protocol_changed_cb (PlServerGroup *self)
{
  if (self->setup == NULL)
    return;

  pl_server_auth_offer (self->auth, get_service (self));
  /* Servers that were proposed give way to those of the other service; what the person has typed stays,
   * but for the port. */
  if (self->shown == NULL || pl_server_settings_get_source (self->shown) != PL_SOURCE_USER)
    pl_setup_receive_by (self->setup, get_service (self));
  else
    pl_setup_set_incoming_service (self->setup, get_service (self));
  if (is_shown_in_use (self))
    {
      pl_server_group_update (self);
      return;
    }
  pl_server_place_follow_service (self->place, get_service (self));
  changed_cb (self);
}

/* The button that was pressed is gone. */
static void
advised_cb (PlServerGroup *self)
{
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
    return self->direction == PL_DIRECTION_INCOMING ||
           pl_sending_password_part_require (self->sending_password);

  gtk_widget_grab_focus (GTK_WIDGET (self->place));
  return FALSE;
}

/**
 * pl_server_group_point_out:
 * @field: `host`, `port`, `security`, `username` or `auth`; `password` of the outgoing server
 *
 * The person came here to change it: it has the focus, and is marked until something is changed.
 *
 * Returns: %FALSE where there is no such field
 */
gboolean
pl_server_group_point_out (PlServerGroup *self, const char *field)
{
  if (pl_server_place_point_out (self->place, field))
    return TRUE;
  if (g_str_equal (field, "password"))
    return self->direction == PL_DIRECTION_OUTGOING &&
           pl_sending_password_part_point_out (self->sending_password);
  if (g_str_equal (field, "username"))
    self->pointed = GTK_WIDGET (self->username);
  else if (g_str_equal (field, "auth"))
    self->pointed = GTK_WIDGET (self->auth);
  else
    return FALSE;

  if (self->pointed == GTK_WIDGET (self->auth))
    pl_disclosure_set_expanded (self->sign_in, TRUE);
  update_sign_in (self);
  pl_result_show (self->pointed, self->pointed);
  return TRUE;
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
  pl_server_auth_offer (self->auth, get_service (self));
  pl_server_place_set_setup (self->place, setup);
  pl_server_place_follow_service (self->place, get_service (self));
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
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, protocol_hint);
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, place);
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, username);
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, username_hint);
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, sending_password);
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, sign_in);
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, auth);
  gtk_widget_class_bind_template_child (widget_class, PlServerGroup, auth_hint);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, protocol_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, advised_cb);
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
  g_type_ensure (PL_TYPE_CHOICE);
  g_type_ensure (PL_TYPE_DISCLOSURE);
  g_type_ensure (PL_TYPE_HEADING);
  g_type_ensure (PL_TYPE_SENDING_PASSWORD_PART);
  g_type_ensure (PL_TYPE_SERVER_PLACE);
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
}
