// SPDX-License-Identifier: GPL-3.0-or-later
#include "setup/pl-setup-private.h"

#include "discovery/pl-discover.h"

G_DEFINE_FINAL_TYPE (PlSetup, pl_setup, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STAGE,
  PROP_ADDRESS,
  PROP_DISPLAY_NAME,
  PROP_INCOMING_SERVICE,
  PROP_POP3_REMOVAL,
  PROP_NETWORK_AVAILABLE,
  PROP_PROPOSAL,
  PROP_CAN_UNDO,
  PROP_DISCOVERY,
  PROP_UNTESTED,
  PROP_FINDING_SECRET,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_OBSERVED,
  SIGNAL_SIGN_IN_PAGE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
clear_verdict (PlSetupVerdict *verdict)
{
  g_clear_object (&verdict->server);
  g_clear_pointer (&verdict->password, pl_secret_unref);
}

/* What is under way is told to end and then forgotten: it finds nobody when it reports. */
static void
pl_setup_dispose (GObject *object)
{
  PlSetup *self = PL_SETUP (object);

  pl_setup_cancel (self);
  g_clear_pointer (&self->job, pl_setup_job_unref);
  g_clear_pointer (&self->keyring, pl_setup_job_unref);
  g_clear_pointer (&self->take_back, pl_setup_job_unref);
  if (self->search != NULL)
    pl_setup_job_cancel (self->search);
  g_clear_pointer (&self->search, pl_setup_job_unref);
  G_OBJECT_CLASS (pl_setup_parent_class)->dispose (object);
}

static void
pl_setup_finalize (GObject *object)
{
  PlSetup *self = PL_SETUP (object);

  g_clear_pointer (&self->network, pl_network_unref);
  g_clear_object (&self->connectivity);
  g_free (self->address);
  g_free (self->display_name);
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&self->passwords[i], pl_secret_unref);
      g_clear_object (&self->servers[i]);
      g_free (self->named_after[i]);
    }
  g_clear_object (&self->discovery);
  g_clear_object (&self->taken);
  g_hash_table_unref (self->foreign);
  g_hash_table_unref (self->approved);
  g_clear_object (&self->aside);
  g_free (self->aside_domain);
  g_free (self->aside_named_after);
  g_free (self->proposed_domain);
  g_clear_object (&self->proposal);
  g_ptr_array_unref (self->undo);
  g_clear_pointer (&self->tokens, pl_oauth_tokens_free);
  g_free (self->tokens_address);
  g_clear_pointer (&self->client, pl_oauth_client_free);
  g_clear_object (&self->client_proposal);
  g_clear_object (&self->checks);
  g_clear_pointer (&self->sign_in_seen, g_ptr_array_unref);
  g_clear_object (&self->evidence);
  g_clear_object (&self->findings);
  g_clear_object (&self->checked);
  g_free (self->account_id);
  g_free (self->secret_account);
  g_clear_object (&self->import);
  g_clear_object (&self->import_place);
  g_clear_object (&self->described);
  for (guint i = 0; i < G_N_ELEMENTS (self->stored_passwords); i++)
    g_clear_pointer (&self->stored_passwords[i], pl_secret_unref);
  g_clear_pointer (&self->handover, pl_setup_handover_unref);
  g_clear_pointer (&self->stored, pl_setup_stored_unref);
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
    case PROP_POP3_REMOVAL:
      g_value_set_uint (value, self->pop3_removal);
      break;
    case PROP_NETWORK_AVAILABLE:
      g_value_set_boolean (value, pl_setup_get_network_available (self));
      break;
    case PROP_PROPOSAL:
      g_value_set_object (value, pl_setup_get_proposal (self));
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, pl_setup_get_can_undo (self));
      break;
    case PROP_DISCOVERY:
      g_value_set_object (value, self->discovery);
      break;
    case PROP_UNTESTED:
      g_value_set_int (value, (int) self->untested);
      break;
    case PROP_FINDING_SECRET:
      g_value_set_boolean (value, pl_setup_is_finding_secret (self));
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
    case PROP_POP3_REMOVAL:
      pl_setup_set_pop3_removal (self, g_value_get_uint (value));
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
  properties[PROP_POP3_REMOVAL] = g_param_spec_uint ("pop3-removal", NULL, NULL, PL_POP3_KEEP,
                                                     PL_POP3_REMOVE_AT_ONCE, PL_POP3_KEEP, both);
  properties[PROP_NETWORK_AVAILABLE] =
      g_param_spec_boolean ("network-available", NULL, NULL, TRUE, readable);
  properties[PROP_PROPOSAL] =
      g_param_spec_object ("proposal", NULL, NULL, PL_TYPE_PROPOSAL, readable);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, readable);
  properties[PROP_DISCOVERY] =
      g_param_spec_object ("discovery", NULL, NULL, PL_TYPE_DISCOVERY, readable);
  properties[PROP_UNTESTED] =
      g_param_spec_int ("untested", NULL, NULL, 0, PL_DIRECTIONS_BOTH, 0, readable);
  properties[PROP_FINDING_SECRET] =
      g_param_spec_boolean ("finding-secret", NULL, NULL, FALSE, readable);
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
   * @observation: seen by the running discovery or check
   */
  signals[SIGNAL_OBSERVED] =
      g_signal_new ("observed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, PL_TYPE_OBSERVATION);

  /**
   * PlSetup::sign-in-page:
   * @url: the provider's page, to be opened in the person's browser
   */
  signals[SIGNAL_SIGN_IN_PAGE] =
      g_signal_new ("sign-in-page", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
pl_setup_init (PlSetup *self)
{
  self->address = g_strdup ("");
  self->display_name = g_strdup ("");
  self->incoming_service = PL_SERVICE_IMAP;
  self->deadline_ms = PL_CHECK_DEADLINE_MS;
  self->discovery_deadline_ms = PL_DISCOVERY_DEADLINE_MS;
  self->foreign = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->approved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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

static void
connectivity_changed_cb (PlSetup *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NETWORK_AVAILABLE]);
}

/**
 * pl_setup_set_connectivity:
 * @connectivity: shared
 *
 * Called once. Nothing here waits for the network by itself: who shows the account does.
 */
void
pl_setup_set_connectivity (PlSetup *self, PlConnectivity *connectivity)
{
  g_set_object (&self->connectivity, connectivity);
  g_signal_connect_object (connectivity, "notify::available", G_CALLBACK (connectivity_changed_cb),
                           self, G_CONNECT_SWAPPED);
  connectivity_changed_cb (self);
}

/**
 * pl_setup_watch_network:
 *
 * Has the system tell from now on whether there is a network; until then it is taken for granted.
 */
void
pl_setup_watch_network (PlSetup *self)
{
  if (self->connectivity != NULL)
    pl_connectivity_watch (self->connectivity);
}

/**
 * pl_setup_get_network_available:
 *
 * Returns: %FALSE when the system says that this computer is offline
 */
gboolean
pl_setup_get_network_available (PlSetup *self)
{
  return self->connectivity == NULL || pl_connectivity_is_available (self->connectivity);
}

/* --- What is under way --- */

/* The one place where the stage changes. */
void
pl_setup_set_stage (PlSetup *self, PlSetupStage stage)
{
  if (self->stage == stage)
    return;

  self->stage = stage;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STAGE]);
}

