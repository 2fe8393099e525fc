// SPDX-License-Identifier: GPL-3.0-or-later
/* Pure: what a fix changes, in words. */
#include "wizard/check/pl-fix-words.h"

#include "base/pl-hostname.h"
#include "model/pl-words.h"

#include <glib/gi18n.h>

static char *
describe_host (const PlServerFields *before, const PlServerFields *after)
{
  g_autofree char *old_host = pl_hostname_to_display (before->host);
  g_autofree char *new_host = pl_hostname_to_display (after->host);

  /* Translators: what a button changes: a server's name, old and new */
  return g_strdup_printf (_ ("server %s → %s"), old_host, new_host);
}

static char *
describe_port (const PlServerFields *before, const PlServerFields *after)
{
  /* Translators: what a button changes: a port, old and new */
  return g_strdup_printf (_ ("port %u → %u"), before->port, after->port);
}

static char *
describe_security (const PlServerFields *before, const PlServerFields *after)
{
  /* Translators: what a button changes: the encryption, such as "STARTTLS → SSL/TLS" */
  return g_strdup_printf (_ ("%s → %s"), pl_security_to_words (before->security),
                          pl_security_to_words (after->security));
}

static char *
describe_username (const PlServerFields *before, const PlServerFields *after)
{
  /* Translators: what a button changes: the name used to sign in */
  return g_strdup_printf (_ ("user name → %s"), after->username != NULL ? after->username : "–");
}

static char *
describe_auth (const PlServerFields *before, const PlServerFields *after)
{
  /* Translators: the sign-in method, when the program chooses it by itself */
  const char *method = after->auth != NULL ? after->auth : _ ("automatic");

  /* Translators: what a button changes: how the program signs in */
  return g_strdup_printf (_ ("sign-in method → %s"), method);
}

static char *
describe_pin (const PlServerFields *before, const PlServerFields *after)
{
  gboolean incoming = pl_service_get_direction (before->service) == PL_DIRECTION_INCOMING;

  /* Translators: what a button changes: one certificate is trusted although nobody confirms it */
  return g_strdup (incoming ? _ ("only this one certificate, only for receiving")
                            /* Translators: likewise */
                            : _ ("only this one certificate, only for sending"));
}

static char *
describe_cleartext (const PlServerFields *before, const PlServerFields *after)
{
  /* Translators: what a button changes */
  return g_strdup (_ ("the password may be sent unencrypted to this server"));
}

/* One description for each key that a fix may change, in the order in which they are read. */
static const struct
{
  PlFixKeys key;
  char *(*describe) (const PlServerFields *before, const PlServerFields *after);
} keys[] = {
  { PL_FIX_KEY_HOST, describe_host },
  { PL_FIX_KEY_PORT, describe_port },
  { PL_FIX_KEY_SECURITY, describe_security },
  { PL_FIX_KEY_USERNAME, describe_username },
  { PL_FIX_KEY_AUTH, describe_auth },
  { PL_FIX_KEY_TRUST_FINGERPRINT, describe_pin },
  { PL_FIX_KEY_ALLOW_CLEARTEXT, describe_cleartext },
};

/**
 * pl_fix_describe_change:
 * @before: (nullable): the server's settings as they are now
 *
 * Returns: (transfer full) (nullable): such as "port 994 → 993 · STARTTLS → SSL/TLS"; %NULL when the
 *   fix changes no settings
 */
char *
pl_fix_describe_change (PlFix *fix, PlServerSettings *before)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (PlServerSettings) changed = NULL;
  PlServerFields old_fields;
  PlServerFields new_fields;
  PlFixFields fields;

  pl_fix_peek_fields (fix, &fields);
  if (fields.kind != PL_FIX_SETTINGS || before == NULL)
    return NULL;
  changed = pl_fix_apply (fix, before, NULL);
  if (changed == NULL)
    return NULL;

  pl_server_settings_peek_fields (before, &old_fields);
  pl_server_settings_peek_fields (changed, &new_fields);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if ((fields.keys & keys[i].key) != 0)
      g_ptr_array_add (parts, keys[i].describe (&old_fields, &new_fields));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}
