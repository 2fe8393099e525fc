// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlHostCompletion:
 *
 * Completes a server's name while it is typed, from names that are known: what was added is selected,
 * so that the next key replaces it. Takes nothing away and opens no list.
 */
#define PL_TYPE_HOST_COMPLETION (pl_host_completion_get_type ())
G_DECLARE_FINAL_TYPE (PlHostCompletion, pl_host_completion, PL, HOST_COMPLETION, GObject)

PlHostCompletion *pl_host_completion_new (GtkEditable *entry);
void pl_host_completion_take_hosts (PlHostCompletion *completion, GStrv hosts);

const char *pl_host_completion_find (const char *const *hosts, const char *typed);

G_END_DECLS
