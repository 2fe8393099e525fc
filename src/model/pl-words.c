// SPDX-License-Identifier: GPL-3.0-or-later
/* The terms of the contract in words for people. Every program shows these, so that one thing has
 * one name everywhere. Everything returned is in the person's language. */
#include "model/pl-words.h"

#include <glib/gi18n.h>

/* What a stage is called while it runs, after it passed, after it failed. */
typedef struct
{
  const char *running;
  const char *passed;
  const char *failed;
} StageWords;

/* Translators: three texts for each step of the check, shown in a list of steps: what is being
 * done, that it worked, that it did not. Keep them to two or three words. */
static const StageWords stage_words[PL_N_STAGES] = {
  [PL_STAGE_ADDRESS] = { N_ ("Reading the address"), N_ ("Address understood"),
                         N_ ("Address not understood") },
  [PL_STAGE_DISCOVERY] = { N_ ("Looking for the servers"), N_ ("Settings found"),
                           N_ ("No settings found") },
  [PL_STAGE_RESOLVE] = { N_ ("Looking up the server"), N_ ("Server found"),
                         N_ ("Server not found") },
  [PL_STAGE_CONNECT] = { N_ ("Connecting"), N_ ("Connected"), N_ ("Not reached") },
  [PL_STAGE_GREETING] = { N_ ("Waiting for the greeting"), N_ ("Greeting received"),
                          N_ ("No proper greeting") },
  [PL_STAGE_STARTTLS] = { N_ ("Asking for encryption"), N_ ("Encryption offered (STARTTLS)"),
                          N_ ("No encryption offered") },
  [PL_STAGE_TLS] = { N_ ("Setting up encryption"), N_ ("Encrypted"), N_ ("Not encrypted safely") },
  [PL_STAGE_CAPABILITIES] = { N_ ("Asking what it can do"), N_ ("Capabilities known"),
                              N_ ("Capabilities unclear") },
  [PL_STAGE_SIGN_IN] = { N_ ("Signing in"), N_ ("Signed in"), N_ ("Sign-in not accepted") },
  [PL_STAGE_MAILBOX] = { N_ ("Opening the mailbox"), N_ ("Mailbox opened"),
                         N_ ("Mailbox not opened") },
  [PL_STAGE_SENDER] = { N_ ("Asking about the sender"), N_ ("Sender accepted"),
                        N_ ("Sender not accepted") },
  [PL_STAGE_RECIPIENT] = { N_ ("Asking about the recipient"), N_ ("Recipient accepted"),
                           N_ ("Recipient not accepted") },
  [PL_STAGE_MESSAGE] = { N_ ("Sending the test message"), N_ ("Test message sent"),
                         N_ ("Test message not sent") },
  [PL_STAGE_ARRIVAL] = { N_ ("Waiting for the test message"), N_ ("Test message arrived"),
                         N_ ("Test message not seen yet") },
};

/**
 * pl_stage_to_words:
 *
 * Returns: (transfer none): what the stage is called in that state, such as "Signed in"
 */
const char *
pl_stage_to_words (PlStage stage, PlStageState state)
{
  const StageWords *words;

  g_return_val_if_fail ((guint) stage < PL_N_STAGES, "");
  words = &stage_words[stage];

  if (state == PL_STAGE_STATE_PASSED || state == PL_STAGE_STATE_WARNING)
    return _ (words->passed);
  if (state == PL_STAGE_STATE_FAILED)
    return _ (words->failed);
  return _ (words->running);
}

const char *
pl_stage_state_to_words (PlStageState state)
{
  static const char *const words[] = {
    /* Translators: states of one step of the check, read aloud beside the step's name */
    [PL_STAGE_STATE_RUNNING] = N_ ("under way"),
    [PL_STAGE_STATE_PASSED] = N_ ("passed"),
    [PL_STAGE_STATE_FAILED] = N_ ("failed"),
    [PL_STAGE_STATE_SKIPPED] = N_ ("left out"),
    [PL_STAGE_STATE_WARNING] = N_ ("passed with a warning"),
  };

  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (words), "");
  return _ (words[state]);
}

const char *
pl_direction_to_words (PlDirection direction)
{
  /* Translators: headings of the two columns of the check: receiving mail and sending mail */
  return direction == PL_DIRECTION_INCOMING ? _ ("Receiving") : _ ("Sending");
}

const char *
pl_service_to_words (PlService service)
{
  static const char *const words[] = {
    /* Translators: what a step or a finding is about */
    [PL_SERVICE_ACCOUNT] = N_ ("Account"),
    [PL_SERVICE_IMAP] = N_ ("Incoming server (IMAP)"),
    [PL_SERVICE_POP3] = N_ ("Incoming server (POP3)"),
    [PL_SERVICE_SMTP] = N_ ("Outgoing server (SMTP)"),
  };

  g_return_val_if_fail ((guint) service < G_N_ELEMENTS (words), "");
  return _ (words[service]);
}

