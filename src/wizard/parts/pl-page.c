// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/parts/pl-page.h"

#include "wizard/parts/pl-focus-view.h"

#define LEAST_HEIGHT 100 /* pixels: as much as can be scrolled with */

typedef struct
{
  PlSetup *setup; /* owned */
  PlLaunchJob *launch; /* owned, nullable */
  PlFocusView *view; /* owned, nullable: of what scrolls */
  char *action_label; /* owned */
  gboolean action_suggested;
  gboolean can_continue;
} PlPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (PlPage, pl_page, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SETUP,
  PROP_ACTION_LABEL,
  PROP_ACTION_SUGGESTED,
  PROP_CAN_CONTINUE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  GO_TO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
pl_page_constructed (GObject *object)
{
  PlPage *self = PL_PAGE (object);
  PlPagePrivate *priv = pl_page_get_instance_private (self);
  GtkWidget *pane = gtk_widget_get_first_child (GTK_WIDGET (self));

  G_OBJECT_CLASS (pl_page_parent_class)->constructed (object);

  if (GTK_IS_SCROLLED_WINDOW (pane))
    priv->view = pl_focus_view_new (GTK_SCROLLED_WINDOW (pane));
  g_signal_connect_object (priv->setup, "notify", G_CALLBACK (pl_page_update), self,
                           G_CONNECT_SWAPPED);
  pl_page_update (self);
}

static void
pl_page_dispose (GObject *object)
{
  PlPagePrivate *priv = pl_page_get_instance_private (PL_PAGE (object));

  g_clear_object (&priv->setup);
  g_clear_object (&priv->launch);
  g_clear_pointer (&priv->action_label, g_free);
  G_OBJECT_CLASS (pl_page_parent_class)->dispose (object);
}

static void
pl_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PlPagePrivate *priv = pl_page_get_instance_private (PL_PAGE (object));

  switch (id)
    {
    case PROP_SETUP:
      g_value_set_object (value, priv->setup);
      break;
    case PROP_ACTION_LABEL:
      g_value_set_string (value, priv->action_label);
      break;
    case PROP_ACTION_SUGGESTED:
      g_value_set_boolean (value, priv->action_suggested);
      break;
    case PROP_CAN_CONTINUE:
      g_value_set_boolean (value, priv->can_continue);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pl_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PlPagePrivate *priv = pl_page_get_instance_private (PL_PAGE (object));

  switch (id)
    {
    case PROP_SETUP:
      priv->setup = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* The first thing to type into or to press. */
static void
pl_page_real_enter (PlPage *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static gboolean
pl_page_real_leave (PlPage *self, gboolean forward)
{
  return TRUE;
}

static gboolean
pl_page_real_is_waiting (PlPage *self)
{
  return FALSE;
}

static gboolean
pl_page_real_point_out (PlPage *self, const char *field)
{
  return FALSE;
}

static void
pl_page_real_update (PlPage *self)
{
}

static GtkSizeRequestMode
pl_page_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* A page scrolls in what height the window has left: how high its content is, concerns nobody outside.
 * Without saying so here, GTK asks it several times for each frame, every label in as many widths, and
 * most of the time that a page takes to appear goes into that. */
static void
pl_page_measure (GtkWidget *widget,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? LEAST_HEIGHT : 0;
  if (child != NULL && orientation == GTK_ORIENTATION_HORIZONTAL)
    gtk_widget_measure (child, orientation, -1, minimum, natural, NULL, NULL);
}

static void
pl_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child != NULL)
    gtk_widget_size_allocate (child, &(GtkAllocation){ 0, 0, width, height }, -1);
}

static void
pl_page_class_init (PlPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = pl_page_constructed;
  object_class->dispose = pl_page_dispose;
  object_class->get_property = pl_page_get_property;
  object_class->set_property = pl_page_set_property;
  klass->enter = pl_page_real_enter;
  klass->leave = pl_page_real_leave;
  klass->point_out = pl_page_real_point_out;
  klass->is_waiting = pl_page_real_is_waiting;
  klass->update = pl_page_real_update;

  properties[PROP_SETUP] =
      g_param_spec_object ("setup", NULL, NULL, PL_TYPE_SETUP,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACTION_LABEL] = g_param_spec_string ("action-label", NULL, NULL, NULL,
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACTION_SUGGESTED] = g_param_spec_boolean (
      "action-suggested", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAN_CONTINUE] = g_param_spec_boolean ("can-continue", NULL, NULL, FALSE,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[GO_TO] = g_signal_new ("go-to", PL_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  widget_class->get_request_mode = pl_page_get_request_mode;
  widget_class->measure = pl_page_measure;
  widget_class->size_allocate = pl_page_size_allocate;
}

static void
pl_page_init (PlPage *self)
{
}

/**
 * pl_page_get_setup:
 *
 * Returns: (transfer none):
 */
PlSetup *
pl_page_get_setup (PlPage *self)
{
  PlPagePrivate *priv = pl_page_get_instance_private (self);

  return priv->setup;
}

/**
 * pl_page_set_launch:
 * @job: (nullable): shared: what the program wants that has opened the window
 */
void
pl_page_set_launch (PlPage *self, PlLaunchJob *job)
{
  PlPagePrivate *priv = pl_page_get_instance_private (self);

  if (g_set_object (&priv->launch, job))
    pl_page_update (self);
}

/**
 * pl_page_get_launch:
 *
 * Returns: (transfer none) (nullable): %NULL in a window that the person has opened
 */
PlLaunchJob *
pl_page_get_launch (PlPage *self)
{
  PlPagePrivate *priv = pl_page_get_instance_private (self);

  return priv->launch;
}

/**
 * pl_page_get_action_label:
 *
 * Returns: (transfer none) (nullable): %NULL when the button is not to be seen
 */
const char *
pl_page_get_action_label (PlPage *self)
{
  PlPagePrivate *priv = pl_page_get_instance_private (self);

  return priv->action_label;
}

gboolean
pl_page_get_action_suggested (PlPage *self)
{
  PlPagePrivate *priv = pl_page_get_instance_private (self);

  return priv->action_suggested;
}

gboolean
pl_page_get_can_continue (PlPage *self)
{
  PlPagePrivate *priv = pl_page_get_instance_private (self);

  return priv->can_continue;
}

/**
 * pl_page_set_action:
 * @label: (nullable): with a mnemonic; %NULL: no button
 * @suggested: it is the one thing to do now
 * @usable: it can be pressed
 *
 * For subclasses, from their update hook.
 */
void
pl_page_set_action (PlPage *self, const char *label, gboolean suggested, gboolean usable)
{
  PlPagePrivate *priv = pl_page_get_instance_private (self);

  if (g_strcmp0 (priv->action_label, label) != 0)
    {
      g_free (priv->action_label);
      priv->action_label = g_strdup (label);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTION_LABEL]);
    }
  if (priv->action_suggested != suggested)
    {
      priv->action_suggested = suggested;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTION_SUGGESTED]);
    }
  if (priv->can_continue != usable)
    {
      priv->can_continue = usable;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_CONTINUE]);
    }
}

