// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlCheckRunner:
 *
 * The way to a check: asks what the person has to agree to first, in windows of their own, and then
 * begins it.
 *
 * Signals: `begin` (#PlDirections as uint): the check begins now; `refused`: it could not begin after
 * all, and nothing comes of it; `declined`: the person would rather wait, so none does.
 */
#define PL_TYPE_CHECK_RUNNER (pl_check_runner_get_type ())
G_DECLARE_FINAL_TYPE (PlCheckRunner, pl_check_runner, PL, CHECK_RUNNER, GObject)

/**
 * PlTestMessage:
 *
 * Whether the check sends a message to the person's own address, and what becomes of it.
 */
typedef enum
{
  PL_TEST_MESSAGE_NONE,
  PL_TEST_MESSAGE_STAYS,
  PL_TEST_MESSAGE_GOES,
} PlTestMessage;

PlCheckRunner *pl_check_runner_new (GtkWidget *page, PlSetup *setup);
void pl_check_runner_start (PlCheckRunner *runner, PlDirections directions, PlTestMessage message);
void pl_check_runner_forget_answers (PlCheckRunner *runner);
void pl_check_runner_detach (PlCheckRunner *runner);

G_END_DECLS
