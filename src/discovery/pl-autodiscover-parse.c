// SPDX-License-Identifier: GPL-3.0-or-later
/* Microsoft's answer to an Autodiscover question in plain XML ([MS-OXDSCLI] 2.2.4): settings, a pointer
 * to somewhere else, or an error. */
#include "discovery/pl-config.h"
#include "discovery/pl-markup-private.h"

#include "base/pl-hostname.h"

#include <string.h>

#define RESPONSE "Autodiscover/Response"
#define ACCOUNT RESPONSE "/Account"
#define PROTOCOL ACCOUNT "/Protocol"

static const struct
{
  const char *type;
  PlService service;
} types[] = {
  { "IMAP", PL_SERVICE_IMAP },
  { "POP3", PL_SERVICE_POP3 },
  { "SMTP", PL_SERVICE_SMTP },
};

/* One <Protocol> in the making; the texts are owned. */
typedef struct
{
  char *type;
  char *server;
  char *port;
  char *ssl;
  char *encryption;
  char *login;
  char *auth_required;
} Protocol;

static const struct
{
  const char *element;
  gsize place;
} fields[] = {
  { PROTOCOL "/Type", G_STRUCT_OFFSET (Protocol, type) },
  { PROTOCOL "/Server", G_STRUCT_OFFSET (Protocol, server) },
  { PROTOCOL "/Port", G_STRUCT_OFFSET (Protocol, port) },
  { PROTOCOL "/SSL", G_STRUCT_OFFSET (Protocol, ssl) },
  { PROTOCOL "/Encryption", G_STRUCT_OFFSET (Protocol, encryption) },
  { PROTOCOL "/LoginName", G_STRUCT_OFFSET (Protocol, login) },
  { PROTOCOL "/AuthRequired", G_STRUCT_OFFSET (Protocol, auth_required) },
};

typedef struct
{
  PlConfig *config; /* owned */
  gboolean has_response;
  Protocol protocol;
} Parse;

static void
clear_protocol (Protocol *protocol)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_clear_pointer ((char **) G_STRUCT_MEMBER_P (protocol, fields[i].place), g_free);
}

static void
parse_clear (Parse *self)
{
  g_clear_pointer (&self->config, pl_config_free);
  clear_protocol (&self->protocol);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parse, parse_clear)

/* Newer servers write the type as an attribute of the protocol. */
static void
enter_cb (const char *path, const char *const *names, const char *const *values, gpointer data)
{
  Parse *self = data;

  self->has_response |= g_str_equal (path, RESPONSE);
  if (!g_str_equal (path, PROTOCOL))
    return;

  clear_protocol (&self->protocol);
  self->protocol.type = g_strdup (pl_markup_find_attribute (names, values, "Type"));
}

static gboolean
is_word (const char *text, const char *word)
{
  return text != NULL && g_ascii_strcasecmp (text, word) == 0;
}

/* <Encryption> goes before <SSL>, which is on where it is missing. What kind of encryption is meant, the
 * port tells better than either word: with SSL on, servers name 143 and 587 as well as 993 and 465, and
 * with TLS, which means STARTTLS, 465 as well. */
static PlSecurity
find_security (const Protocol *protocol, PlService service, guint16 port)
{
  guint n_ports;
  const PlUsualPort *ports = pl_service_get_usual_ports (service, &n_ports);

  if (is_word (protocol->encryption, "None") ||
      (protocol->encryption == NULL && is_word (protocol->ssl, "off")))
    return PL_SECURITY_NONE;

  for (guint i = 0; i < n_ports; i++)
    if (ports[i].port == port)
      return ports[i].security;
  return is_word (protocol->encryption, "TLS") ? PL_SECURITY_STARTTLS : PL_SECURITY_TLS;
}

static guint16
read_port (const char *text)
{
  guint64 port;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 1, 65535, &port, NULL)
             ? (guint16) port
             : 0;
}

