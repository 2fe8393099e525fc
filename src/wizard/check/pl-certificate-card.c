// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/check/pl-certificate-card.h"

#include "wizard/parts/pl-disclosure.h"
#include "wizard/parts/pl-gradual.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/parts/pl-label.h"
#include "wizard/parts/pl-mark.h"
#include "wizard/parts/pl-row.h"

#include <glib/gi18n.h>
#include <string.h>

struct _PlCertificateCard
{
  GtkWidget parent_instance;

  PlDisclosure *others; /* borrowed: a child, nullable: what the server sent along */
  PlChain *chain; /* owned */
};

G_DEFINE_FINAL_TYPE (PlCertificateCard, pl_certificate_card, GTK_TYPE_WIDGET)

/* Eight pairs of a fingerprint with their colons, and less room than a ninth takes. */
#define FINGERPRINT_WIDTH 25 /* letters */

/* A line ends behind a colon only: half a pair is hard to compare. Attributes, no marks in the text, which is
 * to be copied as it is. */
static void
keep_pairs_together (GtkLabel *value)
{
  const char *text = gtk_label_get_text (value);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  for (const char *pair = text, *end; *pair != '\0'; pair = end)
    {
      const char *colon = strchr (pair, ':');
      PangoAttribute *together = pango_attr_allow_breaks_new (FALSE);

      end = colon != NULL ? colon + 1 : pair + strlen (pair);
      together->start_index = (guint) (pair - text);
      together->end_index = (guint) (end - text);
      pango_attr_list_insert (attributes, together);
    }
  gtk_label_set_attributes (value, attributes);
  gtk_label_set_max_width_chars (value, FINGERPRINT_WIDTH);
}

/* A row gives it no more than the width that it wants to have. */
static GtkWidget *
wrap_fingerprint (GtkWidget *value)
{
  GtkWidget *row = pl_row_new (0);

  keep_pairs_together (GTK_LABEL (value));
  pl_row_append (PL_ROW (row), value);
  return row;
}

/* Name above value: long ones want the whole width. What is compared letter by letter is a stop of the Tab
 * key, so that it can be copied without a mouse. */
static GtkWidget *
make_row (const PlChainRow *row)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget *value = pl_label_new (row->value, row->verbatim ? "pl-verbatim" : NULL);
  g_autofree char *both = g_strdup_printf ("%s: %s", row->label, row->value);

  /* It has no words to break at. */
  if (row->verbatim)
    gtk_label_set_wrap_mode (GTK_LABEL (value), PANGO_WRAP_CHAR);
  gtk_label_set_selectable (GTK_LABEL (value), TRUE);
  gtk_widget_set_can_focus (value, row->verbatim);
  gtk_box_append (GTK_BOX (box), pl_label_new (row->label, "pl-hint"));
  gtk_box_append (GTK_BOX (box),
                  g_str_equal (row->key, "sha256") ? wrap_fingerprint (value) : value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, both, -1);
  return box;
}

static GtkWidget *
make_heading (PlChainCertificate *certificate)
{
  GtkWidget *heading = g_object_new (PL_TYPE_HEADING, "level", 3, "label",
                                     pl_chain_certificate_get_title (certificate), NULL);

  gtk_widget_add_css_class (heading, "pl-small-heading");
  return heading;
}

static GtkWidget *
make_facts (PlChainCertificate *certificate)
{
  GtkWidget *list = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                  6, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, NULL);
  guint n_rows = 0;
  const PlChainRow *rows = pl_chain_certificate_get_rows (certificate, &n_rows);

  for (guint i = 0; i < n_rows; i++)
    pl_gradual_append (GTK_BOX (list), make_row (&rows[i]));
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  pl_chain_certificate_get_title (certificate), -1);
  return list;
}

static GtkWidget *
make_note (const char *text, const char *mark, const char *style)
{
  GtkWidget *box = pl_row_new (6);
  GtkWidget *image = pl_mark_new (mark);
  GtkWidget *words = pl_label_new (text, NULL);

  /* As wide as there is room for: by itself GTK would rather have two short lines. */
  gtk_label_set_natural_wrap_mode (GTK_LABEL (words), GTK_NATURAL_WRAP_NONE);
  gtk_widget_add_css_class (image, "pl-mark");
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_add_css_class (box, style);
  pl_row_append (PL_ROW (box), image);
  pl_row_append (PL_ROW (box), words);
  return box;
}

