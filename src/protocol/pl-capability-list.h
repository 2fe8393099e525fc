// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlCapabilityList:
 *
 * What a server says it can do, in one form for three protocols: upper-case words, an argument
 * behind an equals sign. IMAP writes them so itself (`AUTH=PLAIN`, RFC 9051 7.2.2); POP3's
 * `SASL PLAIN LOGIN` (RFC 2449 6.3) and ESMTP's `AUTH PLAIN LOGIN` (RFC 4954 3) both become
 * `AUTH=PLAIN AUTH=LOGIN`.
 */
typedef struct _PlCapabilityList PlCapabilityList;

PlCapabilityList *pl_capability_list_new (void);
void pl_capability_list_free (PlCapabilityList *list);

void pl_capability_list_add_words (PlCapabilityList *list, const char *words);
void pl_capability_list_add_line (PlCapabilityList *list, const char *line);

gboolean pl_capability_list_is_empty (const PlCapabilityList *list);
gboolean pl_capability_list_has (const PlCapabilityList *list, const char *word);
gboolean pl_capability_list_has_mechanism (const PlCapabilityList *list, const char *mechanism);
char *pl_capability_list_join (const PlCapabilityList *list);
char *pl_capability_list_join_mechanisms (const PlCapabilityList *list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlCapabilityList, pl_capability_list_free)

G_END_DECLS
