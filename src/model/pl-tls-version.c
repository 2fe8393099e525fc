// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pl-tls-version.h"

/* As GnuTLS says it in the evidence, and as everything else writes it. */
static const struct
{
  const char *version;
  const char *nick;
} tls_versions[] = {
  { "TLS1.3", "TLSv1.3" }, { "TLS1.2", "TLSv1.2" }, { "TLS1.1", "TLSv1.1" },
  { "TLS1.0", "TLSv1.0" }, { "SSL3.0", "SSLv3" },
};

/**
 * pl_tls_version_to_nick:
 * @version: (nullable): as in the evidence, such as `TLS1.3`
 *
 * Returns: (nullable): what other programs read, such as `TLSv1.3`; @version itself where there is no
 *   other name for it
 */
const char *
pl_tls_version_to_nick (const char *version)
{
  for (guint i = 0; version != NULL && i < G_N_ELEMENTS (tls_versions); i++)
    if (g_str_equal (tls_versions[i].version, version))
      return tls_versions[i].nick;

  return version;
}

/**
 * pl_tls_version_from_nick:
 * @nick: (nullable): such as `TLSv1.3`
 *
 * Returns: (nullable): as in the evidence; @nick itself where it is none
 */
const char *
pl_tls_version_from_nick (const char *nick)
{
  for (guint i = 0; nick != NULL && i < G_N_ELEMENTS (tls_versions); i++)
    if (g_str_equal (tls_versions[i].nick, nick))
      return tls_versions[i].version;

  return nick;
}
