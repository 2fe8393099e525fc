// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/pl-mechanism.h"

static const PlMechanism mechanisms[] = {
  { "PLAIN", .client_first = TRUE }, /* RFC 4616 */
  { "LOGIN" }, /* never standardised; the server asks first for the name, then for the password */
  { "SCRAM-SHA-256", .client_first = TRUE, .proves_server = TRUE, .prepares = TRUE }, /* RFC 7677 */
  { "SCRAM-SHA-1", .client_first = TRUE, .proves_server = TRUE, .prepares = TRUE }, /* RFC 5802 */
  { "CRAM-MD5", .prepares = TRUE }, /* RFC 2195 */
  { "LOGIN-COMMAND", .is_command = TRUE }, /* RFC 9051 6.2.3 */
  { "USER-PASS", .is_command = TRUE }, /* RFC 1939 7 */
  { "XOAUTH2", .client_first = TRUE, .bearer = PL_BEARER_XOAUTH2 },
  { "OAUTHBEARER", .client_first = TRUE, .bearer = PL_BEARER_OAUTHBEARER }, /* RFC 7628 */
};

/* One line of an order of preference. @only_quick: passed over when it would take more than one
 * round trip here. */
typedef struct
{
  const char *name;
  gboolean only_quick;
} Preference;

/* Inside trusted TLS the password is safe, and PLAIN and the commands work with however the server
 * stores it; a SCRAM that fails for want of a stored hash could not be told from a wrong password. */
static const Preference when_trusted[] = {
  { "PLAIN", TRUE },      { "LOGIN-COMMAND", TRUE },  { "USER-PASS", TRUE },
  { "PLAIN", FALSE },     { "LOGIN", FALSE },         { "LOGIN-COMMAND", FALSE },
  { "USER-PASS", FALSE }, { "SCRAM-SHA-256", FALSE }, { "SCRAM-SHA-1", FALSE },
  { "CRAM-MD5", FALSE },
};

/* Where others can listen, rather what does not show them the password. */
static const Preference when_open[] = {
  { "SCRAM-SHA-256", FALSE }, { "SCRAM-SHA-1", FALSE }, { "CRAM-MD5", FALSE }, { "PLAIN", TRUE },
  { "LOGIN-COMMAND", TRUE },  { "USER-PASS", TRUE },    { "PLAIN", FALSE },    { "LOGIN", FALSE },
  { "LOGIN-COMMAND", FALSE }, { "USER-PASS", FALSE },
};

/* XOAUTH2 first, although the other is the standard: it is what mail programs use and all servers
 * with tokens offer, so it is what has to be proven. */
static const Preference with_token[] = {
  { "XOAUTH2", FALSE },
  { "OAUTHBEARER", FALSE },
};

/**
 * pl_mechanism_find:
 * @name: in any case
 *
 * Returns: (transfer none) (nullable): %NULL for one that we do not speak
 */
const PlMechanism *
pl_mechanism_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (mechanisms); i++)
    {
      if (g_ascii_strcasecmp (name, mechanisms[i].name) == 0)
        return &mechanisms[i];
    }
  return NULL;
}

/**
 * pl_mechanism_wants_token:
 * @name: (nullable): as in #PlServerFields
 *
 * Returns: whether it is one that carries an access token
 */
gboolean
pl_mechanism_wants_token (const char *name)
{
  const PlMechanism *mechanism = name != NULL ? pl_mechanism_find (name) : NULL;

  return mechanism != NULL && mechanism->bearer != PL_BEARER_NONE;
}

/* RFC 2449 6.3 makes USER a capability; a server that answers with neither it nor SASL is older than
 * that, and one without CAPA older still: both know no other way. */
static gboolean
offers_user_pass (const PlCapabilityList *capabilities)
{
  return pl_capability_list_has (capabilities, "USER") ||
         !pl_capability_list_has (capabilities, "SASL");
}

/* USER and PASS are PLAIN in other words. Dovecot lists USER even where its administrator has taken
 * PLAIN away, and refuses it then; a server that lists a mechanism for passwords, but not PLAIN, is
 * believed. */
static gboolean
is_doubtful (const PlMechanism *mechanism, const PlMechanismChoice *choice)
{
  if (!g_str_equal (mechanism->name, "USER-PASS") ||
      pl_capability_list_has_mechanism (choice->capabilities, "PLAIN"))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (mechanisms); i++)
    {
      if (mechanisms[i].bearer == PL_BEARER_NONE &&
          pl_capability_list_has_mechanism (choice->capabilities, mechanisms[i].name))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_offered (const PlMechanism *mechanism, const PlMechanismChoice *choice)
{
  if (!mechanism->is_command)
    return pl_capability_list_has_mechanism (choice->capabilities, mechanism->name);

  if (g_str_equal (mechanism->name, "LOGIN-COMMAND"))
    return choice->service == PL_SERVICE_IMAP &&
           !pl_capability_list_has (choice->capabilities, "LOGINDISABLED");

  return choice->service == PL_SERVICE_POP3 && offers_user_pass (choice->capabilities);
}

static gboolean
is_quick (const PlMechanism *mechanism, const PlMechanismChoice *choice)
{
  return mechanism->is_command ? choice->command_is_quick : choice->plain_is_quick;
}

static const Preference *
get_order (const PlMechanismChoice *choice, guint *n_order)
{
  if (choice->by_token)
    {
      *n_order = G_N_ELEMENTS (with_token);
      return with_token;
    }

  *n_order = choice->trusted ? G_N_ELEMENTS (when_trusted) : G_N_ELEMENTS (when_open);
  return choice->trusted ? when_trusted : when_open;
}

/**
 * pl_mechanism_choose:
 *
 * Returns: (transfer none) (nullable): %NULL when nothing that is offered may be used
 */
const PlMechanism *
pl_mechanism_choose (const PlMechanismChoice *choice)
{
  guint n_order = 0;
  const Preference *order = get_order (choice, &n_order);

  if (choice->forced != NULL)
    {
      const PlMechanism *forced = pl_mechanism_find (choice->forced);

      return forced != NULL && is_offered (forced, choice) &&
                     (forced->bearer != PL_BEARER_NONE) == choice->by_token
                 ? forced
                 : NULL;
    }

  for (guint i = 0; i < n_order; i++)
    {
      const PlMechanism *mechanism = pl_mechanism_find (order[i].name);

      if (is_offered (mechanism, choice) && !is_doubtful (mechanism, choice) &&
          (!order[i].only_quick || is_quick (mechanism, choice)))
        return mechanism;
    }
  return NULL;
}
