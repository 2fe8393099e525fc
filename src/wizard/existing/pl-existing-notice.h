// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlExistingNotice:
 *
 * Says on the page of the check that the mail program which an account was taken over from deletes mail
 * from the server, and offers to have it left there. No fault, so it is no finding. It finds the account
 * by the page that it is on, and is invisible unless there is something to say.
 */
#define PL_TYPE_EXISTING_NOTICE (pl_existing_notice_get_type ())
G_DECLARE_FINAL_TYPE (PlExistingNotice, pl_existing_notice, PL, EXISTING_NOTICE, GtkWidget)

G_END_DECLS
