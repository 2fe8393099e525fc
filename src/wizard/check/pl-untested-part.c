// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/check/pl-untested-part.h"

#include "base/pl-hostname.h"
#include "model/pl-words.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-disclosure.h"
#include "wizard/parts/pl-label.h"

#include <glib/gi18n.h>

/* One offer: what the button says, and what it means. */
typedef struct
{
  GtkWidget *box;
  GtkButton *button;
  GtkLabel *meaning;
} Offer;

struct _PlUntestedPart
{
  GtkWidget parent_instance;

  /* All borrowed: children */
  PlDisclosure *disclosure;
  Offer leave_out;
  Offer accept;

  PlDirection useless; /* the direction that would be left out */
  PlDirections failed; /* those that would be taken untested */
};

G_DEFINE_FINAL_TYPE (PlUntestedPart, pl_untested_part, GTK_TYPE_WIDGET)

enum
{
  LEAVE_OUT,
  ACCEPT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- What can be offered --- */

/**
 * pl_untested_part_find_failed:
 *
 * Returns: the directions with a server of which no check has shown that it works
 */
PlDirections
pl_untested_part_find_failed (PlSetup *setup)
{
  PlEvidence *evidence = pl_setup_get_evidence (setup);
  gboolean entering = pl_setup_get_stage (setup) == PL_SETUP_STAGE_ENTERING;
  PlDirections failed = 0;

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      /* What was entered since a check is as good as never checked. */
      PlCheckState state = evidence != NULL && !entering
                               ? pl_check_get_state (evidence, (PlDirection) i)
                               : PL_CHECK_STATE_NOT_TESTED;

      if (pl_setup_get_server (setup, (PlDirection) i) != NULL && state != PL_CHECK_STATE_OK &&
          state != PL_CHECK_STATE_PARTIAL)
        failed |= 1u << i;
    }

  return failed;
}

static char *
describe_secrecy (PlSetup *setup, PlDirections directions)
{
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if ((directions & (1u << i)) != 0 && !pl_setup_may_have_password (setup, (PlDirection) i))
      {
        PlServerSettings *server = pl_setup_get_server (setup, (PlDirection) i);
        g_autofree char *host = pl_hostname_to_display (pl_server_settings_get_host (server));

        /* Translators: added to what taking settings untested means; %s is a server */
        return g_strdup_printf (_ ("Your password is not handed on with them: nobody has confirmed "
                                   "that %s may have it."),
                                host);
      }

  return NULL;
}

/**
 * pl_untested_part_describe:
 * @directions: at least one
 *
 * Returns: (transfer full): what it means to take these untested
 */
char *
pl_untested_part_describe (PlSetup *setup, PlDirections directions)
{
  g_autofree char *secrecy = describe_secrecy (setup, directions);
  const char *meaning =
      directions == PL_DIRECTIONS_BOTH
          /* Translators: what taking settings untested means */
          ? _ ("The settings go to your mail program as they are now, marked as not tested. They "
               "may not work; the mail program will show it.")
          : directions == PL_DIRECTIONS_INCOMING
                /* Translators: what taking settings untested means, when sending works */
                ? _ ("The settings for receiving go to your mail program as they are now, marked as not "
                     "tested. They may not work; the mail program will show it.")
                /* Translators: what taking settings untested means, when receiving works */
                : _ ("The settings for sending go to your mail program as they are now, marked as not "
                     "tested. They may not work; the mail program will show it.");

  return secrecy != NULL ? g_strconcat (meaning, " ", secrecy, NULL) : g_strdup (meaning);
}

/* --- The view --- */

