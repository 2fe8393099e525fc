// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/pl-practice-scenarios-private.h"

#include <glib/gi18n.h>
#include <string.h>

static const PlPracticeChapter *const chapters[] = {
  &pl_practice_chapter_sign_in,     &pl_practice_chapter_sending, &pl_practice_chapter_port,
  &pl_practice_chapter_certificate, &pl_practice_chapter_server,  &pl_practice_chapter_hostile,
};

static gpointer
make_scenarios (gpointer data)
{
  GArray *scenarios = g_array_new (TRUE, FALSE, sizeof (PlPracticeAccount));

  for (guint i = 0; i < G_N_ELEMENTS (chapters); i++)
    for (guint k = 0; k < chapters[i]->n_rows; k++)
      {
        PlPracticeAccount account = chapters[i]->rows[k].account;

        account.group = chapters[i]->group;
        g_array_append_val (scenarios, account);
      }
  return scenarios;
}

/**
 * pl_practice_get_scenarios:
 * @n_scenarios: (out): how many there are
 *
 * Needs no practice servers.
 *
 * Returns: (array length=n_scenarios) (transfer none): constant, group by group
 */
const PlPracticeAccount *
pl_practice_get_scenarios (guint *n_scenarios)
{
  static GOnce once = G_ONCE_INIT;
  const GArray *scenarios = g_once (&once, make_scenarios, NULL);

  *n_scenarios = scenarios->len;
  return (const PlPracticeAccount *) scenarios->data;
}

static gboolean
is_named (const PlPracticeAccount *account, const char *id_or_address)
{
  return strcmp (account->id, id_or_address) == 0 ||
         g_ascii_strcasecmp (account->address, id_or_address) == 0;
}

/**
 * pl_practice_find_scenario:
 * @id_or_address: such as `injected-smtp` or `anna@injected-smtp.practice.test`
 *
 * Returns: (nullable) (transfer none): constant
 */
const PlPracticeAccount *
pl_practice_find_scenario (const char *id_or_address)
{
  guint n_scenarios;
  const PlPracticeAccount *scenarios = pl_practice_get_scenarios (&n_scenarios);

  for (guint i = 0; i < n_scenarios; i++)
    if (is_named (&scenarios[i], id_or_address))
      return &scenarios[i];

  return NULL;
}

/**
 * pl_practice_find_scenario_row:
 *
 * Returns: (nullable) (transfer none): with its servers
 */
const PlPracticeAccountRow *
pl_practice_find_scenario_row (const char *id_or_address)
{
  for (guint i = 0; i < G_N_ELEMENTS (chapters); i++)
    for (guint k = 0; k < chapters[i]->n_rows; k++)
      if (is_named (&chapters[i]->rows[k].account, id_or_address))
        return &chapters[i]->rows[k];

  return NULL;
}

static const struct
{
  const char *nick;
  const char *words;
} groups[] = {
  /* Translators: heading above practice accounts that work */
  [PL_PRACTICE_GROUP_WELL] = { "well", N_ ("All is well") },
  /* Translators: heading above practice accounts whose sign-in fails */
  [PL_PRACTICE_GROUP_SIGN_IN] = { "sign-in", N_ ("Sign-in") },
  /* Translators: heading above practice accounts that cannot send */
  [PL_PRACTICE_GROUP_SENDING] = { "sending", N_ ("Sending") },
  /* Translators: heading above practice accounts */
  [PL_PRACTICE_GROUP_PORT] = { "port", N_ ("Port and encryption") },
  /* Translators: heading above practice accounts */
  [PL_PRACTICE_GROUP_CERTIFICATE] = { "certificate", N_ ("Certificates") },
  /* Translators: heading above practice accounts whose server is away, silent or busy */
  [PL_PRACTICE_GROUP_SERVER] = { "server", N_ ("Server and network") },
  /* Translators: heading above practice servers that answer nonsense, or without end */
  [PL_PRACTICE_GROUP_HOSTILE] = { "hostile", N_ ("Broken and hostile servers") },
};

const char *
pl_practice_group_to_nick (PlPracticeGroup group)
{
  return groups[group].nick;
}

/**
 * pl_practice_group_to_words:
 *
 * Returns: (transfer none): a heading in the person's language
 */
const char *
pl_practice_group_to_words (PlPracticeGroup group)
{
  return _ (groups[group].words);
}
