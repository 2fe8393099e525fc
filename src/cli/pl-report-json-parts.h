// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-evidence.h"
#include "model/pl-finding.h"
#include "model/pl-requirement.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void pl_report_json_add_links (JsonBuilder *builder, const PlLink *links, guint n_links);
void pl_report_json_add_findings (JsonBuilder *builder, GListModel *findings);
void pl_report_json_add_hosts_asked (JsonBuilder *builder, PlEvidence *evidence);
void pl_report_json_add_requirements (JsonBuilder *builder, GPtrArray *requirements);

void pl_report_json_add_test_message (JsonBuilder *builder, gboolean sent, PlObservation *delivery);
void pl_report_json_add_applied (JsonBuilder *builder, GPtrArray *applied);

G_END_DECLS
