// SPDX-License-Identifier: GPL-3.0-or-later
#include "setup/pl-setup-private.h"

G_DEFINE_FINAL_TYPE (PlSetup, pl_setup, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STAGE,
  PROP_ADDRESS,
  PROP_DISPLAY_NAME,
  PROP_INCOMING_SERVICE,
  PROP_PROPOSAL,
  PROP_CAN_UNDO,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_OBSERVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
clear_verdict (PlSetupVerdict *verdict)
{
  g_clear_object (&verdict->server);
  g_clear_pointer (&verdict->password, pl_secret_unref);
}

/* A check under way is told to end and then forgotten: it finds nobody when it reports. */
static void
pl_setup_dispose (GObject *object)
{
  PlSetup *self = PL_SETUP (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (pl_setup_parent_class)->dispose (object);
}

static void
pl_setup_finalize (GObject *object)
{
  PlSetup *self = PL_SETUP (object);

  g_clear_pointer (&self->network, pl_network_unref);
  g_free (self->address);
  g_free (self->display_name);
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&self->passwords[i], pl_secret_unref);
      g_clear_object (&self->servers[i]);
    }
  g_free (self->proposed_domain);
  g_clear_object (&self->proposal);
  g_ptr_array_unref (self->undo);
  g_clear_object (&self->evidence);
  g_clear_object (&self->findings);
  g_clear_object (&self->checked);
  clear_verdict (&self->accepted);
  clear_verdict (&self->refused);
  G_OBJECT_CLASS (pl_setup_parent_class)->finalize (object);
}

static void
pl_setup_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PlSetup *self = PL_SETUP (object);

  switch (id)
    {
    case PROP_STAGE:
      g_value_set_int (value, (int) self->stage);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    case PROP_DISPLAY_NAME:
      g_value_set_string (value, self->display_name);
      break;
    case PROP_INCOMING_SERVICE:
      g_value_set_int (value, (int) self->incoming_service);
      break;
    case PROP_PROPOSAL:
      g_value_set_object (value, pl_setup_get_proposal (self));
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, pl_setup_get_can_undo (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pl_setup_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PlSetup *self = PL_SETUP (object);

  switch (id)
    {
    case PROP_ADDRESS:
      pl_setup_set_address (self, g_value_get_string (value));
      break;
    case PROP_DISPLAY_NAME:
      pl_setup_set_display_name (self, g_value_get_string (value));
      break;
    case PROP_INCOMING_SERVICE:
      pl_setup_set_incoming_service (self, (PlService) g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags both = readable | G_PARAM_WRITABLE;

  properties[PROP_STAGE] =
      g_param_spec_int ("stage", NULL, NULL, PL_SETUP_STAGE_ENTERING, PL_SETUP_STAGE_VERIFIED,
                        PL_SETUP_STAGE_ENTERING, readable);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, "", both);
  properties[PROP_DISPLAY_NAME] = g_param_spec_string ("display-name", NULL, NULL, "", both);
  properties[PROP_INCOMING_SERVICE] = g_param_spec_int (
      "incoming-service", NULL, NULL, PL_SERVICE_IMAP, PL_SERVICE_POP3, PL_SERVICE_IMAP, both);
  properties[PROP_PROPOSAL] =
      g_param_spec_object ("proposal", NULL, NULL, PL_TYPE_PROPOSAL, readable);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pl_setup_class_init (PlSetupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pl_setup_dispose;
  object_class->finalize = pl_setup_finalize;
  object_class->get_property = pl_setup_get_property;
  object_class->set_property = pl_setup_set_property;
  install_properties (object_class);

  /**
   * PlSetup::observed:
   * @observation: seen by the running check
   */
  signals[SIGNAL_OBSERVED] =
      g_signal_new ("observed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, PL_TYPE_OBSERVATION);
}

static void
pl_setup_init (PlSetup *self)
{
  self->address = g_strdup ("");
  self->display_name = g_strdup ("");
  self->incoming_service = PL_SERVICE_IMAP;
  self->deadline_ms = PL_CHECK_DEADLINE_MS;
  self->undo = g_ptr_array_new_with_free_func (g_object_unref);
  self->findings = g_list_store_new (PL_TYPE_FINDING);
}

/**
 * pl_setup_new:
 * @network: shared: what the checks see of the world
 *
 * Returns: (transfer full): an account about which nothing is known
 */
PlSetup *
pl_setup_new (PlNetwork *network)
{
  PlSetup *self = g_object_new (PL_TYPE_SETUP, NULL);

  self->network = pl_network_ref (network);
  return self;
}

/* --- Changes, for the files of this room --- */

/* The one place where the stage changes. */
void
pl_setup_set_stage (PlSetup *self, PlSetupStage stage)
{
  if (self->stage == stage)
    return;

  self->stage = stage;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STAGE]);
}

/* Something was entered: what was proven is not proven any more. A check under way goes on with what
 * it was given; it will find that its result is no longer about this account. */
void
pl_setup_note_change (PlSetup *self, gboolean of_servers)
{
  self->n_changes++;
  g_clear_object (&self->checked);
  if (of_servers)
    {
      g_clear_object (&self->proposal);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROPOSAL]);
    }
  if (self->stage != PL_SETUP_STAGE_CHECKING)
    pl_setup_set_stage (self, PL_SETUP_STAGE_ENTERING);
}

