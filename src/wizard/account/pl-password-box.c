// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/account/pl-password-box.h"

#include "wizard/account/pl-masked-buffer.h"
#include "wizard/parts/pl-field.h"
#include "wizard/parts/pl-mark.h"

#include <glib/gi18n.h>

struct _PlPasswordBox
{
  GtkWidget parent_instance;

  GtkEntryBuffer *buffer; /* owned: a PlMaskedBuffer */
  GtkWidget *text; /* borrowed: a child */
  GtkWidget *peek; /* borrowed: a child */
  GdkDevice *keyboard; /* borrowed: the seat's, while realized */
  gboolean caps_lock;
};

G_DEFINE_FINAL_TYPE (PlPasswordBox, pl_password_box, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_CAPS_LOCK,
  PROP_PEEKING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_peeking (PlPasswordBox *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->peek));
}

static void
update_caps_lock (PlPasswordBox *self)
{
  gboolean on = self->keyboard != NULL && gtk_widget_has_focus (self->text) &&
                gdk_device_get_caps_lock_state (self->keyboard);

  if (self->caps_lock == on)
    return;

  self->caps_lock = on;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAPS_LOCK]);
}

static void
peek_toggled_cb (PlPasswordBox *self)
{
  gboolean peeking = is_peeking (self);

  pl_mark_set_kind (PL_MARK (gtk_button_get_child (GTK_BUTTON (self->peek))),
                    peeking ? "eye-closed" : "eye");
  if (peeking)
    gtk_widget_add_css_class (GTK_WIDGET (self), "peeking");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "peeking");
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PEEKING]);
}

static void
text_changed_cb (PlPasswordBox *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
text_activate_cb (PlPasswordBox *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
  gtk_widget_activate_default (GTK_WIDGET (self));
}

/* Each character stands where GtkText has put its bullet, so that the cursor and the selection fit.
 * The layout lives no longer than this call: Pango does not wipe its memory. */
static void
draw_characters (PlPasswordBox *self, GtkSnapshot *snapshot)
{
  const char *clear = pl_masked_buffer_peek (PL_MASKED_BUFFER (self->buffer));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (self->text, NULL);
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  gsize position = 0;
  GdkRGBA color;

  gtk_style_context_get_color (style, &color);
  for (const char *p = clear; *p != '\0'; p = g_utf8_next_char (p), position++)
    {
      graphene_rect_t here;
      graphene_rect_t next;
      int width = 0;
      int height = 0;

      gtk_text_compute_cursor_extents (GTK_TEXT (self->text), position, &here, NULL);
      gtk_text_compute_cursor_extents (GTK_TEXT (self->text), position + 1, &next, NULL);
      pango_layout_set_text (layout, p, (int) (g_utf8_next_char (p) - p));
      pango_layout_get_pixel_size (layout, &width, &height);

      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (
          snapshot,
          &GRAPHENE_POINT_INIT (here.origin.x + (next.origin.x - here.origin.x - width) / 2,
                                here.origin.y + (here.size.height - height) / 2));
      gtk_snapshot_append_layout (snapshot, layout, &color);
      gtk_snapshot_restore (snapshot);
    }
}

static void
pl_password_box_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PlPasswordBox *self = PL_PASSWORD_BOX (widget);
  graphene_rect_t bounds;

  GTK_WIDGET_CLASS (pl_password_box_parent_class)->snapshot (widget, snapshot);
  if (!is_peeking (self) || !gtk_widget_compute_bounds (self->text, widget, &bounds))
    return;

  gtk_snapshot_push_clip (snapshot, &bounds);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &bounds.origin);
  draw_characters (self, snapshot);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
pl_password_box_realize (GtkWidget *widget)
{
  PlPasswordBox *self = PL_PASSWORD_BOX (widget);
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (widget));

  GTK_WIDGET_CLASS (pl_password_box_parent_class)->realize (widget);

  self->keyboard = seat != NULL ? gdk_seat_get_keyboard (seat) : NULL;
  if (self->keyboard != NULL)
    g_signal_connect_object (self->keyboard, "notify::caps-lock-state",
                             G_CALLBACK (update_caps_lock), self, G_CONNECT_SWAPPED);
  update_caps_lock (self);
}

static void
pl_password_box_unrealize (GtkWidget *widget)
{
  PlPasswordBox *self = PL_PASSWORD_BOX (widget);

  if (self->keyboard != NULL)
    g_signal_handlers_disconnect_by_func (self->keyboard, update_caps_lock, self);
  self->keyboard = NULL;
  GTK_WIDGET_CLASS (pl_password_box_parent_class)->unrealize (widget);
}

static gboolean
pl_password_box_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (PL_PASSWORD_BOX (widget)->text);
}

static gboolean
pl_password_box_mnemonic_activate (GtkWidget *widget, gboolean group_cycling)
{
  return gtk_widget_grab_focus (PL_PASSWORD_BOX (widget)->text);
}

