// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/pl-config.h"

/* What a document said, or what is proposed of it, one line each, for tables of tests:
 *
 *   imap imap.example.org:993 tls %EMAILADDRESS% password oauth2
 *   link https://example.org/help
 *   redirect https://example.org/
 *
 *   imap imap.example.org:993 tls user@example.org | smtp smtp.example.org:465 tls - XOAUTH2 | foreign
 *   smtp.example.org | provider example | link https://example.org/help */
char *config_to_text (const PlConfig *config);
char *proposal_to_text (PlProposal *proposal);
