// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/handover/pl-handover.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define PL_HANDOVER_FORMAT "postlotse-handover"

/* What is kept of a server's capabilities: the longest list seen has some 80 words. */
#define PL_HANDOVER_MOST_CAPABILITIES 120
#define PL_HANDOVER_LONGEST_CAPABILITY 80 /* bytes */
#define PL_HANDOVER_LONGEST_TEXT 1024 /* bytes of any other string */

/* Words of the hand-over that no other output has. Each list is ended by NULL. */
extern const char *const pl_handover_statuses[]; /* by PlHandoverStatus */
extern const char *const pl_handover_folders[]; /* the uses that are handed over */

/**
 * PlHandoverException:
 * @fault: in the words of %PL_SIGHT_TRUST
 * @word: what the hand-over calls it
 */
typedef struct
{
  const char *fault;
  const char *word;
} PlHandoverException;

extern const PlHandoverException pl_handover_exceptions[]; /* the last has no fault */

gboolean pl_handover_auth_kind_from_nick (const char *nick, PlAuthKind *kind);

/* pl-handover-reader.c: members of an object that somebody else wrote. The first fault is kept, and
 * everything after it reads as if it were not there. */
typedef struct
{
  char *fault; /* owned, nullable: where something is not as it should be */
} PlHandoverReader;

gboolean pl_handover_fail (PlHandoverReader *reader, const char *place);
JsonObject *pl_handover_get_object (PlHandoverReader *reader, JsonObject *object, const char *name);
JsonArray *pl_handover_get_array (PlHandoverReader *reader, JsonObject *object, const char *name);
const char *pl_handover_get_text (PlHandoverReader *reader, JsonObject *object, const char *name);
const char *pl_handover_need_text (PlHandoverReader *reader, JsonObject *object, const char *name);
gint64 pl_handover_get_int (PlHandoverReader *reader,
                            JsonObject *object,
                            const char *name,
                            gint64 most,
                            gint64 otherwise);
gint64 pl_handover_get_time (PlHandoverReader *reader, JsonObject *object, const char *name);

/* pl-handover-settings.c */
PlCheckedSettings *pl_handover_read_settings (PlHandoverReader *reader, JsonObject *account);

G_END_DECLS
