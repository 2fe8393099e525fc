// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oauth/pl-oauth.h"

G_BEGIN_DECLS

void pl_oauth_error_set_refusal (GError **error, const char *word, const char *issuer);
void pl_oauth_error_set_answer (GError **error, const char *issuer);

G_END_DECLS
