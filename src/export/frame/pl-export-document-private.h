// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/frame/pl-export-document.h"

G_BEGIN_DECLS

/* For administrators */
extern const PlExportDocument pl_export_autoconfig;
extern const PlExportDocument pl_export_dns;
extern const PlExportDocument pl_export_mobileconfig;

/* pl-export-autoconfig.c */
const char *pl_export_get_domain (PlExportAccount *account);

/* pl-export-xml.c */
void pl_xml_add (GString *xml, guint indent, const char *element, const char *text);

G_END_DECLS
