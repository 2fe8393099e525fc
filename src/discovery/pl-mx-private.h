// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/pl-source-private.h"

G_BEGIN_DECLS

PlMxAnswer *pl_mx_answer_new (void);
void pl_mx_answer_free (PlMxAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlMxAnswer, pl_mx_answer_free)

G_END_DECLS
