// SPDX-License-Identifier: GPL-3.0-or-later
/* Pure: what the check page says, derived from the account as it is. */
#include "wizard/check/pl-check-words.h"

#include "setup/pl-setup-import.h"
#include "wizard/account/pl-account-words.h"

#include <glib/gi18n.h>

/* By the person, not by what was found. */
static gboolean
was_stopped (PlSetup *setup)
{
  PlEvidence *evidence = pl_setup_get_evidence (setup);
  PlObservation *end =
      evidence != NULL ? pl_evidence_find_last (evidence, PL_SERVICE_ACCOUNT, PL_SIGHT_END) : NULL;

  return end != NULL && pl_observation_get_outcome (end) == PL_OUTCOME_CANCELLED;
}

/**
 * pl_check_words_is_partial:
 *
 * Returns: whether the last check has shown all but the sign-in: reached, encrypted, trusted, and the
 *   mail program signs in later. That is all there is to test where the provider takes no password,
 *   and no failure.
 */
gboolean
pl_check_words_is_partial (PlSetup *setup)
{
  return pl_setup_get_stage (setup) == PL_SETUP_STAGE_TROUBLE &&
         pl_setup_get_checked_settings (setup) != NULL && pl_setup_get_untested (setup) == 0;
}

/**
 * pl_check_words_is_good:
 *
 * Returns: whether the account is ready for a mail program: it works, or all that can be tested does
 */
gboolean
pl_check_words_is_good (PlSetup *setup)
{
  return pl_setup_get_stage (setup) == PL_SETUP_STAGE_VERIFIED || pl_check_words_is_partial (setup);
}

/**
 * pl_check_words_may_go_on:
 *
 * Returns: whether the settings may leave: they are good, or the person takes them untested
 */
gboolean
pl_check_words_may_go_on (PlSetup *setup)
{
  return pl_check_words_is_good (setup) || pl_setup_get_untested (setup) != 0;
}

/**
 * pl_check_words_is_card_the_result:
 *
 * Returns: whether what was found is what the person has waited for. Where all works that a mail program
 *   has, the question why it does not is still there.
 */
gboolean
pl_check_words_is_card_the_result (PlSetup *setup)
{
  return !pl_check_words_is_good (setup) ||
         (pl_setup_get_current_import (setup) != NULL && !pl_setup_is_import_changed (setup));
}

static const char *
get_heading_of_good (PlSetup *setup)
{
  switch ((int) pl_setup_get_left_out (setup))
    {
    case PL_DIRECTIONS_OUTGOING:
      /* Translators: heading of the check page when sending was left out */
      return _ ("Receiving works");
    case PL_DIRECTIONS_INCOMING:
      /* Translators: heading of the check page when receiving was left out */
      return _ ("Sending works");
    default:
      /* Translators: heading of the check page when all is well */
      return _ ("Your account works");
    }
}

/**
 * pl_check_words_get_heading:
 *
 * Returns: (transfer none): how the check stands, in a sentence
 */
const char *
pl_check_words_get_heading (PlSetup *setup)
{
  if (pl_setup_get_untested (setup) != 0)
    /* Translators: heading of the check page when the person takes settings that no test has shown to
     * work */
    return _ ("You take these settings untested");

  switch (pl_setup_get_stage (setup))
    {
    case PL_SETUP_STAGE_DISCOVERING:
    case PL_SETUP_STAGE_CHECKING:
      /* Translators: heading of the check page while the check runs */
      return _ ("Your account is being checked");
    case PL_SETUP_STAGE_VERIFIED:
      return get_heading_of_good (setup);
    case PL_SETUP_STAGE_TROUBLE:
      if (pl_check_words_is_partial (setup))
        /* Translators: heading of the check page: all was tested but the sign-in */
        return _ ("Your servers are in order");
      if (was_stopped (setup))
        /* Translators: heading of the check page after the person stopped the check */
        return _ ("The check was stopped");
      /* Translators: heading of the check page when something is wrong */
      return _ ("Your account does not work yet");
    case PL_SETUP_STAGE_ENTERING:
    default:
      /* Translators: heading of the check page before the check */
      return _ ("Your account has not been checked yet");
    }
}

static char *
describe_partial (PlSetup *setup)
{
  g_autofree char *provider = pl_account_words_dup_provider (setup);

  if (provider != NULL && pl_setup_get_password_kind (setup) == PL_PASSWORD_KIND_NONE)
    /* Translators: below the heading "Your servers are in order"; %s is a provider, such as
     * Outlook.com */
    return g_strdup_printf (_ ("Both were reached, encrypted, and are the right ones. No password "
                               "was sent: your mail program signs in at %s in the browser."),
                            provider);
  /* Translators: below the heading "Your servers are in order" */
  return g_strdup (_ ("Both were reached, encrypted, and are the right ones. The sign-in was not "
                      "tested: your mail program does that later."));
}

