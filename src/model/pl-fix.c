// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pl-fix.h"

struct _PlFix
{
  GObject parent_instance;

  PlFixFields fields; /* its strings are owned, those of values too */
};

G_DEFINE_FINAL_TYPE (PlFix, pl_fix, G_TYPE_OBJECT)

static void
pl_fix_finalize (GObject *object)
{
  PlFix *self = PL_FIX (object);

  g_free ((char *) self->fields.label);
  g_free ((char *) self->fields.consent);
  g_free ((char *) self->fields.url);
  g_free ((char *) self->fields.address);
  g_free ((char *) self->fields.values.host);
  g_free ((char *) self->fields.values.username);
  g_free ((char *) self->fields.values.auth);
  g_free ((char *) self->fields.values.trust_fingerprint);
  G_OBJECT_CLASS (pl_fix_parent_class)->finalize (object);
}

static void
pl_fix_class_init (PlFixClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_fix_finalize;
}

static void
pl_fix_init (PlFix *self)
{
}

/**
 * pl_fix_new:
 * @fields: copied
 *
 * Returns: (transfer full):
 */
PlFix *
pl_fix_new (const PlFixFields *fields)
{
  PlFix *self = g_object_new (PL_TYPE_FIX, NULL);

  self->fields = *fields;
  self->fields.label = g_strdup (fields->label);
  self->fields.consent = g_strdup (fields->consent);
  self->fields.url = g_strdup (fields->url);
  self->fields.address = g_strdup (fields->address);
  self->fields.values.host = g_strdup (fields->values.host);
  self->fields.values.username = g_strdup (fields->values.username);
  self->fields.values.auth = g_strdup (fields->values.auth);
  self->fields.values.trust_fingerprint = g_strdup (fields->values.trust_fingerprint);
  return self;
}

/**
 * pl_fix_peek_fields:
 * @fields: (out caller-allocates): its strings belong to @self
 */
void
pl_fix_peek_fields (PlFix *self, PlFixFields *fields)
{
  *fields = self->fields;
}

PlFixKind
pl_fix_get_kind (PlFix *self)
{
  return self->fields.kind;
}

PlService
pl_fix_get_service (PlFix *self)
{
  return self->fields.values.service;
}

const char *
pl_fix_get_label (PlFix *self)
{
  return self->fields.label;
}

/**
 * pl_fix_get_consent:
 *
 * Returns: (transfer none) (nullable): the question to ask first
 */
const char *
pl_fix_get_consent (PlFix *self)
{
  return self->fields.consent;
}

/**
 * pl_fix_get_address:
 *
 * Returns: (transfer none) (nullable): the address to use instead, of a fix of kind %PL_FIX_ADDRESS
 */
const char *
pl_fix_get_address (PlFix *self)
{
  return self->fields.address;
}

gboolean
pl_fix_get_proven (PlFix *self)
{
  return self->fields.proven;
}

/**
 * pl_fix_apply:
 * @settings: of the same direction; not changed
 *
 * An exception for a certificate belongs to one server, so it is dropped with a change of host or
 * port; so is the agreement to send the password in clear text, unless the fix itself carries it.
 *
 * Returns: (transfer full): changed settings, or %NULL with %G_IO_ERROR_INVALID_ARGUMENT
 */
PlServerSettings *
pl_fix_apply (PlFix *self, PlServerSettings *settings, GError **error)
{
  const PlServerFields *values = &self->fields.values;
  PlFixKeys keys = self->fields.keys;
  PlServerFields changed;

  pl_server_settings_peek_fields (settings, &changed);
  if (keys & (PL_FIX_KEY_HOST | PL_FIX_KEY_PORT))
    {
      changed.trust_fingerprint = NULL;
      changed.allow_cleartext = FALSE;
    }
  if (keys & PL_FIX_KEY_HOST)
    {
      changed.host = values->host;
      changed.source = PL_SOURCE_USER;
    }
  if (keys & PL_FIX_KEY_PORT)
    changed.port = values->port;
  if (keys & PL_FIX_KEY_SECURITY)
    changed.security = values->security;
  if (keys & PL_FIX_KEY_USERNAME)
    changed.username = values->username;
  if (keys & PL_FIX_KEY_AUTH)
    changed.auth = values->auth;
  if (keys & PL_FIX_KEY_TRUST_FINGERPRINT)
    changed.trust_fingerprint = values->trust_fingerprint;
  if (keys & PL_FIX_KEY_ALLOW_CLEARTEXT)
    changed.allow_cleartext = values->allow_cleartext;

  return pl_server_settings_new (&changed, error);
}
