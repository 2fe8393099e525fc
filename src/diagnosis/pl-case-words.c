// SPDX-License-Identifier: GPL-3.0-or-later
/* The names and numbers of this very account that stand in texts: one table of placeholders. */
#include "diagnosis/pl-case-words-private.h"

#include "base/pl-text.h"

#include <glib/gi18n.h>

/* One placeholder: where its value comes from, and what stands in its place in texts that speak of
 * no account. */
typedef struct
{
  const char *name;
  char *(*get) (const PlWords *words);
  const char *plain;
} Placeholder;

static const Placeholder placeholders[] = {
  /* Translators: these stand in for names in the general description of a cause, in their marks,
   * such as "‹server› does not answer." */
  { "address", pl_words_get_address, N_ ("‹e-mail address›") },
  /* Translators: stands in place of an unknown number of refused sign-ins */
  { "attempts", pl_words_get_attempts, N_ ("a few refused sign-ins") },
  /* Translators: stands in for a TLS alert number in a general description; keep the marks */
  { "alert", pl_words_get_alert, N_ ("‹reason›") },
  /* Translators: stands in for another protocol's name in a general description; keep the marks */
  { "answered", pl_words_get_answered, N_ ("‹other service›") },
  /* Translators: stands in for the name of a provider's own program; keep the marks */
  { "bridge", pl_words_get_bridge, N_ ("‹the provider's program›") },
  /* Translators: stands in for a date in a general description; keep the marks */
  { "confirmed", pl_words_get_confirmed, N_ ("‹date›") },
  /* Translators: stands in for a domain in a general description; keep the marks */
  { "domain", pl_words_get_domain, N_ ("‹domain›") },
  /* Translators: stands in for a server that takes mail in; keep the marks */
  { "exchanger", pl_words_get_exchanger, N_ ("‹mail exchanger›") },
  /* Translators: stands in for whose certificate has run out; keep the marks */
  { "expired", pl_words_get_expired, N_ ("‹an authority›") },
  /* Translators: stands in for what is wrong with a certificate; keep the marks */
  { "faults", pl_words_get_faults, N_ ("‹faults›") },
  /* Translators: stands in for a fingerprint in a general description; keep the marks */
  { "fingerprint", pl_words_get_fingerprint, N_ ("‹fingerprint›") },
  /* Translators: stands in for the name of a mail folder; keep the marks */
  { "folder", pl_words_get_folder, N_ ("‹folder›") },
  /* Translators: stands in for the right port in a general description; keep the marks */
  { "good", pl_words_get_good, N_ ("‹right port›") },
  /* Translators: stands in for the right server in a general description; keep the marks */
  { "good_host", pl_words_get_good_host, N_ ("‹right server›") },
  { "good_security", pl_words_get_good_security, "SSL/TLS" },
  /* Translators: stands in for a server's name in a general description; keep the marks */
  { "host", pl_words_get_host, N_ ("‹server›") },
  /* Translators: stands in for a certificate's issuer in a general description; keep the marks */
  { "issuer", pl_words_get_issuer, N_ ("‹issuer›") },
  /* Translators: stands in for a kind of key in a general description; keep the marks */
  { "key", pl_words_get_key, N_ ("‹key›") },
  /* Translators: stands in for the date that a computer shows; keep the marks */
  { "local", pl_words_get_local, N_ ("‹date›") },
  /* Translators: stands in for the part before the @ in a general description; keep the marks */
  { "local_part", pl_words_get_local_part, N_ ("‹part before the @›") },
  /* Translators: stands in for an e-mail address that was probably meant; keep the marks */
  { "meant", pl_words_get_meant, N_ ("‹the right address›") },
  /* Translators: stands in for a domain that was probably meant; keep the marks */
  { "meant_domain", pl_words_get_meant_domain, N_ ("‹the right domain›") },
  /* Translators: stands in for names of sign-in mechanisms; keep the marks */
  { "mechanisms", pl_words_get_mechanisms, N_ ("‹ways to sign in›") },
  /* Translators: stands in for whose certificate a server does not send; keep the marks */
  { "missing", pl_words_get_missing, N_ ("‹an authority›") },
  /* Translators: stands in for the names in a certificate; keep the marks */
  { "names", pl_words_get_names, N_ ("‹other names›") },
  /* Translators: stands in for a date in a general description; keep the marks */
  { "not_after", pl_words_get_not_after, N_ ("‹date›") },
  /* Translators: stands in for a date in a general description; keep the marks */
  { "not_before", pl_words_get_not_before, N_ ("‹date›") },
  /* Translators: stands in for a port number in a general description; keep the marks */
  { "port", pl_words_get_port, N_ ("‹port›") },
  /* Translators: stands in for the name of a security product; keep the marks */
  { "product", pl_words_get_product, N_ ("‹security software›") },
  /* Translators: stands in for the name of a mail program; keep the marks */
  { "program", pl_words_get_program, N_ ("‹mail program›") },
  /* Translators: stands in for IMAP, POP3 or SMTP in a general description; keep the marks */
  { "protocol", pl_words_get_protocol, N_ ("‹protocol›") },
  /* Translators: stands in for the provider's name in a general description; keep the marks */
  { "provider", pl_words_get_provider, N_ ("‹provider›") },
  /* Translators: stands in for the date that would be right; keep the marks */
  { "real", pl_words_get_real, N_ ("‹date›") },
  /* Translators: stands in for a server's words in a general description; keep the marks */
  { "reply", pl_words_get_reply, N_ ("‹reply›") },
  /* Translators: stands in for a kind of encryption in a general description; keep the marks */
  { "security", pl_words_get_security, N_ ("‹encryption›") },
  /* Translators: mail server, without article, in a general description */
  { "service", pl_words_get_service, N_ ("mail server") },
  /* Translators: stands in for a kind of signature in a general description; keep the marks */
  { "signature", pl_words_get_signature, N_ ("‹signature›") },
  /* Translators: stands in for where settings come from; keep the marks */
  { "source", pl_words_get_source, N_ ("‹source›") },
  /* Translators: stands in for a date in a general description; keep the marks */
  { "today", pl_words_get_today, N_ ("‹date›") },
  /* Translators: stands in for what was typed in a general description; keep the marks */
  { "typed", pl_words_get_typed, N_ ("‹what was typed›") },
  /* Translators: stands in for a user name in a general description; keep the marks */
  { "username", pl_words_get_username, N_ ("‹user name›") },
  /* Translators: stands in for a version of TLS in a general description; keep the marks */
  { "version", pl_words_get_version, N_ ("‹version›") },
  /* Translators: stands in for a number of seconds in a general description, after “after” and
   * “within”; keep the marks */
  { "waited", pl_words_get_waited, N_ ("‹number› seconds") },
  /* Translators: stands in for whose certificate is too weak; keep the marks */
  { "weak", pl_words_get_weak, N_ ("‹an authority›") },
};

