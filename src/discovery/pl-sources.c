// SPDX-License-Identifier: GPL-3.0-or-later
#include "discovery/pl-source-private.h"

static const char *const autoconfig_hosts[] = { "autoconfig.%EMAILDOMAIN%", NULL };
static const char *const well_known_hosts[] = { "%EMAILDOMAIN%", NULL };
static const char *const ispdb_hosts[] = { "autoconfig.thunderbird.net", NULL };
static const char *const autodiscover_hosts[] = { "autodiscover.%EMAILDOMAIN%", "%EMAILDOMAIN%",
                                                  NULL };
static const char *const pacc_hosts[] = { "ua-auto-config.%EMAILDOMAIN%", NULL };
static const char *const guess_hosts[] = { "imap.%EMAILDOMAIN%", "pop.%EMAILDOMAIN%",
                                           "smtp.%EMAILDOMAIN%", "mail.%EMAILDOMAIN%",
                                           "%EMAILDOMAIN%",      NULL };

/* Of equally trustworthy sources the earlier is preferred. The built-in facts by domain come before
 * all of them; they need no look-up. */
const PlSourceRow pl_sources[] = {
  { "mx", PL_SOURCE_MX, PL_TRUST_DNS, NULL, pl_source_mx },
  { "srv", PL_SOURCE_SRV, PL_TRUST_DNS, NULL, pl_source_srv },
  { "autoconfig", PL_SOURCE_AUTOCONFIG, PL_TRUST_DOMAIN, autoconfig_hosts, pl_source_autoconfig },
  { "well-known", PL_SOURCE_AUTOCONFIG, PL_TRUST_DOMAIN, well_known_hosts, pl_source_well_known },
  { "ispdb", PL_SOURCE_ISPDB, PL_TRUST_DIRECTORY, ispdb_hosts, pl_source_ispdb },
  { "ispdb-mx", PL_SOURCE_ISPDB, PL_TRUST_DNS, ispdb_hosts, pl_source_ispdb_mx },
  { "autodiscover", PL_SOURCE_AUTODISCOVER, PL_TRUST_DOMAIN, autodiscover_hosts,
    pl_source_autodiscover },
  { "pacc", PL_SOURCE_PACC, PL_TRUST_DOMAIN, pacc_hosts, pl_source_pacc },
  { "guess", PL_SOURCE_GUESS, PL_TRUST_GUESS, guess_hosts, pl_source_guess },
};

const guint pl_n_sources = G_N_ELEMENTS (pl_sources);