/**
 * pl_page_dispose_template:
 * @type: the subclass
 *
 * For the dispose of subclasses: takes the widgets down while the subclass still knows them, so that
 * whatever they say then finds a whole page; after that the template lets go of them.
 */
void
pl_page_dispose_template (PlPage *self, GType type)
{
  PlPagePrivate *priv = pl_page_get_instance_private (self);
  GtkWidget *child;

  g_clear_object (&priv->view);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  gtk_widget_dispose_template (GTK_WIDGET (self), type);
}

void
pl_page_enter (PlPage *self)
{
  PL_PAGE_GET_CLASS (self)->enter (self);
}

gboolean
pl_page_leave (PlPage *self, gboolean forward)
{
  return PL_PAGE_GET_CLASS (self)->leave (self, forward);
}

gboolean
pl_page_is_waiting (PlPage *self)
{
  return PL_PAGE_GET_CLASS (self)->is_waiting (self);
}

void
pl_page_update (PlPage *self)
{
  PL_PAGE_GET_CLASS (self)->update (self);
}

/**
 * pl_page_go_to:
 * @id: of a page in the table of pl-pages.c; a static string
 */
void
pl_page_go_to (PlPage *self, const char *id)
{
  g_signal_emit (self, signals[GO_TO], 0, id);
}

/**
 * pl_page_go_to_field:
 * @field: (nullable): what the page there should point out: `address`, `password`, or one of a server,
 *   such as `incoming-host`, `outgoing-port`, `-security`, `-username`, `-auth`
 *
 * As pl_page_go_to(), and to a field of that page.
 */
void
pl_page_go_to_field (PlPage *self, const char *id, const char *field)
{
  GtkWidget *stack = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *there;

  pl_page_go_to (self, id);
  there = GTK_IS_STACK (stack) ? gtk_stack_get_visible_child (GTK_STACK (stack)) : NULL;
  if (field != NULL && PL_IS_PAGE (there))
    (void) PL_PAGE_GET_CLASS (there)->point_out (PL_PAGE (there), field);
}
