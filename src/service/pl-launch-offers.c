// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/pl-launch-offers-private.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <limits.h>
#include <unistd.h>

/* What one caller may fetch of one account. */
typedef struct
{
  PlLaunchOffers *offers; /* borrowed: whose this is */
  char *sender; /* owned: unique name */
  PlSetupHandover *handover; /* shared */
  guint taken; /* bits by index */
  guint timeout; /* source */
} Offer;

struct _PlLaunchOffers
{
  GPtrArray *list; /* owned: Offer */
  guint lifetime_ms;
  void (*changed) (gpointer data);
  gpointer data; /* borrowed */
};

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_clear_handle_id (&offer->timeout, g_source_remove);
  pl_setup_handover_unref (offer->handover);
  g_free (offer->sender);
  g_free (offer);
}

/**
 * pl_launch_offers_new:
 * @lifetime_ms: how long an offer stands
 * @changed: called when there may be none any more
 */
PlLaunchOffers *
pl_launch_offers_new (guint lifetime_ms, void (*changed) (gpointer data), gpointer data)
{
  PlLaunchOffers *self = g_new0 (PlLaunchOffers, 1);

  self->list = g_ptr_array_new_with_free_func (offer_free);
  self->lifetime_ms = lifetime_ms;
  self->changed = changed;
  self->data = data;
  return self;
}

/* For offers to come. */
void
pl_launch_offers_set_lifetime (PlLaunchOffers *self, guint lifetime_ms)
{
  self->lifetime_ms = lifetime_ms;
}

void
pl_launch_offers_free (PlLaunchOffers *self)
{
  g_ptr_array_unref (self->list);
  g_free (self);
}

static void
drop (Offer *offer)
{
  PlLaunchOffers *self = offer->offers;

  g_ptr_array_remove_fast (self->list, offer);
  self->changed (self->data);
}

static gboolean
expired_cb (gpointer data)
{
  Offer *offer = data;

  offer->timeout = 0;
  drop (offer);
  return G_SOURCE_REMOVE;
}

void
pl_launch_offers_add (PlLaunchOffers *self, const char *sender, PlSetupHandover *handover)
{
  Offer *offer;

  if (pl_setup_handover_get_n_secrets (handover) == 0)
    return;

  offer = g_new0 (Offer, 1);
  offer->offers = self;
  offer->sender = g_strdup (sender);
  offer->handover = pl_setup_handover_ref (handover);
  offer->timeout = g_timeout_add (self->lifetime_ms, expired_cb, offer);
  g_ptr_array_add (self->list, offer);
}

/* @index: (out): which of the secrets @entry names */
static gboolean
find_entry (Offer *offer, const char *entry, guint *index)
{
  for (guint i = 0; i < pl_setup_handover_get_n_secrets (offer->handover); i++)
    {
      const char *name;

      pl_setup_handover_get_secret (offer->handover, i, &name);
      *index = i;
      if (g_str_equal (name, entry))
        return (offer->taken & (1u << i)) == 0;
    }

  return FALSE;
}

/**
 * pl_launch_offers_take:
 * @secret: (out) (transfer full): with %PL_LAUNCH_OFFER_TAKEN
 */
PlLaunchOfferResult
pl_launch_offers_take (PlLaunchOffers *self,
                       const char *sender,
                       const char *account_id,
                       const char *entry,
                       PlSecret **secret)
{
  PlLaunchOfferResult result = PL_LAUNCH_OFFER_NOT_FOUND;

  for (guint i = 0; i < self->list->len; i++)
    {
      Offer *offer = self->list->pdata[i];
      guint index = 0;

      if (!g_str_equal (pl_setup_handover_get_account_id (offer->handover), account_id))
        continue;
      if (!g_str_equal (offer->sender, sender))
        {
          result = PL_LAUNCH_OFFER_NOT_ALLOWED;
          continue;
        }
      if (!find_entry (offer, entry, &index))
        continue;

      *secret = pl_secret_ref (pl_setup_handover_get_secret (offer->handover, index, NULL));
      offer->taken |= 1u << index;
      if (offer->taken + 1 == 1u << pl_setup_handover_get_n_secrets (offer->handover))
        drop (offer);
      return PL_LAUNCH_OFFER_TAKEN;
    }

  return result;
}

/**
 * pl_launch_offers_withdraw:
 *
 * @sender has left the bus.
 */
void
pl_launch_offers_withdraw (PlLaunchOffers *self, const char *sender)
{
  for (guint i = self->list->len; i > 0; i--)
    if (g_str_equal (((Offer *) self->list->pdata[i - 1])->sender, sender))
      g_ptr_array_remove_index_fast (self->list, i - 1);
  self->changed (self->data);
}

gboolean
pl_launch_offers_is_empty (PlLaunchOffers *self)
{
  return self->list->len == 0;
}

/**
 * pl_launch_offers_fill_pipe:
 * @read_end: (out): a pipe with the bare secret in it, and then its end
 *
 * A pipe takes PIPE_BUF bytes at least without a reader; longer secrets there are none.
 */
gboolean
pl_launch_offers_fill_pipe (const PlSecret *secret, int *read_end)
{
  int ends[2];
  gsize length = pl_secret_get_length (secret);
  gboolean filled;

  if (length > PIPE_BUF || !g_unix_open_pipe (ends, FD_CLOEXEC, NULL))
    return FALSE;

  filled = write (ends[1], pl_secret_peek (secret), length) == (gssize) length;
  (void) close (ends[1]);
  *read_end = ends[0];
  if (!filled)
    (void) close (ends[0]);
  return filled;
}
