// SPDX-License-Identifier: GPL-3.0-or-later
/* What a name server answered (RFC 1035), read without a byte of trust. Lengths and compression
 * pointers are followed by libresolv, which refuses loops and everything outside the message. */
#include "net/pl-dns.h"

#include "base/pl-hostname.h"
#include "base/pl-text.h"

#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <resolv.h>
#include <string.h>

#define MOST_RECORDS 64 /* more than any name needs; an endless list is cut here */

void
pl_dns_record_free (PlDnsRecord *record)
{
  g_free (record->target);
  g_free (record);
}

/* A name in the form that PlDnsRecord promises; NULL for what cannot be a host. */
static char *
read_name (const guint8 *message, gsize length, const guint8 *at)
{
  char name[NS_MAXDNAME];
  g_autofree char *ascii = NULL;

  if (dn_expand (message, message + length, at, name, sizeof name) < 0)
    return NULL;
  if (*name == '\0')
    return g_strdup (".");

  ascii = pl_hostname_to_ascii (name, NULL);
  if (ascii == NULL || pl_hostname_is_address (ascii))
    return NULL;
  return g_steal_pointer (&ascii);
}

static char *
read_address (int family, const guint8 *data)
{
  char text[INET6_ADDRSTRLEN];

  return g_strdup (inet_ntop (family, data, text, sizeof text));
}

/* The character strings of one record in a row (RFC 1035 3.3.14; what they mean together is said in
 * RFC 7208 3.3). NULL for what is no text: nobody who reads TXT records here has a use for it. */
static char *
read_text (const guint8 *data, guint size)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint at = 0; at < size; at += 1u + data[at])
    {
      if (data[at] >= size - at)
        return NULL;
      g_string_append_len (text, (const char *) data + at + 1, data[at]);
    }

  if (strlen (text->str) != text->len || pl_text_has_control_characters (text->str))
    return NULL;
  return g_strdup (text->str);
}

/* Reads the part of a record that belongs to its type. Returns NULL for one that is malformed. */
static PlDnsRecord *
read_record (const guint8 *message, gsize length, const ns_rr *rr)
{
  const guint8 *data = ns_rr_rdata (*rr);
  guint size = ns_rr_rdlen (*rr);
  PlDnsRecord record = { .type = (PlDnsType) ns_rr_type (*rr) };

  switch (record.type)
    {
    case PL_DNS_A:
      record.target = size == 4 ? read_address (AF_INET, data) : NULL;
      break;
    case PL_DNS_AAAA:
      record.target = size == 16 ? read_address (AF_INET6, data) : NULL;
      break;
    case PL_DNS_MX: /* RFC 1035 3.3.9 */
      record.priority = size > 2 ? ns_get16 (data) : 0;
      record.target = size > 2 ? read_name (message, length, data + 2) : NULL;
      break;
    case PL_DNS_TXT:
      record.target = read_text (data, size);
      break;
    case PL_DNS_SRV: /* RFC 2782 */
      record.priority = size > 6 ? ns_get16 (data) : 0;
      record.weight = size > 6 ? ns_get16 (data + 2) : 0;
      record.port = size > 6 ? ns_get16 (data + 4) : 0;
      record.target = size > 6 ? read_name (message, length, data + 6) : NULL;
      break;
    default:
      break;
    }

  return record.target != NULL ? g_memdup2 (&record, sizeof record) : NULL;
}

/* The most wanted first; equal ones stay in the order of the answer, heavier ones before. */
static gint
compare_records (gconstpointer a, gconstpointer b)
{
  const PlDnsRecord *first = *(PlDnsRecord *const *) a;
  const PlDnsRecord *second = *(PlDnsRecord *const *) b;

  if (first->priority != second->priority)
    return first->priority - second->priority;
  return second->weight - first->weight;
}

static PlOutcome
read_rcode (const guint8 *message)
{
  switch (message[3] & 0x0f)
    {
    case ns_r_noerror:
      return PL_OUTCOME_FOUND;
    case ns_r_nxdomain:
      return PL_OUTCOME_NO_SUCH_NAME;
    default: /* SERVFAIL, REFUSED, NOTIMP, FORMERR: it answers, and cannot help */
      return PL_OUTCOME_SERVER_FAILURE;
    }
}

/**
 * pl_dns_parse_answer:
 * @message: as it came from the network
 * @length: in bytes
 * @records: (out) (transfer full) (element-type PlDnsRecord): those of @type, the most wanted first;
 *   set with %PL_OUTCOME_FOUND only
 *
 * Reads an answer (RFC 1035 4.1, RFC 2782, RFC 3596). Records that are malformed, names that cannot
 * be hosts, and texts with control characters are passed over.
 *
 * Returns: %PL_OUTCOME_FOUND, %PL_OUTCOME_NO_DATA (the name exists, without such a record),
 *   %PL_OUTCOME_NO_SUCH_NAME, %PL_OUTCOME_SERVER_FAILURE, or %PL_OUTCOME_FAILED for what is no answer
 */
PlOutcome
pl_dns_parse_answer (const guint8 *message, gsize length, PlDnsType type, GPtrArray **records)
{
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify) pl_dns_record_free);
  PlOutcome outcome;
  ns_msg parsed;
  ns_rr rr;

  *records = NULL;
  if (length < NS_HFIXEDSZ || length > NS_MAXMSG || (message[2] & 0x80) == 0)
    return PL_OUTCOME_FAILED;

  outcome = read_rcode (message);
  if (outcome != PL_OUTCOME_FOUND)
    return outcome;
  if (ns_initparse (message, (int) length, &parsed) < 0)
    return PL_OUTCOME_FAILED;

  for (int i = 0; i < ns_msg_count (parsed, ns_s_an) && found->len < MOST_RECORDS; i++)
    {
      PlDnsRecord *record;

      if (ns_parserr (&parsed, ns_s_an, i, &rr) < 0)
        return PL_OUTCOME_FAILED;
      if (ns_rr_class (rr) != ns_c_in || ns_rr_type (rr) != (ns_type) type)
        continue;
      record = read_record (message, length, &rr);
      if (record != NULL)
        g_ptr_array_add (found, record);
    }

  if (found->len == 0)
    return PL_OUTCOME_NO_DATA;
  g_ptr_array_sort (found, compare_records);
  *records = g_steal_pointer (&found);
  return PL_OUTCOME_FOUND;
}
