// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pl-chain-certificate.h"

struct _PlChainCertificate
{
  GObject parent_instance;

  PlChainRole role;
  char *title; /* owned */
  GArray *rows; /* owned: PlChainRow, label and value are owned */
};

G_DEFINE_FINAL_TYPE (PlChainCertificate, pl_chain_certificate, G_TYPE_OBJECT)

static void
clear_row (gpointer data)
{
  PlChainRow *row = data;

  g_free ((char *) row->label);
  g_free ((char *) row->value);
}

static void
pl_chain_certificate_finalize (GObject *object)
{
  PlChainCertificate *self = PL_CHAIN_CERTIFICATE (object);

  g_free (self->title);
  g_array_unref (self->rows);
  G_OBJECT_CLASS (pl_chain_certificate_parent_class)->finalize (object);
}

static void
pl_chain_certificate_class_init (PlChainCertificateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_chain_certificate_finalize;
}

static void
pl_chain_certificate_init (PlChainCertificate *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (PlChainRow));
  g_array_set_clear_func (self->rows, clear_row);
}

/**
 * pl_chain_certificate_new:
 * @title: what it is, in the person's language
 * @rows: (array length=n_rows): copied, but for the static keys
 *
 * Returns: (transfer full):
 */
PlChainCertificate *
pl_chain_certificate_new (PlChainRole role, const char *title, const PlChainRow *rows, guint n_rows)
{
  PlChainCertificate *self = g_object_new (PL_TYPE_CHAIN_CERTIFICATE, NULL);

  self->role = role;
  self->title = g_strdup (title);
  for (guint i = 0; i < n_rows; i++)
    {
      PlChainRow row = rows[i];

      row.label = g_strdup (row.label);
      row.value = g_strdup (row.value);
      g_array_append_val (self->rows, row);
    }

  return self;
}

PlChainRole
pl_chain_certificate_get_role (PlChainCertificate *self)
{
  return self->role;
}

const char *
pl_chain_certificate_get_title (PlChainCertificate *self)
{
  return self->title;
}

/**
 * pl_chain_certificate_get_rows:
 * @n_rows: (out):
 *
 * Returns: (transfer none) (array length=n_rows): in the order to be read; only what is known
 */
const PlChainRow *
pl_chain_certificate_get_rows (PlChainCertificate *self, guint *n_rows)
{
  *n_rows = self->rows->len;
  return (const PlChainRow *) (gpointer) self->rows->data;
}

/**
 * pl_chain_certificate_get_value:
 *
 * Returns: (transfer none) (nullable): the value of the row with that key
 */
const char *
pl_chain_certificate_get_value (PlChainCertificate *self, const char *key)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (g_array_index (self->rows, PlChainRow, i).key, key))
      return g_array_index (self->rows, PlChainRow, i).value;

  return NULL;
}
