// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pl-server-settings.h"

#include "base/pl-hostname.h"
#include "base/pl-text.h"

#include <string.h>

#define LONGEST_USERNAME 1024 /* bytes */

struct _PlServerSettings
{
  GObject parent_instance;

  PlServerFields fields; /* its strings are owned */
};

G_DEFINE_FINAL_TYPE (PlServerSettings, pl_server_settings, G_TYPE_OBJECT)

static void
pl_server_settings_finalize (GObject *object)
{
  PlServerSettings *self = PL_SERVER_SETTINGS (object);

  g_free ((char *) self->fields.host);
  g_free ((char *) self->fields.username);
  g_free ((char *) self->fields.auth);
  g_free ((char *) self->fields.trust_fingerprint);
  G_OBJECT_CLASS (pl_server_settings_parent_class)->finalize (object);
}

static void
pl_server_settings_class_init (PlServerSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_server_settings_finalize;
}

static void
pl_server_settings_init (PlServerSettings *self)
{
}

/**
 * pl_fingerprint_normalize:
 * @text: a SHA-256 fingerprint as people copy it: either case, with colons or blanks between bytes
 *
 * Returns: (transfer full) (nullable): 64 lower-case hexadecimal digits, or %NULL when it is none
 */
char *
pl_fingerprint_normalize (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isxdigit (*p))
        g_string_append_c (digits, g_ascii_tolower (*p));
      else if (*p != ':' && !g_ascii_isspace (*p))
        return NULL;
    }

  return digits->len == 64 ? g_strdup (digits->str) : NULL;
}

static gboolean
is_acceptable (const char *what, const char *value, GError **error)
{
  if (value == NULL ||
      (strlen (value) <= LONGEST_USERNAME && !pl_text_has_control_characters (value)))
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "The %s is too long or has control characters", what);
  return FALSE;
}

/**
 * pl_server_settings_new:
 * @fields: copied; the host may be typed in any script, the mechanism in either case
 *
 * Returns: (transfer full): or %NULL with %G_IO_ERROR_INVALID_ARGUMENT, for a host that cannot be
 *   one, a port of 0, control characters or a malformed fingerprint
 */
PlServerSettings *
pl_server_settings_new (const PlServerFields *fields, GError **error)
{
  g_autofree char *host = pl_hostname_to_ascii (fields->host != NULL ? fields->host : "", error);
  g_autofree char *pin = NULL;
  PlServerSettings *self;

  if (host == NULL || !is_acceptable ("user name", fields->username, error) ||
      !is_acceptable ("sign-in method", fields->auth, error))
    return NULL;

  if (fields->port == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "A port is 1 to 65535");
      return NULL;
    }

  pin = fields->trust_fingerprint != NULL ? pl_fingerprint_normalize (fields->trust_fingerprint)
                                          : NULL;
  if (fields->trust_fingerprint != NULL && pin == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "“%s” is not a SHA-256 fingerprint", fields->trust_fingerprint);
      return NULL;
    }

  self = g_object_new (PL_TYPE_SERVER_SETTINGS, NULL);
  self->fields = *fields;
  self->fields.host = g_steal_pointer (&host);
  self->fields.username = g_strdup (fields->username);
  self->fields.auth = fields->auth != NULL ? g_ascii_strup (fields->auth, -1) : NULL;
  self->fields.trust_fingerprint = g_steal_pointer (&pin);
  return self;
}

/**
 * pl_server_settings_peek_fields:
 * @fields: (out caller-allocates): its strings belong to @self
 *
 * For making changed settings: peek, change what differs, pl_server_settings_new().
 */
void
pl_server_settings_peek_fields (PlServerSettings *self, PlServerFields *fields)
{
  *fields = self->fields;
}

/**
 * pl_server_settings_equal:
 *
 * Returns: whether both reach and use the server in the same way, wherever they came from
 */
gboolean
pl_server_settings_equal (PlServerSettings *a, PlServerSettings *b)
{
  const PlServerFields *x = &a->fields;
  const PlServerFields *y = &b->fields;

  return x->service == y->service && x->port == y->port && x->security == y->security &&
         x->allow_cleartext == y->allow_cleartext && g_str_equal (x->host, y->host) &&
         g_strcmp0 (x->username, y->username) == 0 && g_strcmp0 (x->auth, y->auth) == 0 &&
         g_strcmp0 (x->trust_fingerprint, y->trust_fingerprint) == 0;
}

PlDirection
pl_server_settings_get_direction (PlServerSettings *self)
{
  return pl_service_get_direction (self->fields.service);
}

PlService
pl_server_settings_get_service (PlServerSettings *self)
{
  return self->fields.service;
}

const char *
pl_server_settings_get_host (PlServerSettings *self)
{
  return self->fields.host;
}

guint16
pl_server_settings_get_port (PlServerSettings *self)
{
  return self->fields.port;
}

PlSecurity
pl_server_settings_get_security (PlServerSettings *self)
{
  return self->fields.security;
}

const char *
pl_server_settings_get_username (PlServerSettings *self)
{
  return self->fields.username;
}

const char *
pl_server_settings_get_auth (PlServerSettings *self)
{
  return self->fields.auth;
}

PlSource
pl_server_settings_get_source (PlServerSettings *self)
{
  return self->fields.source;
}

const char *
pl_server_settings_get_trust_fingerprint (PlServerSettings *self)
{
  return self->fields.trust_fingerprint;
}

gboolean
pl_server_settings_get_allow_cleartext (PlServerSettings *self)
{
  return self->fields.allow_cleartext;
}
