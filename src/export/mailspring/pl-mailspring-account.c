// SPDX-License-Identifier: GPL-3.0-or-later
/* One account as an object in Mailspring's config.json (Mailspring 1.23: models/account.ts; the engine
 * refuses accounts in which one of these settings is missing or of another type). */
#include "export/mailspring/pl-mailspring-private.h"

#include "base/pl-json.h"
#include "export/mailspring/pl-mailspring-names-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define NEW_ACCOUNT                                                                               \
  "{\n  \"id\": \"\",\n  \"name\": \"\",\n  \"emailAddress\": \"\",\n  \"provider\": \"imap\",\n" \
  "  \"settings\": {\n    \"imap_host\": \"\"\n  },\n  \"label\": \"\",\n  \"syncState\": \"ok\"\n}"

static const char *
get_username (PlServerSettings *server)
{
  const char *username = pl_server_settings_get_username (server);

  return username != NULL ? username : "";
}

/* --- Accounts that it cannot have --- */

static gboolean
is_loopback (PlServerSettings *server)
{
  const char *host = pl_server_settings_get_host (server);
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_str_equal (host, "localhost") ||
         (address != NULL && g_inet_address_get_is_loopback (address));
}

static gboolean
needs_exception (PlExportAccount *account, PlDirection direction)
{
  PlServerSettings *server = pl_export_account_get_server (account, direction);

  return pl_server_settings_get_trust_fingerprint (server) != NULL &&
         (!is_loopback (server) || pl_export_account_has_open_exception (account, direction));
}

/**
 * pl_mailspring_find_reason_against:
 *
 * Returns: (nullable): a sentence in the person's language: why Mailspring cannot have this account
 */
const char *
pl_mailspring_find_reason_against (PlExportAccount *account)
{
  PlServerSettings *incoming = pl_export_account_get_server (account, PL_DIRECTION_INCOMING);

  if (incoming != NULL && pl_server_settings_get_service (incoming) == PL_SERVICE_POP3)
    /* Translators: why an account cannot go into Mailspring */
    return _ ("Mailspring does not know POP3. With IMAP it would work: choose “The same on all "
              "devices” and check again.");
  if (incoming == NULL || pl_export_account_get_server (account, PL_DIRECTION_OUTGOING) == NULL)
    /* Translators: why an account cannot go into Mailspring */
    return _ ("Mailspring needs a server for receiving and one for sending.");
  if (pl_export_account_is_oauth (account, PL_DIRECTION_INCOMING) ||
      pl_export_account_is_oauth (account, PL_DIRECTION_OUTGOING))
    /* Translators: why an account cannot go into Mailspring; the menu is in Mailspring's words */
    return _ ("Mailspring has to sign in to this provider by itself. Choose “File” there, then "
              "“Add Account…”, then your provider.");
  if (needs_exception (account, PL_DIRECTION_INCOMING) ||
      needs_exception (account, PL_DIRECTION_OUTGOING))
    /* Translators: why an account cannot go into Mailspring */
    return _ ("Mailspring cannot accept a single certificate. It could only stop checking those of "
              "this server, and that is not done here.");
  if (pl_export_account_has_open_cleartext (account))
    /* Translators: why an account out of a file cannot go into Mailspring */
    return _ ("The file speaks of a server without encryption. Check the account here first.");
  return NULL;
}

/* --- The account --- */

/**
 * pl_mailspring_make_id:
 * @attempt: 0; more where that id belongs to another account
 *
 * The id that Mailspring itself would give (onboarding-helpers.ts), so that connecting the account anew
 * there does not make a second one.
 *
 * Returns: (transfer full): 8 hexadecimal digits
 */
char *
pl_mailspring_make_id (PlExportAccount *account, guint attempt)
{
  g_autoptr (GString) text = g_string_new (pl_export_account_get_address (account));
  g_autofree char *digest = NULL;

  for (guint i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_export_account_get_server (account, (PlDirection) i);
      g_autofree char *username = pl_json_quote (get_username (server));
      g_autofree char *host = pl_json_quote (pl_server_settings_get_host (server));

      g_string_append_printf (text, "%c\"%s\":%s,\"%s\":%s", i == PL_DIRECTION_INCOMING ? '{' : ',',
                              pl_mailspring_names[i].username, username,
                              pl_mailspring_names[i].host, host);
    }
  g_string_append_c (text, '}');
  if (attempt > 0)
    g_string_append_printf (text, "%u", attempt);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, (gssize) text->len);
  digest[8] = '\0';
  return g_steal_pointer (&digest);
}

/* An object that is being written, and where each of its changes is told. */
typedef struct
{
  char *text; /* owned */
  const char *place; /* borrowed: in front of the names, for people */
  PlExportPlan *plan; /* borrowed */
  const char *file; /* borrowed */
  gboolean is_new; /* what stands in the object is only its form */
} Writing;

