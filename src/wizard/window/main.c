// SPDX-License-Identifier: GPL-3.0-or-later
/* postlotse-wizard */
#include "base/pl-locale.h"
#include "base/pl-program.h"
#include "base/pl-secret.h"
#include "service/pl-launch-spawn.h"
#include "wizard/window/pl-application.h"
#include "wizard/window/pl-no-display.h"
#include "wizard/window/pl-plain-drawing.h"

#include <gtk/gtk.h>

/* A program waits for the result, or the command line will be refused in a moment. */
static gboolean
is_spawned (char **argv)
{
  for (char **argument = argv + 1; *argument != NULL; argument++)
    if (g_str_has_prefix (*argument, "--output"))
      return TRUE;

  return FALSE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GApplication) application = NULL;
  int status;

  pl_program_occupy_standard_descriptors ();
  if (is_spawned (argv))
    pl_launch_spawn_hold_signals ();
  pl_secret_protect_process ();
  pl_locale_init ();
  gtk_disable_setlocale (); /* it would undo the line above */
  pl_plain_drawing_choose ();
  /* Pango reads the list of fonts on a thread of its own: begun now, it is there by the time the
   * first word is drawn, and nobody waits for it. */
  pango_cairo_font_map_get_default ();
  if (pl_no_display_is_service (argv) && !gtk_init_check ())
    return pl_no_display_run ();

  application = pl_application_new ();
  pl_plain_drawing_forget_after_start (application);
  status = g_application_run (application, argc, argv);
  return status != 0 ? status : pl_application_get_exit_status (PL_APPLICATION (application));
}
