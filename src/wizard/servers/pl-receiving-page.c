// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/servers/pl-receiving-page.h"

#include "wizard/account/pl-account-words.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-choice.h"
#include "wizard/parts/pl-column.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/parts/pl-mark.h"
#include "wizard/parts/pl-row.h"
#include "wizard/servers/pl-copies-part.h"
#include "wizard/servers/pl-receiving-words.h"
#include "wizard/window/pl-pages.h"

#include <glib/gi18n.h>

struct _PlReceivingPage
{
  PlPage parent_instance;

  /* All borrowed: template children */
  PlHeading *heading;
  GtkLabel *subtitle;
  PlChoice *ways;
  GtkWidget *only_way;
  GtkLabel *only_text;
  GtkWidget *note;
  GtkLabel *note_text;
  GtkButton *note_button;
  PlCopiesPart *copies;

  gboolean looking; /* a look-up runs whose end is not yet on view */
  gboolean onward; /* the look-up was for going on */
  char *missing_for; /* owned, nullable: the address for which no POP3 server was found */
  char *asked_first; /* owned, nullable: what the provider wanted first when this page came */
};

G_DEFINE_FINAL_TYPE (PlReceivingPage, pl_receiving_page, PL_TYPE_PAGE)

static PlSetup *
get_setup (PlReceivingPage *self)
{
  return pl_page_get_setup (PL_PAGE (self));
}

/**
 * pl_receiving_page_is_needed:
 *
 * Returns: whether there is something to choose here. With IMAP alone there is not; and servers that
 *   came as a whole, from the person or another program, were chosen with their service.
 */
gboolean
pl_receiving_page_is_needed (PlSetup *setup)
{
  gboolean given = pl_setup_get_server (setup, PL_DIRECTION_INCOMING) != NULL &&
                   pl_setup_get_provider_id (setup) == NULL &&
                   pl_setup_get_discovery (setup) == NULL;

  return !given && (pl_setup_get_receiving_services (setup) & (1u << PL_SERVICE_POP3)) != 0;
}

/* --- What the page shows --- */

static gboolean
has_choice (PlReceivingPage *self)
{
  return pl_setup_get_receiving_services (get_setup (self)) ==
         (1u << PL_SERVICE_IMAP | 1u << PL_SERVICE_POP3);
}

/* What is chosen, or all that the provider has. */
static PlService
get_service (PlReceivingPage *self)
{
  return has_choice (self) ? pl_setup_get_incoming_service (get_setup (self)) : PL_SERVICE_POP3;
}

static void
update_ways (PlReceivingPage *self)
{
  g_autofree char *subtitle = pl_receiving_words_describe (get_setup (self));
  gboolean choice = has_choice (self);

  gtk_label_set_label (self->subtitle, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->ways), choice);
  gtk_widget_set_visible (self->only_way, !choice);
  if (!choice)
    {
      g_autofree char *text = pl_receiving_words_explain (get_service (self));

      gtk_label_set_label (self->only_text, text);
    }
  pl_choice_set (self->ways, (int) get_service (self));
}

/* Returns: (transfer full): what the provider wants first, by its titles */
static char *
list_requirements (PlSetup *setup)
{
  g_autoptr (GPtrArray) requirements = pl_setup_dup_requirements (setup);
  GString *titles = g_string_new (NULL);

  for (guint i = 0; i < requirements->len; i++)
    {
      PlRequirementFields fields;

      pl_requirement_peek_fields (requirements->pdata[i], &fields);
      g_string_append_printf (titles, "%s\n", fields.title);
    }
  return g_string_free (titles, FALSE);
}

static gboolean
is_missing (PlReceivingPage *self)
{
  return self->missing_for != NULL &&
         g_str_equal (self->missing_for, pl_setup_get_address (get_setup (self)));
}

/* The other way may need something done first that this way does not. */
static gboolean
wants_more_first (PlReceivingPage *self)
{
  g_autofree char *now = list_requirements (get_setup (self));

  return self->asked_first != NULL && *now != '\0' && !g_str_equal (now, self->asked_first);
}