static void
set_member (Writing *writing, const char *name, const char *value)
{
  PlJsonView object;
  PlJsonView old;
  gboolean had;
  char *text;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (!pl_json_view_open (&object, writing->text, strlen (writing->text)))
    g_assert_not_reached ();
  had = pl_json_view_get_member (&object, name, &old);
  if (had && old.length == strlen (value) && memcmp (old.text, value, old.length) == 0)
    return;

  if (had && !writing->is_new)
    before = g_strdup_printf ("%s%s: %.*s", writing->place, name, (int) old.length, old.text);
  after = g_strdup_printf ("%s%s: %s", writing->place, name, value);
  pl_export_plan_add_line (writing->plan, writing->file, before, after);
  text = pl_json_view_set_member (&object, name, value);
  g_free (writing->text);
  writing->text = text;
}

static void
set_string (Writing *writing, const char *name, const char *value)
{
  g_autofree char *quoted = pl_json_quote (value);

  set_member (writing, name, quoted);
}

static void
set_server (Writing *writing, PlServerSettings *server)
{
  const PlMailspringNames *names = &pl_mailspring_names[pl_server_settings_get_direction (server)];
  g_autofree char *port = g_strdup_printf ("%u", pl_server_settings_get_port (server));
  gboolean local_bridge =
      pl_server_settings_get_trust_fingerprint (server) != NULL && is_loopback (server);

  set_string (writing, names->host, pl_server_settings_get_host (server));
  set_member (writing, names->port, port);
  set_string (writing, names->username, get_username (server));
  set_string (writing, names->security,
              pl_mailspring_name_security (pl_server_settings_get_security (server)));
  /* Never to get past a certificate. A bridge on this very computer has no name to be checked. */
  set_member (writing, names->insecure, local_bridge ? "true" : "false");
}

/* The settings as they will be; what Mailspring keeps there besides survives. */
static char *
write_settings (PlExportAccount *account, const char *old, const Writing *whole)
{
  Writing writing = *whole;

  writing.text = g_strdup (old);
  writing.place = "settings.";

  set_server (&writing, pl_export_account_get_server (account, PL_DIRECTION_INCOMING));
  set_server (&writing, pl_export_account_get_server (account, PL_DIRECTION_OUTGOING));
  return writing.text;
}

static char *
dup_settings (const char *account)
{
  PlJsonView object;
  PlJsonView settings;

  if (!pl_json_view_open (&object, account, strlen (account)) ||
      !pl_json_view_get_member (&object, "settings", &settings) ||
      !pl_json_view_is_object (&settings))
    return g_strdup ("{}");
  return pl_json_view_dup (&settings);
}

/* The day of the last good test goes with a change only: a second export has none. */
static void
set_checked_at (Writing *writing, PlExportAccount *account)
{
  gint64 at = pl_checked_settings_get_verified_at (pl_export_account_get_settings (account));
  g_autofree char *seconds = g_strdup_printf ("%" G_GINT64_FORMAT, at);

  if (at > 0)
    set_member (writing, "authedAt", seconds);
}

/**
 * pl_mailspring_write_account:
 * @old: (nullable): the object of this address that is there: keeps its id, label, colour and aliases
 * @id: for one that is new
 * @plan: is told of every change
 * @file: in which it stands
 *
 * Returns: (transfer full): the object as it will be, the same as @old when nothing changes
 */
char *
pl_mailspring_write_account (PlExportAccount *account,
                             const PlJsonView *old,
                             const char *id,
                             PlExportPlan *plan,
                             const char *file)
{
  const char *address = pl_export_account_get_address (account);
  const char *display_name = pl_export_account_get_display_name (account);
  Writing writing = { old != NULL ? pl_json_view_dup (old) : g_strdup (NEW_ACCOUNT), "", plan, file,
                      old == NULL };
  g_autofree char *before = g_strdup (writing.text);
  g_autofree char *old_settings = dup_settings (writing.text);
  g_autofree char *settings = write_settings (account, old_settings, &writing);

  if (!g_str_equal (settings, old_settings))
    {
      PlJsonView object;
      char *text;

      if (!pl_json_view_open (&object, writing.text, strlen (writing.text)))
        g_assert_not_reached ();
      text = pl_json_view_set_member (&object, "settings", settings);
      g_free (writing.text);
      writing.text = text;
    }
  if (old == NULL)
    {
      set_string (&writing, "id", id);
      set_string (&writing, "emailAddress", address);
      set_string (&writing, "label", address);
    }
  /* The provider's own tile would guess anew when the account is connected again there, and throw the
   * checked settings away; so it is always the one for any server. */
  set_string (&writing, "provider", "imap");
  if (display_name[0] != '\0' || old == NULL)
    set_string (&writing, "name", display_name);
  if (!g_str_equal (writing.text, before))
    {
      set_string (&writing, "syncState", "ok");
      set_checked_at (&writing, account);
    }
  return writing.text;
}
