// SPDX-License-Identifier: GPL-3.0-or-later
/* What the domain says in DNS about its mail servers (RFC 6186, RFC 8314 5.1). Nobody has signed it,
 * so a target outside the domain needs the person's consent (RFC 6186 6). */
#include "discovery/pl-srv-private.h"

#include "base/pl-worker.h"
#include "discovery/pl-config.h"
#include "net/pl-dns.h"

/* The wanted protection of a service before the other (RFC 8314 3). */
const PlSrvName pl_srv_names[PL_N_SRV_NAMES] = {
  { "_imaps", PL_SERVICE_IMAP, PL_SECURITY_TLS },
  { "_imap", PL_SERVICE_IMAP, PL_SECURITY_STARTTLS },
  { "_pop3s", PL_SERVICE_POP3, PL_SECURITY_TLS },
  { "_pop3", PL_SERVICE_POP3, PL_SECURITY_STARTTLS },
  { "_submissions", PL_SERVICE_SMTP, PL_SECURITY_TLS },
  { "_submission", PL_SERVICE_SMTP, PL_SECURITY_STARTTLS },
};

/* One question, on a thread of its own. */
typedef struct
{
  const PlSourceContext *context; /* borrowed */
  char *name; /* owned */
  PlRecorder *recorder; /* owned; the thread's until it is joined */
  PlWorker *worker; /* owned, nullable */
  GPtrArray *records; /* owned, nullable */
  PlOutcome outcome;
  GError *error; /* owned, nullable */
} Question;

/* Not all that a record says is a server. `.` says that there is none (RFC 2782): then no other
 * record of that name should be there, and those of other names may still offer the service. */
static gboolean
is_usable (const PlDnsRecord *record)
{
  return record->port != 0 && pl_config_is_public_name (record->target);
}

/* The protection that the name stands for; but where the port is the usual one of the other
 * protection, the port is right: nobody begins in plain text at 993. `_submission` with port 465 is
 * seen where `_submissions` is meant, which is younger than RFC 6186. */
static PlSecurity
choose_security (const PlSrvName *name, guint16 port)
{
  guint n_ports = 0;
  const PlUsualPort *ports = pl_service_get_usual_ports (name->service, &n_ports);

  for (guint i = 0; i < n_ports; i++)
    if (ports[i].port == port)
      return ports[i].security;

  return name->security;
}

static PlServerSettings *
make_server (const PlSrvName *name, const PlDnsRecord *record, PlAddress *address)
{
  const PlServerFields fields = {
    .service = name->service,
    .host = record->target,
    .port = record->port,
    .security = choose_security (name, record->port),
    .username = pl_address_get_text (address), /* RFC 6186 4: the whole address first */
    .source = PL_SOURCE_SRV,
  };

  return pl_server_settings_new (&fields, NULL);
}

/* The records come in the order of priority, and then the heaviest first. A client in a hurry for
 * balance would draw lots by weight (RFC 2782); settings that are written down have to be the same
 * each time. */
static PlServerSettings *
find_server (GPtrArray *const answers[PL_N_SRV_NAMES], PlService service, PlAddress *address)
{
  for (guint i = 0; i < PL_N_SRV_NAMES; i++)
    {
      if (pl_srv_names[i].service != service || answers[i] == NULL)
        continue;
      for (guint j = 0; j < answers[i]->len; j++)
        {
          const PlDnsRecord *record = answers[i]->pdata[j];
          PlServerSettings *server =
              is_usable (record) ? make_server (&pl_srv_names[i], record, address) : NULL;

          if (server != NULL)
            return server;
        }
    }

  return NULL;
}

static void
propose (PlAddress *address,
         PlServerSettings *incoming,
         PlServerSettings *outgoing,
         GPtrArray *proposals)
{
  g_auto (GStrv) foreign = pl_config_find_foreign_hosts (address, incoming, outgoing);
  const PlProposalFields fields = {
    .address = address,
    .incoming = incoming,
    .outgoing = outgoing,
    .source = PL_SOURCE_SRV,
    .trust = PL_TRUST_DNS,
    .foreign_hosts = (const char *const *) foreign,
  };

  g_ptr_array_add (proposals, pl_proposal_new_from_fields (&fields));
}

/**
 * pl_srv_propose:
 * @answers: (element-type PlDnsRecord): to the questions of #pl_srv_names, as pl_dns_parse_answer()
 *   orders them; %NULL where nothing came
 * @incoming: the wanted service; the other one follows where it is offered
 * @proposals: (element-type PlProposal): added to, best first
 *
 * The meaning of the answers, without a network.
 */
void
pl_srv_propose (GPtrArray *const answers[PL_N_SRV_NAMES],
                PlAddress *address,
                PlService incoming,
                GPtrArray *proposals)
{
  PlService other = incoming == PL_SERVICE_IMAP ? PL_SERVICE_POP3 : PL_SERVICE_IMAP;
  g_autoptr (PlServerSettings) wanted = find_server (answers, incoming, address);
  g_autoptr (PlServerSettings) instead = find_server (answers, other, address);
  g_autoptr (PlServerSettings) outgoing = find_server (answers, PL_SERVICE_SMTP, address);

  if (wanted != NULL)
    propose (address, wanted, outgoing, proposals);
  if (instead != NULL)
    propose (address, instead, outgoing, proposals);
  if (wanted == NULL && instead == NULL && outgoing != NULL)
    propose (address, NULL, outgoing, proposals);
}