static void
update_copies (PlReceivingPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->copies), get_service (self) == PL_SERVICE_POP3);
  pl_copies_part_update (self->copies, get_setup (self));
}

static void
update_note (PlReceivingPage *self)
{
  g_autofree char *provider = pl_account_words_dup_provider (get_setup (self));
  g_autofree char *text = NULL;
  const char *button = NULL;

  if (is_missing (self))
    {
      /* Translators: after a look-up that found no server for POP3 */
      text = g_strdup (_ ("No server was found for this. You can enter one yourself."));
      /* Translators: button that leads to the page with the servers */
      button = _ ("Enter a _server");
    }
  else if (provider != NULL && wants_more_first (self))
    {
      /* Translators: %s is a provider; a button beside this sentence leads to what it wants */
      text = g_strdup_printf (_ ("%s wants something done for this first."), provider);
      /* Translators: button that leads to the page with what the provider wants first */
      button = _ ("Show _what");
    }

  gtk_widget_set_visible (self->note, text != NULL);
  if (text == NULL)
    return;
  gtk_label_set_label (self->note_text, text);
  pl_button_set_label (self->note_button, button);
}

static void
update_view (PlReceivingPage *self)
{
  update_ways (self);
  update_copies (self);
  update_note (self);
  if (pl_setup_get_stage (get_setup (self)) == PL_SETUP_STAGE_DISCOVERING)
    /* Translators: button at the bottom right that ends the look-up of the servers */
    pl_page_set_action (PL_PAGE (self), _ ("S_top looking"), FALSE, TRUE);
  else
    /* Translators: button at the bottom right that leads to the next page */
    pl_page_set_action (PL_PAGE (self), _ ("_Continue"), TRUE, TRUE);
}

/* --- Looking for the servers of the other way --- */

/* Who looks for POP3 and finds IMAP only has IMAP again, and is told. */
static void
finish_look_up (PlReceivingPage *self)
{
  PlSetup *setup = get_setup (self);
  gboolean onward = self->onward;

  self->looking = FALSE;
  self->onward = FALSE;
  if (onward && (pl_setup_get_incoming_service (setup) != PL_SERVICE_POP3 ||
                 pl_setup_get_server (setup, PL_DIRECTION_INCOMING) == NULL))
    {
      g_free (self->missing_for);
      self->missing_for = g_strdup (pl_setup_get_address (setup));
      onward = FALSE;
    }
  update_view (self);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (onward)
    gtk_widget_activate_action (GTK_WIDGET (self), "wizard.forward", NULL);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->note_button));
}

/* The one function that every signal calls. */
static void
pl_receiving_page_update (PlPage *page)
{
  PlReceivingPage *self = PL_RECEIVING_PAGE (page);

  if (self->looking && pl_setup_get_stage (get_setup (self)) != PL_SETUP_STAGE_DISCOVERING)
    finish_look_up (self);
  else
    update_view (self);
}

static gboolean
must_look_up (PlReceivingPage *self)
{
  PlSetup *setup = get_setup (self);

  return get_service (self) == PL_SERVICE_POP3 && !is_missing (self) &&
         pl_setup_get_discovery (setup) != NULL && pl_setup_get_provider_id (setup) == NULL &&
         pl_setup_get_server (setup, PL_DIRECTION_INCOMING) == NULL;
}

/* --- What the person does --- */

static void
way_changed_cb (PlReceivingPage *self)
{
  g_clear_pointer (&self->missing_for, g_free);
  pl_setup_receive_by (get_setup (self), (PlService) pl_choice_get (self->ways));
  pl_page_update (PL_PAGE (self));
}

static void
note_cb (PlReceivingPage *self)
{
  pl_page_go_to (PL_PAGE (self), is_missing (self) ? PL_PAGE_ID_SERVERS : PL_PAGE_ID_BEFORE);
}

/* --- Hooks --- */