static void
pl_password_box_dispose (GObject *object)
{
  PlPasswordBox *self = PL_PASSWORD_BOX (object);

  g_clear_pointer (&self->text, gtk_widget_unparent);
  g_clear_pointer (&self->peek, gtk_widget_unparent);
  g_clear_object (&self->buffer);
  G_OBJECT_CLASS (pl_password_box_parent_class)->dispose (object);
}

static void
pl_password_box_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PlPasswordBox *self = PL_PASSWORD_BOX (object);

  switch (id)
    {
    case PROP_CAPS_LOCK:
      g_value_set_boolean (value, self->caps_lock);
      break;
    case PROP_PEEKING:
      g_value_set_boolean (value, is_peeking (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pl_password_box_class_init (PlPasswordBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pl_password_box_dispose;
  object_class->get_property = pl_password_box_get_property;
  widget_class->snapshot = pl_password_box_snapshot;
  widget_class->realize = pl_password_box_realize;
  widget_class->unrealize = pl_password_box_unrealize;
  widget_class->focus = pl_field_move_focus;
  widget_class->grab_focus = pl_password_box_grab_focus;
  widget_class->mnemonic_activate = pl_password_box_mnemonic_activate;

  properties[PROP_CAPS_LOCK] = g_param_spec_boolean ("caps-lock", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PEEKING] = g_param_spec_boolean ("peeking", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", PL_TYPE_PASSWORD_BOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE] = g_signal_new ("activate", PL_TYPE_PASSWORD_BOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);

  /* Looks like every other entry of the theme. */
  gtk_widget_class_set_css_name (widget_class, "entry");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
add_text (PlPasswordBox *self)
{
  self->text = g_object_new (
      GTK_TYPE_TEXT, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, "buffer", self->buffer,
      "visibility", FALSE, "enable-undo", FALSE, "hexpand", TRUE, "input-purpose",
      GTK_INPUT_PURPOSE_PASSWORD, "input-hints",
      GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_NO_EMOJI | GTK_INPUT_HINT_PRIVATE, NULL);
  gtk_widget_set_parent (self->text, GTK_WIDGET (self));
  g_signal_connect_swapped (self->text, "changed", G_CALLBACK (text_changed_cb), self);
  g_signal_connect_swapped (self->text, "activate", G_CALLBACK (text_activate_cb), self);
  g_signal_connect_swapped (self->text, "notify::has-focus", G_CALLBACK (update_caps_lock), self);
  g_signal_connect_swapped (self->text, "notify::scroll-offset", G_CALLBACK (gtk_widget_queue_draw),
                            self);
}

static void
add_peek (PlPasswordBox *self)
{
  self->peek = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "child", pl_mark_new ("eye"), "has-frame",
                             FALSE, "valign", GTK_ALIGN_CENTER, NULL);
  gtk_widget_set_valign (gtk_button_get_child (GTK_BUTTON (self->peek)), GTK_ALIGN_CENTER);
  /* Translators: tooltip and name of the button with an eye inside the password field */
  gtk_widget_set_tooltip_text (self->peek, _ ("Show password"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->peek), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show password"), -1);
  gtk_widget_set_parent (self->peek, GTK_WIDGET (self));
  g_signal_connect_swapped (self->peek, "toggled", G_CALLBACK (peek_toggled_cb), self);
}

static void
pl_password_box_init (PlPasswordBox *self)
{
  self->buffer = pl_masked_buffer_new ();
  gtk_entry_buffer_set_max_length (self->buffer, 1024);
  add_text (self);
  add_peek (self);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pl-password");
}

/**
 * pl_password_box_dup_secret:
 *
 * Returns: (transfer full) (nullable): %NULL when nothing was typed
 */
PlSecret *
pl_password_box_dup_secret (PlPasswordBox *self)
{
  return pl_masked_buffer_dup_secret (PL_MASKED_BUFFER (self->buffer));
}

/**
 * pl_password_box_set_secret:
 * @secret: (nullable): for accounts whose password is known, such as practice accounts
 */
void
pl_password_box_set_secret (PlPasswordBox *self, const PlSecret *secret)
{
  /* Not by way of the editable, whose signals carry copies. */
  gtk_entry_buffer_set_text (self->buffer, secret != NULL ? pl_secret_peek (secret) : "", -1);
}

gboolean
pl_password_box_is_empty (PlPasswordBox *self)
{
  return gtk_entry_buffer_get_length (self->buffer) == 0;
}

gboolean
pl_password_box_get_caps_lock (PlPasswordBox *self)
{
  return self->caps_lock;
}

/**
 * pl_password_box_set_label:
 * @label: what the field is called; its mnemonic leads here
 */
void
pl_password_box_set_label (PlPasswordBox *self, GtkLabel *label)
{
  gtk_label_set_mnemonic_widget (label, GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
}

/**
 * pl_password_box_get_text:
 *
 * Returns: (transfer none): the widget that has the focus and that the accessibility bus knows as
 *   the field; it holds bullets only
 */
GtkWidget *
pl_password_box_get_text (PlPasswordBox *self)
{
  return self->text;
}
