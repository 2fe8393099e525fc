// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/done/pl-phone-part.h"

#include "setup/pl-setup-export.h"
#include "wizard/check/pl-result.h"
#include "wizard/done/pl-export-preview.h"
#include "wizard/done/pl-qr-view.h"
#include "wizard/parts/pl-disclosure.h"
#include "wizard/parts/pl-heading.h"

#include <glib/gi18n.h>

struct _PlPhonePart
{
  GtkWidget parent_instance;

  /* All borrowed: children, or inside one */
  PlDisclosure *more;
  GtkBox *box;

  PlSetup *setup; /* owned, nullable until the first update */
};

G_DEFINE_FINAL_TYPE (PlPhonePart, pl_phone_part, GTK_TYPE_WIDGET)

static void
clear (PlPhonePart *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
}

static void
add_code (PlPhonePart *self, PlExportAccount *account, PlQrImage *image)
{
  g_autofree char *name = g_strdup_printf (
      /* Translators: what a screen reader says of a QR code; %s is an e-mail address */
      _ ("QR code with the settings of %s"), pl_export_account_get_address (account));

  gtk_box_append (self->box,
                  pl_qr_view_new (image, name,
                                  /* Translators: what a screen reader says besides of a QR code */
                                  _ ("Black and white squares for the phone's camera. The "
                                     "password is not in it.")));
}

/* What is done on the phone, one step after the other. */
static void
add_steps (PlPhonePart *self, PlExportAccount *account)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new ();

  for (guint i = 0; pl_export_qr.steps[i] != NULL; i++)
    g_ptr_array_add (steps, (char *) _ (pl_export_qr.steps[i]));
  if (pl_export_account_get_exception (account, PL_DIRECTION_INCOMING) != NULL ||
      pl_export_account_get_exception (account, PL_DIRECTION_OUTGOING) != NULL)
    g_ptr_array_add (
        steps,
        /* Translators: a step with a QR code, where the person has made an exception for a certificate */
        (char *) _ ("The phone knows nothing of the exception for the certificate and warns of it. "
                    "Compare the fingerprint there with the one on the sheet."));
  g_ptr_array_add (steps, NULL);
  pl_export_preview_add_steps (self->box, (const char *const *) steps->pdata);
}

static void
fill (PlPhonePart *self)
{
  g_autoptr (PlExportAccount) account = pl_setup_dup_export_account (self->setup);
  g_autofree char *reason =
      account != NULL ? pl_export_document_refuse (&pl_export_qr, account) : NULL;
  g_autofree char *text = NULL;
  g_autoptr (PlQrImage) image = NULL;
  g_autoptr (GError) error = NULL;

  clear (self);
  if (account == NULL)
    return;
  if (reason == NULL)
    {
      text = pl_export_qr_make_text (account);
      image = pl_qr_image_new (text, &error);
    }
  if (image == NULL)
    {
      pl_export_preview_add_text (self->box, reason != NULL ? reason : error->message, NULL);
      return;
    }

  add_code (self, account, image);
  add_steps (self, account);
}

/* Not at once: what is filled while it is being shown is laid out by GTK 4.8 as if its texts had one line
 * each. */
static gboolean
fill_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PlPhonePart *self = PL_PHONE_PART (widget);

  if (self->setup != NULL && pl_disclosure_get_expanded (self->more))
    {
      fill (self);
      pl_result_scroll_to (widget);
    }
  return G_SOURCE_REMOVE;
}

/* The code is there as long as it is looked at. */
static void
expanded_cb (PlPhonePart *self)
{
  if (pl_disclosure_get_expanded (self->more))
    gtk_widget_add_tick_callback (GTK_WIDGET (self), fill_cb, NULL, NULL);
  else
    clear (self);
}

/**
 * pl_phone_part_update:
 * @setup: the same at every call
 */
void
pl_phone_part_update (PlPhonePart *self, PlSetup *setup)
{
  g_set_object (&self->setup, setup);
}

/**
 * pl_phone_part_forget:
 *
 * The account is another one now.
 */
void
pl_phone_part_forget (PlPhonePart *self)
{
  pl_disclosure_set_expanded (self->more, FALSE);
}

static void
pl_phone_part_dispose (GObject *object)
{
  PlPhonePart *self = PL_PHONE_PART (object);
  GtkWidget *child;

  g_clear_object (&self->setup);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pl_phone_part_parent_class)->dispose (object);
}

static void
pl_phone_part_class_init (PlPhonePartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_phone_part_dispose;
  gtk_widget_class_set_css_name (widget_class, "phone");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
pl_phone_part_init (PlPhonePart *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  /* Translators: heading above the offer of a QR code */
  const char *title = _ ("On your phone");
  /* Translators: button that shows a QR code */
  const char *label = _ ("Show _QR code for Thunderbird on Android");
  GtkWidget *heading = g_object_new (PL_TYPE_HEADING, "label", title, NULL);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  self->more = g_object_new (PL_TYPE_DISCLOSURE, "label", label, NULL);
  pl_disclosure_set_child (self->more, GTK_WIDGET (self->box));
  gtk_widget_set_parent (heading, GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->more), GTK_WIDGET (self));
  g_signal_connect_object (self->more, "notify::expanded", G_CALLBACK (expanded_cb), self,
                           G_CONNECT_SWAPPED);
}
