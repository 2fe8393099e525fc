// SPDX-License-Identifier: GPL-3.0-or-later
/* What a fix that is another address leaves behind, so that it can be taken back. */
#include "setup/pl-setup-former-private.h"

#include "setup/pl-setup-private.h"

struct _PlSetupFormer
{
  GObject parent_instance;

  char *address; /* owned */
  PlSecret *passwords[2]; /* shared, by PlDirection, nullable */
  gboolean has_sending_password;
  PlSecret *stored_passwords[2]; /* likewise: which of them may go to one server only */
  PlService incoming_service;
  PlDiscovery *discovery; /* shared, nullable */
  PlProposal *taken; /* shared, nullable */
  GHashTable *foreign; /* owned */
  GHashTable *approved; /* owned */
  PlServerSettings *servers[2]; /* shared, by PlDirection, nullable */
  char *proposed_domain; /* owned, nullable */
  PlDirections left_out;
};

G_DEFINE_FINAL_TYPE (PlSetupFormer, pl_setup_former, G_TYPE_OBJECT)

static void
pl_setup_former_finalize (GObject *object)
{
  PlSetupFormer *self = PL_SETUP_FORMER (object);

  g_free (self->address);
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      g_clear_pointer (&self->passwords[i], pl_secret_unref);
      g_clear_pointer (&self->stored_passwords[i], pl_secret_unref);
      g_clear_object (&self->servers[i]);
    }
  g_clear_object (&self->discovery);
  g_clear_object (&self->taken);
  g_hash_table_unref (self->foreign);
  g_hash_table_unref (self->approved);
  g_free (self->proposed_domain);
  G_OBJECT_CLASS (pl_setup_former_parent_class)->finalize (object);
}

static void
pl_setup_former_class_init (PlSetupFormerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_setup_former_finalize;
}

static GHashTable *
make_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
pl_setup_former_init (PlSetupFormer *self)
{
  self->foreign = make_set ();
  self->approved = make_set ();
}

static void
copy_set (GHashTable *from, GHashTable *to)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_remove_all (to);
  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_hash_table_add (to, g_strdup (name));
}

static void
set_password (PlSecret **place, PlSecret *password)
{
  g_clear_pointer (place, pl_secret_unref);
  *place = password != NULL ? pl_secret_ref (password) : NULL;
}

/**
 * pl_setup_former_new:
 *
 * Returns: (transfer full): what was entered, found out and proposed so far. What was seen and proven
 *   is not kept: it is checked anew.
 */
PlSetupFormer *
pl_setup_former_new (PlSetup *setup)
{
  PlSetupFormer *self = g_object_new (PL_TYPE_SETUP_FORMER, NULL);

  self->address = g_strdup (setup->address);
  self->incoming_service = setup->incoming_service;
  self->has_sending_password = setup->has_sending_password;
  g_set_object (&self->discovery, setup->discovery);
  g_set_object (&self->taken, setup->taken);
  copy_set (setup->foreign, self->foreign);
  copy_set (setup->approved, self->approved);
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      set_password (&self->passwords[i], setup->passwords[i]);
      set_password (&self->stored_passwords[i], setup->stored_passwords[i]);
      g_set_object (&self->servers[i], setup->servers[i]);
    }
  self->proposed_domain = g_strdup (setup->proposed_domain);
  self->left_out = setup->left_out;
  return self;
}

/* The password of the other account goes with that account. */
static void
restore_entries (PlSetupFormer *self, PlSetup *setup)
{
  g_free (setup->address);
  setup->address = g_strdup (self->address);
  pl_setup_note_address (setup);
  pl_setup_void_tokens (setup);
  setup->has_sending_password = self->has_sending_password;
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      set_password (&setup->passwords[i], self->passwords[i]);
      set_password (&setup->stored_passwords[i], self->stored_passwords[i]);
    }
}

/**
 * pl_setup_former_restore:
 *
 * Makes the account what it was. The caller notes the change.
 */
void
pl_setup_former_restore (PlSetupFormer *self, PlSetup *setup)
{
  restore_entries (self, setup);
  pl_setup_set_discovery (setup, self->discovery);
  g_set_object (&setup->taken, self->taken);
  copy_set (self->foreign, setup->foreign);
  copy_set (self->approved, setup->approved);
  pl_setup_set_incoming_service (setup, self->incoming_service);
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    pl_setup_take_server (setup, (PlDirection) i, self->servers[i]);
  setup->left_out = self->left_out;
  g_free (setup->proposed_domain);
  setup->proposed_domain = g_strdup (self->proposed_domain);
}
