// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/pl-check-page.h"

#include "wizard/pl-adaptive-box.h"
#include "wizard/pl-asked-list.h"
#include "wizard/pl-attempt-question.h"
#include "wizard/pl-button.h"
#include "wizard/pl-check-words.h"
#include "wizard/pl-column.h"
#include "wizard/pl-finding-card.h"
#include "wizard/pl-foreign-question.h"
#include "wizard/pl-heading.h"
#include "wizard/pl-lane-view.h"
#include "wizard/pl-pages.h"
#include "wizard/pl-question.h"

#include <glib/gi18n.h>

/* How long something is waited for before it is put into words. */
#define SAY_FROM_S 2

/* Pixels above and below a card that is scrolled to. */
#define CARD_MARGIN 12

struct _PlCheckPage
{
  PlPage parent_instance;

  /* All borrowed: template children */
  GtkScrolledWindow *scrolled;
  PlHeading *heading;
  GtkLabel *status;
  PlLaneView *lanes[2]; /* by PlDirection */
  PlLaneView *incoming;
  PlLaneView *outgoing;
  GtkBox *cards;
  GtkButton *undo;
  GtkBox *asked;

  PlDisclosure *asked_list; /* borrowed: a child, NULL until first needed */
  PlFix *asking; /* owned, nullable: waits for consent */
  PlDirections waiting; /* to be checked once all questions are answered */
  gboolean loading; /* what other runs know of refused sign-ins is being read for this page */
  gboolean loaded; /* that has been read */
  char *declined; /* owned, nullable: what that question said when the answer was no */
  char **asked_hosts; /* owned, nullable: which that question showed */
  guint tick; /* source, while a check runs */
  gboolean checking; /* a check runs whose result is not yet on view */
  gboolean shown_result; /* the findings on view are those of the last check */
};

G_DEFINE_FINAL_TYPE (PlCheckPage, pl_check_page, PL_TYPE_PAGE)

static void start_check (PlCheckPage *self, PlDirections directions);

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

/* --- What the page shows --- */

static char *
describe_wait (PlCheckPage *self)
{
  gint64 now = g_get_monotonic_time ();

  for (guint i = 0; i < G_N_ELEMENTS (self->lanes); i++)
    {
      int seconds = 0;
      g_autofree char *what = pl_lane_view_describe_wait (self->lanes[i], now, &seconds);

      if (what != NULL && seconds >= SAY_FROM_S)
        /* Translators: what the check is waiting for and since when; %s is a host and a step, such
         * as "imap.example.org: Signing in" */
        return g_strdup_printf (ngettext ("%s, for %d second", "%s, for %d seconds", seconds), what,
                                seconds);
    }

  /* Translators: below the heading while the check runs */
  return g_strdup (_ ("Your password is sent only once the connection is encrypted and the server "
                      "has proven who it is."));
}

static gboolean
is_under_way (PlCheckPage *self)
{
  PlSetupStage stage = pl_setup_get_stage (get_setup (self));

  return stage == PL_SETUP_STAGE_DISCOVERING || stage == PL_SETUP_STAGE_CHECKING;
}

/* One thing at a time is suggested: what the open card offers, or else to check again. */
static gboolean
has_suggestion (PlCheckPage *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->cards));

  return first != NULL && pl_finding_card_has_suggestion (PL_FINDING_CARD (first));
}

static void
update_action (PlCheckPage *self)
{
  PlSetupStage stage = pl_setup_get_stage (get_setup (self));

  if (stage == PL_SETUP_STAGE_CHECKING)
    /* Translators: button at the bottom right that ends the running check */
    pl_page_set_action (PL_PAGE (self), _ ("_Stop checking"), FALSE, TRUE);
  else if (pl_check_words_is_good (get_setup (self)))
    /* Translators: button at the bottom right that leads to the next page */
    pl_page_set_action (PL_PAGE (self), _ ("_Continue"), TRUE, TRUE);
  else
    /* Translators: button at the bottom right that runs the check once more */
    pl_page_set_action (PL_PAGE (self), _ ("Check _again"), !has_suggestion (self), TRUE);
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

static void
update_view (PlCheckPage *self)
{
  g_autofree char *status =
      is_under_way (self) ? describe_wait (self) : pl_check_words_describe (get_setup (self));

  pl_heading_set_label (self->heading, pl_check_words_get_heading (get_setup (self)));
  gtk_label_set_label (self->status, status);
  gtk_widget_set_visible (GTK_WIDGET (self->status), *status != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->cards), self->shown_result && !is_running (self));
  gtk_widget_set_visible (GTK_WIDGET (self->undo),
                          pl_setup_get_can_undo (get_setup (self)) && !is_running (self));
  update_asked (self);
  update_action (self);
}

