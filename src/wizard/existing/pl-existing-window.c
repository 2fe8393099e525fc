// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/existing/pl-existing-window.h"

#include "wizard/existing/pl-existing-row.h"
#include "wizard/existing/pl-existing-words.h"
#include "wizard/parts/pl-above.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/parts/pl-keep-together.h"
#include "wizard/parts/pl-list-keys.h"
#include "wizard/window/pl-appearance.h"

#include <glib/gi18n.h>

/* More than that are searched; fewer are seen. */
#define MOST_WITHOUT_SEARCH 8

struct _PlExistingWindow
{
  GtkWindow parent_instance;

  /* All borrowed: template children */
  PlHeading *heading;
  GtkLabel *words;
  GtkWidget *search_part;
  GtkEditable *search;
  GtkLabel *note;
  GtkWidget *scrolled;
  GtkBox *list;
  GtkLabel *problems;
  GtkButton *cancel;

  PlSetup *setup; /* owned */
  GPtrArray *profiles; /* owned, nullable until found: PlImportProfile */
  GCancellable *finding; /* owned, nullable: while the accounts are read */
};

G_DEFINE_FINAL_TYPE (PlExistingWindow, pl_existing_window, GTK_TYPE_WINDOW)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- The rows --- */

static void
chosen_cb (PlExistingWindow *self, PlExistingRow *row)
{
  g_autoptr (PlImportAccount) account = g_object_ref (pl_existing_row_get_account (row));
  g_autoptr (PlExportPlace) place = g_object_ref (pl_existing_row_get_place (row));

  g_object_ref (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[CHOSEN], 0, account, place);
  gtk_window_destroy (GTK_WINDOW (self));
  g_object_unref (self);
}

static void
add_rows (PlExistingWindow *self, PlImportProfile *profile)
{
  GPtrArray *accounts = pl_import_profile_get_accounts (profile);
  PlExportPlace *place = pl_import_profile_get_place (profile);
  const char *search = gtk_editable_get_text (self->search);

  for (guint i = 0; i < accounts->len; i++)
    if (pl_existing_words_match (accounts->pdata[i], place, search))
      {
        GtkWidget *row = pl_existing_row_new (accounts->pdata[i], place);

        g_signal_connect_object (row, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
        gtk_box_append (self->list, row);
      }
}

static guint
count_accounts (PlExistingWindow *self)
{
  guint n_accounts = 0;

  for (guint i = 0; i < self->profiles->len; i++)
    n_accounts += pl_import_profile_get_accounts (self->profiles->pdata[i])->len;
  return n_accounts;
}

static void
show_note (PlExistingWindow *self, const char *note)
{
  gtk_label_set_label (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
}

/* Those that fit what is searched for. */
static void
show_rows (PlExistingWindow *self)
{
  g_autofree char *open = NULL;
  GtkWidget *child;
  gboolean any;

  if (self->profiles == NULL)
    return;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
  for (guint i = 0; i < self->profiles->len; i++)
    add_rows (self, self->profiles->pdata[i]);
  any = gtk_widget_get_first_child (GTK_WIDGET (self->list)) != NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->list), any);

  open = pl_existing_words_describe_open (self->profiles);
  show_note (self,
             any || count_accounts (self) == 0
                 ? open
                 /* Translators: below the search field */
                 : _ ("No account here has that in its name, its address or its mail program."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_label_get_label (self->note), -1);
}

/* Profiles that could not be read are named, whatever else was found. */
static void
show_problems (PlExistingWindow *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->profiles->len; i++)
    {
      g_autofree char *problem = pl_existing_words_describe_problem (self->profiles->pdata[i]);

      if (problem != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", problem);
    }
  gtk_label_set_label (self->problems, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->problems), text->len > 0);
}

/* --- Finding --- */

static void
show_head (PlExistingWindow *self, const char *heading, const char *words)
{
  pl_heading_set_label (self->heading, heading);
  gtk_label_set_label (self->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->words), TRUE);
}

static void
show_nothing (PlExistingWindow *self)
{
  g_autofree char *words = pl_existing_words_describe_nothing (self->profiles);

  /* Translators: heading: no mail program on this computer has an account */
  show_head (self, _ ("No account was found"), words);
  gtk_widget_grab_focus (GTK_WIDGET (self->heading));
}

