// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pl-chain.h"

struct _PlChain
{
  GObject parent_instance;

  PlService service;
  char *host; /* owned */
  guint16 port;
  gboolean accepted;
  gboolean issuer_trusted;
  const char *trust; /* static */
  char *verdict; /* owned */
  GPtrArray *certificates; /* owned: PlChainCertificate */
  GArray *faults; /* owned: PlChainFault, its text is owned */
};

G_DEFINE_FINAL_TYPE (PlChain, pl_chain, G_TYPE_OBJECT)

static void
clear_fault (gpointer data)
{
  PlChainFault *fault = data;

  g_free ((char *) fault->text);
}

static void
pl_chain_finalize (GObject *object)
{
  PlChain *self = PL_CHAIN (object);

  g_free (self->host);
  g_free (self->verdict);
  g_ptr_array_unref (self->certificates);
  g_array_unref (self->faults);
  G_OBJECT_CLASS (pl_chain_parent_class)->finalize (object);
}

static void
pl_chain_class_init (PlChainClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_chain_finalize;
}

static void
pl_chain_init (PlChain *self)
{
  self->certificates = g_ptr_array_new_with_free_func (g_object_unref);
  self->faults = g_array_new (FALSE, FALSE, sizeof (PlChainFault));
  g_array_set_clear_func (self->faults, clear_fault);
}

/**
 * pl_chain_new:
 * @fields: copied, but for static strings; certificates are shared
 *
 * Returns: (transfer full):
 */
PlChain *
pl_chain_new (const PlChainFields *fields)
{
  PlChain *self = g_object_new (PL_TYPE_CHAIN, NULL);

  self->service = fields->service;
  self->host = g_strdup (fields->host);
  self->port = fields->port;
  self->accepted = fields->accepted;
  self->issuer_trusted = fields->issuer_trusted;
  self->trust = fields->trust;
  self->verdict = g_strdup (fields->verdict);
  for (guint i = 0; i < fields->certificates->len; i++)
    g_ptr_array_add (self->certificates, g_object_ref (fields->certificates->pdata[i]));
  for (guint i = 0; i < fields->n_faults; i++)
    {
      PlChainFault fault = { fields->faults[i].code, g_strdup (fields->faults[i].text) };

      g_array_append_val (self->faults, fault);
    }

  return self;
}

PlService
pl_chain_get_service (PlChain *self)
{
  return self->service;
}

const char *
pl_chain_get_host (PlChain *self)
{
  return self->host;
}

guint16
pl_chain_get_port (PlChain *self)
{
  return self->port;
}

gboolean
pl_chain_is_accepted (PlChain *self)
{
  return self->accepted;
}

gboolean
pl_chain_is_issuer_trusted (PlChain *self)
{
  return self->issuer_trusted;
}

const char *
pl_chain_get_trust (PlChain *self)
{
  return self->trust;
}

const char *
pl_chain_get_verdict (PlChain *self)
{
  return self->verdict;
}

/**
 * pl_chain_get_faults:
 * @n_faults: (out):
 *
 * Returns: (transfer none) (array length=n_faults):
 */
const PlChainFault *
pl_chain_get_faults (PlChain *self, guint *n_faults)
{
  *n_faults = self->faults->len;
  return (const PlChainFault *) (gpointer) self->faults->data;
}

guint
pl_chain_get_n_certificates (PlChain *self)
{
  return self->certificates->len;
}

/**
 * pl_chain_get_certificate:
 *
 * Returns: (transfer none):
 */
PlChainCertificate *
pl_chain_get_certificate (PlChain *self, guint index)
{
  g_return_val_if_fail (index < self->certificates->len, NULL);
  return self->certificates->pdata[index];
}