/* --- Findings --- */

static void
open_card_cb (PlCheckPage *self, PlFindingCard *opened)
{
  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    pl_finding_card_set_open (PL_FINDING_CARD (card), card == GTK_WIDGET (opened));
  pl_finding_card_focus_heading (opened);
}

static void
go_to_cb (PlCheckPage *self, const char *id)
{
  pl_page_go_to (PL_PAGE (self), id);
}

static void
apply_fix (PlCheckPage *self, PlFix *fix)
{
  g_autoptr (GError) error = NULL;
  PlFixFields fields;
  PlDirections touched;

  pl_fix_peek_fields (fix, &fields);
  if (fields.kind == PL_FIX_PAGE)
    {
      gtk_show_uri_full (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), fields.url,
                         GDK_CURRENT_TIME, NULL, NULL, NULL);
      return;
    }

  touched = pl_setup_apply_fix (get_setup (self), fix, &error);
  if (error != NULL)
    g_warning ("A fix did not fit: %s", error->message);
  else if (fields.kind == PL_FIX_ADDRESS)
    /* Another account: its provider may want something first. */
    pl_page_go_to (PL_PAGE (self), PL_PAGE_ID_ACCOUNT);
  else if (touched != 0)
    start_check (self, touched);
}

static void
answered_cb (PlCheckPage *self, gboolean agreed)
{
  g_autoptr (PlFix) fix = g_steal_pointer (&self->asking);

  if (agreed && fix != NULL)
    apply_fix (self, fix);
}

static void
fix_chosen_cb (PlCheckPage *self, PlFix *fix)
{
  PlQuestion *question;

  if (pl_fix_get_consent (fix) == NULL)
    {
      apply_fix (self, fix);
      return;
    }

  g_set_object (&self->asking, fix);
  question = pl_question_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                              /* Translators: heading of a question before something unsafe */
                              _ ("Do you agree?"), pl_fix_get_consent (fix),
                              /* Translators: the safe answer to such a question */
                              _ ("_No, leave it as it is"), pl_fix_get_label (fix));
  g_signal_connect_object (question, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
}

static void
add_card (PlCheckPage *self, PlFinding *finding, gboolean open)
{
  GtkWidget *card = pl_finding_card_new (finding, get_setup (self));

  g_signal_connect_object (card, "fix-chosen", G_CALLBACK (fix_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "opened", G_CALLBACK (open_card_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "go-to", G_CALLBACK (go_to_cb), self, G_CONNECT_SWAPPED);
  pl_finding_card_set_open (PL_FINDING_CARD (card), open);
  gtk_box_append (self->cards, card);
}

static void
clear_cards (PlCheckPage *self)
{
  GtkWidget *card;

  while ((card = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, card);
  self->shown_result = FALSE;
}

/* The first is the cause, and open where something keeps the account from working; all others are
 * folded. */
static void
show_findings (PlCheckPage *self)
{
  GListModel *findings = pl_setup_get_findings (get_setup (self));
  gboolean trouble = !pl_check_words_is_good (get_setup (self));

  clear_cards (self);
  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (PlFinding) finding = g_list_model_get_item (findings, i);

      add_card (self, finding, i == 0 && trouble);
    }
  self->shown_result = TRUE;
}

/* Shows as much of the card as there is room for, from its top. Set, not clamped: the focus starts a
 * scrolling of its own, only as far as the heading, and setting a value ends that. */
static void
scroll_to (PlCheckPage *self, const graphene_rect_t *place)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  double top = place->origin.y - CARD_MARGIN;
  double end = place->origin.y + place->size.height + CARD_MARGIN;
  double value = gtk_adjustment_get_value (adjustment);

  value = MAX (value, end - gtk_adjustment_get_page_size (adjustment));
  gtk_adjustment_set_value (adjustment, MIN (value, top));
}

/* A card can be focused and scrolled to once it has its place, some frames after its coming. */
static gboolean
show_card_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PlCheckPage *self = PL_CHECK_PAGE (widget);
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->cards));
  GtkWidget *content = gtk_widget_get_ancestor (GTK_WIDGET (self->cards), PL_TYPE_COLUMN);
  graphene_rect_t place;

  if (first == NULL || is_running (self))
    return G_SOURCE_REMOVE;
  if (!gtk_widget_compute_bounds (first, content, &place) || place.size.height < 1 ||
      place.origin.y + place.size.height > (float) gtk_widget_get_height (content))
    return G_SOURCE_CONTINUE;

  pl_finding_card_focus_heading (PL_FINDING_CARD (first));
  scroll_to (self, &place);
  return G_SOURCE_REMOVE;
}

