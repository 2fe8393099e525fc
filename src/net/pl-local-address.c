// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/pl-connection-private.h"

#include <string.h>

/**
 * pl_connection_dup_local_address_literal:
 *
 * The address of our own end as SMTP writes it (RFC 5321 4.1.3): what a client without a host name
 * says in EHLO.
 *
 * Returns: (transfer full): such as `[192.0.2.1]` or `[IPv6:2001:db8::1]`; `[127.0.0.1]` should the
 *   system not know it any more
 */
char *
pl_connection_dup_local_address_literal (PlConnection *self)
{
  g_autoptr (GSocketAddress) local = g_socket_get_local_address (self->socket, NULL);
  g_autofree char *text = NULL;
  const char *mapped_prefix = "::ffff:";
  GInetAddress *address;

  if (local == NULL || !G_IS_INET_SOCKET_ADDRESS (local))
    return g_strdup ("[127.0.0.1]");

  address = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (local));
  text = g_inet_address_to_string (address);
  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4)
    return g_strdup_printf ("[%s]", text);
  /* IPv4 over a socket for both is IPv4 to the server. */
  if (g_str_has_prefix (text, mapped_prefix))
    return g_strdup_printf ("[%s]", text + strlen (mapped_prefix));
  return g_strdup_printf ("[IPv6:%s]", text);
}
