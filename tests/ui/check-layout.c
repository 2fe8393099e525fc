// SPDX-License-Identifier: GPL-3.0-or-later
/* Shows every page and some findings in narrow and wide windows, light and dark, in high contrast and
 * with large text, saves a picture of each, and fails on every label that is cut: ellipsised, higher
 * than its place, or beyond the window's edge. TAP; one language a run. Arguments: the folder for the
 * pictures, and
 * that with the evidence of every cause. */
#include "check-layout.h"

#include "base/pl-locale.h"
#include "net/pl-network.h"
#include "practice/pl-practice.h"
#include "wizard/check/pl-explain-window.h"
#include "wizard/check/pl-finding-card.h"
#include "wizard/check/pl-finding-list.h"
#include "wizard/parts/pl-disclosure.h"
#include "wizard/parts/pl-page.h"
#include "wizard/parts/pl-question.h"
#include "wizard/window/pl-appearance.h"
#include "wizard/window/pl-wizard-window.h"

#include <glib/gstdio.h>

/* How each state is looked at: as light and dark, with text of twice the size and in high contrast; from
 * the narrowest window to a wide one. In an order that changes the theme seldom, which is what takes long. */
static const struct
{
  const char *look;
  int width;
} looks[] = {
  { "light", 360 }, { "light", 900 },    { "dark", 900 },   { "dark", 360 },
  { "large", 720 }, { "contrast", 900 }, { "light", 1600 },
};

/* Practice accounts whose finding is looked at, one of each kind: besides the two that are looked at in
 * all ways. */
static const char *const cards[] = {
  "app-password-required", "insecure-connection", "certificate-self-signed", "wrong-password",
  "smtp-disabled",         "imap-disabled",       "needs-implicit-tls",      "sender-rejected",
};

PlNetwork *network;
static const char *folder;
static guint n_tests;
static guint n_faults;

/* Without a compositor, GTK draws a frame of some pixels inside the window. */
static gboolean
has_width (GtkWidget *window, gpointer width)
{
  int missing = GPOINTER_TO_INT (width) - gtk_widget_get_width (window);

  return missing >= 0 && missing <= 16;
}

/* --- Finding widgets --- */

static void
find_all (GtkWidget *widget, Wanted wanted, GtkWidget **last)
{
  if (gtk_widget_get_mapped (widget) && wanted (widget, NULL))
    *last = widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_all (child, wanted, last);
}

static GtkWidget *
find_last (GtkWidget *widget, Wanted wanted)
{
  GtkWidget *last = NULL;

  find_all (widget, wanted, &last);
  return last;
}

GtkWidget *
find (GtkWidget *widget, Wanted wanted, gpointer data)
{
  if (gtk_widget_get_mapped (widget) && wanted (widget, data))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, wanted, data);

      if (found != NULL)
        return found;
    }
  return NULL;
}

gboolean
is_disclosure (GtkWidget *widget, gpointer data)
{
  return PL_IS_DISCLOSURE (widget);
}

gboolean
is_page (GtkWidget *widget, gpointer data)
{
  return PL_IS_PAGE (widget);
}

static gboolean
is_finding_list (GtkWidget *widget, gpointer data)
{
  return PL_IS_FINDING_LIST (widget);
}

/* The words of the server, the log and the rest behind a finding. */
static gboolean
is_details (GtkWidget *widget, gpointer data)
{
  return PL_IS_DISCLOSURE (widget) &&
         gtk_widget_get_ancestor (widget, PL_TYPE_FINDING_CARD) != NULL;
}

static gboolean
is_adjustable (GtkWidget *widget, gpointer data)
{
  return GTK_IS_SCROLLED_WINDOW (widget);
}

/* --- The look at one window --- */

void
complain (const char *name, GtkWidget *widget, const char *what)
{
  n_faults++;
  g_print ("# %s: %s: “%s”\n", name, what,
           GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget))
                                 : G_OBJECT_TYPE_NAME (widget));
}

/* Where a word is longer than a line, Pango cuts it with a hyphen: in the name of a server or in an
 * address, that would seem to be part of it. */
static gboolean
has_false_hyphen (PangoLayout *layout)
{
  for (GSList *line = pango_layout_get_lines_readonly (layout); line != NULL; line = line->next)
    for (GSList *run = ((PangoLayoutLine *) line->data)->runs; run != NULL; run = run->next)
      if (((PangoGlyphItem *) run->data)->item->analysis.flags & PANGO_ANALYSIS_FLAG_NEED_HYPHEN)
        return TRUE;
  return FALSE;
}

