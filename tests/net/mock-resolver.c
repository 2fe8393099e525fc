// SPDX-License-Identifier: GPL-3.0-or-later
#include "mock-resolver.h"

struct _MockResolver
{
  GResolver parent_instance;

  char *addresses; /* owned, nullable: separated by blanks */
  GResolverError code;
  gboolean silent;
  guint n_asked;
};

G_DEFINE_FINAL_TYPE (MockResolver, mock_resolver, G_TYPE_RESOLVER)

static void
mock_resolver_finalize (GObject *object)
{
  g_free (MOCK_RESOLVER (object)->addresses);
  G_OBJECT_CLASS (mock_resolver_parent_class)->finalize (object);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  g_autoptr (GTask) task = data;

  g_task_return_error_if_cancelled (task);
}

static void
lookup_async (GResolver *resolver,
              const char *name,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer data)
{
  MockResolver *self = MOCK_RESOLVER (resolver);
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, data);

  self->n_asked++;
  if (self->silent)
    g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), g_object_ref (task), NULL);
  else if (self->addresses != NULL)
    g_task_return_pointer (task, g_strdup (self->addresses), g_free);
  else
    g_task_return_new_error (task, G_RESOLVER_ERROR, (int) self->code, "Mock");
}

static GList *
lookup_finish (GResolver *resolver, GAsyncResult *result, GError **error)
{
  g_autofree char *list = g_task_propagate_pointer (G_TASK (result), error);
  g_auto (GStrv) words = list != NULL ? g_strsplit (list, " ", -1) : NULL;
  GList *addresses = NULL;

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    addresses = g_list_append (addresses, g_inet_address_new_from_string (words[i]));
  return addresses;
}

static void
mock_resolver_class_init (MockResolverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mock_resolver_finalize;
  G_RESOLVER_CLASS (klass)->lookup_by_name_async = lookup_async;
  G_RESOLVER_CLASS (klass)->lookup_by_name_finish = lookup_finish;
}

static void
mock_resolver_init (MockResolver *self)
{
}

MockResolver *
mock_resolver_new (void)
{
  return g_object_new (MOCK_TYPE_RESOLVER, NULL);
}

void
mock_resolver_set_addresses (MockResolver *self, const char *list)
{
  g_free (self->addresses);
  self->addresses = g_strdup (list);
}

void
mock_resolver_set_error (MockResolver *self, GResolverError code)
{
  g_clear_pointer (&self->addresses, g_free);
  self->code = code;
}

void
mock_resolver_set_silent (MockResolver *self)
{
  self->silent = TRUE;
}

guint
mock_resolver_get_n_asked (MockResolver *self)
{
  return self->n_asked;
}
