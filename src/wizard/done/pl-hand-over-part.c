// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/done/pl-hand-over-part.h"

#include "wizard/parts/pl-choice.h"

#include <glib/gi18n.h>

struct _PlHandOverPart
{
  GtkWidget parent_instance;

  /* All borrowed: children */
  GtkLabel *question;
  PlChoice *choice;
  GtkLabel *note;
  GtkLabel *problem;

  PlLaunchJob *job; /* owned, nullable until first updated */
  PlSetup *setup; /* owned, likewise */
};

G_DEFINE_FINAL_TYPE (PlHandOverPart, pl_hand_over_part, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

enum
{
  WITH_SECRET,
  WITHOUT_SECRET,
};

static const char *
get_caller (const PlLaunchOptions *options)
{
  /* Translators: stands for a mail program whose name is not known, at the beginning of a sentence */
  return options->caller != NULL ? options->caller : _ ("The mail program");
}

/* --- What stands in the way --- */

static gboolean
is_receiving_taken (PlHandOverPart *self)
{
  PlServerSettings *incoming = pl_setup_get_server (self->setup, PL_DIRECTION_INCOMING);

  return incoming == NULL || pl_launch_request_takes (pl_launch_job_get_request (self->job),
                                                      pl_server_settings_get_service (incoming));
}

static gboolean
is_known_to_caller (PlHandOverPart *self, const PlLaunchOptions *options)
{
  for (guint i = 0; options->existing != NULL && options->existing[i] != NULL; i++)
    if (g_ascii_strcasecmp (options->existing[i], pl_setup_get_address (self->setup)) == 0)
      return TRUE;

  return FALSE;
}

static char *
make_note (PlHandOverPart *self, const PlLaunchOptions *options)
{
  if (pl_launch_job_is_busy (self->job) && options->secret == PL_SETUP_SECRET_SERVICE)
    /* Translators: on the last page, while the keyring opens a window of its own */
    return g_strdup (_ ("Waiting for the password store. It may ask for its own password."));
  if (!is_receiving_taken (self))
    return g_strdup_printf (
        /* Translators: on the last page; %s is a mail program */
        _ ("%s cannot receive mail in this way. Choose the other way on the page "
           "about receiving, and check again."),
        get_caller (options));
  if (is_known_to_caller (self, options))
    /* Translators: on the last page; the first %s is a mail program, the second an address */
    return g_strdup_printf (_ ("%s has an account for %s already."), get_caller (options),
                            pl_setup_get_address (self->setup));
  return NULL;
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/* --- The password --- */

static char *
make_question (const PlLaunchOptions *options)
{
  if (options->secret == PL_SETUP_SECRET_FD)
    return g_strdup_printf (
        /* Translators: question on the last page; %s is the mail program that opened the window */
        _ ("%s would like to have the password as well, so that it need not ask "
           "for it."),
        get_caller (options));
  return g_strdup_printf (
      /* Translators: question on the last page; %s is the mail program that opened the window */
      _ ("%s finds the password in this computer's password store, if you let it be "
         "kept there."),
      get_caller (options));
}

static void
fill_choice (PlHandOverPart *self, const PlLaunchOptions *options)
{
  gboolean given = options->secret == PL_SETUP_SECRET_FD;

  pl_choice_clear (self->choice);
  pl_choice_add (self->choice, WITH_SECRET,
                 given
                     /* Translators: answer to whether a mail program gets the password */
                     ? _ ("Hand over the password")
                     /* Translators: answer to whether the password is saved */
                     : _ ("Save the password"));
  pl_choice_add (self->choice, WITHOUT_SECRET,
                 /* Translators: answer to whether the password is saved or handed over */
                 _ ("The mail program asks for it"));
  pl_choice_set (self->choice, WITH_SECRET);
}

static gboolean
is_secret_asked (PlHandOverPart *self, const PlLaunchOptions *options)
{
  return options->secret != PL_SETUP_SECRET_NONE && pl_setup_has_secret (self->setup);
}

/* The one function that every signal calls. */
static void
show (PlHandOverPart *self)
{
  PlLaunchOptions options;
  g_autofree char *question = NULL;
  g_autofree char *note = NULL;
  gboolean asked;

  pl_launch_request_peek_options (pl_launch_job_get_request (self->job), &options);
  asked = is_secret_asked (self, &options);
  question = asked ? make_question (&options) : NULL;
  note = make_note (self, &options);
  show_text (self->question, question);
  show_text (self->note, note);
  show_text (self->problem, pl_launch_job_get_problem (self->job));
  gtk_widget_set_visible (GTK_WIDGET (self->choice), asked);
  gtk_widget_set_sensitive (GTK_WIDGET (self->choice), !pl_launch_job_is_busy (self->job));
}

static void
changed_cb (PlHandOverPart *self)
{
  show (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* After the keyring has refused, the button goes on without it; choosing again tries again. */
static void
problem_cb (PlHandOverPart *self)
{
  if (pl_launch_job_get_problem (self->job) != NULL)
    {
      if (pl_launch_job_is_secret_refused (self->job))
        pl_choice_set (self->choice, WITHOUT_SECRET);
      show (self);
      gtk_widget_grab_focus (GTK_WIDGET (self->problem));
    }
  changed_cb (self);
}

/**
 * pl_hand_over_part_update:
 * @job: the same at every call
 * @setup: likewise
 */
void
pl_hand_over_part_update (PlHandOverPart *self, PlLaunchJob *job, PlSetup *setup)
{
  PlLaunchOptions options;

  if (self->job == NULL)
    {
      self->job = g_object_ref (job);
      self->setup = g_object_ref (setup);
      pl_launch_request_peek_options (pl_launch_job_get_request (job), &options);
      fill_choice (self, &options);
      g_signal_connect_object (job, "notify::busy", G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (job, "notify::problem", G_CALLBACK (problem_cb), self,
                               G_CONNECT_SWAPPED);
    }
  show (self);
}

/**
 * pl_hand_over_part_dup_action:
 *
 * Returns: (transfer full): what the page's button says, with a mnemonic
 */
char *
pl_hand_over_part_dup_action (PlHandOverPart *self)
{
  PlLaunchOptions options;
  g_auto (GStrv) pieces = NULL;
  g_autofree char *caller = NULL;

  pl_launch_request_peek_options (pl_launch_job_get_request (self->job), &options);
  if (options.caller == NULL)
    /* Translators: button on the last page: gives the account to the program that opened the window */
    return g_strdup (_ ("_Hand over"));
  pieces = g_strsplit (options.caller, "_", -1);
  caller = g_strjoinv ("__", pieces); /* one alone would mark a key */
  /* Translators: button on the last page; %s is the mail program that opened the window */
  return g_strdup_printf (_ ("_Hand over to %s"), caller);
}

gboolean
pl_hand_over_part_can_act (PlHandOverPart *self)
{
  return !pl_launch_job_is_busy (self->job) && is_receiving_taken (self);
}

/**
 * pl_hand_over_part_act:
 *
 * The page's button was pressed.
 */
void
pl_hand_over_part_act (PlHandOverPart *self)
{
  pl_launch_job_hand_over (self->job, pl_choice_get (self->choice) == WITH_SECRET);
}

/* --- Construction --- */

static GtkLabel *
add_label (PlHandOverPart *self, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_visible (label, FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_widget_insert_before (label, GTK_WIDGET (self), NULL);
  return GTK_LABEL (label);
}

static void
pl_hand_over_part_dispose (GObject *object)
{
  PlHandOverPart *self = PL_HAND_OVER_PART (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->job);
  g_clear_object (&self->setup);
  G_OBJECT_CLASS (pl_hand_over_part_parent_class)->dispose (object);
}

static void
pl_hand_over_part_class_init (PlHandOverPartClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pl_hand_over_part_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "hand-over");

  signals[CHANGED] = g_signal_new ("changed", PL_TYPE_HAND_OVER_PART, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
pl_hand_over_part_init (PlHandOverPart *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  self->question = add_label (self, NULL);
  self->choice = g_object_new (PL_TYPE_CHOICE, "visible", FALSE, "orientation",
                               GTK_ORIENTATION_VERTICAL, NULL);
  gtk_widget_insert_before (GTK_WIDGET (self->choice), GTK_WIDGET (self), NULL);
  pl_choice_set_label (self->choice, self->question);
  g_signal_connect_object (self->choice, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->note = add_label (self, "pl-hint");
  self->problem = add_label (self, "pl-problem");
  gtk_widget_set_focusable (GTK_WIDGET (self->problem), TRUE);
}
