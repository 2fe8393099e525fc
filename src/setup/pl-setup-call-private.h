// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/frame/pl-export-target.h"
#include "setup/pl-setup.h"

G_BEGIN_DECLS

typedef struct _PlSetupCall PlSetupCall;

/* Runs in a thread, and knows values only. */
typedef gpointer (*PlSetupCallFunc) (PlSetupCall *call, GError **error);

/**
 * PlSetupCall:
 * @task: touched on the main loop only
 * @subject: (nullable): what it is about, a GObject
 * @object: (nullable): what else it is about, a GObject
 * @target: (nullable): static
 * @free_result: (nullable): %NULL when the result is a boolean
 * @error: (nullable): set before it runs, it does not
 *
 * One errand to the mail programs' files. Not a job of the setup, of which there is one at a time: each
 * has a thread of its own. The task stays on the main loop, where the setup lives: the thread's end
 * comes to it by an idle source. Belongs to its thread, then to the source that brings its end.
 */
struct _PlSetupCall
{
  GTask *task; /* owned */
  GMainContext *context; /* owned */
  GCancellable *cancellable; /* owned */
  PlSetupCallFunc func;
  gpointer subject; /* shared */
  gpointer object; /* shared */
  const PlExportTarget *target;
  gpointer result; /* owned, nullable */
  GDestroyNotify free_result;
  GError *error; /* owned */
};

PlSetupCall *pl_setup_call_new (PlSetup *setup,
                                gpointer tag,
                                PlSetupCallFunc func,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
void pl_setup_call_run (PlSetupCall *call);
gpointer
pl_setup_call_finish (PlSetup *setup, GAsyncResult *result, gpointer tag, GError **error);

G_END_DECLS
