// SPDX-License-Identifier: GPL-3.0-or-later
/* The smallest program with the provider table in it, or, without WITH_TABLE, the same without. */
#include "provider/pl-provider.h"

#include <stdlib.h>

int
main (int argc, char **argv)
{
#ifdef WITH_TABLE
  if (pl_provider_find_by_domain (argc > 1 ? argv[1] : "gmx.de") == NULL)
    return EXIT_FAILURE;
#endif
  return g_ascii_isalpha ('a') ? EXIT_SUCCESS : EXIT_FAILURE;
}
