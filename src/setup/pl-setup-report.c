// SPDX-License-Identifier: GPL-3.0-or-later
/* What is told to others about this account, and what to know before another attempt. */
#include "setup/pl-setup-private.h"

#include "diagnosis/pl-support-report.h"
#include "setup/pl-setup-job-private.h"

#include <glib/gi18n.h>

static char *
describe_software (void)
{
  g_autofree char *tls = pl_network_describe_tls ();

  return g_strdup_printf ("Postlotse %s\nGLib %u.%u.%u\n%s", PL_VERSION, glib_major_version,
                          glib_minor_version, glib_micro_version, tls);
}

/**
 * pl_setup_dup_report:
 * @with_address: name the account in full; else the part before the @ is masked
 *
 * Returns: (transfer full): one page of plain text in the person's language, for support: what was
 *   tried and when, the servers' own words, whom we asked. No password is in it.
 */
char *
pl_setup_dup_report (PlSetup *self, gboolean with_address)
{
  g_autofree char *software = describe_software ();
  PlSupportReport report = {
    .evidence = self->evidence,
    .findings = G_LIST_MODEL (self->findings),
    .typed = self->address != NULL ? self->address : "",
    .software = software,
    .made_at = g_get_real_time () / G_USEC_PER_SEC,
    .with_address = with_address,
  };

  return pl_support_report_write (&report);
}

/**
 * pl_setup_count_attempts:
 * @forgotten_in_s: (out) (optional): seconds until the last of them is forgotten
 *
 * Returns: how many sign-ins the server of @direction has refused to its user within the last 15
 *   minutes, as far as this program knows
 */
guint
pl_setup_count_attempts (PlSetup *self, PlDirection direction, guint *forgotten_in_s)
{
  PlServerSettings *server = self->servers[direction];

  if (forgotten_in_s != NULL)
    *forgotten_in_s = 0;
  if (server == NULL || pl_server_settings_get_username (server) == NULL)
    return 0;

  return pl_attempt_budget_look_up (pl_attempt_budget_get (self->network),
                                    pl_server_settings_get_host (server),
                                    pl_server_settings_get_username (server), forgotten_in_s);
}

/**
 * pl_setup_load_attempts:
 *
 * Reads what other runs of the program know of refused sign-ins. May wait for the disk; every check
 * does it anyway, so it is for programs that warn before their first one.
 */
void
pl_setup_load_attempts (PlSetup *self)
{
  pl_attempt_budget_load (pl_attempt_budget_get (self->network));
}

static gpointer
load_work (PlSetupJob *job, gpointer request)
{
  pl_attempt_budget_load (pl_attempt_budget_get (request));
  return NULL;
}

static void
load_done (PlSetup *self, PlSetupJob *job, gpointer request, gpointer result)
{
  pl_setup_job_end (job, NULL);
}

static const PlSetupStep load_step = { "pl-attempts", load_work, load_done,
                                       (GDestroyNotify) pl_network_unref, NULL };

/**
 * pl_setup_load_attempts_async:
 * @callback: called on the main context of this thread; not at all when @setup is gone by then
 *
 * pl_setup_load_attempts() without waiting.
 */
void
pl_setup_load_attempts_async (PlSetup *self, GAsyncReadyCallback callback, gpointer user_data)
{
  PlSetupJob *job =
      pl_setup_begin_job (self, pl_setup_load_attempts_async, NULL, callback, user_data);

  if (job != NULL)
    pl_setup_job_run (job, &load_step, pl_network_ref (self->network));
}

/**
 * pl_setup_load_attempts_finish:
 *
 * Returns: %FALSE when no thread could be had, or with %G_IO_ERROR_PENDING while something else is
 *   under way
 */
gboolean
pl_setup_load_attempts_finish (PlSetup *self, GAsyncResult *result, GError **error)
{
  return pl_setup_job_finish (result, pl_setup_load_attempts_async, error);
}

/* The one of both that has refused more. */
static PlDirection
find_refusing (PlSetup *self, PlDirections directions, guint *n_most, guint *wait_s)
{
  PlDirection refusing = PL_DIRECTION_INCOMING;

  *n_most = 0;
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      guint left_s;
      guint n = pl_setup_count_attempts (self, (PlDirection) i, &left_s);

      if ((directions & (1u << i)) == 0 || n <= *n_most)
        continue;
      *n_most = n;
      *wait_s = left_s;
      refusing = (PlDirection) i;
    }
  return refusing;
}

/**
 * pl_setup_dup_attempt_warning:
 * @directions: what is to be checked
 *
 * From the third refusal on, a person should know what another attempt can do before it is made.
 *
 * Returns: (transfer full) (nullable): why it is better to wait, and how long; %NULL when nothing
 *   speaks against it
 */
char *
pl_setup_dup_attempt_warning (PlSetup *self, PlDirections directions)
{
  guint n;
  guint wait_s = 0;
  guint minutes;
  PlDirection direction = find_refusing (self, directions, &n, &wait_s);
  g_autofree char *wait = NULL;

  if (n < PL_ATTEMPTS_TO_WARN)
    return NULL;

  minutes = (wait_s + 59) / 60;
  /* Translators: a time to wait, inside a sentence */
  wait = g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes);
  return g_strdup_printf (
      /* Translators: said before another sign-in; the first %s is a server, %u a number from 3 on, the
       * last %s such as “12 minutes” */
      _ ("%s has refused the last %u sign-ins. Many providers lock the access after a few; another "
         "refusal can prolong that. Better wait %s, or make sure of the password first."),
      pl_server_settings_get_host (self->servers[direction]), n, wait);
}
