// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/pl-check.h"
#include "practice/pl-practice-ca.h"

G_BEGIN_DECLS

#define LAB_IMAP "imap.example.org"
#define LAB_POP3 "pop.example.org"
#define LAB_SMTP "smtp.example.org"
#define LAB_PASSWORD "Mondschein 7!"

/* What stands after the greeting of a server at which all is well. */
#define LAB_IMAP_SIGN_IN                   \
  "C: {tag} AUTHENTICATE PLAIN {answer}\n" \
  "S: {tag} OK [CAPABILITY IMAP4rev1 ID] you are in\n"
#define LAB_IMAP_USE                    \
  "LABEL use\n"                         \
  "IF C {tag} LOGOUT GOTO out\n"        \
  "IF C {tag} ID * GOTO id\n"           \
  "IF C {tag} EXAMINE * GOTO examine\n" \
  "C: {tag} LIST *\n"                   \
  "S: * LIST (\\Sent) \"/\" Sent\n"     \
  "S: {tag} OK listed\n"                \
  "GOTO use\n"                          \
  "LABEL id\n"                          \
  "ANY\n"                               \
  "S: * ID NIL\n"                       \
  "S: {tag} OK\n"                       \
  "GOTO use\n"                          \
  "LABEL examine\n"                     \
  "ANY\n"                               \
  "S: * 3 EXISTS\n"                     \
  "S: {tag} OK [READ-ONLY] opened\n"    \
  "GOTO use\n"                          \
  "LABEL out\n"                         \
  "ANY\n"                               \
  "CLOSE\n"
#define LAB_IMAP_GREETING "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\n"
#define LAB_IMAP_WELL "TLS good\n" LAB_IMAP_GREETING LAB_IMAP_SIGN_IN LAB_IMAP_USE

#define LAB_SMTP_HELLO  \
  "S: 220 mx ESMTP\n"   \
  "C: EHLO *\n"         \
  "S: 250-mx\n"         \
  "S: 250-PIPELINING\n" \
  "S: 250 AUTH PLAIN\n"
#define LAB_SMTP_SIGN_IN     \
  "C: AUTH PLAIN {answer}\n" \
  "S: 235 2.7.0 welcome\n"
#define LAB_SMTP_USE  \
  "C: MAIL FROM:*\n"  \
  "S: 250 2.1.0 ok\n" \
  "C: RCPT TO:*\n"    \
  "S: 250 2.1.5 ok\n" \
  "C: RSET\n"         \
  "C: QUIT\n"
#define LAB_SMTP_WELL "TLS good\n" LAB_SMTP_HELLO LAB_SMTP_SIGN_IN LAB_SMTP_USE
/* Whoever signs in here spoils the script. */
#define LAB_SMTP_WITHOUT_SIGN_IN "TLS good\n" LAB_SMTP_HELLO "C? QUIT\nCLOSE\n"

/**
 * CheckLab:
 *
 * A practice network with script servers behind names and ports, and one account in it. Each lab
 * has a user of its own, since refused sign-ins are counted for the whole program.
 */
typedef struct _CheckLab CheckLab;

CheckLab *check_lab_new (void);
void check_lab_free (CheckLab *lab);

PlScriptServer *check_lab_serve (CheckLab *lab, const char *host, guint16 port, const char *script);
void check_lab_serve_nobody (CheckLab *lab, const char *host, guint16 port);
guint check_lab_settle (CheckLab *lab);
void check_lab_expect_played (PlScriptServer *server);
PlNetwork *check_lab_get_network (CheckLab *lab);

const char *check_lab_get_address (CheckLab *lab);
PlServerSettings *check_lab_make_server (CheckLab *lab,
                                         PlService service,
                                         const char *host,
                                         guint16 port,
                                         PlSecurity security);
PlProposal *
check_lab_make_proposal (CheckLab *lab, PlServerSettings *incoming, PlServerSettings *outgoing);
PlEvidence *check_lab_check (CheckLab *lab, PlProposal *proposal);
PlEvidence *check_lab_check_with (CheckLab *lab,
                                  PlProposal *proposal,
                                  const char *password,
                                  PlDirections directions);

PlStageState check_lab_get_stage (PlEvidence *evidence, PlService service, PlStage stage);
PlObservation *
check_lab_find_probe (PlEvidence *evidence, const char *host, guint16 port, PlSecurity security);
gboolean check_lab_is_withheld (PlEvidence *evidence, PlService service, const char *reason);
void check_lab_expect_no_secret (PlEvidence *evidence, const char *password);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CheckLab, check_lab_free)

G_END_DECLS
