// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/pl-attempt-budget-private.h"

#include <string.h>
#include <sys/random.h>

/* Mail hosts ban an address after 1 to 10 wrong passwords, for 10 minutes to 7 days. So refusals are
 * counted here for the whole program, whichever check or batch job met them. What another run of the
 * program met is counted too, but without telling one password from another: no password leaves this
 * process in any form, so across runs the count can warn and cannot forbid. */

#define KEY_LENGTH 32 /* bytes, as many as SHA-256 gives */
#define BLOCK_LENGTH 64 /* bytes that SHA-256 works on at a time */
#define MOST_REFUSALS 65536 /* bounds the memory in a batch of wrong passwords */

/* One refused sign-in. The password is not in it: only what it comes to under a key that was drawn
 * when the process began and never leaves it, enough to know it again. */
typedef struct
{
  char *host; /* owned, lower case */
  char *username; /* owned */
  char *digest; /* owned, hexadecimal */
  gint64 at; /* monotonic µs */
} Refusal;

struct _PlAttemptBudget
{
  GMutex lock;
  PlClockFunc clock;
  guint8 key[KEY_LENGTH]; /* constant */
  GPtrArray *refusals; /* owned: Refusal, oldest first; under lock */
  PlAttemptStore *store; /* owned, nullable */
};

static void
refusal_free (gpointer data)
{
  Refusal *refusal = data;

  g_free (refusal->host);
  g_free (refusal->username);
  g_free (refusal->digest);
  g_free (refusal);
}

/* Only where the kernel has no random bytes yet, early at boot, would this wait; a program with a
 * window never runs then. */
static void
draw_key (guint8 *key)
{
  gssize drawn;

  do
    drawn = getrandom (key, KEY_LENGTH, 0);
  while (drawn != KEY_LENGTH);
}

/**
 * pl_attempt_budget_new:
 * @clock: for tests that cannot wait a quarter of an hour; else g_get_monotonic_time()
 * @store: (transfer full) (nullable): what other runs know, and where this one tells them
 *
 * Returns: (transfer full): a budget of its own; programs use pl_attempt_budget_get()
 */
PlAttemptBudget *
pl_attempt_budget_new (PlClockFunc clock, PlAttemptStore *store)
{
  PlAttemptBudget *self = g_new0 (PlAttemptBudget, 1);

  g_mutex_init (&self->lock);
  self->clock = clock;
  draw_key (self->key);
  self->refusals = g_ptr_array_new_with_free_func (refusal_free);
  self->store = store;
  return self;
}

void
pl_attempt_budget_free (PlAttemptBudget *self)
{
  g_ptr_array_unref (self->refusals);
  g_clear_pointer (&self->store, pl_attempt_store_free);
  pl_secret_wipe (self->key, sizeof self->key);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static PlAttemptBudget *
make_lasting (void)
{
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "postlotse", "attempts", NULL);

  return pl_attempt_budget_new (g_get_monotonic_time,
                                pl_attempt_store_new (path, g_get_real_time, PL_ATTEMPTS_MEMORY_S));
}

/**
 * pl_attempt_budget_get:
 *
 * The one of this process for real servers, or the one for practice servers, who ban nobody: of these
 * nothing is kept for the next run.
 *
 * Returns: (transfer none):
 */
PlAttemptBudget *
pl_attempt_budget_get (PlNetwork *network)
{
  static gsize practice;
  static gsize lasting;

  if (pl_network_is_practice (network))
    {
      if (g_once_init_enter (&practice))
        g_once_init_leave (&practice, (gsize) pl_attempt_budget_new (g_get_monotonic_time, NULL));
      return (PlAttemptBudget *) practice;
    }

  if (g_once_init_enter (&lasting))
    g_once_init_leave (&lasting, (gsize) make_lasting ());
  return (PlAttemptBudget *) lasting;
}

/**
 * pl_attempt_budget_load:
 *
 * Reads what other runs of the program have met. May wait for the disk, so it is for a thread; every
 * check does it before it begins.
 */
void
pl_attempt_budget_load (PlAttemptBudget *self)
{
  if (self->store != NULL)
    pl_attempt_store_load (self->store);
}

static char *
compute_digest (PlAttemptBudget *self, const PlSecret *password)
{
  static const guchar zeros[BLOCK_LENGTH];
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, self->key, sizeof self->key);

  g_hmac_update (hmac, (const guchar *) pl_secret_peek (password),
                 (gssize) pl_secret_get_length (password));
  /* GHmac frees its buffer as it is; a block of zeros in it wipes the password's last bytes. */
  g_hmac_update (hmac, zeros, sizeof zeros);
  return g_strdup (g_hmac_get_string (hmac));
}

/* With the lock held. */
static void
forget_old (PlAttemptBudget *self)
{
  gint64 limit = self->clock () - (gint64) PL_ATTEMPTS_MEMORY_S * G_USEC_PER_SEC;
  guint n_old = 0;

  while (n_old < self->refusals->len && ((Refusal *) self->refusals->pdata[n_old])->at <= limit)
    n_old++;
  if (self->refusals->len - n_old > MOST_REFUSALS)
    n_old = self->refusals->len - MOST_REFUSALS;
  if (n_old > 0)
    g_ptr_array_remove_range (self->refusals, 0, n_old);
}