static void
check_label (const char *name, GtkWidget *widget)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (widget));
  PangoRectangle text;

  pango_layout_get_pixel_extents (layout, NULL, &text);
  if (pango_layout_is_ellipsized (layout))
    complain (name, widget, "ellipsised");
  if (text.height > gtk_widget_get_height (widget) + 1)
    complain (name, widget, "higher than its place");
  if (text.width > gtk_widget_get_width (widget) + 1)
    complain (name, widget, "wider than its place");
  if (has_false_hyphen (layout))
    complain (name, widget, "has a hyphen that is not in its text");
}

static void
check_widgets (const char *name, GtkWidget *widget, GtkWidget *window)
{
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (widget) || GTK_IS_TEXT (widget))
    return;

  if (GTK_IS_LABEL (widget))
    check_label (name, widget);
  if ((GTK_IS_LABEL (widget) || GTK_IS_BUTTON (widget)) &&
      gtk_widget_compute_bounds (widget, window, &bounds) &&
      (bounds.origin.x < -0.5f ||
       bounds.origin.x + bounds.size.width > (float) gtk_widget_get_width (window) + 0.5f))
    complain (name, widget, "beyond the window's edge");

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_widgets (name, child, window);
}

/* Two labels with the same mnemonic: the key would only move the focus between them. */
static void
check_mnemonics (const char *name, GtkWidget *widget, GHashTable *seen)
{
  guint key = GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
                  ? gtk_label_get_mnemonic_keyval (GTK_LABEL (widget))
                  : GDK_KEY_VoidSymbol;

  /* 0: underlines are looked for, but there is none. */
  if (key != GDK_KEY_VoidSymbol && key != 0 && !g_hash_table_add (seen, GUINT_TO_POINTER (key)))
    complain (name, widget, "has a mnemonic that another label has");

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_mnemonics (name, child, seen);
}

static void
save_picture (const char *name, GtkWidget *window, GtkWidget *part)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (part);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *file = g_strdup_printf ("%s/%s.png", folder, name);

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (part),
                          gtk_widget_get_height (part));
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  if (!gdk_texture_save_to_png (texture, file))
    {
      n_faults++;
      g_print ("# %s could not be written\n", file);
    }
}

/* A field that has the focus is seen, all of it: on every page, in every width and with text of every size. */
static void
check_focus (const char *name, GtkWidget *window)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  GtkWidget *pane = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_VIEWPORT) : NULL;
  GtkWidget *page = focus != NULL ? gtk_widget_get_ancestor (focus, PL_TYPE_PAGE) : NULL;
  graphene_rect_t bounds;

  if (pane == NULL || page == NULL || !GTK_IS_TEXT (focus) || !gtk_widget_get_mapped (focus))
    return;
  focus = gtk_widget_get_parent (focus);
  if (gtk_widget_compute_bounds (focus, pane, &bounds) &&
      (bounds.origin.y < -0.5f ||
       bounds.origin.y + bounds.size.height > (float) gtk_widget_get_height (pane) + 0.5f))
    complain (name, focus, "has the focus and is not in view");
}

static void
scroll_to_end (GtkWidget *window)
{
  GtkWidget *page = find (window, is_page, NULL);
  GtkWidget *scrolled = page != NULL ? find (page, is_adjustable, NULL) : NULL;
  GtkAdjustment *adjustment;

  if (scrolled == NULL)
    return;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
}

/* Each setting that is set anew has GTK read its theme again, also where it was the same. */
static void
set_look (GtkWidget *window, const char *look)
{
  GtkSettings *settings = gtk_widget_get_settings (window);
  gboolean dark = g_str_equal (look, "dark"), was_dark = FALSE;
  const char *theme = g_str_equal (look, "contrast") ? "HighContrast" : "Default";
  int dpi = (g_str_equal (look, "large") ? 192 : 96) * 1024, old_dpi = 0;
  g_autofree char *old_theme = NULL;

  g_object_get (settings, "gtk-application-prefer-dark-theme", &was_dark, "gtk-theme-name",
                &old_theme, "gtk-xft-dpi", &old_dpi, NULL);
  if (dark != was_dark)
    g_object_set (settings, "gtk-application-prefer-dark-theme", dark, NULL);
  if (g_strcmp0 (theme, old_theme) != 0)
    g_object_set (settings, "gtk-theme-name", theme, NULL);
  if (dpi != old_dpi)
    g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

/* Another width has another height: what came of it is shown as it is when it comes. */
static void
show_again (GtkWidget *window)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  GtkWidget *list = find (window, is_finding_list, NULL);

  if (list != NULL && focus != NULL && gtk_widget_is_ancestor (focus, list))
    pl_finding_list_focus (PL_FINDING_LIST (list));
  settle (window);
}

/**
 * look_at_part:
 * @part: all that is in the picture
 *
 * One look at one window.
 */
