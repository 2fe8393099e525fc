// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/window/pl-wizard-window.h"

#include "setup/pl-setup-import.h"
#include "wizard/account/pl-account-page.h"
#include "wizard/parts/pl-adaptive-box.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-mark.h"
#include "wizard/parts/pl-row.h"
#include "wizard/window/pl-appearance.h"
#include "wizard/window/pl-closing.h"
#include "wizard/window/pl-draft-keeper.h"
#include "wizard/window/pl-page-deck.h"
#include "wizard/window/pl-pages.h"
#include "wizard/window/pl-rail.h"
#include "wizard/window/pl-way.h"
#include "wizard/window/pl-window-words.h"

struct _PlWizardWindow
{
  GtkApplicationWindow parent_instance;

  /* All borrowed: template children */
  GtkLabel *title;
  GtkWidget *banner;
  GtkLabel *caller;
  PlRail *rail;
  GtkLabel *step;
  GtkStack *stack;
  GtkButton *back;
  GtkButton *leave;
  GtkButton *action;

  PlSetup *setup; /* owned */
  PlDraftKeeper *drafts; /* owned: keeps what is entered */
  PlClosing *closing; /* owned */
  PlLaunchJob *launch; /* owned, nullable: for the program that has opened the window */
  PlPageDeck *deck; /* owned */
  PlWay *way; /* owned */
};

G_DEFINE_FINAL_TYPE (PlWizardWindow, pl_wizard_window, GTK_TYPE_APPLICATION_WINDOW)

static guint
get_current (PlWizardWindow *self)
{
  return pl_page_deck_get_current (self->deck);
}

static PlPage *
get_page (PlWizardWindow *self)
{
  return pl_page_deck_get_page (self->deck, get_current (self));
}

static gboolean
is_last (PlWizardWindow *self)
{
  return pl_pages_is_last (get_current (self));
}

/* --- What the window shows --- */

static void
update_action (PlWizardWindow *self)
{
  PlPage *page = get_page (self);
  const char *label = pl_page_get_action_label (page);
  gboolean suggested = pl_page_get_action_suggested (page);

  gtk_widget_set_visible (GTK_WIDGET (self->action), label != NULL);
  pl_button_set_label (self->action, label != NULL ? label : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "wizard.forward",
                                 label != NULL && pl_page_get_can_continue (page));
  if (suggested)
    gtk_widget_add_css_class (GTK_WIDGET (self->action), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->action), "suggested-action");
  /* Enter does what is suggested, and nothing by accident. */
  gtk_window_set_default_widget (GTK_WINDOW (self), suggested ? GTK_WIDGET (self->action) : NULL);
}

static void
update_rail (PlWizardWindow *self)
{
  guint n_pages = 0;
  g_autofree gboolean *visited = NULL;
  guint number = pl_way_get_length (self->way) + 1;
  g_autofree char *step = pl_window_words_describe_step (
      number, pl_pages_count_ahead (get_current (self), self->setup));

  pl_pages_get (&n_pages);
  visited = g_new0 (gboolean, n_pages);
  for (guint i = 0; i < n_pages; i++)
    visited[i] = pl_way_has (self->way, i);
  pl_rail_show (self->rail, get_current (self), visited);
  gtk_label_set_label (self->step, step);
}

static void
update_title (PlWizardWindow *self)
{
  const char *title = pl_window_words_get_title (self->setup);

  if (g_strcmp0 (gtk_window_get_title (GTK_WINDOW (self)), title) == 0)
    return;

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_label (self->title, title);
}

/* The one function that every signal calls. */
static void
update (PlWizardWindow *self)
{
  gboolean has_before = pl_way_get_length (self->way) > 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "wizard.back", has_before);
  gtk_widget_set_visible (GTK_WIDGET (self->back), has_before);
  /* On the last page the button at the bottom closes the window, unless there is somebody to hand the account
   * to: two that do are one too many. */
  gtk_widget_set_visible (GTK_WIDGET (self->leave), !is_last (self) || self->launch != NULL);
  pl_button_set_label (self->leave, pl_window_words_get_leave ());
  /* One word in the header: the title gives way, which has two lines. */
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (self->leave)), FALSE);
  update_title (self);
  update_action (self);
  update_rail (self);
}

/* --- Going from page to page --- */

static void
show_page (PlWizardWindow *self, guint index)
{
  PlPage *page = pl_page_deck_show (self->deck, index);

  pl_page_update (page);
  update (self);
  pl_page_enter (page);
  update (self);
}

