// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/memory-search.h"

#include "wizard/account/pl-masked-buffer.h"

#include <string.h>

/* What a listener was told, in order. */
typedef struct
{
  GString *inserted;
  guint n_deleted;
} Heard;

static void
inserted_cb (GtkEntryBuffer *buffer, guint position, const char *chars, guint n, Heard *heard)
{
  g_string_append (heard->inserted, chars);
}

static void
deleted_cb (GtkEntryBuffer *buffer, guint position, guint n, Heard *heard)
{
  heard->n_deleted += n;
}

static void
assert_holds (GtkEntryBuffer *buffer, const char *clear, const char *shown)
{
  g_autoptr (PlSecret) secret = pl_masked_buffer_dup_secret (PL_MASKED_BUFFER (buffer));
  g_autofree char *property = NULL;

  g_assert_cmpstr (secret != NULL ? pl_secret_peek (secret) : "", ==, clear);
  g_assert_cmpstr (pl_masked_buffer_peek (PL_MASKED_BUFFER (buffer)), ==, clear);
  g_assert_cmpstr (gtk_entry_buffer_get_text (buffer), ==, shown);
  g_assert_cmpuint (gtk_entry_buffer_get_length (buffer), ==, g_utf8_strlen (clear, -1));
  g_assert_cmpuint (gtk_entry_buffer_get_bytes (buffer), ==, strlen (shown));
  g_object_get (buffer, "text", &property, NULL);
  g_assert_cmpstr (property, ==, shown);
}

static void
test_edit (void)
{
  g_autoptr (GtkEntryBuffer) buffer = pl_masked_buffer_new ();

  assert_holds (buffer, "", "");
  g_assert_null (pl_masked_buffer_dup_secret (PL_MASKED_BUFFER (buffer)));

  gtk_entry_buffer_insert_text (buffer, 0, "süß", -1);
  assert_holds (buffer, "süß", "•••");
  gtk_entry_buffer_insert_text (buffer, 1, "§x", -1);
  assert_holds (buffer, "s§xüß", "•••••");
  g_assert_cmpuint (gtk_entry_buffer_delete_text (buffer, 1, 2), ==, 2);
  assert_holds (buffer, "süß", "•••");
  /* More than there is, and behind the end */
  g_assert_cmpuint (gtk_entry_buffer_delete_text (buffer, 2, 9), ==, 1);
  g_assert_cmpuint (gtk_entry_buffer_delete_text (buffer, 7, 1), ==, 0);
  assert_holds (buffer, "sü", "••");
  gtk_entry_buffer_set_text (buffer, "", -1);
  assert_holds (buffer, "", "");
}

static void
test_listeners (void)
{
  g_autoptr (GtkEntryBuffer) buffer = pl_masked_buffer_new ();
  Heard heard = { g_string_new (NULL), 0 };

  g_signal_connect (buffer, "inserted-text", G_CALLBACK (inserted_cb), &heard);
  g_signal_connect (buffer, "deleted-text", G_CALLBACK (deleted_cb), &heard);
  gtk_entry_buffer_insert_text (buffer, 0, "geheim", -1);
  gtk_entry_buffer_delete_text (buffer, 1, 3);

  g_assert_cmpuint (heard.n_deleted, ==, 3);
  for (const char *p = heard.inserted->str; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_cmpuint (g_utf8_get_char (p), ==, 0x2022);
  g_string_free (heard.inserted, TRUE);
}

static void
test_limit (void)
{
  g_autoptr (GtkEntryBuffer) buffer = pl_masked_buffer_new ();

  gtk_entry_buffer_set_max_length (buffer, 4);
  g_assert_cmpuint (gtk_entry_buffer_insert_text (buffer, 0, "äöüßx", -1), ==, 4);
  assert_holds (buffer, "äöüß", "••••");
}

/* As a whole, as a password is put back that was tidied, and cut in two. */
static void
use (const MemoryNeedle *needle)
{
  g_autoptr (GtkEntryBuffer) buffer = pl_masked_buffer_new ();
  char text[65];

  memory_needle_show (needle, text);
  gtk_entry_buffer_set_text (buffer, text, -1);
  pl_secret_wipe (text, sizeof text);
  g_assert_cmpuint (memory_count (needle), ==, 1);
  gtk_entry_buffer_insert_text (buffer, 3, "äöüßx", -1);
  gtk_entry_buffer_delete_text (buffer, 1, 3);
}

static void
test_leaves_nothing (void)
{
  MemoryNeedle needle;

  memory_needle_draw (&needle, 48);
  use (&needle);
  g_assert_cmpuint (memory_count (&needle), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wizard/masked-buffer/edit", test_edit);
  g_test_add_func ("/wizard/masked-buffer/listeners", test_listeners);
  g_test_add_func ("/wizard/masked-buffer/limit", test_limit);
  g_test_add_func ("/wizard/masked-buffer/leaves-nothing", test_leaves_nothing);
  return g_test_run ();
}