static gboolean
is_denied (GPtrArray *records)
{
  return records != NULL && records->len == 1 &&
         g_str_equal (((PlDnsRecord *) records->pdata[0])->target, ".");
}

/* Whether the domain says of every service that it is not offered (RFC 6186 3.4), and of none that it
 * is. @answers: as in pl_srv_propose() */
static gboolean
denies_all (GPtrArray *const answers[PL_N_SRV_NAMES])
{
  guint denied = 0;

  for (guint i = 0; i < PL_N_SRV_NAMES; i++)
    if (is_denied (answers[i]))
      denied |= 1u << pl_srv_names[i].service;
    else if (answers[i] != NULL && answers[i]->len > 0)
      return FALSE;

  return denied == (1u << PL_SERVICE_IMAP | 1u << PL_SERVICE_POP3 | 1u << PL_SERVICE_SMTP);
}

static void
run_question (gpointer data)
{
  Question *question = data;
  const PlSourceContext *context = question->context;

  question->outcome = pl_network_query (context->network, question->name, PL_DNS_SRV,
                                        question->recorder, &question->records, context->deadline,
                                        context->cancellable, &question->error);
}

static void
start_question (Question *question, const PlSourceContext *context, const PlSrvName *name)
{
  question->context = context;
  question->name = g_strdup_printf ("%s._tcp.%s", name->label, context->domain);
  question->recorder = pl_recorder_branch (context->recorder, PL_SERVICE_ACCOUNT);
  question->worker = pl_worker_start ("pl-srv", run_question, question, NULL);
  if (question->worker == NULL) /* no thread to be had: one after the other, then */
    run_question (question);
}

/* What all answers come to: trouble counts where nothing was found. */
static PlOutcome
sum_up (PlOutcome so_far, PlOutcome outcome)
{
  static const PlOutcome most_telling[] = {
    PL_OUTCOME_CANCELLED, PL_OUTCOME_FOUND,  PL_OUTCOME_SERVER_FAILURE,
    PL_OUTCOME_SILENT,    PL_OUTCOME_FAILED, PL_OUTCOME_NO_DATA,
  };

  for (guint i = 0; i < G_N_ELEMENTS (most_telling); i++)
    if (so_far == most_telling[i] || outcome == most_telling[i])
      return most_telling[i];

  return PL_OUTCOME_NO_DATA; /* the six names do not exist: that says nothing of the domain */
}

static PlOutcome
finish_question (Question *question)
{
  pl_worker_join (g_steal_pointer (&question->worker));
  pl_recorder_take_branch (question->context->recorder, g_steal_pointer (&question->recorder));
  return question->outcome;
}

/* The error that belongs to the outcome of all. */
static void
propagate_error (Question *questions, PlOutcome outcome, GError **error)
{
  for (guint i = 0; i < PL_N_SRV_NAMES; i++)
    if (questions[i].outcome == outcome && questions[i].error != NULL)
      {
        g_propagate_error (error, g_steal_pointer (&questions[i].error));
        return;
      }
}

static void
question_clear (Question *question)
{
  g_free (question->name);
  g_clear_pointer (&question->records, g_ptr_array_unref);
  g_clear_error (&question->error);
}

/**
 * pl_source_srv:
 *
 * Asks for all six names side by side.
 *
 * Returns: %PL_OUTCOME_FOUND; %PL_OUTCOME_NO_DATA when no service has a record, or all say that they
 *   are not offered, then with the reason `not-offered`; %PL_OUTCOME_SERVER_FAILURE, %PL_OUTCOME_SILENT; with @error
 *   %PL_OUTCOME_FAILED and %PL_OUTCOME_CANCELLED
 */
PlOutcome
pl_source_srv (const PlSourceContext *context, GPtrArray *proposals, GError **error)
{
  Question questions[PL_N_SRV_NAMES] = { 0 };
  GPtrArray *answers[PL_N_SRV_NAMES];
  PlOutcome outcome = PL_OUTCOME_NONE;

  for (guint i = 0; i < PL_N_SRV_NAMES; i++)
    start_question (&questions[i], context, &pl_srv_names[i]);
  for (guint i = 0; i < PL_N_SRV_NAMES; i++)
    {
      outcome = sum_up (outcome, finish_question (&questions[i]));
      answers[i] = questions[i].records;
    }

  pl_srv_propose (answers, context->address, context->incoming, proposals);
  if (context->reason != NULL && denies_all (answers))
    *context->reason = PL_SRV_NOT_OFFERED;
  propagate_error (questions, outcome, error);
  for (guint i = 0; i < PL_N_SRV_NAMES; i++)
    question_clear (&questions[i]);

  if (outcome == PL_OUTCOME_FOUND && proposals->len == 0)
    return PL_OUTCOME_NO_DATA;
  return outcome;
}
