// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "provider/pl-provider.h"

G_BEGIN_DECLS

const char *pl_requirement_notes_find (const char *provider_id, PlRequirementKind kind);
const char *pl_requirement_notes_get_doubt (PlCertainty certainty);
const char *pl_requirement_notes_get_maybe (PlCertainty certainty);

G_END_DECLS
