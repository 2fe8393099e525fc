// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup-handover.h"

G_BEGIN_DECLS

/**
 * PlLaunchOptions:
 * @caller: (nullable): the program that asks, as it is named to the person
 * @parent_window: (nullable): `x11:HEX` or `wayland:HANDLE`
 * @activation_token: (nullable): lets the window take the focus
 * @address: (nullable): to fill in
 * @name: (nullable): to fill in
 * @services: with what the caller can receive, as bits `1 << PlService`; 0 for all
 * @secret: where the caller wants the password
 * @modal: whether the window is modal to its parent
 * @existing: (nullable) (array zero-terminated=1): addresses that the caller has already
 * @description: (nullable): an account to repair, as a hand-over in JSON
 *
 * What another program asks for. None of it is to be believed.
 */
typedef struct
{
  const char *caller;
  const char *parent_window;
  const char *activation_token;
  const char *address;
  const char *name;
  guint services;
  PlSetupSecret secret;
  gboolean modal;
  const char *const *existing;
  const char *description;
} PlLaunchOptions;

gboolean pl_launch_options_check (const PlLaunchOptions *options, GError **error);

typedef enum
{
  PL_LAUNCH_OPEN,
  PL_LAUNCH_DONE,
  PL_LAUNCH_CANCELLED,
  PL_LAUNCH_FAILED,
} PlLaunchState;

/**
 * PlLaunchRequest:
 *
 * One account that another program has asked for. Between the door it came through, which knows the
 * caller, and the window, which knows the person:
 *
 *  - the door may close it at any time: `closed`; the window goes, and then ends it as cancelled;
 *  - the window ends it once: `ended`; the door then delivers the result;
 *  - the door says how that went: `delivered` (boolean). What reached nobody has to be taken back.
 */
#define PL_TYPE_LAUNCH_REQUEST (pl_launch_request_get_type ())
G_DECLARE_FINAL_TYPE (PlLaunchRequest, pl_launch_request, PL, LAUNCH_REQUEST, GObject)

PlLaunchRequest *pl_launch_request_new (const PlLaunchOptions *options);
void pl_launch_request_peek_options (PlLaunchRequest *request, PlLaunchOptions *options);
gboolean pl_launch_request_takes (PlLaunchRequest *request, PlService service);

/* The door's */
void pl_launch_request_set_caller (PlLaunchRequest *request, const char *caller);
void pl_launch_request_close (PlLaunchRequest *request);
gboolean pl_launch_request_is_closed (PlLaunchRequest *request);
void pl_launch_request_note_delivered (PlLaunchRequest *request, gboolean delivered);

/* The window's */
void pl_launch_request_finish (PlLaunchRequest *request, PlSetupHandover *handover);
void pl_launch_request_cancel (PlLaunchRequest *request);
void pl_launch_request_fail (PlLaunchRequest *request,
                             const char *code,
                             const char *message,
                             const char *detail);

PlLaunchState pl_launch_request_get_state (PlLaunchRequest *request);
PlSetupHandover *pl_launch_request_get_handover (PlLaunchRequest *request);
const char *pl_launch_request_get_error_code (PlLaunchRequest *request);
const char *pl_launch_request_get_error_message (PlLaunchRequest *request);
char *pl_launch_request_dup_json (PlLaunchRequest *request);

G_END_DECLS
