// SPDX-License-Identifier: GPL-3.0-or-later
/* Slips of the finger in a domain: gmial.com, web.dee, t-onlin.de. Only towards domains that very
 * many people have, and never away from one that is somebody's own: a person's domain may well lie
 * one letter beside a provider's (aok.de and aol.de, ewe.de and web.de). */
#include "provider/pl-provider.h"

#include "provider/pl-provider-table-private.h"

#include "base/pl-domain.h"

#include <stdlib.h>
#include <string.h>

/* What an edit costs. Fingers swap letters, leave one out, hit one twice or the key beside it; a
 * wholly different key is rather another word. */
#define SLIP 2
#define FAR 3
#define UNLIKE G_MAXUINT8 /* more than is ever tolerated */

#define LONGEST 32 /* characters compared; longer names than any well-known domain */

/* How much two names may differ, by the length of the shorter label. At most two edits in all. */
typedef struct
{
  gsize up_to; /* letters */
  guint name; /* for all but the top-level domain */
  guint whole;
  gboolean same_start; /* people rarely miss the first letter, and words differ there most */
} Tolerance;

static const Tolerance tolerances[] = {
  { 2, 0, 0, TRUE }, /* every two letters are somebody's */
  { 4, SLIP, SLIP, TRUE },
  { 6, FAR, 2 * SLIP, TRUE },
  { LONGEST, SLIP + FAR, SLIP + FAR, FALSE },
};

/* The keys beside each letter on QWERTY and QWERTZ together; Y and Z change places between them. */
static const char *const keys_beside[] = {
  "qwszy",   "vghn",   "xdfv",   "serfcx",     "wsdr34",     "drtgvc",  "ftyhbvz",
  "gyujnbz", "ujko89", "huikmn", "jiolm",      "kop",        "njk",     "bhjm",
  "iklp90",  "ol0",    "wa12",   "edft45",     "awedxzy",    "rfgy56z", "yhji78z",
  "cfgb",    "qase23", "zsdcy",  "tghu67asxz", "asxtghu67y",
};

static gboolean
is_listed_beside (char key, char other)
{
  return g_ascii_islower (key) && strchr (keys_beside[key - 'a'], other) != NULL;
}

static gboolean
is_beside (char key, char other)
{
  if (g_ascii_isdigit (key) && g_ascii_isdigit (other))
    return ABS (key - other) == 1;
  /* Beside each other on QWERTZ, and alike on any screen. */
  if ((key == '-' && other == '.') || (key == '.' && other == '-'))
    return TRUE;

  return is_listed_beside (key, other) || is_listed_beside (other, key);
}

static guint
get_substitution (char typed, char meant)
{
  if (typed == meant)
    return 0;

  return is_beside (typed, meant) ? SLIP : FAR;
}

/* A letter too many is a slip where it repeats the one before or after, or lies beside it. */
static guint
get_insertion (const char *typed, gsize at, gsize length)
{
  const char before = at > 0 ? typed[at - 1] : '\0';
  const char after = at + 1 < length ? typed[at + 1] : '\0';

  if (typed[at] == before || typed[at] == after)
    return SLIP;
  if ((before != '\0' && is_beside (typed[at], before)) ||
      (after != '\0' && is_beside (typed[at], after)))
    return SLIP;

  return FAR;
}

static gboolean
is_swapped (const char *typed, gsize i, const char *meant, gsize j)
{
  return i > 1 && j > 1 && typed[i - 1] == meant[j - 2] && typed[i - 2] == meant[j - 1];
}

/* What it costs to come from @meant to @typed: edit distance with neighbours swapped at most once
 * (Damerau's, as optimal string alignment).
 * Returns: more than @limit where it is more, whatever it is */
static guint
get_distance (const char *typed, gsize n_typed, const char *meant, gsize n_meant, guint limit)
{
  guint cost[LONGEST + 1][LONGEST + 1];
  guint before = 0;

  for (gsize j = 0; j <= n_meant; j++)
    cost[0][j] = (guint) j * SLIP;
  for (gsize i = 1; i <= n_typed; i++)
    {
      guint extra = get_insertion (typed, i - 1, n_typed);
      guint cheapest = cost[i - 1][0] + extra;

      cost[i][0] = cheapest;
      for (gsize j = 1; j <= n_meant; j++)
        {
          guint least = cost[i - 1][j - 1] + get_substitution (typed[i - 1], meant[j - 1]);

          least = MIN (least, cost[i - 1][j] + extra);
          least = MIN (least, cost[i][j - 1] + SLIP);
          if (is_swapped (typed, i, meant, j))
            least = MIN (least, cost[i - 2][j - 2] + SLIP);
          cost[i][j] = least;
          cheapest = MIN (cheapest, least);
        }
      /* A swap reaches back over one row: two of them have to be beyond hope. */
      if (cheapest > limit && before > limit)
        return UNLIKE;
      before = cheapest;
    }

  return cost[n_typed][n_meant];
}

/* A domain in its two parts. */
typedef struct
{
  const char *text; /* borrowed */
  gsize n_name; /* bytes before the last dot */
  gsize n_label; /* bytes before the first dot */
  const char *top; /* behind the last dot */
  gsize n_top;
} Parts;

static gboolean
split (const char *domain, Parts *parts)
{
  const char *dot = strrchr (domain, '.');

  if (dot == NULL)
    return FALSE;

  parts->text = domain;
  parts->n_name = (gsize) (dot - domain);
  parts->n_label = strcspn (domain, ".");
  parts->top = dot + 1;
  parts->n_top = strlen (parts->top);
  /* No top-level domain has one letter: the rest of it is still to be typed. */
  return parts->n_name <= LONGEST && parts->n_top > 1 && parts->n_top <= LONGEST;
}

