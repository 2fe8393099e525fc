// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/frame/pl-export-account.h"

#include "base/pl-hostname.h"
#include "base/pl-text.h"
#include "export/frame/pl-export-error.h"
#include "model/pl-words.h"

#include <glib/gi18n.h>

struct _PlExportAccount
{
  GObject parent_instance;

  PlCheckedSettings *settings; /* shared */
  char *display_name; /* owned; may be empty */
  char *id; /* owned, nullable */
  char *provider_name; /* owned; may be empty */
  PlPasswordKind password_kind;
  PlSecret *passwords[2]; /* shared, nullable */
  gboolean uses_oauth[2];
  gboolean accept_exceptions[2];
  gboolean accept_cleartext;
};

G_DEFINE_FINAL_TYPE (PlExportAccount, pl_export_account, G_TYPE_OBJECT)

static void
pl_export_account_finalize (GObject *object)
{
  PlExportAccount *self = PL_EXPORT_ACCOUNT (object);

  g_clear_object (&self->settings);
  g_free (self->display_name);
  g_free (self->id);
  g_free (self->provider_name);
  for (guint i = 0; i < G_N_ELEMENTS (self->passwords); i++)
    g_clear_pointer (&self->passwords[i], pl_secret_unref);
  G_OBJECT_CLASS (pl_export_account_parent_class)->finalize (object);
}

static void
pl_export_account_class_init (PlExportAccountClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_export_account_finalize;
}

static void
pl_export_account_init (PlExportAccount *self)
{
}

/* A name is a line. */
static char *
make_name (const char *name)
{
  g_autofree char *shown = pl_text_make_showable (name != NULL ? name : "", -1);

  return g_strdup (g_strstrip (g_strdelimit (shown, "\n", ' ')));
}

/**
 * pl_export_account_new:
 * @fields: copied; settings and passwords are shared
 *
 * Returns: (transfer full):
 */
PlExportAccount *
pl_export_account_new (const PlExportAccountFields *fields)
{
  PlExportAccount *self = g_object_new (PL_TYPE_EXPORT_ACCOUNT, NULL);

  self->settings = g_object_ref (fields->settings);
  self->display_name = make_name (fields->display_name);
  self->id = g_strdup (fields->id);
  self->provider_name = make_name (fields->provider_name);
  self->password_kind = fields->password_kind;
  for (guint i = 0; i < G_N_ELEMENTS (self->passwords); i++)
    {
      self->passwords[i] =
          fields->passwords[i] != NULL ? pl_secret_ref (fields->passwords[i]) : NULL;
      self->uses_oauth[i] = fields->uses_oauth[i];
      self->accept_exceptions[i] = fields->accept_exceptions[i];
    }
  self->accept_cleartext = fields->accept_cleartext;
  return self;
}

PlCheckedSettings *
pl_export_account_get_settings (PlExportAccount *self)
{
  return self->settings;
}

PlProposal *
pl_export_account_get_proposal (PlExportAccount *self)
{
  return pl_checked_settings_get_proposal (self->settings);
}

/**
 * pl_export_account_get_server:
 *
 * Returns: (transfer none) (nullable):
 */
PlServerSettings *
pl_export_account_get_server (PlExportAccount *self, PlDirection direction)
{
  return pl_proposal_get_server (pl_export_account_get_proposal (self), direction);
}

const char *
pl_export_account_get_address (PlExportAccount *self)
{
  return pl_address_get_text (pl_proposal_get_address (pl_export_account_get_proposal (self)));
}

/**
 * pl_export_account_get_display_name:
 *
 * Returns: one line that can be shown; empty where none was given
 */
const char *
pl_export_account_get_display_name (PlExportAccount *self)
{
  return self->display_name;
}

/**
 * pl_export_account_get_id:
 *
 * Returns: (nullable):
 */
const char *
pl_export_account_get_id (PlExportAccount *self)
{
  return self->id;
}

/**
 * pl_export_account_get_provider_name:
 *
 * Returns: one line that can be shown; empty where no provider is known
 */
const char *
pl_export_account_get_provider_name (PlExportAccount *self)
{
  return self->provider_name;
}

PlPasswordKind
pl_export_account_get_password_kind (PlExportAccount *self)
{
  return self->password_kind;
}

/**
 * pl_export_account_get_password:
 *
 * Returns: (transfer none) (nullable):
 */
PlSecret *
pl_export_account_get_password (PlExportAccount *self, PlDirection direction)
{
  return self->passwords[direction];
}

/**
 * pl_export_account_has_sending_password:
 *
 * Returns: whether sending is known to have another password than receiving
 */
gboolean
pl_export_account_has_sending_password (PlExportAccount *self)
{
  return self->passwords[PL_DIRECTION_INCOMING] != NULL &&
         self->passwords[PL_DIRECTION_OUTGOING] != NULL &&
         !pl_secret_equal (self->passwords[PL_DIRECTION_INCOMING],
                           self->passwords[PL_DIRECTION_OUTGOING]);
}

/* Where made-up accounts live; nobody's ever (RFC 6761, section 6.2). */
static gboolean
is_of_practice (const char *name)
{
  return g_str_has_suffix (name, ".practice.test");
}

static gboolean
is_practice (PlExportAccount *self)
{
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_export_account_get_server (self, (PlDirection) i);

      if (server != NULL && is_of_practice (pl_server_settings_get_host (server)))
        return TRUE;
    }
  return is_of_practice (pl_export_account_get_address (self));
}

/**
 * pl_export_account_check_real:
 *
 * Whatever way a made-up account has come: it is shown what would happen with it, and no more.
 *
 * Returns: %FALSE with %PL_EXPORT_ERROR_DECLINED for one that is
 */
