// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/parts/pl-disclosure.h"

#include "setup/pl-setup.h"

G_BEGIN_DECLS

char *pl_asked_list_describe (PlEvidence *evidence);
void pl_asked_list_show (PlDisclosure *list, const char *text);
GtkWidget *pl_asked_list_new (PlSetup *setup);
void pl_asked_list_update (PlDisclosure *list, PlSetup *setup);

G_END_DECLS
