// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/account/pl-before-page.h"

#include "wizard/account/pl-account-words.h"
#include "wizard/account/pl-browser-sign-in.h"
#include "wizard/account/pl-password-field.h"
#include "wizard/account/pl-requirement-card.h"
#include "wizard/parts/pl-column.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/window/pl-pages.h"

#include <glib/gi18n.h>

struct _PlBeforePage
{
  PlPage parent_instance;

  /* All borrowed: template children */
  PlHeading *heading;
  GtkLabel *subtitle;
  GtkBox *cards;
  GtkWidget *last;

  PlPasswordField *password; /* borrowed: a child, NULL until first needed */
  PlBrowserSignIn *sign_in; /* borrowed: a child, NULL until first needed */
  char *shown; /* owned, nullable: the titles of the cards on view */
};

G_DEFINE_FINAL_TYPE (PlBeforePage, pl_before_page, PL_TYPE_PAGE)

/**
 * pl_before_page_is_needed:
 *
 * Returns: whether the provider wants something done, or known, first
 */
gboolean
pl_before_page_is_needed (PlSetup *setup)
{
  g_autoptr (GPtrArray) cards = pl_setup_dup_requirements (setup);

  return cards->len > 0;
}

/* The password that is made by following the steps; the usual one was asked for before. */
static gboolean
is_password_made_here (PlSetup *setup)
{
  PlPasswordKind kind = pl_setup_get_password_kind (setup);

  return kind == PL_PASSWORD_KIND_APP || kind == PL_PASSWORD_KIND_MAIL ||
         kind == PL_PASSWORD_KIND_BRIDGE;
}

static char *
join_titles (GPtrArray *cards)
{
  GString *titles = g_string_new (NULL);

  for (guint i = 0; i < cards->len; i++)
    {
      PlRequirementFields fields;

      pl_requirement_peek_fields (cards->pdata[i], &fields);
      g_string_append_printf (titles, "%s\n", fields.title);
    }
  return g_string_free (titles, FALSE);
}

/* Built anew only when it says something else: buttons keep the focus. */
static void
update_cards (PlBeforePage *self, GPtrArray *cards)
{
  g_autofree char *titles = join_titles (cards);
  GtkWidget *child;

  if (g_strcmp0 (titles, self->shown) == 0)
    return;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, child);
  for (guint i = 0; i < cards->len; i++)
    gtk_box_append (self->cards, pl_requirement_card_new (cards->pdata[i]));
  g_free (self->shown);
  self->shown = g_steal_pointer (&titles);
}

static gboolean
has_links (GPtrArray *cards)
{
  for (guint i = 0; i < cards->len; i++)
    {
      PlRequirementFields fields;

      pl_requirement_peek_fields (cards->pdata[i], &fields);
      if (fields.n_links > 0)
        return TRUE;
    }
  return FALSE;
}

static void
update_head (PlBeforePage *self, GPtrArray *cards)
{
  PlSetup *setup = pl_page_get_setup (PL_PAGE (self));
  g_autofree char *provider = pl_account_words_dup_provider (setup);
  g_autofree char *heading = NULL;
  const char *subtitle = "";

  if (!pl_setup_can_work (setup) && provider != NULL)
    {
      /* Translators: heading of a page; %s is a provider without access for mail programs */
      heading = g_strdup_printf (_ ("Mail programs do not work with %s"), provider);
      /* Translators: below that heading */
      subtitle = _ ("Nothing was looked up and nothing was sent.");
    }
  else
    {
      /* Translators: heading of the page with what a provider wants first */
      heading = g_strdup (_ ("Before you start"));
      if (has_links (cards))
        /* Translators: below that heading */
        subtitle = _ ("The buttons open the provider's pages in your browser. Then come back "
                      "here.");
    }

  pl_heading_set_label (self->heading, heading);
  gtk_label_set_label (self->subtitle, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), *subtitle != '\0');
}

