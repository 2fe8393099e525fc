// SPDX-License-Identifier: GPL-3.0-or-later
/* Servers that mean harm, over real sockets: every check ends in time, in bounded memory, and with a
 * cause that the evidence supports. */
#include "check/pl-check.h"
#include "diagnosis/pl-diagnosis.h"

#include <string.h>
#include <sys/resource.h>

#define HOST "mail.example.org"
/* That a check may take, whatever the server sends. AddressSanitizer keeps freed memory aside. */
#ifdef __SANITIZE_ADDRESS__
#define MOST_MEMORY_KB (512 * 1024)
#else
#define MOST_MEMORY_KB (48 * 1024)
#endif
#define DEADLINE_MS 3000 /* for servers that only the check's end stops */
#define PATIENCE_MS 60000 /* for those that are found out, however busy the machine is */
#define MANY 10000 /* of what comes in the place of {many} */
#define FLOOD (100 * 1024 * 1024) /* bytes */

typedef struct
{
  const char *name;
  const char *greeting; /* nullable */
  const char *answer; /* nullable: to the first command; {tag}: its tag, {many}: words */
  const char *flood; /* nullable: then sent again and again */
  guint pause_ms; /* between two of them */
  const char
      *codes; /* causes that are right, separated by blanks; empty: stopped by the deadline */
} Hostility;

static const Hostility hostilities[] = {
  { "endless-greeting", "* OK ", NULL, "xxxxxxxxxxxxxxxx", 0, "protocol-violation" },
  { "garbage", "\x01\xff\xfe\x80\r\n\x02\x03\r\n", NULL, "\x9f\x01\r\n\xff", 0,
    "protocol-violation not-a-mail-server" },
  { "zeros", "\x7f", NULL, "\x7f\x7f\x7f\x7f", 0, "protocol-violation not-a-mail-server" },
  { "drip", "*", NULL, " ", 300, "" },
  { "endless-answer", "* OK hello\r\n", "* CAPABILITY ", "STARTTLS ", 0, "protocol-violation" },
  { "never-ending-untagged", "* OK hello\r\n", "* 1 EXISTS\r\n", "* 1 EXISTS\r\n", 0,
    "protocol-violation" },
  { "dripping-untagged", "* OK hello\r\n", "* 1 EXISTS\r\n", "* 1 EXISTS\r\n", 300, "" },
  { "literal-of-a-terabyte", "* OK hello\r\n", "* X {1099511627776}\r\n", "yyyyyyyyyyyy", 0,
    "protocol-violation" },
  { "injected-after-starttls", "* OK [CAPABILITY IMAP4rev1 STARTTLS] hello\r\n",
    "{tag} OK go\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n", NULL, 0, "starttls-stripped" },
  { "many-capabilities", "* OK hello\r\n", "* CAPABILITY IMAP4rev1{many}\r\n{tag} OK done\r\n",
    NULL, 0, "protocol-violation starttls-unavailable" },
  { "no-lines-but-greetings", "* OK hello\r\n", "* OK hello\r\n* OK hello\r\n", "* OK hello\r\n", 0,
    "protocol-violation" },
};

/* --- The server --- */

static gboolean
send_text (GOutputStream *out, const char *text, gsize length)
{
  return g_output_stream_write_all (out, text, length, NULL, NULL, NULL);
}

static void
fill_many (GString *text)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (words, " X-CAPABILITY-%u", i);
  g_string_replace (text, "{many}", words->str, 0);
}

/* Answers its first command. */
static gboolean
send_answer (GSocketConnection *connection, const char *answer)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  char command[256] = { 0 };
  g_autoptr (GString) text = g_string_new (answer);

  if (strstr (answer, "{many}") != NULL)
    fill_many (text);
  if (g_input_stream_read (in, command, sizeof command - 1, NULL, NULL) <= 0)
    return FALSE;
  *strchrnul (command, ' ') = '\0';
  g_string_replace (text, "{tag}", command, 0);
  return send_text (out, text->str, text->len);
}

static void
send_flood (GOutputStream *out, const Hostility *hostility)
{
  gsize length = strlen (hostility->flood);
  guint n = hostility->pause_ms > 0 ? 1 : (guint) (4096 / length);
  g_autoptr (GString) block = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (block, hostility->flood);
  for (gsize sent = 0; sent < FLOOD && send_text (out, block->str, block->len); sent += block->len)
    g_usleep (hostility->pause_ms * 1000);
}

