// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/check/pl-check-page.h"

#include "wizard/check/pl-asked-list.h"
#include "wizard/check/pl-check-runner.h"
#include "wizard/check/pl-check-words.h"
#include "wizard/check/pl-finding-list.h"
#include "wizard/check/pl-fix-desk.h"
#include "wizard/check/pl-lane-pair.h"
#include "wizard/check/pl-untested-part.h"
#include "wizard/done/pl-test-part.h"
#include "wizard/existing/pl-existing-notice.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-column.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/parts/pl-keep-together.h"
#include "wizard/window/pl-pages.h"

#include <glib/gi18n.h>

struct _PlCheckPage
{
  PlPage parent_instance;

  /* All borrowed: template children */
  GtkScrolledWindow *scrolled;
  PlHeading *heading;
  GtkLabel *status;
  PlLanePair *lanes;
  PlFindingList *findings;
  GtkButton *undo;
  PlTestPart *test;
  PlUntestedPart *untested;
  GtkBox *asked;

  PlDisclosure *asked_list; /* borrowed: a child, NULL until first needed */
  PlCheckRunner *runner; /* owned */
  PlFixDesk *desk; /* owned */
  guint tick; /* source, while a check runs */
  PlDirections when_back; /* to be checked when the network is back: the person has asked for it */
  gboolean checking; /* a check runs whose result is not yet on view */
  gboolean shown_result; /* the findings on view are those of the last check */
};

G_DEFINE_FINAL_TYPE (PlCheckPage, pl_check_page, PL_TYPE_PAGE)

static PlSetup *
get_setup (PlCheckPage *self)
{
  return pl_page_get_setup (PL_PAGE (self));
}

static gboolean
is_running (PlCheckPage *self)
{
  return pl_setup_get_stage (get_setup (self)) == PL_SETUP_STAGE_CHECKING;
}

static gboolean
is_under_way (PlCheckPage *self)
{
  return is_running (self) || pl_setup_get_stage (get_setup (self)) == PL_SETUP_STAGE_DISCOVERING;
}

/* --- What the page shows --- */

static char *
describe_wait (PlCheckPage *self)
{
  char *wait = pl_lane_pair_describe_wait (self->lanes);

  return wait != NULL ? wait
                      : g_strdup (pl_check_words_describe_running (
                            pl_lane_pair_is_waiting_for_message (self->lanes)));
}

/* One thing at a time is suggested: what the open card offers, or to check again where that helps. */
static gboolean
is_action_suggested (PlCheckPage *self)
{
  if (self->when_back != 0 || is_running (self) ||
      pl_lane_pair_is_waiting_for_message (self->lanes))
    return FALSE;

  return pl_check_words_may_go_on (get_setup (self)) || pl_finding_list_is_empty (self->findings) ||
         pl_finding_list_get_suggestion (self->findings) == PL_SUGGESTION_CHECK_AGAIN;
}

static void
update_action (PlCheckPage *self)
{
  const char *label = pl_check_words_get_action (get_setup (self), self->when_back != 0,
                                                 pl_lane_pair_is_waiting_for_message (self->lanes));

  pl_page_set_action (PL_PAGE (self), label, is_action_suggested (self), TRUE);
}

/* After the check: on the way there everything is in motion. */
static void
update_asked (PlCheckPage *self)
{
  gboolean shown = self->shown_result && !is_under_way (self);

  if (shown && self->asked_list == NULL)
    {
      self->asked_list = PL_DISCLOSURE (pl_asked_list_new (get_setup (self)));
      gtk_box_append (self->asked, GTK_WIDGET (self->asked_list));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->asked), shown);
  if (shown)
    pl_asked_list_update (self->asked_list, get_setup (self));
}

static const char *
get_heading (PlCheckPage *self)
{
  if (self->when_back != 0)
    /* Translators: heading of the check page */
    return _ ("This computer is offline");
  if (pl_lane_pair_is_waiting_for_message (self->lanes))
    /* Translators: heading of the check page while the test message is looked for */
    return _ ("The test message is on its way");
  return pl_check_words_get_heading (get_setup (self));
}

static void
update_view (PlCheckPage *self)
{
  PlSetup *setup = get_setup (self);
  gboolean rests = self->shown_result && !is_under_way (self);
  g_autofree char *status = self->when_back != 0  ? pl_check_words_describe_offline (setup)
                            : is_under_way (self) ? describe_wait (self)
                                                  : pl_check_words_describe (setup);

  pl_heading_set_label (self->heading, get_heading (self));
  gtk_label_set_label (self->status, status);
  gtk_widget_set_visible (GTK_WIDGET (self->status), *status != '\0');
  /* Nothing was looked at yet: there is nothing to see in them. */
  gtk_widget_set_visible (GTK_WIDGET (self->lanes), self->when_back == 0);
  pl_finding_list_set_checked_below (self->findings, !pl_check_words_may_go_on (setup));
  gtk_widget_set_visible (GTK_WIDGET (self->findings),
                          rests && !pl_finding_list_is_empty (self->findings));
  gtk_widget_set_visible (GTK_WIDGET (self->undo),
                          pl_setup_get_can_undo (setup) && !is_under_way (self));
  gtk_widget_set_visible (GTK_WIDGET (self->test), rests);
  gtk_widget_set_visible (GTK_WIDGET (self->untested), rests);
  if (rests)
    {
      pl_test_part_update (self->test, setup);
      pl_untested_part_update (self->untested, setup);
    }
  update_asked (self);
  update_action (self);
}

