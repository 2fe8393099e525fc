// SPDX-License-Identifier: GPL-3.0-or-later
/* Before the password of a check: what the person should know, and whether and whence it comes. */
#include "cli/pl-check-secrets.h"

#include "cli/pl-password-input.h"
#include "cli/pl-question.h"
#include "cli/pl-report-text-parts.h"
#include "cli/pl-runner.h"
#include "model/pl-words.h"

#include <glib/gi18n.h>
#include <unistd.h>

/**
 * pl_check_secrets_write_requirements:
 *
 * In full what everybody has to do; of what only some have to, that it may be so.
 */
void
pl_check_secrets_write_requirements (PlCheckCall *call)
{
  g_autoptr (GPtrArray) requirements = pl_setup_dup_requirements (call->setup);
  gboolean asks = call->options->password_file == NULL;
  gboolean any = FALSE;

  for (guint i = 0; i < requirements->len; i++)
    {
      PlRequirementFields fields;

      pl_requirement_peek_fields (requirements->pdata[i], &fields);
      if (!fields.blocking && !asks)
        continue;
      any = TRUE;
      if (!fields.conditional)
        pl_report_text_write_requirement (call->paper, requirements->pdata[i]);
      else
        pl_paper_write_wrapped (call->paper, 2, "· ", fields.title);
    }
  if (any)
    pl_paper_write (call->paper, PL_INK_PLAIN, "\n");
}

/* Returns: (nullable): the server of that name, of a direction that is to be checked */
static PlServerSettings *
find_checked (PlCheckCall *call, const char *host)
{
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_setup_get_server (call->setup, (PlDirection) i);

      if ((call->directions & (1u << i)) != 0 && server != NULL &&
          g_str_equal (pl_server_settings_get_host (server), host))
        return server;
    }

  return NULL;
}

/**
 * pl_check_secrets_ask_about_hosts:
 *
 * A server that was learnt from the network gets the password only from somebody who was asked.
 */
void
pl_check_secrets_ask_about_hosts (PlCheckCall *call)
{
  g_auto (GStrv) hosts = pl_setup_dup_foreign_hosts (call->setup);
  g_autoptr (PlAddress) address = pl_setup_parse_address (call->setup, NULL);
  gboolean all = TRUE;

  for (guint i = 0; call->can_ask && address != NULL && hosts[i] != NULL && all; i++)
    {
      PlServerSettings *server = find_checked (call, hosts[i]);
      g_autofree char *question = NULL;

      if (server == NULL)
        continue;

      question = g_strdup_printf (
          /* Translators: the first %s is a server, the second the domain of the address, the third one
           * says where the name came from, such as "published by the domain" */
          _ ("%s does not belong to %s. The name is %s. May it have your password?"), hosts[i],
          pl_address_get_domain (address),
          pl_source_to_words (pl_server_settings_get_source (server)));

      all = pl_question_ask (question, &call->interrupted);
      if (all)
        pl_setup_approve_host (call->setup, hosts[i]);
    }
}

static gboolean
is_foreign (PlCheckCall *call, PlServerSettings *server)
{
  g_auto (GStrv) hosts = pl_setup_dup_foreign_hosts (call->setup);

  return g_strv_contains ((const char *const *) hosts, pl_server_settings_get_host (server));
}

/* Whether a password would be of any use. */
static gboolean
needs_password (PlCheckCall *call)
{
  if (pl_setup_get_password_kind (call->setup) == PL_PASSWORD_KIND_NONE ||
      pl_setup_has_tokens (call->setup))
    return FALSE;

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_setup_get_server (call->setup, (PlDirection) i);

      if ((call->directions & (1u << i)) != 0 && server != NULL &&
          pl_server_settings_get_username (server) != NULL && !is_foreign (call, server))
        return TRUE;
    }

  return FALSE;
}

