// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "provider/pl-provider.h"

G_BEGIN_DECLS

/**
 * PlProviderKey:
 * @text: where the name begins in pl_provider_text
 * @provider: index into pl_provider_table
 *
 * One name in a sorted row. By offset, not by pointer: a row of pointers would have to be filled in
 * by the loader each time the program starts.
 */
typedef struct
{
  guint32 text;
  guint16 provider;
} PlProviderKey;

/**
 * PlProviderSearch:
 * @name: where the name begins in pl_provider_text, folded: no case, no accents
 * @words: likewise its name, id and other names, a line each
 */
typedef struct
{
  guint32 name;
  guint32 words;
} PlProviderSearch;

/* All of this is made at build time from data/providers by build-aux/make-provider-table; rows are
 * sorted by bytes, as strcmp() does. */

/* Every text of the facts, each ended by a zero byte. */
extern const char pl_provider_text[];

/* All providers, sorted by id. */
extern const PlProvider pl_provider_table[];
extern const guint pl_provider_table_length;

/* Mail domains. */
extern const PlProviderKey pl_provider_domains[];
extern const guint pl_provider_n_domains;

/* Suffixes of mail exchangers. */
extern const PlProviderKey pl_provider_mx[];
extern const guint pl_provider_n_mx;

/* Names of servers. */
extern const PlProviderKey pl_provider_hosts[];
extern const guint pl_provider_n_hosts;

/* Domains towards which slips of the finger are corrected: many people have them. */
extern const PlProviderKey pl_provider_main_domains[];
extern const guint pl_provider_n_main_domains;

/* Offsets of domains that lie beside one of those, and are somebody's own. */
extern const guint32 pl_provider_lookalikes[];
extern const guint pl_provider_n_lookalikes;

/* What the search looks through, in the order of pl_provider_table. */
extern const PlProviderSearch pl_provider_search_table[];

/* Indexes into pl_provider_table: the best known first, then by name. */
extern const guint16 pl_provider_by_weight[];

G_END_DECLS