/* @server: (nullable): %NULL to have none; the caller notes the change */
void
pl_setup_take_server (PlSetup *self, PlDirection direction, PlServerSettings *server)
{
  g_set_object (&self->servers[direction], server);
  if (server == NULL || direction != PL_DIRECTION_INCOMING ||
      pl_server_settings_get_service (server) == self->incoming_service)
    return;

  self->incoming_service = pl_server_settings_get_service (server);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INCOMING_SERVICE]);
}

void
pl_setup_note_observed (PlSetup *self, PlObservation *observation)
{
  g_signal_emit (self, signals[SIGNAL_OBSERVED], 0, observation);
}

void
pl_setup_note_undo (PlSetup *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
}

/* What the person enters leaves nothing to go back to: an undo would take it away again. */
void
pl_setup_forget_undo (PlSetup *self)
{
  if (self->undo->len == 0)
    return;

  g_ptr_array_set_size (self->undo, 0);
  pl_setup_note_undo (self);
}

/* --- What was entered --- */

/**
 * pl_setup_set_address:
 * @text: (nullable): as typed, valid or not
 */
void
pl_setup_set_address (PlSetup *self, const char *text)
{
  text = text != NULL ? text : "";
  if (g_str_equal (self->address, text))
    return;

  g_free (self->address);
  self->address = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADDRESS]);
  pl_setup_forget_undo (self);
  pl_setup_note_change (self, TRUE);
}

const char *
pl_setup_get_address (PlSetup *self)
{
  return self->address;
}

/**
 * pl_setup_parse_address:
 *
 * Returns: (transfer full): or %NULL with %G_IO_ERROR_INVALID_ARGUMENT
 */
PlAddress *
pl_setup_parse_address (PlSetup *self, GError **error)
{
  return pl_address_parse (self->address, error);
}

/**
 * pl_setup_set_display_name:
 * @name: (nullable): the person's name, for mail programs; no check depends on it
 */
void
pl_setup_set_display_name (PlSetup *self, const char *name)
{
  name = name != NULL ? name : "";
  if (g_str_equal (self->display_name, name))
    return;

  g_free (self->display_name);
  self->display_name = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DISPLAY_NAME]);
}

const char *
pl_setup_get_display_name (PlSetup *self)
{
  return self->display_name;
}

/**
 * pl_setup_set_password:
 * @password: (nullable): shared. For outgoing, %NULL means the same as for incoming.
 */
void
pl_setup_set_password (PlSetup *self, PlDirection direction, PlSecret *password)
{
  PlSecret *former = self->passwords[direction];

  if (former == password ||
      (former != NULL && password != NULL && pl_secret_equal (former, password)))
    return;

  g_clear_pointer (&self->passwords[direction], pl_secret_unref);
  self->passwords[direction] = password != NULL ? pl_secret_ref (password) : NULL;
  pl_setup_note_change (self, FALSE);
}

/**
 * pl_setup_get_password:
 *
 * Returns: (transfer none) (nullable): the one that is used: for outgoing the incoming one, unless
 *   another was set
 */
PlSecret *
pl_setup_get_password (PlSetup *self, PlDirection direction)
{
  if (self->passwords[direction] != NULL)
    return self->passwords[direction];

  return self->passwords[PL_DIRECTION_INCOMING];
}

/**
 * pl_setup_set_incoming_service:
 * @service: %PL_SERVICE_IMAP or %PL_SERVICE_POP3: for the next pl_setup_propose(); a server that is
 *   there stays
 */
void
pl_setup_set_incoming_service (PlSetup *self, PlService service)
{
  g_return_if_fail (service == PL_SERVICE_IMAP || service == PL_SERVICE_POP3);

  if (self->incoming_service == service)
    return;

  self->incoming_service = service;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INCOMING_SERVICE]);
}

PlService
pl_setup_get_incoming_service (PlSetup *self)
{
  return self->incoming_service;
}

/**
 * pl_setup_set_send_test:
 * @send_test: whether the next check sends a message to the person's own address
 */
void
pl_setup_set_send_test (PlSetup *self, gboolean send_test)
{
  self->send_test = send_test;
}

/**
 * pl_setup_set_deadline:
 * @deadline_ms: milliseconds for a whole check; 0 for the usual %PL_CHECK_DEADLINE_MS
 */
void
pl_setup_set_deadline (PlSetup *self, gint64 deadline_ms)
{
  self->deadline_ms = deadline_ms > 0 ? deadline_ms : PL_CHECK_DEADLINE_MS;
}

/* --- What was seen and proven --- */

PlSetupStage
pl_setup_get_stage (PlSetup *self)
{
  return self->stage;
}

/**
 * pl_setup_get_evidence:
 *
 * Returns: (transfer none) (nullable): of the last check; where it tried one direction only, with
 *   what an earlier one has seen of the other, as long as its settings are the same
 */
PlEvidence *
pl_setup_get_evidence (PlSetup *self)
{
  return self->evidence;
}

/**
 * pl_setup_get_findings:
 *
 * Returns: (transfer none): a list of #PlFinding, always the same object, that is filled when a
 *   check ends and emptied when the next begins
 */
GListModel *
pl_setup_get_findings (PlSetup *self)
{
  return G_LIST_MODEL (self->findings);
}

/**
 * pl_setup_get_checked_settings:
 *
 * Returns: (transfer none) (nullable): %NULL until a check has found nothing that keeps the account
 *   from working, and again after any change
 */
PlCheckedSettings *
pl_setup_get_checked_settings (PlSetup *self)
{
  return self->checked;
}
