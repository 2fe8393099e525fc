// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/* What the conversations of all three protocols have in common, as pieces of their text. They end at
 * labels that each of them has in its own words: private, refused, refused_plain, refused_base64 and
 * accepted; the LOGIN of IMAP and POP3 goes on at compare. */

/* AUTH PLAIN (RFC 4616), with its answer beside it or asked for by @prompt. */
#define PL_PRACTICE_LABELS_OF_PLAIN(prompt)    \
  "LABEL plain\n"                              \
  "  ANY\n"                                    \
  "  IF {security} = starttls GOTO private\n"  \
  "  IF {echo} = base64 GOTO refused_base64\n" \
  "  DECODE given\n"                           \
  "  GOTO verdict\n"                           \
  "LABEL plain_asked\n"                        \
  "  ANY\n"                                    \
  "  IF {security} = starttls GOTO private\n"  \
  "  S: " prompt " \n"                         \
  "  IF C {given} GOTO plain\n"                \
  "  ANY\n"                                    \
  "  GOTO refused\n"

/* AUTH LOGIN. */
#define PL_PRACTICE_LABEL_OF_LOGIN            \
  "LABEL login_asked\n"                       \
  "  ANY\n"                                   \
  "  IF {security} = starttls GOTO private\n" \
  "  S: + VXNlcm5hbWU6\n"                     \
  "  C: {name}\n"                             \
  "  DECODE name\n"                           \
  "  S: + UGFzc3dvcmQ6\n"                     \
  "  C: {secret}\n"                           \
  "  DECODE secret\n"                         \
  "  GOTO compare\n"

/* What becomes of the answer that was given. */
#define PL_PRACTICE_LABEL_OF_VERDICT         \
  "LABEL verdict\n"                          \
  "  IF {end} = sign_in GOTO away\n"         \
  "  IF {end} = reset GOTO reset\n"          \
  "  IF {end} = silence GOTO silence\n"      \
  "  IF {echo} = plain GOTO refused_plain\n" \
  "  IF {open} = any GOTO accepted\n"        \
  "  IF {open} = no GOTO refused\n"          \
  "  IF {given} = {good} GOTO accepted\n"

/* How a server can end a conversation before its time. */
#define PL_PRACTICE_LABELS_OF_ENDS \
  "LABEL gone\n"                   \
  "  ANY\n"                        \
  "LABEL away\n"                   \
  "  CLOSE\n"                      \
  "LABEL reset\n"                  \
  "  RESET\n"                      \
  "LABEL silence\n"                \
  "  SILENT\n"
