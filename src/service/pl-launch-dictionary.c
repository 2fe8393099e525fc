// SPDX-License-Identifier: GPL-3.0-or-later
/* The options of a D-Bus call: each known one has a type and a reader, others are passed over. */
#include "service/pl-launch-dictionary-private.h"

#include <string.h>

#define LONGEST_TOKEN 64 /* bytes: part of an object path */

static gboolean
read_token (PlLaunchDictionary *dictionary, GVariant *value)
{
  const char *token = g_variant_get_string (value, NULL);

  dictionary->token = token;
  return *token != '\0' && strlen (token) <= LONGEST_TOKEN &&
         token[strspn (token, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_")] == '\0';
}

static gboolean
read_address (PlLaunchDictionary *dictionary, GVariant *value)
{
  dictionary->options.address = g_variant_get_string (value, NULL);
  return TRUE;
}

static gboolean
read_name (PlLaunchDictionary *dictionary, GVariant *value)
{
  dictionary->options.name = g_variant_get_string (value, NULL);
  return TRUE;
}

static gboolean
read_protocols (PlLaunchDictionary *dictionary, GVariant *value)
{
  for (gsize i = 0; i < g_variant_n_children (value); i++)
    {
      const char *nick;
      PlService service;

      g_variant_get_child (value, i, "&s", &nick);
      if (!pl_service_from_nick (nick, &service) ||
          (service != PL_SERVICE_IMAP && service != PL_SERVICE_POP3))
        return FALSE;
      dictionary->options.services |= 1u << service;
    }
  return TRUE;
}

static gboolean
read_secret (PlLaunchDictionary *dictionary, GVariant *value)
{
  return pl_setup_secret_from_nick (g_variant_get_string (value, NULL),
                                    &dictionary->options.secret);
}

static gboolean
read_modal (PlLaunchDictionary *dictionary, GVariant *value)
{
  dictionary->options.modal = g_variant_get_boolean (value);
  return TRUE;
}

static gboolean
read_activation_token (PlLaunchDictionary *dictionary, GVariant *value)
{
  dictionary->options.activation_token = g_variant_get_string (value, NULL);
  return TRUE;
}

static gboolean
read_existing (PlLaunchDictionary *dictionary, GVariant *value)
{
  g_free (dictionary->existing);
  dictionary->existing = g_variant_get_strv (value, NULL);
  dictionary->options.existing = dictionary->existing;
  return TRUE;
}

static const struct
{
  const char *name;
  const char *type;
  gboolean (*read) (PlLaunchDictionary *dictionary, GVariant *value);
} rows[] = {
  { "handle_token", "s", read_token },
  { "address", "s", read_address },
  { "name", "s", read_name },
  { "protocols", "as", read_protocols },
  { "secret", "s", read_secret },
  { "modal", "b", read_modal },
  { "activation_token", "s", read_activation_token },
  { "existing", "as", read_existing },
};

/**
 * pl_launch_dictionary_read:
 * @options: `a{sv}`, which has to outlive @dictionary
 *
 * Returns: %FALSE with %G_IO_ERROR_INVALID_ARGUMENT for a known option of another type or value
 */
gboolean
pl_launch_dictionary_read (PlLaunchDictionary *dictionary, GVariant *options, GError **error)
{
  dictionary->options.modal = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GVariant) value = g_variant_lookup_value (options, rows[i].name, NULL);

      if (value == NULL)
        continue;
      if (g_variant_is_of_type (value, G_VARIANT_TYPE (rows[i].type)) &&
          rows[i].read (dictionary, value))
        continue;
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "The option %s is not usable",
                   rows[i].name);
      return FALSE;
    }
  return TRUE;
}

void
pl_launch_dictionary_clear (PlLaunchDictionary *dictionary)
{
  g_clear_pointer (&dictionary->existing, g_free);
}
