// SPDX-License-Identifier: GPL-3.0-or-later
/* Pure: settings of a server -> what to say beside them. Knows no more than the table of usual
 * ports; whether something really works is for the check to find out. */
#include "wizard/pl-server-hints.h"

#include "model/pl-words.h"

#include <glib/gi18n.h>

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
  else if (usual->security == PL_SECURITY_TLS && security == PL_SECURITY_STARTTLS)
    say_from_the_start (port, hint);
  else if (usual->security == PL_SECURITY_STARTTLS && security == PL_SECURITY_TLS)
    say_starts_plain (port, hint);
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
