// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-case-private.h"

G_BEGIN_DECLS

/**
 * PlWords:
 * @facts: borrowed
 * @lane: borrowed: the direction that is spoken of
 *
 * Whose names and numbers stand in a text.
 */
typedef struct
{
  PlCase *facts;
  const PlLane *lane;
} PlWords;

char *pl_case_words_fill (const PlWords *words, const char *text);
char *pl_case_words_lookup (const char *name, gpointer words);
char *pl_case_words_lookup_plain (const char *name, gpointer unused);
const char *pl_case_words_get_name (guint index);
char *pl_case_words_format_date (const char *rfc3339);
guint pl_case_words_list_names (GString *text, const char *names, guint most);
char *pl_case_words_format_subject (PlObservation *certificate);
char *pl_case_words_format_whole_name (const char *name);
const char *pl_case_words_describe_service (PlService service);

/* Values of placeholders that speak of the account and its provider; each (transfer full). */
char *pl_words_get_address (const PlWords *words);
char *pl_words_get_local_part (const PlWords *words);
char *pl_words_get_domain (const PlWords *words);
char *pl_words_get_typed (const PlWords *words);
char *pl_words_get_username (const PlWords *words);
char *pl_words_get_provider (const PlWords *words);
char *pl_words_get_bridge (const PlWords *words);
char *pl_words_get_exchanger (const PlWords *words);
char *pl_words_get_meant_domain (const PlWords *words);
char *pl_words_get_meant (const PlWords *words);
char *pl_words_get_source (const PlWords *words);
char *pl_words_get_program (const PlWords *words);
char *pl_words_get_confirmed (const PlWords *words);

/* Values of placeholders that speak of the server; each (transfer full). */
char *pl_words_get_host (const PlWords *words);
char *pl_words_get_attempts (const PlWords *words);
char *pl_words_get_port (const PlWords *words);
char *pl_words_get_security (const PlWords *words);
char *pl_words_get_service (const PlWords *words);
char *pl_words_get_protocol (const PlWords *words);
char *pl_words_get_answered (const PlWords *words);
char *pl_words_get_good (const PlWords *words);
char *pl_words_get_good_security (const PlWords *words);
char *pl_words_get_reply (const PlWords *words);
char *pl_words_get_version (const PlWords *words);
char *pl_words_get_alert (const PlWords *words);
char *pl_words_get_mechanisms (const PlWords *words);
char *pl_words_get_folder (const PlWords *words);
char *pl_words_get_waited (const PlWords *words);
char *pl_words_get_good_host (const PlWords *words);

/* Values of placeholders that speak of certificates and dates; each (transfer full). */
char *pl_words_get_names (const PlWords *words);
char *pl_words_get_issuer (const PlWords *words);
char *pl_words_get_missing (const PlWords *words);
char *pl_words_get_not_after (const PlWords *words);
char *pl_words_get_not_before (const PlWords *words);
char *pl_words_get_expired (const PlWords *words);
char *pl_words_get_weak (const PlWords *words);
char *pl_words_get_local (const PlWords *words);
char *pl_words_get_product (const PlWords *words);
char *pl_words_get_real (const PlWords *words);
char *pl_words_get_today (const PlWords *words);
char *pl_words_get_fingerprint (const PlWords *words);
char *pl_words_get_key (const PlWords *words);
char *pl_words_get_signature (const PlWords *words);
char *pl_words_get_faults (const PlWords *words);

G_END_DECLS
