// SPDX-License-Identifier: GPL-3.0-or-later
/* Started by the bus in a session without a screen: callers are told so, instead of waiting until the
 * bus gives up. */
#include "wizard/window/pl-no-display.h"

#include "service/pl-launch-service.h"

#include <gio/gio.h>

/**
 * pl_no_display_is_service:
 * @arguments: (array zero-terminated=1): of the program
 *
 * Returns: whether the bus has started us
 */
gboolean
pl_no_display_is_service (char **arguments)
{
  return g_strv_contains ((const char *const *) arguments, "--gapplication-service");
}

/* What runs until nobody asks any more. */
typedef struct
{
  GMainLoop *loop; /* owned */
  PlLaunchService *service; /* owned */
} Refusal;

/* Before the name is there, so that the first call finds it. */
static void
connected_cb (GDBusConnection *connection, const char *name, gpointer data)
{
  pl_launch_service_export (((Refusal *) data)->service, connection, NULL);
}

static void
lost_cb (GDBusConnection *connection, const char *name, gpointer data)
{
  g_main_loop_quit (((Refusal *) data)->loop);
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

/**
 * pl_no_display_run:
 *
 * Answers every call with org.postlotse.Error.NoDisplay, for a while.
 *
 * Returns: the program's exit status
 */
int
pl_no_display_run (void)
{
  Refusal refusal = { g_main_loop_new (NULL, FALSE), pl_launch_service_new (NULL, NULL) };
  guint owner = g_bus_own_name (G_BUS_TYPE_SESSION, PL_APPLICATION_ID, G_BUS_NAME_OWNER_FLAGS_NONE,
                                connected_cb, NULL, lost_cb, &refusal, NULL);

  g_timeout_add (PL_LAUNCH_IDLE_MS, quit_cb, refusal.loop);
  g_main_loop_run (refusal.loop);
  g_bus_unown_name (owner);
  g_object_unref (refusal.service);
  g_main_loop_unref (refusal.loop);
  return 0;
}
