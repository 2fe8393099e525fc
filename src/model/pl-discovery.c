// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pl-discovery.h"

struct _PlDiscovery
{
  GObject parent_instance;

  PlAddress *address; /* shared */
  GPtrArray *proposals; /* owned: PlProposal */
  GPtrArray *observations; /* owned: PlObservation */
};

G_DEFINE_FINAL_TYPE (PlDiscovery, pl_discovery, G_TYPE_OBJECT)

static void
pl_discovery_finalize (GObject *object)
{
  PlDiscovery *self = PL_DISCOVERY (object);

  g_clear_object (&self->address);
  g_ptr_array_unref (self->proposals);
  g_ptr_array_unref (self->observations);
  G_OBJECT_CLASS (pl_discovery_parent_class)->finalize (object);
}

static void
pl_discovery_class_init (PlDiscoveryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_discovery_finalize;
}

static void
pl_discovery_init (PlDiscovery *self)
{
}

/**
 * pl_discovery_new:
 * @proposals: (transfer full) (element-type PlProposal): best first, may be empty
 * @observations: (transfer full) (element-type PlObservation): in the order of time
 *
 * Returns: (transfer full):
 */
PlDiscovery *
pl_discovery_new (PlAddress *address, GPtrArray *proposals, GPtrArray *observations)
{
  PlDiscovery *self = g_object_new (PL_TYPE_DISCOVERY, NULL);

  self->address = g_object_ref (address);
  self->proposals = proposals;
  self->observations = observations;
  return self;
}

PlAddress *
pl_discovery_get_address (PlDiscovery *self)
{
  return self->address;
}

guint
pl_discovery_get_n_proposals (PlDiscovery *self)
{
  return self->proposals->len;
}

/**
 * pl_discovery_get_proposal:
 *
 * Returns: (transfer none):
 */
PlProposal *
pl_discovery_get_proposal (PlDiscovery *self, guint index)
{
  g_return_val_if_fail (index < self->proposals->len, NULL);
  return self->proposals->pdata[index];
}

/**
 * pl_discovery_get_observations:
 *
 * Returns: (transfer none) (element-type PlObservation): not to be changed
 */
GPtrArray *
pl_discovery_get_observations (PlDiscovery *self)
{
  return self->observations;
}
