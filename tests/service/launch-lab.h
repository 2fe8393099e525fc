// SPDX-License-Identifier: GPL-3.0-or-later
/* A real bus with the service on it, and small programs that call it. */
#pragma once

#include "service/pl-launch-service.h"

#include <gio/gunixfdlist.h>

#define OBJECT "/org/postlotse/Setup"
#define INTERFACE "org.postlotse.Setup1"

/* The bus, and the service on it. */
typedef struct
{
  GTestDBus *bus; /* owned */
  GDBusConnection *connection; /* owned: the service's */
  PlLaunchService *service; /* owned */
  GPtrArray *requests; /* owned: PlLaunchRequest, as they were started */
  guint n_busy_changes;
} LaunchLab;

/* One program on the bus. */
typedef struct
{
  LaunchLab *lab; /* borrowed */
  GDBusConnection *connection; /* owned */
  guint n_responses;
  guint response; /* the last one's number */
  GVariant *results; /* owned, nullable: the last one's */
  char *path; /* owned, nullable: the last one's */
  guint subscription;
} LaunchClient;

void launch_lab_start_cb (PlLaunchRequest *request, gpointer data);
void launch_lab_begin (LaunchLab *lab, PlLaunchStart start);
void launch_lab_end (LaunchLab *lab);

LaunchClient *launch_client_new (LaunchLab *lab);
void launch_client_free (LaunchClient *client);
GVariant *launch_client_call (LaunchClient *client,
                              const char *path,
                              const char *interface,
                              const char *method,
                              GVariant *parameters,
                              GUnixFDList **fds,
                              char **name);
void launch_client_assert_error (LaunchClient *client,
                                 const char *method,
                                 GVariant *parameters,
                                 const char *wanted);
PlLaunchRequest *launch_client_set_up (LaunchClient *client, const char *options, char **path);
void launch_client_settle (LaunchClient *client);

GVariant *launch_parse_options (const char *text);
GVariant *launch_make_call (const char *parent, const char *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaunchClient, launch_client_free)
