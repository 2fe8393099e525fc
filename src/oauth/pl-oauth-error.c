// SPDX-License-Identifier: GPL-3.0-or-later
#include "oauth/pl-oauth-error-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_WORD 64 /* bytes */

G_DEFINE_QUARK (pl_oauth_error, pl_oauth_error)

/* What the words of RFC 6749 4.1.2.1 and 5.2 mean for the person. */
static const struct
{
  const char *word;
  PlOAuthError code;
} meanings[] = {
  { "access_denied", PL_OAUTH_ERROR_DENIED },
  { "consent_required", PL_OAUTH_ERROR_DENIED },
  { "interaction_required", PL_OAUTH_ERROR_DENIED },
  { "login_required", PL_OAUTH_ERROR_DENIED },
  { "invalid_grant", PL_OAUTH_ERROR_EXPIRED },
  { "server_error", PL_OAUTH_ERROR_UNREACHABLE },
  { "temporarily_unavailable", PL_OAUTH_ERROR_UNREACHABLE },
};

static PlOAuthError
find_code (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (g_str_equal (word, meanings[i].word))
      return meanings[i].code;

  return PL_OAUTH_ERROR_REFUSED;
}

/* The words are letters and underscores; anything else stays out of a message. */
static gboolean
is_word (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && length <= MOST_WORD &&
         strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-") ==
             length;
}

/**
 * pl_oauth_error_set_refusal:
 * @word: as the authorization server sent it: any text
 * @issuer: who refuses, in a form for people
 */
void
pl_oauth_error_set_refusal (GError **error, const char *word, const char *issuer)
{
  PlOAuthError code = find_code (word);
  const char *shown = is_word (word) ? word : "?";

  switch (code)
    {
    case PL_OAUTH_ERROR_DENIED:
      g_set_error (error, PL_OAUTH_ERROR, (int) code,
                   /* Translators: %s: host that signs in, such as login.example.org */
                   _ ("The sign-in at %s was declined: on the page in the browser, or by the "
                      "organisation that runs the account."),
                   issuer);
      break;
    case PL_OAUTH_ERROR_EXPIRED:
      g_set_error (error, PL_OAUTH_ERROR, (int) code,
                   /* Translators: %s: host that signs in, such as login.example.org */
                   _ ("What %s granted is no longer valid. Sign in again in the browser."), issuer);
      break;
    case PL_OAUTH_ERROR_UNREACHABLE:
      g_set_error (error, PL_OAUTH_ERROR, (int) code,
                   /* Translators: %s: host that signs in, such as login.example.org */
                   _ ("%s cannot sign anybody in at the moment. Try again later."), issuer);
      break;
    case PL_OAUTH_ERROR_CONFIGURATION:
    case PL_OAUTH_ERROR_REFUSED:
    case PL_OAUTH_ERROR_ANSWER:
    default:
      g_set_error (error, PL_OAUTH_ERROR, (int) code,
                   /* Translators: first %s: host that signs in, such as login.example.org; second:
                    * its reason, one English word such as invalid_client */
                   _ ("%s does not take this program's request (%s). Whoever set up the client id "
                      "for Postlotse can correct that."),
                   issuer, shown);
      break;
    }
}

/**
 * pl_oauth_error_set_answer:
 *
 * The authorization server's answer is none.
 */
void
pl_oauth_error_set_answer (GError **error, const char *issuer)
{
  g_set_error (error, PL_OAUTH_ERROR, PL_OAUTH_ERROR_ANSWER,
               /* Translators: %s: host that signs in, such as login.example.org */
               _ ("%s gives no usable answer to the sign-in."), issuer);
}
