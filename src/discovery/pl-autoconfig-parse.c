// SPDX-License-Identifier: GPL-3.0-or-later
/* Thunderbird's configuration file, config-v1.1.xml (draft-ietf-mailmaint-autoconfig). Version 1.2
 * differs in what it adds: servers of other kinds, which are passed over, and ways to sign in that are
 * unknown here, which leave a server without one. */
#include "discovery/pl-config.h"
#include "discovery/pl-markup-private.h"

#include <string.h>

#define PROVIDER "clientConfig/emailProvider"

typedef enum
{
  FIELD_HOST,
  FIELD_PORT,
  FIELD_SECURITY,
  FIELD_USERNAME,
  FIELD_AUTHENTICATION,
} Field;

static const struct
{
  const char *name;
  Field field;
} fields[] = {
  { "hostname", FIELD_HOST },
  { "port", FIELD_PORT },
  { "socketType", FIELD_SECURITY },
  { "username", FIELD_USERNAME },
  { "authentication", FIELD_AUTHENTICATION },
};

static const struct
{
  const char *element;
  const char *type;
  PlService service;
} kinds[] = {
  { PROVIDER "/incomingServer", "imap", PL_SERVICE_IMAP },
  { PROVIDER "/incomingServer", "pop3", PL_SERVICE_POP3 },
  { PROVIDER "/outgoingServer", "smtp", PL_SERVICE_SMTP },
};

static const struct
{
  const char *word;
  PlSecurity security;
} socket_types[] = {
  { "SSL", PL_SECURITY_TLS },
  { "STARTTLS", PL_SECURITY_STARTTLS },
  { "plain", PL_SECURITY_NONE },
};

/* `plain` and `secure` are older words for the two below them. */
static const struct
{
  const char *word;
  gboolean takes_password;
  gboolean takes_oauth2;
} authentications[] = {
  { "password-cleartext", TRUE, FALSE },
  { "plain", TRUE, FALSE },
  { "password-encrypted", TRUE, FALSE },
  { "secure", TRUE, FALSE },
  { "OAuth2", FALSE, TRUE },
};

/* Pages of the provider: how access is switched on, and its own description of the settings. */
static const struct
{
  const char *element;
  const char *attribute;
} pages[] = {
  { PROVIDER "/enable", "visiturl" },
  { PROVIDER "/documentation", "url" },
};

typedef struct
{
  PlConfig *config; /* owned */
  gboolean has_provider;
  gboolean in_server; /* one that is understood */
  PlConfigServer server; /* in the making; its strings are owned */
  gboolean has_security;
  gboolean names_authentication;
} Parse;

static void
parse_clear (Parse *self)
{
  g_clear_pointer (&self->config, pl_config_free);
  g_free (self->server.host);
  g_free (self->server.username);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parse, parse_clear)

static void
begin_server (Parse *self, PlService service)
{
  g_clear_pointer (&self->server.host, g_free);
  g_clear_pointer (&self->server.username, g_free);
  self->server = (PlConfigServer){ .service = service };
  self->in_server = TRUE;
  self->has_security = FALSE;
  self->names_authentication = FALSE;
}

/* A server without any word about signing in takes a password, as all did when the format began. */
static void
end_server (Parse *self)
{
  if (!self->names_authentication)
    self->server.takes_password = TRUE;
  if (self->in_server && self->has_security)
    pl_config_add_server (self->config, &self->server);
  self->in_server = FALSE;
}

static void
enter_cb (const char *path, const char *const *names, const char *const *values, gpointer data)
{
  Parse *self = data;
  const char *type = pl_markup_find_attribute (names, values, "type");

  self->has_provider |= g_str_equal (path, PROVIDER);
  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (path, kinds[i].element) && g_str_equal (type, kinds[i].type))
      begin_server (self, kinds[i].service);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      const char *url = pl_markup_find_attribute (names, values, pages[i].attribute);

      if (url != NULL && g_str_equal (path, pages[i].element))
        pl_config_add_link (self->config, url);
    }
}

static void
take_text (char **place, const char *text)
{
  if (*place == NULL && *text != '\0')
    *place = g_strdup (text);
}

static void
take_port (Parse *self, const char *text)
{
  guint64 port;

  if (self->server.port == 0 && g_ascii_string_to_unsigned (text, 10, 1, 65535, &port, NULL))
    self->server.port = (guint16) port;
}

static void
take_security (Parse *self, const char *text)
{
  for (guint i = 0; !self->has_security && i < G_N_ELEMENTS (socket_types); i++)
    if (g_str_equal (text, socket_types[i].word))
      {
        self->server.security = socket_types[i].security;
        self->has_security = TRUE;
      }
}

static void
take_authentication (Parse *self, const char *text)
{
  self->names_authentication = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (authentications); i++)
    if (g_str_equal (text, authentications[i].word))
      {
        self->server.takes_password |= authentications[i].takes_password;
        self->server.takes_oauth2 |= authentications[i].takes_oauth2;
      }
}

/* Where a field stands several times, the first that is understood counts; of ways to sign in all. */
static void
take_field (Parse *self, Field field, const char *text)
{
  switch (field)
    {
    case FIELD_HOST:
      take_text (&self->server.host, text);
      break;
    case FIELD_PORT:
      take_port (self, text);
      break;
    case FIELD_SECURITY:
      take_security (self, text);
      break;
    case FIELD_USERNAME:
      take_text (&self->server.username, text);
      break;
    case FIELD_AUTHENTICATION:
      take_authentication (self, text);
      break;
    }
}

static gboolean
is_server (const char *path, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strlen (kinds[i].element) == length && strncmp (path, kinds[i].element, length) == 0)
      return TRUE;
  return FALSE;
}

static void
leave_cb (const char *path, const char *text, gpointer data)
{
  Parse *self = data;
  const char *name = strrchr (path, '/');

  if (is_server (path, strlen (path)))
    end_server (self);
  if (!self->in_server || text == NULL || name == NULL || !is_server (path, (gsize) (name - path)))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (name + 1, fields[i].name))
      take_field (self, fields[i].field, text);
}

/**
 * pl_autoconfig_parse:
 * @document: as it came from the network; need not be NUL-terminated
 * @length: in bytes
 *
 * Reads Thunderbird's configuration file. Which domains it says it is for does not matter: whom it was
 * asked of does. Servers that lack a host, a port or a protection are passed over.
 *
 * Returns: (transfer full): perhaps without any server; %NULL with %G_IO_ERROR_INVALID_DATA for what is
 *   no such document
 */
PlConfig *
pl_autoconfig_parse (const char *document, gsize length, GError **error)
{
  static const PlMarkupVisitor visitor = { enter_cb, leave_cb };
  g_auto (Parse) self = { .config = pl_config_new () };

  if (!pl_markup_read (document, length, &visitor, &self, error))
    return NULL;

  if (!self.has_provider)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           "The document is no configuration");
      return NULL;
    }
  return g_steal_pointer (&self.config);
}
