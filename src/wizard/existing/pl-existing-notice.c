// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/existing/pl-existing-notice.h"

#include "setup/pl-setup-import.h"
#include "wizard/check/pl-result.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/parts/pl-label.h"
#include "wizard/parts/pl-page.h"

#include <glib/gi18n.h>

struct _PlExistingNotice
{
  GtkWidget parent_instance;

  /* All borrowed: children */
  PlHeading *heading;
  GtkLabel *words;
  GtkButton *button;

  PlSetup *setup; /* owned, nullable until it is on a page */
  gboolean changing; /* the account is on its way from one state at rest to the other */
};

G_DEFINE_FINAL_TYPE (PlExistingNotice, pl_existing_notice, GTK_TYPE_WIDGET)

static gboolean
is_kept (PlExistingNotice *self)
{
  return pl_setup_get_pop3_removal (self->setup) == PL_POP3_KEEP;
}

static char *
describe (PlExistingNotice *self, PlImportAccount *account)
{
  g_autofree char *removal = pl_setup_describe_removal (account);
  g_autofree char *advice = pl_setup_describe_removal_advice (account);

  if (!is_kept (self))
    return g_strdup_printf ("%s %s", removal, advice);
  return g_strdup_printf (
      /* Translators: of mail that was fetched by POP3; %s is a mail program */
      _ ("As soon as the last page has written that into %s. Mail that it has fetched and deleted "
         "before does not come back to the server."),
      pl_import_account_get_program (account));
}

static gboolean
is_at_rest (PlSetup *setup)
{
  PlSetupStage stage = pl_setup_get_stage (setup);

  return stage == PL_SETUP_STAGE_TROUBLE || stage == PL_SETUP_STAGE_VERIFIED;
}

static void
derive_view (PlExistingNotice *self)
{
  PlImportAccount *account = pl_setup_get_current_import (self->setup);
  PlServerSettings *incoming = pl_setup_get_server (self->setup, PL_DIRECTION_INCOMING);
  gboolean shown = account != NULL && is_at_rest (self->setup) && incoming != NULL &&
                   pl_server_settings_get_service (incoming) == PL_SERVICE_POP3 &&
                   pl_import_account_get_removal (account) != PL_POP3_KEEP;
  g_autofree char *words = shown ? describe (self, account) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), shown);
  if (!shown)
    return;

  pl_heading_set_label (self->heading,
                        is_kept (self)
                            /* Translators: heading: of mail that was fetched by POP3 */
                            ? _ ("From now on, mail stays on the server")
                            /* Translators: heading: of mail that is fetched by POP3 */
                            : _ ("Mail is deleted from the server"));
  gtk_label_set_label (self->words, words);
  pl_button_set_label (self->button,
                       is_kept (self)
                           /* Translators: button: mail is deleted from the server, as before */
                           ? _ ("Delete it there as _before")
                           /* Translators: button: mail that was fetched stays on the server */
                           : _ ("Lea_ve mail on the server"));
}

/* The one function that every signal calls. */
static void
update (PlExistingNotice *self)
{
  if (self->changing)
    return;
  derive_view (self);
}

static void
clicked_cb (PlExistingNotice *self)
{
  gboolean changed;

  self->changing = TRUE;
  changed = pl_setup_keep_on_server (self->setup, !is_kept (self));
  self->changing = FALSE;
  update (self);
  if (changed)
    pl_result_show (GTK_WIDGET (self->heading), GTK_WIDGET (self));
}

/* The page has its account by then. */
static void
pl_existing_notice_root (GtkWidget *widget)
{
  PlExistingNotice *self = PL_EXISTING_NOTICE (widget);
  GtkWidget *page = gtk_widget_get_ancestor (widget, PL_TYPE_PAGE);

  GTK_WIDGET_CLASS (pl_existing_notice_parent_class)->root (widget);
  if (self->setup != NULL || page == NULL)
    return;
  self->setup = g_object_ref (pl_page_get_setup (PL_PAGE (page)));
  g_signal_connect_object (self->setup, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
pl_existing_notice_dispose (GObject *object)
{
  PlExistingNotice *self = PL_EXISTING_NOTICE (object);
  GtkWidget *child;

  if (self->setup != NULL)
    g_signal_handlers_disconnect_by_data (self->setup, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->setup);
  G_OBJECT_CLASS (pl_existing_notice_parent_class)->dispose (object);
}

static void
pl_existing_notice_class_init (PlExistingNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_existing_notice_dispose;
  widget_class->root = pl_existing_notice_root;
  gtk_widget_class_set_css_name (widget_class, "existing");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
pl_existing_notice_init (PlExistingNotice *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  const char *name;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pl-group");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->heading = g_object_new (PL_TYPE_HEADING, "level", 3, NULL);
  self->words = GTK_LABEL (pl_label_new ("", NULL));
  self->button =
      g_object_new (GTK_TYPE_BUTTON, "use-underline", TRUE, "halign", GTK_ALIGN_START, NULL);
  pl_button_set_label (self->button, "");
  gtk_widget_set_parent (GTK_WIDGET (self->heading), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->words), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self,
                           G_CONNECT_SWAPPED);
  /* Translators: name of the part that says what POP3 does with mail on the server */
  name = _ ("Mail on the server");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
