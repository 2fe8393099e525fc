// SPDX-License-Identifier: GPL-3.0-or-later
/* The certificates that the servers showed, for people and for programs. */
#include "cli/pl-report-chain.h"

#include "base/pl-json.h"

#include <glib/gi18n.h>

/* --- Text --- */

/**
 * pl_report_chain_find:
 *
 * Returns: (transfer full) (nullable): what the server showed where the connection ended at its
 *   certificate: whoever may have to make an exception should see for what
 */
PlChain *
pl_report_chain_find (PlSetup *setup, PlFinding *finding)
{
  PlService service = pl_finding_get_service (finding);
  g_autoptr (PlChain) chain = NULL;

  if (service == PL_SERVICE_ACCOUNT || pl_finding_get_stage (finding) != PL_STAGE_TLS)
    return NULL;

  chain = pl_setup_dup_chain (setup, pl_service_get_direction (service));
  return chain != NULL && !pl_chain_is_accepted (chain) ? g_steal_pointer (&chain) : NULL;
}

static void
write_certificate (PlPaper *paper, PlChainCertificate *certificate)
{
  guint n_rows;
  const PlChainRow *rows = pl_chain_certificate_get_rows (certificate, &n_rows);

  pl_paper_write_wrapped (paper, 4, "  · ", pl_chain_certificate_get_title (certificate));
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *line = g_strdup_printf ("%s: %s", rows[i].label, rows[i].value);

      pl_paper_write_wrapped (paper, 6, "    ", line);
    }
}

/* A fault that is the whole verdict is said once. */
static void
write_faults (PlPaper *paper, PlChain *chain)
{
  guint n_faults;
  const PlChainFault *faults = pl_chain_get_faults (chain, &n_faults);

  for (guint i = 0; i < n_faults; i++)
    if (g_strcmp0 (faults[i].text, pl_chain_get_verdict (chain)) != 0)
      pl_paper_write_wrapped (paper, 4, "  ! ", faults[i].text);
}

/**
 * pl_report_chain_write:
 *
 * Who vouches for the server, what is wrong, and every certificate. Where who vouches is in order, what
 * is wrong comes first.
 */
void
pl_report_chain_write (PlPaper *paper, PlChain *chain)
{
  gboolean wrong_first = pl_chain_is_issuer_trusted (chain);

  /* Translators: heading above the certificates that a server showed */
  pl_paper_write (paper, PL_INK_FAINT, _ ("Certificate:"));
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  if (wrong_first)
    write_faults (paper, chain);
  pl_paper_write_wrapped (paper, 4, "    ", pl_chain_get_verdict (chain));
  if (!wrong_first)
    write_faults (paper, chain);
  for (guint i = 0; i < pl_chain_get_n_certificates (chain); i++)
    write_certificate (paper, pl_chain_get_certificate (chain, i));
}

/* --- JSON --- */

static const char *
get_role_nick (PlChainRole role)
{
  static const char *const nicks[] = {
    [PL_CHAIN_ROLE_SERVER] = "server",   [PL_CHAIN_ROLE_ISSUER] = "issuer",
    [PL_CHAIN_ROLE_ROOT] = "root",       [PL_CHAIN_ROLE_BESIDE] = "beside",
    [PL_CHAIN_ROLE_MISSING] = "missing",
  };

  return nicks[role];
}

static void
add_certificate (JsonBuilder *builder, PlChainCertificate *certificate)
{
  guint n_rows;
  const PlChainRow *rows = pl_chain_certificate_get_rows (certificate, &n_rows);

  json_builder_begin_object (builder);
  pl_json_add_string (builder, "role", get_role_nick (pl_chain_certificate_get_role (certificate)));
  pl_json_add_string (builder, "title", pl_chain_certificate_get_title (certificate));
  json_builder_set_member_name (builder, "facts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n_rows; i++)
    {
      json_builder_begin_object (builder);
      pl_json_add_string (builder, "key", rows[i].key);
      pl_json_add_string (builder, "label", rows[i].label);
      pl_json_add_string (builder, "value", rows[i].value);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_faults (JsonBuilder *builder, PlChain *chain)
{
  guint n_faults;
  const PlChainFault *faults = pl_chain_get_faults (chain, &n_faults);

  json_builder_set_member_name (builder, "faults");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n_faults; i++)
    {
      json_builder_begin_object (builder);
      pl_json_add_string (builder, "code", faults[i].code);
      pl_json_add_string (builder, "text", faults[i].text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_chain (JsonBuilder *builder, PlChain *chain)
{
  json_builder_begin_object (builder);
  pl_json_add_string (builder, "service", pl_service_to_nick (pl_chain_get_service (chain)));
  pl_json_add_string (builder, "host", pl_chain_get_host (chain));
  pl_json_add_int (builder, "port", pl_chain_get_port (chain));
  pl_json_add_boolean (builder, "accepted", pl_chain_is_accepted (chain));
  pl_json_add_string (builder, "trust", pl_chain_get_trust (chain));
  pl_json_add_string (builder, "verdict", pl_chain_get_verdict (chain));
  add_faults (builder, chain);
  json_builder_set_member_name (builder, "chain");
  json_builder_begin_array (builder);
  for (guint i = 0; i < pl_chain_get_n_certificates (chain); i++)
    add_certificate (builder, pl_chain_get_certificate (chain, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/**
 * pl_report_chain_add_json:
 *
 * Those of both directions, as far as a server showed any.
 */
void
pl_report_chain_add_json (JsonBuilder *builder, PlSetup *setup)
{
  json_builder_set_member_name (builder, "certificates");
  json_builder_begin_array (builder);
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      g_autoptr (PlChain) chain = pl_setup_dup_chain (setup, (PlDirection) i);

      if (chain != NULL)
        add_chain (builder, chain);
    }
  json_builder_end_array (builder);
}
