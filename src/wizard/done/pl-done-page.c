// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/done/pl-done-page.h"

#include "model/pl-words.h"
#include "setup/pl-setup-draft.h"
#include "wizard/done/pl-hand-over-part.h"
#include "wizard/done/pl-keep-password-part.h"
#include "wizard/done/pl-paper-part.h"
#include "wizard/done/pl-phone-part.h"
#include "wizard/done/pl-program-list.h"
#include "wizard/done/pl-save-settings-part.h"
#include "wizard/done/pl-settings-text.h"
#include "wizard/existing/pl-existing-write-back-part.h"
#include "wizard/parts/pl-adaptive-box.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-column.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/parts/pl-keep-together.h"
#include "wizard/parts/pl-mark.h"
#include "wizard/parts/pl-row.h"

#include <glib/gi18n.h>

#define ROWS_WIDE_FROM 340 /* pixels from which on a setting's value stands beside its name */

struct _PlDonePage
{
  PlPage parent_instance;

  /* All borrowed: template children */
  PlHeading *heading;
  GtkLabel *when;
  PlHandOverPart *hand_over;
  PlExistingWriteBackPart *write_back;
  PlProgramList *programs;
  PlKeepPasswordPart *keep;
  PlPhonePart *phone;
  PlPaperPart *paper;
  PlSaveSettingsPart *save;
  GtkBox *servers;
  GtkButton *copy;

  PlCheckedSettings *shown; /* owned, nullable */
  gboolean stale; /* its servers are not on the page yet */
  gboolean renew; /* what goes back where the account came from is not planned yet */
  gboolean copied;
};

G_DEFINE_FINAL_TYPE (PlDonePage, pl_done_page, PL_TYPE_PAGE)

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, style);
  return label;
}

/* How each state looks; the words say the same. */
static const struct
{
  const char *mark;
  const char *style;
} looks[] = {
  [PL_CHECK_STATE_OK] = { "check", "pl-passed" },
  [PL_CHECK_STATE_PARTIAL] = { "dash", "pl-skipped" },
  [PL_CHECK_STATE_NOT_TESTED] = { "warning", "pl-unsafe" },
  [PL_CHECK_STATE_FAILED] = { "cross", "pl-unsafe" },
};

static GtkWidget *
make_state (PlDirection direction, const PlCheckedServer *checked)
{
  GtkWidget *box = pl_row_new (6);
  g_autofree char *text = pl_settings_describe_state (direction, checked);
  GtkWidget *mark = pl_mark_new (looks[checked->state].mark);
  GtkWidget *words = make_label (text, "pl-words");

  gtk_widget_add_css_class (mark, "pl-mark");
  gtk_widget_add_css_class (box, looks[checked->state].style);
  pl_row_append (PL_ROW (box), mark);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (words), GTK_NATURAL_WRAP_NONE);
  pl_row_append (PL_ROW (box), words);
  return box;
}

/* A server's name is broken where it has to be, but no hyphen is put into it: it would be read as its
 * own. */
static void
forbid_hyphens (GtkLabel *label)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (label, attributes);
  pango_attr_list_unref (attributes);
}

/* Name and value of one setting are one thing to a screen reader. In a narrow window the value stands below:
 * names of servers would be broken otherwise. */
static GtkWidget *
make_row (const PlSettingsLine *line)
{
  GtkWidget *row = g_object_new (PL_TYPE_ADAPTIVE_BOX, "wide-from", ROWS_WIDE_FROM,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget *name = make_label (line->name, "pl-setting-name");
  GtkWidget *value = make_label (line->value, "pl-setting-value");
  g_autofree char *both = g_strdup_printf ("%s: %s", line->name, line->value);

  gtk_label_set_width_chars (GTK_LABEL (name), 17);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 17);
  /* To be marked with the mouse; by keyboard there is the button that copies all. */
  gtk_label_set_selectable (GTK_LABEL (value), TRUE);
  forbid_hyphens (GTK_LABEL (value));
  gtk_widget_set_can_focus (value, FALSE); /* not focusable alone would hold the Tab key fast */
  gtk_widget_set_hexpand (value, TRUE);
  gtk_widget_set_margin_end (name, 12);
  gtk_widget_set_parent (name, row);
  gtk_widget_set_parent (value, row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, both, -1);
  return row;
}

