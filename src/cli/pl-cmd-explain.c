// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-json.h"
#include "cli/pl-command.h"
#include "cli/pl-report-json-parts.h"
#include "cli/pl-report-text-parts.h"
#include "cli/pl-terminal.h"
#include "diagnosis/pl-diagnosis.h"
#include "diagnosis/pl-explain.h"
#include "model/pl-words.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

static void
write_cause (PlPaper *paper, const PlCauseText *cause)
{
  pl_paper_write (paper, PL_INK_STRONG, cause->title);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  pl_paper_write_wrapped (paper, 0, NULL, cause->explanation);
  for (guint i = 0; cause->steps != NULL && cause->steps[i] != NULL; i++)
    {
      g_autofree char *number = g_strdup_printf ("%3u ", i + 1);

      pl_paper_write_wrapped (paper, 4, number, cause->steps[i]);
    }
}

static void
write_list (PlPaper *paper)
{
  const char *const *codes = pl_catalogue_get_codes ();

  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autoptr (PlCauseText) cause = pl_catalogue_describe (codes[i]);
      g_autofree char *name = g_strdup_printf ("%-28s ", codes[i]);

      pl_paper_write (paper, PL_INK_STRONG, name);
      pl_paper_write (paper, PL_INK_PLAIN, cause->title);
      pl_paper_write (paper, PL_INK_PLAIN, "\n");
    }
}

static void
write_json_cause (JsonBuilder *builder, const char *code)
{
  g_autoptr (PlCauseText) cause = pl_catalogue_describe (code);

  json_builder_begin_object (builder);
  pl_json_add_string (builder, "code", cause->code);
  pl_json_add_string (builder, "severity", pl_severity_to_nick (cause->severity));
  pl_json_add_string (builder, "title", cause->title);
  pl_json_add_string (builder, "explanation", cause->explanation);
  pl_json_add_strv (builder, "steps", (const char *const *) cause->steps);
  json_builder_end_object (builder);
}

/* One object for one code, an array for the whole catalogue. */
static void
write_json (PlPaper *paper, const char *code)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *const *codes = pl_catalogue_get_codes ();
  g_autofree char *json = NULL;

  if (code != NULL)
    {
      write_json_cause (builder, code);
    }
  else
    {
      json_builder_begin_array (builder);
      for (guint i = 0; codes[i] != NULL; i++)
        write_json_cause (builder, codes[i]);
      json_builder_end_array (builder);
    }

  json = pl_json_finish (builder, TRUE);
  pl_paper_write (paper, PL_INK_PLAIN, json);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
}

/* --- what others say --- */

typedef struct
{
  gboolean list;
  gboolean json;
  char *reply; /* owned, nullable */
  char *reply_file; /* owned, nullable */
  char *protocol; /* owned, nullable */
  char *stage; /* owned, nullable */
  char *server; /* owned, nullable */
} Options;

static void
options_clear (Options *options)
{
  g_clear_pointer (&options->reply, g_free);
  g_clear_pointer (&options->reply_file, g_free);
  g_clear_pointer (&options->protocol, g_free);
  g_clear_pointer (&options->stage, g_free);
  g_clear_pointer (&options->server, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
asks_for_reply (const Options *options)
{
  return options->reply != NULL || options->reply_file != NULL;
}

/* What belongs to a reply only. */
static gboolean
describes_reply (const Options *options)
{
  return options->protocol != NULL || options->stage != NULL || options->server != NULL;
}

static gboolean
is_understood (const Options *options, int n_words)
{
  int asked =
      options->list + (n_words == 1) + (options->reply != NULL) + (options->reply_file != NULL);

  return asked == 1 && n_words <= 1 && (!describes_reply (options) || asks_for_reply (options));
}

/* As much of a file as is explained; `-` is standard input. */
static GBytes *
read_reply (const char *name, GError **error)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autofree char *bytes = g_malloc (PL_EXPLAIN_MOST_BYTES);
  gsize length = 0;

  if (g_str_equal (name, "-"))
    {
      stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
    }
  else
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (name);

      stream = G_INPUT_STREAM (g_file_read (file, NULL, error));
    }
  if (stream == NULL ||
      !g_input_stream_read_all (stream, bytes, PL_EXPLAIN_MOST_BYTES, &length, NULL, error))
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&bytes), length);
}

/* Returns: (transfer full) (nullable): what is wrong with the options */
static char *
read_options (const Options *options, PlExplainRequest *request)
{
  request->server = options->server;
  request->stage_known = options->stage != NULL;
  if (options->protocol != NULL &&
      !pl_explain_protocol_from_nick (options->protocol, &request->protocol))
    /* Translators: --protocol and the words behind it stay */
    return g_strdup_printf (_ ("--protocol must be imap, pop3, smtp, tls or other, not “%s”"),
                            options->protocol);
  if (options->stage != NULL && !pl_explain_stage_from_nick (options->stage, &request->stage))
    return g_strdup_printf (
        /* Translators: --stage and the words behind it stay */
        _ ("--stage must be greeting, starttls, capability, auth, select, mail-from, rcpt-to, data or "
           "handshake, not “%s”"),
        options->stage);

  return NULL;
}

