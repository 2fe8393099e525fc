// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/check/pl-lane-view.h"

#include "base/pl-hostname.h"
#include "model/pl-words.h"
#include "wizard/check/pl-stage-row.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/parts/pl-keep-together.h"

#include <glib/gi18n.h>

struct _PlLaneView
{
  GtkWidget parent_instance;

  /* All borrowed: template children */
  GtkWidget *box;
  PlHeading *heading;
  GtkLabel *server;
  GtkBox *rows;
  GtkWidget *row_of[PL_N_STAGES]; /* borrowed: children of rows, by stage */
  GtkWidget *idle; /* borrowed, nullable: the row that says that the other lane is waited for */
  PlServerSettings *settings; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (PlLaneView, pl_lane_view, GTK_TYPE_WIDGET)

/* Steps that people need not know of while they go well. */
static gboolean
is_quiet (PlStage stage)
{
  return stage == PL_STAGE_ADDRESS || stage == PL_STAGE_DISCOVERY || stage == PL_STAGE_GREETING ||
         stage == PL_STAGE_STARTTLS || stage == PL_STAGE_CAPABILITIES;
}

static void
drop_idle (PlLaneView *self)
{
  if (self->idle != NULL)
    gtk_box_remove (self->rows, self->idle);
  self->idle = NULL;
}

/* The outgoing server's sign-in is held back until the incoming one has accepted the password:
 * nobody is locked out by one wrong password tried twice. */
static void
show_idle (PlLaneView *self)
{
  if (self->idle != NULL ||
      pl_server_settings_get_direction (self->settings) != PL_DIRECTION_OUTGOING)
    return;

  self->idle = pl_stage_row_new (PL_STAGE_SIGN_IN);
  pl_stage_row_set_state (PL_STAGE_ROW (self->idle), PL_STAGE_STATE_SKIPPED, -1);
  /* Translators: a step of the check under "Sending"; it goes on once receiving has worked */
  pl_stage_row_set_words (PL_STAGE_ROW (self->idle), _ ("Waits until receiving has signed in"));
  gtk_box_append (self->rows, self->idle);
}

static PlStageRow *
ensure_row (PlLaneView *self, PlStage stage)
{
  drop_idle (self);
  if (self->row_of[stage] == NULL)
    {
      self->row_of[stage] = pl_stage_row_new (stage);
      gtk_box_append (self->rows, self->row_of[stage]);
    }
  return PL_STAGE_ROW (self->row_of[stage]);
}

static gboolean
is_running (PlLaneView *self, PlStage stage)
{
  return self->row_of[stage] != NULL &&
         pl_stage_row_get_state (PL_STAGE_ROW (self->row_of[stage])) == PL_STAGE_STATE_RUNNING;
}

static void
take_stage (PlLaneView *self, PlObservation *observation)
{
  PlStage stage = pl_observation_get_stage (observation);
  const char *ms = pl_observation_get (observation, PL_FACT_MS);
  PlStageState state = PL_STAGE_STATE_RUNNING;
  gboolean stopped;
  PlStageRow *row;

  if (!pl_stage_state_from_nick (pl_observation_get (observation, PL_FACT_STATE), &state))
    return;

  stopped = state == PL_STAGE_STATE_SKIPPED && is_running (self, stage);
  row = ensure_row (self, stage);
  pl_stage_row_set_words (row, NULL);
  /* A message that has not come yet is no failure of this server. */
  if (stage == PL_STAGE_ARRIVAL && state == PL_STAGE_STATE_FAILED)
    {
      pl_stage_row_set_words (row, pl_stage_to_words (stage, state));
      state = PL_STAGE_STATE_WARNING;
    }
  pl_stage_row_set_state (row, state, ms != NULL ? g_ascii_strtod (ms, NULL) : -1);
  if (stopped)
    /* Translators: a step of the check that had begun and was not finished */
    pl_stage_row_set_words (row, _ ("Stopped"));
  gtk_widget_set_visible (GTK_WIDGET (row),
                          stopped || !(state == PL_STAGE_STATE_SKIPPED ||
                                       (is_quiet (stage) && state == PL_STAGE_STATE_PASSED)));
  if (stage == PL_STAGE_CAPABILITIES && state == PL_STAGE_STATE_PASSED)
    show_idle (self);
}

static void
take_tls (PlLaneView *self, PlObservation *observation)
{
  const char *version = pl_observation_get (observation, PL_FACT_VERSION);
  g_autoptr (GString) words = NULL;

  if (version == NULL || pl_observation_get_outcome (observation) != PL_OUTCOME_ESTABLISHED)
    return;

  /* "TLS1.3" as people write it */
  words = g_string_new (version);
  if (g_str_has_prefix (version, "TLS") && g_ascii_isdigit (version[3]))
    g_string_insert (words, 3, "\u00a0");
  pl_stage_row_set_addition (ensure_row (self, PL_STAGE_TLS), words->str);
}

static void
take_withheld (PlLaneView *self, PlObservation *observation)
{
  PlStageRow *row;

  if (pl_observation_get_outcome (observation) != PL_OUTCOME_WITHHELD)
    return;

  row = ensure_row (self, PL_STAGE_SIGN_IN);
  pl_stage_row_set_state (row, PL_STAGE_STATE_SKIPPED, -1);
  /* Translators: a step of the check: the password was kept back, on purpose */
  pl_stage_row_set_words (row, _ ("Password not sent"));
  gtk_widget_set_visible (GTK_WIDGET (row), TRUE);
}

/* A wait has passed its soft limit: silence makes people doubt. */
static void
take_silence (PlLaneView *self, PlObservation *observation)
{
  PlStage stage = pl_observation_get_stage (observation);

  if (!pl_observation_has_word (observation, PL_FACT_LIMIT, "soft") || !is_running (self, stage))
    return;

  pl_stage_row_set_words (ensure_row (self, stage),
                          pl_observation_has_word (observation, PL_FACT_REASON, "auth")
                              /* Translators: a step of the check that takes longer than usual */
                              ? _ ("The server is still checking the sign-in")
                              /* Translators: a step of the check that takes longer than usual */
                              : _ ("Still waiting for the server"));
}

static void
take_delivery (PlLaneView *self, PlObservation *observation)
{
  const char *folder = pl_observation_get (observation, PL_FACT_TEXT);

  if (pl_observation_get_outcome (observation) != PL_OUTCOME_FOUND)
    return;

  pl_stage_row_set_addition (ensure_row (self, PL_STAGE_ARRIVAL),
                             pl_observation_has_word (observation, PL_FACT_REASON, "junk") ? folder
                                                                                           : NULL);
}

/**
 * pl_lane_view_observe:
 *
 * Shows one more thing that was seen. Follow-up probes are not shown here: what they found stands
 * in the finding.
 */
void
pl_lane_view_observe (PlLaneView *self, PlObservation *observation)
{
  if (pl_observation_get_probe (observation) != 0 || self->settings == NULL)
    return;

  switch ((int) pl_observation_get_sight (observation))
    {
    case PL_SIGHT_STAGE:
      take_stage (self, observation);
      break;
    case PL_SIGHT_TLS:
      take_tls (self, observation);
      break;
    case PL_SIGHT_SIGN_IN:
      take_withheld (self, observation);
      break;
    case PL_SIGHT_SILENCE:
      take_silence (self, observation);
      break;
    case PL_SIGHT_DELIVERY:
      take_delivery (self, observation);
      break;
    default:
      break;
    }
}

static void
show_server (PlLaneView *self)
{
  g_autofree char *host = pl_hostname_to_display (pl_server_settings_get_host (self->settings));
  g_autofree char *text = g_strdup_printf (
      /* Translators: a server in two lines: its name, then port and encryption */
      C_ ("server", "%s\nPort %u · %s"), host, pl_server_settings_get_port (self->settings),
      pl_security_to_words (pl_server_settings_get_security (self->settings)));

  gtk_label_set_label (self->server, text);
}

static void
name_by (PlLaneView *self, PlDirection direction)
{
  pl_heading_set_label (self->heading, pl_direction_to_words (direction));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  pl_heading_get_label (self->heading), -1);
}

