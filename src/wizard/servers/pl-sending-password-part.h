// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlSendingPasswordPart:
 *
 * Whether sending has a password of its own, and that password. Hidden where there cannot be two.
 */
#define PL_TYPE_SENDING_PASSWORD_PART (pl_sending_password_part_get_type ())
G_DECLARE_FINAL_TYPE (PlSendingPasswordPart,
                      pl_sending_password_part,
                      PL,
                      SENDING_PASSWORD_PART,
                      GtkWidget)

void pl_sending_password_part_update (PlSendingPasswordPart *part, PlSetup *setup);
gboolean pl_sending_password_part_require (PlSendingPasswordPart *part);
gboolean pl_sending_password_part_point_out (PlSendingPasswordPart *part);

G_END_DECLS
