// SPDX-License-Identifier: GPL-3.0-or-later
/* What is under way: one job at a time, and beside it what the keyring is asked for, which may have to ask
 * the person. */
#include "setup/pl-setup-private.h"

/* Whether a discovery or a check runs, or the person is signing in. */
gboolean
pl_setup_is_busy (PlSetup *self)
{
  return self->job != NULL;
}

/**
 * pl_setup_begin_job:
 *
 * Returns: (transfer none) (nullable): the job that is under way from now on; %NULL when another one
 *   is, which the caller is told by %G_IO_ERROR_PENDING
 */
PlSetupJob *
pl_setup_begin_job (PlSetup *self,
                    gpointer tag,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (PlSetupJob) job = pl_setup_job_new (self, tag, cancellable, callback, user_data);

  if (self->job != NULL)
    {
      pl_setup_job_end (job, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PENDING,
                                                  "A discovery or check is under way"));
      return NULL;
    }

  self->job = g_steal_pointer (&job);
  return self->job;
}

/* Returns: whether @job is under way; what is not finds nobody when it reports. */
gboolean
pl_setup_has_job (PlSetup *self, PlSetupJob *job)
{
  return self->job == job || self->search == job || self->keyring == job;
}

/* It has ended. */
void
pl_setup_forget_job (PlSetup *self, PlSetupJob *job)
{
  if (self->job == job)
    g_clear_pointer (&self->job, pl_setup_job_unref);
  if (self->search == job)
    {
      g_clear_pointer (&self->search, pl_setup_job_unref);
      pl_setup_note_search (self);
    }
  if (self->keyring == job)
    {
      g_clear_pointer (&self->keyring, pl_setup_job_unref);
      self->keyring = g_steal_pointer (&self->take_back);
      if (self->keyring != NULL)
        pl_setup_begin_take_back (self);
    }
}

/**
 * pl_setup_cancel:
 *
 * Ends the discovery, check or sign-in under way, if one is: its callback comes within 100 ms, with
 * what is known by then. A hand-over ends, too, and leaves nothing in the keyring. A search there goes
 * on, and so does what is being taken back.
 */
void
pl_setup_cancel (PlSetup *self)
{
  if (self->job != NULL)
    pl_setup_job_cancel (self->job);
  if (self->keyring != NULL)
    pl_setup_job_cancel (self->keyring);
}
