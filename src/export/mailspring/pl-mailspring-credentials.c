// SPDX-License-Identifier: GPL-3.0-or-later
/* `credentials` of Mailspring's config.json: a JSON object of strings, enciphered as a whole in the
 * manner of Chromium (components/os_crypt/sync/os_crypt_linux.cc): `v11`, then AES-128-CBC with a key
 * derived from a text in the Secret Service. There is no check sum: what does not decipher to exactly
 * such an object is not touched, since Mailspring goes on with an empty one and so loses every password. */
#include "export/mailspring/pl-mailspring-private.h"

#include "base/pl-json.h"
#include "base/pl-secret.h"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <string.h>

#define PREFIX "v11"
#define PREFIX_LENGTH 3
#define BLOCK 16 /* bytes, of the key and of a block */
#define LARGEST (1024 * 1024) /* bytes of passwords; some hundred accounts have a few thousand */

static gboolean
derive_key (const PlSecret *secret, guint8 key[BLOCK])
{
  static const guint8 salt_text[] = "saltysalt";
  const gnutls_datum_t password = { (guint8 *) pl_secret_peek (secret),
                                    (unsigned int) pl_secret_get_length (secret) };
  const gnutls_datum_t salt = { (guint8 *) salt_text, sizeof salt_text - 1 };

  return gnutls_pbkdf2 (GNUTLS_MAC_SHA1, &password, &salt, 1, key, BLOCK) == GNUTLS_E_SUCCESS;
}

/* In place. */
static gboolean
run_cipher (const PlSecret *secret, guint8 *bytes, gsize length, gboolean encipher)
{
  guint8 key[BLOCK];
  guint8 blanks[BLOCK];
  const gnutls_datum_t key_datum = { key, sizeof key };
  const gnutls_datum_t start = { blanks, sizeof blanks };
  gnutls_cipher_hd_t cipher;
  gboolean done = derive_key (secret, key);

  memset (blanks, ' ', sizeof blanks);
  done = done && gnutls_cipher_init (&cipher, GNUTLS_CIPHER_AES_128_CBC, &key_datum, &start) ==
                     GNUTLS_E_SUCCESS;
  pl_secret_wipe (key, sizeof key);
  if (!done)
    return FALSE;

  done = (encipher ? gnutls_cipher_encrypt (cipher, bytes, length)
                   : gnutls_cipher_decrypt (cipher, bytes, length)) == GNUTLS_E_SUCCESS;
  gnutls_cipher_deinit (cipher);
  return done;
}

/* Node's JSON form of a Buffer: {"type":"Buffer","data":[118,49,...]} */
static GByteArray *
read_buffer (const PlJsonView *buffer)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *type = NULL;
  PlJsonView member;
  PlJsonView data;
  PlJsonView element = { NULL, 0 };

  if (!pl_json_view_get_member (buffer, "type", &member) ||
      !pl_json_view_get_member (buffer, "data", &data) || !pl_json_view_is_array (&data))
    return NULL;
  type = pl_json_view_dup_string (&member);
  if (g_strcmp0 (type, "Buffer") != 0)
    return NULL;

  while (pl_json_view_next_element (&data, &element))
    {
      guint64 number;
      guint8 byte;

      if (!pl_json_view_get_uint (&element, &number) || number > 255 || bytes->len >= LARGEST)
        return NULL;
      byte = (guint8) number;
      g_byte_array_append (bytes, &byte, 1);
    }
  return g_steal_pointer (&bytes);
}

/* PKCS #7. Returns: the length without it, or -1 */
static gssize
measure_padding (const guint8 *bytes, gsize length)
{
  guint8 n = length > 0 ? bytes[length - 1] : 0;

  if (n == 0 || n > BLOCK || n > length)
    return -1;
  for (gsize i = length - n; i < length; i++)
    if (bytes[i] != n)
      return -1;
  return (gssize) (length - n);
}

static gboolean
is_object_of_strings (const char *text)
{
  PlJsonView object;
  PlJsonView name;
  PlJsonView value = { NULL, 0 };

  if (!pl_json_view_open (&object, text, strlen (text)) || !pl_json_view_is_object (&object))
    return FALSE;
  while (pl_json_view_next_name (&object, &name, &value))
    if (*value.text != '"')
      return FALSE;
  return TRUE;
}