static void
write_findings (PlPaper *paper, GPtrArray *findings, gboolean json)
{
  g_autoptr (GListStore) store = g_list_store_new (PL_TYPE_FINDING);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < findings->len; i++)
    if (json)
      g_list_store_append (store, findings->pdata[i]);
    else
      pl_report_text_write_finding (paper, findings->pdata[i]);
  if (!json)
    return;

  json_builder_begin_object (builder);
  pl_json_add_int (builder, "format", 1);
  pl_report_json_add_findings (builder, G_LIST_MODEL (store));
  json_builder_end_object (builder);
  text = pl_json_finish (builder, TRUE);
  pl_paper_write (paper, PL_INK_PLAIN, text);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
}

static int
explain_reply (PlPaper *paper, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  PlExplainRequest request = { 0 };
  g_autofree char *wrong = read_options (options, &request);
  gsize length;

  if (wrong != NULL)
    return pl_command_usage_error ("explain", wrong);

  bytes = options->reply != NULL ? g_bytes_new (options->reply, strlen (options->reply))
                                 : read_reply (options->reply_file, &error);
  if (bytes == NULL)
    return pl_command_usage_error ("explain", error->message);
  request.text = g_bytes_get_data (bytes, &length);
  request.length = (gssize) length;
  if (request.text == NULL)
    request.text = "";

  findings = pl_explain_text (&request);
  write_findings (paper, findings, options->json);
  pl_paper_print (paper, STDOUT_FILENO);
  return PL_EXIT_DONE;
}

static int
explain_code (PlPaper *paper, const char *code, gboolean json)
{
  g_autoptr (PlCauseText) cause = pl_catalogue_describe (code);

  if (cause == NULL)
    return pl_command_usage_error ("explain",
                                   /* Translators: --list is an option and stays */
                                   _ ("There is no such code; --list shows all of them"));

  if (json)
    write_json (paper, code);
  else
    write_cause (paper, cause);
  pl_paper_print (paper, STDOUT_FILENO);
  return PL_EXIT_DONE;
}

static gboolean
parse (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    /* Translators: help of the options of “postlotse explain” */
    { "list", 0, 0, G_OPTION_ARG_NONE, &options->list, N_ ("List all causes"), NULL },
    /* Translators: help of the options of “postlotse explain” */
    { "reply", 0, 0, G_OPTION_ARG_STRING, &options->reply,
      N_ ("Explain a server's reply, or the message of another mail program"),
      /* Translators: stands for a text behind an option, in the help */
      N_ ("TEXT") },
    /* Translators: help of the options of “postlotse explain” */
    { "reply-file", 0, 0, G_OPTION_ARG_FILENAME, &options->reply_file,
      N_ ("The same, or lines of a log, from a file; - reads standard input"), N_ ("FILE") },
    /* Translators: help of the options of “postlotse explain” */
    { "protocol", 0, 0, G_OPTION_ARG_STRING, &options->protocol,
      N_ ("What was spoken: imap, pop3, smtp, tls or other"),
      /* Translators: stands for a protocol behind an option, in the help */
      N_ ("PROTOCOL") },
    /* Translators: help of the options of “postlotse explain” */
    { "stage", 0, 0, G_OPTION_ARG_STRING, &options->stage,
      N_ ("When it came: greeting, starttls, capability, auth, select, mail-from, rcpt-to, data or "
          "handshake"),
      /* Translators: stands for a stage behind an option, in the help */
      N_ ("STAGE") },
    /* Translators: help of the options of “postlotse explain” */
    { "server", 0, 0, G_OPTION_ARG_STRING, &options->server,
      N_ ("Whose server: a provider such as gmx, or its software"),
      /* Translators: stands for a provider or a server's software behind an option, in the help */
      N_ ("SERVER") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context =
      /* Translators: what stands behind “postlotse explain” in its help; CODE is such as wrong-port */
      g_option_context_new (_ ("[CODE] – explain a cause"));

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return g_option_context_parse (context, argc, argv, error);
}

/**
 * pl_cmd_explain:
 *
 * `postlotse explain CODE`, `postlotse explain --list`, and `postlotse explain --reply TEXT` with
 * its options.
 */
int
pl_cmd_explain (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (PlPaper) paper = pl_paper_new (STDOUT_FILENO);
  g_autoptr (GError) error = NULL;

  if (!parse (&options, &argc, &argv, &error))
    return pl_command_usage_error ("explain", error->message);
  if (!is_understood (&options, argc - 1))
    return pl_command_usage_error (
        "explain",
        /* Translators: --list, --reply and --reply-file are options and stay */
        _ ("Name one code, or use --list, --reply or --reply-file"));

  if (asks_for_reply (&options))
    return explain_reply (paper, &options);
  if (!options.list)
    return explain_code (paper, argv[1], options.json);

  if (options.json)
    write_json (paper, NULL);
  else
    write_list (paper);
  pl_paper_print (paper, STDOUT_FILENO);
  return PL_EXIT_DONE;
}