static gboolean
serve_cb (GThreadedSocketService *service,
          GSocketConnection *connection,
          GObject *source,
          gpointer user_data)
{
  const Hostility *hostility = user_data;
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  if (hostility->greeting != NULL &&
      !send_text (out, hostility->greeting, strlen (hostility->greeting)))
    return TRUE;
  if (hostility->answer != NULL && !send_answer (connection, hostility->answer))
    return TRUE;
  if (hostility->flood != NULL)
    send_flood (out, hostility);
  return TRUE;
}

/* --- The check --- */

static long
get_memory_kb (void)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_SELF, &usage), ==, 0);
  return usage.ru_maxrss;
}

static PlEvidence *
check (guint16 port, guint deadline_ms)
{
  const PlRoute routes[] = { { HOST, 143, port } };
  g_autoptr (PlNetwork) network = pl_network_new_practice (routes, G_N_ELEMENTS (routes), "");
  g_autoptr (PlAddress) address = pl_address_parse ("anna@example.org", NULL);
  PlServerFields fields = {
    .service = PL_SERVICE_IMAP,
    .host = HOST,
    .port = 143,
    .security = PL_SECURITY_STARTTLS,
    .username = "anna",
  };
  g_autoptr (PlServerSettings) server = pl_server_settings_new (&fields, NULL);
  g_autoptr (PlProposal) proposal = pl_proposal_new (address, server, NULL, NULL);
  g_autoptr (PlSecret) password = pl_secret_new ("Mondschein 7!", -1);
  PlCheckRequest request = {
    .network = network,
    .proposal = proposal,
    .passwords = { password, password },
    .directions = PL_DIRECTIONS_BOTH,
    .deadline_ms = deadline_ms,
  };

  return pl_check_run (&request, NULL, NULL, NULL);
}

static void
assert_cause (const Hostility *hostility, PlEvidence *evidence)
{
  g_auto (GStrv) codes = g_strsplit (hostility->codes, " ", -1);
  g_autoptr (GPtrArray) findings = pl_diagnosis_run (evidence);
  g_autofree char *text = pl_evidence_to_text (evidence);
  const char *first = findings->len > 0 ? pl_finding_get_code (findings->pdata[0]) : "nothing";

  g_assert_cmpuint (strlen (text), <, 1024 * 1024);
  g_assert_null (strstr (text, "Mondschein"));
  if (codes[0] == NULL)
    g_assert_nonnull (pl_evidence_find_last (evidence, PL_SERVICE_ACCOUNT, PL_SIGHT_END));
  else if (!g_strv_contains ((const char *const *) codes, first))
    g_error ("%s: %s, not %s\n%s", hostility->name, first, hostility->codes, text);
}

static void
test_hostility (gconstpointer data)
{
  const Hostility *hostility = data;
  guint deadline_ms = *hostility->codes != '\0' ? PATIENCE_MS : DEADLINE_MS;
  g_autoptr (GSocketService) service = g_threaded_socket_service_new (16);
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  long before = get_memory_kb ();
  gint64 began_at = g_get_monotonic_time ();
  g_autoptr (PlEvidence) evidence = NULL;

  g_assert_cmpint (port, !=, 0);
  g_signal_connect (service, "run", G_CALLBACK (serve_cb), (gpointer) hostility);
  evidence = check (port, deadline_ms);
  g_socket_service_stop (service);
  g_socket_listener_close (G_SOCKET_LISTENER (service));

  g_assert_cmpint ((g_get_monotonic_time () - began_at) / 1000, <, deadline_ms + 5000);
  g_assert_cmpint (get_memory_kb () - before, <, MOST_MEMORY_KB);
  assert_cause (hostility, evidence);
}

/* Accepting goes by a main loop, and the check blocks. */
static gpointer
run_loop (gpointer loop)
{
  g_main_loop_run (loop);
  return NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GThread) thread = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (hostilities); i++)
    {
      g_autofree char *path = g_strconcat ("/hostile/", hostilities[i].name, NULL);

      g_test_add_data_func (path, &hostilities[i], test_hostility);
    }

  thread = g_thread_new ("accept", run_loop, loop);
  status = g_test_run ();
  g_main_loop_quit (loop);
  g_thread_join (g_steal_pointer (&thread));
  return status;
}
