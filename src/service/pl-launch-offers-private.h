// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup-handover.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  PL_LAUNCH_OFFER_TAKEN,
  PL_LAUNCH_OFFER_NOT_FOUND,
  PL_LAUNCH_OFFER_NOT_ALLOWED,
} PlLaunchOfferResult;

/**
 * PlLaunchOffers:
 *
 * Secrets that callers may fetch, each once and for a while.
 */
typedef struct _PlLaunchOffers PlLaunchOffers;

PlLaunchOffers *
pl_launch_offers_new (guint lifetime_ms, void (*changed) (gpointer data), gpointer data);
void pl_launch_offers_set_lifetime (PlLaunchOffers *offers, guint lifetime_ms);
void pl_launch_offers_free (PlLaunchOffers *offers);
void pl_launch_offers_add (PlLaunchOffers *offers, const char *sender, PlSetupHandover *handover);
PlLaunchOfferResult pl_launch_offers_take (PlLaunchOffers *offers,
                                           const char *sender,
                                           const char *account_id,
                                           const char *entry,
                                           PlSecret **secret);
void pl_launch_offers_withdraw (PlLaunchOffers *offers, const char *sender);
gboolean pl_launch_offers_is_empty (PlLaunchOffers *offers);
gboolean pl_launch_offers_fill_pipe (const PlSecret *secret, int *read_end);

G_END_DECLS
