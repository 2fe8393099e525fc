// SPDX-License-Identifier: GPL-3.0-or-later
/* Pure: what somebody pastes for an address -> the address, and the name beside it. People copy from
 * mail programs (`"Muster, Anna" <anna@example.org>`), web pages (mailto:anna@example.org?subject=…),
 * letters (E-Mail: anna@example.org.) and signatures of several lines. */
#include "wizard/account/pl-address-input.h"

#include "base/pl-text.h"
#include "model/pl-address.h"

#include <string.h>

#define MAILTO "mailto:"
#define MOST_TEXT 4096 /* bytes that are looked at */
#define LONGEST_NAME 80 /* characters: more is no name but the text around it */

/* Between an address and what is around it. */
#define DELIMITERS " \t\n<>()[]{},;\"“”„‚‘’«»|"

/* At the end of a sentence, or around a quotation. */
#define EDGES ".,;:!?'\"“”„‚‘’«»()<>[]*-–—|/"

void
pl_address_input_clear (PlAddressInput *input)
{
  g_clear_pointer (&input->address, g_free);
  g_clear_pointer (&input->name, g_free);
}

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR;
}

/* Every blank becomes one of the usual ones, and what cannot be seen goes. */
static char *
make_visible (const char *text, gboolean *invisible)
{
  const char *end = text + strnlen (text, MOST_TEXT);
  GString *visible = g_string_new (NULL);

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\r' || g_unichar_type (c) == G_UNICODE_LINE_SEPARATOR)
        g_string_append_c (visible, '\n');
      else if (is_blank (c))
        g_string_append_c (visible, ' ');
      else if (g_unichar_type (c) == G_UNICODE_FORMAT || g_unichar_iscntrl (c))
        *invisible = TRUE;
      else
        g_string_append_unichar (visible, c);
    }
  return g_string_free (visible, FALSE);
}

/* Takes what is in @edges, and blanks, from both ends. */
static char *
trim (const char *text, const char *edges)
{
  const char *end = text + strlen (text);

  while (*text != '\0' &&
         (is_blank (g_utf8_get_char (text)) || g_utf8_strchr (edges, -1, g_utf8_get_char (text))))
    text = g_utf8_next_char (text);
  while (end > text)
    {
      const char *last = g_utf8_prev_char (end);

      if (!is_blank (g_utf8_get_char (last)) && !g_utf8_strchr (edges, -1, g_utf8_get_char (last)))
        break;
      end = last;
    }
  return g_strndup (text, (gsize) (end - text));
}

/* RFC 6068: the address of a link ends where its subject begins, and is percent-encoded. */
static char *
take_from_link (const char *word)
{
  g_autofree char *encoded = g_strndup (word, strcspn (word, "?"));
  char *decoded = g_uri_unescape_string (encoded, NULL);

  if (decoded != NULL &&
      (!g_utf8_validate (decoded, -1, NULL) || pl_text_has_control_characters (decoded)))
    g_clear_pointer (&decoded, g_free);
  return decoded;
}

/* Returns: (transfer full) (nullable): the address that @word is */
static char *
read_word (const char *word)
{
  g_autofree char *bare = trim (word, EDGES);
  g_autofree char *from_link = NULL;
  g_autoptr (PlAddress) address = NULL;
  const char *text = bare;

  if (g_ascii_strncasecmp (text, MAILTO, strlen (MAILTO)) == 0)
    {
      from_link = take_from_link (text + strlen (MAILTO));
      text = from_link != NULL ? from_link : "";
    }
  if (strchr (text, '@') == NULL)
    return NULL;

  address = pl_address_parse (text, NULL);
  return address != NULL ? g_strdup (text) : NULL;
}

static gboolean
is_same_address (const char *a, const char *b)
{
  g_autofree char *one = g_utf8_casefold (a, -1);
  g_autofree char *other = g_utf8_casefold (b, -1);

  return g_str_equal (one, other);
}

static void
take_address (PlAddressInput *input, char *address)
{
  if (input->address != NULL && is_same_address (input->address, address))
    {
      g_free (address);
      return;
    }

  input->n_addresses++;
  if (input->address == NULL)
    input->address = address;
  else
    g_free (address);
}

/* Splits at the delimiters; what is no address is kept for the name. */
static char *
take_addresses (PlAddressInput *input, const char *text)
{
  GString *rest = g_string_new (NULL);
  const char *p = text;

  while (*p != '\0')
    {
      const char *start = p;
      g_autofree char *word = NULL;
      char *address;

      while (*p != '\0' && !g_utf8_strchr (DELIMITERS, -1, g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      word = g_strndup (start, (gsize) (p - start));
      address = read_word (word);
      if (address != NULL)
        take_address (input, address);
      else
        g_string_append (rest, word);
      if (*p == '\0')
        break;
      g_string_append_unichar (rest, g_utf8_get_char (p));
      p = g_utf8_next_char (p);
    }
  return g_string_free (rest, FALSE);
}

/* "Muster, Anna" is how address books sort. */
static char *
turn_around (char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, ",", -1);
  g_autofree char *former = name;

  if (g_strv_length (parts) != 2 || *g_strstrip (parts[0]) == '\0' ||
      *g_strstrip (parts[1]) == '\0')
    return g_steal_pointer (&former);

  return g_strconcat (parts[1], " ", parts[0], NULL);
}

/* Words that stand before an address in letters and headers. */
static const char *
pass_over_label (const char *text)
{
  static const char *const labels[] = {
    "e-mail", "email",   "mail",    "from",           "to", "von", "an",
    "name",   "address", "adresse", "e-mail-adresse",
  };
  const char *colon = strchr (text, ':');
  g_autofree char *word = colon != NULL ? g_strndup (text, (gsize) (colon - text)) : NULL;

  if (word == NULL)
    return text;

  g_strstrip (word);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_ascii_strcasecmp (word, labels[i]) == 0)
      return colon + 1;
  return text;
}

static gboolean
looks_like_a_name (const char *text)
{
  gboolean has_letter = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    has_letter |= g_unichar_isalpha (g_utf8_get_char (p));
  return has_letter && strpbrk (text, "@:/\\<>") == NULL &&
         g_utf8_strlen (text, -1) <= LONGEST_NAME;
}

/* Returns: (transfer full) (nullable): the first line that can be a name */
static char *
find_name (const char *rest)
{
  g_auto (GStrv) lines = g_strsplit (rest, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *name = trim (pass_over_label (lines[i]), EDGES);

      if (looks_like_a_name (name))
        return turn_around (g_steal_pointer (&name));
    }
  return NULL;
}

/**
 * pl_address_input_read:
 * @text: as pasted or typed, UTF-8
 * @input: (out caller-allocates):
 *
 * Takes `Name <address>`, `mailto:` links, quotation marks, punctuation around it, several lines and
 * characters that cannot be seen apart. Of several different addresses none is taken: only the person
 * knows which.
 */
void
pl_address_input_read (const char *text, PlAddressInput *input)
{
  g_autofree char *visible = NULL;
  g_autofree char *rest = NULL;

  *input = (PlAddressInput){ 0 };
  visible = make_visible (text, &input->invisible);
  rest = take_addresses (input, visible);
  if (input->n_addresses == 1)
    input->name = find_name (rest);
  else
    g_clear_pointer (&input->address, g_free);
}
