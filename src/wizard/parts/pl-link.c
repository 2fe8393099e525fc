// SPDX-License-Identifier: GPL-3.0-or-later
/* Opening a web page, and what is said where that does not work. */
#include "wizard/parts/pl-link.h"

#include "wizard/parts/pl-question.h"

#include <glib/gi18n.h>

typedef struct
{
  GWeakRef window; /* GtkWindow; it may be closed meanwhile */
  char *url; /* owned */
} Link;

static void
link_free (gpointer data)
{
  Link *link = data;

  g_weak_ref_clear (&link->window);
  g_free (link->url);
  g_free (link);
}

static void
answered_cb (PlQuestion *question, gboolean copy, gpointer data)
{
  Link *link = data;

  if (copy)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (question)), link->url);
}

static void
forget_cb (gpointer data, GClosure *closure)
{
  link_free (data);
}

/* @link: (transfer full):
 * The page may be all that the person needs now: it can be reached in another way. */
static void
say_refused (GtkWindow *window, Link *link)
{
  PlQuestion *question =
      pl_question_new (window,
                       /* Translators: heading: a button was to open a web page */
                       _ ("The page did not open"),
                       /* Translators: below it; the page's address follows */
                       _ ("This computer has started no program for web pages. Open the address "
                          "yourself, on another device if you like."),
                       /* Translators: button that closes a small window */
                       _ ("_Close"),
                       /* Translators: button: puts the address of a web page on the clipboard */
                       _ ("Copy the address"));

  pl_question_set_harmless (question);
  pl_question_set_value (question, link->url);
  g_signal_connect_data (question, "answered", G_CALLBACK (answered_cb), link, forget_cb, 0);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Link *link = data;
  g_autoptr (GtkWindow) window = g_weak_ref_get (&link->window);
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (window, result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && window != NULL &&
      gtk_widget_get_visible (GTK_WIDGET (window)))
    say_refused (window, link);
  else
    link_free (link);
}

/**
 * pl_link_open:
 * @window: the one with the button that was pressed
 *
 * Opens a page in the browser. Where the desktop refuses, a window says so and has the address.
 */
void
pl_link_open (GtkWindow *window, const char *url)
{
  Link *link = g_new0 (Link, 1);

  g_weak_ref_init (&link->window, window);
  link->url = g_strdup (url);
  gtk_show_uri_full (window, url, GDK_CURRENT_TIME, NULL, opened_cb, link);
}
