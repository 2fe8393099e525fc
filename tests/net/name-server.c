// SPDX-License-Identifier: GPL-3.0-or-later
#include "name-server.h"

#include "base/pl-worker.h"

#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct
{
  char *name; /* owned */
  int type;
  GByteArray *data; /* owned */
} Record;

struct _NameServer
{
  int fd; /* owned */
  struct sockaddr_in address;
  PlWorker *worker; /* owned */

  GMutex lock;
  GPtrArray *records; /* owned: Record; under lock */
  int trouble; /* under lock: an answer code, -1 for silence, 0 for none */
  guint n_asked; /* under lock */
};

static void
record_free (gpointer data)
{
  Record *record = data;

  g_free (record->name);
  g_byte_array_unref (record->data);
  g_free (record);
}

static void
add_u16 (GByteArray *to, guint16 number)
{
  guint8 bytes[2] = { (guint8) (number >> 8), (guint8) number };

  g_byte_array_append (to, bytes, sizeof bytes);
}

/* A name as a sequence of labels (RFC 1035 3.1). */
void
answer_add_name (GByteArray *data, const char *name)
{
  g_auto (GStrv) labels = g_strsplit (name, ".", -1);
  static const guint8 root = 0;

  for (guint i = 0; labels[i] != NULL; i++)
    {
      guint8 length = (guint8) strlen (labels[i]);

      if (length == 0)
        continue;
      g_byte_array_append (data, &length, 1);
      g_byte_array_append (data, (const guint8 *) labels[i], length);
    }
  g_byte_array_append (data, &root, 1);
}

GByteArray *
answer_begin (const char *name, guint16 type, guint8 rcode, guint16 n_answers)
{
  GByteArray *answer = g_byte_array_new ();

  add_u16 (answer, 0x1234);
  add_u16 (answer, 0x8180 | rcode);
  add_u16 (answer, 1);
  add_u16 (answer, n_answers);
  add_u16 (answer, 0);
  add_u16 (answer, 0);
  answer_add_name (answer, name);
  add_u16 (answer, type);
  add_u16 (answer, ns_c_in);
  return answer;
}

/* A record of the name that was asked for. */
void
answer_add (GByteArray *answer, guint16 type, const guint8 *data, gsize length)
{
  add_u16 (answer, 0xc00c);
  add_u16 (answer, type);
  add_u16 (answer, ns_c_in);
  add_u16 (answer, 0);
  add_u16 (answer, 60);
  add_u16 (answer, (guint16) length);
  g_byte_array_append (answer, data, (guint) length);
}

typedef struct
{
  const char *name;
  guint16 type;
  const char *address;
} Zone;

static const Zone zone[] = {
  { "both.test", ns_t_a, "192.0.2.1" }, { "both.test", ns_t_aaaa, "2001:db8::1" },
  { "old.test", ns_t_a, "192.0.2.2" },  { "new.test", ns_t_aaaa, "2001:db8::2" },
  { "empty.test", ns_t_invalid, NULL }, { "mail.test", ns_t_invalid, NULL },
};

static GByteArray *
answer_mail (guint16 type)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  GByteArray *answer = answer_begin ("mail.test", type, 0, 1);

  add_u16 (data, 10);
  if (type == ns_t_srv)
    {
      add_u16 (data, 5);
      add_u16 (data, 993);
    }
  answer_add_name (data, "Mx1.Mail.Test");
  answer_add (answer, type, data->data, data->len);
  return answer;
}

/* The whole answer; NULL to stay silent. */
static GByteArray *
find_answer (const char *name, guint16 type)
{
  guint8 rcode = ns_r_nxdomain;

  if (g_str_equal (name, "silent.test"))
    return NULL;
  if (g_str_equal (name, "trouble.test"))
    return answer_begin (name, type, ns_r_servfail, 0);
  if (g_str_equal (name, "mail.test") && (type == ns_t_mx || type == ns_t_srv))
    return answer_mail (type);

  for (guint i = 0; i < G_N_ELEMENTS (zone); i++)
    {
      guint8 bytes[16];
      GByteArray *answer;

      if (!g_str_equal (zone[i].name, name))
        continue;
      rcode = ns_r_noerror;
      if (zone[i].type != type)
        continue;
      inet_pton (type == ns_t_a ? AF_INET : AF_INET6, zone[i].address, bytes);
      answer = answer_begin (name, type, ns_r_noerror, 1);
      answer_add (answer, type, bytes, type == ns_t_a ? 4 : 16);
      return answer;
    }

  return answer_begin (name, type, rcode, 0);
}

static void
add_record_data (GByteArray *data, int type, const char *record)
{
  g_auto (GStrv) words = g_strsplit (record, " ", -1);
  guint n_numbers = type == ns_t_srv ? 3 : type == ns_t_mx ? 1 : 0;
  guint8 bytes[4];

  for (guint i = 0; i < n_numbers; i++)
    add_u16 (data, (guint16) g_ascii_strtoull (words[i], NULL, 10));
  if (type == ns_t_a && inet_pton (AF_INET, record, bytes) == 1)
    g_byte_array_append (data, bytes, sizeof bytes);
  else
    answer_add_name (data, words[n_numbers]);
}

