// SPDX-License-Identifier: GPL-3.0-or-later
#include "provider/pl-provider-table-private.h"

#include <string.h>

/* What fingers do, what was meant, and whether the domain as typed cannot exist. */
static const struct
{
  const char *typed;
  const char *meant;
  gboolean sure;
} typos[] = {
  { "gmial.com", "gmail.com", FALSE },
  { "gmai.com", "gmail.com", FALSE },
  { "gamil.com", "gmail.com", FALSE },
  { "gmail.com", FALSE },
  { "gmal.com", "gmail.com", FALSE },
  { "gmali.com", "gmail.com", FALSE },
  { "gnail.com", "gmail.com", FALSE },
  { "gmail.co", "gmail.com", FALSE },
  { "gmail.con", "gmail.com", TRUE },
  { "gmail.cm", "gmail.com", FALSE },
  { "gmail.om", "gmail.com", FALSE },
  { "gmail.cmo", "gmail.com", TRUE },
  { "gmail.comm", "gmail.com", TRUE },
  { "gmail.vom", "gmail.com", TRUE },
  { "gmail.xom", "gmail.com", TRUE },
  { "gmail.cim", "gmail.com", TRUE },
  { "gmial.con", "gmail.com", TRUE },
  { "gmeil.com", "gmail.com", FALSE },
  { "gmaik.com", "gmail.com", FALSE },
  { "gmaul.com", "gmail.com", FALSE },
  { "ggmail.com", "gmail.com", FALSE },
  { "googlemial.com", "googlemail.com", FALSE },
  { "googlemail.con", "googlemail.com", TRUE },
  { "goglemail.com", "googlemail.com", FALSE },
  { "googelmail.com", "googlemail.com", FALSE },
  { "gmx.ed", "gmx.de", TRUE },
  { "gmx.dee", "gmx.de", TRUE },
  { "gmx.dr", "gmx.de", TRUE },
  { "gmx.nte", "gmx.net", TRUE },
  { "gmx.ent", "gmx.net", TRUE },
  { "gmx.nett", "gmx.net", TRUE },
  { "gmx.met", "gmx.net", TRUE },
  { "gmxx.de", "gmx.de", FALSE },
  { "gnx.de", "gmx.de", FALSE },
  { "gxm.de", "gmx.de", FALSE },
  { "mgx.de", "gmx.de", FALSE },
  { "gmy.de", "gmx.de", FALSE },
  { "web.dee", "web.de", TRUE },
  { "web.ed", "web.de", TRUE },
  { "wbe.de", "web.de", FALSE },
  { "ewb.de", "web.de", FALSE },
  { "wev.de", "web.de", FALSE },
  { "wrb.de", "web.de", FALSE },
  { "wweb.de", "web.de", FALSE },
  { "t-onlin.de", "t-online.de", FALSE },
  { "t-onine.de", "t-online.de", FALSE },
  { "t-oline.de", "t-online.de", FALSE },
  { "tonline.de", "t-online.de", FALSE },
  { "t-onlien.de", "t-online.de", FALSE },
  { "t-online.dee", "t-online.de", TRUE },
  { "t-online.ed", "t-online.de", TRUE },
  { "t-onlone.de", "t-online.de", FALSE },
  { "t-onlime.de", "t-online.de", FALSE },
  { "outlok.com", "outlook.com", FALSE },
  { "outllook.com", "outlook.com", FALSE },
  { "otlook.com", "outlook.com", FALSE },
  { "outloook.com", "outlook.com", FALSE },
  { "outlook.cmo", "outlook.com", TRUE },
  { "oulook.com", "outlook.com", FALSE },
  { "outlook.con", "outlook.com", TRUE },
  { "outlok.de", "outlook.de", FALSE },
  { "hotmial.com", "hotmail.com", FALSE },
  { "hotmal.com", "hotmail.com", FALSE },
  { "hotmai.com", "hotmail.com", FALSE },
  { "hotnail.com", "hotmail.com", FALSE },
  { "hormail.com", "hotmail.com", FALSE },
  { "homail.com", "hotmail.com", FALSE },
  { "hotmail.co", "hotmail.com", FALSE },
  { "hotmil.com", "hotmail.com", FALSE },
  { "hotmail.dee", "hotmail.de", TRUE },
  { "yaho.com", "yahoo.com", FALSE },
  { "yahooo.com", "yahoo.com", FALSE },
  { "yhaoo.com", "yahoo.com", FALSE },
  { "yahoo.con", "yahoo.com", TRUE },
  { "yaoo.com", "yahoo.com", FALSE },
  { "yahoo.ed", "yahoo.de", TRUE },
  { "freenet.ed", "freenet.de", TRUE },
  { "frenet.de", "freenet.de", FALSE },
  { "freent.de", "freenet.de", FALSE },
  { "freenett.de", "freenet.de", FALSE },
  { "freenet.dee", "freenet.de", TRUE },
  { "freemet.de", "freenet.de", FALSE },
  { "icloud.con", "icloud.com", TRUE },
  { "iclud.com", "icloud.com", FALSE },
  { "iclould.com", "icloud.com", FALSE },
  { "icloud.co", "icloud.com", FALSE },
  { "aol.con", "aol.com", TRUE },
  { "aol.cmo", "aol.com", TRUE },
  { "aool.com", "aol.com", FALSE },
  { "psteo.de", "posteo.de", FALSE },
  { "posteo.dee", "posteo.de", TRUE },
  { "vodafon.de", "vodafone.de", FALSE },
  { "acor.de", "arcor.de", FALSE },
  { "arcor.ed", "arcor.de", TRUE },
  { "mailbox.ogr", "mailbox.org", TRUE },
  { "mailbox.rog", "mailbox.org", TRUE },
  { "protonmail.con", "protonmail.com", TRUE },
  { "protonmial.com", "protonmail.com", FALSE },
  { "bluewin.hc", "bluewin.ch", TRUE },
  { "bluwin.ch", "bluewin.ch", FALSE },
  { "libero.ti", "libero.it", TRUE },
  { "orange.ft", "orange.fr", TRUE },
  { "wanado.fr", "wanadoo.fr", FALSE },
  { "laposte.ent", "laposte.net", TRUE },
  { "seznam.zc", "seznam.cz", TRUE },
  { "yahoo.co.ku", "yahoo.co.uk", TRUE },
  { "hotmail.co.ik", "hotmail.co.uk", TRUE },
  { "btinternt.com", "btinternet.com", FALSE },
  { "comcast.ent", "comcast.net", TRUE },
};