static void
end_protocol (Parse *self)
{
  const Protocol *protocol = &self->protocol;
  PlConfigServer server = {
    .host = protocol->server,
    .port = read_port (protocol->port),
    .username = protocol->login,
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (is_word (protocol->type, types[i].type))
      {
        server.service = types[i].service;
        server.security = find_security (protocol, server.service, server.port);
        if (protocol->port == NULL)
          server.port = pl_service_get_usual_port (server.service, server.security);
        server.takes_password =
            server.service != PL_SERVICE_SMTP || !is_word (protocol->auth_required, "off");
        pl_config_add_server (self->config, &server);
      }
}

/* Another place to ask. A name without its dot is no domain of mail. */
static void
take_redirect_address (Parse *self, const char *text)
{
  const char *at = strrchr (text, '@');
  g_autofree char *domain = at != NULL ? pl_hostname_to_ascii (at + 1, NULL) : NULL;

  if (self->config->redirect == NULL && domain != NULL && strchr (domain, '.') != NULL &&
      !pl_hostname_is_address (domain))
    self->config->redirect = g_strconcat ("@", domain, NULL);
}

static void
take_redirect_url (Parse *self, const char *text)
{
  g_autoptr (PlConfig) judge = pl_config_new ();

  if (self->config->redirect == NULL && pl_config_add_link (judge, text))
    self->config->redirect = g_strdup (text);
}

static void
leave_cb (const char *path, const char *text, gpointer data)
{
  Parse *self = data;

  if (g_str_equal (path, PROTOCOL))
    end_protocol (self);
  if (text == NULL || *text == '\0')
    return;

  if (g_str_equal (path, ACCOUNT "/RedirectAddr"))
    take_redirect_address (self, text);
  if (g_str_equal (path, ACCOUNT "/RedirectUrl"))
    take_redirect_url (self, text);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (path, fields[i].element))
      {
        char **place = (char **) G_STRUCT_MEMBER_P (&self->protocol, fields[i].place);

        g_free (*place);
        *place = g_strdup (text);
      }
}

/**
 * pl_autodiscover_parse:
 * @document: as it came from the network; need not be NUL-terminated
 * @length: in bytes
 *
 * Reads Microsoft's plain XML answer. Login names are as they were written: see
 * pl_autodiscover_generalize().
 *
 * Returns: (transfer full): without servers where the answer only points elsewhere, speaks of Exchange
 *   alone, or is an error; %NULL with %G_IO_ERROR_INVALID_DATA for what is no such document
 */
PlConfig *
pl_autodiscover_parse (const char *document, gsize length, GError **error)
{
  static const PlMarkupVisitor visitor = { enter_cb, leave_cb };
  g_auto (Parse) self = { .config = pl_config_new () };

  if (!pl_markup_read (document, length, &visitor, &self, error))
    return NULL;

  if (!self.has_response)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           "The document is no answer of Autodiscover");
      return NULL;
    }
  return g_steal_pointer (&self.config);
}

/* What the server's answer for a made-up person means for everybody. */
static const char *
generalize (const char *login, const char *local_part, const char *domain)
{
  gsize length = strlen (local_part);

  if (login == NULL || g_ascii_strncasecmp (login, local_part, length) != 0)
    return NULL;
  if (login[length] == '\0')
    return "%EMAILLOCALPART%";
  return login[length] == '@' && g_ascii_strcasecmp (login + length + 1, domain) == 0
             ? "%EMAILADDRESS%"
             : NULL;
}

/**
 * pl_autodiscover_generalize:
 * @config: from pl_autodiscover_parse()
 * @local_part: the made-up local part that was asked about
 * @domain: the domain that was asked about
 *
 * Makes patterns of login names that follow from the made-up address. Any other login name belongs to a
 * person who does not exist and is forgotten: %NULL, as if none had been named.
 */
void
pl_autodiscover_generalize (PlConfig *config, const char *local_part, const char *domain)
{
  for (guint i = 0; i < config->servers->len; i++)
    {
      PlConfigServer *server = &g_array_index (config->servers, PlConfigServer, i);
      const char *pattern = generalize (server->username, local_part, domain);

      g_free (server->username);
      server->username = g_strdup (pattern);
    }
}