static void
show_page_by_id (PlWizardWindow *self, const char *id)
{
  guint index = pl_pages_find (id);

  if (index == get_current (self))
    return;

  pl_way_go_to (self->way, get_current (self), index);
  show_page (self, index);
}

static void
forward_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PlWizardWindow *self = PL_WIZARD_WINDOW (widget);
  guint next;

  if (!pl_page_leave (get_page (self), TRUE) ||
      !pl_pages_find_next (get_current (self), self->setup, &next))
    return;

  pl_way_go_on (self->way, get_current (self));
  show_page (self, next);
}

static void
back_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PlWizardWindow *self = PL_WIZARD_WINDOW (widget);
  guint index = 0;

  if (pl_way_get_length (self->way) == 0 || !pl_page_leave (get_page (self), FALSE))
    return;

  pl_way_go_back (self->way, &index);
  show_page (self, index);
}

/* --- Closing --- */

static gboolean
has_something_to_lose (PlWizardWindow *self)
{
  return (!is_last (self) || self->launch != NULL) && pl_draft_keeper_is_touched (self->drafts);
}

static gboolean
pl_wizard_window_close_request (GtkWindow *window)
{
  PlWizardWindow *self = PL_WIZARD_WINDOW (window);

  if (!pl_closing_allow (self->closing, pl_page_is_waiting (get_page (self)),
                         has_something_to_lose (self)))
    return TRUE;

  pl_setup_cancel (self->setup);
  return GTK_WINDOW_CLASS (pl_wizard_window_parent_class)->close_request (window);
}

/* --- Construction --- */

static gboolean
look_around_cb (gpointer window)
{
  PlWizardWindow *self = PL_WIZARD_WINDOW (window);

  pl_draft_keeper_look (self->drafts);
  pl_setup_watch_network (self->setup);
  return G_SOURCE_REMOVE;
}

static gboolean
set_icon_cb (gpointer window)
{
  gtk_window_set_icon_name (window, PL_APPLICATION_ID);
  return G_SOURCE_REMOVE;
}

static void
first_frame_cb (GdkFrameClock *clock, PlWizardWindow *self)
{
  g_signal_handlers_disconnect_by_func (clock, first_frame_cb, self);
  pl_page_deck_work_ahead (self->deck);
}

/* The window's icon is a file, whose loader takes longer than the window itself; window managers
 * can wait for it, people need not. */
static void
pl_wizard_window_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (pl_wizard_window_parent_class)->map (widget);
  if (gtk_window_get_icon_name (GTK_WINDOW (widget)) != NULL)
    return;

  g_idle_add_full (G_PRIORITY_LOW, set_icon_cb, g_object_ref (widget), g_object_unref);
  g_idle_add_full (G_PRIORITY_LOW, look_around_cb, g_object_ref (widget), g_object_unref);
  g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint",
                           G_CALLBACK (first_frame_cb), widget, 0);
}

static void
pl_wizard_window_dispose (GObject *object)
{
  PlWizardWindow *self = PL_WIZARD_WINDOW (object);

  /* An account is done when its last page is on view; for another program, when that has it. */
  if (self->drafts != NULL)
    pl_draft_keeper_close (self->drafts, !is_last (self) || self->launch != NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PL_TYPE_WIZARD_WINDOW);
  g_clear_object (&self->closing);
  g_clear_object (&self->drafts);
  if (self->launch != NULL)
    pl_launch_job_leave (self->launch);
  g_clear_object (&self->launch);
  g_clear_object (&self->setup);
  g_clear_object (&self->deck);
  g_clear_pointer (&self->way, pl_way_free);
  G_OBJECT_CLASS (pl_wizard_window_parent_class)->dispose (object);
}

