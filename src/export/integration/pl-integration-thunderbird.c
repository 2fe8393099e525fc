// SPDX-License-Identifier: GPL-3.0-or-later
/* Thunderbird's add-on: the archive in the profile in use, and the file by which Thunderbird finds the
 * program that the add-on may start (XREUserNativeManifests: ~/.mozilla, not ~/.thunderbird). */
#include "export/integration/pl-integration-private.h"

#include "base/pl-json.h"
#include "base/pl-program.h"
#include "export/frame/pl-export-error.h"
#include "export/thunderbird/pl-export-thunderbird-private.h"

#include <glib/gi18n.h>

#define HOST "org.postlotse.thunderbird"
#define PROGRAM "postlotse-thunderbird-host"

static char *
find_manifest (void)
{
  return g_build_filename (g_get_home_dir (), ".mozilla", "native-messaging-hosts", HOST ".json",
                           NULL);
}

static GBytes *
make_manifest (void)
{
  static const char *const allowed[] = { PL_THUNDERBIRD_ADDON, NULL };
  g_autofree char *program = pl_program_find (PROGRAM, PL_LIBEXECDIR);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *json = NULL;

  json_builder_begin_object (builder);
  pl_json_add_string (builder, "name", HOST);
  pl_json_add_string (builder, "description", "Postlotse");
  pl_json_add_string (builder, "path", program);
  pl_json_add_string (builder, "type", "stdio");
  pl_json_add_strv (builder, "allowed_extensions", allowed);
  json_builder_end_object (builder);
  json = pl_json_finish (builder, TRUE);
  return g_bytes_new (json, strlen (json));
}

static char *
find_addon (PlExportPlace *place)
{
  return g_build_filename (pl_export_place_get_path (place), "extensions",
                           PL_THUNDERBIRD_ADDON ".xpi", NULL);
}

static gboolean
is_better (PlExportPlace *place, PlExportPlace *chosen)
{
  if (chosen == NULL || pl_export_place_get_state (chosen) == PL_EXPORT_PLACE_UNUSABLE)
    return TRUE;
  return pl_export_place_get_preferred (place);
}

/* The profile in use. In a sandbox it could not start our program. */
static PlExportPlace *
choose_place (GPtrArray *places)
{
  PlExportPlace *chosen = NULL;

  for (guint i = 0; i < places->len; i++)
    {
      PlExportPlace *place = places->pdata[i];

      if (pl_export_place_get_packaging (place) == PL_PACKAGING_NATIVE &&
          pl_export_place_get_path (place) != NULL && is_better (place, chosen))
        chosen = place;
    }
  return chosen;
}

/* Returns: TRUE where there is nothing to say but that it was never started here */
static gboolean
check_sandboxed (GPtrArray *places, GError **error)
{
  gboolean sandboxed = places->len > 0;

  for (guint i = 0; i < places->len; i++)
    sandboxed =
        sandboxed && pl_export_place_get_packaging (places->pdata[i]) != PL_PACKAGING_NATIVE;
  if (!sandboxed)
    return TRUE;

  g_set_error_literal (
      error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DECLINED,
      /* Translators: why there can be no entry in Thunderbird's menu; the command in
                        * quotes stays */
      _ ("This Thunderbird runs in a sandbox (Flatpak or Snap) and cannot start "
         "Postlotse. Hand accounts over with “postlotse export --to thunderbird”."));
  return FALSE;
}

static char *
say_installed (PlExportPlace *place, gboolean changed)
{
  const char *profile = pl_export_place_get_title (place);

  if (changed)
    return g_strdup_printf (
        /* Translators: %s is a profile; the words in quotes are Thunderbird's own, as it has them in
         * your language */
        _ ("The add-on “Postlotse” is in %s. Restart Thunderbird, press its menu button (☰), then "
           "“Postlotse added to Thunderbird”, then “Enable”."),
        profile);
  if (!pl_thunderbird_has_addon (place))
    return g_strdup_printf (
        /* Translators: %s is a profile; the words in quotes are Thunderbird's own, as it has them in
         * your language */
        _ ("The add-on “Postlotse” is in %s already, but not switched on. Restart Thunderbird, "
           "press its menu button (☰), then “Add-ons and Themes”, and switch it on there."),
        profile);

  return g_strdup_printf (
      /* Translators: %s is a profile of Thunderbird */
      _ ("The add-on “Postlotse” is in %s already."), profile);
}

