// SPDX-License-Identifier: GPL-3.0-or-later
/* The window of another program as parent of ours. GTK 4 has no windows of other programs, so the
 * windowing system is told directly. What cannot be done leaves a window without a parent: a handle may
 * be of the other system (the caller on XWayland, we on Wayland), of a window that is closed by now, or
 * made up. */
#include "wizard/window/pl-parent-window.h"

#include <string.h>

#ifdef GDK_WINDOWING_X11
#include <gdk/x11/gdkx.h>
#endif
#ifdef GDK_WINDOWING_WAYLAND
#include <gdk/wayland/gdkwayland.h>
#endif

#define X11_PREFIX "x11:"
#define WAYLAND_PREFIX "wayland:"

#ifdef GDK_WINDOWING_X11
/* Whether @handle, as another program gives it, is `x11:` and the number of a window: 29 bits in
 * hexadecimal digits. */
static gboolean
parse_xid (const char *handle, gulong *xid)
{
  guint64 number = 0;

  if (!g_str_has_prefix (handle, X11_PREFIX) ||
      !g_ascii_string_to_unsigned (handle + strlen (X11_PREFIX), 16, 1, 0x1fffffff, &number, NULL))
    return FALSE;

  *xid = (gulong) number;
  return TRUE;
}

/* Whether there is such a window, and not only the screen itself. No error comes from the hint for one
 * that there is not. */
static gboolean
is_window (Display *display, Window xid)
{
  XWindowAttributes attributes;

  return XGetWindowAttributes (display, xid, &attributes) != 0 && attributes.root != xid;
}

static void
set_x11_parent (GdkSurface *surface, gulong xid)
{
  GdkDisplay *display = gdk_surface_get_display (surface);
  Display *x_display = gdk_x11_display_get_xdisplay (display);

  gdk_x11_display_error_trap_push (display);
  if (is_window (x_display, xid))
    XSetTransientForHint (x_display, gdk_x11_surface_get_xid (surface), xid);
  gdk_x11_display_error_trap_pop_ignored (display);
}
#endif

/* The surface is there and not yet shown. */
static void
realize_cb (GtkWidget *window, char *handle)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

#ifdef GDK_WINDOWING_X11
  gulong xid;

  if (GDK_IS_X11_SURFACE (surface) && parse_xid (handle, &xid))
    set_x11_parent (surface, xid);
#endif
#ifdef GDK_WINDOWING_WAYLAND
  /* A handle that is not known is no error here: the compositor lets go of it. */
  if (GDK_IS_WAYLAND_TOPLEVEL (surface) && g_str_has_prefix (handle, WAYLAND_PREFIX))
    gdk_wayland_toplevel_set_transient_for_exported (GDK_TOPLEVEL (surface),
                                                     handle + strlen (WAYLAND_PREFIX));
#endif
}

static void
free_handle (gpointer handle, GClosure *closure)
{
  g_free (handle);
}

/**
 * pl_parent_window_set:
 * @window: not realized yet
 * @handle: (nullable): `x11:HEX` or `wayland:HANDLE`
 * @modal: whether @window is modal to it
 */
void
pl_parent_window_set (GtkWindow *window, const char *handle, gboolean modal)
{
  if (handle == NULL || *handle == '\0')
    return;

  gtk_window_set_modal (window, modal);
  g_signal_connect_data (window, "realize", G_CALLBACK (realize_cb), g_strdup (handle), free_handle,
                         G_CONNECT_AFTER);
}
