// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-chain.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlCertificateCard:
 *
 * The certificates of a server as a person reads them: who vouches for it, what exactly is wrong, for
 * whom the server's own is, who issued it, how long it holds, its fingerprint; and folded, all that
 * the server sent along.
 */
#define PL_TYPE_CERTIFICATE_CARD (pl_certificate_card_get_type ())
G_DECLARE_FINAL_TYPE (PlCertificateCard, pl_certificate_card, PL, CERTIFICATE_CARD, GtkWidget)

GtkWidget *pl_certificate_card_new (PlChain *chain);

G_END_DECLS
