// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlBrowserSignIn:
 *
 * Signing in on the provider's own page, where this program is registered there: a button, and what
 * has become of it. Nothing where that cannot be offered.
 *
 * Signals: `changed`: the person went to the browser, or is back.
 */
#define PL_TYPE_BROWSER_SIGN_IN (pl_browser_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (PlBrowserSignIn, pl_browser_sign_in, PL, BROWSER_SIGN_IN, GtkWidget)

GtkWidget *pl_browser_sign_in_new (PlSetup *setup);
gboolean pl_browser_sign_in_is_waiting (PlBrowserSignIn *sign_in);
void pl_browser_sign_in_update (PlBrowserSignIn *sign_in);

G_END_DECLS
