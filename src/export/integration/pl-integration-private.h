// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/integration/pl-integration.h"

G_BEGIN_DECLS

extern const PlIntegration pl_integration_mailspring;
extern const PlIntegration pl_integration_thunderbird;

/* pl-integration.c */
GPtrArray *pl_integration_find_places (const PlIntegration *integration, PlExportPlace *named);

/* pl-integration-folder.c: a folder of ours within a mail program's own */
GBytes *pl_integration_look_up (const char *path);
gboolean
pl_integration_write_file (const char *path, GBytes *contents, gboolean *changed, GError **error);
gboolean pl_integration_remove_file (const char *path, gboolean *removed, GError **error);
gboolean pl_integration_write_folder (const char *folder,
                                      const char *prefix,
                                      gboolean *changed,
                                      GError **error);
gboolean pl_integration_remove_folder (const char *folder,
                                       const char *prefix,
                                       gboolean *whole,
                                       GError **error);

G_END_DECLS
