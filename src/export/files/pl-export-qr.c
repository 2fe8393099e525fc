// SPDX-License-Identifier: GPL-3.0-or-later
/* An account as a QR code that Thunderbird on Android reads: JSON, in the format of its own description,
 * version 1 of 2025-02-06. The password is left out, although there is a place for it: who takes a picture
 * of the screen would have it, too. The phone asks for it. */
#include "export/files/pl-qr-image.h"
#include "export/frame/pl-export-document.h"
#include "export/thunderbird/pl-export-thunderbird-private.h"

#include "base/pl-json.h"

#include <glib/gi18n.h>
#include <string.h>

#define FORMAT 1
#define MOST_CHARACTERS 800 /* what Thunderbird itself puts into one code */

/* Not the numbers of its desktop sister */
static const int securities[] = {
  [PL_SECURITY_TLS] = 3,
  [PL_SECURITY_STARTTLS] = 2,
  [PL_SECURITY_NONE] = 0,
};
static const struct
{
  PlThunderbirdAuth method;
  int number;
} auths[] = {
  { PL_THUNDERBIRD_AUTH_NONE, 0 },
  { PL_THUNDERBIRD_AUTH_PASSWORD, 1 },
  { PL_THUNDERBIRD_AUTH_ENCRYPTED, 2 },
  { PL_THUNDERBIRD_AUTH_OAUTH2, 6 },
};

/* Returns: -1 for what the phone refuses, or what cannot go there by a picture, such as a certificate */
static int
find_auth (PlExportAccount *account, PlDirection direction)
{
  PlThunderbirdAuth method = pl_thunderbird_get_auth_method (account, direction);

  for (guint i = 0; i < G_N_ELEMENTS (auths); i++)
    if (auths[i].method == method)
      return auths[i].number;
  return -1;
}

static void
add_server (JsonBuilder *builder, PlExportAccount *account, PlDirection direction)
{
  PlServerSettings *server = pl_export_account_get_server (account, direction);
  const char *user = pl_server_settings_get_username (server);

  json_builder_add_int_value (builder,
                              pl_server_settings_get_service (server) == PL_SERVICE_POP3 ? 1 : 0);
  json_builder_add_string_value (builder, pl_server_settings_get_host (server));
  json_builder_add_int_value (builder, pl_server_settings_get_port (server));
  json_builder_add_int_value (builder, securities[pl_server_settings_get_security (server)]);
  json_builder_add_int_value (builder, find_auth (account, direction));
  json_builder_add_string_value (builder, user != NULL ? user : "");
}

static void
add_incoming (JsonBuilder *builder, PlExportAccount *account)
{
  json_builder_begin_array (builder);
  add_server (builder, account, PL_DIRECTION_INCOMING);
  json_builder_add_string_value (builder, pl_export_account_get_address (account));
  json_builder_add_string_value (builder, ""); /* the password; the reader takes no null */
  json_builder_end_array (builder);
}

/* One group, of one server and one identity */
static void
add_outgoing (JsonBuilder *builder, PlExportAccount *account)
{
  json_builder_begin_array (builder);
  json_builder_begin_array (builder);
  json_builder_begin_array (builder);
  add_server (builder, account, PL_DIRECTION_OUTGOING);
  json_builder_add_string_value (builder, "");
  json_builder_end_array (builder);
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, pl_export_account_get_address (account));
  json_builder_add_string_value (builder, pl_export_account_get_display_name (account));
  json_builder_end_array (builder);
  json_builder_end_array (builder);
  json_builder_end_array (builder);
}

/* A QR code does not say what its bytes mean, and decoders guess: an “ü” in a name becomes a Chinese
 * character with some. JSON can say all of it in ASCII. */
static char *
make_ascii (const char *json)
{
  GString *text = g_string_new (NULL);
  glong n_units = 0;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (json, -1, NULL, &n_units, NULL);

  for (glong i = 0; i < n_units; i++)
    if (units[i] < 0x7f)
      g_string_append_c (text, (char) units[i]);
    else
      g_string_append_printf (text, "\\u%04x", units[i]);
  return g_string_free (text, FALSE);
}

