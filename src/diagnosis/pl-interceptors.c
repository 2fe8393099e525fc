// SPDX-License-Identifier: GPL-3.0-or-later
/* Programs and boxes that put themselves between a program and its server, and the names under which
 * they sign. Part of the issuer's name is enough: the rest holds serial numbers and host names. No
 * name stands here under which an authority of the public web signs as well. */
#include "diagnosis/pl-interceptors-private.h"

#include <string.h>

static const struct
{
  const char *part; /* lower case */
  const char *product;
} interceptors[] = {
  /* Security software */
  { "avast", "Avast" },
  { "avg web/mail", "AVG" },
  { "avg technologies", "AVG" },
  { "kaspersky", "Kaspersky" },
  { "eset ssl filter", "ESET" },
  { "eset", "ESET" },
  { "bitdefender", "Bitdefender" },
  { "bullguard", "BullGuard" },
  { "norton", "Norton" },
  { "avira", "Avira" },
  { "dr.web", "Dr.Web" },
  { "drweb", "Dr.Web" },
  { "adguard", "AdGuard" },
  { "comodo internet security", "Comodo Internet Security" },
  { "g data", "G DATA" },
  { "panda security", "Panda" },
  { "trend micro", "Trend Micro" },
  { "f-secure", "F-Secure" },
  { "webroot", "Webroot" },
  { "net nanny", "Net Nanny" },
  { "contentwatch", "Net Nanny" },
  { "qustodio", "Qustodio" },
  { "covenant eyes", "Covenant Eyes" },
  /* Gateways of companies and schools */
  { "sophos", "Sophos" },
  { "mcafee", "McAfee" },
  { "skyhigh", "Skyhigh Security" },
  { "zscaler", "Zscaler" },
  { "fortinet", "Fortinet" },
  { "fortigate", "Fortinet" },
  { "palo alto", "Palo Alto Networks" },
  { "pan-os", "Palo Alto Networks" },
  { "blue coat", "Blue Coat" },
  { "bluecoat", "Blue Coat" },
  { "proxysg", "Blue Coat" },
  { "netskope", "Netskope" },
  { "goskope", "Netskope" },
  { "cisco umbrella", "Cisco Umbrella" },
  { "opendns", "Cisco Umbrella" },
  { "cisco web security", "Cisco" },
  { "gateway ca - cloudflare managed", "Cloudflare Gateway" },
  { "cloudflare gateway", "Cloudflare Gateway" },
  { "cloudflare for teams", "Cloudflare Gateway" },
  { "watchguard", "WatchGuard" },
  { "fireware", "WatchGuard" },
  { "sonicwall", "SonicWall" },
  { "barracuda", "Barracuda" },
  { "untangle", "Untangle" },
  { "check point", "Check Point" },
  { "checkpoint", "Check Point" },
  { "forcepoint", "Forcepoint" },
  { "websense", "Forcepoint" },
  { "iboss", "iboss" },
  { "lightspeed", "Lightspeed Systems" },
  { "smoothwall", "Smoothwall" },
  { "securly", "Securly" },
  { "contentkeeper", "ContentKeeper" },
  { "securepoint", "Securepoint" },
  { "lancom", "LANCOM" },
  { "ipfire", "IPFire" },
  { "endian", "Endian" },
  { "menlo security", "Menlo Security" },
  { "symantec web security", "Symantec Web Security" },
  { "f5 networks", "F5" },
  { "juniper networks", "Juniper" },
  { "huawei usg", "Huawei" },
  { "sangfor", "Sangfor" },
  { "allot", "Allot" },
  /* Tools that developers run */
  { "squid", "Squid" },
  { "mitmproxy", "mitmproxy" },
  { "charles proxy", "Charles" },
  { "fiddler", "Fiddler" },
  { "fiddler2", "Fiddler" },
  { "do_not_trust_fiddlerroot", "Fiddler" },
  { "portswigger", "Burp Suite" },
  { "owasp zap", "ZAP" },
  { "zap root ca", "ZAP" },
  { "proxyman", "Proxyman" },
  { "privoxy", "Privoxy" },
  { "e2guardian", "E2Guardian" },
  { "superfish", "Superfish" },
};

static gboolean
is_letter_or_digit (char c)
{
  return g_ascii_isalnum (c) != 0;
}

/* As a word of its own: "eset" is in "reset", and "allot" in "allotment". "Sophos_CA" counts. */
static gboolean
has_words (const char *text, const char *part)
{
  for (const char *found = strstr (text, part); found != NULL; found = strstr (found + 1, part))
    if ((found == text || !is_letter_or_digit (found[-1])) &&
        !is_letter_or_digit (found[strlen (part)]))
      return TRUE;

  return FALSE;
}

/**
 * pl_interceptor_find:
 * @issuer: (nullable): distinguished name (RFC 4514)
 *
 * Returns: (transfer none) (nullable): the product known to sign so
 */
const char *
pl_interceptor_find (const char *issuer)
{
  g_autofree char *lower = g_ascii_strdown (issuer != NULL ? issuer : "", -1);

  for (guint i = 0; i < G_N_ELEMENTS (interceptors); i++)
    if (has_words (lower, interceptors[i].part))
      return interceptors[i].product;

  return NULL;
}
