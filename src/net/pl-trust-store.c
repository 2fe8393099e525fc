// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/pl-trust-store-private.h"

#include "base/pl-worker.h"

#include <string.h>

struct _PlTrustStore
{
  gatomicrefcount refs;
  char *ca_pem; /* owned, nullable: the system's authorities */
  PlWorker *loader; /* owned, nullable: loads early, and holds no reference */
  GMutex lock;
  gnutls_certificate_credentials_t credentials; /* owned; NULL before it is loaded; under lock */
};

/**
 * pl_trust_store_new:
 * @ca_pem: (nullable): the only authority to believe; %NULL for those of the system
 *
 * Returns: (transfer full): not loaded yet
 */
PlTrustStore *
pl_trust_store_new (const char *ca_pem)
{
  PlTrustStore *self = g_new0 (PlTrustStore, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->ca_pem = g_strdup (ca_pem);
  return self;
}

PlTrustStore *
pl_trust_store_ref (PlTrustStore *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
pl_trust_store_unref (PlTrustStore *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  /* A thread inside GnuTLS must not outlive main(): the library tidies up at exit. */
  pl_worker_join (self->loader);
  if (self->credentials != NULL)
    gnutls_certificate_free_credentials (self->credentials);
  g_mutex_clear (&self->lock);
  g_free (self->ca_pem);
  g_free (self);
}

/* A store that cannot be read leaves nothing to believe: every certificate is then refused as one of
 * an unknown issuer, which is what it is on that computer. */
static void
load (PlTrustStore *self)
{
  gnutls_datum_t pem = { 0 };

  gnutls_certificate_allocate_credentials (&self->credentials);
  if (self->ca_pem == NULL)
    {
      gnutls_certificate_set_x509_system_trust (self->credentials);
      return;
    }

  pem.data = (guchar *) self->ca_pem;
  pem.size = (guint) strlen (self->ca_pem);
  gnutls_certificate_set_x509_trust_mem (self->credentials, &pem, GNUTLS_X509_FMT_PEM);
}

/**
 * pl_trust_store_get_credentials:
 *
 * Loads the store if that has not been done, or waits until the thread that does it is ready: some
 * 20 ms of our own work, which neither a deadline nor a cancel cuts short.
 *
 * Returns: (transfer none): read-only from now on, so sessions of several threads may share it
 */
gnutls_certificate_credentials_t
pl_trust_store_get_credentials (PlTrustStore *self)
{
  gnutls_certificate_credentials_t credentials;

  g_mutex_lock (&self->lock);
  if (self->credentials == NULL)
    load (self);
  credentials = self->credentials;
  g_mutex_unlock (&self->lock);

  return credentials;
}

static void
run_load (gpointer data)
{
  pl_trust_store_get_credentials (data);
}

/**
 * pl_trust_store_load_early:
 *
 * Begins to load on a thread of its own, so that it costs nothing where a handshake waits for it.
 * A second call does nothing; two at a time are the caller's to prevent. Where no thread can be had,
 * the first handshake loads it.
 */
void
pl_trust_store_load_early (PlTrustStore *self)
{
  if (self->loader != NULL)
    return;

  self->loader = pl_worker_start ("pl-trust", run_load, self, NULL);
}
