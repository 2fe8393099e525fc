// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pl-practice-network.h"

/**
 * pl_practice_network_new:
 * @practice: has to run as long as the network is used
 *
 * Returns: (transfer full): the network that has nothing but the practice servers
 */
PlNetwork *
pl_practice_network_new (PlPractice *practice)
{
  guint n_doors;
  const PlPracticeDoor *doors = pl_practice_get_doors (practice, &n_doors);
  g_autofree PlRoute *routes = g_new0 (PlRoute, MAX (n_doors, 1));

  for (guint i = 0; i < n_doors; i++)
    routes[i] = (PlRoute){ doors[i].host, doors[i].port, doors[i].loopback_port };

  return pl_network_new_practice (routes, n_doors, pl_practice_get_ca_pem (practice));
}
