// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the browser shows when it comes back. */
typedef enum
{
  PL_OAUTH_PAGE_RECEIVED,
  PL_OAUTH_PAGE_DECLINED,
  PL_OAUTH_PAGE_FOREIGN, /* to whoever asks for something else */
} PlOAuthPage;

char *pl_oauth_page_make (PlOAuthPage page);

G_END_DECLS
