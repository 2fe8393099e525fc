// SPDX-License-Identifier: GPL-3.0-or-later
/* Pure: what the account page says about an address, derived from the account as it is. */
#include "wizard/account/pl-account-words.h"

#include "base/pl-hostname.h"
#include "model/pl-words.h"
#include "setup/pl-setup-handover.h"
#include "wizard/existing/pl-existing-words.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
has_servers (PlSetup *setup)
{
  return pl_setup_get_server (setup, PL_DIRECTION_INCOMING) != NULL ||
         pl_setup_get_server (setup, PL_DIRECTION_OUTGOING) != NULL;
}

/**
 * pl_account_derive_state:
 * @looked_up_for: (nullable): the address for which the last look-up ended
 * @stopped: that was because the person stopped it
 */
PlAccountState
pl_account_derive_state (PlSetup *setup, const char *looked_up_for, gboolean stopped)
{
  g_autoptr (PlAddress) address = pl_setup_parse_address (setup, NULL);

  if (address == NULL)
    return PL_ACCOUNT_NO_ADDRESS;
  if (pl_setup_get_current_import (setup) != NULL || pl_setup_is_repair (setup))
    return PL_ACCOUNT_EXISTING;
  if (pl_setup_get_stage (setup) == PL_SETUP_STAGE_DISCOVERING)
    return PL_ACCOUNT_LOOKING;
  if (pl_setup_get_chosen_provider_id (setup) == NULL &&
      g_strcmp0 (looked_up_for, pl_address_get_text (address)) == 0)
    return has_servers (setup) ? PL_ACCOUNT_FOUND
           : stopped           ? PL_ACCOUNT_STOPPED
                               : PL_ACCOUNT_NOTHING;
  if (pl_setup_get_provider_id (setup) != NULL || has_servers (setup))
    return PL_ACCOUNT_KNOWN;

  return PL_ACCOUNT_UNKNOWN;
}

static char *
dup_domain (PlSetup *setup)
{
  g_autoptr (PlAddress) address = pl_setup_parse_address (setup, NULL);

  return pl_hostname_to_display (pl_address_get_domain (address));
}

/**
 * pl_account_words_dup_provider:
 *
 * Returns: (transfer full) (nullable): the provider's name for use in a sentence: without what else
 *   it is called, which stands in brackets behind it
 */
char *
pl_account_words_dup_provider (PlSetup *setup)
{
  const char *name = pl_setup_get_provider_name (setup);
  const char *bracket = name != NULL ? strstr (name, " (") : NULL;

  if (bracket == NULL || !g_str_has_suffix (name, ")"))
    return g_strdup (name);

  return g_strndup (name, (gsize) (bracket - name));
}

/* The names of both servers, or the one where both are the same. */
static char *
list_servers (PlProposal *proposal)
{
  PlServerSettings *incoming = pl_proposal_get_server (proposal, PL_DIRECTION_INCOMING);
  PlServerSettings *outgoing = pl_proposal_get_server (proposal, PL_DIRECTION_OUTGOING);
  g_autofree char *in =
      incoming != NULL ? pl_hostname_to_display (pl_server_settings_get_host (incoming)) : NULL;
  g_autofree char *out =
      outgoing != NULL ? pl_hostname_to_display (pl_server_settings_get_host (outgoing)) : NULL;

  if (in == NULL || out == NULL || g_str_equal (in, out))
    return g_strdup (in != NULL ? in : out);

  /* Translators: two servers' names */
  return g_strdup_printf (_ ("%s and %s"), in, out);
}

static char *
describe_known (PlSetup *setup)
{
  g_autofree char *provider = pl_account_words_dup_provider (setup);

  if (provider == NULL)
    return NULL;

  if (!pl_setup_can_work (setup))
    /* Translators: below the address field; %s is a provider without access for mail programs */
    return g_strdup_printf (_ ("%s. Mail programs do not work there."), provider);
  /* Translators: below the address field; %s is a provider, such as GMX */
  return g_strdup_printf (_ ("%s. The servers are known."), provider);
}

static char *
describe_unknown (PlSetup *setup)
{
  g_autofree char *domain = dup_domain (setup);

  if (!pl_setup_get_network_available (setup) && !pl_setup_get_offline_discovery (setup))
    /* Translators: below the address field; %s is a domain */
    return g_strdup_printf (_ ("This computer is offline. The servers of %s are looked for when it "
                               "is online again; you can go on."),
                            domain);
  if (pl_setup_get_offline_discovery (setup))
    /* Translators: below the address field; %s is a domain */
    return g_strdup_printf (_ ("%s is not in the built-in list. You enter its servers yourself."),
                            domain);
  /* Translators: below the address field; %s is a domain. "Continue" is the button */
  return g_strdup_printf (_ ("%s is not in the built-in list. “Continue” looks for its servers."),
                          domain);
}