static void
update_leave_out (PlUntestedPart *self, PlSetup *setup)
{
  gboolean incoming = self->failed == PL_DIRECTIONS_INCOMING;
  gboolean possible = (incoming || self->failed == PL_DIRECTIONS_OUTGOING) &&
                      pl_setup_get_server (setup, PL_DIRECTION_INCOMING) != NULL &&
                      pl_setup_get_server (setup, PL_DIRECTION_OUTGOING) != NULL;

  self->useless = incoming ? PL_DIRECTION_INCOMING : PL_DIRECTION_OUTGOING;
  gtk_widget_set_visible (self->leave_out.box, possible);
  pl_button_set_label (self->leave_out.button, incoming
                                                   /* Translators: button: receiving is left out */
                                                   ? _ ("Send _only")
                                                   /* Translators: button: sending is left out */
                                                   : _ ("Receive _only"));
  gtk_label_set_label (
      self->leave_out.meaning,
      incoming
          /* Translators: what the button "Send only" means */
          ? _ ("Receiving is left out: with this account you can send mail but not read any. That "
               "can be undone here.")
          /* Translators: what the button "Receive only" means */
          : _ ("Sending is left out: with this account you can read mail but not send any. That "
               "can be undone here."));
}

static void
describe_button (Offer *offer)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (offer->button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_label_get_label (offer->meaning), -1);
}

/**
 * pl_untested_part_update:
 *
 * Derives the view from the account as it is now; visible where there is something to offer.
 */
void
pl_untested_part_update (PlUntestedPart *self, PlSetup *setup)
{
  gboolean shown;

  self->failed = pl_untested_part_find_failed (setup);
  shown = self->failed != 0 && pl_setup_get_proposal (setup) != NULL &&
          pl_setup_get_checked_settings (setup) == NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), shown);
  if (shown)
    {
      g_autofree char *meaning = pl_untested_part_describe (setup, self->failed);

      gtk_label_set_label (self->accept.meaning, meaning);
      update_leave_out (self, setup);
      describe_button (&self->leave_out);
      describe_button (&self->accept);
    }
  else
    {
      pl_disclosure_set_expanded (self->disclosure, FALSE);
    }
}

static void
leave_out_cb (PlUntestedPart *self)
{
  g_signal_emit (self, signals[LEAVE_OUT], 0, (int) self->useless);
}

static void
accept_cb (PlUntestedPart *self)
{
  g_signal_emit (self, signals[ACCEPT], 0, (guint) self->failed);
}

static void
pl_untested_part_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pl_untested_part_parent_class)->dispose (object);
}

static void
pl_untested_part_class_init (PlUntestedPartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_untested_part_dispose;
  signals[LEAVE_OUT] = g_signal_new ("leave-out", PL_TYPE_UNTESTED_PART, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[ACCEPT] = g_signal_new ("accept", PL_TYPE_UNTESTED_PART, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "untested");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
offer_init (Offer *self, const char *label)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->button = g_object_new (GTK_TYPE_BUTTON, "use-underline", TRUE, "halign", GTK_ALIGN_START,
                               "label", label, NULL);
  self->meaning = GTK_LABEL (pl_label_new ("", "pl-hint"));
  pl_button_set_label (self->button, label);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->button));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->meaning));
}

static void
pl_untested_part_init (PlUntestedPart *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  self->disclosure =
      g_object_new (PL_TYPE_DISCLOSURE, "label",
                    /* Translators: opens what can be done with an account that does not work */
                    _ ("Go on without a _passed test"), NULL);
  offer_init (&self->leave_out, "");
  /* Translators: button: the settings are taken although no test has shown that they work */
  offer_init (&self->accept, _ ("Sa_ve although not verified"));
  gtk_widget_add_css_class (self->accept.box, "pl-details");
  pl_disclosure_set_child (self->disclosure, self->accept.box);
  gtk_widget_set_parent (self->leave_out.box, GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->disclosure), GTK_WIDGET (self));
  g_signal_connect_object (self->leave_out.button, "clicked", G_CALLBACK (leave_out_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->accept.button, "clicked", G_CALLBACK (accept_cb), self,
                           G_CONNECT_SWAPPED);
}
