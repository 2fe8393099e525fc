// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/import/pl-import-account.h"

#include "base/pl-text.h"

struct _PlImportAccount
{
  GObject parent_instance;

  PlImportAccountFields fields; /* strings owned, nullable; the proposal shared, nullable */
};

G_DEFINE_FINAL_TYPE (PlImportAccount, pl_import_account, G_TYPE_OBJECT)

static void
pl_import_account_finalize (GObject *object)
{
  PlImportAccount *self = PL_IMPORT_ACCOUNT (object);

  g_free ((char *) self->fields.program);
  g_free ((char *) self->fields.key);
  g_free ((char *) self->fields.title);
  g_free ((char *) self->fields.name);
  g_free ((char *) self->fields.display_name);
  g_clear_object (&self->fields.proposal);
  g_free ((char *) self->fields.problem);
  G_OBJECT_CLASS (pl_import_account_parent_class)->finalize (object);
}

static void
pl_import_account_class_init (PlImportAccountClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_import_account_finalize;
}

static void
pl_import_account_init (PlImportAccount *self)
{
}

/* One line that can be shown: a file of another program may hold anything. */
static char *
make_line (const char *text)
{
  char *line = text != NULL ? pl_text_make_showable (text, -1) : NULL;

  return line != NULL ? g_strdelimit (line, "\r\n\t", ' ') : NULL;
}

/**
 * pl_import_account_new:
 * @fields: copied
 *
 * Returns: (transfer full):
 */
PlImportAccount *
pl_import_account_new (const PlImportAccountFields *fields)
{
  PlImportAccount *self = g_object_new (PL_TYPE_IMPORT_ACCOUNT, NULL);

  g_return_val_if_fail ((fields->proposal == NULL) == (fields->problem != NULL), self);

  self->fields = *fields;
  self->fields.program = g_strdup (fields->program);
  self->fields.key = g_strdup (fields->key);
  self->fields.title = make_line (fields->title);
  self->fields.name = make_line (fields->name);
  self->fields.display_name = make_line (fields->display_name);
  if (fields->proposal != NULL)
    g_object_ref (fields->proposal);
  self->fields.problem = g_strdup (fields->problem);
  return self;
}

const char *
pl_import_account_get_program (PlImportAccount *self)
{
  return self->fields.program;
}

const char *
pl_import_account_get_key (PlImportAccount *self)
{
  return self->fields.key;
}

const char *
pl_import_account_get_title (PlImportAccount *self)
{
  return self->fields.title;
}

/**
 * pl_import_account_get_name:
 *
 * Returns: (nullable): what the account is called in the program's list of accounts
 */
const char *
pl_import_account_get_name (PlImportAccount *self)
{
  return self->fields.name;
}

/**
 * pl_import_account_get_display_name:
 *
 * Returns: (nullable):
 */
const char *
pl_import_account_get_display_name (PlImportAccount *self)
{
  return self->fields.display_name;
}

/**
 * pl_import_account_get_proposal:
 *
 * Returns: (transfer none) (nullable): %NULL where there is a problem
 */
PlProposal *
pl_import_account_get_proposal (PlImportAccount *self)
{
  return self->fields.proposal;
}

/**
 * pl_import_account_get_server:
 *
 * Returns: (transfer none) (nullable):
 */
PlServerSettings *
pl_import_account_get_server (PlImportAccount *self, PlDirection direction)
{
  return self->fields.proposal != NULL ? pl_proposal_get_server (self->fields.proposal, direction)
                                       : NULL;
}

/**
 * pl_import_account_get_accepts_any:
 *
 * Returns: whether the program takes whatever certificate that server shows. Nothing of that is taken
 *   over: an exception is for one certificate.
 */
gboolean
pl_import_account_get_accepts_any (PlImportAccount *self, PlDirection direction)
{
  return self->fields.accepts_any_certificate[direction];
}

/**
 * pl_import_account_get_problem:
 *
 * Returns: (nullable): why it cannot be checked, a sentence
 */
const char *
pl_import_account_get_problem (PlImportAccount *self)
{
  return self->fields.problem;
}

/**
 * pl_import_account_get_removal:
 *
 * Returns: when the program removes from the server what it has fetched by POP3: %PL_POP3_KEEP,
 *   %PL_POP3_REMOVE_AT_ONCE or days; %PL_POP3_KEEP for IMAP
 */
guint
pl_import_account_get_removal (PlImportAccount *self)
{
  PlServerSettings *incoming = pl_import_account_get_server (self, PL_DIRECTION_INCOMING);

  if (incoming == NULL || pl_server_settings_get_service (incoming) != PL_SERVICE_POP3)
    return PL_POP3_KEEP;
  return pl_proposal_get_pop3_remove_after_days (self->fields.proposal);
}