/**
 * pl_mailspring_decipher:
 * @buffer: the member `credentials`
 * @key: the text of Chromium's item in the Secret Service, as it is
 *
 * Returns: (transfer full) (nullable): the passwords, a JSON object of strings, to be freed by
 *   pl_secret_free_string(); %NULL on any doubt
 */
char *
pl_mailspring_decipher (const PlJsonView *buffer, const PlSecret *key)
{
  g_autoptr (GByteArray) bytes = read_buffer (buffer);
  g_autoptr (PlSecretString) text = NULL;
  guint8 *body;
  gsize length;
  gssize n;

  if (bytes == NULL || bytes->len < PREFIX_LENGTH + BLOCK ||
      (bytes->len - PREFIX_LENGTH) % BLOCK != 0 || memcmp (bytes->data, PREFIX, PREFIX_LENGTH) != 0)
    return NULL;

  body = bytes->data + PREFIX_LENGTH;
  length = bytes->len - PREFIX_LENGTH;
  n = run_cipher (key, body, length, FALSE) ? measure_padding (body, length) : -1;
  if (n >= 0 && memchr (body, '\0', (gsize) n) == NULL)
    text = g_strndup ((const char *) body, (gsize) n);
  pl_secret_wipe (body, length);

  return text != NULL && is_object_of_strings (text) ? g_steal_pointer (&text) : NULL;
}

/**
 * pl_mailspring_encipher:
 * @passwords: a JSON object of strings
 *
 * The opposite of pl_mailspring_decipher(): the start of the cipher is fixed, so that the same
 * passwords always give the same bytes.
 *
 * Returns: (transfer full) (nullable): JSON on several lines; %NULL when the library has no such cipher
 */
char *
pl_mailspring_encipher (const char *passwords, const PlSecret *key)
{
  gsize length = strlen (passwords);
  guint8 padding = (guint8) (BLOCK - length % BLOCK);
  gsize padded = length + padding;
  g_autofree guint8 *bytes = g_malloc (padded);
  g_autoptr (GString) json = g_string_new ("{\n  \"type\": \"Buffer\",\n  \"data\": [");
  gboolean done;

  memcpy (bytes, passwords, length);
  memset (bytes + length, padding, padding);
  done = run_cipher (key, bytes, padded, TRUE);
  for (gsize i = 0; i < PREFIX_LENGTH + padded; i++)
    g_string_append_printf (json, "%s\n    %u", i > 0 ? "," : "",
                            i < PREFIX_LENGTH ? (guint) PREFIX[i] : bytes[i - PREFIX_LENGTH]);
  g_string_append (json, "\n  ]\n}");
  if (!done)
    pl_secret_wipe (bytes, padded);
  return done ? g_string_free (g_steal_pointer (&json), FALSE) : NULL;
}

static char *
make_name (const char *address, const char *service)
{
  return g_strdup_printf ("%s-%s", address, service);
}

/**
 * pl_mailspring_get_password:
 * @address: as in the account's emailAddress, byte for byte
 * @service: `imap` or `smtp`
 *
 * Returns: (transfer full) (nullable): to be freed by pl_secret_free_string()
 */
char *
pl_mailspring_get_password (const char *passwords, const char *address, const char *service)
{
  g_autofree char *name = make_name (address, service);
  PlJsonView object;
  PlJsonView value;

  if (!pl_json_view_open (&object, passwords, strlen (passwords)) ||
      !pl_json_view_get_member (&object, name, &value))
    return NULL;
  return pl_json_view_dup_string (&value);
}

/**
 * pl_mailspring_set_password:
 * @passwords: as deciphered
 * @password: UTF-8; "" for a server without sign-in
 *
 * Returns: (transfer full): all passwords with this one changed or added, to be freed by
 *   pl_secret_free_string()
 */
char *
pl_mailspring_set_password (const char *passwords,
                            const char *address,
                            const char *service,
                            const char *password)
{
  g_autofree char *name = make_name (address, service);
  g_autoptr (PlSecretString) quoted = pl_json_quote (password);
  PlJsonView object;

  if (!pl_json_view_open (&object, passwords, strlen (passwords)))
    g_assert_not_reached ();
  return pl_json_view_set_member (&object, name, quoted);
}
