// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/account/pl-browser-sign-in.h"

#include "wizard/account/pl-account-words.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-link.h"

#include <glib/gi18n.h>

struct _PlBrowserSignIn
{
  GtkWidget parent_instance;

  GtkLabel *text; /* borrowed: a child */
  GtkButton *button; /* borrowed: a child */

  PlSetup *setup; /* owned */
  GCancellable *waiting; /* owned, nullable: while the person is in the browser */
  char *failure; /* owned, nullable: what became of the last try */
};

G_DEFINE_FINAL_TYPE (PlBrowserSignIn, pl_browser_sign_in, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- What it shows --- */

static char *
describe (PlBrowserSignIn *self)
{
  g_autofree char *provider = pl_account_words_dup_provider (self->setup);
  g_auto (GStrv) hosts = NULL;
  g_autofree char *list = NULL;

  if (self->waiting != NULL)
    /* Translators: while the person signs in on the provider's page */
    return g_strdup (_ ("Sign in on the page that has opened in your browser. Postlotse waits."));
  if (pl_setup_has_tokens (self->setup))
    /* Translators: the person has signed in on the provider's page */
    return g_strdup (_ ("You are signed in. The check uses that."));
  if (self->failure != NULL)
    return g_strdup (self->failure);

  hosts = pl_setup_dup_sign_in_hosts (self->setup);
  list = g_strjoinv (", ", hosts);
  /* Translators: above a button; the first %s is a provider, the second one a list of hosts */
  return g_strdup_printf (_ ("You can sign in to %s here, so that receiving and sending are tested "
                             "for real. Asked for that: %s."),
                          provider != NULL ? provider : "", list);
}

/**
 * pl_browser_sign_in_update:
 *
 * Derives the view from the account as it is now.
 */
void
pl_browser_sign_in_update (PlBrowserSignIn *self)
{
  gboolean offered = pl_setup_can_sign_in_in_browser (self->setup) || self->waiting != NULL;
  g_autofree char *text = offered ? describe (self) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), offered);
  if (!offered)
    return;

  gtk_label_set_label (self->text, text);
  pl_button_set_label (self->button,
                       self->waiting != NULL
                           /* Translators: button that gives up waiting for the browser */
                           ? _ ("S_top waiting")
                           : pl_setup_has_tokens (self->setup)
                                 /* Translators: button that opens the provider's page once more */
                                 ? _ ("Sign in once _more")
                                 /* Translators: button that opens the provider's sign-in page */
                                 : _ ("Sign in in the _browser"));
}

/**
 * pl_browser_sign_in_is_waiting:
 *
 * Returns: whether the person is expected to come back from the browser
 */
gboolean
pl_browser_sign_in_is_waiting (PlBrowserSignIn *self)
{
  return self->waiting != NULL;
}

/* --- What happens --- */

/* Belongs to the account, which may outlive this widget. */
static void
free_reference (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
signed_in_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlBrowserSignIn) self = g_weak_ref_get (data);
  g_autoptr (GError) error = NULL;
  gboolean done = pl_setup_sign_in_browser_finish (PL_SETUP (object), result, &error);

  if (self == NULL || self->setup == NULL)
    return;

  g_clear_object (&self->waiting);
  g_clear_pointer (&self->failure, g_free);
  if (!done && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->failure = error->domain == G_IO_ERROR
                        /* Translators: no answer came from the browser in time, or it could not be
                         * waited for */
                        ? g_strdup (_ ("The sign-in in the browser was not completed."))
                        : g_strdup (error->message);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
clicked_cb (PlBrowserSignIn *self)
{
  GWeakRef *reference;

  if (self->waiting != NULL)
    {
      g_cancellable_cancel (self->waiting);
      return;
    }

  self->waiting = g_cancellable_new ();
  reference = g_new0 (GWeakRef, 1);
  g_weak_ref_init (reference, self);
  g_object_set_data_full (G_OBJECT (self->setup), "pl-browser-sign-in", reference, free_reference);
  pl_setup_sign_in_browser_async (self->setup, self->waiting, signed_in_cb, reference);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
page_cb (PlBrowserSignIn *self, const char *url)
{
  pl_link_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), url);
}

/* --- Construction --- */

static void
pl_browser_sign_in_dispose (GObject *object)
{
  PlBrowserSignIn *self = PL_BROWSER_SIGN_IN (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  if (self->waiting != NULL)
    g_cancellable_cancel (self->waiting);
  g_clear_object (&self->waiting);
  g_clear_pointer (&self->failure, g_free);
  g_clear_object (&self->setup);
  G_OBJECT_CLASS (pl_browser_sign_in_parent_class)->dispose (object);
}

static void
pl_browser_sign_in_class_init (PlBrowserSignInClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_browser_sign_in_dispose;
  signals[CHANGED] = g_signal_new ("changed", PL_TYPE_BROWSER_SIGN_IN, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
pl_browser_sign_in_init (PlBrowserSignIn *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  self->text = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                             "xalign", 0.0, NULL);
  self->button =
      g_object_new (GTK_TYPE_BUTTON, "use-underline", TRUE, "halign", GTK_ALIGN_START, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->text), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
pl_browser_sign_in_new (PlSetup *setup)
{
  PlBrowserSignIn *self = g_object_new (PL_TYPE_BROWSER_SIGN_IN, NULL);

  self->setup = g_object_ref (setup);
  g_signal_connect_object (setup, "sign-in-page", G_CALLBACK (page_cb), self, G_CONNECT_SWAPPED);
  pl_browser_sign_in_update (self);
  return GTK_WIDGET (self);
}