/* Domains that are somebody's own: companies, offices, broadcasters, web hosts, mail services, plain
 * words. Many lie one or two letters beside a provider's, or differ in the top-level domain alone. */
static const char *const genuine[] = {
  "ewe.de",         "aok.de",
  "weg.de",         "cloud.com",
  "web.com",        "web.dev",
  "att.com",        "comcast.com",
  "verizon.com",    "cox.com",
  "orange.com",     "vodafone.com",
  "free.com",       "sky.de",
  "sky.at",         "bt.com",
  "telekom.de",     "telekom.com",
  "t-mobile.de",    "t-mobile.com",
  "t-systems.com",  "bell.ca",
  "rogers.com",     "strato.com",
  "1und1.de",       "gmp.de",
  "gls.de",         "gew.de",
  "wdr.de",         "ndr.de",
  "zdf.de",         "ard.de",
  "swr.de",         "mdr.de",
  "hr.de",          "br.de",
  "dkb.de",         "ing.de",
  "vw.de",          "bmw.de",
  "bmw.com",        "sap.com",
  "ibm.com",        "msd.de",
  "wwf.de",         "gmd.de",
  "gmc.com",        "life.com",
  "love.com",       "line.com",
  "mailbox.com",    "freemail.hu",
  "freemail.de",    "online.no",
  "arcor.com",      "apple.com",
  "google.de",      "amazon.de",
  "microsoft.com",  "netzero.net",
  "juno.com",       "protonvpn.com",
  "uni-bamberg.de", "telia.se",
  "tele2.at",       "aon.com",
  "aok-bv.de",      "alice.com",
  "allianz.de",     "outlook.org",
  "gmail.de",       "ibm.de",
  "ebay.de",        "wien.gv.at",
  "orf.at",         "srf.ch",
  "sbb.ch",         "post.ch",
  "post.at",        "dhl.de",
  "dpd.de",         "gea.com",
  "mail.bg",        "posta.cz",
  "planet.com",     "planet.fr",
  "drei.com",       "three.com",
  "sapo.de",        "sapa.de",
  "shaw.com",       "ziggo.com",
  "sfr.com",        "skynet.com",
  "weber.de",       "webb.de",
  "gmx.media",      "united-internet.de",
  "bluewin.com",    "hispeed.com",
  "sunrise.com",    "orange.ch",
  "orange.es",      "orange.pl",
  "onet.com",       "libero.com",
  "virgilio.com",   "yandex.de",
  "gmail.org",      "hotmail.org",
  "yahoo-inc.com",  "tim.de",
  "mailbox.co.uk",  "naver.de",
  "never.com",      "navel.com",
  "soho.com",       "zoo.com",
  "posted.com",     "postel.de",
  "arbor.com",      "arbor.de",
  "accor.com",      "accor.de",
  "actor.com",
};

