// SPDX-License-Identifier: GPL-3.0-or-later
/* Where a server's name does not exist, the one that takes in the domain's mail may be the one that
 * hands it out as well: at many small hosts it is the same machine. */
#include "check/pl-exchangers-private.h"

#define MOST_EXCHANGERS 3
#define QUESTION_MS 1000 /* the name service has just answered: it is there */

static void
add_exchanger (const PlProbeView *view, PlProbeSet *set, const char *host)
{
  const PlProbeTarget target = {
    .service = pl_server_settings_get_service (view->settings),
    .host = host,
    .port = pl_server_settings_get_port (view->settings),
    .security = pl_server_settings_get_security (view->settings),
  };

  pl_probe_set_add (set, &target, 0);
}

/* Nobody has signed the answer: those of other domains are not even asked. */
static void
add_exchangers (const PlProbeView *view, PlProbeSet *set, GPtrArray *records)
{
  for (guint i = 0; i < MIN (records->len, MOST_EXCHANGERS); i++)
    {
      const PlDnsRecord *record = records->pdata[i];

      if (record->type == PL_DNS_MX && pl_probes_is_at_home (view, record->target))
        add_exchanger (view, set, record->target);
    }
}

/**
 * pl_exchangers_probe:
 * @observations: (element-type PlObservation): what was seen is appended
 *
 * After a server was not found by its name: looks up the mail exchangers of the address's domain, and
 * adds probes of them to @set as far as they belong to the person's own domains or provider. Others
 * of the set run meanwhile.
 */
void
pl_exchangers_probe (const PlProbeView *view,
                     PlCheckContext *context,
                     PlProbeSet *set,
                     GPtrArray *observations)
{
  const char *domain = pl_address_get_domain (pl_proposal_get_address (view->proposal));
  PlDeadline deadline = pl_deadline_sooner (&context->deadline, QUESTION_MS);
  g_autoptr (PlRecorder) recorder = NULL;
  g_autoptr (GPtrArray) records = NULL;

  if (!pl_probes_lacks_name (view))
    return;

  recorder = pl_check_context_make_recorder (context, PL_SERVICE_ACCOUNT);
  if (pl_network_query (context->request->network, domain, PL_DNS_MX, recorder, &records, &deadline,
                        context->cancellable, NULL) == PL_OUTCOME_FOUND)
    add_exchangers (view, set, records);
  g_ptr_array_extend_and_steal (observations, pl_recorder_steal (recorder));
}
