// SPDX-License-Identifier: GPL-3.0-or-later
#include "discovery/pl-config.h"

#include "base/pl-text.h"

#include <string.h>

#define LONGEST_HOST 512 /* bytes; placeholders and all */
#define LONGEST_USERNAME 512
#define LONGEST_LINK 2048

static void
clear_server (gpointer data)
{
  PlConfigServer *server = data;

  g_free (server->host);
  g_free (server->username);
}

/**
 * pl_config_new:
 *
 * Returns: (transfer full): nothing said yet
 */
PlConfig *
pl_config_new (void)
{
  PlConfig *self = g_new0 (PlConfig, 1);

  self->servers = g_array_new (FALSE, FALSE, sizeof (PlConfigServer));
  g_array_set_clear_func (self->servers, clear_server);
  self->links = pl_links_copy (NULL, 0);
  return self;
}

void
pl_config_free (PlConfig *self)
{
  g_array_unref (self->servers);
  g_array_unref (self->links);
  g_free (self->redirect);
  g_free (self);
}

static gboolean
is_bounded (const char *text, gsize longest)
{
  return *text != '\0' && strlen (text) <= longest && !pl_text_has_control_characters (text);
}

/**
 * pl_config_add_server:
 * @server: copied with its texts
 *
 * Returns: %FALSE, and nothing is added, for a server that cannot be one or is one too many: no host, no
 *   port, overlong, control characters
 */
gboolean
pl_config_add_server (PlConfig *self, const PlConfigServer *server)
{
  PlConfigServer copy = *server;

  if (self->servers->len >= PL_CONFIG_MOST_SERVERS || server->port == 0 || server->host == NULL ||
      !is_bounded (server->host, LONGEST_HOST) ||
      (server->username != NULL && !is_bounded (server->username, LONGEST_USERNAME)))
    return FALSE;

  copy.host = g_strdup (server->host);
  copy.username = g_strdup (server->username);
  g_array_append_val (self->servers, copy);
  return TRUE;
}

/* An address of the web that may be opened or asked: https, a host, and nobody's name and password in
 * it, which are there to make one host look like another. */
static gboolean
is_https (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);

  return uri != NULL && g_str_has_prefix (url, "https://") && g_uri_get_host (uri) != NULL &&
         *g_uri_get_host (uri) != '\0' && g_uri_get_userinfo (uri) == NULL;
}

static gboolean
has_link (PlConfig *self, const char *url)
{
  for (guint i = 0; i < self->links->len; i++)
    if (g_str_equal (g_array_index (self->links, PlLink, i).url, url))
      return TRUE;
  return FALSE;
}

/**
 * pl_config_add_link:
 * @url: as written, with blanks around it perhaps
 *
 * Returns: %FALSE, and nothing is added, for what is not https, is there already, or is one too many
 */
gboolean
pl_config_add_link (PlConfig *self, const char *url)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (url));
  PlLink link = { .url = trimmed };

  if (self->links->len >= PL_CONFIG_MOST_LINKS || !is_bounded (trimmed, LONGEST_LINK) ||
      !is_https (trimmed) || has_link (self, trimmed))
    return FALSE;

  link.url = g_steal_pointer (&trimmed);
  g_array_append_val (self->links, link);
  return TRUE;
}