static void
test_typos (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (typos), >=, 60);
  for (guint i = 0; i < G_N_ELEMENTS (typos); i++)
    {
      gboolean sure = FALSE;
      g_autofree char *meant = pl_provider_correct_domain (typos[i].typed, &sure);

      g_test_message ("%s", typos[i].typed);
      g_assert_cmpstr (meant, ==, typos[i].meant);
      g_assert_cmpint (sure, ==, typos[i].sure);
    }
}

static void
assert_left_alone (const char *domain)
{
  gboolean sure = TRUE;

  g_test_message ("%s", domain);
  g_assert_null (pl_provider_correct_domain (domain, &sure));
  g_assert_false (sure);
}

static void
test_genuine (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (genuine), >=, 60);
  for (guint i = 0; i < G_N_ELEMENTS (genuine); i++)
    assert_left_alone (genuine[i]);
}

/* A domain of the table is right as it is, however close to another. */
static void
test_known (void)
{
  for (guint i = 0; i < pl_provider_n_domains; i++)
    assert_left_alone (pl_provider_text + pl_provider_domains[i].text);
}

static void
test_lookalikes (void)
{
  g_assert_cmpuint (pl_provider_n_lookalikes, >, 0);
  for (guint i = 0; i < pl_provider_n_lookalikes; i++)
    assert_left_alone (pl_provider_text + pl_provider_lookalikes[i]);
}

/* Mail servers stand below these: they exist. */
static void
test_domains_of_servers (void)
{
  static const char *const domains[] = { "kasserver.com", "your-server.de", "udag.de",
                                         "1und1.de",      "mymagenta.at",   "rzone.de" };

  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    assert_left_alone (domains[i]);
}

/* Nobody is asked about a domain that is only half typed. */
static void
test_while_typing (void)
{
  static const char *const whole[] = { "gmail.com", "t-online.de", "web.de", "yahoo.co.uk" };

  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    for (gsize length = 1; length < strlen (whole[i]); length++)
      {
        g_autofree char *typed = g_strndup (whole[i], length);

        /* One letter left out at the end is a usual slip as well; see the typos. */
        if (!g_str_has_suffix (typed, ".co"))
          assert_left_alone (typed);
      }
}

static void
test_odd (void)
{
  static const char *const odd[] = { "",     ".",     "..",      "com", "gmail", "gmail.",
                                     ".com", "a.b.c", "xn--.de", "-.-", "@",     "x.gmial.com" };
  g_autofree char *name = g_strnfill (300, 'g');
  g_autofree char *long_domain = g_strconcat (name, ".com", NULL);
  g_autofree char *long_top = g_strconcat ("gmail.", name, NULL);
  g_autofree char *without = pl_provider_correct_domain ("gmial.com", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    assert_left_alone (odd[i]);
  assert_left_alone (long_domain);
  assert_left_alone (long_top);
  g_assert_cmpstr (without, ==, "gmail.com");
}

/* Only what many people have is proposed, and of two letters nothing. */
static void
test_main_domains (void)
{
  g_assert_cmpuint (pl_provider_n_main_domains, >=, 60);
  for (guint i = 0; i < pl_provider_n_main_domains; i++)
    {
      const char *domain = pl_provider_text + pl_provider_main_domains[i].text;

      g_assert_true (pl_provider_find_by_domain (domain) ==
                     &pl_provider_table[pl_provider_main_domains[i].provider]);
      g_assert_cmpuint (strcspn (domain, "."), >, 2);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/provider/typo/typos", test_typos);
  g_test_add_func ("/provider/typo/genuine", test_genuine);
  g_test_add_func ("/provider/typo/known", test_known);
  g_test_add_func ("/provider/typo/lookalikes", test_lookalikes);
  g_test_add_func ("/provider/typo/domains-of-servers", test_domains_of_servers);
  g_test_add_func ("/provider/typo/while-typing", test_while_typing);
  g_test_add_func ("/provider/typo/odd", test_odd);
  g_test_add_func ("/provider/typo/main-domains", test_main_domains);

  return g_test_run ();
}
