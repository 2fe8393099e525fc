// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-evidence.h"
#include "model/pl-finding.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlSupportReport:
 * @evidence: (nullable): borrowed: what was seen; %NULL where nothing was asked
 * @findings: (element-type PlFinding): borrowed
 * @typed: the address as it was entered
 * @software: what made the report, and with what, one version a line
 * @made_at: seconds since 1970
 * @with_address: name the account in full; else the part before the @ is masked wherever it stands
 *
 * What a report for support is made of.
 */
typedef struct
{
  PlEvidence *evidence;
  GListModel *findings;
  const char *typed;
  const char *software;
  gint64 made_at;
  gboolean with_address;
} PlSupportReport;

char *pl_support_report_write (const PlSupportReport *report);

G_END_DECLS
