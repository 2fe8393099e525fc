// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-server-settings.h"

G_BEGIN_DECLS

typedef enum
{
  PL_FIX_SETTINGS, /* changes settings of one server; the check then runs again */
  PL_FIX_PAGE, /* opens a page of the provider */
  PL_FIX_RETRY, /* checks again, perhaps later */
  PL_FIX_ADDRESS, /* takes another address for the account, and begins anew with it */
} PlFixKind;

typedef enum
{
  PL_FIX_KEY_HOST = 1 << 0,
  PL_FIX_KEY_PORT = 1 << 1,
  PL_FIX_KEY_SECURITY = 1 << 2,
  PL_FIX_KEY_USERNAME = 1 << 3,
  PL_FIX_KEY_AUTH = 1 << 4,
  PL_FIX_KEY_TRUST_FINGERPRINT = 1 << 5,
  PL_FIX_KEY_ALLOW_CLEARTEXT = 1 << 6,
} PlFixKeys;

/**
 * PlFixFields:
 * @label: what the button says
 * @consent: (nullable): what the person has to agree to before it is applied, as a question: an
 *   exception for a certificate, a host of a foreign domain, a password in clear text. A fix with
 *   consent is never applied by itself.
 * @proven: a probe has shown that it works
 * @keys: which of @values it changes (%PL_FIX_SETTINGS)
 * @values: `service` always says whose settings
 * @url: https page (%PL_FIX_PAGE)
 * @retry_after_s: seconds to wait, 0 for now (%PL_FIX_RETRY)
 * @address: the whole e-mail address (%PL_FIX_ADDRESS)
 *
 * The parts of a #PlFix, as arguments with names.
 */
typedef struct
{
  PlFixKind kind;
  const char *label;
  const char *consent;
  gboolean proven;
  PlFixKeys keys;
  PlServerFields values;
  const char *url;
  guint retry_after_s;
  const char *address;
} PlFixFields;

/**
 * PlFix:
 *
 * One thing that can be done about a finding; immutable. It carries only the keys that it changes.
 */
#define PL_TYPE_FIX (pl_fix_get_type ())
G_DECLARE_FINAL_TYPE (PlFix, pl_fix, PL, FIX, GObject)

PlFix *pl_fix_new (const PlFixFields *fields);
void pl_fix_peek_fields (PlFix *fix, PlFixFields *fields);
PlFixKind pl_fix_get_kind (PlFix *fix);
PlService pl_fix_get_service (PlFix *fix);
const char *pl_fix_get_label (PlFix *fix);
const char *pl_fix_get_consent (PlFix *fix);
const char *pl_fix_get_address (PlFix *fix);
gboolean pl_fix_get_proven (PlFix *fix);
PlServerSettings *pl_fix_apply (PlFix *fix, PlServerSettings *settings, GError **error);

G_END_DECLS