static const Tolerance *
get_tolerance (const Parts *typed, const Parts *meant)
{
  gsize shorter = MIN (typed->n_label, meant->n_label);
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (tolerances) && shorter > tolerances[i].up_to)
    i++;
  return &tolerances[i];
}

static gboolean
starts_alike (const char *typed, const char *meant)
{
  return typed[0] == meant[0] || (typed[0] == meant[1] && typed[1] == meant[0]);
}

/* @typed with exactly one letter missing: gmail.co, gmail.cm. */
static gboolean
lacks_one (const Parts *typed, const Parts *meant)
{
  return meant->n_top > 2 && typed->n_top + 1 == meant->n_top &&
         get_distance (typed->top, typed->n_top, meant->top, meant->n_top, SLIP) == SLIP;
}

/* What has been learnt about the top-level domain that was typed. */
typedef enum
{
  TOP_UNKNOWN,
  TOP_EXISTS,
  TOP_IS_NONE,
} Top;

/* The list of top-level domains is read from the disk at its first use: only when all else fits. */
static Top
look_up_top (const Parts *typed, Top known)
{
  if (known != TOP_UNKNOWN)
    return known;

  return pl_domain_is_top_level (typed->top) ? TOP_EXISTS : TOP_IS_NONE;
}

/* The same name below another country's or organisation's top-level domain is another domain, not a
 * slip: web.com, gmx.li. One letter of .com left out is typed far more often than meant. */
static guint
get_top_distance (const Parts *typed, const Parts *meant, const Tolerance *tolerance, Top top)
{
  gsize whole = typed->n_name + 1 + typed->n_top;
  guint cost;

  if (top == TOP_EXISTS)
    return lacks_one (typed, meant) && tolerance->whole > SLIP ? SLIP : UNLIKE;
  /* Still being typed. */
  if (strncmp (typed->text, meant->text, whole) == 0)
    return UNLIKE;

  /* One edit at most: these are short. */
  cost = get_distance (typed->top, typed->n_top, meant->top, meant->n_top, FAR);
  return cost <= FAR ? cost : UNLIKE;
}

/* Returns: the cost, above what is tolerated when the one was not meant for the other */
static guint
compare (const Parts *typed, const Parts *meant, Top *top)
{
  const Tolerance *tolerance = get_tolerance (typed, meant);
  guint cost;

  if (typed->n_name > meant->n_name + 2 || meant->n_name > typed->n_name + 2 ||
      (tolerance->same_start && !starts_alike (typed->text, meant->text)))
    return UNLIKE;

  cost = get_distance (typed->text, typed->n_name, meant->text, meant->n_name, tolerance->name);
  if (cost > tolerance->name)
    return UNLIKE;
  if (strcmp (typed->top, meant->top) != 0)
    {
      *top = look_up_top (typed, *top);
      cost += get_top_distance (typed, meant, tolerance, *top);
    }

  return cost <= tolerance->whole ? cost : UNLIKE;
}

static int
compare_text (const void *text, const void *offset)
{
  return strcmp (text, pl_provider_text + *(const guint32 *) offset);
}

static gboolean
has_suffix_in (const PlProviderKey *row, guint n_keys, const char *domain)
{
  gsize length = strlen (domain);

  for (guint i = 0; i < n_keys; i++)
    {
      const char *name = pl_provider_text + row[i].text;
      gsize n_name = strlen (name);

      if (n_name >= length && strcmp (name + n_name - length, domain) == 0 &&
          (n_name == length || name[n_name - length - 1] == '.'))
        return TRUE;
    }

  return FALSE;
}

/* It stands in the facts: as a provider's domain, or as one that only looks like a slip. */
static gboolean
is_listed (const char *domain)
{
  return pl_provider_find_by_domain (domain) != NULL ||
         bsearch (domain, pl_provider_lookalikes, pl_provider_n_lookalikes, sizeof (guint32),
                  compare_text) != NULL;
}

/* A provider's mail servers stand below it. */
static gboolean
has_servers (const char *domain)
{
  return has_suffix_in (pl_provider_hosts, pl_provider_n_hosts, domain) ||
         has_suffix_in (pl_provider_mx, pl_provider_n_mx, domain);
}

/**
 * pl_provider_correct_domain:
 * @domain: of an address, lower-case ASCII
 * @sure: (out) (optional): whether @domain cannot be anybody's, because its top-level domain does not
 *   exist; else it may well be real, and only a question is in order
 *
 * Whether a domain that many people have was meant: one slip away for labels of up to four letters,
 * at most two for longer ones. Asks nobody.
 *
 * Returns: (transfer full) (nullable): the domain that was probably meant; %NULL for a domain that is
 *   known to be real, and for one that resembles none
 */
char *
pl_provider_correct_domain (const char *domain, gboolean *sure)
{
  const char *best = NULL;
  guint least = UNLIKE;
  Top top = TOP_UNKNOWN;
  Parts typed;

  if (sure != NULL)
    *sure = FALSE;
  if (!split (domain, &typed) || is_listed (domain))
    return NULL;

  for (guint i = 0; i < pl_provider_n_main_domains; i++)
    {
      const char *text = pl_provider_text + pl_provider_main_domains[i].text;
      Parts meant;
      guint cost = split (text, &meant) ? compare (&typed, &meant, &top) : UNLIKE;

      if (cost < least)
        {
          best = text;
          least = cost;
        }
    }

  if (best == NULL || has_servers (domain))
    return NULL;
  if (sure != NULL)
    *sure = look_up_top (&typed, top) == TOP_IS_NONE;
  return g_strdup (best);
}