static char *
describe_found (PlSetup *setup)
{
  PlProposal *proposal = pl_setup_get_proposal (setup);
  g_autofree char *servers = NULL;

  if (proposal == NULL)
    return NULL;

  servers = list_servers (proposal);
  /* Translators: below the address field; the first %s is one or two servers, the second one says
   * where they come from, such as "published by the domain" */
  return g_strdup_printf (_ ("Found: %s (%s)."), servers,
                          pl_source_to_words (pl_proposal_get_source (proposal)));
}

/**
 * pl_account_words_get_heading:
 *
 * Returns: (transfer none): the heading of the first page
 */
const char *
pl_account_words_get_heading (PlSetup *setup)
{
  if (pl_setup_is_repair (setup))
    /* Translators: heading of the first page, for an account that stopped working in a mail program */
    return _ ("Repair this account");
  if (pl_setup_get_current_import (setup) != NULL)
    /* Translators: heading of the first page, for an account that a mail program has already */
    return _ ("Check this account");
  /* Translators: heading of the first page */
  return _ ("What is your e-mail address?");
}

/**
 * pl_account_words_dup_subtitle:
 *
 * Returns: (transfer full): what stands below the heading of the first page
 */
char *
pl_account_words_dup_subtitle (PlSetup *setup)
{
  if (pl_setup_is_repair (setup))
    /* Translators: below the heading of the first page, for an account that stopped working; %s is its e-mail
     * address */
    return g_strdup_printf (_ ("%s: the check shows what keeps it from working, and what helps."),
                            pl_setup_get_address (setup));
  /* Translators: below the heading of the first page */
  return g_strdup (_ ("Postlotse tests receiving and sending for real before anything is set up."));
}

/**
 * pl_account_words_describe:
 *
 * Returns: (transfer full) (nullable): the line below the address
 */
char *
pl_account_words_describe (PlSetup *setup, PlAccountState state)
{
  g_autofree char *domain = state != PL_ACCOUNT_NO_ADDRESS ? dup_domain (setup) : NULL;

  switch (state)
    {
    case PL_ACCOUNT_EXISTING:
      return pl_existing_words_describe_origin (setup);
    case PL_ACCOUNT_KNOWN:
      return describe_known (setup);
    case PL_ACCOUNT_UNKNOWN:
      return describe_unknown (setup);
    case PL_ACCOUNT_LOOKING:
      /* Translators: below the address field, while others are asked; %s is a domain */
      return g_strdup_printf (_ ("Looking for the servers of %s…"), domain);
    case PL_ACCOUNT_FOUND:
      return describe_found (setup);
    case PL_ACCOUNT_NOTHING:
      return g_strdup_printf (
          /* Translators: below the address field; %s is a domain */
          _ ("No servers are known for %s. You enter them yourself in a moment."), domain);
    case PL_ACCOUNT_STOPPED:
      /* Translators: below the address field */
      return g_strdup (_ ("The look-up was stopped. You enter the servers yourself in a moment."));
    case PL_ACCOUNT_NO_ADDRESS:
    default:
      return NULL;
    }
}

/**
 * pl_account_words_get_action:
 *
 * Returns: (transfer none): what the button at the bottom right says
 */
const char *
pl_account_words_get_action (PlAccountState state)
{
  if (state == PL_ACCOUNT_LOOKING)
    /* Translators: button at the bottom right that ends the look-up of the servers */
    return _ ("S_top looking");
  if (state == PL_ACCOUNT_EXISTING)
    /* Translators: button at the bottom right: an account of a mail program is tested */
    return _ ("_Check this account");
  /* Translators: button at the bottom right that leads to the next page */
  return _ ("_Continue");
}

/**
 * pl_account_words_get_existing:
 *
 * Returns: (transfer none): what the button says that opens the list of the accounts that mail programs
 *   have
 */
const char *
pl_account_words_get_existing (PlAccountState state)
{
  if (state == PL_ACCOUNT_EXISTING)
    /* Translators: button on the first page: opens the list of accounts again, once one was chosen */
    return _ ("Choose an_other account");
  /* Translators: button on the first page: opens a list of the accounts that mail programs have */
  return _ ("Check an account that I already _have");
}

/**
 * pl_account_words_why_no_password:
 *
 * Returns: (transfer full) (nullable): why there is no password field; %NULL where one is needed
 */
char *
pl_account_words_why_no_password (PlSetup *setup)
{
  g_autofree char *provider = pl_account_words_dup_provider (setup);

  if (provider == NULL || pl_setup_get_password_kind (setup) != PL_PASSWORD_KIND_NONE)
    return NULL;

  if (!pl_setup_can_work (setup))
    /* Translators: in place of the password field; %s is a provider, such as Tuta */
    return g_strdup_printf (_ ("No password is needed: %s lets in its own app only."), provider);
  /* Translators: in place of the password field; %s is a provider, such as Outlook.com */
  return g_strdup_printf (_ ("No password is needed: %s signs mail programs in through the browser "
                             "only."),
                          provider);
}
