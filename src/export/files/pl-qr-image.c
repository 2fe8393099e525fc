// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/files/pl-qr-image.h"

#include "export/frame/pl-export-error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <qrencode.h>

/* Black on white by number: what a terminal calls “white” is grey in many. */
#define INK "\033[38;5;16;48;5;231m"
#define INK_END "\033[0m"

#define SVG_SIZE 320 /* pixels, before anybody scales it */

struct _PlQrImage
{
  GObject parent_instance;

  guint width;
  guint8 *modules; /* owned: width * width, by rows; 1 is dark */
};

G_DEFINE_FINAL_TYPE (PlQrImage, pl_qr_image, G_TYPE_OBJECT)

static void
pl_qr_image_finalize (GObject *object)
{
  g_free (PL_QR_IMAGE (object)->modules);
  G_OBJECT_CLASS (pl_qr_image_parent_class)->finalize (object);
}

static void
pl_qr_image_class_init (PlQrImageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_qr_image_finalize;
}

static void
pl_qr_image_init (PlQrImage *self)
{
}

/**
 * pl_qr_image_new:
 * @text: UTF-8
 *
 * In bytes and with the least error correction: what is shown on a screen is not scratched, and fewer
 * squares are read more easily.
 *
 * Returns: (transfer full): or %NULL with %PL_EXPORT_ERROR_FAILED where @text is too long
 */
PlQrImage *
pl_qr_image_new (const char *text, GError **error)
{
  QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_L);
  PlQrImage *self;

  if (code == NULL)
    {
      g_set_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_FAILED,
                   /* Translators: %s is a message of the system */
                   _ ("The QR code could not be drawn: %s"), g_strerror (errno));
      return NULL;
    }

  self = g_object_new (PL_TYPE_QR_IMAGE, NULL);
  self->width = (guint) code->width;
  self->modules = g_new (guint8, (gsize) self->width * self->width);
  for (guint i = 0; i < self->width * self->width; i++)
    self->modules[i] = code->data[i] & 1;
  QRcode_free (code);
  return self;
}

/**
 * pl_qr_image_get_width:
 *
 * Returns: squares on each side, without the quiet zone
 */
guint
pl_qr_image_get_width (PlQrImage *self)
{
  return self->width;
}

/**
 * pl_qr_image_is_dark:
 *
 * Returns: also outside of the code, where all is light
 */
gboolean
pl_qr_image_is_dark (PlQrImage *self, int x, int y)
{
  return x >= 0 && y >= 0 && (guint) x < self->width && (guint) y < self->width &&
         self->modules[(guint) y * self->width + (guint) x] != 0;
}

/**
 * pl_qr_image_get_run:
 *
 * Returns: how many dark squares stand beside each other from there to the right, where a row of them
 *   begins; else 0. Drawn as one, there are no fine lines between them.
 */
guint
pl_qr_image_get_run (PlQrImage *self, guint x, guint y)
{
  guint end = x;

  if (pl_qr_image_is_dark (self, (int) x - 1, (int) y))
    return 0;
  while (pl_qr_image_is_dark (self, (int) end, (int) y))
    end++;
  return end - x;
}

/**
 * pl_qr_image_to_svg:
 * @title: what it is, for people who do not see it
 *
 * Returns: (transfer full): a picture of its own, with its quiet zone, black on white
 */
char *
pl_qr_image_to_svg (PlQrImage *self, const char *title)
{
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  guint size = self->width + 2 * PL_QR_QUIET_ZONE;
  GString *svg = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  g_string_append_printf (svg,
                          "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
                          "viewBox=\"0 0 %u %u\" shape-rendering=\"crispEdges\">\n"
                          "<title>%s</title>\n<rect width=\"%u\" height=\"%u\" fill=\"#fff\"/>\n"
                          "<path fill=\"#000\" d=\"",
                          SVG_SIZE, SVG_SIZE, size, size, escaped, size, size);
  for (guint y = 0; y < self->width; y++)
    for (guint x = 0; x < self->width; x++)
      {
        guint run = pl_qr_image_get_run (self, x, y);

        if (run > 0)
          g_string_append_printf (svg, "M%u %uh%uv1H%uz", x + PL_QR_QUIET_ZONE,
                                  y + PL_QR_QUIET_ZONE, run, x + PL_QR_QUIET_ZONE);
      }
  g_string_append (svg, "\"/>\n</svg>\n");
  return g_string_free (svg, FALSE);
}

/**
 * pl_qr_image_to_blocks:
 * @colours: paint black on white, whatever the colours of the terminal are; without, what is dark is
 *   written, as on paper
 *
 * Returns: (transfer full): two rows of squares in each line
 */
char *
pl_qr_image_to_blocks (PlQrImage *self, gboolean colours)
{
  /* By whether the upper and the lower square are dark */
  static const char *const blocks[2][2] = { { " ", "▄" }, { "▀", "█" } };
  int first = -(int) PL_QR_QUIET_ZONE;
  int end = (int) (self->width + PL_QR_QUIET_ZONE);
  GString *text = g_string_new (NULL);

  for (int y = first; y < end; y += 2)
    {
      g_string_append (text, colours ? INK : "");
      for (int x = first; x < end; x++)
        g_string_append (
            text, blocks[pl_qr_image_is_dark (self, x, y)][pl_qr_image_is_dark (self, x, y + 1)]);
      g_string_append (text, colours ? INK_END "\n" : "\n");
    }
  return g_string_free (text, FALSE);
}
