// SPDX-License-Identifier: GPL-3.0-or-later
/* What the provider table costs: a look-up while somebody types, and the start of a program that
 * has the table in it against one that has not. */
#include "provider/pl-provider.h"

#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

#define ROUNDS 200000
#define STARTS 301

extern char **environ;

/* Keeps the compiler from leaving the calls out. */
static volatile gsize kept;

typedef void (*Work) (guint round);

static double
now_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double) now.tv_sec * 1e9 + (double) now.tv_nsec;
}

static void
find_known (guint round)
{
  static const char *const domains[] = { "gmx.de",      "web.de",     "t-online.de", "gmail.com",
                                         "outlook.com", "freenet.de", "posteo.de",   "zoho.com" };

  kept += (gsize) pl_provider_find_by_domain (domains[round % G_N_ELEMENTS (domains)]);
}

static void
find_unknown (guint round)
{
  static const char *const domains[] = { "example.org", "gmx.example", "a.example", "zz.example" };

  kept += (gsize) pl_provider_find_by_domain (domains[round % G_N_ELEMENTS (domains)]);
}

static void
find_mx (guint round)
{
  static const char *const hosts[] = { "example-org.mail.protection.outlook.com",
                                       "w0123456.kasserver.com", "mx.a.example.org" };

  kept += (gsize) pl_provider_find_by_mx (hosts[round % G_N_ELEMENTS (hosts)]);
}

static void
find_host (guint round)
{
  static const char *const hosts[] = { "imap.gmx.net", "smtp.web.de", "mail.example.org" };

  kept += (gsize) pl_provider_find_by_host (hosts[round % G_N_ELEMENTS (hosts)]);
}

static void
correct (guint round)
{
  static const char *const domains[] = { "gmial.com", "gmx.ed", "example.org", "t-onlin.de",
                                         "a-long-domain-of-somebody.example" };
  g_autofree char *meant =
      pl_provider_correct_domain (domains[round % G_N_ELEMENTS (domains)], NULL);

  kept += (gsize) meant;
}

static void
search (guint round)
{
  static const char *const texts[] = { "g", "gm", "telekom", "t online", "muenchen" };
  g_autoptr (GPtrArray) found = pl_provider_search (texts[round % G_N_ELEMENTS (texts)]);

  kept += found->len;
}

static void
measure (const char *name, Work work, guint rounds)
{
  double first = now_ns ();
  double warm;

  work (0);
  first = now_ns () - first;
  warm = now_ns ();
  for (guint i = 0; i < rounds; i++)
    work (i);
  warm = now_ns () - warm;
  printf ("%-34s %10.0f ns warm, on average   first call %10.0f ns\n", name, warm / rounds, first);
}

static double
start_once (const char *program)
{
  char *argv[] = { (char *) program, NULL };
  double began = now_ns ();
  int status = 0;
  pid_t child;

  if (posix_spawn (&child, program, NULL, NULL, argv, environ) != 0 ||
      waitpid (child, &status, 0) != child || status != 0)
    g_error ("%s does not run", program);

  return now_ns () - began;
}

static int
compare_times (const void *a, const void *b)
{
  const double *left = a;
  const double *right = b;

  return (*left > *right) - (*left < *right);
}

/* In turn, so that whatever else the machine does meets both. */
static void
measure_start (const char *with_table, const char *without)
{
  static double with[STARTS];
  static double bare[STARTS];

  for (guint i = 0; i < STARTS; i++)
    {
      with[i] = start_once (with_table);
      bare[i] = start_once (without);
    }
  qsort (with, STARTS, sizeof (double), compare_times);
  qsort (bare, STARTS, sizeof (double), compare_times);
  printf (
      "start with table and one look-up   %8.1f us, without %8.1f us: %+.1f us (medians of %d)\n",
      with[STARTS / 2] / 1000, bare[STARTS / 2] / 1000,
      (with[STARTS / 2] - bare[STARTS / 2]) / 1000, STARTS);
}

int
main (int argc, char **argv)
{
  guint n_providers = 0;

  pl_provider_get_all (&n_providers);
  printf ("%u providers\n", n_providers);
  measure ("domain of a provider", find_known, ROUNDS);
  measure ("domain of somebody else", find_unknown, ROUNDS);
  measure ("mail exchanger", find_mx, ROUNDS);
  measure ("server", find_host, ROUNDS);
  measure ("slip of the finger", correct, ROUNDS / 100);
  measure ("search", search, ROUNDS / 100);
  if (argc == 3)
    measure_start (argv[1], argv[2]);

  return EXIT_SUCCESS;
}