static const char *
describe_good (PlSetup *setup)
{
  switch ((int) pl_setup_get_left_out (setup))
    {
    case PL_DIRECTIONS_OUTGOING:
      /* Translators: below the heading "Receiving works" */
      return _ ("Sending is left out, as you wanted.");
    case PL_DIRECTIONS_INCOMING:
      /* Translators: below the heading "Sending works" */
      return _ ("Receiving is left out, as you wanted.");
    default:
      /* Translators: below the heading "Your account works" */
      return _ ("Receiving and sending were tested with your servers.");
    }
}

static const char *
describe_untested (PlSetup *setup)
{
  switch ((int) pl_setup_get_untested (setup))
    {
    case PL_DIRECTIONS_OUTGOING:
      /* Translators: below the heading "You take these settings untested" */
      return _ ("No test has shown that sending works. A change or a new check takes that back.");
    case PL_DIRECTIONS_INCOMING:
      /* Translators: below the heading "You take these settings untested" */
      return _ ("No test has shown that receiving works. A change or a new check takes that back.");
    default:
      /* Translators: below the heading "You take these settings untested" */
      return _ ("No test has shown that they work. A change or a new check takes that back.");
    }
}

/**
 * pl_check_words_describe:
 *
 * Returns: (transfer full): the line below the heading, empty while there is nothing to say
 */
char *
pl_check_words_describe (PlSetup *setup)
{
  if (pl_setup_get_untested (setup) != 0)
    return g_strdup (describe_untested (setup));

  switch (pl_setup_get_stage (setup))
    {
    case PL_SETUP_STAGE_VERIFIED:
      return g_strdup (describe_good (setup));
    case PL_SETUP_STAGE_TROUBLE:
      if (pl_check_words_is_partial (setup))
        return describe_partial (setup);
      if (was_stopped (setup))
        /* Translators: below the heading "The check was stopped" */
        return g_strdup (_ ("What was found until then is below."));
      /* Translators: below the heading "Your account does not work yet" */
      return g_strdup (_ ("Below is what is wrong, and what you can do."));
    case PL_SETUP_STAGE_ENTERING:
    case PL_SETUP_STAGE_DISCOVERING:
    case PL_SETUP_STAGE_CHECKING:
    default:
      return g_strdup ("");
    }
}

/**
 * pl_check_words_describe_offline:
 *
 * Returns: (transfer full): the line below the heading while the network is waited for
 */
char *
pl_check_words_describe_offline (PlSetup *setup)
{
  if (pl_setup_get_proposal (setup) == NULL)
    /* Translators: below the heading "This computer is offline" */
    return g_strdup (_ ("Waiting for the network. When it is back, your servers are looked for and "
                        "tested automatically. Nothing was sent."));
  return g_strdup (
      /* Translators: below the heading "This computer is offline" */
      _ ("Waiting for the network. The check starts by itself when it is back. Nothing "
         "was sent."));
}

/**
 * pl_check_words_describe_running:
 * @for_message: the test message is looked for
 *
 * Returns: (transfer none): what the page says below the heading as long as no wait is worth a word
 */
const char *
pl_check_words_describe_running (gboolean for_message)
{
  if (for_message)
    /* Translators: below the heading while the test message is looked for */
    return _ ("It was accepted for sending and should come in any moment.");

  /* Translators: below the heading while the check runs */
  return _ ("Your password is sent only once the connection is encrypted and the server has proven "
            "who it is.");
}

/**
 * pl_check_words_get_action:
 * @offline: the network is waited for
 * @for_message: the test message is looked for
 *
 * Returns: (transfer none): what the button at the bottom right says, with a mnemonic
 */
const char *
pl_check_words_get_action (PlSetup *setup, gboolean offline, gboolean for_message)
{
  if (offline)
    /* Translators: button at the bottom right, while the network is waited for */
    return _ ("_Check now");
  if (for_message)
    /* Translators: button at the bottom right: the test message is no longer waited for */
    return _ ("_Stop waiting");
  if (pl_setup_get_stage (setup) == PL_SETUP_STAGE_CHECKING)
    /* Translators: button at the bottom right that ends the running check */
    return _ ("_Stop checking");
  if (pl_check_words_may_go_on (setup))
    /* Translators: button at the bottom right that leads to the next page */
    return _ ("_Continue");

  /* Translators: button at the bottom right that runs the check once more */
  return _ ("Check _again");
}