/* --- Focus --- */

/* The heading and all above it: set, not clamped, because the focus starts a scrolling of its own. */
static void
focus_heading (PlCheckPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->heading));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

static void
focus_result (PlCheckPage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (pl_finding_list_is_empty (self->findings) ||
      !pl_check_words_is_card_the_result (get_setup (self)))
    focus_heading (self);
  else
    pl_finding_list_focus (self->findings);
}

/* --- The check --- */

static void
start_check (PlCheckPage *self, PlDirections directions)
{
  self->when_back = pl_setup_get_network_available (get_setup (self)) ? 0 : directions;
  if (self->when_back != 0)
    {
      pl_page_update (PL_PAGE (self));
      focus_heading (self);
      return;
    }

  pl_check_runner_start (self->runner, directions, PL_TEST_MESSAGE_NONE);
}

static gboolean
tick_cb (gpointer user_data)
{
  PlCheckPage *self = user_data;

  pl_lane_pair_tick (self->lanes);
  update_view (self);
  return G_SOURCE_CONTINUE;
}

static void
show_result (PlCheckPage *self)
{
  pl_finding_list_show (self->findings, pl_setup_get_findings (get_setup (self)), get_setup (self),
                        pl_check_words_is_card_the_result (get_setup (self)));
  self->shown_result = TRUE;
  pl_lane_pair_stop (self->lanes, get_setup (self));
  update_view (self);
  focus_result (self);
}

/* Known by the account's stage alone: a callback would have to keep this page alive, and is never
 * called when the window is closed meanwhile. */
static void
finish_check (PlCheckPage *self)
{
  self->checking = FALSE;
  g_clear_handle_id (&self->tick, g_source_remove);
  show_result (self);
}

static void
begin_cb (PlCheckPage *self, guint directions)
{
  self->checking = TRUE;
  self->shown_result = FALSE;
  pl_finding_list_clear (self->findings);
  pl_lane_pair_begin (self->lanes, get_setup (self), (PlDirections) directions);

  g_clear_handle_id (&self->tick, g_source_remove);
  self->tick = g_timeout_add (1000, tick_cb, self);
  focus_heading (self);
}

/* Who would rather wait keeps the last result. What was entered since then has none: there, the entry
 * can be looked over. */
static void
declined_cb (PlCheckPage *self)
{
  if (pl_setup_get_stage (get_setup (self)) == PL_SETUP_STAGE_ENTERING)
    pl_page_go_to (PL_PAGE (self), PL_PAGE_ID_ACCOUNT);
}

/* The one function that every signal calls. */
static void
pl_check_page_update (PlPage *page)
{
  PlCheckPage *self = PL_CHECK_PAGE (page);

  if (self->when_back != 0 && pl_setup_get_network_available (get_setup (self)))
    start_check (self, self->when_back);
  else if (self->checking && !is_running (self))
    finish_check (self);
  else
    update_view (self);
}

static void
observed_cb (PlCheckPage *self, PlObservation *observation)
{
  gboolean was_waiting = pl_lane_pair_is_waiting_for_message (self->lanes);

  pl_lane_pair_observe (self->lanes, observation);
  if (pl_lane_pair_is_waiting_for_message (self->lanes) != was_waiting)
    update_view (self);
}

/* --- What the person does --- */

static void
go_to_cb (PlCheckPage *self, const char *id, const char *field)
{
  pl_page_go_to_field (PL_PAGE (self), id, field);
}

static void
fix_chosen_cb (PlCheckPage *self, PlFix *fix)
{
  pl_fix_desk_take (self->desk, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), fix);
}

static void
touched_cb (PlCheckPage *self, guint directions)
{
  start_check (self, (PlDirections) directions);
}

/* Its provider may want something first. */
static void
other_account_cb (PlCheckPage *self)
{
  pl_page_go_to (PL_PAGE (self), PL_PAGE_ID_ACCOUNT);
}

static void
undo_cb (PlCheckPage *self)
{
  PlDirections touched = pl_setup_undo (get_setup (self));

  if (touched != 0)
    start_check (self, touched);
}

/* The incoming server has accepted the password in this account's last check: it is asked once more only
 * for the message. */
