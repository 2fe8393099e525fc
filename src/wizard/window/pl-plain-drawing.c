// SPDX-License-Identifier: GPL-3.0-or-later
/* A form has nothing to do for a graphics card, and loading the card's driver takes longer than all the
 * rest of the start: without it the window is there in half the time, and every machine shows what the
 * tests have looked at.
 *
 * GTK 4.8 knows no call for this, only the environment, which it reads once: the display's part when it
 * is opened, the renderer's when the first window appears. Programs that we open, such as a browser,
 * would inherit it; so it is taken back afterwards. */
#include "wizard/window/pl-plain-drawing.h"

#include <gtk/gtk.h>

typedef struct
{
  const char *name;
  const char *value;
  guint since; /* the first minor version of GTK 4 that knows it */
  guint until; /* the first that does not */
} Variable;

static const Variable variables[] = {
  { "GSK_RENDERER", "cairo", 0, G_MAXUINT },
  { "GDK_DEBUG", "gl-disable", 0, 16 },
  { "GDK_DISABLE", "gl,vulkan", 16, G_MAXUINT },
};

static gboolean set[G_N_ELEMENTS (variables)];

/* Whoever says how GTK is to draw is obeyed. */
static gboolean
has_been_chosen (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i].name);

      if (value != NULL && !g_str_equal (value, variables[i].value))
        return TRUE;
    }
  return FALSE;
}

/**
 * pl_plain_drawing_choose:
 *
 * Lets GTK draw without the graphics card, unless the environment says otherwise. Called in main(),
 * before GTK and while there is one thread.
 */
void
pl_plain_drawing_choose (void)
{
  guint minor = gtk_get_minor_version ();

  if (has_been_chosen ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    if (minor >= variables[i].since && minor < variables[i].until &&
        g_getenv (variables[i].name) == NULL)
      set[i] = g_setenv (variables[i].name, variables[i].value, TRUE);
}

/* Other threads run by now; removing moves the pointers of the environment and frees nothing. */
static gboolean
forget_cb (gpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    if (set[i])
      g_unsetenv (variables[i].name);
  return G_SOURCE_REMOVE;
}

static void
started_cb (GApplication *application)
{
  /* The window that is asked for appears first. */
  g_idle_add_full (G_PRIORITY_LOW, forget_cb, NULL, NULL);
}

/**
 * pl_plain_drawing_forget_after_start:
 *
 * Takes back what pl_plain_drawing_choose() has put into the environment, once @application has
 * started and shown what it was asked for.
 */
void
pl_plain_drawing_forget_after_start (GApplication *application)
{
  g_signal_connect (application, "startup", G_CALLBACK (started_cb), NULL);
}
