// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/pl-test-message-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define LINE_LENGTH 76 /* RFC 2045 6.8: the longest line of base64 */

/* RFC 5322 3.3: these words are English whatever the locale; strftime() would translate them. */
static const char *const day_names[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
static const char *const month_names[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

/* In universal time: the person's time zone is nobody's business, not even on the way to oneself. */
static char *
make_date (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_strdup_printf (
      "%s, %d %s %d %02d:%02d:%02d +0000", day_names[g_date_time_get_day_of_week (now) - 1],
      g_date_time_get_day_of_month (now), month_names[g_date_time_get_month (now) - 1],
      g_date_time_get_year (now), g_date_time_get_hour (now), g_date_time_get_minute (now),
      g_date_time_get_second (now));
}

/* RFC 2047 2: an encoded word takes 75 bytes at most, so a long subject becomes several, each of
 * whole characters. */
static char *
encode_subject (const char *text)
{
  GString *encoded = g_string_new (NULL);

  if (g_str_is_ascii (text))
    return g_string_free (g_string_append (encoded, text), FALSE);

  while (*text != '\0')
    {
      const char *end = text;
      g_autofree char *word = NULL;

      while (*end != '\0' && g_utf8_next_char (end) - text <= 45)
        end = g_utf8_next_char (end);
      word = g_base64_encode ((const guchar *) text, (gsize) (end - text));
      g_string_append_printf (encoded, "%s=?UTF-8?B?%s?=", encoded->len > 0 ? "\r\n " : "", word);
      text = end;
    }

  return g_string_free (encoded, FALSE);
}

static char *
encode_body (const char *text)
{
  g_autofree char *encoded = g_base64_encode ((const guchar *) text, strlen (text));
  GString *lines = g_string_new (NULL);

  for (const char *p = encoded; *p != '\0'; p += MIN (strlen (p), LINE_LENGTH))
    {
      g_string_append_len (lines, p, (gssize) MIN (strlen (p), LINE_LENGTH));
      g_string_append (lines, "\r\n");
    }

  return g_string_free (lines, FALSE);
}

/**
 * pl_test_message_make_id:
 *
 * Returns: (transfer full): a new Message-ID (RFC 5322 3.6.4) with its angle brackets; ASCII
 */
char *
pl_test_message_make_id (PlAddress *address)
{
  g_autofree char *unique = g_uuid_string_random ();

  return g_strdup_printf ("<%s@%s>", unique, pl_address_get_domain (address));
}

/**
 * pl_test_message_make:
 * @address: sender and recipient
 * @id: see pl_test_message_make_id()
 *
 * Returns: (transfer full): a short message to oneself (RFC 5322) with CRLF line ends, in the
 *   person's language; in ASCII but for a local part that is not
 */
char *
pl_test_message_make (PlAddress *address, const char *id)
{
  /* Translators: subject of the test message that a person sends to the own address, to see that
   * sending works. */
  g_autofree char *subject = encode_subject (_ ("Test message from Postlotse"));
  g_autofree char *text =
      /* Translators: text of the same test message. */
      g_strconcat (_ ("This message shows that sending works. Nothing needs to be "
                      "done; you can delete it."),
                   "\r\n", NULL);
  g_autofree char *body = encode_body (text);
  g_autofree char *date = make_date ();

  return g_strdup_printf ("Date: %s\r\n"
                          "From: <%s>\r\n"
                          "To: <%s>\r\n"
                          "Message-ID: %s\r\n"
                          "Subject: %s\r\n"
                          "MIME-Version: 1.0\r\n"
                          "Content-Type: text/plain; charset=UTF-8\r\n"
                          "Content-Transfer-Encoding: base64\r\n"
                          "\r\n"
                          "%s",
                          date, pl_address_get_text (address), pl_address_get_text (address), id,
                          subject, body);
}
