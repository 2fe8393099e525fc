// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-domain.h"
#include "base/pl-hostname.h"

static void
test_to_ascii (void)
{
  static const struct
  {
    const char *typed;
    const char *ascii; /* NULL: refused */
  } rows[] = {
    { "imap.example.org", "imap.example.org" },
    { "  IMAP.Example.ORG. ", "imap.example.org" },
    { "bücher.example", "xn--bcher-kva.example" },
    { "straße.de", "xn--strae-oqa.de" }, /* IDNA 2003 would say strasse.de */
    { "BÜCHER.example", "xn--bcher-kva.example" },
    { "192.0.2.1", "192.0.2.1" },
    { "[2001:db8::1]", "2001:db8::1" },
    { "2001:DB8::1", "2001:db8::1" },
    { "_imaps._tcp.example.org", "_imaps._tcp.example.org" },
    { "localhost", "localhost" },
    { "", NULL },
    { " ", NULL },
    { ".", NULL },
    { "a..b", NULL },
    { "a b.example", NULL },
    { "-a.example", NULL },
    { "a-.example", NULL },
    { "imap.example.org:993", NULL },
    { "https://example.org", NULL },
    { "a\nb.example", NULL },
    { "ex\xffmple.org", NULL },
    { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *ascii = pl_hostname_to_ascii (rows[i].typed, &error);

      g_assert_cmpstr (ascii, ==, rows[i].ascii);
      if (rows[i].ascii == NULL)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
}

static void
test_to_display (void)
{
  g_autofree char *own = pl_hostname_to_display ("xn--bcher-kva.example");
  g_autofree char *plain = pl_hostname_to_display ("imap.example.org");
  g_autofree char *broken = pl_hostname_to_display ("xn--\xff.example");

  g_assert_cmpstr (own, ==, "bücher.example");
  g_assert_cmpstr (plain, ==, "imap.example.org");
  g_assert_cmpstr (broken, ==, "xn--\xff.example");
}

/* What looks like another name is shown as what it is: the person agrees by what they read. */
static void
test_display_lookalikes (void)
{
  static const char *const lookalikes[] = {
    "imap.xn--gm-1mc.net", /* gmx with a Cyrillic letter */
    "imap.xn--mx-igb.net", /* gmx with a phonetic g */
    "xn--80ak6aa92e.com", /* apple, all Cyrillic */
    "imap.xn--gmal-nza.com", /* gmail with a dotless i */
  };
  static const char *const plain[][2] = {
    { "xn--mller-kva.example", "müller.example" },
    { "xn--strae-oqa.example", "straße.example" },
    { "xn--d-uga0v4h.example", "łódź.example" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lookalikes); i++)
    {
      g_autofree char *shown = pl_hostname_to_display (lookalikes[i]);

      g_assert_cmpstr (shown, ==, lookalikes[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      g_autofree char *shown = pl_hostname_to_display (plain[i][0]);

      g_assert_cmpstr (shown, ==, plain[i][1]);
    }
}

static void
test_registrable (void)
{
  static const struct
  {
    const char *host;
    const char *other;
    gboolean same;
  } rows[] = {
    { "imap.example.org", "example.org", TRUE },
    { "imap.example.org", "mail.example.org", TRUE },
    { "example.org", "example.org", TRUE },
    { "imap.example.org", "example.com", FALSE },
    { "evil-example.org", "example.org", FALSE },
    { "a.co.uk", "b.co.uk", FALSE },
    { "mail.a.co.uk", "a.co.uk", TRUE },
    { "co.uk", "co.uk", TRUE }, /* the very same name */
    { "a.github.io", "b.github.io", FALSE }, /* a private suffix */
    { "192.0.2.1", "192.0.2.1", TRUE },
    { "192.0.2.1", "192.0.2.2", FALSE },
    { "localhost", "imap.localhost", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s and %s", rows[i].host, rows[i].other);
      g_assert_cmpint (pl_domain_is_same_registrable (rows[i].host, rows[i].other), ==,
                       rows[i].same);
      g_assert_cmpint (pl_domain_is_same_registrable (rows[i].other, rows[i].host), ==,
                       rows[i].same);
    }
}

static void
test_public (void)
{
  static const char *const everywhere[] = { "imap.example.org", "a.co.uk",
                                            "server7.webhost.example", "xn--mller-kva.de" };
  static const char *const here_only[] = {
    "localhost",    "localhost.localdomain", "server",
    "nas.local",    "mail.corp.internal",    "mail.invalid",
    "192.0.2.1",    "2001:db8::1",           "co.uk",
    "router.lan",   "printer.onion",         "1.2.0.192.in-addr.arpa",
    "box.home.arpa"
  };

  for (guint i = 0; i < G_N_ELEMENTS (everywhere); i++)
    g_assert_true (pl_domain_is_public (everywhere[i]));
  for (guint i = 0; i < G_N_ELEMENTS (here_only); i++)
    {
      g_test_message ("%s", here_only[i]);
      g_assert_false (pl_domain_is_public (here_only[i]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostname/to-ascii", test_to_ascii);
  g_test_add_func ("/hostname/to-display", test_to_display);
  g_test_add_func ("/hostname/to-display-lookalikes", test_display_lookalikes);
  g_test_add_func ("/domain/registrable", test_registrable);
  g_test_add_func ("/domain/public", test_public);
  return g_test_run ();
}
