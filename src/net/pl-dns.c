// SPDX-License-Identifier: GPL-3.0-or-later
/* Questions to the name server that GResolver cannot ask: it does not tell a name that does not
 * exist from one without the record, nor a name server in trouble from a silent one. */
#include "net/pl-dns-private.h"

#include "base/pl-worker.h"

#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <resolv.h>
#include <string.h>

#define TRIES_PER_SERVER 2
#define SECONDS_PER_TRY 1

/* libresolv passes refusals of a server over in silence, and reports them as a timeout in the end.
 * With this flag, made for query tools, it hands over the first answer as it came. */
#define FIRST_ANSWER_COUNTS RES_PRF_REPLY

/* One question, shared by the caller and the thread that waits for libresolv. */
typedef struct
{
  gatomicrefcount refs;
  char *name; /* owned */
  PlDnsType type;
  struct sockaddr_in server; /* port 0: those of the system */
  PlOutcome outcome;
  GPtrArray *records; /* owned, nullable */
} Question;

static void
question_unref (Question *question)
{
  if (!g_atomic_ref_count_dec (&question->refs))
    return;

  g_free (question->name);
  g_clear_pointer (&question->records, g_ptr_array_unref);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_unref)

/* Asks once. The answer's header is looked at even where libresolv calls it a failure. */
static PlOutcome
ask (struct __res_state *state, Question *question, guint8 *answer)
{
  int length;

  memset (answer, 0, NS_HFIXEDSZ);
  g_clear_pointer (&question->records, g_ptr_array_unref);
  length = res_nquery (state, question->name, ns_c_in, (int) question->type, answer, NS_MAXMSG);
  if (length > NS_MAXMSG)
    return PL_OUTCOME_FAILED;
  if (length >= 0)
    return pl_dns_parse_answer (answer, (gsize) length, question->type, &question->records);
  if ((answer[2] & 0x80) == 0)
    return PL_OUTCOME_SILENT;
  if ((answer[3] & 0x0f) == ns_r_noerror)
    return PL_OUTCOME_NO_DATA;
  return pl_dns_parse_answer (answer, NS_HFIXEDSZ, question->type, &question->records);
}

static void
run_question (gpointer data)
{
  Question *question = data;
  g_autofree guint8 *answer = g_malloc (NS_MAXMSG);
  struct __res_state state = { 0 };

  question->outcome = PL_OUTCOME_FAILED;
  if (res_ninit (&state) != 0)
    return;

  state.retrans = SECONDS_PER_TRY;
  state.retry = TRIES_PER_SERVER;
  if (question->server.sin_port != 0)
    {
      state.nscount = 1;
      state.nsaddr_list[0] = question->server;
    }

  state.pfcode = FIRST_ANSWER_COUNTS;
  question->outcome = ask (&state, question, answer);
  if (question->outcome == PL_OUTCOME_SERVER_FAILURE && state.nscount > 1)
    {
      state.pfcode = 0; /* perhaps another name server knows more */
      question->outcome = ask (&state, question, answer);
      if (question->outcome == PL_OUTCOME_SILENT)
        question->outcome = PL_OUTCOME_SERVER_FAILURE;
    }
  res_nclose (&state);
}

/**
 * pl_dns_query_at:
 * @server: (nullable): the name server to ask, such as one that tests bring along; %NULL for those of
 *   the system
 * @name: lower-case ASCII name, absolute
 * @records: (out) (transfer full) (element-type PlDnsRecord): as in pl_dns_parse_answer()
 *
 * Asks name servers (RFC 1035). What else knows names, /etc/hosts for instance, is not asked. A wait
 * that is given up leaves a thread behind until libresolv gives up, too.
 *
 * Returns: %PL_OUTCOME_FOUND, %PL_OUTCOME_NO_DATA, %PL_OUTCOME_NO_SUCH_NAME,
 *   %PL_OUTCOME_SERVER_FAILURE; %PL_OUTCOME_SILENT when nothing came within 4 s; with @error
 *   %PL_OUTCOME_FAILED (time over, or nonsense) and %PL_OUTCOME_CANCELLED
 */
PlOutcome
pl_dns_query_at (const struct sockaddr_in *server,
                 const char *name,
                 PlDnsType type,
                 GPtrArray **records,
                 const PlDeadline *deadline,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (Question) question = g_new0 (Question, 1);
  g_autoptr (GError) local = NULL;
  PlDeadline own = pl_deadline_sooner (deadline, PL_DNS_PATIENCE_MS);

  *records = NULL;
  g_atomic_ref_count_init (&question->refs);
  question->name = g_strdup (name);
  question->type = type;
  if (server != NULL)
    question->server = *server;

  g_atomic_ref_count_inc (&question->refs);
  if (!pl_worker_run_abandonable ("pl-dns", run_question, question, (GDestroyNotify) question_unref,
                                  &own, cancellable, &local))
    {
      if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) &&
          pl_deadline_left_us (deadline) > 0)
        return PL_OUTCOME_SILENT;
      g_propagate_error (error, g_steal_pointer (&local));
      return g_cancellable_is_cancelled (cancellable) ? PL_OUTCOME_CANCELLED : PL_OUTCOME_FAILED;
    }

  *records = g_steal_pointer (&question->records);
  if (question->outcome == PL_OUTCOME_FAILED)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "The answer for %s is not readable",
                 name);
  return question->outcome;
}

/**
 * pl_dns_dup_server:
 * @port: (out):
 *
 * Returns: (transfer full) (nullable): the address of the first name server of the system
 */
char *
pl_dns_dup_server (guint16 *port)
{
  struct __res_state state = { 0 };
  char text[INET6_ADDRSTRLEN] = "";

  if (res_ninit (&state) != 0)
    return NULL;

  if (state.nscount > 0 && state.nsaddr_list[0].sin_family == AF_INET)
    {
      *port = ntohs (state.nsaddr_list[0].sin_port);
      inet_ntop (AF_INET, &state.nsaddr_list[0].sin_addr, text, sizeof text);
    }
  else if (state.nscount > 0 && state._u._ext.nsaddrs[0] != NULL) /* where glibc keeps IPv6 */
    {
      *port = ntohs (state._u._ext.nsaddrs[0]->sin6_port);
      inet_ntop (AF_INET6, &state._u._ext.nsaddrs[0]->sin6_addr, text, sizeof text);
    }
  res_nclose (&state);

  return *text != '\0' ? g_strdup (text) : NULL;
}