const char *
pl_security_to_words (PlSecurity security)
{
  static const char *const words[] = {
    /* Translators: SSL/TLS, how a connection is protected; technical name, as mail programs show it */
    [PL_SECURITY_TLS] = N_ ("SSL/TLS"),
    /* Translators: how a connection is protected; technical name, as mail programs show it */
    [PL_SECURITY_STARTTLS] = N_ ("STARTTLS"),
    /* Translators: how a connection is protected: not at all */
    [PL_SECURITY_NONE] = N_ ("not encrypted"),
  };

  g_return_val_if_fail ((guint) security < G_N_ELEMENTS (words), "");
  return _ (words[security]);
}

const char *
pl_severity_to_words (PlSeverity severity)
{
  static const char *const words[] = {
    /* Translators: heading of a card: this stops the account from working */
    [PL_SEVERITY_ERROR] = N_ ("Problem"),
    /* Translators: heading of a card: it works but is unsafe or fragile */
    [PL_SEVERITY_WARNING] = N_ ("Warning"),
    /* Translators: heading of a card: worth knowing */
    [PL_SEVERITY_INFO] = N_ ("Note"),
  };

  g_return_val_if_fail ((guint) severity < G_N_ELEMENTS (words), "");
  return _ (words[severity]);
}

const char *
pl_certainty_to_words (PlCertainty certainty)
{
  static const char *const words[] = {
    /* Translators: how sure we are of a cause: the server said so, or a test showed it */
    [PL_CERTAINTY_PROVEN] = N_ ("certain"),
    /* Translators: how sure we are of a cause */
    [PL_CERTAINTY_LIKELY] = N_ ("likely"),
    /* Translators: how sure we are of a cause */
    [PL_CERTAINTY_POSSIBLE] = N_ ("possible"),
  };

  g_return_val_if_fail ((guint) certainty < G_N_ELEMENTS (words), "");
  return _ (words[certainty]);
}

const char *
pl_source_to_words (PlSource source)
{
  static const char *const words[] = {
    /* Translators: where a server setting came from */
    [PL_SOURCE_USER] = N_ ("entered by you"),
    [PL_SOURCE_PROVIDER] = N_ ("known for this provider"),
    [PL_SOURCE_MX] = N_ ("known for the host of this domain"),
    [PL_SOURCE_SRV] = N_ ("from the domain's name service"),
    [PL_SOURCE_AUTOCONFIG] = N_ ("published by the domain"),
    [PL_SOURCE_ISPDB] = N_ ("from Mozilla's list"),
    [PL_SOURCE_AUTODISCOVER] = N_ ("from Microsoft Autodiscover"),
    [PL_SOURCE_PACC] = N_ ("published by the domain (JSON)"),
    [PL_SOURCE_GUESS] = N_ ("guessed and tested"),
  };

  g_return_val_if_fail ((guint) source < G_N_ELEMENTS (words), "");
  return _ (words[source]);
}

const char *
pl_trust_to_words (PlTrust trust)
{
  static const char *const words[] = {
    /* Translators: how far a server setting can be believed: no doubt, the person typed it */
    [PL_TRUST_PERSON] = N_ ("your own word"),
    /* Translators: how far a server setting can be believed: it is built into this program */
    [PL_TRUST_BUILT_IN] = N_ ("confirmed beforehand"),
    /* Translators: how far a server setting can be believed: the domain of the address says so, and
     * a certificate proves that it is the domain */
    [PL_TRUST_DOMAIN] = N_ ("the domain itself says so, proven by certificate"),
    /* Translators: how far a server setting can be believed: a list kept by others says so, and a
     * certificate proves that it is theirs */
    [PL_TRUST_DIRECTORY] = N_ ("a public list says so, proven by certificate"),
    /* Translators: how far a server setting can be believed: it comes from the name service (DNS),
     * which nobody has signed */
    [PL_TRUST_DNS] = N_ ("the name service says so, without proof"),
    /* Translators: how far a server setting can be believed */
    [PL_TRUST_GUESS] = N_ ("a guess that answered"),
  };

  g_return_val_if_fail ((guint) trust < G_N_ELEMENTS (words), "");
  return _ (words[trust]);
}

/**
 * pl_duration_to_words:
 * @ms: milliseconds
 *
 * Returns: (transfer full): such as "8 ms" or "2.1 s", with the decimal point of the language
 */
char *
pl_duration_to_words (double ms)
{
  int tenths = (int) (ms / 100 + 0.5);

  if (ms < 999.5)
    /* Translators: a duration in milliseconds, such as "8 ms" */
    return g_strdup_printf (_ ("%.0f ms"), ms);

  /* Translators: a duration in seconds with one decimal, such as "2.1 s"; put your language's
   * decimal point between the two numbers */
  return g_strdup_printf (_ ("%d.%d s"), tenths / 10, tenths % 10);
}

/**
 * pl_date_to_words:
 * @date: YYYY-MM-DD
 *
 * Returns: (transfer full): such as "21 November 2026"; @date itself when it is none
 */
char *
pl_date_to_words (const char *date)
{
  g_autofree char *midnight = g_strconcat (date, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (midnight, NULL);

  if (time == NULL)
    return g_strdup (date);

  /* Translators: how a date is written, see g_date_time_format(): "21 November 2026" */
  return g_date_time_format (time, _ ("%-d %B %Y"));
}
