// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/pl-terminal.h"
#include "model/pl-evidence.h"
#include "model/pl-finding.h"
#include "model/pl-requirement.h"
#include "model/pl-server-settings.h"
#include "setup/pl-setup.h"

G_BEGIN_DECLS

void pl_report_text_write_server (PlPaper *paper, PlServerSettings *server, gboolean with_source);
void pl_report_text_write_links (PlPaper *paper, const PlLink *links, guint n_links);
void pl_report_text_write_steps (PlPaper *paper, const char *const *steps);
void pl_report_text_write_finding (PlPaper *paper, PlFinding *finding);
void pl_report_text_write_requirement (PlPaper *paper, PlRequirement *requirement);
void pl_report_text_write_findings (PlPaper *paper, PlSetup *setup);
void pl_report_text_write_heading (PlPaper *paper, const char *heading);
void pl_report_text_write_test_message (PlPaper *paper, PlEvidence *evidence);
void pl_report_text_write_hosts_asked (PlPaper *paper, PlEvidence *evidence);
void pl_report_text_write_hosts_beyond (PlPaper *paper, const char *const *hosts);
void pl_report_text_write_hosts_to_ask (PlPaper *paper, const char *const *hosts);

G_END_DECLS
