// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pl-address.h"

#include "base/pl-hostname.h"
#include "base/pl-text.h"

#include <string.h>

#define LONGEST_LOCAL_PART 64 /* RFC 5321 4.5.3.1.1, bytes */

struct _PlAddress
{
  GObject parent_instance;

  char *text; /* owned: local part @ domain, the domain in ASCII */
  char *local_part; /* owned */
  char *domain; /* owned: lower-case ASCII */
};

G_DEFINE_FINAL_TYPE (PlAddress, pl_address, G_TYPE_OBJECT)

static void
pl_address_finalize (GObject *object)
{
  PlAddress *self = PL_ADDRESS (object);

  g_free (self->text);
  g_free (self->local_part);
  g_free (self->domain);
  G_OBJECT_CLASS (pl_address_parent_class)->finalize (object);
}

static void
pl_address_class_init (PlAddressClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_address_finalize;
}

static void
pl_address_init (PlAddress *self)
{
}

/* dot-atom (RFC 5322 3.2.3) with UTF-8 (RFC 6531 3.3), or a quoted string (RFC 5321 4.1.2). */
static gboolean
is_valid_local_part (const char *local)
{
  gsize length = strlen (local);

  if (length == 0 || length > LONGEST_LOCAL_PART || pl_text_has_control_characters (local))
    return FALSE;

  if (length >= 2 && local[0] == '"' && local[length - 1] == '"')
    return TRUE;

  if (local[0] == '.' || local[length - 1] == '.' || strstr (local, "..") != NULL)
    return FALSE;

  return strpbrk (local, " \t()<>[]:;,\\\"@") == NULL;
}

/* What stands between the angle brackets of `Name <address>`, or all of it. */
static char *
take_address_out (const char *text)
{
  const char *open = strrchr (text, '<');
  const char *close = open != NULL ? strchr (open, '>') : NULL;
  g_autofree char *bare = close != NULL ? g_strndup (open + 1, close - open - 1) : g_strdup (text);
  const char *address = g_strstrip (bare);

  if (g_ascii_strncasecmp (address, "mailto:", strlen ("mailto:")) == 0)
    address += strlen ("mailto:");
  return g_strdup (address);
}

/**
 * pl_address_parse:
 * @text: as typed or pasted: blanks around it, `Name <address>` and `mailto:` are understood
 *
 * An internationalised domain is converted, not refused. A domain needs a dot, because every name
 * that receives mail from outside has one.
 *
 * Returns: (transfer full): or %NULL with %G_IO_ERROR_INVALID_ARGUMENT
 */
PlAddress *
pl_address_parse (const char *text, GError **error)
{
  g_autofree char *bare = take_address_out (text);
  char *at = strrchr (bare, '@');
  g_autofree char *domain = at != NULL ? pl_hostname_to_ascii (at + 1, NULL) : NULL;
  PlAddress *self;

  if (domain == NULL || strchr (domain, '.') == NULL || pl_hostname_is_address (domain))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "“%s” has no valid domain",
                   bare);
      return NULL;
    }

  *at = '\0';
  if (!is_valid_local_part (bare))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "“%s” cannot stand before the @",
                   bare);
      return NULL;
    }

  self = g_object_new (PL_TYPE_ADDRESS, NULL);
  self->text = g_strconcat (bare, "@", domain, NULL);
  self->local_part = g_strdup (bare);
  self->domain = g_steal_pointer (&domain);
  return self;
}

const char *
pl_address_get_text (PlAddress *self)
{
  return self->text;
}

const char *
pl_address_get_local_part (PlAddress *self)
{
  return self->local_part;
}

const char *
pl_address_get_domain (PlAddress *self)
{
  return self->domain;
}