static void
add (PlCertificateCard *self, GtkWidget *child)
{
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

typedef struct
{
  const char *mark;
  const char *style;
} Look;

static const Look good = { "check", "pl-passed" };
static const Look unsafe = { "warning", "pl-unsafe" };
static const Look bad = { "cross", "pl-failed" };

/* A fault that is the whole verdict is said once. */
static void
add_faults (PlCertificateCard *self, const Look *look)
{
  guint n_faults = 0;
  const PlChainFault *faults = pl_chain_get_faults (self->chain, &n_faults);

  for (guint i = 0; i < n_faults; i++)
    if (g_strcmp0 (faults[i].text, pl_chain_get_verdict (self->chain)) != 0)
      add (self, make_note (faults[i].text, look->mark, look->style));
}

/* Who vouches for it, and what is wrong, one line each. What stops the account comes first, and only that
 * is red: a certificate whose name alone is wrong has an issuer that is in order. */
static void
add_verdict (PlCertificateCard *self)
{
  gboolean accepted = pl_chain_is_accepted (self->chain);
  gboolean trusted = pl_chain_is_issuer_trusted (self->chain);
  const Look *look = trusted ? &good : accepted ? &unsafe : &bad;

  if (trusted)
    add_faults (self, accepted ? &unsafe : &bad);
  add (self, make_note (pl_chain_get_verdict (self->chain), look->mark, look->style));
  if (!trusted)
    add_faults (self, &unsafe);
}

static GtkWidget *
make_other (PlChainCertificate *certificate)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box), make_heading (certificate));
  gtk_box_append (GTK_BOX (box), make_facts (certificate));
  return box;
}

/* Made when somebody looks. */
static void
expanded_cb (PlCertificateCard *self)
{
  GtkWidget *box;

  if (!pl_disclosure_get_expanded (self->others) || pl_disclosure_get_child (self->others) != NULL)
    return;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_add_css_class (box, "pl-details");
  for (guint i = 1; i < pl_chain_get_n_certificates (self->chain); i++)
    gtk_box_append (GTK_BOX (box), make_other (pl_chain_get_certificate (self->chain, i)));
  pl_disclosure_set_child (self->others, box);
}

static void
add_others (PlCertificateCard *self)
{
  guint n_others = pl_chain_get_n_certificates (self->chain) - 1;
  g_autofree char *label = g_strdup_printf (
      /* Translators: opens a list; %u is how many more certificates belong to the server's own */
      ngettext ("Whole chain: %u more certificate", "Whole chain: %u more certificates", n_others),
      n_others);

  self->others = g_object_new (PL_TYPE_DISCLOSURE, "label", label, NULL);
  g_signal_connect_object (self->others, "notify::expanded", G_CALLBACK (expanded_cb), self,
                           G_CONNECT_SWAPPED);
  add (self, GTK_WIDGET (self->others));
}

static void
pl_certificate_card_dispose (GObject *object)
{
  PlCertificateCard *self = PL_CERTIFICATE_CARD (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->others = NULL;
  g_clear_object (&self->chain);
  G_OBJECT_CLASS (pl_certificate_card_parent_class)->dispose (object);
}

static void
pl_certificate_card_class_init (PlCertificateCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_certificate_card_dispose;
  gtk_widget_class_set_css_name (widget_class, "certificate");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
pl_certificate_card_init (PlCertificateCard *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  /* Translators: what a group of facts is about */
                                  _ ("Certificate"), -1);
}

/**
 * pl_certificate_card_new:
 * @chain: with at least the server's own certificate
 */
GtkWidget *
pl_certificate_card_new (PlChain *chain)
{
  PlCertificateCard *self = g_object_new (PL_TYPE_CERTIFICATE_CARD, NULL);
  PlChainCertificate *own =
      pl_chain_get_n_certificates (chain) > 0 ? pl_chain_get_certificate (chain, 0) : NULL;

  self->chain = g_object_ref (chain);
  /* What the verdict is about is said first: a button may stand above it. */
  if (own != NULL)
    add (self, make_heading (own));
  add_verdict (self);
  if (own != NULL)
    add (self, make_facts (own));
  if (pl_chain_get_n_certificates (chain) > 1)
    add_others (self);
  return GTK_WIDGET (self);
}
