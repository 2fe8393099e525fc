// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-secret.h"

G_BEGIN_DECLS

/**
 * PlSecretMask:
 *
 * Takes secrets out of text in every form in which a mail server could echo them: as they are,
 * quoted, percent-encoded, quoted-printable, in UTF-7, in base64 at any of its three alignments, in
 * hexadecimal.
 */
typedef struct _PlSecretMask PlSecretMask;

PlSecretMask *pl_secret_mask_new (void);
void pl_secret_mask_free (PlSecretMask *mask);
void pl_secret_mask_add (PlSecretMask *mask, const PlSecret *secret);
char *pl_secret_mask_apply (const PlSecretMask *mask, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlSecretMask, pl_secret_mask_free)

G_END_DECLS