static GtkWidget *
make_server (PlServerSettings *server, const PlCheckedServer *checked)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                  6, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, NULL);
  PlDirection direction = pl_server_settings_get_direction (server);
  g_autoptr (GArray) lines = pl_settings_make_lines (server, checked);
  const char *title = pl_service_to_words (pl_server_settings_get_service (server));

  gtk_widget_add_css_class (box, "pl-group");
  gtk_box_append (GTK_BOX (box), g_object_new (PL_TYPE_HEADING, "label", title, NULL));
  gtk_box_append (GTK_BOX (box), make_state (direction, checked));
  for (guint i = 0; i < lines->len; i++)
    gtk_box_append (GTK_BOX (list), make_row (&g_array_index (lines, PlSettingsLine, i)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (box), list);
  return box;
}

/* What the person wanted no server for has a place, too: nobody should wonder where it is. */
static GtkWidget *
make_left_out (PlDirection direction)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_add_css_class (box, "pl-group");
  gtk_box_append (GTK_BOX (box),
                  g_object_new (PL_TYPE_HEADING, "label", pl_direction_to_words (direction), NULL));
  gtk_box_append (GTK_BOX (box),
                  make_label (direction == PL_DIRECTION_OUTGOING
                                  /* Translators: stands in place of the server for sending */
                                  ? _ ("Left out: this account only receives.")
                                  /* Translators: stands in place of the server for receiving */
                                  : _ ("Left out: this account only sends."),
                              "pl-words"));
  return box;
}

/* How many directions have a server, and of how many of them nothing was shown. */
static guint
count_untested (PlCheckedSettings *settings, guint *n_servers)
{
  guint n = 0;

  *n_servers = 0;
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlProposal *proposal = pl_checked_settings_get_proposal (settings);

      if (pl_proposal_get_server (proposal, (PlDirection) i) == NULL)
        continue;
      (*n_servers)++;
      n += pl_checked_settings_get_server (settings, (PlDirection) i)->state ==
           PL_CHECK_STATE_NOT_TESTED;
    }

  return n;
}

/* What was really shown, all of it together. */
static const char *
get_heading (PlCheckedSettings *settings)
{
  guint n_servers;
  guint n_untested = count_untested (settings, &n_servers);

  if (pl_checked_settings_is_verified (settings))
    /* Translators: heading of the last page: the account was tested and works */
    return _ ("These settings work");
  if (n_untested == n_servers)
    /* Translators: heading of the last page: the person takes settings that no test has shown to
     * work */
    return _ ("These settings are not tested");
  if (n_untested > 0)
    /* Translators: heading of the last page: the person takes settings of which a test has shown
     * only a part to work */
    return _ ("These settings are not fully tested");

  /* Translators: heading of the last page: all was tested but the sign-in */
  return _ ("These settings are ready");
}

static void
show_settings (PlDonePage *self, PlCheckedSettings *settings)
{
  PlDirections left_out = pl_setup_get_left_out (pl_page_get_setup (PL_PAGE (self)));
  PlProposal *proposal = pl_checked_settings_get_proposal (settings);
  g_autofree char *time = pl_settings_format_time (pl_checked_settings_get_verified_at (settings));
  g_autofree char *when = NULL;
  GtkWidget *child;
  guint n_servers;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->servers))) != NULL)
    gtk_box_remove (self->servers, child);
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_proposal_get_server (proposal, (PlDirection) i);

      if (server != NULL)
        gtk_box_append (self->servers, make_server (server, pl_checked_settings_get_server (
                                                                settings, (PlDirection) i)));
      else if ((left_out & (1u << i)) != 0)
        gtk_box_append (self->servers, make_left_out ((PlDirection) i));
    }

  pl_heading_set_label (self->heading, get_heading (settings));
  when = g_strdup_printf (count_untested (settings, &n_servers) < n_servers
                              /* Translators: below the heading of the last page; an address, then
                               * date and time */
                              ? _ ("%s, checked on %s")
                              /* Translators: below the heading of the last page, when nothing was
                               * tested; an address, then date and time */
                              : _ ("%s, taken untested on %s"),
                          pl_address_get_text (pl_proposal_get_address (proposal)), time);
  gtk_label_set_label (self->when, when);
}

