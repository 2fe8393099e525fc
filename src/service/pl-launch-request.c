// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/pl-launch-request.h"

#include "base/pl-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define LONGEST_CALLER 64 /* bytes */
#define LONGEST_FIELD 320 /* bytes: 64 + @ + 255, RFC 5321 4.5.3.1 */
#define LONGEST_HANDLE 1024 /* bytes: xdg-foreign sets no bound, what was seen has 36 */
#define LONGEST_DESCRIPTION (64 * 1024) /* bytes, as the reader of hand-overs takes */
#define MOST_EXISTING 100

struct _PlLaunchRequest
{
  GObject parent_instance;

  PlLaunchOptions options; /* all of it owned */
  PlLaunchState state;
  gboolean is_closed;
  PlSetupHandover *handover; /* shared, nullable */
  char *error_code; /* owned, nullable */
  char *error_message; /* owned, nullable */
  char *error_detail; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (PlLaunchRequest, pl_launch_request, G_TYPE_OBJECT)

enum
{
  CLOSED,
  ENDED,
  DELIVERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_fit (const char *text, gsize longest)
{
  return text == NULL || (strlen (text) <= longest && !pl_text_has_control_characters (text));
}

/* Handles hold any printable ASCII. What is none opens a window without a parent, but must be short. */
static gboolean
is_short (const char *text)
{
  return text == NULL || strlen (text) <= LONGEST_HANDLE;
}

static gboolean
are_fit (const char *const *texts)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    if (i >= MOST_EXISTING || !is_fit (texts[i], LONGEST_FIELD))
      return FALSE;

  return TRUE;
}

/**
 * pl_launch_options_check:
 *
 * Returns: %FALSE with %G_IO_ERROR_INVALID_ARGUMENT and words for people when this cannot be meant
 */
gboolean
pl_launch_options_check (const PlLaunchOptions *options, GError **error)
{
  gboolean fit = is_fit (options->caller, LONGEST_CALLER) &&
                 is_fit (options->address, LONGEST_FIELD) &&
                 is_fit (options->name, LONGEST_FIELD) && are_fit (options->existing) &&
                 is_short (options->parent_window) && is_short (options->activation_token);
  g_autoptr (GError) fault = NULL;

  if (!fit)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           /* Translators: answer to a program that opens the wizard */
                           _ ("A value is too long or has characters in it that cannot be seen."));
      return FALSE;
    }
  if (options->description == NULL)
    return TRUE;
  if (strlen (options->description) <= LONGEST_DESCRIPTION &&
      pl_setup_check_handover (options->description, &fault))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       fault != NULL ? fault->message
                                     /* Translators: answer to a program that opens the wizard */
                                     : _ ("The description of the account is too long."));
  return FALSE;
}

static void
pl_launch_request_finalize (GObject *object)
{
  PlLaunchRequest *self = PL_LAUNCH_REQUEST (object);

  g_free ((char *) self->options.caller);
  g_free ((char *) self->options.parent_window);
  g_free ((char *) self->options.activation_token);
  g_free ((char *) self->options.address);
  g_free ((char *) self->options.name);
  g_strfreev ((char **) self->options.existing);
  g_free ((char *) self->options.description);
  g_clear_pointer (&self->handover, pl_setup_handover_unref);
  g_free (self->error_code);
  g_free (self->error_message);
  g_free (self->error_detail);
  G_OBJECT_CLASS (pl_launch_request_parent_class)->finalize (object);
}

