// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

/* A GResolver that finds what a test says, or nothing, or never answers. */
#define MOCK_TYPE_RESOLVER (mock_resolver_get_type ())
G_DECLARE_FINAL_TYPE (MockResolver, mock_resolver, MOCK, RESOLVER, GResolver)

MockResolver *mock_resolver_new (void);
void mock_resolver_set_addresses (MockResolver *resolver, const char *list);
void mock_resolver_set_error (MockResolver *resolver, GResolverError code);
void mock_resolver_set_silent (MockResolver *resolver);
guint mock_resolver_get_n_asked (MockResolver *resolver);