/* What another program has asked for, where one has opened the window. */
static PlLaunchJob *
get_job (PlDonePage *self)
{
  return pl_page_get_launch (PL_PAGE (self));
}

static void
update_action (PlDonePage *self)
{
  PlLaunchJob *job = get_job (self);
  /* While an answer is wanted above, Enter must not close the window. */
  gboolean suggested = !pl_program_list_is_undecided (self->programs) &&
                       !pl_existing_write_back_part_is_undecided (self->write_back);
  g_autofree char *label = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->hand_over), job != NULL);
  if (job == NULL)
    {
      /* Translators: button at the bottom right of the last page: closes the window */
      pl_page_set_action (PL_PAGE (self), _ ("_Close"), suggested, TRUE);
      return;
    }

  pl_hand_over_part_update (self->hand_over, job, pl_page_get_setup (PL_PAGE (self)));
  label = pl_hand_over_part_dup_action (self->hand_over);
  pl_page_set_action (PL_PAGE (self), label, suggested,
                      self->shown != NULL && pl_hand_over_part_can_act (self->hand_over));
}

/* A made-up account is kept nowhere; what becomes of the password in a window that another program has
 * opened is agreed with that one. */
static void
update_keeping (PlDonePage *self)
{
  PlSetup *setup = pl_page_get_setup (PL_PAGE (self));
  gboolean kept = self->shown != NULL && !pl_setup_is_practice (setup) && get_job (self) == NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->keep), kept && pl_setup_has_secret (setup));
  gtk_widget_set_visible (GTK_WIDGET (self->phone), kept);
  gtk_widget_set_visible (GTK_WIDGET (self->paper), kept);
  gtk_widget_set_visible (GTK_WIDGET (self->save), kept);
  if (!kept)
    return;

  pl_phone_part_update (self->phone, setup);
  pl_paper_part_update (self->paper, setup);
  pl_keep_password_part_update (self->keep, setup);
  pl_save_settings_part_update (self->save, setup, pl_keep_password_part_get_handover (self->keep),
                                !pl_keep_password_part_is_busy (self->keep));
}

/* Which settings are on the page. It may be made before somebody comes here: nobody's files are read for
 * that. And while another page is on view, that one may have much to do in this very moment. */
static void
update_settings (PlDonePage *self, PlSetup *setup)
{
  PlCheckedSettings *settings = pl_setup_get_checked_settings (setup);
  gboolean made = gtk_widget_get_parent (GTK_WIDGET (self)) != NULL;
  gboolean on_view = made && gtk_widget_get_child_visible (GTK_WIDGET (self));

  if (g_set_object (&self->shown, settings))
    {
      self->copied = FALSE;
      self->renew = TRUE;
      self->stale = settings != NULL;
      pl_program_list_forget (self->programs);
      pl_keep_password_part_forget (self->keep);
      pl_phone_part_forget (self->phone);
      pl_paper_part_forget (self->paper);
      pl_save_settings_part_forget (self->save);
    }
  if (self->renew && on_view)
    pl_existing_write_back_part_update (self->write_back, setup, TRUE);
  if (self->stale && (on_view || !made))
    show_settings (self, settings);
  self->renew = self->renew && !on_view;
  self->stale = self->stale && made && !on_view;
}

static void
pl_done_page_update (PlPage *page)
{
  PlDonePage *self = PL_DONE_PAGE (page);

  update_settings (self, pl_page_get_setup (page));
  pl_button_set_label (self->copy, self->copied
                                       /* Translators: what the button says once it was pressed */
                                       ? _ ("Settings copied")
                                       /* Translators: button: copies all settings as text */
                                       : _ ("Co_py settings"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->copy), self->shown != NULL);
  update_keeping (self);
  update_action (self);
}

