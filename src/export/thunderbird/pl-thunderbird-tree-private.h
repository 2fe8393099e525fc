// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/thunderbird/pl-thunderbird-prefs-private.h"
#include "model/pl-terms.h"

G_BEGIN_DECLS

/* Settings at BRANCH KEY . LEAF, such as mail.server. server3 .port */
char *
pl_thunderbird_next_key (const PlThunderbirdPrefs *prefs, const char *branch, const char *stem);
char **pl_thunderbird_get_list (const PlThunderbirdPrefs *prefs, const char *name);
void pl_thunderbird_add_to_list (PlThunderbirdPrefs *prefs, const char *name, const char *key);
const char *pl_thunderbird_get_string (const PlThunderbirdPrefs *prefs,
                                       const char *branch,
                                       const char *key,
                                       const char *leaf);
void pl_thunderbird_set_string (PlThunderbirdPrefs *prefs,
                                const char *branch,
                                const char *key,
                                const char *leaf,
                                const char *value);
void pl_thunderbird_set_int (PlThunderbirdPrefs *prefs,
                             const char *branch,
                             const char *key,
                             const char *leaf,
                             int value);
void pl_thunderbird_set_bool (PlThunderbirdPrefs *prefs,
                              const char *branch,
                              const char *key,
                              const char *leaf,
                              gboolean value);

gboolean pl_thunderbird_is_same_host (const char *theirs, const char *ours);
gboolean pl_thunderbird_is_same_user (const char *theirs, const char *ours);
int pl_thunderbird_get_socket_type (PlSecurity security);

G_END_DECLS
