// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/account/pl-masked-buffer.h"

#include <string.h>

#define BULLET "•"

struct _PlMaskedBuffer
{
  GtkEntryBuffer parent_instance;

  GtkEntryBuffer *clear; /* owned: what was typed, in memory that GTK locks and wipes */
  GString *bullets; /* owned: what everybody else is shown */
};

G_DEFINE_FINAL_TYPE (PlMaskedBuffer, pl_masked_buffer, GTK_TYPE_ENTRY_BUFFER)

static void
set_bullets (PlMaskedBuffer *self)
{
  gsize wanted = gtk_entry_buffer_get_length (self->clear) * strlen (BULLET);

  while (self->bullets->len < wanted)
    g_string_append (self->bullets, BULLET);
  g_string_truncate (self->bullets, wanted);
}

static const char *
pl_masked_buffer_get_text (GtkEntryBuffer *buffer, gsize *n_bytes)
{
  PlMaskedBuffer *self = PL_MASKED_BUFFER (buffer);

  if (n_bytes != NULL)
    *n_bytes = self->bullets->len;
  return self->bullets->str;
}

static guint
pl_masked_buffer_get_length (GtkEntryBuffer *buffer)
{
  return gtk_entry_buffer_get_length (PL_MASKED_BUFFER (buffer)->clear);
}

/* One character after the other: GTK tells of what is inserted by signals, and what they carry is copied
 * and freed as it is. Returns: how many of @n_chars there was room for */
static guint
insert_clear (PlMaskedBuffer *self, guint position, const char *chars, guint n_chars)
{
  const char *p = chars;
  guint n = 0;

  for (; n < n_chars; n++, p = g_utf8_next_char (p))
    {
      char one[8] = "";
      guint inserted;

      memcpy (one, p, (gsize) (g_utf8_next_char (p) - p));
      inserted = gtk_entry_buffer_insert_text (self->clear, position + n, one, 1);
      pl_secret_wipe (one, sizeof one);
      if (inserted == 0)
        break;
    }
  return n;
}

static guint
pl_masked_buffer_insert_text (GtkEntryBuffer *buffer,
                              guint position,
                              const char *chars,
                              guint n_chars)
{
  PlMaskedBuffer *self = PL_MASKED_BUFFER (buffer);
  guint inserted = insert_clear (self, position, chars, n_chars);

  set_bullets (self);
  /* Listeners are told about bullets, too. */
  gtk_entry_buffer_emit_inserted_text (buffer, position, self->bullets->str, inserted);
  return inserted;
}

static guint
pl_masked_buffer_delete_text (GtkEntryBuffer *buffer, guint position, guint n_chars)
{
  guint length = pl_masked_buffer_get_length (buffer);
  guint n;

  position = MIN (position, length);
  n = MIN (n_chars, length - position);
  if (n > 0)
    gtk_entry_buffer_emit_deleted_text (buffer, position, n);
  return n;
}

/* The text goes only now, between the handlers that want to see it and those connected after:
 * GtkText counts on this order. */
static void
pl_masked_buffer_deleted_text (GtkEntryBuffer *buffer, guint position, guint n_chars)
{
  PlMaskedBuffer *self = PL_MASKED_BUFFER (buffer);

  gtk_entry_buffer_delete_text (self->clear, position, (int) n_chars);
  set_bullets (self);
  g_object_notify (G_OBJECT (buffer), "text");
  g_object_notify (G_OBJECT (buffer), "length");
}

static void
pl_masked_buffer_finalize (GObject *object)
{
  PlMaskedBuffer *self = PL_MASKED_BUFFER (object);

  g_clear_object (&self->clear);
  g_string_free (self->bullets, TRUE);
  G_OBJECT_CLASS (pl_masked_buffer_parent_class)->finalize (object);
}

static void
pl_masked_buffer_class_init (PlMaskedBufferClass *klass)
{
  GtkEntryBufferClass *buffer_class = GTK_ENTRY_BUFFER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pl_masked_buffer_finalize;
  buffer_class->get_text = pl_masked_buffer_get_text;
  buffer_class->get_length = pl_masked_buffer_get_length;
  buffer_class->insert_text = pl_masked_buffer_insert_text;
  buffer_class->delete_text = pl_masked_buffer_delete_text;
  buffer_class->deleted_text = pl_masked_buffer_deleted_text;
}

static void
pl_masked_buffer_init (PlMaskedBuffer *self)
{
  self->clear = gtk_password_entry_buffer_new ();
  self->bullets = g_string_new (NULL);
}

GtkEntryBuffer *
pl_masked_buffer_new (void)
{
  return g_object_new (PL_TYPE_MASKED_BUFFER, NULL);
}

/**
 * pl_masked_buffer_dup_secret:
 *
 * Returns: (transfer full) (nullable): what was typed, or %NULL when that is nothing
 */
PlSecret *
pl_masked_buffer_dup_secret (PlMaskedBuffer *self)
{
  if (gtk_entry_buffer_get_length (self->clear) == 0)
    return NULL;

  return pl_secret_new (gtk_entry_buffer_get_text (self->clear),
                        (gssize) gtk_entry_buffer_get_bytes (self->clear));
}

/**
 * pl_masked_buffer_peek:
 *
 * Returns: (transfer none): the clear text, until the next change; only for drawing it
 */
const char *
pl_masked_buffer_peek (PlMaskedBuffer *self)
{
  return gtk_entry_buffer_get_text (self->clear);
}
