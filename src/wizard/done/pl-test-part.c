// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/done/pl-test-part.h"

#include "model/pl-words.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-choice.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/parts/pl-keep-together.h"
#include "wizard/parts/pl-mark.h"

#include <glib/gi18n.h>

struct _PlTestPart
{
  GtkWidget parent_instance;

  /* All borrowed: children */
  PlHeading *heading;
  GtkLabel *text;
  PlChoice *afterwards;
  GtkWidget *result;
  PlMark *mark;
  GtkLabel *result_text;
  GtkButton *send;
};

G_DEFINE_FINAL_TYPE (PlTestPart, pl_test_part, GTK_TYPE_WIDGET)

enum
{
  SEND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
describe_found (PlObservation *delivery)
{
  const char *ms = pl_observation_get (delivery, PL_FACT_MS);
  const char *folder = pl_observation_get (delivery, PL_FACT_TEXT);
  g_autofree char *time = pl_duration_to_words (ms != NULL ? g_ascii_strtod (ms, NULL) : 0);
  gboolean deleted = pl_observation_has_word (delivery, PL_FACT_WORDS, "deleted");

  if (pl_observation_has_word (delivery, PL_FACT_REASON, "junk"))
    return g_strdup_printf (
        deleted
            /* Translators: what became of the test message; a duration, and a mail folder */
            ? _ ("It arrived after %s among the junk, in “%s”, and was deleted again.")
            /* Translators: what became of the test message; a duration, and a mail folder */
            : _ ("It arrived after %s among the junk, and is in “%s”."),
        time, folder != NULL ? folder : "");
  return g_strdup_printf (deleted
                              /* Translators: what became of the test message; %s is a duration */
                              ? _ ("It arrived after %s and was deleted again.")
                              /* Translators: what became of the test message; %s is a duration */
                              : _ ("It arrived after %s and is in your inbox."),
                          time);
}

static void
update_result (PlTestPart *self, PlObservation *delivery)
{
  PlOutcome outcome = delivery != NULL ? pl_observation_get_outcome (delivery) : PL_OUTCOME_NONE;
  gboolean good =
      outcome == PL_OUTCOME_FOUND && !pl_observation_has_word (delivery, PL_FACT_REASON, "junk");
  g_autofree char *text = NULL;

  if (outcome == PL_OUTCOME_FOUND)
    text = describe_found (delivery);
  else if (outcome == PL_OUTCOME_SILENT)
    /* Translators: what became of the test message */
    text = g_strdup (_ ("It was sent and has not come back yet. That can take some minutes."));
  else if (outcome == PL_OUTCOME_CANCELLED)
    /* Translators: what became of the test message, when the person stopped waiting */
    text = g_strdup (_ ("It was sent. Nobody waited until it came back."));
  else if (delivery != NULL)
    /* Translators: what became of the test message, when the inbox could not be looked into */
    text = g_strdup (_ ("It was sent. Nobody could look whether it came back."));

  gtk_widget_set_visible (self->result, text != NULL);
  gtk_label_set_label (self->result_text, text != NULL ? text : "");
  pl_mark_set_kind (self->mark, good ? "check" : "warning");
  gtk_widget_remove_css_class (self->result, good ? "pl-unsafe" : "pl-passed");
  gtk_widget_add_css_class (self->result, good ? "pl-passed" : "pl-unsafe");
}

/**
 * pl_test_part_update:
 *
 * Derives the view from the account as it is now.
 */
void
pl_test_part_update (PlTestPart *self, PlSetup *setup)
{
  g_autoptr (PlAddress) address = pl_setup_parse_address (setup, NULL);
  gboolean both = pl_setup_get_server (setup, PL_DIRECTION_INCOMING) != NULL &&
                  pl_setup_get_server (setup, PL_DIRECTION_OUTGOING) != NULL;
  gboolean shown = both && address != NULL && pl_setup_get_stage (setup) == PL_SETUP_STAGE_VERIFIED;
  PlObservation *delivery = shown ? pl_setup_find_delivery (setup) : NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), shown);
  if (!shown)
    return;

  /* Translators: what a test message does; %s is the person's e-mail address */
  text = g_strdup_printf (_ ("A short message goes to %s, and is looked for in your inbox for half "
                             "a minute."),
                          pl_address_get_text (address));
  gtk_label_set_label (self->text, text);
  pl_button_set_label (self->send, delivery == NULL
                                       /* Translators: button: sends a test message */
                                       ? _ ("_Send a message to myself")
                                       /* Translators: button: sends a test message once more */
                                       : _ ("_Send another one"));
  update_result (self, delivery);
}

static void
send_cb (PlTestPart *self)
{
  g_signal_emit (self, signals[SEND], 0, pl_choice_get (self->afterwards) == TRUE);
}

static void
pl_test_part_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pl_test_part_parent_class)->dispose (object);
}

static void
pl_test_part_class_init (PlTestPartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_test_part_dispose;
  signals[SEND] = g_signal_new ("send", PL_TYPE_TEST_PART, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_set_css_name (widget_class, "test");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
make_label (void)
{
  GtkLabel *label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                  "xalign", 0.0, NULL);

  pl_keep_together (label);
  return label;
}

static void
add_result (PlTestPart *self)
{
  self->result = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->mark = PL_MARK (pl_mark_new ("check"));
  self->result_text = make_label ();
  gtk_widget_add_css_class (GTK_WIDGET (self->mark), "pl-mark");
  gtk_widget_set_valign (GTK_WIDGET (self->mark), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->result), GTK_WIDGET (self->mark));
  gtk_box_append (GTK_BOX (self->result), GTK_WIDGET (self->result_text));
  gtk_widget_set_parent (self->result, GTK_WIDGET (self));
}

static void
add_choice (PlTestPart *self)
{
  self->afterwards = g_object_new (PL_TYPE_CHOICE, "orientation", GTK_ORIENTATION_VERTICAL, NULL);
  /* Translators: choice: what becomes of the test message */
  pl_choice_add (self->afterwards, FALSE, _ ("It stays in the inbox"));
  /* Translators: choice: what becomes of the test message */
  pl_choice_add (self->afterwards, TRUE, _ ("It is deleted once it has arrived"));
  pl_choice_set (self->afterwards, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->afterwards), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  /* Translators: what that choice is about */
                                  _ ("Afterwards"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->afterwards), GTK_WIDGET (self));
}

static void
pl_test_part_init (PlTestPart *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pl-group");

  /* Translators: heading above the offer to send oneself a test message */
  self->heading = g_object_new (PL_TYPE_HEADING, "label", _ ("Try it with a real message"), NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->heading), GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  pl_heading_get_label (self->heading), -1);
  self->text = make_label ();
  gtk_widget_set_parent (GTK_WIDGET (self->text), GTK_WIDGET (self));
  add_result (self);
  add_choice (self);
  self->send = g_object_new (GTK_TYPE_BUTTON, "use-underline", TRUE, "halign", GTK_ALIGN_START,
                             "label", "", NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->send), GTK_WIDGET (self));
  g_signal_connect_object (self->send, "clicked", G_CALLBACK (send_cb), self, G_CONNECT_SWAPPED);
}
