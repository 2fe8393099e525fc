// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/account/pl-account-page.h"

#include "setup/pl-setup-handover.h"
#include "wizard/account/pl-account-search.h"
#include "wizard/account/pl-address-field.h"
#include "wizard/account/pl-look-up-part.h"
#include "wizard/account/pl-password-part.h"
#include "wizard/check/pl-explain-window.h"
#include "wizard/existing/pl-existing-part.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-column.h"
#include "wizard/parts/pl-field.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/parts/pl-keep-together.h"
#include "wizard/window/pl-draft-cards.h"
#include "wizard/window/pl-pages.h"
#include "wizard/window/pl-practice-fill.h"
#include "wizard/window/pl-practice-list.h"

#include <glib/gi18n.h>

struct _PlAccountPage
{
  PlPage parent_instance;

  /* All borrowed: template children */
  PlHeading *heading;
  GtkLabel *subtitle;
  GtkWidget *entry;
  GtkEditable *name;
  PlAddressField *address;
  PlExistingPart *existing;
  GtkBox *below;
  PlLookUpPart *further;
  GtkBox *drafts;
  GtkButton *show_servers;
  GtkButton *check_existing;
  GtkButton *explain;
  GtkButton *try_practice;
  GtkWidget *practice;
  GtkBox *practice_list;

  /* All borrowed: children, NULL until first needed */
  PlPasswordPart *part;
  PlDraftCards *draft_cards;

  PlAccountSearch search; /* its strings are owned */
  gboolean filling; /* the program fills the fields, not the person */
};

G_DEFINE_FINAL_TYPE (PlAccountPage, pl_account_page, PL_TYPE_PAGE)

static void take_meant_address (PlAccountPage *self, const char *address);

static PlSetup *
get_setup (PlAccountPage *self)
{
  return pl_page_get_setup (PL_PAGE (self));
}

static PlAccountState
get_state (PlAccountPage *self)
{
  return pl_account_search_derive_state (&self->search, get_setup (self));
}

/* --- What the page shows --- */

/* What is said of an unknown domain waits for a pause. */
static char *
describe_address (PlAccountPage *self, PlAccountState state)
{
  if (state == PL_ACCOUNT_UNKNOWN && !pl_address_field_is_settled (self->address))
    return NULL;
  return pl_account_words_describe (get_setup (self), state);
}

/* Made when there is an address: before that, nothing stands there. */
static void
update_part (PlAccountPage *self, PlAccountState state)
{
  if (self->part == NULL && state != PL_ACCOUNT_NO_ADDRESS)
    {
      self->part = PL_PASSWORD_PART (pl_password_part_new (get_setup (self)));
      gtk_box_append (self->below, GTK_WIDGET (self->part));
      g_signal_connect_object (self->part, "address-taken", G_CALLBACK (take_meant_address), self,
                               G_CONNECT_SWAPPED);
    }
  if (self->part == NULL)
    return;

  pl_password_part_update (self->part, state, pl_address_field_is_settled (self->address));
  gtk_widget_set_visible (GTK_WIDGET (self->below),
                          gtk_widget_get_visible (GTK_WIDGET (self->part)));
}

/* What was begun before, as long as nothing else is. */
static void
update_drafts (PlAccountPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->drafts),
                          self->draft_cards != NULL &&
                              !pl_draft_cards_is_empty (self->draft_cards) &&
                              *pl_setup_get_address (get_setup (self)) == '\0');
}

/* Whoever has opened the window wants an account to be set up, and practice knows its own accounts. */
static void
update_ways (PlAccountPage *self, PlAccountState state)
{
  gboolean launched = pl_page_get_launch (PL_PAGE (self)) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->check_existing),
                          !launched && !pl_setup_is_practice (get_setup (self)));
  gtk_widget_set_visible (GTK_WIDGET (self->try_practice),
                          !launched && !pl_setup_is_practice (get_setup (self)));
  pl_button_set_label (self->check_existing, pl_account_words_get_existing (state));
  pl_page_set_action (
      PL_PAGE (self), pl_account_words_get_action (state),
      state == PL_ACCOUNT_EXISTING ||
          (state != PL_ACCOUNT_LOOKING && !pl_look_up_part_has_suggestion (self->further)),
      TRUE);
}

