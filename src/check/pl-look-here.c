// SPDX-License-Identifier: GPL-3.0-or-later
/* How this computer is connected, as far as it can be read without asking anybody: routes from /proc,
 * and the word of the network service. */
#include "check/pl-look-private.h"

#include "base/pl-worker.h"

#include <gio/gio.h>
#include <string.h>

/* D-Bus has no limit that would suit a person who waits. */
#define SERVICE_PATIENCE_MS 500

#define ROUTES_IPV4 "/proc/net/route"
#define ROUTES_IPV6 "/proc/net/ipv6_route"
#define RTF_UP_FLAG 0x1 /* linux/route.h */
#define RTF_REJECT_FLAG 0x200

static void
add_word (GString *words, const char *word)
{
  g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", word);
}

static gboolean
is_usable (const char *flags)
{
  guint64 bits = g_ascii_strtoull (flags, NULL, 16);

  return (bits & RTF_UP_FLAG) != 0 && (bits & RTF_REJECT_FLAG) == 0;
}

/* Columns of /proc/net/route: Iface Destination Gateway Flags RefCnt Use Metric Mask ... */
static gboolean
is_default_ipv4 (char **columns, guint n, const char **name)
{
  if (n < 8 || strcmp (columns[1], "00000000") != 0 || strcmp (columns[7], "00000000") != 0 ||
      !is_usable (columns[3]))
    return FALSE;

  *name = columns[0];
  return strcmp (columns[0], "lo") != 0;
}

/* Columns of /proc/net/ipv6_route: destination, its length, source, its length, next hop, metric,
 * references, use, flags, interface. */
static gboolean
is_default_ipv6 (char **columns, guint n, const char **name)
{
  if (n < 10 || strspn (columns[0], "0") != strlen (columns[0]) || strcmp (columns[1], "00") != 0 ||
      !is_usable (columns[8]))
    return FALSE;

  *name = columns[9];
  return strcmp (columns[9], "lo") != 0;
}

static gboolean
is_tunnel (const char *name)
{
  static const char *const beginnings[] = {
    "tun", "tap", "wg", "ppp", "ipsec", "proton", "nordlynx"
  };

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (g_str_has_prefix (name, beginnings[i]))
      return TRUE;

  return FALSE;
}

typedef gboolean (*RouteFunc) (char **columns, guint n, const char **name);

static gboolean
read_table (const char *text, RouteFunc is_default, GString *names, gboolean *vpn)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  gboolean found = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit_set (lines[i], " \t", -1);
      g_autoptr (GPtrArray) columns = g_ptr_array_new ();
      const char *name = NULL;

      for (guint k = 0; parts[k] != NULL; k++)
        if (*parts[k] != '\0')
          g_ptr_array_add (columns, parts[k]);
      if (!is_default ((char **) columns->pdata, columns->len, &name))
        continue;
      found = TRUE;
      *vpn |= is_tunnel (name);
      if (strstr (names->str, name) == NULL)
        add_word (names, name);
    }

  return found;
}

/**
 * pl_look_read_routes:
 * @ipv4: (nullable): the text of /proc/net/route
 * @ipv6: (nullable): the text of /proc/net/ipv6_route
 * @interfaces: (out) (transfer full): of the default routes
 *
 * A tunnel is known by the name of its interface: there is no better sign that every kind shares.
 *
 * Returns: (transfer full): words of %PL_SIGHT_NETWORK
 */
char *
pl_look_read_routes (const char *ipv4, const char *ipv6, char **interfaces)
{
  GString *words = g_string_new (NULL);
  GString *names = g_string_new (NULL);
  gboolean vpn = FALSE;

  if (read_table (ipv4, is_default_ipv4, names, &vpn))
    add_word (words, "ipv4");
  if (read_table (ipv6, is_default_ipv6, names, &vpn))
    add_word (words, "ipv6");
  if (vpn)
    add_word (words, "vpn");

  *interfaces = g_string_free (names, FALSE);
  return g_string_free (words, FALSE);
}

/* Beside its own look at routes, which is ours as well, GNetworkMonitor asks NetworkManager or the
 * portal; only their word is worth telling. */
static const char *
read_word_of_service (void)
{
  switch (g_network_monitor_get_connectivity (g_network_monitor_get_default ()))
    {
    case G_NETWORK_CONNECTIVITY_PORTAL:
      return "portal";
    case G_NETWORK_CONNECTIVITY_LIMITED:
      return "limited";
    case G_NETWORK_CONNECTIVITY_LOCAL:
      return "local";
    case G_NETWORK_CONNECTIVITY_FULL:
    default:
      return NULL;
    }
}

static void
ask_service (gpointer word)
{
  *(const char **) word = read_word_of_service ();
}

/* Returns: (transfer none) (nullable): a word, %NULL also when none came in time */
static const char *
get_word_of_service (GCancellable *cancellable)
{
  const char **word = g_atomic_rc_box_new0 (const char *);
  PlDeadline patience = pl_deadline_in (SERVICE_PATIENCE_MS);
  const char *said = NULL;

  if (pl_worker_run_abandonable ("pl-monitor", ask_service, g_atomic_rc_box_acquire (word),
                                 g_atomic_rc_box_release, &patience, cancellable, NULL))
    said = *word;
  g_atomic_rc_box_release (word);
  return said;
}

/**
 * pl_look_at_this_computer:
 * @recorder: is told %PL_SIGHT_NETWORK
 *
 * May take half a second, where a network service has to be asked by D-Bus: for a thread of its own.
 */
void
pl_look_at_this_computer (PlRecorder *recorder, GCancellable *cancellable)
{
  g_autofree char *ipv4 = NULL;
  g_autofree char *ipv6 = NULL;
  g_autofree char *interfaces = NULL;
  g_autofree char *routes = NULL;
  g_autoptr (GString) words = NULL;
  const char *said = get_word_of_service (cancellable);

  g_file_get_contents (ROUTES_IPV4, &ipv4, NULL, NULL);
  g_file_get_contents (ROUTES_IPV6, &ipv6, NULL, NULL);
  if (ipv4 == NULL && ipv6 == NULL && said == NULL)
    return;

  routes = pl_look_read_routes (ipv4, ipv6, &interfaces);
  words = g_string_new (routes);
  if (said != NULL)
    add_word (words, said);
  pl_recorder_note (recorder, PL_SIGHT_NETWORK, PL_OUTCOME_FOUND, PL_FACT_WORDS, words->str,
                    PL_FACT_NAME, interfaces, PL_FACT_END);
}