static void
show_accounts (PlExistingWindow *self)
{
  gboolean many = count_accounts (self) > MOST_WITHOUT_SEARCH;

  /* Translators: heading above a list of accounts */
  show_head (self, _ ("Which account does not work?"),
             /* Translators: below that heading; the mail programs have these accounts */
             _ ("These are set up in your mail programs. Choosing one does not contact anything "
                "yet."));
  gtk_widget_set_visible (self->search_part, many);
  if (many)
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
  else
    gtk_widget_child_focus (self->scrolled, GTK_DIR_TAB_FORWARD);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlExistingWindow) self = user_data;
  g_autoptr (GPtrArray) profiles = pl_setup_find_accounts_finish (PL_SETUP (source), result, NULL);
  gboolean any;

  if (self->setup == NULL)
    return;

  g_clear_object (&self->finding);
  /* Where no thread could be had, nothing was found either. */
  self->profiles = profiles != NULL ? g_steal_pointer (&profiles) : g_ptr_array_new ();
  show_rows (self);
  show_problems (self);
  any = gtk_widget_get_visible (GTK_WIDGET (self->list)) ||
        gtk_widget_get_visible (GTK_WIDGET (self->problems));
  gtk_widget_set_visible (self->scrolled, any);
  gtk_widget_set_vexpand (GTK_WIDGET (self->cancel), !any);
  if (count_accounts (self) > 0)
    show_accounts (self);
  else
    show_nothing (self);
}

/* --- What the person does --- */

/* Enter takes the only one that is left. */
static void
activate_cb (PlExistingWindow *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  if (first == NULL)
    return;
  if (gtk_widget_get_next_sibling (first) == NULL &&
      pl_import_account_get_problem (pl_existing_row_get_account (PL_EXISTING_ROW (first))) == NULL)
    chosen_cb (self, PL_EXISTING_ROW (first));
  else
    gtk_widget_child_focus (self->scrolled, GTK_DIR_TAB_FORWARD);
}

static void
cancel_cb (PlExistingWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

/* --- Construction --- */

static void
pl_existing_window_dispose (GObject *object)
{
  PlExistingWindow *self = PL_EXISTING_WINDOW (object);

  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  gtk_widget_dispose_template (GTK_WIDGET (object), PL_TYPE_EXISTING_WINDOW);
  g_clear_object (&self->setup);
  g_clear_pointer (&self->profiles, g_ptr_array_unref);
  G_OBJECT_CLASS (pl_existing_window_parent_class)->dispose (object);
}

static void
pl_existing_window_class_init (PlExistingWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_existing_window_dispose;
  signals[CHOSEN] =
      g_signal_new ("chosen", PL_TYPE_EXISTING_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, PL_TYPE_IMPORT_ACCOUNT, PL_TYPE_EXPORT_PLACE);

  g_type_ensure (PL_TYPE_HEADING);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/postlotse/Postlotse/pl-existing-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PlExistingWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, PlExistingWindow, words);
  gtk_widget_class_bind_template_child (widget_class, PlExistingWindow, search_part);
  gtk_widget_class_bind_template_child (widget_class, PlExistingWindow, search);
  gtk_widget_class_bind_template_child (widget_class, PlExistingWindow, note);
  gtk_widget_class_bind_template_child (widget_class, PlExistingWindow, scrolled);
  gtk_widget_class_bind_template_child (widget_class, PlExistingWindow, list);
  gtk_widget_class_bind_template_child (widget_class, PlExistingWindow, problems);
  gtk_widget_class_bind_template_child (widget_class, PlExistingWindow, cancel);
  gtk_widget_class_bind_template_callback (widget_class, show_rows);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
pl_existing_window_init (PlExistingWindow *self)
{
  const char *title;

  gtk_widget_init_template (GTK_WIDGET (self));
  pl_appearance_follow (GTK_WIDGET (self));
  pl_button_set_label (self->cancel, gtk_button_get_label (self->cancel));
  pl_list_keys_add (GTK_WIDGET (self), GTK_WIDGET (self->search), GTK_WIDGET (self->list));
  pl_keep_together (self->words);
  pl_keep_together (self->note);
  pl_keep_together (self->problems);
  title = gtk_window_get_title (GTK_WINDOW (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
}

/**
 * pl_existing_window_new:
 * @parent: the window above which it appears
 *
 * Returns: (transfer none): shown already; belongs to GTK until something is chosen or it is closed
 */
PlExistingWindow *
pl_existing_window_new (GtkWindow *parent, PlSetup *setup)
{
  /* The class alone does not set the role of a window in GTK 4.8: it is asked for too early. */
  PlExistingWindow *self =
      g_object_new (PL_TYPE_EXISTING_WINDOW, "accessible-role", GTK_ACCESSIBLE_ROLE_DIALOG,
                    "transient-for", parent, "modal", TRUE, NULL);

  pl_above_go_with_parent (GTK_WINDOW (self));
  self->setup = g_object_ref (setup);
  /* Translators: heading while it is read which accounts mail programs have */
  pl_heading_set_label (self->heading, _ ("Looking for your accounts…"));
  self->finding = g_cancellable_new ();
  pl_setup_find_accounts_async (setup, self->finding, found_cb, g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