/* An account to repair is there: which it is stands below the heading, and nothing of it is asked anew. */
static void
update_heading (PlAccountPage *self)
{
  gboolean repair = pl_setup_is_repair (get_setup (self));
  g_autofree char *subtitle = pl_account_words_dup_subtitle (get_setup (self));

  pl_heading_set_label (self->heading, pl_account_words_get_heading (get_setup (self)));
  gtk_label_set_label (self->subtitle, subtitle);
  gtk_widget_set_visible (self->entry, !repair);
}

static void
update_view (PlAccountPage *self)
{
  PlAccountState state = get_state (self);
  g_autofree char *hint = describe_address (self, state);

  update_heading (self);
  self->filling = TRUE;
  pl_field_show_text (self->name, pl_setup_get_display_name (get_setup (self)));
  self->filling = FALSE;
  pl_address_field_show (self->address, hint);
  update_drafts (self);
  pl_existing_part_update (self->existing, get_setup (self));
  update_part (self, state);
  pl_look_up_part_update (self->further, state, pl_address_field_is_settled (self->address));
  update_ways (self, state);
}

/* --- The look-up --- */

/* The password is what is left to enter, where one is wanted. */
static void
focus_entry (PlAccountPage *self)
{
  if ((self->part == NULL || !pl_password_part_focus (self->part)) &&
      !pl_existing_part_focus (self->existing))
    gtk_widget_grab_focus (GTK_WIDGET (self->address));
}

/* Where the person is needed next; a screen reader follows. */
static void
focus_result (PlAccountPage *self)
{
  if (!pl_look_up_part_focus (self->further))
    focus_entry (self);
}

/* Known by the account's stage alone, as on the page of the check: a callback would have to keep this
 * page alive. */
