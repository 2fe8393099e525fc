// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pl-checked-settings-maker.h"
#include "model/pl-claimed-settings-maker.h"

struct _PlCheckedSettings
{
  GObject parent_instance;

  PlProposal *proposal; /* shared */
  PlCheckedServer servers[2]; /* by PlDirection; their strings are owned */
  gint64 verified_at; /* seconds since 1970 */
  gboolean is_claimed;
};

G_DEFINE_FINAL_TYPE (PlCheckedSettings, pl_checked_settings, G_TYPE_OBJECT)

static void
clear_server (PlCheckedServer *server)
{
  g_free ((char *) server->mechanism);
  g_free ((char *) server->tls_version);
  g_free ((char *) server->trust);
  g_free ((char *) server->faults);
  g_free ((char *) server->sha256);
  g_free ((char *) server->spki_sha256);
  g_free ((char *) server->not_after);
  g_free ((char *) server->capabilities);
  g_free ((char *) server->folders);
  g_free ((char *) server->folder_delimiter);
  g_free ((char *) server->stages);
}

static void
copy_server (PlCheckedServer *copy, const PlCheckedServer *server)
{
  copy->state = server->state;
  copy->mechanism = g_strdup (server->mechanism);
  copy->tls_version = g_strdup (server->tls_version);
  copy->trust = g_strdup (server->trust);
  copy->faults = g_strdup (server->faults);
  copy->sha256 = g_strdup (server->sha256);
  copy->spki_sha256 = g_strdup (server->spki_sha256);
  copy->not_after = g_strdup (server->not_after);
  copy->capabilities = g_strdup (server->capabilities);
  copy->folders = g_strdup (server->folders);
  copy->folder_delimiter = g_strdup (server->folder_delimiter);
  copy->stages = g_strdup (server->stages);
}

static void
pl_checked_settings_finalize (GObject *object)
{
  PlCheckedSettings *self = PL_CHECKED_SETTINGS (object);

  g_clear_object (&self->proposal);
  clear_server (&self->servers[PL_DIRECTION_INCOMING]);
  clear_server (&self->servers[PL_DIRECTION_OUTGOING]);
  G_OBJECT_CLASS (pl_checked_settings_parent_class)->finalize (object);
}

static void
pl_checked_settings_class_init (PlCheckedSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_checked_settings_finalize;
}

static void
pl_checked_settings_init (PlCheckedSettings *self)
{
  self->servers[PL_DIRECTION_INCOMING].state = PL_CHECK_STATE_NOT_TESTED;
  self->servers[PL_DIRECTION_OUTGOING].state = PL_CHECK_STATE_NOT_TESTED;
}

/**
 * pl_checked_settings_new:
 * @incoming: (nullable): copied; %NULL where @proposal has no such server or it was left out
 * @outgoing: (nullable): likewise
 * @verified_at: seconds since 1970
 *
 * Returns: (transfer full):
 */
PlCheckedSettings *
pl_checked_settings_new (PlProposal *proposal,
                         const PlCheckedServer *incoming,
                         const PlCheckedServer *outgoing,
                         gint64 verified_at)
{
  PlCheckedSettings *self = g_object_new (PL_TYPE_CHECKED_SETTINGS, NULL);

  self->proposal = g_object_ref (proposal);
  self->verified_at = verified_at;
  if (incoming != NULL)
    copy_server (&self->servers[PL_DIRECTION_INCOMING], incoming);
  if (outgoing != NULL)
    copy_server (&self->servers[PL_DIRECTION_OUTGOING], outgoing);
  return self;
}

/**
 * pl_checked_settings_new_claimed:
 * @incoming: (nullable): copied; what somebody says that a check has shown
 * @outgoing: (nullable): likewise
 * @verified_at: seconds since 1970, as it was said
 *
 * Returns: (transfer full):
 */
PlCheckedSettings *
pl_checked_settings_new_claimed (PlProposal *proposal,
                                 const PlCheckedServer *incoming,
                                 const PlCheckedServer *outgoing,
                                 gint64 verified_at)
{
  PlCheckedSettings *self = pl_checked_settings_new (proposal, incoming, outgoing, verified_at);

  self->is_claimed = TRUE;
  return self;
}

PlProposal *
pl_checked_settings_get_proposal (PlCheckedSettings *self)
{
  return self->proposal;
}

/**
 * pl_checked_settings_get_server:
 *
 * Returns: (transfer none):
 */
const PlCheckedServer *
pl_checked_settings_get_server (PlCheckedSettings *self, PlDirection direction)
{
  return &self->servers[direction];
}

/**
 * pl_checked_settings_get_verified_at:
 *
 * Returns: seconds since 1970
 */
gint64
pl_checked_settings_get_verified_at (PlCheckedSettings *self)
{
  return self->verified_at;
}

/**
 * pl_checked_settings_is_verified:
 *
 * Returns: whether each direction that is there was shown to work
 */
gboolean
pl_checked_settings_is_verified (PlCheckedSettings *self)
{
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (pl_proposal_get_server (self->proposal, (PlDirection) i) != NULL &&
        self->servers[i].state != PL_CHECK_STATE_OK)
      return FALSE;

  return TRUE;
}

/**
 * pl_checked_settings_is_claimed:
 *
 * Returns: whether the states and the time are what a file says, and not what this run has seen. To
 *   be shown as that ("according to the file").
 */
gboolean
pl_checked_settings_is_claimed (PlCheckedSettings *self)
{
  return self->is_claimed;
}