gboolean
pl_export_account_check_real (PlExportAccount *self, GError **error)
{
  if (!is_practice (self))
    return TRUE;

  g_set_error_literal (
      error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DECLINED,
      /* Translators: instead of the button that puts an account into a mail program */
      _ ("This account is made up, for practice. It is not written into mail programs."));
  return FALSE;
}

/**
 * pl_export_account_get_mechanism:
 *
 * Returns: (nullable): the sign-in that worked, else the one that was set
 */
const char *
pl_export_account_get_mechanism (PlExportAccount *self, PlDirection direction)
{
  PlServerSettings *server = pl_export_account_get_server (self, direction);
  const PlCheckedServer *checked = pl_checked_settings_get_server (self->settings, direction);

  if (checked->mechanism != NULL && *checked->mechanism != '\0')
    return checked->mechanism;
  return server != NULL ? pl_server_settings_get_auth (server) : NULL;
}

/**
 * pl_export_account_is_oauth:
 *
 * Returns: whether that direction is signed in to by an access token
 */
gboolean
pl_export_account_is_oauth (PlExportAccount *self, PlDirection direction)
{
  const char *mechanism = pl_export_account_get_mechanism (self, direction);

  return self->uses_oauth[direction] || g_strcmp0 (mechanism, "XOAUTH2") == 0 ||
         g_strcmp0 (mechanism, "OAUTHBEARER") == 0;
}

static const char *
get_pin (PlExportAccount *self, PlDirection direction)
{
  PlServerSettings *server = pl_export_account_get_server (self, direction);
  const PlCheckedServer *checked = pl_checked_settings_get_server (self->settings, direction);

  return server != NULL && g_strcmp0 (checked->trust, "pinned") == 0
             ? pl_server_settings_get_trust_fingerprint (server)
             : NULL;
}

/**
 * pl_export_account_get_exception:
 *
 * Returns: (nullable): SHA-256 of the one certificate that the person has accepted for that server and
 *   that was needed, 64 lower-case hexadecimal digits. Never what only a file claims.
 */
const char *
pl_export_account_get_exception (PlExportAccount *self, PlDirection direction)
{
  if (pl_checked_settings_is_claimed (self->settings) && !self->accept_exceptions[direction])
    return NULL;
  return get_pin (self, direction);
}

/**
 * pl_export_account_has_open_exception:
 *
 * Returns: whether a file claims an exception to which nobody has agreed now
 */
gboolean
pl_export_account_has_open_exception (PlExportAccount *self, PlDirection direction)
{
  return get_pin (self, direction) != NULL &&
         pl_export_account_get_exception (self, direction) == NULL;
}

/**
 * pl_export_account_has_open_cleartext:
 *
 * Returns: whether a server is used without encryption and nobody has agreed to that
 */
gboolean
pl_export_account_has_open_cleartext (PlExportAccount *self)
{
  gboolean claimed = pl_checked_settings_is_claimed (self->settings);

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_export_account_get_server (self, (PlDirection) i);

      if (server != NULL && pl_server_settings_get_security (server) == PL_SECURITY_NONE &&
          pl_server_settings_get_username (server) != NULL &&
          !(claimed ? self->accept_cleartext : pl_server_settings_get_allow_cleartext (server)))
        return TRUE;
    }
  return FALSE;
}

/**
 * pl_export_account_describe_server:
 *
 * Returns: (transfer full): `imap.example.org, port 993, SSL/TLS, ann@example.org`
 */
char *
pl_export_account_describe_server (PlExportAccount *self, PlDirection direction)
{
  PlServerSettings *server = pl_export_account_get_server (self, direction);
  g_autofree char *host = pl_hostname_to_display (pl_server_settings_get_host (server));
  const char *user = pl_server_settings_get_username (server);
  guint port = pl_server_settings_get_port (server);
  const char *security = pl_security_to_words (pl_server_settings_get_security (server));

  if (user == NULL)
    /* Translators: a server that wants no sign-in: its name, its port, how it is encrypted */
    return g_strdup_printf (_ ("%s, port %u, %s, no sign-in"), host, port, security);
  /* Translators: a server: its name, its port, how it is encrypted, the user name there */
  return g_strdup_printf (_ ("%s, port %u, %s, user name %s"), host, port, security, user);
}

/* By state, then by whether this run has seen it. */
static const char *const state_words[][2] = {
  [PL_CHECK_STATE_OK] = {
    /* Translators: what a check has shown for one direction of an account */
    N_ ("checked: it works"),
    /* Translators: the same, but only a file says so */
    N_ ("checked, according to the file: it works"),
  },
  [PL_CHECK_STATE_PARTIAL] = {
    /* Translators: what a check has shown for one direction of an account */
    N_ ("checked up to the sign-in"),
    /* Translators: the same, but only a file says so */
    N_ ("checked up to the sign-in, according to the file"),
  },
  [PL_CHECK_STATE_NOT_TESTED] = {
    /* Translators: what a check has shown for one direction of an account: nothing */
    N_ ("not checked"),
    /* Translators: the same, from a file */
    N_ ("not checked"),
  },
};

/**
 * pl_export_account_describe_state:
 *
 * Returns: (transfer full): what is known about that direction, and who says so
 */
char *
pl_export_account_describe_state (PlExportAccount *self, PlDirection direction)
{
  const PlCheckedServer *checked = pl_checked_settings_get_server (self->settings, direction);
  guint state = MIN ((guint) checked->state, G_N_ELEMENTS (state_words) - 1);
  guint claimed = pl_checked_settings_is_claimed (self->settings) ? 1 : 0;

  return g_strdup (_ (state_words[state][claimed]));
}
