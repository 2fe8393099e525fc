// SPDX-License-Identifier: GPL-3.0-or-later
/* The pages in their order. A new page costs one row here. */
#include "wizard/window/pl-pages.h"

#include "wizard/account/pl-account-page.h"
#include "wizard/account/pl-before-page.h"
#include "wizard/check/pl-check-page.h"
#include "wizard/done/pl-done-page.h"
#include "wizard/servers/pl-receiving-page.h"
#include "wizard/servers/pl-servers-page.h"

#include <glib/gi18n.h>

/* The servers of a provider that is known are filled in on the way; where that or the look-up brought
 * none, the person has to know them. */
static gboolean
lacks_a_server (PlSetup *setup)
{
  /* Offline, they are looked for when the network is back. */
  if (!pl_setup_get_network_available (setup) && pl_setup_get_discovery (setup) == NULL &&
      pl_setup_get_proposal (setup) == NULL)
    return FALSE;
  if (pl_setup_get_proposal (setup) == NULL && pl_setup_get_discovery (setup) == NULL &&
      pl_setup_get_provider_id (setup) != NULL)
    return FALSE;

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (pl_setup_get_server (setup, (PlDirection) i) == NULL &&
        (pl_setup_get_left_out (setup) & (1u << i)) == 0)
      return TRUE;

  return FALSE;
}

/* A password for sending stands beside the server that it is for. */
static gboolean
needs_servers_page (PlSetup *setup)
{
  return lacks_a_server (setup) || pl_setup_lacks_sending_password (setup);
}

/* Translators: names of the pages, in the list at the left of the window; one or two words */
static const PlPageRow pages[] = {
  /* Translators: name of the page on which name, address and password are entered */
  { PL_PAGE_ID_ACCOUNT, N_ ("Your account"), pl_account_page_get_type },
  /* Translators: name of the page with what the provider wants done first */
  { PL_PAGE_ID_BEFORE, N_ ("Before you start"), pl_before_page_get_type, pl_before_page_is_needed },
  /* Translators: name of the page on how mail is received: on all devices or on one */
  { PL_PAGE_ID_RECEIVING, N_ ("Receiving"), pl_receiving_page_get_type,
    pl_receiving_page_is_needed },
  /* Translators: name of the page with the mail servers' settings */
  { PL_PAGE_ID_SERVERS, N_ ("Servers"), pl_servers_page_get_type, needs_servers_page },
  /* Translators: name of the page on which the account is tested; a noun */
  { PL_PAGE_ID_CHECK, N_ ("Check"), pl_check_page_get_type },
  /* Translators: name of the last page, which shows the verified settings */
  { PL_PAGE_ID_DONE, N_ ("Done"), pl_done_page_get_type },
};

/**
 * pl_pages_get:
 * @n_pages: (out):
 *
 * Returns: (transfer none) (array length=n_pages):
 */
const PlPageRow *
pl_pages_get (guint *n_pages)
{
  *n_pages = G_N_ELEMENTS (pages);
  return pages;
}

/**
 * pl_pages_find:
 *
 * Returns: the index of the page; an id that is none is a mistake in the program
 */
guint
pl_pages_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].id, id))
      return i;

  g_assert_not_reached ();
}

/**
 * pl_pages_find_entry:
 * @setup: with servers that are settled
 *
 * Returns: the id of the page to which it goes on from there
 */
const char *
pl_pages_find_entry (PlSetup *setup)
{
  return pl_setup_lacks_sending_password (setup) ? PL_PAGE_ID_SERVERS : PL_PAGE_ID_CHECK;
}

gboolean
pl_pages_is_last (guint index)
{
  return index == G_N_ELEMENTS (pages) - 1;
}

/**
 * pl_pages_find_next:
 * @index: of the page on view
 * @next: (out): the one to which the way forward leads, over those that nobody needs
 *
 * Returns: whether there is one
 */
gboolean
pl_pages_find_next (guint index, PlSetup *setup, guint *next)
{
  *next = index + 1;
  while (*next < G_N_ELEMENTS (pages) && pages[*next].is_needed != NULL &&
         !pages[*next].is_needed (setup))
    (*next)++;
  return *next < G_N_ELEMENTS (pages);
}

/**
 * pl_pages_count_ahead:
 * @index: of the page on view
 *
 * Returns: how many pages are still to come, as far as can be told: those that are passed over do not
 *   count
 */
guint
pl_pages_count_ahead (guint index, PlSetup *setup)
{
  guint n_ahead = 0;

  while (pl_pages_find_next (index, setup, &index))
    n_ahead++;
  return n_ahead;
}
