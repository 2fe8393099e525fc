// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/pl-account-page.h"

#include "practice/pl-practice.h"
#include "wizard/pl-button.h"
#include "wizard/pl-column.h"
#include "wizard/pl-field.h"
#include "wizard/pl-heading.h"
#include "wizard/pl-pages.h"
#include "wizard/pl-password-box.h"

#include <glib/gi18n.h>
#include <string.h>

struct _PlAccountPage
{
  PlPage parent_instance;

  /* All borrowed: template children */
  GtkEditable *name;
  GtkEditable *address;
  GtkLabel *address_hint;
  GtkLabel *password_label;
  PlPasswordBox *password;
  GtkLabel *password_hint;
  GtkButton *show_servers;
  GtkWidget *practice;
  GtkBox *practice_list;

  char *proposed_for; /* owned: the address whose servers were proposed last */
  gboolean address_refused; /* the person wanted to go on with an address that is none */
  gboolean password_missed; /* ... or without a password */
};

G_DEFINE_FINAL_TYPE (PlAccountPage, pl_account_page, PL_TYPE_PAGE)

/* What may be wrong with a password that looks right: the traits of pl_secret_describe_traits(). */
static const struct
{
  const char *trait;
  const char *hint;
} trait_hints[] = {
  /* Translators: below the password field */
  { "blank-at-start", N_ ("The password begins with a blank. It is sent as it is.") },
  /* Translators: below the password field */
  { "blank-at-end", N_ ("The password ends with a blank. It is sent as it is.") },
  /* Translators: below the password field */
  { "invisible", N_ ("The password has characters that cannot be seen. They may have been copied "
                     "along by mistake.") },
};

static char *
describe_password (PlAccountPage *self)
{
  g_autoptr (PlSecret) secret = pl_password_box_dup_secret (self->password);
  g_autofree char *traits = secret != NULL ? pl_secret_describe_traits (secret) : NULL;
  g_auto (GStrv) words = traits != NULL ? g_strsplit (traits, " ", -1) : NULL;

  if (pl_password_box_get_caps_lock (self->password))
    /* Translators: below the password field */
    return g_strdup (_ ("The caps lock key is on."));
  if (secret == NULL && self->password_missed)
    /* Translators: below the password field, when the person wants to go on without one */
    return g_strdup (_ ("The password is needed to test signing in."));

  for (guint i = 0; words != NULL && i < G_N_ELEMENTS (trait_hints); i++)
    if (g_strv_contains ((const char *const *) words, trait_hints[i].trait))
      return g_strdup (_ (trait_hints[i].hint));
  return NULL;
}

static char *
describe_address (PlAccountPage *self, gboolean refused)
{
  const char *text = gtk_editable_get_text (self->address);
  const char *provider = pl_setup_get_provider_name (pl_page_get_setup (PL_PAGE (self)));

  if (refused && *text == '\0')
    /* Translators: below the address field, when the person wants to go on without one */
    return g_strdup (_ ("Enter your e-mail address here."));
  if (refused && strchr (text, '@') == NULL)
    /* Translators: below the address field; what is missing in the address */
    return g_strdup (_ ("An address has an @ in the middle, such as anna@example.org."));
  if (refused)
    /* Translators: below the address field */
    return g_strdup (_ ("This is not a complete address. It looks like anna@example.org."));
  if (provider != NULL)
    /* Translators: below the address field; %s is a provider, such as GMX */
    return g_strdup_printf (_ ("%s. The servers are known."), provider);
  return NULL;
}

static void
update_address (PlAccountPage *self)
{
  g_autoptr (PlAddress) parsed = pl_setup_parse_address (pl_page_get_setup (PL_PAGE (self)), NULL);
  gboolean refused = self->address_refused && parsed == NULL;
  g_autofree char *hint = describe_address (self, refused);

  pl_field_show_hint (GTK_WIDGET (self->address), self->address_hint, hint, refused);
}

