// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/servers/pl-server-advice.h"

#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-mark.h"
#include "wizard/parts/pl-row.h"
#include "wizard/servers/pl-server-hints.h"

struct _PlServerAdvice
{
  GtkWidget parent_instance;

  GtkLabel *text; /* borrowed: inside a child */
  GtkButton *fix; /* borrowed: a child */

  PlServerHint hint; /* its strings are owned */
};

G_DEFINE_FINAL_TYPE (PlServerAdvice, pl_server_advice, GTK_TYPE_WIDGET)

enum
{
  TAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/**
 * pl_server_advice_update:
 * @port: 0 when none was typed yet
 *
 * Derives the view from the settings as they are now.
 *
 * Returns: (transfer none): what is said, for screen readers at the fields; empty while all fits
 */
const char *
pl_server_advice_update (PlServerAdvice *self, PlService service, guint port, PlSecurity security)
{
  const char *text;

  pl_server_hint_clear (&self->hint);
  pl_server_hint_find (service, port, security, &self->hint);
  text = self->hint.text != NULL ? self->hint.text : "";

  gtk_widget_set_visible (GTK_WIDGET (self), *text != '\0');
  gtk_label_set_label (self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->fix), self->hint.fix_label != NULL);
  if (self->hint.fix_label != NULL)
    pl_button_set_label (self->fix, self->hint.fix_label);
  return text;
}

static void
clicked_cb (PlServerAdvice *self)
{
  g_signal_emit (self, signals[TAKEN], 0, (guint) self->hint.port, (int) self->hint.security);
}

static void
pl_server_advice_dispose (GObject *object)
{
  PlServerAdvice *self = PL_SERVER_ADVICE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  pl_server_hint_clear (&self->hint);
  G_OBJECT_CLASS (pl_server_advice_parent_class)->dispose (object);
}

static void
pl_server_advice_class_init (PlServerAdviceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_server_advice_dispose;
  signals[TAKEN] = g_signal_new ("taken", PL_TYPE_SERVER_ADVICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_INT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
pl_server_advice_init (PlServerAdvice *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *row = pl_row_new (12);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->text = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "hexpand", TRUE, NULL);
  pl_row_append (PL_ROW (row), pl_mark_new ("warning"));
  pl_row_append (PL_ROW (row), GTK_WIDGET (self->text));
  gtk_widget_set_parent (row, GTK_WIDGET (self));
  self->fix = g_object_new (GTK_TYPE_BUTTON, "use-underline", TRUE, "halign", GTK_ALIGN_END, NULL);
  pl_button_set_label (self->fix, "");
  gtk_widget_set_parent (GTK_WIDGET (self->fix), GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "pl-warning");
  g_signal_connect_object (self->fix, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
}
