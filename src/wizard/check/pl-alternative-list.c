// SPDX-License-Identifier: GPL-3.0-or-later
/* Other causes that fit as well, one line each; unfolded, what each would mean. */
#include "wizard/check/pl-alternative-list.h"

#include "wizard/parts/pl-disclosure.h"
#include "wizard/parts/pl-label.h"

#include <glib/gi18n.h>

typedef struct
{
  PlFinding *finding; /* owned */
  guint index;
} Alternative;

static void
alternative_free (gpointer data, GClosure *closure)
{
  Alternative *self = data;

  g_object_unref (self->finding);
  g_free (self);
}

/* Made when somebody looks. */
static void
expanded_cb (PlDisclosure *row, GParamSpec *pspec, Alternative *alternative)
{
  const char *const *explanations = pl_finding_get_alternative_explanations (alternative->finding);
  GtkWidget *text;

  if (!pl_disclosure_get_expanded (row) || pl_disclosure_get_child (row) != NULL)
    return;

  text = pl_label_new (explanations[alternative->index], "pl-alternative");
  pl_disclosure_set_child (row, text);
}

static GtkWidget *
make_row (PlFinding *finding, guint index)
{
  g_autoptr (GString) title = g_string_new (pl_finding_get_alternative_titles (finding)[index]);
  Alternative *alternative = g_new (Alternative, 1);
  GtkWidget *row;

  /* Without a mnemonic: an underscore belongs to the name of a host. */
  g_string_replace (title, "_", "__", 0);
  row = g_object_new (PL_TYPE_DISCLOSURE, "label", title->str, "accessible-role",
                      GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  pl_finding_get_alternative_titles (finding)[index], -1);
  *alternative = (Alternative){ g_object_ref (finding), index };
  g_signal_connect_data (row, "notify::expanded", G_CALLBACK (expanded_cb), alternative,
                         alternative_free, 0);
  return row;
}

/**
 * pl_alternative_list_new:
 * @finding: with at least one alternative
 */
GtkWidget *
pl_alternative_list_new (PlFinding *finding)
{
  const char *const *titles = pl_finding_get_alternative_titles (finding);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *list = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, NULL);
  /* Translators: below a problem; above a list of other problems that would fit as well */
  const char *name = _ ("Also possible");

  gtk_box_append (GTK_BOX (box), pl_label_new (name, "pl-hint"));
  gtk_box_append (GTK_BOX (box), list);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (guint i = 0; titles[i] != NULL; i++)
    gtk_box_append (GTK_BOX (list), make_row (finding, i));
  return box;
}