/* The heading and all above it: set for the same reason. */
static void
focus_heading (PlCheckPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->heading));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

static void
focus_result (PlCheckPage *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->cards));

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (first == NULL || pl_check_words_is_good (get_setup (self)))
    focus_heading (self);
  else
    gtk_widget_add_tick_callback (GTK_WIDGET (self), show_card_cb, NULL, NULL);
}

/* --- The check --- */

static gboolean
tick_cb (gpointer user_data)
{
  PlCheckPage *self = user_data;

  for (guint i = 0; i < G_N_ELEMENTS (self->lanes); i++)
    pl_lane_view_tick (self->lanes[i], g_get_monotonic_time ());
  update_view (self);
  return G_SOURCE_CONTINUE;
}

/* Known by the account's stage alone: a callback would have to keep this page alive, and is never
 * called when the window is closed meanwhile. */
static void
finish_check (PlCheckPage *self)
{
  self->checking = FALSE;
  g_clear_handle_id (&self->tick, g_source_remove);
  for (guint i = 0; i < G_N_ELEMENTS (self->lanes); i++)
    pl_lane_view_stop (self->lanes[i]);
  show_findings (self);
  update_view (self);
  focus_result (self);
}

static void
run_check (PlCheckPage *self, PlDirections directions)
{
  PlSetup *setup = get_setup (self);

  if (is_running (self))
    return;

  self->checking = TRUE;
  clear_cards (self);
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if ((directions & (1u << i)) != 0)
      pl_lane_view_start (self->lanes[i], pl_setup_get_server (setup, (PlDirection) i));

  g_clear_handle_id (&self->tick, g_source_remove);
  self->tick = g_timeout_add (1000, tick_cb, self);
  focus_heading (self);
  pl_setup_check_async (setup, directions, NULL, NULL, NULL);
  pl_page_update (PL_PAGE (self));
}

/* Who would rather wait keeps the last result. What was entered since then has none: there, the entry
 * can be looked over. */
static void
attempt_answered_cb (PlCheckPage *self, gboolean agreed)
{
  if (agreed)
    run_check (self, self->waiting);
  else if (pl_setup_get_stage (get_setup (self)) == PL_SETUP_STAGE_ENTERING)
    pl_page_go_to (PL_PAGE (self), PL_PAGE_ID_ACCOUNT);
}

