// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config-text.h"

/**
 * DocumentRow:
 * @text: what is in it, as config_to_text() has it; %NULL: refused
 *
 * One document, and what its parser has to make of it.
 */
typedef struct
{
  const char *name;
  const char *document;
  const char *text;
} DocumentRow;

/* One of the parsers of pl-config.h. */
typedef PlConfig *(*DocumentParser) (const char *document, gsize length, GError **error);

/* In memory of exactly that size, so that reading on is found out; asserts that a document that is
 * refused is no more than invalid data.
 * Returns: (transfer full) (nullable): */
PlConfig *document_parse (DocumentParser parse, const char *document, gsize length);

/* Adds a test for each row, `/group/name`. @rows: static */
void
document_rows_add (const char *group, const DocumentRow *rows, guint n_rows, DocumentParser parse);
