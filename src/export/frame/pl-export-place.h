// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PlExportTarget PlExportTarget;

/* How a mail program came onto this computer */
typedef enum
{
  PL_PACKAGING_NATIVE, /* a package of the distribution, or unpacked by hand */
  PL_PACKAGING_FLATPAK,
  PL_PACKAGING_SNAP,
} PlPackaging;

const char *pl_packaging_to_nick (PlPackaging packaging);

/**
 * PlExportPlaceState:
 * @PL_EXPORT_PLACE_READY: can be written now
 * @PL_EXPORT_PLACE_RUNNING: the program runs on it: wait for its end, or take the import file
 * @PL_EXPORT_PLACE_UNUSABLE: cannot be written; pl_export_place_get_problem() says why
 *
 * As it was when the place was found.
 */
typedef enum
{
  PL_EXPORT_PLACE_READY,
  PL_EXPORT_PLACE_RUNNING,
  PL_EXPORT_PLACE_UNUSABLE,
} PlExportPlaceState;

const char *pl_export_place_state_to_nick (PlExportPlaceState state);

/**
 * PlExportPlaceFields:
 * @target: static
 * @title: what a person calls it, unique among the places found: “Thunderbird”, “Thunderbird
 *   (Flatpak), profile “work””
 * @profile: (nullable): the program's own name for the profile
 * @path: (nullable): the profile's folder; %NULL where there is none yet
 * @preferred: the one that is really in use, for at most one place of a target
 * @problem: (nullable): a sentence, with %PL_EXPORT_PLACE_UNUSABLE
 *
 * The parts of a #PlExportPlace, as arguments with names.
 */
typedef struct
{
  const PlExportTarget *target;
  const char *title;
  const char *profile;
  const char *path;
  PlPackaging packaging;
  PlExportPlaceState state;
  gboolean preferred;
  const char *problem;
} PlExportPlaceFields;

/**
 * PlExportPlace:
 *
 * One profile of one installed mail program: where an account can go; immutable.
 */
#define PL_TYPE_EXPORT_PLACE (pl_export_place_get_type ())
G_DECLARE_FINAL_TYPE (PlExportPlace, pl_export_place, PL, EXPORT_PLACE, GObject)

PlExportPlace *pl_export_place_new (const PlExportPlaceFields *fields);

const PlExportTarget *pl_export_place_get_target (PlExportPlace *place);
const char *pl_export_place_get_title (PlExportPlace *place);
const char *pl_export_place_get_profile (PlExportPlace *place);
const char *pl_export_place_get_path (PlExportPlace *place);
PlPackaging pl_export_place_get_packaging (PlExportPlace *place);
PlExportPlaceState pl_export_place_get_state (PlExportPlace *place);
gboolean pl_export_place_get_preferred (PlExportPlace *place);
const char *pl_export_place_get_problem (PlExportPlace *place);

G_END_DECLS