void
look_at_part (const char *state, GtkWidget *window, GtkWidget *part, const char *theme, int width)
{
  const char *language = g_getenv ("LANGUAGE");
  g_autofree char *name =
      g_strdup_printf ("%s-%s-%s-%d", state, language != NULL ? language : "en", theme, width);
  g_autoptr (GHashTable) keys = g_hash_table_new (NULL, NULL);
  guint before = n_faults;

  set_look (window, theme);
  if (!gtk_window_get_modal (GTK_WINDOW (window)))
    {
      gtk_window_set_default_size (GTK_WINDOW (window), width, 760);
      if (!wait_until (window, has_width, GINT_TO_POINTER (width)))
        complain (name, window, "does not take that width");
    }
  settle (window);
  show_again (window);
  check_widgets (name, window, window);
  check_mnemonics (name, window, keys);
  if (!g_str_has_suffix (state, "-end"))
    check_focus (name, window);
  if (g_str_has_suffix (state, "-end"))
    {
      scroll_to_end (window);
      settle (window);
    }
  save_picture (name, window, part);
  g_print ("%s %u - %s\n", before == n_faults ? "ok" : "not ok", ++n_tests, name);
}

void
look (const char *state, GtkWidget *window, const char *theme, int width)
{
  look_at_part (state, window, window, theme, width);
}

void
look_at (const char *state, GtkWidget *window)
{
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    look (state, window, looks[i].look, looks[i].width);
}

/* Where only words differ from a state that was looked at in all ways. */
static void
look_at_words (const char *state, GtkWidget *window)
{
  for (guint i = 0; i < 5; i++)
    look (state, window, looks[i].look, looks[i].width);
}

/* --- The states --- */

GtkWidget *
open_window (PlSetup *setup, const char *account)
{
  GtkWidget *window = pl_wizard_window_new (NULL, setup);

  if (account != NULL)
    pl_wizard_window_set_practice (PL_WIZARD_WINDOW (window), account);
  gtk_window_present (GTK_WINDOW (window));
  wait_until (window, is_mapped, NULL);
  return window;
}

void
close_window (GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
look_at_account (void)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  GtkWidget *window = open_window (setup, NULL);

  look_at ("account-empty", window);
  pl_wizard_window_set_practice (PL_WIZARD_WINDOW (window), NULL);
  look_at_words ("account-practice", window);
  close_window (window);
}

static void
look_at_entries (void)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  GtkWidget *window = open_window (setup, NULL);

  /* What is missing is said when one wants to go on. */
  gtk_widget_activate_action (window, "wizard.forward", NULL);
  look_at ("account-missing", window);
  pl_setup_set_address (setup, "anna.muster@gmx.de");
  look_at ("account-recognised", window);
  close_window (window);
}

static void
look_at_servers (void)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  GtkWidget *window = open_window (setup, "needs-implicit-tls");
  PlServerFields fields;

  pl_page_go_to (PL_PAGE (find (window, is_page, NULL)), "servers");
  settle (window);
  /* The contradiction of this account is said beside the fields; and once without encryption. */
  look_at ("servers", window);
  pl_server_settings_peek_fields (pl_setup_get_server (setup, PL_DIRECTION_OUTGOING), &fields);
  fields.security = PL_SECURITY_NONE;
  pl_setup_set_has_sending_password (setup, TRUE);
  pl_setup_set_server (setup, &fields, NULL);
  pl_disclosure_set_expanded (PL_DISCLOSURE (find (window, is_disclosure, NULL)), TRUE);
  look_at ("servers-end", window);
  close_window (window);
}

static GtkWidget *
open_finding (PlSetup *setup, const char *account, const char *state)
{
  GtkWidget *window = open_window (setup, account);

  gtk_widget_activate_action (window, "wizard.forward", NULL);
  if (!wait_until (window, is_checked, setup))
    complain (state, window, "the check does not end");
  settle (window);
  return window;
}

static void
look_at_card (const char *account)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  g_autofree char *state = g_strdup_printf ("finding-%s", account);
  GtkWidget *window = open_finding (setup, account, state);

  look_at_words (state, window);
  close_window (window);
}

static void
look_at_finding (const char *account)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  g_autofree char *state = g_strdup_printf ("finding-%s", account);
  g_autofree char *details = g_strdup_printf ("finding-%s-details", account);
  GtkWidget *window = open_finding (setup, account, state);
  GtkWidget *card;
  GtkWidget *disclosure = find_last (window, is_details);

  look_at (state, window);
  if (disclosure == NULL)
    {
      complain (details, window, "no finding is open");
      return;
    }
  pl_disclosure_set_expanded (PL_DISCLOSURE (disclosure), TRUE);
  card = gtk_widget_get_ancestor (disclosure, PL_TYPE_FINDING_CARD);
  settle (window);
  for (guint i = 0; i < 5; i++)
    look_at_part (details, window, card, looks[i].look, looks[i].width);
  close_window (window);
}

