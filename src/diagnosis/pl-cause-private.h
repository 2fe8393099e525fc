// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-case-private.h"
#include "diagnosis/pl-strength-private.h"
#include "model/pl-finding.h"

G_BEGIN_DECLS

#define PL_MOST_STEPS 5
#define PL_MOST_WORDINGS 7

/**
 * PlMatch:
 * @strength: %PL_STRENGTH_NONE when the evidence does not support the cause
 * @wording: which of the cause's wordings fits
 * @informs: nothing is wrong with the direction: worth knowing, whatever the row's severity is
 * @stops: the direction goes no further because of it, whatever the row's severity is
 */
typedef struct
{
  int strength;
  PlCertainty certainty;
  guint wording;
  gboolean informs;
  gboolean stops;
} PlMatch;

#define PL_NO_MATCH ((PlMatch){ .strength = PL_STRENGTH_NONE })

/**
 * PlWording:
 *
 * @report_step: which of @steps says to send the report, from 1; 0: none does
 *
 * What a cause says, with named placeholders; all marked for translation.
 */
typedef struct
{
  const char *title;
  const char *explanation;
  const char *steps[PL_MOST_STEPS + 1];
  guint report_step;
} PlWording;

typedef enum
{
  /* The verdict is about the account or this computer: found in both directions, it is said once. */
  PL_CAUSE_ONCE = 1 << 0,
  /* Named even beside a stronger cause of the same direction, when it is proven. */
  PL_CAUSE_ALONGSIDE = 1 << 1,
  /* Only when nothing else was found in that direction. */
  PL_CAUSE_LAST = 1 << 2,
  /* Also looked for where the direction works. */
  PL_CAUSE_ALWAYS = 1 << 3,
  /* About the account as a whole or this computer, not about one server. */
  PL_CAUSE_ACCOUNT = 1 << 4,
  /* Also looked for where no server is known: about the address and its domain. */
  PL_CAUSE_SERVERLESS = 1 << 5,
  /* Says how it failed rather than why: no alternative to a cause that is proven, unless the server
   * itself said so. */
  PL_CAUSE_SYMPTOM = 1 << 6,
  /* The certificate of the server is what is wrong. */
  PL_CAUSE_CERTIFICATE = 1 << 7,
} PlCauseFlags;

typedef struct _PlCause PlCause;

/**
 * PlCause:
 * @doubt: whether the password comes into question, where the sign-in failed
 * @match: a small predicate over the digest
 * @add_fixes: (nullable): %NULL when nothing can be done with a button
 *
 * One row of the catalogue.
 */
struct _PlCause
{
  const char *code;
  PlSeverity severity;
  PlCauseFlags flags;
  PlPasswordDoubt doubt;
  PlMatch (*match) (PlCase *facts, const PlLane *lane, const PlCause *cause);
  void (*add_fixes) (PlCase *facts, const PlLane *lane, GPtrArray *fixes);
  PlWording wordings[PL_MOST_WORDINGS];
};

/**
 * PlChapter:
 *
 * Rows of one chapter, in the catalogue's order.
 */
typedef struct
{
  const PlCause *causes;
  guint n_causes;
} PlChapter;

extern const PlChapter pl_chapter_address;
extern const PlChapter pl_chapter_provider;
extern const PlChapter pl_chapter_discovery;
extern const PlChapter pl_chapter_names;
extern const PlChapter pl_chapter_network;
extern const PlChapter pl_chapter_port;
extern const PlChapter pl_chapter_tls;
extern const PlChapter pl_chapter_sign_in;
extern const PlChapter pl_chapter_sign_in_access;
extern const PlChapter pl_chapter_sign_in_limits;
extern const PlChapter pl_chapter_server;
extern const PlChapter pl_chapter_sending;
extern const PlChapter pl_chapter_rest;

guint pl_catalogue_get_n_causes (void);
const PlCause *pl_catalogue_get_cause (guint index);
const PlCause *pl_catalogue_find (const char *code);

PlMatch pl_match_reply (PlCase *facts, const PlLane *lane, const PlCause *cause);
PlMatch pl_match_at (int strength, PlCertainty certainty);
PlSeverity pl_match_get_severity (const PlMatch *match, const PlCause *cause);

G_END_DECLS
