// SPDX-License-Identifier: GPL-3.0-or-later
/* Pages that help: whose they are, and what is said of them before they are opened. */
#include "diagnosis/pl-page-private.h"

#include "base/pl-domain.h"
#include "base/pl-hostname.h"
#include "base/pl-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define LONGEST_PATH 60 /* bytes: what is longer tells nobody more */

/**
 * pl_page_dup_host:
 * @url: learnt from the network or from the built-in facts
 *
 * Returns: (transfer full) (nullable): the host in lower-case ASCII; %NULL for what is not https, or
 *   has a name before an `@`, which makes a host look like another one
 */
char *
pl_page_dup_host (const char *url)
{
  g_autoptr (GUri) uri =
      g_str_has_prefix (url, "https://") ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || g_uri_get_userinfo (uri) != NULL)
    return NULL;

  return pl_hostname_to_ascii (host, NULL);
}

static gboolean
is_readable (const char *path)
{
  for (const char *at = path; *at != '\0'; at++)
    if (!g_ascii_isgraph (*at))
      return FALSE;
  return strlen (path) <= LONGEST_PATH;
}

/**
 * pl_page_dup_address:
 * @url: one that pl_page_dup_host() knows the host of
 *
 * Returns: (transfer full) (nullable): host and path as they are shown where the host alone does not
 *   tell pages apart; %NULL where the path is none for people
 */
char *
pl_page_dup_address (const char *url)
{
  g_autofree char *host = pl_page_dup_host (url);
  g_autofree char *shown = host != NULL ? pl_hostname_to_display (host) : NULL;
  const char *path = strpbrk (url + strlen ("https://"), "/?#");

  return shown != NULL && path != NULL && is_readable (path) ? g_strconcat (shown, path, NULL)
                                                             : NULL;
}

static gboolean
is_domain_of (const char *host, const PlProviderPages *pages)
{
  const char *const urls[] = { pages->de, pages->en, pages->other };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autofree char *other = urls[i] != NULL ? pl_page_dup_host (urls[i]) : NULL;

      if (other != NULL && pl_domain_is_same_registrable (host, other))
        return TRUE;
    }

  return FALSE;
}

/**
 * pl_page_is_of_provider:
 * @provider: (nullable):
 * @host: lower-case ASCII name
 *
 * Returns: whether @host belongs to the domain of a page that the provider is known to have
 */
gboolean
pl_page_is_of_provider (const PlProvider *provider, const char *host)
{
  if (provider == NULL)
    return FALSE;
  if (is_domain_of (host, &provider->help))
    return TRUE;

  for (guint i = 0; i < provider->n_requirements; i++)
    if (is_domain_of (host, &provider->requirements[i].pages))
      return TRUE;

  return FALSE;
}

/**
 * pl_page_label_by_host:
 * @host: the page's
 *
 * Returns: (transfer full): what a link is called of whose page no more is known
 */
char *
pl_page_label_by_host (const char *host)
{
  /* Translators: label of a link; %s is a host, such as support.example.org */
  return g_strdup_printf (_ ("Page at %s"), host);
}

static char *
lookup_label (const char *name, gpointer label)
{
  return g_str_equal (name, "page") ? g_strdup (label) : NULL;
}

/* The language a page is in, where it is not the one that is spoken here. */
static const char *
find_language_note (const PlProviderPages *pages, const char *url)
{
  /* Translators: code of the language you translate into, such as "de": web pages in another
   * language are marked as such */
  const char *spoken = C_ ("language of this translation", "en");

  gboolean german = g_strcmp0 (url, pages->de) == 0;
  gboolean english = g_strcmp0 (url, pages->en) == 0;

  if ((german && g_str_equal (spoken, "de")) || (english && g_str_equal (spoken, "en")))
    return NULL;
  if (german)
    /* Translators: label of a link, with the language of the page. {page}: what the page is about */
    return _ ("{page} (in German)");
  if (english)
    /* Translators: label of a link, with the language of the page. {page}: what the page is about */
    return _ ("{page} (in English)");

  /* Translators: label of a link, with the language of the page, neither German nor English. {page}:
   * what the page is about */
  return _ ("{page} (in another language)");
}

/**
 * pl_page_label:
 * @pages: one page in several languages
 * @url: the one of them that is linked
 * @label: where it leads, in the person's language
 *
 * Returns: (transfer full): @label, and the page's language where that is another one
 */
char *
pl_page_label (const PlProviderPages *pages, const char *url, const char *label)
{
  const char *note = find_language_note (pages, url);

  return note != NULL ? pl_text_fill (note, lookup_label, (gpointer) label) : g_strdup (label);
}