PlSetupStage
pl_setup_get_stage (PlSetup *self)
{
  return self->stage;
}

/* --- Changes, for the files of this room --- */

/* Something was entered: what was proven is not proven any more. A check under way goes on with what
 * it was given; it will find that its result is no longer about this account. */
void
pl_setup_note_change (PlSetup *self, gboolean of_servers)
{
  self->n_changes++;
  g_clear_object (&self->checked);
  pl_setup_forget_untested (self);
  if (of_servers)
    {
      g_clear_object (&self->proposal);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROPOSAL]);
    }
  if (self->stage != PL_SETUP_STAGE_CHECKING && self->stage != PL_SETUP_STAGE_DISCOVERING)
    pl_setup_set_stage (self, PL_SETUP_STAGE_ENTERING);
}

void
pl_setup_note_service (PlSetup *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INCOMING_SERVICE]);
}

void
pl_setup_note_removal (PlSetup *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POP3_REMOVAL]);
}

void
pl_setup_note_address (PlSetup *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADDRESS]);
}

void
pl_setup_note_display_name (PlSetup *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DISPLAY_NAME]);
}

void
pl_setup_note_discovery (PlSetup *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DISCOVERY]);
}

void
pl_setup_note_observed (PlSetup *self, PlObservation *observation)
{
  g_signal_emit (self, signals[SIGNAL_OBSERVED], 0, observation);
}

void
pl_setup_note_page (PlSetup *self, const char *url)
{
  g_signal_emit (self, signals[SIGNAL_SIGN_IN_PAGE], 0, url);
}

void
pl_setup_note_search (PlSetup *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FINDING_SECRET]);
}

void
pl_setup_note_undo (PlSetup *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
}

void
pl_setup_note_untested (PlSetup *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNTESTED]);
}

/* The choice was about what was there then. */
void
pl_setup_forget_untested (PlSetup *self)
{
  if (self->untested == 0)
    return;

  self->untested = 0;
  pl_setup_note_untested (self);
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

/* What is proposed anew leaves no settings to go back to; but a former address takes all of its own
 * with it. */
void
pl_setup_forget_undo_of_settings (PlSetup *self)
{
  guint n = self->undo->len;

  while (n > 0 && PL_IS_PROPOSAL (self->undo->pdata[n - 1]))
    n--;
  if (n == self->undo->len)
    return;

  g_ptr_array_set_size (self->undo, (int) n);
  pl_setup_note_undo (self);
}
