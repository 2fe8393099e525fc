// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/window/pl-practice-fill.h"

#include "base/pl-program.h"
#include "practice/pl-practice.h"

#define PROGRAM "postlotse-wizard"

static void
set_server (PlSetup *setup,
            const PlPracticeAccount *account,
            const char *service,
            const char *host,
            guint16 port,
            const char *security)
{
  g_autoptr (GError) error = NULL;
  PlServerFields fields = {
    .host = host, .port = port, .username = account->address, .source = PL_SOURCE_PROVIDER
  };

  if (!pl_service_from_nick (service, &fields.service) ||
      !pl_security_from_nick (security, &fields.security) ||
      !pl_setup_set_server (setup, &fields, &error))
    g_warning ("Practice account %s: %s", account->id,
               error != NULL ? error->message : "unknown service or security");
}

/**
 * pl_practice_fill:
 * @id: of a practice account or scenario, or its address
 *
 * Fills all of it in: address, servers, password.
 *
 * Returns: (transfer none) (nullable): its address; %NULL when there is no such account
 */
const char *
pl_practice_fill (PlSetup *setup, const char *id)
{
  const PlPracticeAccount *account = pl_practice_find_account (id);
  g_autoptr (PlSecret) secret = NULL;

  if (account == NULL)
    account = pl_practice_find_scenario (id);
  if (account == NULL)
    return NULL;

  pl_setup_choose_provider (setup, NULL);
  pl_setup_set_address (setup, account->address);
  set_server (setup, account, account->incoming_service, account->incoming_host,
              account->incoming_port, account->incoming_security);
  set_server (setup, account, "smtp", account->outgoing_host, account->outgoing_port,
              account->outgoing_security);
  secret = pl_secret_new (account->password, -1);
  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, secret);
  return account->address;
}

/**
 * pl_practice_open:
 *
 * Opens the practice accounts in a program of their own, so that nothing of them and nothing real ever
 * meet.
 */
void
pl_practice_open (void)
{
  g_autofree char *program = pl_program_find (PROGRAM, PL_LIBEXECDIR);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--practice", NULL);
  if (process == NULL)
    g_warning ("The practice accounts do not open: %s", error->message);
}