static void
finish_look_up (PlAccountPage *self)
{
  if (pl_account_search_finish (&self->search, get_setup (self)))
    pl_look_up_part_show_result (self->further);
  update_view (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    focus_result (self);
}

static void
look_up (PlAccountPage *self)
{
  if (pl_account_search_begin (&self->search, get_setup (self)))
    pl_page_update (PL_PAGE (self));
}

static void
forget_look_up (PlAccountPage *self)
{
  pl_account_search_forget (&self->search);
  pl_page_update (PL_PAGE (self));
}

/* The one function that every signal calls. */
static void
pl_account_page_update (PlPage *page)
{
  PlAccountPage *self = PL_ACCOUNT_PAGE (page);

  if (self->search.looking && pl_setup_get_stage (get_setup (self)) != PL_SETUP_STAGE_DISCOVERING)
    finish_look_up (self);
  else
    update_view (self);
}

/* --- Going on --- */

static gboolean
take_address (PlAccountPage *self)
{
  g_autoptr (PlAddress) address = NULL;

  if (pl_address_field_require (self->address))
    address = pl_setup_parse_address (get_setup (self), NULL);
  /* The servers of an account that is there are settled. */
  if (address != NULL && get_state (self) != PL_ACCOUNT_EXISTING)
    pl_account_search_propose (&self->search, get_setup (self), address);
  pl_page_update (PL_PAGE (self));
  return address != NULL;
}

/* The password has the focus by itself, where one is wanted. */
static gboolean
pl_account_page_point_out (PlPage *page, const char *field)
{
  PlAccountPage *self = PL_ACCOUNT_PAGE (page);

  if (g_str_equal (field, "address"))
    return gtk_widget_grab_focus (GTK_WIDGET (self->address));
  if (g_str_equal (field, "password") && self->part != NULL)
    return pl_password_part_focus (self->part);
  return FALSE;
}

static gboolean
pl_account_page_leave (PlPage *page, gboolean forward)
{
  PlAccountPage *self = PL_ACCOUNT_PAGE (page);

  if (self->search.looking)
    {
      pl_account_search_stop (&self->search, get_setup (self));
      return !forward;
    }
  if (!forward)
    return TRUE;
  if (!take_address (self))
    return FALSE;
  if (get_state (self) == PL_ACCOUNT_EXISTING)
    {
      if (self->part == NULL || pl_password_part_allows_leaving (self->part))
        pl_page_go_to (page, PL_PAGE_ID_CHECK);
      return FALSE;
    }
  if (pl_account_search_must_look_up (&self->search, get_setup (self)))
    {
      look_up (self);
      return FALSE;
    }

  return pl_password_part_allows_leaving (self->part);
}

static void
pl_account_page_enter (PlPage *page)
{
  PlAccountPage *self = PL_ACCOUNT_PAGE (page);

  pl_address_field_settle (self->address);
  pl_page_update (page);
  focus_entry (self);
}

/* --- What the person does --- */

static void
name_changed_cb (PlAccountPage *self)
{
  if (!self->filling)
    pl_setup_set_display_name (get_setup (self), gtk_editable_get_text (self->name));
}

static void
address_typed_cb (PlAccountPage *self)
{
  if (self->search.looking)
    {
      g_clear_pointer (&self->search.looked_up_for, g_free);
      pl_account_search_stop (&self->search, get_setup (self));
    }
  pl_page_update (PL_PAGE (self));
}

static void
address_settled_cb (PlAccountPage *self)
{
  pl_page_update (PL_PAGE (self));
}

/* Another address than the one that was typed stands there now. */
static void
address_taken_cb (PlAccountPage *self)
{
  pl_address_field_settle (self->address);
  pl_page_update (PL_PAGE (self));
  focus_entry (self);
}

static void
take_meant_address (PlAccountPage *self, const char *address)
{
  pl_setup_set_address (get_setup (self), address);
  address_taken_cb (self);
}

static void
go_to_cb (PlAccountPage *self, const char *id)
{
  if (g_str_equal (id, PL_PAGE_ID_ACCOUNT))
    gtk_widget_grab_focus (GTK_WIDGET (self->address));
  else
    pl_page_go_to (PL_PAGE (self), id);
}

static void
show_servers_cb (PlAccountPage *self)
{
  if (self->search.looking)
    pl_account_search_stop (&self->search, get_setup (self));
  if (take_address (self))
    pl_page_go_to (PL_PAGE (self), PL_PAGE_ID_SERVERS);
}

/* --- An account that a mail program has --- */

/**
 * pl_account_page_check_existing:
 *
 * Opens the list of the accounts that mail programs have.
 */
void
pl_account_page_check_existing (PlAccountPage *self)
{
  if (self->search.looking)
    pl_account_search_stop (&self->search, get_setup (self));
  pl_existing_part_choose (self->existing, get_setup (self));
}

/* Its servers are settled: nothing is proposed for the address, and nothing looked up. */
static void
existing_chosen_cb (PlAccountPage *self)
{
  pl_account_search_forget (&self->search);
  self->search.proposed_for = g_strdup (pl_setup_get_address (get_setup (self)));
  address_taken_cb (self);
}

/* --- The other ways --- */

static void
explain_cb (PlAccountPage *self)
{
  pl_explain_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
}

static void
try_practice_cb (PlAccountPage *self)
{
  pl_practice_open ();
}

/**
 * pl_account_page_set_drafts:
 *
 * Offers what was begun before, once that is known.
 */
void
pl_account_page_set_drafts (PlAccountPage *self, PlDraftKeeper *drafts)
{
  self->draft_cards = PL_DRAFT_CARDS (pl_draft_cards_new (drafts));
  gtk_box_append (self->drafts, GTK_WIDGET (self->draft_cards));
  g_signal_connect_object (drafts, "changed", G_CALLBACK (pl_page_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drafts, "taken", G_CALLBACK (address_taken_cb), self, G_CONNECT_SWAPPED);
}

/**
 * pl_account_page_choose_practice:
 * @id: of a practice account, or its address
 *
 * Fills everything in.
 */
void
pl_account_page_choose_practice (PlAccountPage *self, const char *id)
{
  const char *address = pl_practice_fill (get_setup (self), id);

  if (address == NULL)
    return;

  pl_account_search_forget (&self->search);
  self->search.proposed_for = g_strdup (address);
  pl_page_update (PL_PAGE (self));
}

static void
practice_chosen_cb (GtkWidget *page, const char *id)
{
  pl_account_page_choose_practice (PL_ACCOUNT_PAGE (page), id);
}

/**
 * pl_account_page_set_practice:
 *
 * Offers the practice accounts; the account then is one of the practice network.
 */
void
pl_account_page_set_practice (PlAccountPage *self)
{
  pl_practice_list_fill (self->practice_list, GTK_WIDGET (self), practice_chosen_cb);
  gtk_widget_set_visible (self->practice, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->try_practice), FALSE);
}

/* --- Construction --- */

static void
pl_account_page_constructed (GObject *object)
{
  PlAccountPage *self = PL_ACCOUNT_PAGE (object);

  pl_address_field_set_setup (self->address, get_setup (self));
  pl_look_up_part_set_setup (self->further, get_setup (self));
  G_OBJECT_CLASS (pl_account_page_parent_class)->constructed (object);
}

static void
pl_account_page_dispose (GObject *object)
{
  pl_page_dispose_template (PL_PAGE (object), PL_TYPE_ACCOUNT_PAGE);
  G_OBJECT_CLASS (pl_account_page_parent_class)->dispose (object);
}

static void
pl_account_page_finalize (GObject *object)
{
  PlAccountPage *self = PL_ACCOUNT_PAGE (object);

  pl_account_search_forget (&self->search);
  G_OBJECT_CLASS (pl_account_page_parent_class)->finalize (object);
}

static void
pl_account_page_class_init (PlAccountPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PlPageClass *page_class = PL_PAGE_CLASS (klass);

  object_class->constructed = pl_account_page_constructed;
  object_class->dispose = pl_account_page_dispose;
  object_class->finalize = pl_account_page_finalize;
  page_class->update = pl_account_page_update;
  page_class->enter = pl_account_page_enter;
  page_class->leave = pl_account_page_leave;
  page_class->point_out = pl_account_page_point_out;

  g_type_ensure (PL_TYPE_ADDRESS_FIELD);
  g_type_ensure (PL_TYPE_COLUMN);
  g_type_ensure (PL_TYPE_EXISTING_PART);
  g_type_ensure (PL_TYPE_HEADING);
  g_type_ensure (PL_TYPE_LOOK_UP_PART);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/postlotse/Postlotse/pl-account-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, heading);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, entry);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, name);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, address);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, existing);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, below);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, further);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, drafts);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, show_servers);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, check_existing);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, explain);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, try_practice);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, practice);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, practice_list);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_settled_cb);
  gtk_widget_class_bind_template_callback (widget_class, look_up);
  gtk_widget_class_bind_template_callback (widget_class, forget_look_up);
  gtk_widget_class_bind_template_callback (widget_class, address_taken_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_to_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_servers_cb);
  gtk_widget_class_bind_template_callback (widget_class, pl_account_page_check_existing);
  gtk_widget_class_bind_template_callback (widget_class, existing_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, explain_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_practice_cb);
}

static void
pl_account_page_init (PlAccountPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pl_keep_together (self->subtitle); /* it may name an address */
  pl_button_set_label (self->show_servers, gtk_button_get_label (self->show_servers));
  pl_button_set_label (self->explain, gtk_button_get_label (self->explain));
  pl_button_set_label (self->try_practice, gtk_button_get_label (self->try_practice));
}