static void
send_cb (PlCheckPage *self, gboolean then_delete)
{
  pl_check_runner_start (self->runner, PL_DIRECTIONS_OUTGOING,
                         then_delete ? PL_TEST_MESSAGE_GOES : PL_TEST_MESSAGE_STAYS);
}

static void
leave_out_cb (PlCheckPage *self, int direction)
{
  if (pl_setup_leave_out (get_setup (self), (PlDirection) direction))
    show_result (self);
}

static void
accept_cb (PlCheckPage *self, guint directions)
{
  pl_setup_accept_untested (get_setup (self), (PlDirections) directions);
  if (pl_check_words_may_go_on (get_setup (self)))
    pl_page_go_to (PL_PAGE (self), PL_PAGE_ID_DONE);
}

/* --- Hooks --- */

static void
pl_check_page_enter (PlPage *page)
{
  PlCheckPage *self = PL_CHECK_PAGE (page);

  if (pl_setup_get_stage (pl_page_get_setup (page)) == PL_SETUP_STAGE_ENTERING &&
      pl_setup_get_untested (pl_page_get_setup (page)) == 0)
    start_check (self, PL_DIRECTIONS_BOTH);
  else
    focus_heading (self);
}

static gboolean
pl_check_page_leave (PlPage *page, gboolean forward)
{
  PlCheckPage *self = PL_CHECK_PAGE (page);

  PlDirections now = self->when_back;

  self->when_back = 0;
  /* Whoever comes back is asked once more. */
  if (!forward)
    pl_check_runner_forget_answers (self->runner);
  if (forward && now != 0)
    pl_check_runner_start (self->runner, now, PL_TEST_MESSAGE_NONE);
  else if (is_running (self))
    pl_setup_cancel (pl_page_get_setup (page));
  else if (forward && !pl_check_words_may_go_on (get_setup (self)))
    start_check (self, PL_DIRECTIONS_BOTH);

  return !forward || (pl_check_words_may_go_on (get_setup (self)) && !is_running (self));
}

static void
pl_check_page_dispose (GObject *object)
{
  PlCheckPage *self = PL_CHECK_PAGE (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->runner != NULL)
    pl_check_runner_detach (self->runner);
  g_clear_object (&self->runner);
  g_clear_object (&self->desk);
  pl_page_dispose_template (PL_PAGE (object), PL_TYPE_CHECK_PAGE);
  G_OBJECT_CLASS (pl_check_page_parent_class)->dispose (object);
}

static void
pl_check_page_constructed (GObject *object)
{
  PlCheckPage *self = PL_CHECK_PAGE (object);

  self->runner = pl_check_runner_new (GTK_WIDGET (self), get_setup (self));
  self->desk = pl_fix_desk_new (get_setup (self));
  G_OBJECT_CLASS (pl_check_page_parent_class)->constructed (object);
  g_signal_connect_object (self->runner, "begin", G_CALLBACK (begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->runner, "refused", G_CALLBACK (finish_check), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->runner, "declined", G_CALLBACK (declined_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "touched", G_CALLBACK (touched_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "other-account", G_CALLBACK (other_account_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_setup (self), "observed", G_CALLBACK (observed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/postlotse/Postlotse/pl-check-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlCheckPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, PlCheckPage, heading);
  gtk_widget_class_bind_template_child (widget_class, PlCheckPage, status);
  gtk_widget_class_bind_template_child (widget_class, PlCheckPage, lanes);
  gtk_widget_class_bind_template_child (widget_class, PlCheckPage, findings);
  gtk_widget_class_bind_template_child (widget_class, PlCheckPage, undo);
  gtk_widget_class_bind_template_child (widget_class, PlCheckPage, test);
  gtk_widget_class_bind_template_child (widget_class, PlCheckPage, untested);
  gtk_widget_class_bind_template_child (widget_class, PlCheckPage, asked);
  gtk_widget_class_bind_template_callback (widget_class, fix_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_to_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_out_cb);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
}

static void
pl_check_page_class_init (PlCheckPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  PlPageClass *page_class = PL_PAGE_CLASS (klass);

  object_class->constructed = pl_check_page_constructed;
  object_class->dispose = pl_check_page_dispose;
  page_class->update = pl_check_page_update;
  page_class->enter = pl_check_page_enter;
  page_class->leave = pl_check_page_leave;

  g_type_ensure (PL_TYPE_COLUMN);
  g_type_ensure (PL_TYPE_EXISTING_NOTICE);
  g_type_ensure (PL_TYPE_FINDING_LIST);
  g_type_ensure (PL_TYPE_HEADING);
  g_type_ensure (PL_TYPE_LANE_PAIR);
  g_type_ensure (PL_TYPE_TEST_PART);
  g_type_ensure (PL_TYPE_UNTESTED_PART);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
pl_check_page_init (PlCheckPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pl_keep_together (self->status);
  pl_button_set_label (self->undo, gtk_button_get_label (self->undo));
}
