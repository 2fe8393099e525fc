// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/pl-practice-accounts-private.h"

G_BEGIN_DECLS

/**
 * PlPracticeChapter:
 *
 * The scenarios of one group; one file each.
 */
typedef struct
{
  PlPracticeGroup group;
  const PlPracticeAccountRow *rows;
  guint n_rows;
} PlPracticeChapter;

extern const PlPracticeChapter pl_practice_chapter_sign_in;
extern const PlPracticeChapter pl_practice_chapter_sending;
extern const PlPracticeChapter pl_practice_chapter_port;
extern const PlPracticeChapter pl_practice_chapter_certificate;
extern const PlPracticeChapter pl_practice_chapter_server;
extern const PlPracticeChapter pl_practice_chapter_hostile;

const PlPracticeAccountRow *pl_practice_find_scenario_row (const char *id_or_address);

G_END_DECLS
