// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/account/pl-account-page.h"

#include "setup/pl-setup-handover.h"
#include "wizard/account/pl-account-search.h"
#include "wizard/account/pl-account-ways.h"
#include "wizard/account/pl-address-field.h"
#include "wizard/account/pl-look-up-part.h"
#include "wizard/account/pl-password-part.h"
#include "wizard/existing/pl-existing-part.h"
#include "wizard/parts/pl-column.h"
#include "wizard/parts/pl-field.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/parts/pl-keep-together.h"
#include "wizard/window/pl-draft-cards.h"
#include "wizard/window/pl-pages.h"
#include "wizard/window/pl-practice-fill.h"
#include "wizard/window/pl-practice-list.h"

struct _PlAccountPage
{
  PlPage parent_instance;

  /* All borrowed: template children */
  GtkBox *content;
  PlHeading *heading;
  GtkLabel *subtitle;
  GtkWidget *entry;
  GtkEditable *name;
  PlAddressField *address;
  PlPasswordPart *password;
  PlExistingPart *existing;
  PlLookUpPart *further;
  PlDraftCards *drafts;
  PlAccountWays *ways;

  PlAccountSearch search; /* its strings are owned */
  gboolean filling; /* the program fills the fields, not the person */
};

G_DEFINE_FINAL_TYPE (PlAccountPage, pl_account_page, PL_TYPE_PAGE)

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

/* What was begun before, as long as nothing else is. */
static void
update_drafts (PlAccountPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->drafts),
                          !pl_draft_cards_is_empty (self->drafts) &&
                              *pl_setup_get_address (get_setup (self)) == '\0');
}

/* The program that has opened the window wants this account, and practice knows its own ones. */
static void
update_ways (PlAccountPage *self, PlAccountState state)
{
  pl_account_ways_update (self->ways, state,
                          pl_page_get_launch (PL_PAGE (self)) != NULL ||
                              pl_setup_is_practice (get_setup (self)));
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
  pl_password_part_update (self->password, state, pl_address_field_is_settled (self->address));
  pl_look_up_part_update (self->further, state, pl_address_field_is_settled (self->address));
  update_ways (self, state);
}

/* --- The look-up --- */

/* The password is what is left to enter, where one is wanted. */
static void
focus_entry (PlAccountPage *self)
{
  if (!pl_password_part_focus (self->password) && !pl_existing_part_focus (self->existing))
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
  if (g_str_equal (field, "password"))
    return pl_password_part_focus (self->password);
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
      if (pl_password_part_allows_leaving (self->password))
        pl_page_go_to (page, pl_pages_find_entry (get_setup (self)));
      return FALSE;
    }
  if (pl_account_search_must_look_up (&self->search, get_setup (self)))
    {
      look_up (self);
      return FALSE;
    }

  return pl_password_part_allows_leaving (self->password);
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
    g_clear_pointer (&self->search.looked_up_for, g_free);
  pl_account_search_stop (&self->search, get_setup (self));
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
show_servers_cb (PlAccountPage *self)
{
  pl_account_search_stop (&self->search, get_setup (self));
  if (take_address (self))
    pl_page_go_to (PL_PAGE (self), PL_PAGE_ID_SERVERS);
}

static void
go_to_cb (PlAccountPage *self, const char *id)
{
  if (g_str_equal (id, PL_PAGE_ID_ACCOUNT))
    gtk_widget_grab_focus (GTK_WIDGET (self->address));
  else if (g_str_equal (id, PL_PAGE_ID_SERVERS))
    show_servers_cb (self);
  else
    pl_page_go_to (PL_PAGE (self), id);
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
  pl_account_search_stop (&self->search, get_setup (self));
  pl_existing_part_choose (self->existing, get_setup (self));
}

/* Its servers are settled: nothing is proposed for the address, and nothing looked up. */
static void
existing_chosen_cb (PlAccountPage *self)
{
  pl_account_search_settle (&self->search, pl_setup_get_address (get_setup (self)));
  address_taken_cb (self);
}

/* --- What was begun before, and practice --- */

/**
 * pl_account_page_set_drafts:
 *
 * Offers what was begun before, once that is known.
 */
void
pl_account_page_set_drafts (PlAccountPage *self, PlDraftKeeper *drafts)
{
  pl_draft_cards_set_keeper (self->drafts, drafts);
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

  pl_account_search_settle (&self->search, address);
  pl_page_update (PL_PAGE (self));
}

/**
 * pl_account_page_set_practice:
 *
 * Offers the practice accounts; the account then is one of the practice network.
 */
void
pl_account_page_set_practice (PlAccountPage *self)
{
  GtkWidget *list = pl_practice_list_new ();

  gtk_box_append (self->content, list);
  g_signal_connect_object (list, "chosen", G_CALLBACK (pl_account_page_choose_practice), self,
                           G_CONNECT_SWAPPED);
}

/* --- Construction --- */

static void
pl_account_page_constructed (GObject *object)
{
  PlAccountPage *self = PL_ACCOUNT_PAGE (object);

  pl_address_field_set_setup (self->address, get_setup (self));
  pl_look_up_part_set_setup (self->further, get_setup (self));
  pl_password_part_set_setup (self->password, get_setup (self));
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

  g_type_ensure (PL_TYPE_ACCOUNT_WAYS);
  g_type_ensure (PL_TYPE_ADDRESS_FIELD);
  g_type_ensure (PL_TYPE_COLUMN);
  g_type_ensure (PL_TYPE_DRAFT_CARDS);
  g_type_ensure (PL_TYPE_EXISTING_PART);
  g_type_ensure (PL_TYPE_HEADING);
  g_type_ensure (PL_TYPE_LOOK_UP_PART);
  g_type_ensure (PL_TYPE_PASSWORD_PART);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/postlotse/Postlotse/pl-account-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, content);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, heading);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, entry);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, name);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, address);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, password);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, existing);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, further);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, drafts);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, ways);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pl_page_update);
  gtk_widget_class_bind_template_callback (widget_class, look_up);
  gtk_widget_class_bind_template_callback (widget_class, forget_look_up);
  gtk_widget_class_bind_template_callback (widget_class, address_taken_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_meant_address);
  gtk_widget_class_bind_template_callback (widget_class, go_to_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_servers_cb);
  gtk_widget_class_bind_template_callback (widget_class, pl_account_page_check_existing);
  gtk_widget_class_bind_template_callback (widget_class, existing_chosen_cb);
}

static void
pl_account_page_init (PlAccountPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pl_keep_together (self->subtitle); /* it may name an address */
}