/**
 * pl_export_qr_make_text:
 *
 * Returns: (transfer full): what the code says, for an account that @pl_export_qr does not refuse
 */
char *
pl_export_qr_make_text (PlExportAccount *account)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *json = NULL;

  json_builder_begin_array (builder);
  json_builder_add_int_value (builder, FORMAT);
  json_builder_begin_array (builder); /* the first of one code */
  json_builder_add_int_value (builder, 1);
  json_builder_add_int_value (builder, 1);
  json_builder_end_array (builder);
  add_incoming (builder, account);
  add_outgoing (builder, account);
  json_builder_end_array (builder);
  json = pl_json_finish (builder, FALSE);
  return make_ascii (json);
}

static char *
refuse_direction (PlExportAccount *account, PlDirection direction)
{
  if (find_auth (account, direction) >= 0)
    return NULL;
  return g_strdup_printf (
      /* Translators: a technical name for a sign-in, such as GSSAPI */
      _ ("Thunderbird on Android cannot sign in by %s."),
      pl_export_account_get_mechanism (account, direction));
}

/* What it needs, and refuses the whole code without. */
static char *
refuse (PlExportAccount *account)
{
  g_autofree char *text = NULL;
  char *reason;

  if (pl_export_account_get_server (account, PL_DIRECTION_INCOMING) == NULL ||
      pl_export_account_get_server (account, PL_DIRECTION_OUTGOING) == NULL)
    return g_strdup (
        /* Translators: why there is no QR code for an account */
        _ ("Thunderbird on Android takes an account only with both servers, for receiving and for "
           "sending."));
  if (!g_str_is_ascii (pl_export_account_get_address (account)))
    return g_strdup (
        /* Translators: why there is no QR code for an account */
        _ ("Thunderbird on Android takes only addresses of plain letters, without umlauts."));

  reason = pl_thunderbird_refuse (account);
  if (reason == NULL)
    reason = refuse_direction (account, PL_DIRECTION_INCOMING);
  if (reason == NULL)
    reason = refuse_direction (account, PL_DIRECTION_OUTGOING);
  if (reason != NULL)
    return reason;

  text = pl_export_qr_make_text (account);
  if (strlen (text) < MOST_CHARACTERS)
    return NULL;
  /* Translators: why there is no QR code for an account */
  return g_strdup (_ ("These settings are too long for a QR code."));
}

static PlQrImage *
draw (PlExportAccount *account, GError **error)
{
  g_autofree char *text = pl_export_qr_make_text (account);

  return pl_qr_image_new (text, error);
}

static char *
make (PlExportAccount *account, GError **error)
{
  g_autoptr (PlQrImage) image = draw (account, error);

  return image != NULL ? pl_qr_image_to_svg (image, _ (pl_export_qr.title)) : NULL;
}

static char *
show (PlExportAccount *account, gboolean colours, GError **error)
{
  g_autoptr (PlQrImage) image = draw (account, error);

  return image != NULL ? pl_qr_image_to_blocks (image, colours) : NULL;
}

static const char *const steps[] = {
  /* Translators: a step with a QR code; the quoted words stand in Thunderbird on Android, on its first
   * page and in its settings */
  N_ ("On the phone, open Thunderbird and choose “Import settings”: on its first page or, if it "
      "has accounts already, in its settings."),
  /* Translators: a step with a QR code */
  N_ ("Hold the phone's camera in front of the code."),
  /* Translators: a step with a QR code */
  N_ ("The phone asks for the password: it is not in the code."),
  NULL,
};

const PlExportDocument pl_export_qr = {
  .id = "qr",
  /* Translators: what a file is */
  .title = N_ ("QR code for Thunderbird on Android"),
  .suffix = ".svg",
  .refuse = refuse,
  .make = make,
  .show = show,
  .steps = steps,
};
