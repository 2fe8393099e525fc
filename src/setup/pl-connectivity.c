// SPDX-License-Identifier: GPL-3.0-or-later
#include "setup/pl-connectivity.h"

#include "base/pl-worker.h"

struct _PlConnectivity
{
  GObject parent_instance;

  GNetworkMonitor *monitor; /* owned, NULL until it has answered */
  gboolean watching;
  gboolean available;
};

G_DEFINE_FINAL_TYPE (PlConnectivity, pl_connectivity, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_AVAILABLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
pl_connectivity_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_AVAILABLE)
    g_value_set_boolean (value, PL_CONNECTIVITY (object)->available);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pl_connectivity_dispose (GObject *object)
{
  g_clear_object (&PL_CONNECTIVITY (object)->monitor);
  G_OBJECT_CLASS (pl_connectivity_parent_class)->dispose (object);
}

static void
pl_connectivity_class_init (PlConnectivityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pl_connectivity_get_property;
  object_class->dispose = pl_connectivity_dispose;
  properties[PROP_AVAILABLE] =
      g_param_spec_boolean ("available", NULL, NULL, TRUE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pl_connectivity_init (PlConnectivity *self)
{
  self->available = TRUE;
}

/**
 * pl_connectivity_new:
 *
 * Returns: (transfer full): nobody is asked before pl_connectivity_watch()
 */
PlConnectivity *
pl_connectivity_new (void)
{
  return g_object_new (PL_TYPE_CONNECTIVITY, NULL);
}

static void
network_changed_cb (PlConnectivity *self)
{
  pl_connectivity_set_available (self, g_network_monitor_get_network_available (self->monitor));
}

static gboolean
begin_cb (gpointer data)
{
  g_autoptr (PlConnectivity) self = data;

  g_set_object (&self->monitor, g_network_monitor_get_default ());
  g_signal_connect_object (self->monitor, "network-changed", G_CALLBACK (network_changed_cb), self,
                           G_CONNECT_SWAPPED);
  network_changed_cb (self);
  return G_SOURCE_REMOVE;
}

/* In a thread: making the monitor may ask the system bus and wait for it. Its signals come on the main
 * context, as this thread has none of its own. */
static void
make_monitor (gpointer data)
{
  (void) g_network_monitor_get_default ();
  g_idle_add (begin_cb, data);
}

/**
 * pl_connectivity_new_for_test:
 *
 * Returns: (transfer full): one that never asks the system: pl_connectivity_set_available() switches it
 */
PlConnectivity *
pl_connectivity_new_for_test (gboolean available)
{
  PlConnectivity *self = pl_connectivity_new ();

  self->watching = TRUE;
  self->available = available;
  return self;
}

/**
 * pl_connectivity_watch:
 *
 * Asks the system from now on. Does not wait.
 */
void
pl_connectivity_watch (PlConnectivity *self)
{
  PlWorker *worker;

  if (self->watching)
    return;

  self->watching = TRUE;
  worker = pl_worker_start ("pl-network", make_monitor, g_object_ref (self), NULL);
  if (worker != NULL)
    pl_worker_forget (worker);
  else
    g_object_unref (self);
}

gboolean
pl_connectivity_is_available (PlConnectivity *self)
{
  return self->available;
}

/**
 * pl_connectivity_set_available:
 *
 * What the system says; and for tests, which switch the network off.
 */
void
pl_connectivity_set_available (PlConnectivity *self, gboolean available)
{
  if (self->available == available)
    return;

  self->available = available;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AVAILABLE]);
}
