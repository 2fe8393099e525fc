// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/frame/pl-export-plan.h"
#include "export/frame/pl-json-view-private.h"

G_BEGIN_DECLS

/**
 * PlMailspringMaking:
 * @star: the text of the object under "*" in config.json, as it is so far
 * @new_password: whether what is enciphered there changes
 *
 * A plan for Mailspring in the making: the passwords first, then the list of accounts.
 */
typedef struct
{
  PlExportPlan *plan; /* borrowed */
  PlExportAccount *account; /* borrowed */
  const char *file; /* borrowed: the path of config.json */
  char *star; /* owned */
  gboolean new_password;
} PlMailspringMaking;

void pl_mailspring_making_view (const PlMailspringMaking *making, PlJsonView *star);
void pl_mailspring_making_set_member (PlMailspringMaking *making,
                                      const char *name,
                                      const char *value,
                                      gboolean fresh);
gboolean pl_mailspring_set_damaged (const char *file, GError **error);

/* pl-mailspring-passwords.c */
const char *pl_mailspring_plan_passwords (PlMailspringMaking *making);

/* pl-mailspring-list.c */
gboolean pl_mailspring_plan_list (PlMailspringMaking *making, GError **error);

G_END_DECLS