/* The one that is really in use may be one that cannot have it. */
static void
warn_of_sandboxed (GPtrArray *places, GPtrArray *told)
{
  for (guint i = 0; i < places->len; i++)
    if (pl_export_place_get_preferred (places->pdata[i]) &&
        pl_export_place_get_packaging (places->pdata[i]) != PL_PACKAGING_NATIVE)
      g_ptr_array_add (
          told,
          g_strdup_printf (
              /* Translators: %s is a mail program with how it was installed; the command in quotes stays */
              _ ("%s, which was used last, runs in a sandbox and cannot have the entry. Hand accounts over "
                 "to it with “postlotse export --to thunderbird”."),
              pl_export_place_get_title (places->pdata[i])));
}

static char *
say_where (void)
{
  /* Translators: an entry in a mail program's menu; the same as in its add-on */
  const char *entry = _ ("Add Account (Postlotse)…");

  return g_strdup_printf (
      /* Translators: %s is the entry; the word in quotes is a menu of Thunderbird */
      _ ("“%s” is then in the menu “Tools”."), entry);
}

static gboolean
install (PlExportPlace *named, GPtrArray *told, GError **error)
{
  g_autoptr (GPtrArray) places = pl_integration_find_places (&pl_integration_thunderbird, named);
  PlExportPlace *place = choose_place (places);
  g_autofree char *manifest = find_manifest ();
  g_autofree char *addon = NULL;
  g_autoptr (GBytes) manifest_contents = make_manifest ();
  g_autoptr (GBytes) addon_contents = pl_integration_look_up ("thunderbird.xpi");
  gboolean changed = FALSE;

  if (place == NULL)
    return check_sandboxed (places, error);

  addon = find_addon (place);
  if (!pl_integration_write_file (addon, addon_contents, &changed, error) ||
      !pl_integration_write_file (manifest, manifest_contents, &changed, error))
    return FALSE;
  g_ptr_array_add (told, say_installed (place, changed));
  g_ptr_array_add (told, say_where ());
  warn_of_sandboxed (places, told);
  return TRUE;
}

static gboolean
remove_from (GPtrArray *places, gboolean *removed, GError **error)
{
  for (guint i = 0; i < places->len; i++)
    {
      g_autofree char *addon = NULL;

      if (pl_export_place_get_path (places->pdata[i]) == NULL)
        continue;
      addon = find_addon (places->pdata[i]);
      if (!pl_integration_remove_file (addon, removed, error))
        return FALSE;
    }
  return TRUE;
}

/* The file that names our program serves all profiles. */
static gboolean
is_needed_elsewhere (PlExportPlace *named)
{
  g_autoptr (GPtrArray) places = pl_export_find_places (&pl_export_thunderbird, NULL);

  for (guint i = 0; i < places->len; i++)
    {
      const char *path = pl_export_place_get_path (places->pdata[i]);
      g_autofree char *addon = path != NULL ? find_addon (places->pdata[i]) : NULL;

      if (addon != NULL && g_strcmp0 (path, pl_export_place_get_path (named)) != 0 &&
          g_file_test (addon, G_FILE_TEST_EXISTS))
        return TRUE;
    }
  return FALSE;
}

static char *
say_removed (PlExportPlace *named, gboolean removed)
{
  if (removed)
    /* Translators: of the add-on in Thunderbird */
    return g_strdup (_ ("Removed. Thunderbird forgets the add-on at its next start."));
  if (named == NULL)
    /* Translators: of the add-on in Thunderbird */
    return g_strdup (_ ("Nothing of Postlotse is in Thunderbird."));
  /* Translators: %s is a mail program with its profile */
  return g_strdup_printf (_ ("Nothing of Postlotse is in %s."), pl_export_place_get_title (named));
}

static gboolean
remove_addon (PlExportPlace *named, GPtrArray *told, GError **error)
{
  g_autoptr (GPtrArray) places = pl_integration_find_places (&pl_integration_thunderbird, named);
  g_autofree char *manifest = find_manifest ();
  gboolean removed = FALSE;

  if (named == NULL && !pl_integration_remove_file (manifest, &removed, error))
    return FALSE;
  if (!remove_from (places, &removed, error))
    return FALSE;
  if (removed && named != NULL && !is_needed_elsewhere (named) &&
      !pl_integration_remove_file (manifest, &removed, error))
    return FALSE;

  g_ptr_array_add (told, say_removed (named, removed));
  return TRUE;
}

const PlIntegration pl_integration_thunderbird = {
  .target = &pl_export_thunderbird,
  .install = install,
  .remove = remove_addon,
};
