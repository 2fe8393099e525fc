// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-case-words-private.h"
#include "diagnosis/pl-chain-path-private.h"

G_BEGIN_DECLS

/**
 * PlChainSentence:
 * @path: borrowed
 * @certificate: borrowed
 *
 * Whose names stand in a sentence about a chain: those of the account, but {name}, {until}, {from},
 * {key} and {signature} are of one certificate, {root} is the last one sent.
 */
typedef struct
{
  PlWords words;
  const PlChainPath *path;
  PlObservation *certificate;
} PlChainSentence;

char *pl_chain_sentence_fill (PlChainSentence *sentence, const char *text);
gboolean pl_chain_is_judged (const PlLane *lane, const char *word);
const char *pl_chain_choose_unknown (const PlLane *lane, const PlChainPath *path);
const char *pl_chain_choose_interception (const PlLane *lane);
const char *pl_chain_choose_captive (void);

G_END_DECLS
