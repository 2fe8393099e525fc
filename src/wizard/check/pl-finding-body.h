// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlFindingBody:
 *
 * What an open card shows: what is wrong, how sure that is, and what can be done.
 *
 * Signals: `fix-chosen` (PlFix), `go-to` (the id of a page, the name of a field there or %NULL).
 */
#define PL_TYPE_FINDING_BODY (pl_finding_body_get_type ())
G_DECLARE_FINAL_TYPE (PlFindingBody, pl_finding_body, PL, FINDING_BODY, GtkWidget)

GtkWidget *
pl_finding_body_new (PlFinding *finding, const char *mark, PlSeverity severity, PlSetup *setup);
void pl_finding_body_set_checked_below (PlFindingBody *body, gboolean below);
void pl_finding_body_focus_heading (PlFindingBody *body);

G_END_DECLS
