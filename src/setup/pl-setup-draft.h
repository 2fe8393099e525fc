// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

G_BEGIN_DECLS

/**
 * PlDraft:
 *
 * An account that was begun and not finished, as it lies on the disk: what was entered, without any
 * password, without exceptions for certificates and without consents.
 */
typedef struct _PlDraft PlDraft;

PlDraft *pl_draft_parse (const char *text, gsize length);
void pl_draft_free (PlDraft *draft);
const char *pl_draft_get_address (const PlDraft *draft);
gint64 pl_draft_get_saved_at (const PlDraft *draft);
gboolean pl_draft_has_sending_password (const PlDraft *draft);

char *pl_setup_dup_draft (PlSetup *setup, gint64 saved_at);
gboolean pl_setup_is_practice (PlSetup *setup);
gboolean pl_setup_take_draft (PlSetup *setup, const PlDraft *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlDraft, pl_draft_free)

G_END_DECLS