static void
pl_account_page_update (PlPage *page)
{
  PlAccountPage *self = PL_ACCOUNT_PAGE (page);
  PlSetup *setup = pl_page_get_setup (page);
  gboolean missed = self->password_missed && pl_password_box_is_empty (self->password);
  g_autofree char *password_hint = describe_password (self);

  pl_field_show_text (self->name, pl_setup_get_display_name (setup));
  pl_field_show_text (self->address, pl_setup_get_address (setup));
  update_address (self);
  pl_field_show_hint (pl_password_box_get_text (self->password), self->password_hint, password_hint,
                      missed);

  /* Translators: button at the bottom right that leads to the next page */
  pl_page_set_action (page, _ ("_Continue"), TRUE, TRUE);
}

/* Servers that the person has set stay with a new address of the same domain; where their user name
 * was the old address, it follows. */
static void
move_username (PlSetup *setup, PlDirection direction, const char *before, const char *now)
{
  PlServerSettings *server = pl_setup_get_server (setup, direction);
  PlServerFields fields;

  if (server == NULL || g_strcmp0 (pl_server_settings_get_username (server), before) != 0)
    return;

  pl_server_settings_peek_fields (server, &fields);
  fields.username = now;
  pl_setup_set_server (setup, &fields, NULL);
}

/* Proposes servers for a new address; what is already entered for this one stays. */
static void
propose_servers (PlAccountPage *self, PlAddress *address)
{
  PlSetup *setup = pl_page_get_setup (PL_PAGE (self));
  g_autofree char *before = g_steal_pointer (&self->proposed_for);

  self->proposed_for = g_strdup (pl_address_get_text (address));
  if (g_strcmp0 (before, self->proposed_for) == 0)
    return;

  /* An unknown domain is no mistake: the next page asks for its servers. */
  pl_setup_propose (setup, NULL);
  if (before == NULL)
    return;
  move_username (setup, PL_DIRECTION_INCOMING, before, self->proposed_for);
  move_username (setup, PL_DIRECTION_OUTGOING, before, self->proposed_for);
}

static gboolean
take_address (PlAccountPage *self)
{
  g_autoptr (PlAddress) address = pl_setup_parse_address (pl_page_get_setup (PL_PAGE (self)), NULL);

  self->address_refused = address == NULL;
  if (address != NULL)
    propose_servers (self, address);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->address));
  pl_page_update (PL_PAGE (self));
  return address != NULL;
}

static gboolean
pl_account_page_leave (PlPage *page, gboolean forward)
{
  PlAccountPage *self = PL_ACCOUNT_PAGE (page);

  if (!forward)
    return TRUE;
  if (!take_address (self))
    return FALSE;

  self->password_missed = pl_password_box_is_empty (self->password);
  if (self->password_missed)
    {
      pl_page_update (page);
      gtk_widget_grab_focus (GTK_WIDGET (self->password));
    }
  return !self->password_missed;
}

static void
pl_account_page_enter (PlPage *page)
{
  PlAccountPage *self = PL_ACCOUNT_PAGE (page);
  gboolean has_address = *gtk_editable_get_text (self->address) != '\0';

  gtk_widget_grab_focus (has_address ? GTK_WIDGET (self->password) : GTK_WIDGET (self->address));
}

static void
name_changed_cb (PlAccountPage *self)
{
  pl_setup_set_display_name (pl_page_get_setup (PL_PAGE (self)),
                             gtk_editable_get_text (self->name));
}

static void
address_changed_cb (PlAccountPage *self)
{
  pl_setup_set_address (pl_page_get_setup (PL_PAGE (self)), gtk_editable_get_text (self->address));
  pl_page_update (PL_PAGE (self));
}

static void
password_changed_cb (PlAccountPage *self)
{
  g_autoptr (PlSecret) secret = pl_password_box_dup_secret (self->password);

  pl_setup_set_password (pl_page_get_setup (PL_PAGE (self)), PL_DIRECTION_INCOMING, secret);
  pl_page_update (PL_PAGE (self));
}