static gboolean
is_for (const Refusal *refusal, const char *host, const char *username)
{
  return g_ascii_strcasecmp (refusal->host, host) == 0 && g_str_equal (refusal->username, username);
}

/* With the lock held. */
static guint
count (PlAttemptBudget *self, const char *host, const char *username, const char *digest)
{
  guint n = 0;

  forget_old (self);
  for (guint i = 0; i < self->refusals->len; i++)
    {
      const Refusal *refusal = self->refusals->pdata[i];

      n += is_for (refusal, host, username) && g_str_equal (refusal->digest, digest);
    }
  return n;
}

/**
 * pl_attempt_budget_may_try:
 * @host: ASCII name; case does not matter
 *
 * A verdict is one password for one user at one host. The first refusal gives it; a second attempt
 * confirms it, when the person asks for that; a third could only lock the account. Another password
 * opens another verdict, and so does another host or user. Another port or mechanism does not: the
 * host counts them alike.
 *
 * Returns: %FALSE when @host has refused this very password to @username twice within the last
 *   15 minutes, with no sign-in accepted since
 */
gboolean
pl_attempt_budget_may_try (PlAttemptBudget *self,
                           const char *host,
                           const char *username,
                           const PlSecret *password)
{
  g_autofree char *digest = compute_digest (self, password);
  guint n_refused;

  g_mutex_lock (&self->lock);
  n_refused = count (self, host, username, digest);
  g_mutex_unlock (&self->lock);

  return n_refused < PL_ATTEMPT_BUDGET_MOST;
}

/**
 * pl_attempt_budget_note_refusal:
 *
 * To be called for every sign-in that the server refused, whatever reason it gave. May wait for the
 * disk.
 */
void
pl_attempt_budget_note_refusal (PlAttemptBudget *self,
                                const char *host,
                                const char *username,
                                const PlSecret *password)
{
  Refusal *refusal = g_new0 (Refusal, 1);

  refusal->host = g_ascii_strdown (host, -1);
  refusal->username = g_strdup (username);
  refusal->digest = compute_digest (self, password);

  g_mutex_lock (&self->lock);
  refusal->at = self->clock ();
  g_ptr_array_add (self->refusals, refusal);
  forget_old (self);
  g_mutex_unlock (&self->lock);

  if (self->store != NULL)
    pl_attempt_store_add (self->store, host, username);
}

/**
 * pl_attempt_budget_note_success:
 *
 * An accepted sign-in sets the server's own counters back, as far as is known of any; so ours.
 */
void
pl_attempt_budget_note_success (PlAttemptBudget *self, const char *host, const char *username)
{
  g_mutex_lock (&self->lock);
  for (guint i = self->refusals->len; i > 0; i--)
    if (is_for (self->refusals->pdata[i - 1], host, username))
      g_ptr_array_remove_index (self->refusals, i - 1);
  g_mutex_unlock (&self->lock);

  if (self->store != NULL)
    pl_attempt_store_remove (self->store, host, username);
}

/* Returns: how many this process has met; the age of the last one in @age_us where there is one */
static guint
count_own (PlAttemptBudget *self, const char *host, const char *username, gint64 *age_us)
{
  guint n = 0;

  g_mutex_lock (&self->lock);
  forget_old (self);
  for (guint i = 0; i < self->refusals->len; i++)
    {
      const Refusal *refusal = self->refusals->pdata[i];

      if (g_ascii_strcasecmp (refusal->host, host) != 0 ||
          (username != NULL && !g_str_equal (refusal->username, username)))
        continue;
      n++;
      *age_us = self->clock () - refusal->at;
    }
  g_mutex_unlock (&self->lock);

  return n;
}

/**
 * pl_attempt_budget_look_up:
 * @username: (nullable): %NULL for whichever user: a host that bans does it to the whole address
 * @forgotten_in_s: (out) (optional): seconds until the last of them is forgotten; 0 where there is none
 *
 * From memory: never waits for the disk.
 *
 * Returns: how many sign-ins @host has refused to @username within the last 15 minutes, in this run of
 *   the program and in others, with whichever password; from the third on it is time to warn
 */
guint
pl_attempt_budget_look_up (PlAttemptBudget *self,
                           const char *host,
                           const char *username,
                           guint *forgotten_in_s)
{
  const gint64 memory = (gint64) PL_ATTEMPTS_MEMORY_S * G_USEC_PER_SEC;
  gint64 own_age = memory;
  gint64 other_age = memory;
  guint n = count_own (self, host, username, &own_age);
  gint64 left;

  if (self->store != NULL)
    n += pl_attempt_store_count (self->store, host, username, &other_age);

  left = memory - MIN (own_age, other_age);
  if (forgotten_in_s != NULL)
    *forgotten_in_s = (guint) ((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  return n;
}

/**
 * pl_attempt_budget_count_refusals:
 *
 * Returns: as pl_attempt_budget_look_up()
 */
guint
pl_attempt_budget_count_refusals (PlAttemptBudget *self, const char *host, const char *username)
{
  return pl_attempt_budget_look_up (self, host, username, NULL);
}
