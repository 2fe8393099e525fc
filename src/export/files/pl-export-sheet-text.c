// SPDX-License-Identifier: GPL-3.0-or-later
/* The sheet as a page that prints well, and as text for a terminal. */
#include "export/files/pl-export-sheet.h"

#include "export/frame/pl-export-document.h"

#include <glib/gi18n.h>

/* Nothing is fetched, nothing runs: a page that is opened from a mail or a stick stays silent. */
#define POLICY "default-src 'none'; style-src 'unsafe-inline'"

static const char style[] =
    "@page{size:A4;margin:20mm}"
    ":root{color-scheme:light dark}"
    "body{font:11pt/1.45 sans-serif;max-width:170mm;margin:2em auto;padding:0 1em}"
    "h1{font-size:1.6em;margin:0;overflow-wrap:anywhere}h2{font-size:1.15em;margin:1.6em 0 .3em}"
    "p{margin:.3em 0}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;vertical-align:top;padding:.3em .6em .3em 0;border-top:1px solid #8888}"
    "th{font-weight:normal;width:30%}td{overflow-wrap:anywhere}"
    "code{font:inherit;font-family:monospace;user-select:all}section{break-inside:avoid}"
    "@media print{body{margin:0;padding:0;max-width:none;color:#000;background:#fff}}";

static void
append_element (GString *html, const char *name, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (html, "<%s>%s</%s>", name, escaped, name);
}

static void
append_line (GString *html, const PlSheetLine *line)
{
  g_string_append (html, "<tr>");
  append_element (html, "th", line->name);
  g_string_append (html, "<td>");
  if (line->verbatim)
    append_element (html, "code", line->value);
  else
    append_element (html, "span", line->value);
  g_string_append (html, "</td></tr>\n");
}

static void
append_part (GString *html, const PlSheetPart *part)
{
  g_string_append (html, "<section>\n");
  append_element (html, "h2", part->heading);
  if (part->state != NULL)
    {
      g_autofree char *state = g_strdup_printf ("%s %s", part->sign, part->state);

      append_element (html, "p", state);
    }
  g_string_append (html, "\n<table>\n");
  for (guint i = 0; i < part->lines->len; i++)
    append_line (html, part->lines->pdata[i]);
  g_string_append (html, "</table>\n</section>\n");
}

/**
 * pl_sheet_to_html:
 *
 * Returns: (transfer full): one page of its own, UTF-8, that needs nothing else and prints on A4. It is
 *   XML, too.
 */
char *
pl_sheet_to_html (const PlSheet *sheet)
{
  /* Translators: the language of a page, as a tag of two letters, such as de */
  const char *language = C_ ("language tag", "en");
  GString *html = g_string_new ("<!DOCTYPE html>\n");

  g_string_append_printf (html,
                          "<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                          "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\"/>\n"
                          "<meta name=\"viewport\" content=\"width=device-width\"/>\n",
                          language, POLICY);
  append_element (html, "title", sheet->title);
  g_string_append_printf (html, "\n<style>%s</style>\n</head>\n<body>\n", style);
  append_element (html, "h1", sheet->title);
  if (sheet->subtitle != NULL)
    append_element (html, "p", sheet->subtitle);
  g_string_append_c (html, '\n');
  for (guint i = 0; i < sheet->parts->len; i++)
    append_part (html, sheet->parts->pdata[i]);
  append_element (html, "p", sheet->note);
  g_string_append (html, "\n</body>\n</html>\n");
  return g_string_free (html, FALSE);
}

/**
 * pl_sheet_to_text:
 *
 * Returns: (transfer full): the same as lines
 */
char *
pl_sheet_to_text (const PlSheet *sheet)
{
  GString *text = g_string_new (sheet->title);

  if (sheet->subtitle != NULL)
    g_string_append_printf (text, "\n%s", sheet->subtitle);
  for (guint i = 0; i < sheet->parts->len; i++)
    {
      const PlSheetPart *part = sheet->parts->pdata[i];

      g_string_append_printf (text, "\n\n%s", part->heading);
      if (part->state != NULL)
        g_string_append_printf (text, "\n%s %s", part->sign, part->state);
      for (guint j = 0; j < part->lines->len; j++)
        {
          const PlSheetLine *line = part->lines->pdata[j];

          g_string_append_printf (text, "\n  %s: %s", line->name, line->value);
        }
    }
  g_string_append_printf (text, "\n\n%s\n", sheet->note);
  return g_string_free (text, FALSE);
}

static char *
make (PlExportAccount *account, GError **error)
{
  g_autoptr (PlSheet) sheet = pl_sheet_new (account);

  return pl_sheet_to_html (sheet);
}

static char *
show (PlExportAccount *account, gboolean colours, GError **error)
{
  g_autoptr (PlSheet) sheet = pl_sheet_new (account);

  return pl_sheet_to_text (sheet);
}

const PlExportDocument pl_export_sheet = {
  .id = "sheet",
  /* Translators: what a file is */
  .title = N_ ("Sheet with all settings, to print or to keep"),
  .suffix = ".html",
  .is_for_people = TRUE,
  .make = make,
  .show = show,
};
