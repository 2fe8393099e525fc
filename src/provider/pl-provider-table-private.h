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

G_END_DECLS
