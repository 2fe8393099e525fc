// SPDX-License-Identifier: GPL-3.0-or-later
/* Pure: settings of a server -> what to say beside them. Knows no more than the table of usual
 * ports; whether something really works is for the check to find out. */
#include "wizard/servers/pl-server-hints.h"

#include "model/pl-words.h"

#include <glib/gi18n.h>
#include <string.h>

static const PlService services[] = { PL_SERVICE_IMAP, PL_SERVICE_POP3, PL_SERVICE_SMTP };

static const PlUsualPort *
find_usual (PlService service, guint port)
{
  guint n_ports = 0;
  const PlUsualPort *ports = pl_service_get_usual_ports (service, &n_ports);

  for (guint i = 0; i < n_ports; i++)
    if (ports[i].port == port)
      return &ports[i];
  return NULL;
}

static void
offer_usual (PlService service, PlServerHint *hint)
{
  const PlUsualPort *usual = pl_service_get_usual_ports (service, &(guint){ 0 });

  hint->port = usual->port;
  hint->security = usual->security;
  hint->fix_label =
      /* Translators: a button beside a port field; %s is a protection, such as SSL/TLS */
      g_strdup_printf (_ ("Use port %u with %s"), usual->port,
                       pl_security_to_words (usual->security));
}

/* The port is the usual one of another service. */
static gboolean
find_other_service (PlService service, guint port, PlServerHint *hint)
{
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    if (services[i] != service && find_usual (services[i], port) != NULL)
      {
        /* Translators: beside a port field; %u is a port, %s such as "Outgoing server (SMTP)" */
        hint->text = g_strdup_printf (_ ("Port %u usually belongs to another server: %s."), port,
                                      pl_service_to_words (services[i]));
        offer_usual (service, hint);
        return TRUE;
      }
  return FALSE;
}

static void
say_from_the_start (guint port, PlServerHint *hint)
{
  hint->text =
      /* Translators: beside a port field; STARTTLS is chosen, but %u is a port for SSL/TLS */
      g_strdup_printf (_ ("Port %u is usually encrypted from the start (SSL/TLS)."), port);
  /* Translators: a button beside a port field */
  hint->fix_label = g_strdup (_ ("Use SSL/TLS"));
  hint->security = PL_SECURITY_TLS;
}

static void
say_starts_plain (guint port, PlServerHint *hint)
{
  hint->text = g_strdup_printf (
      /* Translators: beside a port field; SSL/TLS is chosen, but %u is a port for STARTTLS */
      _ ("Port %u usually starts in plain text and encrypts then (STARTTLS)."), port);
  /* Translators: a button beside a port field */
  hint->fix_label = g_strdup (_ ("Use STARTTLS"));
  hint->security = PL_SECURITY_STARTTLS;
}

static void
say_unprotected (PlServerHint *hint)
{
  /* Translators: beside the choice of encryption, when none is chosen */
  hint->text = g_strdup (_ ("Without encryption, everybody on the way can read your password. "
                            "Postlotse asks you before it is sent."));
  hint->unsafe = TRUE;
}

/* RFC 5068 3.1: between servers, where networks commonly block it. */
static void
say_between_servers (PlServerHint *hint)
{
  /* Translators: beside the port field of the server for sending */
  hint->text = g_strdup (_ ("Port 25 is for servers among themselves; many networks block it."));
  offer_usual (PL_SERVICE_SMTP, hint);
}

/**
 * pl_server_hint_find:
 * @port: 0 when none was typed yet
 * @hint: (out caller-allocates):
 */
void
pl_server_hint_find (PlService service, guint port, PlSecurity security, PlServerHint *hint)
{
  const PlUsualPort *usual = find_usual (service, port);

  *hint = (PlServerHint){ 0 };
  if (security == PL_SECURITY_NONE)
    say_unprotected (hint);
  else if (usual == NULL)
    find_other_service (service, port, hint);
  else if (service == PL_SERVICE_SMTP && port == 25)
    say_between_servers (hint);
  else if (usual->security == PL_SECURITY_TLS && security == PL_SECURITY_STARTTLS)
    say_from_the_start (port, hint);
  else if (usual->security == PL_SECURITY_STARTTLS && security == PL_SECURITY_TLS)
    say_starts_plain (port, hint);
}

/**
 * pl_server_hint_describe_host:
 * @host: as typed
 *
 * Servers mostly have the service in their name.
 *
 * Returns: (transfer full) (nullable): that the name is one of another service
 */
char *
pl_server_hint_describe_host (PlService service, const char *host)
{
  static const struct
  {
    const char *prefix;
    PlService service;
  } names[] = {
    { "imap.", PL_SERVICE_IMAP }, { "imap4.", PL_SERVICE_IMAP }, { "pop.", PL_SERVICE_POP3 },
    { "pop3.", PL_SERVICE_POP3 }, { "smtp.", PL_SERVICE_SMTP },  { "relay.", PL_SERVICE_SMTP },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strncasecmp (host, names[i].prefix, strlen (names[i].prefix)) == 0 &&
        names[i].service != service)
      /* Translators: below the field for a server's name; %s is another kind of server, such as
       * "Outgoing server (SMTP)" */
      return g_strdup_printf (_ ("By its name, this is another server: %s."),
                              pl_service_to_words (names[i].service));
  return NULL;
}

/**
 * pl_server_port_is_usual:
 * @port: 0 when none was typed yet
 *
 * Returns: whether it goes along when service or protection change; any other was typed on purpose
 */
gboolean
pl_server_port_is_usual (guint16 port)
{
  if (port == 0)
    return TRUE;
  for (guint s = 0; s < G_N_ELEMENTS (services); s++)
    for (int p = PL_SECURITY_TLS; p <= PL_SECURITY_NONE; p++)
      if (pl_service_get_usual_port (services[s], (PlSecurity) p) == port)
        return TRUE;
  return FALSE;
}

void
pl_server_hint_clear (PlServerHint *hint)
{
  g_clear_pointer (&hint->text, g_free);
  g_clear_pointer (&hint->fix_label, g_free);
}

/**
 * pl_server_port_from_text:
 * @text: as typed
 * @port: (out): set only when it is one
 *
 * Returns: whether @text is a port, 1 to 65535
 */
gboolean
pl_server_port_from_text (const char *text, guint16 *port)
{
  g_autofree char *bare = g_strstrip (g_strdup (text));
  guint64 value = 0;

  if (!g_ascii_string_to_unsigned (bare, 10, 1, G_MAXUINT16, &value, NULL))
    return FALSE;

  *port = (guint16) value;
  return TRUE;
}