/**
 * pl_lane_view_leave_out:
 *
 * The person wants no server for @direction, and is told so in its place.
 */
void
pl_lane_view_leave_out (PlLaneView *self, PlDirection direction)
{
  pl_lane_view_start (self, NULL);
  name_by (self, direction);
  gtk_label_set_label (self->server,
                       direction == PL_DIRECTION_OUTGOING
                           /* Translators: stands in place of the server for sending */
                           ? _ ("Left out: this account only receives.")
                           /* Translators: stands in place of the server for receiving */
                           : _ ("Left out: this account only sends."));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/**
 * pl_lane_view_start:
 * @settings: (nullable): %NULL for a direction that is not there
 *
 * Begins anew.
 */
void
pl_lane_view_start (PlLaneView *self, PlServerSettings *settings)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, row);
  for (guint i = 0; i < PL_N_STAGES; i++)
    self->row_of[i] = NULL;
  self->idle = NULL;

  g_set_object (&self->settings, settings);
  gtk_widget_set_visible (GTK_WIDGET (self), settings != NULL);
  if (settings == NULL)
    return;

  name_by (self, pl_server_settings_get_direction (settings));
  show_server (self);
}

static PlStageRow *
find_running (PlLaneView *self)
{
  for (guint i = 0; i < PL_N_STAGES; i++)
    if (is_running (self, (PlStage) i))
      return PL_STAGE_ROW (self->row_of[i]);
  return NULL;
}