static char *
make_password_question (PlSetup *setup)
{
  const char *address = pl_setup_get_address (setup);

  switch (pl_setup_get_password_kind (setup))
    {
    case PL_PASSWORD_KIND_APP:
      /* Translators: asked on the terminal; %s is the address; keep the blank at the end */
      return g_strdup_printf (_ ("App password for %s: "), address);
    case PL_PASSWORD_KIND_MAIL:
      /* Translators: asked on the terminal; %s is the address; keep the blank at the end */
      return g_strdup_printf (_ ("E-mail password for %s (not the customer password): "), address);
    case PL_PASSWORD_KIND_BRIDGE:
      /* Translators: asked on the terminal; %s is the address; keep the blank at the end */
      return g_strdup_printf (_ ("Password that the Bridge shows for %s: "), address);
    case PL_PASSWORD_KIND_USUAL:
    case PL_PASSWORD_KIND_NONE:
    default:
      /* Translators: asked on the terminal; %s is the address; keep the blank at the end */
      return g_strdup_printf (_ ("Password for %s: "), address);
    }
}

/* Those that the mail program has stored, unless others are given. */
static gboolean
has_stored_passwords (PlCheckCall *call)
{
  const PlCheckOptions *options = call->options;

  if (call->from == NULL || options->password_file != NULL ||
      options->outgoing_password_file != NULL ||
      !pl_check_from_use_passwords (call->from, call->setup, call->directions))
    return FALSE;

  if (!options->account.json)
    {
      pl_check_from_write_password (call->from, call->paper);
      pl_paper_print (call->paper, STDOUT_FILENO);
    }
  return TRUE;
}

/**
 * pl_check_secrets_read:
 *
 * The passwords, from files, or asked for; none where none is of use.
 */
gboolean
pl_check_secrets_read (PlCheckCall *call, GError **error)
{
  const PlCheckOptions *options = call->options;
  g_autoptr (PlSecret) password = NULL;
  g_autoptr (PlSecret) outgoing = NULL;

  if (!needs_password (call) || has_stored_passwords (call))
    return TRUE;

  if (options->password_file != NULL)
    {
      password = pl_password_input_read_file (options->password_file, error);
    }
  else
    {
      g_autofree char *question = make_password_question (call->setup);

      password = pl_password_input_ask (question, error);
    }
  if (password == NULL)
    return FALSE;
  pl_setup_set_password (call->setup, PL_DIRECTION_INCOMING, password);

  if (options->outgoing_password_file == NULL)
    return TRUE;

  outgoing = pl_password_input_read_file (options->outgoing_password_file, error);
  if (outgoing == NULL)
    return FALSE;
  pl_setup_set_password (call->setup, PL_DIRECTION_OUTGOING, outgoing);
  return TRUE;
}

/**
 * pl_check_secrets_may_sign_in:
 *
 * From the third refused sign-in on a person at the terminal decides; where nobody can be asked it is
 * said and done: who wrote the script has the count in the JSON.
 */
gboolean
pl_check_secrets_may_sign_in (PlCheckCall *call)
{
  g_autofree char *warning = NULL;

  if (call->options->yes || !needs_password (call))
    return TRUE;

  pl_setup_load_attempts (call->setup);
  warning = pl_setup_dup_attempt_warning (call->setup, call->directions);
  if (warning == NULL)
    return TRUE;
  g_printerr ("postlotse: %s\n", warning);
  /* Translators: question after a warning */
  return !call->can_ask || pl_question_ask (_ ("Sign in all the same?"), &call->interrupted);
}

/**
 * pl_check_secrets_sign_in:
 *
 * In the browser, if that is asked for. What went wrong there is said; the check then goes on without,
 * and shows the rest.
 */
void
pl_check_secrets_sign_in (PlCheckCall *call)
{
  int fd = call->options->account.json ? STDERR_FILENO : STDOUT_FILENO;
  g_autoptr (GError) error = NULL;

  if (!call->options->sign_in_browser || pl_runner_sign_in (call->setup, fd, &error))
    return;

  call->interrupted = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    /* Translators: oauth2.conf is the name of a file and stays */
    g_printerr ("postlotse: %s\n", _ ("Nobody has set up sign-in in the browser for these servers; "
                                      "an administrator can, in oauth2.conf."));
  else if (!call->interrupted)
    g_printerr ("postlotse: %s\n", error->message);
}
