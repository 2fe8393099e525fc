// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-domain.h"

#include "base/pl-hostname.h"

#include <libpsl.h>
#include <string.h>

static const psl_ctx_t *
get_public_suffixes (void)
{
  static gsize ready;
  static psl_ctx_t *suffixes; /* owned by the process */

  if (g_once_init_enter (&ready))
    {
      /* The system's list where it is newer than the one built in. */
      suffixes = psl_latest (NULL);
      g_once_init_leave (&ready, 1);
    }

  return suffixes != NULL ? suffixes : psl_builtin ();
}

/**
 * pl_domain_get_registrable:
 * @host: lower-case ASCII name (see pl_hostname_to_ascii())
 *
 * The part of a name that somebody registered: `example.co.uk` of `imap.mail.example.co.uk`.
 *
 * Returns: (transfer none) (nullable): points into @host; %NULL for an address, a public suffix,
 *   or a name of one label
 */
const char *
pl_domain_get_registrable (const char *host)
{
  if (pl_hostname_is_address (host))
    return NULL;

  return psl_registrable_domain (get_public_suffixes (), host);
}

/**
 * pl_domain_is_same_registrable:
 * @host: lower-case ASCII name
 * @other: lower-case ASCII name
 *
 * Returns: whether both belong to the same registrant. Equal names always do, even addresses.
 */
gboolean
pl_domain_is_same_registrable (const char *host, const char *other)
{
  const char *mine;

  if (g_str_equal (host, other))
    return TRUE;

  mine = pl_domain_get_registrable (host);
  return mine != NULL && g_strcmp0 (mine, pl_domain_get_registrable (other)) == 0;
}

/**
 * pl_domain_is_top_level:
 * @label: lower-case ASCII, without dots
 *
 * Returns: whether such a top-level domain exists, as far as the list of public suffixes knows
 */
gboolean
pl_domain_is_top_level (const char *label)
{
  return psl_is_public_suffix2 (get_public_suffixes (), label,
                                PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE);
}

/**
 * pl_domain_is_public:
 * @host: lower-case ASCII name
 *
 * Returns: whether @host can be found from anywhere: below a top-level domain that exists. Not so
 *   localhost, single words, addresses, .local (RFC 6762), .internal, .invalid, .localdomain and
 *   whatever else networks call themselves; nor .onion and .arpa, which are there for something else.
 *   .example and .test (RFC 2606) stand for public names wherever they are written
 */
gboolean
pl_domain_is_public (const char *host)
{
  static const char *const elsewhere[] = { "onion", "arpa", NULL };
  static const char *const as_if[] = { "example", "test", NULL };
  const char *last = strrchr (host, '.');

  if (last == NULL || pl_domain_get_registrable (host) == NULL)
    return FALSE;

  return g_strv_contains (as_if, last + 1) ||
         (pl_domain_is_top_level (last + 1) && !g_strv_contains (elsewhere, last + 1));
}
