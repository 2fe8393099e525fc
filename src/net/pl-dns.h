// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-deadline.h"
#include "model/pl-observation.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  PL_DNS_A = 1,
  PL_DNS_MX = 15,
  PL_DNS_TXT = 16,
  PL_DNS_AAAA = 28,
  PL_DNS_SRV = 33,
} PlDnsType;

/**
 * PlDnsRecord:
 * @priority: of MX and SRV
 * @weight: of SRV
 * @port: of SRV
 * @target: host name in lower-case ASCII without the final dot (`.` for "none here"), or address, or
 *   the text of TXT
 */
typedef struct
{
  PlDnsType type;
  guint16 priority;
  guint16 weight;
  guint16 port;
  char *target; /* owned */
} PlDnsRecord;

void pl_dns_record_free (PlDnsRecord *record);

PlOutcome
pl_dns_parse_answer (const guint8 *message, gsize length, PlDnsType type, GPtrArray **records);

G_END_DECLS
