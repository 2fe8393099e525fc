// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/pl-network.h"
#include "setup/pl-setup.h"

#include <gtk/gtk.h>

typedef gboolean (*Condition) (GtkWidget *window, gpointer data);
typedef gboolean (*Wanted) (GtkWidget *widget, gpointer data);

extern PlNetwork *network;

GtkWidget *find (GtkWidget *widget, Wanted wanted, gpointer data);
void complain (const char *name, GtkWidget *widget, const char *what);
void look (const char *state, GtkWidget *window, const char *theme, int width);
void look_at (const char *state, GtkWidget *window);
void
look_at_part (const char *state, GtkWidget *window, GtkWidget *part, const char *theme, int width);
GtkWidget *open_window (PlSetup *setup, const char *account);
void close_window (GtkWidget *window);
gboolean is_disclosure (GtkWidget *widget, gpointer data);
gboolean is_page (GtkWidget *widget, gpointer data);

/* look-wait.c */
gboolean wait_until (GtkWidget *window, Condition condition, gpointer data);
void settle (GtkWidget *window);
gboolean is_mapped (GtkWidget *window, gpointer data);
gboolean is_checked (GtkWidget *window, gpointer setup);

/* look-cards.c */
void look_at_cards (const char *folder);

/* look-discovery.c */
void look_at_discovery (void);

/* look-done.c */
void look_at_done (void);

/* look-existing.c */
void look_at_existing (void);
