// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-case-private.h"
#include "model/pl-fix.h"

G_BEGIN_DECLS

#define PL_SECONDS_PER_MINUTE 60
#define PL_FIXES_PAGE_TO_REPLACE "http://detectportal.firefox.com/canonical.html"

void pl_fixes_add_probe (PlCase *facts, const PlLane *lane, PlObservation *probe, GPtrArray *fixes);
void pl_fixes_add_port (PlCase *facts,
                        const PlLane *lane,
                        guint16 port,
                        PlSecurity security,
                        GPtrArray *fixes);
void pl_fixes_add_encrypted (PlCase *facts, const PlLane *lane, GPtrArray *fixes);
void pl_fixes_add_host (PlCase *facts,
                        const PlLane *lane,
                        const char *host,
                        gboolean proven,
                        GPtrArray *fixes);
void pl_fixes_add_provider_host (PlCase *facts, const PlLane *lane, GPtrArray *fixes);
void pl_fixes_add_approval (PlCase *facts, const PlLane *lane, GPtrArray *fixes);
void pl_fixes_add_server (PlCase *facts,
                          const PlLane *lane,
                          const PlProviderServer *server,
                          GPtrArray *fixes);
void pl_fixes_add_address (PlCase *facts, const PlLane *lane, GPtrArray *fixes);
void pl_fixes_add_exception (PlCase *facts, const PlLane *lane, GPtrArray *fixes);
void pl_fixes_add_cleartext (PlCase *facts, const PlLane *lane, GPtrArray *fixes);
void
pl_fixes_add_username (PlCase *facts, const PlLane *lane, const char *username, GPtrArray *fixes);
void pl_fixes_add_sign_in_page_of_network (PlCase *facts, const PlLane *lane, GPtrArray *fixes);
void pl_fixes_add_requirement_page (PlCase *facts,
                                    const PlLane *lane,
                                    const PlProviderRequirement *requirement,
                                    GPtrArray *fixes);
void pl_fixes_add_retry (PlCase *facts, const PlLane *lane, guint after_s, GPtrArray *fixes);
void pl_fixes_add_look_again (PlCase *facts, const PlLane *lane, GPtrArray *fixes);
void pl_fixes_add_retry_now (PlCase *facts, const PlLane *lane, GPtrArray *fixes);
void pl_fixes_add_retry_soon (PlCase *facts, const PlLane *lane, GPtrArray *fixes);
gboolean pl_fixes_is_own_host (PlCase *facts, const PlLane *lane, const char *host);

G_END_DECLS
