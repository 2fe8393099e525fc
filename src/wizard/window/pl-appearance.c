// SPDX-License-Identifier: GPL-3.0-or-later
/* Our stylesheet, and which of its two palettes a window needs. */
#include "wizard/window/pl-appearance.h"

#include "wizard/window/pl-portal-look.h"

/* The word that themes for high contrast have in their names. */
static const char *const contrast_words[] = { "highcontrast", "high-contrast", "-hc" };

/**
 * pl_appearance_install:
 *
 * Once for each display: our stylesheet, and the desktop's wishes as they come.
 */
void
pl_appearance_install (GdkDisplay *display)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/postlotse/Postlotse/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  pl_portal_look_follow (gtk_settings_get_for_display (display));
}

static void
set_class (GtkWidget *widget, const char *name, gboolean wanted)
{
  if (wanted)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static gboolean
is_high_contrast (const char *theme)
{
  g_autofree char *name = g_ascii_strdown (theme != NULL ? theme : "", -1);

  for (guint i = 0; i < G_N_ELEMENTS (contrast_words); i++)
    if (g_strrstr (name, contrast_words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* A theme is dark when its text is light: that holds for every theme, whatever it is called. */
static void
update (GtkWidget *window)
{
  GtkSettings *settings = gtk_widget_get_settings (window);
  GtkStyleContext *style = gtk_widget_get_style_context (window);
  g_autofree char *theme = NULL;
  GdkRGBA text;

  g_object_get (settings, "gtk-theme-name", &theme, NULL);
  gtk_style_context_get_color (style, &text);
  set_class (window, "dark", 0.3f * text.red + 0.59f * text.green + 0.11f * text.blue > 0.5f);
  set_class (window, "contrast",
             is_high_contrast (theme) || is_high_contrast (g_getenv ("GTK_THEME")));
}

static gboolean
update_cb (gpointer window)
{
  update (window);
  return G_SOURCE_REMOVE;
}

/* The theme's colours are there only after it was loaded. */
static void
theme_changed_cb (GtkWidget *window)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, update_cb, g_object_ref (window), g_object_unref);
}

/**
 * pl_appearance_follow:
 *
 * Gives @window the style classes `dark` and `contrast` while the theme is that.
 */
void
pl_appearance_follow (GtkWidget *window)
{
  GtkSettings *settings = gtk_widget_get_settings (window);

  gtk_widget_add_css_class (window, "postlotse");
  g_signal_connect_object (settings, "notify::gtk-theme-name", G_CALLBACK (theme_changed_cb),
                           window, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-application-prefer-dark-theme",
                           G_CALLBACK (theme_changed_cb), window, G_CONNECT_SWAPPED);
  update (window);
}