void
name_server_add_record (NameServer *server, const char *name, int type, const char *record)
{
  Record *made = g_new0 (Record, 1);

  made->name = g_strdup (name);
  made->type = type;
  made->data = g_byte_array_new ();
  if (record != NULL)
    add_record_data (made->data, type, record);
  g_mutex_lock (&server->lock);
  g_ptr_array_add (server->records, made);
  g_mutex_unlock (&server->lock);
}

void
name_server_set_trouble (NameServer *server, int rcode)
{
  g_mutex_lock (&server->lock);
  server->trouble = rcode;
  g_mutex_unlock (&server->lock);
}

guint
name_server_get_n_asked (NameServer *server)
{
  guint n_asked;

  g_mutex_lock (&server->lock);
  n_asked = server->n_asked;
  g_mutex_unlock (&server->lock);
  return n_asked;
}

/* The records that a test has added: NULL when there are none of that name. */
static GByteArray *
find_added (NameServer *server, const char *name, guint16 type)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  GByteArray *answer;
  gboolean exists = FALSE;

  for (guint i = 0; i < server->records->len; i++)
    {
      Record *record = server->records->pdata[i];

      if (!g_str_equal (record->name, name))
        continue;
      exists = TRUE;
      if (record->type == type)
        g_ptr_array_add (found, record);
    }
  if (!exists)
    return NULL;

  answer = answer_begin (name, type, ns_r_noerror, (guint16) found->len);
  for (guint i = 0; i < found->len; i++)
    {
      const Record *record = found->pdata[i];

      answer_add (answer, type, record->data->data, record->data->len);
    }
  return answer;
}

/* The whole answer; NULL to stay silent. */
static GByteArray *
make_answer (NameServer *server, const char *name, guint16 type)
{
  GByteArray *answer;
  int trouble;

  g_mutex_lock (&server->lock);
  server->n_asked++;
  trouble = server->trouble;
  answer = trouble == 0 ? find_added (server, name, type) : NULL;
  g_mutex_unlock (&server->lock);

  if (trouble != 0)
    return trouble < 0 ? NULL : answer_begin (name, type, (guint8) trouble, 0);
  return answer != NULL ? answer : find_answer (name, type);
}

static void
reply (NameServer *server,
       const guint8 *question,
       gsize length,
       const struct sockaddr_in *from,
       socklen_t from_size)
{
  GString *name = g_string_new (NULL);
  gsize at = 12;
  g_autoptr (GByteArray) answer = NULL;

  while (at + 4 < length && question[at] != 0)
    {
      g_string_append_len (name, (const char *) question + at + 1, question[at]);
      at += question[at] + 1u;
      g_string_append (name, question[at] != 0 ? "." : "");
    }
  answer = make_answer (server, name->str, (guint16) (question[at + 1] << 8 | question[at + 2]));
  g_string_free (name, TRUE);
  if (answer == NULL)
    return;

  memcpy (answer->data, question, 2); /* the number of the question */
  sendto (server->fd, answer->data, answer->len, 0, (const struct sockaddr *) from, from_size);
}

static void
run_server (gpointer data)
{
  NameServer *server = data;

  for (;;)
    {
      guint8 question[1024];
      struct sockaddr_in from;
      socklen_t size = sizeof from;
      gssize length =
          recvfrom (server->fd, question, sizeof question, 0, (struct sockaddr *) &from, &size);

      if (length <= 12) /* the empty one ends it */
        return;
      reply (server, question, (gsize) length, &from, size);
    }
}

NameServer *
name_server_start (void)
{
  NameServer *server = g_new0 (NameServer, 1);
  socklen_t size = sizeof server->address;

  g_mutex_init (&server->lock);
  server->records = g_ptr_array_new_with_free_func (record_free);
  server->address.sin_family = AF_INET;
  server->address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  server->fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (bind (server->fd, (struct sockaddr *) &server->address, size), ==, 0);
  g_assert_cmpint (getsockname (server->fd, (struct sockaddr *) &server->address, &size), ==, 0);
  server->worker = pl_worker_start ("name-server", run_server, server, NULL);
  g_assert_nonnull (server->worker);
  return server;
}

const struct sockaddr_in *
name_server_get_address (NameServer *server)
{
  return &server->address;
}

void
name_server_stop (NameServer *server)
{
  int fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

  sendto (fd, "", 0, 0, (const struct sockaddr *) &server->address, sizeof server->address);
  close (fd);
  pl_worker_join (server->worker);
  close (server->fd);
  g_ptr_array_unref (server->records);
  g_mutex_clear (&server->lock);
  g_free (server);
}