void
pl_lane_view_tick (PlLaneView *self, gint64 now_us)
{
  PlStageRow *row = find_running (self);

  if (row != NULL)
    pl_stage_row_tick (row, now_us);
}

/**
 * pl_lane_view_stop:
 *
 * The check is over: nothing runs any more.
 */
void
pl_lane_view_stop (PlLaneView *self)
{
  PlStageRow *row = find_running (self);

  drop_idle (self);

  if (row == NULL)
    return;

  pl_stage_row_set_state (row, PL_STAGE_STATE_SKIPPED, -1);
  pl_stage_row_set_words (row, _ ("Stopped"));
}

/**
 * pl_lane_view_is_waiting_for_message:
 *
 * Returns: whether the test message is looked for
 */
gboolean
pl_lane_view_is_waiting_for_message (PlLaneView *self)
{
  return is_running (self, PL_STAGE_ARRIVAL);
}

/**
 * pl_lane_view_describe_wait:
 * @now_us: monotonic time
 * @seconds: (out): how long already
 *
 * Returns: (transfer full) (nullable): what is being waited for, in words: stage and host
 */
char *
pl_lane_view_describe_wait (PlLaneView *self, gint64 now_us, int *seconds)
{
  PlStageRow *row = find_running (self);
  g_autofree char *host = NULL;

  if (row == NULL)
    return NULL;

  host = pl_hostname_to_display (pl_server_settings_get_host (self->settings));
  *seconds = (int) ((now_us - pl_stage_row_get_begun_at (row)) / G_USEC_PER_SEC);
  /* Translators: what the check waits for: a host, and the step, such as "Signing in" */
  return g_strdup_printf (_ ("%s: %s"), host,
                          pl_stage_to_words (pl_stage_row_get_stage (row), PL_STAGE_STATE_RUNNING));
}

static void
pl_lane_view_dispose (GObject *object)
{
  PlLaneView *self = PL_LANE_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), PL_TYPE_LANE_VIEW);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (pl_lane_view_parent_class)->dispose (object);
}

static void
pl_lane_view_class_init (PlLaneViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_lane_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  g_type_ensure (PL_TYPE_HEADING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/postlotse/Postlotse/pl-lane-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PlLaneView, box);
  gtk_widget_class_bind_template_child (widget_class, PlLaneView, heading);
  gtk_widget_class_bind_template_child (widget_class, PlLaneView, server);
  gtk_widget_class_bind_template_child (widget_class, PlLaneView, rows);
}

static void
pl_lane_view_init (PlLaneView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pl_keep_together (self->server);
}
