// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/servers/pl-host-completion.h"

#include <string.h>

/* Fewer letters fit everything. */
#define LEAST_TYPED 2

struct _PlHostCompletion
{
  GObject parent_instance;

  GtkEditable *entry; /* borrowed: it owns this */
  char **hosts; /* owned, nullable */
  char *former; /* owned: what was typed before the last change, without what was added */
  guint idle; /* source: the key is still being handled */
};

G_DEFINE_FINAL_TYPE (PlHostCompletion, pl_host_completion, G_TYPE_OBJECT)

/**
 * pl_host_completion_find:
 * @hosts: (nullable):
 *
 * Returns: (transfer none) (nullable): the first of @hosts that begins with what was typed and goes on
 */
const char *
pl_host_completion_find (const char *const *hosts, const char *typed)
{
  gsize length = strlen (typed);

  if (length < LEAST_TYPED)
    return NULL;
  for (guint i = 0; hosts != NULL && hosts[i] != NULL; i++)
    if (g_ascii_strncasecmp (hosts[i], typed, length) == 0 && hosts[i][length] != '\0')
      return hosts[i];
  return NULL;
}

static gboolean
complete_cb (gpointer user_data)
{
  PlHostCompletion *self = user_data;
  const char *typed = gtk_editable_get_text (self->entry);
  const char *host = pl_host_completion_find ((const char *const *) self->hosts, typed);
  int length = (int) strlen (typed);

  self->idle = 0;
  if (host == NULL || gtk_editable_get_position (self->entry) != g_utf8_strlen (typed, -1))
    return G_SOURCE_REMOVE;

  gtk_editable_insert_text (self->entry, host + length, -1, &(int){ length });
  gtk_editable_select_region (self->entry, length, -1);
  return G_SOURCE_REMOVE;
}

/* One more letter at the end, by hand: only that asks for more. */
static void
changed_cb (PlHostCompletion *self)
{
  const char *text = gtk_editable_get_text (self->entry);
  gboolean one_more =
      strlen (text) == strlen (self->former) + 1 && g_str_has_prefix (text, self->former) &&
      (gtk_widget_get_state_flags (GTK_WIDGET (self->entry)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;

  g_free (self->former);
  self->former = g_strdup (text);
  g_clear_handle_id (&self->idle, g_source_remove);
  /* GtkText puts the cursor in its place after this. */
  if (one_more)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, complete_cb, self, NULL);
}

/* What is replaced by the next key was never typed. */
static void
selected_cb (PlHostCompletion *self)
{
  int start = 0;
  int end = 0;
  const char *text = gtk_editable_get_text (self->entry);

  if (!gtk_editable_get_selection_bounds (self->entry, &start, &end) ||
      end != g_utf8_strlen (text, -1))
    return;

  g_free (self->former);
  self->former = g_utf8_substring (text, 0, start);
}

static void
pl_host_completion_dispose (GObject *object)
{
  PlHostCompletion *self = PL_HOST_COMPLETION (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->hosts, g_strfreev);
  g_clear_pointer (&self->former, g_free);
  G_OBJECT_CLASS (pl_host_completion_parent_class)->dispose (object);
}

static void
pl_host_completion_class_init (PlHostCompletionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pl_host_completion_dispose;
}

static void
pl_host_completion_init (PlHostCompletion *self)
{
  self->former = g_strdup ("");
}

/**
 * pl_host_completion_new:
 * @entry: outlives what is returned
 *
 * Returns: (transfer full): at work from now on
 */
PlHostCompletion *
pl_host_completion_new (GtkEditable *entry)
{
  PlHostCompletion *self = g_object_new (PL_TYPE_HOST_COMPLETION, NULL);

  self->entry = entry;
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  /* Newer GTK tells only of the end of the selection that has moved. */
  g_signal_connect_object (entry, "notify::selection-bound", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::cursor-position", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * pl_host_completion_take_hosts:
 * @hosts: (transfer full): the likeliest first
 */
void
pl_host_completion_take_hosts (PlHostCompletion *self, GStrv hosts)
{
  g_strfreev (self->hosts);
  self->hosts = hosts;
}
