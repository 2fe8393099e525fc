// SPDX-License-Identifier: GPL-3.0-or-later
#include "discovery/pl-https-address-private.h"

struct _PlHttpsAddress
{
  GNetworkAddress parent_instance;

  GPtrArray *addresses; /* owned: GSocketAddress, in the order in which they are dialled */
};

static GSocketAddressEnumerator *enumerate (GSocketConnectable *connectable);

static void
pl_https_address_connectable_init (GSocketConnectableIface *iface)
{
  iface->enumerate = enumerate;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PlHttpsAddress,
                               pl_https_address,
                               G_TYPE_NETWORK_ADDRESS,
                               G_IMPLEMENT_INTERFACE (G_TYPE_SOCKET_CONNECTABLE,
                                                      pl_https_address_connectable_init))

static void
pl_https_address_finalize (GObject *object)
{
  PlHttpsAddress *self = PL_HTTPS_ADDRESS (object);

  g_clear_pointer (&self->addresses, g_ptr_array_unref);
  G_OBJECT_CLASS (pl_https_address_parent_class)->finalize (object);
}

static void
pl_https_address_class_init (PlHttpsAddressClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_https_address_finalize;
}

static void
pl_https_address_init (PlHttpsAddress *self)
{
}

/* Takes the first address of a family that is left. */
static GInetAddress *
take (GPtrArray *left, gboolean any_family, GSocketFamily family)
{
  for (guint i = 0; i < left->len; i++)
    if (any_family || g_inet_address_get_family (left->pdata[i]) == family)
      return g_ptr_array_steal_index (left, i);
  return NULL;
}

static GSocketFamily
other_family (GSocketFamily family)
{
  return family == G_SOCKET_FAMILY_IPV6 ? G_SOCKET_FAMILY_IPV4 : G_SOCKET_FAMILY_IPV6;
}

static gpointer
copy_reference (gconstpointer object, gpointer data)
{
  return g_object_ref ((gpointer) object);
}

/* The families take turns, so that one that is broken costs one attempt (RFC 8305 4). */
static GPtrArray *
put_in_order (GPtrArray *addresses, guint16 port)
{
  GPtrArray *ordered = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) left = g_ptr_array_copy (addresses, copy_reference, NULL);
  GSocketFamily family = G_SOCKET_FAMILY_INVALID;

  g_ptr_array_set_free_func (left, g_object_unref);
  while (left->len > 0)
    {
      g_autoptr (GInetAddress) next = take (left, family == G_SOCKET_FAMILY_INVALID, family);

      if (next == NULL)
        next = take (left, TRUE, family);
      family = other_family (g_inet_address_get_family (next));
      g_ptr_array_add (ordered, g_inet_socket_address_new (next, port));
    }

  return ordered;
}

/**
 * pl_https_address_new:
 * @host: the name for which the certificate has to be good
 * @addresses: (element-type GInetAddress): as pl_network_resolve() found them, the preferred first
 *
 * Returns: (transfer full):
 */
GSocketConnectable *
pl_https_address_new (const char *host, guint16 port, GPtrArray *addresses)
{
  PlHttpsAddress *self =
      g_object_new (PL_TYPE_HTTPS_ADDRESS, "hostname", host, "port", (guint) port, NULL);

  self->addresses = put_in_order (addresses, port);
  return G_SOCKET_CONNECTABLE (self);
}

/* One walk along the addresses. */
#define PL_TYPE_HTTPS_WALK (pl_https_walk_get_type ())
G_DECLARE_FINAL_TYPE (PlHttpsWalk, pl_https_walk, PL, HTTPS_WALK, GSocketAddressEnumerator)

struct _PlHttpsWalk
{
  GSocketAddressEnumerator parent_instance;

  GPtrArray *addresses; /* shared: GSocketAddress */
  guint n_taken;
};

G_DEFINE_FINAL_TYPE (PlHttpsWalk, pl_https_walk, G_TYPE_SOCKET_ADDRESS_ENUMERATOR)

/* The asynchronous variant of the parent class calls this one. */
static GSocketAddress *
pl_https_walk_next (GSocketAddressEnumerator *enumerator, GCancellable *cancellable, GError **error)
{
  PlHttpsWalk *self = PL_HTTPS_WALK (enumerator);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      self->n_taken >= self->addresses->len)
    return NULL;

  return g_object_ref (self->addresses->pdata[self->n_taken++]);
}

static void
pl_https_walk_finalize (GObject *object)
{
  PlHttpsWalk *self = PL_HTTPS_WALK (object);

  g_ptr_array_unref (self->addresses);
  G_OBJECT_CLASS (pl_https_walk_parent_class)->finalize (object);
}

static void
pl_https_walk_class_init (PlHttpsWalkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_https_walk_finalize;
  G_SOCKET_ADDRESS_ENUMERATOR_CLASS (klass)->next = pl_https_walk_next;
}

static void
pl_https_walk_init (PlHttpsWalk *self)
{
}

static GSocketAddressEnumerator *
enumerate (GSocketConnectable *connectable)
{
  PlHttpsAddress *self = PL_HTTPS_ADDRESS (connectable);
  PlHttpsWalk *walk = g_object_new (PL_TYPE_HTTPS_WALK, NULL);

  walk->addresses = g_ptr_array_ref (self->addresses);
  return G_SOCKET_ADDRESS_ENUMERATOR (walk);
}
