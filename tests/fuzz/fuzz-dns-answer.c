// SPDX-License-Identifier: GPL-3.0-or-later
/* The first byte chooses the type that is asked for, the rest is the answer. */
#include "net/pl-dns.h"

#include "base/pl-hostname.h"
#include "base/pl-text.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_record (const PlDnsRecord *record, PlDnsType type)
{
  g_assert_cmpint (record->type, ==, type);
  g_assert_nonnull (record->target);
  if (type == PL_DNS_A || type == PL_DNS_AAAA)
    g_assert_true (pl_hostname_is_address (record->target));
  else if (type == PL_DNS_TXT)
    g_assert_false (pl_text_has_control_characters (record->target));
  else if (strcmp (record->target, ".") != 0)
    {
      g_autofree char *again = pl_hostname_to_ascii (record->target, NULL);

      g_assert_cmpstr (again, ==, record->target);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const PlDnsType types[] = { PL_DNS_A, PL_DNS_AAAA, PL_DNS_MX, PL_DNS_SRV, PL_DNS_TXT };
  g_autoptr (GPtrArray) records = NULL;
  PlDnsType type;
  PlOutcome outcome;

  if (size == 0)
    return 0;

  type = types[data[0] % G_N_ELEMENTS (types)];
  outcome = pl_dns_parse_answer (data + 1, size - 1, type, &records);
  g_assert_cmpint (outcome == PL_OUTCOME_FOUND, ==, records != NULL);
  for (guint i = 0; records != NULL && i < records->len; i++)
    check_record (records->pdata[i], type);
  return 0;
}
