// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/pl-network.h"
#include "practice/pl-practice.h"

G_BEGIN_DECLS

PlNetwork *pl_practice_network_new (PlPractice *practice);

G_END_DECLS