static const Placeholder *
find_placeholder (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (placeholders); i++)
    if (g_str_equal (placeholders[i].name, name))
      return &placeholders[i];

  return NULL;
}

/* A #PlTextLookup over #PlWords. */
char *
pl_case_words_lookup (const char *name, gpointer words)
{
  const Placeholder *placeholder = find_placeholder (name);

  return placeholder != NULL ? placeholder->get (words) : NULL;
}

/* A #PlTextLookup for texts that speak of no account. */
char *
pl_case_words_lookup_plain (const char *name, gpointer unused)
{
  const Placeholder *placeholder = find_placeholder (name);

  return placeholder != NULL ? g_strdup (_ (placeholder->plain)) : NULL;
}

/**
 * pl_case_words_get_name:
 *
 * Returns: (transfer none) (nullable): the placeholder at @index, %NULL behind the last one
 */
const char *
pl_case_words_get_name (guint index)
{
  return index < G_N_ELEMENTS (placeholders) ? placeholders[index].name : NULL;
}

/**
 * pl_case_words_fill:
 * @text: not yet translated, marked with N_()
 *
 * Returns: (transfer full): translated, with this account's names and numbers
 */
char *
pl_case_words_fill (const PlWords *words, const char *text)
{
  return pl_text_fill (_ (text), pl_case_words_lookup, (gpointer) words);
}
