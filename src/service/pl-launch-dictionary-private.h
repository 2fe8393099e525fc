// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/pl-launch-request.h"

G_BEGIN_DECLS

/**
 * PlLaunchDictionary:
 * @options: all of it lent by the dictionary and the other arguments
 * @token: (nullable): of the request object
 * @existing: owned
 *
 * The options of a call, read.
 */
typedef struct
{
  PlLaunchOptions options;
  const char *token;
  const char **existing;
} PlLaunchDictionary;

gboolean
pl_launch_dictionary_read (PlLaunchDictionary *dictionary, GVariant *options, GError **error);
void pl_launch_dictionary_clear (PlLaunchDictionary *dictionary);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlLaunchDictionary, pl_launch_dictionary_clear)

G_END_DECLS
