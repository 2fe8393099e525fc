// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-chain-certificate.h"
#include "model/pl-terms.h"

G_BEGIN_DECLS

/**
 * PlChainFault:
 * @code: the cause it belongs to, as in the catalogue of causes (`certificate-expired`,
 *   `tls-intercepted`...); static
 * @text: one sentence in the person's language: what exactly is wrong
 */
typedef struct
{
  const char *code;
  const char *text;
} PlChainFault;

/**
 * PlChainFields:
 * @host: the server as it was called
 * @accepted: the connection went on
 * @issuer_trusted: this computer trusts whom the chain leads to; what is wrong is something else
 * @trust: `system`, `pinned` (by the person's exception) or `none`; static
 * @verdict: one sentence in the person's language: who vouches for the server, and whether this
 *   computer believes it
 * @certificates: (element-type PlChainCertificate): the server's own first
 * @faults: (array length=n_faults): all that is wrong, the worst first
 *
 * The parts of a #PlChain, as arguments with names.
 */
typedef struct
{
  PlService service;
  const char *host;
  guint16 port;
  gboolean accepted;
  gboolean issuer_trusted;
  const char *trust;
  const char *verdict;
  GPtrArray *certificates;
  const PlChainFault *faults;
  guint n_faults;
} PlChainFields;

/**
 * PlChain:
 *
 * The certificates that a server showed, and what is to be thought of them, as a person reads it;
 * immutable. All its words are in the person's language, ready to be shown.
 */
#define PL_TYPE_CHAIN (pl_chain_get_type ())
G_DECLARE_FINAL_TYPE (PlChain, pl_chain, PL, CHAIN, GObject)

PlChain *pl_chain_new (const PlChainFields *fields);

PlService pl_chain_get_service (PlChain *chain);
const char *pl_chain_get_host (PlChain *chain);
guint16 pl_chain_get_port (PlChain *chain);
gboolean pl_chain_is_accepted (PlChain *chain);
gboolean pl_chain_is_issuer_trusted (PlChain *chain);
const char *pl_chain_get_trust (PlChain *chain);
const char *pl_chain_get_verdict (PlChain *chain);
const PlChainFault *pl_chain_get_faults (PlChain *chain, guint *n_faults);
guint pl_chain_get_n_certificates (PlChain *chain);
PlChainCertificate *pl_chain_get_certificate (PlChain *chain, guint index);

G_END_DECLS
