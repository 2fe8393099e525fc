// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-proposal.h"

G_BEGIN_DECLS

char *pl_source_words_describe (PlSource source, PlTrust trust);
char *pl_source_words_describe_server (PlServerSettings *server, PlProposal *proposal);

G_END_DECLS
