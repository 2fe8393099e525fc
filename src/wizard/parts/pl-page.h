// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"
#include "wizard/launch/pl-launch-job.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlPage:
 *
 * One page of the wizard. It knows the account being set up and nothing of the pages beside it: the
 * window asks it, by the hooks below, and moves.
 *
 * Properties: `setup` (#PlSetup, given at construction), `action-label` (what the button at the
 * bottom right says, with a mnemonic; %NULL hides it), `action-suggested` (that button is the one
 * suggested thing to do), `can-continue` (it can be pressed now).
 *
 * Signals: `go-to` (id of a page, see pl-pages.h): the person wants to go there.
 */
#define PL_TYPE_PAGE (pl_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (PlPage, pl_page, PL, PAGE, GtkWidget)

/**
 * PlPageClass:
 * @enter: the page is shown now; the place to put the focus
 * @leave: the person wants to go on (@forward) or back; %FALSE keeps them here, and the page then
 *   says why or does what its button promises
 * @point_out: the person came to change something: the field of that name gets the focus, and is
 *   marked until it is changed; %FALSE where there is no such field
 * @is_waiting: something that the person wants is still to come, and comes only while the window is open
 * @update: derives all that the page shows from the account's state; every signal only calls it
 */
struct _PlPageClass
{
  GtkWidgetClass parent_class;

  void (*enter) (PlPage *page);
  gboolean (*leave) (PlPage *page, gboolean forward);
  gboolean (*point_out) (PlPage *page, const char *field);
  gboolean (*is_waiting) (PlPage *page);
  void (*update) (PlPage *page);
};

PlSetup *pl_page_get_setup (PlPage *page);
void pl_page_set_launch (PlPage *page, PlLaunchJob *job);
PlLaunchJob *pl_page_get_launch (PlPage *page);

const char *pl_page_get_action_label (PlPage *page);
gboolean pl_page_get_action_suggested (PlPage *page);
gboolean pl_page_get_can_continue (PlPage *page);
void pl_page_set_action (PlPage *page, const char *label, gboolean suggested, gboolean usable);

void pl_page_dispose_template (PlPage *page, GType type);

void pl_page_enter (PlPage *page);
gboolean pl_page_leave (PlPage *page, gboolean forward);
gboolean pl_page_is_waiting (PlPage *page);
void pl_page_update (PlPage *page);
void pl_page_go_to (PlPage *page, const char *id);
void pl_page_go_to_field (PlPage *page, const char *id, const char *field);

G_END_DECLS
