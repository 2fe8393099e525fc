// SPDX-License-Identifier: GPL-3.0-or-later
/* One question to a web server: are you there, and what time is it? By our own TLS and not by libsoup:
 * what matters is the whole chain and exactly what is wrong with it, and libsoup tells neither. Of HTTP
 * the status line and one header are needed (RFC 9110 6.6.1, RFC 9112 4). */
#include "check/pl-probe-https-private.h"

#include <stdio.h>
#include <string.h>

#define MOST_HEADERS 100

/* The one form that is sent today (RFC 9110 5.6.7): Sun, 06 Nov 1994 08:49:37 GMT
 *
 * @line: `Date: ...`, in any case of letters
 *
 * Returns: (transfer full) (nullable): RFC 3339 */
char *
pl_probe_https_parse_date (const char *line)
{
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  char month[4] = "";
  int day, year, hour, minute, second;
  int end = 0;

  if (g_ascii_strncasecmp (line, "Date:", strlen ("Date:")) != 0)
    return NULL;
  if (sscanf (line + strlen ("Date:"), " %*3[A-Za-z], %2d %3[A-Za-z] %4d %2d:%2d:%2d GMT%n", &day,
              month, &year, &hour, &minute, &second, &end) < 6 ||
      end == 0)
    return NULL;

  for (int i = 0; i < (int) G_N_ELEMENTS (months); i++)
    if (g_str_equal (months[i], month))
      {
        /* A leap second is no time to argue about. */
        g_autoptr (GDateTime) time =
            g_date_time_new_utc (year, i + 1, day, hour, minute, MIN (second, 59));

        return time != NULL ? g_date_time_format_iso8601 (time) : NULL;
      }

  return NULL;
}

/**
 * pl_probe_https_ask:
 * @connection: encrypted, and its certificate good at least but for its dates
 * @host: for whom the question is; nothing else of the account is told, and no page is asked for
 * @date: (out) (transfer full) (nullable): what the server says is now, RFC 3339
 *
 * Returns: %PL_OUTCOME_SPOKEN when a web server answered, whatever it said;
 *   %PL_OUTCOME_OTHER_PROTOCOL; %PL_OUTCOME_SILENT, %PL_OUTCOME_CLOSED, %PL_OUTCOME_FAILED and
 *   %PL_OUTCOME_CANCELLED with @error
 */
PlOutcome
pl_probe_https_ask (PlConnection *connection,
                    const char *host,
                    char **date,
                    const PlDeadline *deadline,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *question = g_strdup_printf ("HEAD / HTTP/1.1\r\n"
                                               "Host: %s\r\n"
                                               "User-Agent: Postlotse/" PL_VERSION "\r\n"
                                               "Connection: close\r\n\r\n",
                                               host);
  g_autoptr (GError) local = NULL;

  *date = NULL;
  if (!pl_connection_write (connection, question, strlen (question), NULL, deadline, cancellable,
                            &local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return pl_connection_judge_error (*error);
    }

  for (guint i = 0; i < MOST_HEADERS; i++)
    {
      g_autofree char *line = pl_connection_read_line (connection, &pl_patience_first_byte,
                                                       deadline, cancellable, &local);

      if (line == NULL)
        break;
      if (i == 0 && !g_str_has_prefix (line, "HTTP/1."))
        return PL_OUTCOME_OTHER_PROTOCOL;
      if (*line == '\0' || *date != NULL)
        return PL_OUTCOME_SPOKEN;
      *date = pl_probe_https_parse_date (line);
    }

  if (local == NULL || *date != NULL)
    return PL_OUTCOME_SPOKEN;
  g_propagate_error (error, g_steal_pointer (&local));
  return pl_connection_judge_error (*error);
}
