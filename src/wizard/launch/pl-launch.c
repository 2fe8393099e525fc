// SPDX-License-Identifier: GPL-3.0-or-later
/* Links and files that open the wizard with an address filled in:
 *
 *   x-postlotse:add?address=anna%40example.org&name=Anna%20Beispiel
 *
 * Any web page and any message can hold such a link, so it can do no more than a person typing on the
 * first page. What is not exactly this is refused as a whole, not read as far as it goes: a link with a
 * password in it would otherwise seem to work, and teach people to write such links. */
#include "wizard/launch/pl-launch.h"

#include "base/pl-text.h"
#include "model/pl-address.h"

#include <glib/gi18n.h>
#include <string.h>

#define SCHEME "x-postlotse:"
#define DUTY "add"
#define MOST_LINK 2048 /* bytes */
#define MOST_FIELD 320 /* bytes: 64 + @ + 255, RFC 5321 4.5.3.1 */

/* RFC 3986 3.4, without the apostrophe, which tends to end the link where it stands. */
#define QUERY_CHARACTERS \
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&()*+,;=:@/?%"

void
pl_launch_clear (PlLaunch *launch)
{
  g_clear_pointer (&launch->address, g_free);
  g_clear_pointer (&launch->name, g_free);
}

/* What was refused is not repeated: it may be long, misleading, or hold what should not be in it. */
static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, why);
  return FALSE;
}

/**
 * pl_launch_check_field:
 * @value: for one of the wizard's fields, from another program
 *
 * Returns: %FALSE with an error for people when it cannot be one
 */
gboolean
pl_launch_check_field (const char *value, GError **error)
{
  if (strlen (value) > MOST_FIELD)
    /* Translators: answer on the command line, about an address or a name that was handed over */
    return refuse (error, _ ("The address or the name is too long."));
  if (pl_text_has_control_characters (value))
    /* Translators: answer on the command line, about an address or a name that was handed over */
    return refuse (error, _ ("The address or the name has characters in it that cannot be seen."));

  return TRUE;
}

/* The place of the parameter @key; %NULL for one that there is not. */
static char **
find_place (PlLaunch *launch, const char *key)
{
  if (g_str_equal (key, "address"))
    return &launch->address;

  return g_str_equal (key, "name") ? &launch->name : NULL;
}

/* One `key=value`. Percent signs only: a plus is a plus, as it stands in many addresses. */
static gboolean
take_parameter (const char *parameter, PlLaunch *launch, GError **error)
{
  const char *equals = strchr (parameter, '=');
  g_autofree char *key = equals != NULL ? g_strndup (parameter, equals - parameter) : NULL;
  g_autofree char *value = equals != NULL ? g_uri_unescape_string (equals + 1, NULL) : NULL;
  char **place = key != NULL ? find_place (launch, key) : NULL;

  if (place == NULL)
    /* Translators: answer on the command line; “link” is an address such as x-postlotse:add */
    return refuse (error, _ ("The link holds something other than an address and a name."));
  if (value == NULL || *place != NULL)
    /* Translators: answer on the command line; “link” is an address such as x-postlotse:add */
    return refuse (error, _ ("The link is not written as it should be."));
  if (!pl_launch_check_field (value, error))
    return FALSE;

  *place = g_strdup (g_strstrip (value));
  return TRUE;
}

static gboolean
take_parameters (const char *query, PlLaunch *launch, GError **error)
{
  g_auto (GStrv) parameters = g_strsplit (query, "&", 4);
  g_autoptr (PlAddress) address = NULL;

  for (guint i = 0; parameters[i] != NULL; i++)
    if (!take_parameter (parameters[i], launch, error))
      return FALSE;

  address = launch->address != NULL ? pl_address_parse (launch->address, NULL) : NULL;
  if (launch->address != NULL && address == NULL)
    /* Translators: answer on the command line; “link” is an address such as x-postlotse:add */
    return refuse (error, _ ("What the link gives as the e-mail address is not one."));

  return TRUE;
}

static gboolean
has_scheme (const char *text)
{
  return g_ascii_strncasecmp (text, SCHEME, strlen (SCHEME)) == 0;
}

/**
 * pl_launch_parse_link:
 * @link: `x-postlotse:add`, perhaps with `?address=…&name=…`; hostile
 * @launch: (out caller-allocates): filled in only when all of @link was understood
 *
 * The scheme in any case (RFC 3986 3.1), everything else as it is written above; each parameter once.
 *
 * Returns: %FALSE with an error for people
 */
gboolean
pl_launch_parse_link (const char *link, PlLaunch *launch, GError **error)
{
  g_auto (PlLaunch) understood = { 0 };
  const char *rest = has_scheme (link) ? link + strlen (SCHEME) : "";

  *launch = (PlLaunch){ 0 };
  if (strlen (link) > MOST_LINK || !g_str_has_prefix (rest, DUTY))
    /* Translators: answer on the command line; the address behind the colon stays, but for what is in
     * capitals */
    return refuse (error, _ ("That is not a link to Postlotse. One looks like this: "
                             "x-postlotse:add?address=ADDRESS"));

  rest += strlen (DUTY);
  if (*rest != '\0' && (*rest != '?' || rest[1 + strspn (rest + 1, QUERY_CHARACTERS)] != '\0'))
    /* Translators: answer on the command line; “link” is an address such as x-postlotse:add */
    return refuse (error, _ ("The link is not written as it should be."));
  if (*rest == '?' && !take_parameters (rest + 1, &understood, error))
    return FALSE;

  *launch = understood;
  understood = (PlLaunch){ 0 };
  return TRUE;
}

/* The one line of a file that holds a link. Only files of this computer, and no pipe or device, which
 * might never end. */
static char *
read_link (GFile *file, GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree char *text = g_malloc0 (MOST_LINK + 2);
  gsize length = 0;

  if (!g_file_is_native (file) ||
      g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_REGULAR)
    {
      /* Translators: answer on the command line */
      refuse (error, _ ("There is no such file on this computer."));
      return NULL;
    }

  stream = g_file_read (file, NULL, error);
  if (stream == NULL ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), text, MOST_LINK + 1, &length, NULL, error))
    return NULL;
  if (length > 0 && text[length - 1] == '\n')
    text[--length] = '\0';
  /* A NUL would hide what stands behind it. */
  return strlen (text) == length ? g_steal_pointer (&text) : g_strdup ("");
}

/**
 * pl_launch_open:
 * @link_or_file: a link, or the name or `file:` address of a file with one link in it
 * @launch: (out caller-allocates):
 *
 * Reads the disk: for the process that was started, before there is a window.
 *
 * Returns: %FALSE with an error for people
 */
gboolean
pl_launch_open (const char *link_or_file, PlLaunch *launch, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *link = NULL;

  if (has_scheme (link_or_file))
    return pl_launch_parse_link (link_or_file, launch, error);

  *launch = (PlLaunch){ 0 };
  file = g_file_new_for_commandline_arg (link_or_file);
  link = read_link (file, error);
  return link != NULL && pl_launch_parse_link (link, launch, error);
}