/* Without any server yet, what the facts propose; and a provider with POP3 only has nothing else. */
static void
pl_receiving_page_enter (PlPage *page)
{
  PlReceivingPage *self = PL_RECEIVING_PAGE (page);

  if (get_service (self) != pl_setup_get_incoming_service (get_setup (self)))
    pl_setup_receive_by (get_setup (self), get_service (self));
  g_free (self->asked_first);
  self->asked_first = list_requirements (get_setup (self));
  pl_page_update (page);
  gtk_widget_grab_focus (GTK_WIDGET (self->heading));
}

static gboolean
pl_receiving_page_leave (PlPage *page, gboolean forward)
{
  PlReceivingPage *self = PL_RECEIVING_PAGE (page);

  if (pl_setup_get_stage (get_setup (self)) == PL_SETUP_STAGE_DISCOVERING)
    {
      self->onward = FALSE;
      pl_setup_cancel (get_setup (self));
      return !forward;
    }
  if (!forward)
    return TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self->copies)) && !pl_copies_part_take (self->copies))
    return FALSE;
  if (!must_look_up (self))
    return TRUE;

  self->looking = TRUE;
  self->onward = TRUE;
  pl_setup_discover_async (get_setup (self), NULL, NULL, NULL);
  pl_page_update (page);
  return FALSE;
}

/* --- Construction --- */

static void
pl_receiving_page_dispose (GObject *object)
{
  pl_page_dispose_template (PL_PAGE (object), PL_TYPE_RECEIVING_PAGE);
  G_OBJECT_CLASS (pl_receiving_page_parent_class)->dispose (object);
}

static void
pl_receiving_page_finalize (GObject *object)
{
  PlReceivingPage *self = PL_RECEIVING_PAGE (object);

  g_free (self->missing_for);
  g_free (self->asked_first);
  G_OBJECT_CLASS (pl_receiving_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/postlotse/Postlotse/pl-receiving-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlReceivingPage, heading);
  gtk_widget_class_bind_template_child (widget_class, PlReceivingPage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, PlReceivingPage, ways);
  gtk_widget_class_bind_template_child (widget_class, PlReceivingPage, only_way);
  gtk_widget_class_bind_template_child (widget_class, PlReceivingPage, only_text);
  gtk_widget_class_bind_template_child (widget_class, PlReceivingPage, note);
  gtk_widget_class_bind_template_child (widget_class, PlReceivingPage, note_text);
  gtk_widget_class_bind_template_child (widget_class, PlReceivingPage, note_button);
  gtk_widget_class_bind_template_child (widget_class, PlReceivingPage, copies);
  gtk_widget_class_bind_template_callback (widget_class, way_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_cb);
}

static void
pl_receiving_page_class_init (PlReceivingPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  PlPageClass *page_class = PL_PAGE_CLASS (klass);

  object_class->dispose = pl_receiving_page_dispose;
  object_class->finalize = pl_receiving_page_finalize;
  page_class->update = pl_receiving_page_update;
  page_class->enter = pl_receiving_page_enter;
  page_class->leave = pl_receiving_page_leave;

  g_type_ensure (PL_TYPE_CHOICE);
  g_type_ensure (PL_TYPE_COLUMN);
  g_type_ensure (PL_TYPE_COPIES_PART);
  g_type_ensure (PL_TYPE_HEADING);
  g_type_ensure (PL_TYPE_MARK);
  g_type_ensure (PL_TYPE_ROW);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
add_way (PlReceivingPage *self, PlService service, const char *label, const char *tag)
{
  g_autofree char *text = pl_receiving_words_explain (service);

  pl_choice_add_described (self->ways, (int) service, label, tag, text);
}

static void
pl_receiving_page_init (PlReceivingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pl_button_set_label (self->note_button, "");

  /* Translators: a way to receive mail (IMAP), in plain words */
  add_way (self, PL_SERVICE_IMAP, _ ("The same on all devices (recommended)"), "IMAP");
  /* Translators: a way to receive mail (POP3), in plain words */
  add_way (self, PL_SERVICE_POP3, _ ("Only on this computer"), "POP3");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->ways), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->heading, NULL, -1);
}
