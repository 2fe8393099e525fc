// SPDX-License-Identifier: GPL-3.0-or-later
/* The ways to sign in, as a choice. */
#include "wizard/servers/pl-server-auth.h"

#include <glib/gi18n.h>

/* By service; the first is the usual one. */
static const struct
{
  PlService service; /* PL_SERVICE_ACCOUNT: for every service */
  const char *auth;
  const char *label;
} methods[] = {
  /* Translators: choice of the sign-in method: the program takes the best one the server offers */
  { PL_SERVICE_ACCOUNT, NULL, N_ ("Automatic: the safest that the server offers") },
  /* Translators: a sign-in method; PLAIN is its technical name */
  { PL_SERVICE_ACCOUNT, "PLAIN", N_ ("Password (PLAIN)") },
  /* Translators: a sign-in method; LOGIN is its technical name */
  { PL_SERVICE_ACCOUNT, "LOGIN", N_ ("Password, the older way (LOGIN)") },
  /* Translators: a sign-in method of IMAP servers */
  { PL_SERVICE_IMAP, "LOGIN-COMMAND", N_ ("Password by IMAP's own command (LOGIN command)") },
  /* Translators: a sign-in method of POP3 servers */
  { PL_SERVICE_POP3, "USER-PASS", N_ ("Password by POP3's own command (USER and PASS)") },
  /* Translators: a sign-in method; the technical name stands in brackets */
  { PL_SERVICE_ACCOUNT, "SCRAM-SHA-256", N_ ("The password itself is never sent (SCRAM-SHA-256)") },
  /* Translators: a sign-in method; the technical name stands in brackets */
  { PL_SERVICE_ACCOUNT, "SCRAM-SHA-1", N_ ("The password itself is never sent (SCRAM-SHA-1)") },
  /* Translators: a sign-in method; the technical name stands in brackets */
  { PL_SERVICE_ACCOUNT, "CRAM-MD5", N_ ("Encrypted password (CRAM-MD5)") },
};

/**
 * pl_server_auth_offer:
 *
 * Fills @choice with the methods of @service; the usual one is chosen.
 */
void
pl_server_auth_offer (PlChoice *choice, PlService service)
{
  pl_choice_clear (choice);
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (methods[i].service == PL_SERVICE_ACCOUNT || methods[i].service == service)
      pl_choice_add (choice, (int) i, _ (methods[i].label));
  pl_choice_set (choice, 0);
}

/**
 * pl_server_auth_set:
 * @auth: (nullable): as in #PlServerFields
 */
void
pl_server_auth_set (PlChoice *choice, const char *auth)
{
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_strcmp0 (methods[i].auth, auth) == 0)
      pl_choice_set (choice, (int) i);
}

/**
 * pl_server_auth_get:
 *
 * Returns: (transfer none) (nullable): as in #PlServerFields
 */
const char *
pl_server_auth_get (PlChoice *choice)
{
  return methods[MAX (0, pl_choice_get (choice))].auth;
}

/**
 * pl_server_auth_describe:
 *
 * Returns: (transfer full): what is chosen, for the button that opens the choice
 */
char *
pl_server_auth_describe (PlChoice *choice)
{
  const char *auth = pl_server_auth_get (choice);

  if (auth == NULL)
    /* Translators: opens the choice of sign-in methods; the program chooses by itself */
    return g_strdup (_ ("Sign-in method: automatic"));
  /* Translators: opens the choice of sign-in methods; %s is a technical name */
  return g_strdup_printf (_ ("Sign-in method: %s"), auth);
}