static void
kept_cb (PlDonePage *self)
{
  update_keeping (self);
}

static void
copy_cb (PlDonePage *self)
{
  g_autofree char *text = NULL;

  if (self->shown == NULL)
    return;

  text = pl_settings_make_text (self->shown);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  self->copied = TRUE;
  pl_page_update (PL_PAGE (self));
}

/* The programs are looked for when somebody comes here, in a thread, and not before. */
static void
pl_done_page_enter (PlPage *page)
{
  PlDonePage *self = PL_DONE_PAGE (page);
  PlLaunchJob *job = get_job (self);
  PlLaunchOptions options = { 0 };

  gtk_widget_grab_focus (GTK_WIDGET (self->heading));
  if (job != NULL)
    pl_launch_request_peek_options (pl_launch_job_get_request (job), &options);
  pl_existing_write_back_part_update (self->write_back, pl_page_get_setup (page), FALSE);
  pl_program_list_set_apart (self->programs,
                             pl_existing_write_back_part_get_place (self->write_back));
  pl_program_list_look (self->programs, pl_page_get_setup (page), options.caller);
}

static gboolean
pl_done_page_leave (PlPage *page, gboolean forward)
{
  PlLaunchJob *job = get_job (PL_DONE_PAGE (page));

  if (forward && job != NULL)
    pl_hand_over_part_act (PL_DONE_PAGE (page)->hand_over);
  else if (job != NULL)
    pl_launch_job_stop (job);
  else if (forward)
    gtk_window_close (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))));
  return !forward;
}

static gboolean
pl_done_page_is_waiting (PlPage *page)
{
  PlDonePage *self = PL_DONE_PAGE (page);

  return pl_program_list_is_waiting (self->programs) ||
         pl_existing_write_back_part_is_waiting (self->write_back);
}

static void
pl_done_page_dispose (GObject *object)
{
  PlDonePage *self = PL_DONE_PAGE (object);

  g_clear_object (&self->shown);
  pl_page_dispose_template (PL_PAGE (object), PL_TYPE_DONE_PAGE);
  G_OBJECT_CLASS (pl_done_page_parent_class)->dispose (object);
}

static void
pl_done_page_class_init (PlDonePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PlPageClass *page_class = PL_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_done_page_dispose;
  page_class->update = pl_done_page_update;
  page_class->enter = pl_done_page_enter;
  page_class->leave = pl_done_page_leave;
  page_class->is_waiting = pl_done_page_is_waiting;

  g_type_ensure (PL_TYPE_COLUMN);
  g_type_ensure (PL_TYPE_EXISTING_WRITE_BACK_PART);
  g_type_ensure (PL_TYPE_HAND_OVER_PART);
  g_type_ensure (PL_TYPE_HEADING);
  g_type_ensure (PL_TYPE_KEEP_PASSWORD_PART);
  g_type_ensure (PL_TYPE_PAPER_PART);
  g_type_ensure (PL_TYPE_PHONE_PART);
  g_type_ensure (PL_TYPE_PROGRAM_LIST);
  g_type_ensure (PL_TYPE_SAVE_SETTINGS_PART);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/postlotse/Postlotse/pl-done-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlDonePage, heading);
  gtk_widget_class_bind_template_child (widget_class, PlDonePage, when);
  gtk_widget_class_bind_template_child (widget_class, PlDonePage, hand_over);
  gtk_widget_class_bind_template_child (widget_class, PlDonePage, write_back);
  gtk_widget_class_bind_template_child (widget_class, PlDonePage, programs);
  gtk_widget_class_bind_template_child (widget_class, PlDonePage, keep);
  gtk_widget_class_bind_template_child (widget_class, PlDonePage, phone);
  gtk_widget_class_bind_template_child (widget_class, PlDonePage, paper);
  gtk_widget_class_bind_template_child (widget_class, PlDonePage, save);
  gtk_widget_class_bind_template_child (widget_class, PlDonePage, servers);
  gtk_widget_class_bind_template_child (widget_class, PlDonePage, copy);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, kept_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_action);
}

static void
pl_done_page_init (PlDonePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pl_keep_together (self->when);
}
