// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-terms.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlServerAdvice:
 *
 * What does not fit together in the settings of a server, beside its fields, with a button that makes
 * it fit. Hidden while all fits.
 *
 * Signals: `taken` (port as uint, 0: it stays; #PlSecurity as int): the person wants it so.
 */
#define PL_TYPE_SERVER_ADVICE (pl_server_advice_get_type ())
G_DECLARE_FINAL_TYPE (PlServerAdvice, pl_server_advice, PL, SERVER_ADVICE, GtkWidget)

const char *pl_server_advice_update (PlServerAdvice *advice,
                                     PlService service,
                                     guint port,
                                     PlSecurity security);

G_END_DECLS
