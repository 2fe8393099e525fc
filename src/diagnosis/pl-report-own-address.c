// SPDX-License-Identifier: GPL-3.0-or-later
/* From where the person's computer comes, as others see it: support needs it to find a block. */
#include "diagnosis/pl-report-parts-private.h"

#include <gio/gio.h>
#include <string.h>

/* Known outside of this network; GLib does not know those that providers share (RFC 6598) and those of
 * one site (RFC 4193). */
static gboolean
is_public (GInetAddress *address)
{
  const guint8 *bytes = g_inet_address_to_bytes (address);
  gboolean is_ipv4 = g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4;

  if (g_inet_address_get_is_loopback (address) || g_inet_address_get_is_link_local (address) ||
      g_inet_address_get_is_site_local (address) || g_inet_address_get_is_any (address) ||
      g_inet_address_get_is_multicast (address))
    return FALSE;

  return is_ipv4 ? !(bytes[0] == 100 && (bytes[1] & 0xc0) == 64) : (bytes[0] & 0xfe) != 0xfc;
}

/* The server's own: it was dialled there. */
static gboolean
is_dialled (PlEvidence *evidence, const char *address)
{
  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    {
      PlObservation *seen = pl_evidence_get_observation (evidence, i);

      if (pl_observation_get_sight (seen) == PL_SIGHT_DIAL &&
          g_strcmp0 (pl_observation_get (seen, PL_FACT_ADDRESS), address) == 0)
        return TRUE;
    }

  return FALSE;
}

/* An address in brackets, as in “250-mx.example.org at your service, [192.0.2.7]”. What stands first is
 * what the server calls itself (RFC 5321 4.1.1.1), which may be an address as well. */
static char *
find_literal (PlEvidence *evidence, const char *line)
{
  const char *p = line + strcspn (line, " -");
  const char *open;

  /* Past the mark behind the code, and past the first name. */
  for (guint i = 0; i < 2 && *p != '\0'; i++)
    p++;
  for (; (open = strchr (p, '[')) != NULL; p = open + 1)
    {
      const char *inner = open + (g_ascii_strncasecmp (open, "[IPv6:", 6) == 0 ? 6 : 1);
      g_autofree char *text = g_strndup (inner, strcspn (inner, "]"));
      g_autoptr (GInetAddress) address = g_inet_address_new_from_string (text);
      g_autofree char *plain = address != NULL ? g_inet_address_to_string (address) : NULL;

      if (address != NULL && is_public (address) && !is_dialled (evidence, plain))
        return g_steal_pointer (&plain);
    }

  return NULL;
}

/* Past the answer to EHLO, other answers begin with 250 as well. */
static gboolean
is_over_greeted (PlObservation *seen)
{
  return pl_observation_get_stage (seen) > PL_STAGE_CAPABILITIES;
}

/**
 * pl_report_find_own_address:
 *
 * The first line of the answer to EHLO greets the client, and many servers name its address there (RFC
 * 5321 4.1.1.1). Nobody else is asked for it.
 *
 * Returns: (transfer full) (nullable): an address that is known outside of this network
 */
char *
pl_report_find_own_address (PlEvidence *evidence)
{
  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    {
      PlObservation *seen = pl_evidence_get_observation (evidence, i);
      const char *text = pl_observation_get (seen, PL_FACT_TEXT);
      char *found;

      if (pl_observation_get_sight (seen) != PL_SIGHT_LINE ||
          pl_observation_get_probe (seen) != 0 || text == NULL ||
          pl_observation_get_service (seen) != PL_SERVICE_SMTP || is_over_greeted (seen) ||
          !pl_observation_has_word (seen, PL_FACT_DIRECTION, "received") ||
          !g_str_has_prefix (text, "250"))
        continue;
      found = find_literal (evidence, text);
      if (found != NULL)
        return found;
    }

  return NULL;
}