static void
pl_wizard_window_class_init (PlWizardWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_wizard_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = pl_wizard_window_close_request;
  widget_class->map = pl_wizard_window_map;

  gtk_widget_class_install_action (widget_class, "wizard.forward", NULL, forward_cb);
  gtk_widget_class_install_action (widget_class, "wizard.back", NULL, back_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "wizard.back",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  g_type_ensure (PL_TYPE_ADAPTIVE_BOX);
  g_type_ensure (PL_TYPE_MARK);
  g_type_ensure (PL_TYPE_RAIL);
  g_type_ensure (PL_TYPE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/postlotse/Postlotse/pl-wizard-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PlWizardWindow, title);
  gtk_widget_class_bind_template_child (widget_class, PlWizardWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, PlWizardWindow, caller);
  gtk_widget_class_bind_template_child (widget_class, PlWizardWindow, rail);
  gtk_widget_class_bind_template_child (widget_class, PlWizardWindow, step);
  gtk_widget_class_bind_template_child (widget_class, PlWizardWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PlWizardWindow, back);
  gtk_widget_class_bind_template_child (widget_class, PlWizardWindow, leave);
  gtk_widget_class_bind_template_child (widget_class, PlWizardWindow, action);
}

static void
pl_wizard_window_init (PlWizardWindow *self)
{
  self->way = pl_way_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  pl_appearance_follow (GTK_WIDGET (self));
}

/**
 * pl_wizard_window_new:
 * @setup: the account to set up; may be filled in already
 *
 * Returns: (transfer none): a window, not shown yet, with the first page
 */
GtkWidget *
pl_wizard_window_new (GtkApplication *application, PlSetup *setup)
{
  PlWizardWindow *self = g_object_new (PL_TYPE_WIZARD_WINDOW, "application", application, NULL);

  self->setup = g_object_ref (setup);
  self->drafts = pl_draft_keeper_new (setup);
  self->closing = pl_closing_new (GTK_WINDOW (self), self->drafts);
  self->deck = pl_page_deck_new (self->stack, setup);
  g_signal_connect_object (self->deck, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->deck, "go-to", G_CALLBACK (show_page_by_id), self,
                           G_CONNECT_SWAPPED);
  show_page (self, 0);
  pl_account_page_set_drafts (PL_ACCOUNT_PAGE (get_page (self)), self->drafts);
  return GTK_WIDGET (self);
}

/**
 * pl_wizard_window_set_practice:
 * @account_id: (nullable): the practice account to fill in at once
 *
 * Says in the window that this is practice, and offers the practice accounts.
 */
void
pl_wizard_window_set_practice (PlWizardWindow *self, const char *account_id)
{
  PlAccountPage *page =
      PL_ACCOUNT_PAGE (pl_page_deck_get_page (self->deck, pl_pages_find (PL_PAGE_ID_ACCOUNT)));

  gtk_widget_set_visible (self->banner, TRUE);
  pl_account_page_set_practice (page);
  if (account_id != NULL)
    pl_account_page_choose_practice (page, account_id);
  pl_page_enter (PL_PAGE (page));
}

/**
 * pl_wizard_window_check_existing:
 *
 * Opens the list of the accounts that mail programs have. To be called when the window is shown.
 */
void
pl_wizard_window_check_existing (PlWizardWindow *self)
{
  pl_account_page_check_existing (
      PL_ACCOUNT_PAGE (pl_page_deck_get_page (self->deck, pl_pages_find (PL_PAGE_ID_ACCOUNT))));
}

PlSetup *
pl_wizard_window_get_setup (PlWizardWindow *self)
{
  return self->setup;
}

/* Handed over, or the caller does not want it any more: nothing stays behind. */
static void
launch_closed_cb (PlWizardWindow *self)
{
  pl_draft_keeper_close (self->drafts, FALSE);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* It is known now whether a password is asked for: the focus goes to its field, or to what is there
 * instead. Who types one already is left alone. */
static void
launch_filled_cb (PlWizardWindow *self)
{
  PlSecret *password = pl_setup_get_password (self->setup, PL_DIRECTION_INCOMING);

  pl_page_update (get_page (self));
  if (get_current (self) == pl_pages_find (PL_PAGE_ID_ACCOUNT) &&
      (password == NULL || pl_setup_is_stored_password (self->setup, password)))
    pl_page_enter (get_page (self));
}

/**
 * pl_wizard_window_set_launch:
 * @job: shared: its request is cancelled with the window, unless the account was handed over
 *
 * Says in the window which program has opened it, and hands the account over to that.
 */
void
pl_wizard_window_set_launch (PlWizardWindow *self, PlLaunchJob *job)
{
  g_autofree char *words = pl_launch_job_dup_caller_words (job);

  g_set_object (&self->launch, job);
  gtk_label_set_label (self->caller, words);
  gtk_widget_set_visible (GTK_WIDGET (self->caller), TRUE);
  pl_page_deck_set_launch (self->deck, job);
  g_signal_connect_object (job, "filled", G_CALLBACK (launch_filled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "close", G_CALLBACK (launch_closed_cb), self, G_CONNECT_SWAPPED);
  update (self);
}