static void
pl_launch_request_class_init (PlLaunchRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_launch_request_finalize;

  signals[CLOSED] = g_signal_new ("closed", PL_TYPE_LAUNCH_REQUEST, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[ENDED] = g_signal_new ("ended", PL_TYPE_LAUNCH_REQUEST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[DELIVERED] = g_signal_new ("delivered", PL_TYPE_LAUNCH_REQUEST, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
pl_launch_request_init (PlLaunchRequest *self)
{
}

/**
 * pl_launch_request_new:
 * @options: copied; checked by pl_launch_options_check()
 *
 * Returns: (transfer full):
 */
PlLaunchRequest *
pl_launch_request_new (const PlLaunchOptions *options)
{
  PlLaunchRequest *self = g_object_new (PL_TYPE_LAUNCH_REQUEST, NULL);

  self->options = *options;
  self->options.caller = g_strdup (options->caller);
  self->options.parent_window = g_strdup (options->parent_window);
  self->options.activation_token = g_strdup (options->activation_token);
  self->options.address = g_strdup (options->address);
  self->options.name = g_strdup (options->name);
  self->options.existing = (const char *const *) g_strdupv ((char **) options->existing);
  self->options.description = g_strdup (options->description);
  return self;
}

/**
 * pl_launch_request_peek_options:
 * @options: (out caller-allocates): all of it belongs to @self
 */
void
pl_launch_request_peek_options (PlLaunchRequest *self, PlLaunchOptions *options)
{
  *options = self->options;
}

/**
 * pl_launch_request_takes:
 *
 * Returns: whether the caller can receive with @service
 */
gboolean
pl_launch_request_takes (PlLaunchRequest *self, PlService service)
{
  return self->options.services == 0 || (self->options.services & (1u << service)) != 0;
}

/**
 * pl_launch_request_set_caller:
 * @caller: (nullable): who it is, found out after the request was made; what cannot be shown counts
 *   as not known
 */
void
pl_launch_request_set_caller (PlLaunchRequest *self, const char *caller)
{
  g_free ((char *) self->options.caller);
  self->options.caller = is_fit (caller, LONGEST_CALLER) ? g_strdup (caller) : NULL;
}

/**
 * pl_launch_request_close:
 *
 * The caller does not want it any more, or is gone. Nothing happens when it has ended already.
 */
void
pl_launch_request_close (PlLaunchRequest *self)
{
  g_autoptr (PlLaunchRequest) alive = g_object_ref (self);

  if (self->state != PL_LAUNCH_OPEN || self->is_closed)
    return;

  self->is_closed = TRUE;
  g_signal_emit (alive, signals[CLOSED], 0);
}

gboolean
pl_launch_request_is_closed (PlLaunchRequest *self)
{
  return self->is_closed;
}

/**
 * pl_launch_request_note_delivered:
 * @delivered: whether the caller has the result
 */
void
pl_launch_request_note_delivered (PlLaunchRequest *self, gboolean delivered)
{
  g_autoptr (PlLaunchRequest) alive = g_object_ref (self);

  g_signal_emit (alive, signals[DELIVERED], 0, delivered);
}

static void
end (PlLaunchRequest *self, PlLaunchState state)
{
  g_autoptr (PlLaunchRequest) alive = g_object_ref (self);

  self->state = state;
  g_signal_emit (alive, signals[ENDED], 0);
}

/**
 * pl_launch_request_finish:
 *
 * The account is set up.
 */
void
pl_launch_request_finish (PlLaunchRequest *self, PlSetupHandover *handover)
{
  if (self->state != PL_LAUNCH_OPEN)
    return;

  self->handover = pl_setup_handover_ref (handover);
  end (self, PL_LAUNCH_DONE);
}

/**
 * pl_launch_request_cancel:
 *
 * The person, or the caller, has broken it off.
 */
void
pl_launch_request_cancel (PlLaunchRequest *self)
{
  if (self->state == PL_LAUNCH_OPEN)
    end (self, PL_LAUNCH_CANCELLED);
}

/**
 * pl_launch_request_fail:
 * @code: does not depend on the language
 * @message: for people
 * @detail: (nullable): the reason, for a log
 *
 * It could not be carried out, and that is nobody's wish.
 */
void
pl_launch_request_fail (PlLaunchRequest *self,
                        const char *code,
                        const char *message,
                        const char *detail)
{
  if (self->state != PL_LAUNCH_OPEN)
    return;

  self->error_code = g_strdup (code);
  self->error_message = g_strdup (message);
  self->error_detail = g_strdup (detail);
  end (self, PL_LAUNCH_FAILED);
}

PlLaunchState
pl_launch_request_get_state (PlLaunchRequest *self)
{
  return self->state;
}

/**
 * pl_launch_request_get_handover:
 *
 * Returns: (transfer none) (nullable): once the state is %PL_LAUNCH_DONE
 */
PlSetupHandover *
pl_launch_request_get_handover (PlLaunchRequest *self)
{
  return self->handover;
}

const char *
pl_launch_request_get_error_code (PlLaunchRequest *self)
{
  return self->error_code;
}

const char *
pl_launch_request_get_error_message (PlLaunchRequest *self)
{
  return self->error_message;
}

/**
 * pl_launch_request_dup_json:
 *
 * Returns: (transfer full): the one object that the caller gets, whatever the end was
 */
char *
pl_launch_request_dup_json (PlLaunchRequest *self)
{
  if (self->state == PL_LAUNCH_DONE)
    return g_strdup (pl_setup_handover_get_json (self->handover));
  if (self->state == PL_LAUNCH_FAILED)
    return pl_setup_dup_error_json (self->error_code, self->error_message, self->error_detail);
  return pl_setup_dup_cancelled_json ();
}