static void
ask_about_attempts (PlCheckPage *self)
{
  PlQuestion *window =
      is_running (self)
          ? NULL
          : pl_attempt_question_ask (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                     get_setup (self), self->waiting);

  if (window == NULL)
    run_check (self, self->waiting);
  else
    g_signal_connect_object (window, "answered", G_CALLBACK (attempt_answered_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlCheckPage) self = user_data;

  /* Where they could not be read nothing is known of refusals, and the check says more. */
  pl_setup_load_attempts_finish (PL_SETUP (source), result, NULL);
  self->loaded = TRUE;
  if (!self->loading)
    return;

  self->loading = FALSE;
  ask_about_attempts (self);
}

static void
stop_loading (PlCheckPage *self)
{
  self->loading = FALSE;
}

/* Other runs may have been refused, too: what they know is read before the first check. Later ones
 * read it themselves. */
static void
prepare_check (PlCheckPage *self, PlDirections directions)
{
  self->waiting = directions;
  if (self->loaded)
    ask_about_attempts (self);
  else if (!self->loading)
    {
      self->loading = TRUE;
      pl_setup_load_attempts_async (get_setup (self), loaded_cb, g_object_ref (self));
    }
}

static void
hosts_answered_cb (PlCheckPage *self, gboolean agreed)
{
  g_clear_pointer (&self->declined, g_free);
  if (agreed)
    for (guint i = 0; self->asked_hosts != NULL && self->asked_hosts[i] != NULL; i++)
      pl_setup_approve_host (get_setup (self), self->asked_hosts[i]);
  else
    self->declined = pl_foreign_question_describe (get_setup (self));
  prepare_check (self, self->waiting);
}

/* Before the password goes to a server of another domain, the person agrees, or it does not go. The
 * answer no holds until the question is another one: the finding has a button for changing it. */
static void
start_check (PlCheckPage *self, PlDirections directions)
{
  g_autofree char *question = pl_foreign_question_describe (get_setup (self));
  PlQuestion *window;

  if (question == NULL || g_strcmp0 (question, self->declined) == 0 || is_running (self))
    {
      prepare_check (self, directions);
      return;
    }

  self->waiting = directions;
  g_strfreev (self->asked_hosts);
  self->asked_hosts = pl_setup_dup_foreign_hosts (get_setup (self));
  window = pl_foreign_question_ask (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                    get_setup (self));
  g_signal_connect_object (window, "answered", G_CALLBACK (hosts_answered_cb), self,
                           G_CONNECT_SWAPPED);
}

/* The one function that every signal calls. */
static void
pl_check_page_update (PlPage *page)
{
  PlCheckPage *self = PL_CHECK_PAGE (page);

  if (self->checking && !is_running (self))
    finish_check (self);
  else
    update_view (self);
}

static void
observed_cb (PlCheckPage *self, PlObservation *observation)
{
  PlService service = pl_observation_get_service (observation);

  if (service != PL_SERVICE_ACCOUNT)
    pl_lane_view_observe (self->lanes[pl_service_get_direction (service)], observation);
}

static void
undo_cb (PlCheckPage *self)
{
  PlDirections touched = pl_setup_undo (get_setup (self));

  if (touched != 0)
    start_check (self, touched);
}

/* --- Hooks --- */

static void
pl_check_page_enter (PlPage *page)
{
  PlCheckPage *self = PL_CHECK_PAGE (page);

  if (pl_setup_get_stage (pl_page_get_setup (page)) == PL_SETUP_STAGE_ENTERING)
    start_check (self, PL_DIRECTIONS_BOTH);
  else
    focus_heading (self);
}

static gboolean
pl_check_page_leave (PlPage *page, gboolean forward)
{
  PlCheckPage *self = PL_CHECK_PAGE (page);
  PlSetupStage stage = pl_setup_get_stage (pl_page_get_setup (page));

  /* Whoever comes back is asked once more. */
  if (!forward)
    {
      g_clear_pointer (&self->declined, g_free);
      stop_loading (self);
    }
  if (stage == PL_SETUP_STAGE_CHECKING)
    pl_setup_cancel (pl_page_get_setup (page));
  else if (forward && !pl_check_words_is_good (get_setup (self)))
    start_check (self, PL_DIRECTIONS_BOTH);

  return !forward || pl_check_words_is_good (get_setup (self));
}

static void
pl_check_page_dispose (GObject *object)
{
  PlCheckPage *self = PL_CHECK_PAGE (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  stop_loading (self);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->declined, g_free);
  g_clear_pointer (&self->asked_hosts, g_strfreev);
  pl_page_dispose_template (PL_PAGE (object), PL_TYPE_CHECK_PAGE);
  G_OBJECT_CLASS (pl_check_page_parent_class)->dispose (object);
}

static void
pl_check_page_constructed (GObject *object)
{
  PlCheckPage *self = PL_CHECK_PAGE (object);

  G_OBJECT_CLASS (pl_check_page_parent_class)->constructed (object);
  g_signal_connect_object (get_setup (self), "observed", G_CALLBACK (observed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
pl_check_page_class_init (PlCheckPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PlPageClass *page_class = PL_PAGE_CLASS (klass);

  object_class->constructed = pl_check_page_constructed;
  object_class->dispose = pl_check_page_dispose;
  page_class->update = pl_check_page_update;
  page_class->enter = pl_check_page_enter;
  page_class->leave = pl_check_page_leave;

  g_type_ensure (PL_TYPE_ADAPTIVE_BOX);
  g_type_ensure (PL_TYPE_COLUMN);
  g_type_ensure (PL_TYPE_HEADING);
  g_type_ensure (PL_TYPE_LANE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/postlotse/Postlotse/pl-check-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlCheckPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, PlCheckPage, heading);
  gtk_widget_class_bind_template_child (widget_class, PlCheckPage, status);
  gtk_widget_class_bind_template_child (widget_class, PlCheckPage, incoming);
  gtk_widget_class_bind_template_child (widget_class, PlCheckPage, outgoing);
  gtk_widget_class_bind_template_child (widget_class, PlCheckPage, cards);
  gtk_widget_class_bind_template_child (widget_class, PlCheckPage, undo);
  gtk_widget_class_bind_template_child (widget_class, PlCheckPage, asked);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
}

static void
pl_check_page_init (PlCheckPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pl_button_set_label (self->undo, gtk_button_get_label (self->undo));
  self->lanes[PL_DIRECTION_INCOMING] = self->incoming;
  self->lanes[PL_DIRECTION_OUTGOING] = self->outgoing;
}
