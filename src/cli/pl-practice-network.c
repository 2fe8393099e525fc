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
  guint n_routes;
  const PlRoute *routes = pl_practice_get_routes (practice, &n_routes);

  return pl_network_new_practice (routes, n_routes, pl_practice_get_ca_pem (practice));
}
