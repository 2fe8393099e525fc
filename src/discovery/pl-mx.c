// SPDX-License-Identifier: GPL-3.0-or-later
/* The domain's mail exchangers. Several sources want to know them; one asks, the others wait. */
#include "discovery/pl-mx-private.h"

struct _PlMxAnswer
{
  GMutex lock;
  GCond changed;
  gboolean is_asked; /* under lock: somebody is about it */
  PlOutcome outcome; /* under lock: NONE until it is known */
  GPtrArray *hosts; /* owned, under lock until it is known, constant then; nullable */
};

/**
 * pl_mx_answer_new:
 *
 * Returns: (transfer full): an answer that nobody has asked for; safe between threads
 */
PlMxAnswer *
pl_mx_answer_new (void)
{
  PlMxAnswer *self = g_new0 (PlMxAnswer, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  return self;
}

void
pl_mx_answer_free (PlMxAnswer *self)
{
  g_clear_pointer (&self->hosts, g_ptr_array_unref);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

/* Equal ones by name: a name server turns their order round with each answer, and what is proposed
 * must not depend on that. */
static gint
compare_exchangers (gconstpointer a, gconstpointer b)
{
  const PlDnsRecord *first = *(PlDnsRecord *const *) a;
  const PlDnsRecord *second = *(PlDnsRecord *const *) b;

  if (first->priority != second->priority)
    return first->priority - second->priority;
  return g_strcmp0 (first->target, second->target);
}

/* Returns: (transfer full): without the `.` that says that there is none (RFC 7505 3) */
static GPtrArray *
list_hosts (GPtrArray *records)
{
  GPtrArray *hosts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_sort (records, compare_exchangers);
  for (guint i = 0; i < records->len; i++)
    {
      const PlDnsRecord *record = records->pdata[i];

      if (!g_str_equal (record->target, ".") &&
          !g_ptr_array_find_with_equal_func (hosts, record->target, g_str_equal, NULL))
        g_ptr_array_add (hosts, g_strdup (record->target));
    }
  return hosts;
}

static PlOutcome
ask (const PlSourceContext *context, GError **error)
{
  PlMxAnswer *self = context->mx;
  g_autoptr (GPtrArray) records = NULL;
  PlOutcome outcome =
      pl_network_query (context->network, context->domain, PL_DNS_MX, context->recorder, &records,
                        context->deadline, context->cancellable, error);

  g_mutex_lock (&self->lock);
  self->is_asked = FALSE;
  if (outcome != PL_OUTCOME_CANCELLED) /* whoever still wants to know asks again */
    {
      self->outcome = outcome;
      self->hosts = records != NULL ? list_hosts (records) : NULL;
    }
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);

  return outcome;
}

static void
wake_cb (GCancellable *cancellable, gpointer data)
{
  PlMxAnswer *self = data;

  g_mutex_lock (&self->lock);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

/* Waits while somebody else asks. Returns: whether asking falls to us now */
static gboolean
take_over (const PlSourceContext *context)
{
  PlMxAnswer *self = context->mx;
  gboolean is_ours;

  g_mutex_lock (&self->lock);
  while (self->outcome == PL_OUTCOME_NONE && self->is_asked &&
         pl_deadline_check (context->deadline, context->cancellable, NULL))
    g_cond_wait_until (&self->changed, &self->lock, context->deadline->at);
  is_ours = self->outcome == PL_OUTCOME_NONE && !self->is_asked;
  self->is_asked = self->is_asked || is_ours;
  g_mutex_unlock (&self->lock);

  return is_ours;
}

/**
 * pl_source_get_mx:
 * @hosts: (out) (transfer full) (element-type utf8): the most wanted first, lower-case ASCII; not
 *   to be changed, because it is shared. Empty for a null MX. Set with %PL_OUTCOME_FOUND only.
 *
 * The domain's mail exchangers (RFC 5321 5.1, RFC 7505). The first to want them asks the name
 * server, and has the question in its evidence: `NAME` the domain, `RECORD` `mx`; the null MX is
 * `0 .` there. Others wait for the answer.
 *
 * Returns: as pl_network_query()
 */
PlOutcome
pl_source_get_mx (const PlSourceContext *context, GPtrArray **hosts, GError **error)
{
  PlMxAnswer *self = context->mx;
  PlOutcome outcome = PL_OUTCOME_NONE;
  gulong handler = 0;

  *hosts = NULL;
  if (context->cancellable != NULL)
    handler = g_cancellable_connect (context->cancellable, G_CALLBACK (wake_cb), self, NULL);
  if (take_over (context))
    outcome = ask (context, error);
  g_cancellable_disconnect (context->cancellable, handler);
  if (outcome == PL_OUTCOME_CANCELLED || outcome == PL_OUTCOME_FAILED)
    return outcome;

  g_mutex_lock (&self->lock);
  outcome = self->outcome;
  if (self->hosts != NULL)
    *hosts = g_ptr_array_ref (self->hosts);
  g_mutex_unlock (&self->lock);

  if (outcome != PL_OUTCOME_NONE)
    return outcome;
  if (g_cancellable_set_error_if_cancelled (context->cancellable, error))
    return PL_OUTCOME_CANCELLED;
  return PL_OUTCOME_SILENT;
}
