// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-evidence.h"
#include "model/pl-finding.h"
#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *pl_finding_details_new (PlFinding *finding, PlSetup *setup);
void pl_finding_details_add_log (GtkBox *box, PlService service, PlEvidence *evidence);
char *pl_finding_details_make_log (PlService service, PlEvidence *evidence);

G_END_DECLS