static void
update_last (PlBeforePage *self)
{
  PlSetup *setup = pl_page_get_setup (PL_PAGE (self));
  gboolean password = is_password_made_here (setup);

  if (password && self->password == NULL)
    {
      self->password = PL_PASSWORD_FIELD (pl_password_field_new (setup, PL_DIRECTION_INCOMING));
      gtk_box_append (GTK_BOX (self->last), GTK_WIDGET (self->password));
    }
  if (self->password != NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->password), password);
      pl_password_field_update (self->password);
    }
  if (self->sign_in == NULL && pl_setup_can_sign_in_in_browser (setup))
    {
      self->sign_in = PL_BROWSER_SIGN_IN (pl_browser_sign_in_new (setup));
      gtk_box_append (GTK_BOX (self->last), GTK_WIDGET (self->sign_in));
      g_signal_connect_object (self->sign_in, "changed", G_CALLBACK (pl_page_update), self,
                               G_CONNECT_SWAPPED);
    }
  if (self->sign_in != NULL)
    pl_browser_sign_in_update (self->sign_in);
  gtk_widget_set_visible (self->last, password || pl_setup_can_sign_in_in_browser (setup));
}

/* The check would have to wait for what is under way. */
static gboolean
is_busy (PlBeforePage *self)
{
  return pl_setup_get_stage (pl_page_get_setup (PL_PAGE (self))) == PL_SETUP_STAGE_DISCOVERING ||
         (self->sign_in != NULL && pl_browser_sign_in_is_waiting (self->sign_in));
}

static void
pl_before_page_update (PlPage *page)
{
  PlBeforePage *self = PL_BEFORE_PAGE (page);
  g_autoptr (GPtrArray) cards = pl_setup_dup_requirements (pl_page_get_setup (page));
  gboolean can_work = pl_setup_can_work (pl_page_get_setup (page));

  update_cards (self, cards);
  update_head (self, cards);
  update_last (self);
  if (can_work)
    /* Translators: button at the bottom right that leads to the next page */
    pl_page_set_action (page, _ ("_Continue"), TRUE, !is_busy (self));
  else
    /* Translators: button at the bottom right where nothing can be done for the one that was entered */
    pl_page_set_action (page, _ ("_Use another address"), FALSE, TRUE);
}

/* Whether this program is registered with the provider stands in files, which a discovery reads; for
 * a provider that is known it asks nobody. */
static void
look_for_registration (PlSetup *setup)
{
  if (pl_setup_can_work (setup) && pl_setup_get_discovery (setup) == NULL &&
      pl_setup_get_password_kind (setup) == PL_PASSWORD_KIND_NONE)
    pl_setup_discover_async (setup, NULL, NULL, NULL);
}

static void
pl_before_page_enter (PlPage *page)
{
  look_for_registration (pl_page_get_setup (page));
  gtk_widget_grab_focus (GTK_WIDGET (PL_BEFORE_PAGE (page)->heading));
}

static gboolean
pl_before_page_leave (PlPage *page, gboolean forward)
{
  PlBeforePage *self = PL_BEFORE_PAGE (page);

  /* With this address there is no way on. */
  if (forward && !pl_setup_can_work (pl_page_get_setup (page)))
    {
      pl_page_go_to_field (page, PL_PAGE_ID_ACCOUNT, "address");
      return FALSE;
    }
  /* Whoever goes back no longer waits for the browser. */
  if (!forward)
    pl_setup_cancel (pl_page_get_setup (page));
  return !forward || !is_password_made_here (pl_page_get_setup (page)) ||
         pl_password_field_require (self->password);
}

static void
pl_before_page_dispose (GObject *object)
{
  pl_page_dispose_template (PL_PAGE (object), PL_TYPE_BEFORE_PAGE);
  G_OBJECT_CLASS (pl_before_page_parent_class)->dispose (object);
}

static void
pl_before_page_finalize (GObject *object)
{
  g_free (PL_BEFORE_PAGE (object)->shown);
  G_OBJECT_CLASS (pl_before_page_parent_class)->finalize (object);
}

static void
pl_before_page_class_init (PlBeforePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PlPageClass *page_class = PL_PAGE_CLASS (klass);

  object_class->dispose = pl_before_page_dispose;
  object_class->finalize = pl_before_page_finalize;
  page_class->update = pl_before_page_update;
  page_class->enter = pl_before_page_enter;
  page_class->leave = pl_before_page_leave;

  g_type_ensure (PL_TYPE_COLUMN);
  g_type_ensure (PL_TYPE_HEADING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/postlotse/Postlotse/pl-before-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlBeforePage, heading);
  gtk_widget_class_bind_template_child (widget_class, PlBeforePage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, PlBeforePage, cards);
  gtk_widget_class_bind_template_child (widget_class, PlBeforePage, last);
}

static void
pl_before_page_init (PlBeforePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