static void
show_servers_cb (PlAccountPage *self)
{
  if (take_address (self))
    pl_page_go_to (PL_PAGE (self), PL_PAGE_ID_SERVERS);
}

static void
set_practice_server (PlSetup *setup,
                     const PlPracticeAccount *account,
                     const char *service,
                     const char *host,
                     guint16 port,
                     const char *security)
{
  g_autoptr (GError) error = NULL;
  PlServerFields fields = {
    .host = host, .port = port, .username = account->address, .source = PL_SOURCE_PROVIDER
  };

  if (!pl_service_from_nick (service, &fields.service) ||
      !pl_security_from_nick (security, &fields.security) ||
      !pl_setup_set_server (setup, &fields, &error))
    g_warning ("Practice account %s: %s", account->id,
               error != NULL ? error->message : "unknown service or security");
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
  PlSetup *setup = pl_page_get_setup (PL_PAGE (self));
  const PlPracticeAccount *account = pl_practice_find_account (id);
  g_autoptr (PlSecret) secret = NULL;

  if (account == NULL)
    return;

  pl_setup_set_address (setup, account->address);
  set_practice_server (setup, account, account->incoming_service, account->incoming_host,
                       account->incoming_port, account->incoming_security);
  set_practice_server (setup, account, "smtp", account->outgoing_host, account->outgoing_port,
                       account->outgoing_security);
  g_free (self->proposed_for);
  self->proposed_for = g_strdup (account->address);

  secret = pl_secret_new (account->password, -1);
  pl_password_box_set_secret (self->password, secret);
}

static void
practice_clicked_cb (PlAccountPage *self, GtkButton *button)
{
  pl_account_page_choose_practice (self, gtk_widget_get_name (GTK_WIDGET (button)));
}

static GtkWidget *
practice_button (PlAccountPage *self, const PlPracticeAccount *account)
{
  GtkWidget *button = gtk_button_new_with_label (account->title);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_name (button, account->id);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (practice_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  return button;
}

/**
 * pl_account_page_set_practice:
 *
 * Offers the practice accounts; the account then is one of the practice network.
 */
void
pl_account_page_set_practice (PlAccountPage *self)
{
  guint n_accounts = 0;
  const PlPracticeAccount *accounts = pl_practice_get_accounts (&n_accounts);

  for (guint i = 0; i < n_accounts; i++)
    gtk_box_append (self->practice_list, practice_button (self, &accounts[i]));
  gtk_widget_set_visible (self->practice, TRUE);
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
  g_free (PL_ACCOUNT_PAGE (object)->proposed_for);
  G_OBJECT_CLASS (pl_account_page_parent_class)->finalize (object);
}

static void
pl_account_page_class_init (PlAccountPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PlPageClass *page_class = PL_PAGE_CLASS (klass);

  object_class->dispose = pl_account_page_dispose;
  object_class->finalize = pl_account_page_finalize;
  page_class->update = pl_account_page_update;
  page_class->enter = pl_account_page_enter;
  page_class->leave = pl_account_page_leave;

  g_type_ensure (PL_TYPE_COLUMN);
  g_type_ensure (PL_TYPE_HEADING);
  g_type_ensure (PL_TYPE_PASSWORD_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/postlotse/Postlotse/pl-account-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, name);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, address);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, address_hint);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, password_label);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, password);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, password_hint);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, show_servers);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, practice);
  gtk_widget_class_bind_template_child (widget_class, PlAccountPage, practice_list);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_servers_cb);
}

static void
pl_account_page_init (PlAccountPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pl_button_set_label (self->show_servers, gtk_button_get_label (self->show_servers));
  pl_password_box_set_label (self->password, self->password_label);
  g_signal_connect_object (self->password, "notify::caps-lock", G_CALLBACK (pl_page_update), self,
                           G_CONNECT_SWAPPED);
}
