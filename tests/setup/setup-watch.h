// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

G_BEGIN_DECLS

/**
 * SetupWatch:
 * @stages: a letter for each stage that was notified: Entering, Discovering, Checking, Trouble,
 *   Verified
 *
 * One discovery or check on the main loop, and what the program saw of it.
 */
typedef struct
{
  GMainLoop *loop;
  PlSetup *setup;
  GError *error;
  gboolean finished;
  GString *stages;
  guint n_observed;
} SetupWatch;

void setup_watch_begin (SetupWatch *watch, PlSetup *setup);
void setup_watch_end (SetupWatch *watch);
void setup_watch_check (SetupWatch *watch, PlDirections directions);
void setup_watch_discover (SetupWatch *watch);

/* For those that begin by themselves. */
void setup_watch_checked_cb (GObject *source, GAsyncResult *result, gpointer watch);
void setup_watch_discovered_cb (GObject *source, GAsyncResult *result, gpointer watch);

G_END_DECLS