static gboolean
is_question (GtkWidget *widget, gpointer data)
{
  return PL_IS_QUESTION (widget);
}

/* The question before something is lost. */
static void
look_at_question (GtkWidget *window)
{
  g_autoptr (GList) windows = NULL;

  gtk_window_close (GTK_WINDOW (window));
  settle (window);
  windows = gtk_window_list_toplevels ();
  for (GList *l = windows; l != NULL; l = l->next)
    if (is_question (l->data, NULL))
      {
        wait_until (l->data, is_mapped, NULL);
        look ("question", l->data, "light", 0);
        look ("question", l->data, "dark", 0);
        gtk_window_close (l->data);
        return;
      }
  complain ("question", window, "nothing was asked");
}

static void
look_at_success (void)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  GtkWidget *window = open_window (setup, "all-well");

  gtk_widget_activate_action (window, "wizard.forward", NULL);
  if (!wait_until (window, is_checked, setup))
    complain ("check", window, "the check does not end");
  settle (window);
  look_at ("check", window);
  look_at_question (window);
  gtk_widget_activate_action (window, "wizard.forward", NULL);
  settle (window);
  look_at ("done", window);
  close_window (window);
}

static gboolean
has_waited (GtkWidget *window, gpointer until)
{
  return g_get_monotonic_time () >= *(gint64 *) until;
}

/* A silent server: what is being waited for, and since when. */
static void
look_at_waiting (void)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  GtkWidget *window = open_window (setup, "server-too-slow");
  gint64 until = g_get_monotonic_time () + 3300 * 1000;

  gtk_widget_activate_action (window, "wizard.forward", NULL);
  wait_until (window, has_waited, &until);
  look_at ("check-waiting", window);
  pl_setup_cancel (setup);
  wait_until (window, is_checked, setup);
  settle (window);
  look_at ("check-stopped", window);
  close_window (window);
}

static gboolean
is_text_view (GtkWidget *widget, gpointer data)
{
  return GTK_IS_TEXT_VIEW (widget);
}

static gboolean
is_explain_button (GtkWidget *widget, gpointer data)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "suggested-action");
}

/* A message from elsewhere, before and after it is explained. */
static void
look_at_explain (void)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  GtkWidget *window = open_window (setup, NULL);
  GtkWidget *explain = GTK_WIDGET (pl_explain_window_new (GTK_WINDOW (window)));
  GtkTextView *text;

  wait_until (explain, is_mapped, NULL);
  g_signal_emit_by_name (find (explain, is_explain_button, NULL), "clicked");
  look ("explain-empty", explain, "light", 0);
  text = GTK_TEXT_VIEW (find (explain, is_text_view, NULL));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (text),
                            "535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6", -1);
  g_signal_emit_by_name (find (explain, is_explain_button, NULL), "clicked");
  settle (explain);
  look ("explain", explain, "light", 0);
  look ("explain", explain, "dark", 0);
  gtk_window_destroy (GTK_WINDOW (explain));
  close_window (window);
}

static void
fill_network (PlPractice *practice)
{
  guint n_routes = 0;
  const PlRoute *routes = pl_practice_get_routes (practice, &n_routes);

  network = pl_network_new_practice (routes, n_routes, pl_practice_get_ca_pem (practice));
}

int
main (int argc, char **argv)
{
  g_autoptr (PlPractice) practice = NULL;

  pl_locale_init ();
  gtk_disable_setlocale ();
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING | G_LOG_FATAL_MASK);
  if (argc != 3 || !gtk_init_check ())
    {
      g_printerr ("Usage: check-layout FOLDER EVIDENCE, with a display\n");
      return 2;
    }
  /* In a corner, so that it is above no button. */
  g_spawn_command_line_sync ("xdotool mousemove 20000 20000", NULL, NULL, NULL, NULL);
  folder = argv[1];
  g_mkdir_with_parents (folder, 0755);
  practice = pl_practice_start (NULL);
  g_assert_nonnull (practice);
  fill_network (practice);
  pl_appearance_install (gdk_display_get_default ());
  /* Pictures of resting pages. A cursor that blinks never rests. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink",
                FALSE, NULL);

  look_at_account ();
  look_at_entries ();
  look_at_explain ();
  look_at_discovery ();
  look_at_servers ();
  look_at_success ();
  look_at_done ();
  look_at_existing ();
  look_at_waiting ();
  look_at_finding ("wrong-port");
  look_at_finding ("certificate-host-mismatch");
  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    look_at_card (cards[i]);
  look_at_cards (argv[2]);

  g_print ("1..%u\n", n_tests);
  pl_network_unref (network);
  return n_faults == 0 ? 0 : 1;
}
