// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/check/pl-lane-pair.h"

#include "wizard/check/pl-lane-details.h"
#include "wizard/check/pl-lane-view.h"
#include "wizard/check/pl-stage-row.h"
#include "wizard/parts/pl-adaptive-box.h"
#include "wizard/parts/pl-disclosure.h"
#include "wizard/parts/pl-gradual.h"

#include <glib/gi18n.h>

/* Narrower than this, in pixels, one stands below the other. */
#define WIDE_FROM 460

/* How long something is waited for before it is put into words. */
#define SAY_FROM_S 2

struct _PlLanePair
{
  GtkWidget parent_instance;

  /* All borrowed: children, by PlDirection */
  PlLaneView *lanes[2];
  GtkBox *places[2]; /* where the details go */
  PlDisclosure *details[2]; /* nullable: there is nothing to tell */

  PlSetup *setup; /* owned, nullable: whose last check is on view */
};

G_DEFINE_FINAL_TYPE (PlLanePair, pl_lane_pair, GTK_TYPE_WIDGET)

/* --- Details --- */

/* Made when somebody looks. */
static void
expanded_cb (PlDisclosure *details, GParamSpec *pspec, PlLanePair *self)
{
  PlDirection direction = details == self->details[PL_DIRECTION_OUTGOING] ? PL_DIRECTION_OUTGOING
                                                                          : PL_DIRECTION_INCOMING;
  PlServerSettings *server = pl_setup_get_server (self->setup, direction);

  if (server != NULL && pl_disclosure_get_expanded (details) &&
      pl_disclosure_get_child (details) == NULL)
    pl_disclosure_set_child (
        details, pl_lane_details_new (self->setup, pl_server_settings_get_service (server)));
}

static void
drop_details (PlLanePair *self, PlDirection direction)
{
  if (self->details[direction] != NULL)
    pl_gradual_remove (GTK_WIDGET (self->details[direction]));
  self->details[direction] = NULL;
}

/* Anew after each check: the next may have shown something else. */
static void
offer_details (PlLanePair *self, PlDirection direction)
{
  PlServerSettings *server = pl_setup_get_server (self->setup, direction);

  drop_details (self, direction);
  if (server == NULL ||
      !pl_lane_details_is_anything_known (self->setup, pl_server_settings_get_service (server)))
    return;

  self->details[direction] = g_object_new (PL_TYPE_DISCLOSURE, "label",
                                           direction == PL_DIRECTION_OUTGOING
                                               /* Translators: opens details of the connection */
                                               ? _ ("More about sending")
                                               /* Translators: opens details of the connection */
                                               : _ ("More about receiving"),
                                           NULL);
  g_signal_connect_object (self->details[direction], "notify::expanded", G_CALLBACK (expanded_cb),
                           self, 0);
  gtk_box_append (self->places[direction], GTK_WIDGET (self->details[direction]));
}

/* --- The check --- */

/**
 * pl_lane_pair_begin:
 * @directions: those that are checked now; the others keep what they show
 */
void
pl_lane_pair_begin (PlLanePair *self, PlSetup *setup, PlDirections directions)
{
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      if ((directions & (1u << i)) == 0)
        continue;
      drop_details (self, (PlDirection) i);
      pl_lane_view_start (self->lanes[i], pl_setup_get_server (setup, (PlDirection) i));
    }
}

void
pl_lane_pair_observe (PlLanePair *self, PlObservation *observation)
{
  PlService service = pl_observation_get_service (observation);

  if (service != PL_SERVICE_ACCOUNT)
    pl_lane_view_observe (self->lanes[pl_service_get_direction (service)], observation);
}

/**
 * pl_lane_pair_tick:
 *
 * A second has passed.
 */
void
pl_lane_pair_tick (PlLanePair *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->lanes); i++)
    pl_lane_view_tick (self->lanes[i], g_get_monotonic_time ());
}

/**
 * pl_lane_pair_stop:
 *
 * The check is over; what the person has left out says so in its place.
 */
void
pl_lane_pair_stop (PlLanePair *self, PlSetup *setup)
{
  g_set_object (&self->setup, setup);
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      if ((pl_setup_get_left_out (setup) & (1u << i)) != 0)
        pl_lane_view_leave_out (self->lanes[i], (PlDirection) i);
      else
        pl_lane_view_stop (self->lanes[i]);
      offer_details (self, (PlDirection) i);
    }
}

/**
 * pl_lane_pair_is_waiting_for_message:
 *
 * Returns: whether the test message is looked for
 */
gboolean
pl_lane_pair_is_waiting_for_message (PlLanePair *self)
{
  return pl_lane_view_is_waiting_for_message (self->lanes[PL_DIRECTION_INCOMING]);
}

/**
 * pl_lane_pair_describe_wait:
 *
 * Returns: (transfer full) (nullable): what is being waited for and since when; %NULL as long as that is
 *   not worth a word
 */
char *
pl_lane_pair_describe_wait (PlLanePair *self)
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

  return NULL;
}

static void
pl_lane_pair_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&PL_LANE_PAIR (object)->setup);
  G_OBJECT_CLASS (pl_lane_pair_parent_class)->dispose (object);
}

static void
pl_lane_pair_class_init (PlLanePairClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_lane_pair_dispose;
  gtk_widget_class_set_css_name (widget_class, "lanes");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
pl_lane_pair_init (PlLanePair *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *box = g_object_new (PL_TYPE_ADAPTIVE_BOX, "wide-from", WIDE_FROM, "spacing", 12, NULL);

  pl_stage_row_prepare (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      self->lanes[i] = g_object_new (PL_TYPE_LANE_VIEW, "hexpand", TRUE, NULL);
      gtk_widget_set_parent (GTK_WIDGET (self->lanes[i]), box);
      self->places[i] = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
      gtk_widget_set_parent (GTK_WIDGET (self->places[i]), GTK_WIDGET (self));
    }
}
