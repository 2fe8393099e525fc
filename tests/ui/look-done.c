// SPDX-License-Identifier: GPL-3.0-or-later
/* The last page of a real account: what it says of a mail program before, while and after the account goes
 * there, of the password store, the phone and the sheet. The settings are taken untested: nobody is
 * asked. */
#include "check-layout.h"

#include "wizard/done/pl-phone-part.h"
#include "wizard/done/pl-program-row.h"
#include "wizard/parts/pl-page.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define PREFS \
  "// Mozilla User Preferences\n\nuser_pref(\"mail.accountmanager.accounts\", \"account1\");\n"

#define COLOURFUL 0.25f /* between the parts of a colour: more than any grey has */

static char *profile; /* path of the only profile */

/* --- Thunderbird, as its files see it --- */

static void
write_file (const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (profile, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
remove_file (const char *name)
{
  g_autofree char *path = g_build_filename (profile, name, NULL);

  g_unlink (path);
}

static void
make_profile (void)
{
  g_autofree char *folder = g_build_filename (g_get_home_dir (), ".thunderbird", NULL);
  g_autofree char *ini = g_build_filename (folder, "profiles.ini", NULL);

  profile = g_build_filename (folder, "abcd1234.default-release", NULL);
  g_assert_true (g_mkdir_with_parents (profile, 0700) == 0);
  g_assert_true (g_file_set_contents (ini,
                                      "[Profile0]\nName=default-release\nIsRelative=1\n"
                                      "Path=abcd1234.default-release\nDefault=1\n",
                                      -1, NULL));
  write_file ("prefs.js", PREFS);
  write_file (".parentlock", "");
}

/* A lock counts only for other processes. Returns: who holds it, once it is held */
static GPid
lock_profile (void)
{
  g_autofree char *path = g_build_filename (profile, ".parentlock", NULL);
  int ends[2];
  char ready;
  GPid pid;

  g_assert_true (pipe (ends) == 0);
  pid = fork ();
  if (pid == 0)
    {
      struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
      int fd = open (path, O_RDWR);

      if (fcntl (fd, F_SETLK, &lock) == 0 && write (ends[1], "!", 1) == 1)
        pause ();
      _exit (0);
    }
  g_assert_true (read (ends[0], &ready, 1) == 1);
  close (ends[0]);
  close (ends[1]);
  return pid;
}

static void
unlock_profile (GPid pid)
{
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
}

/* --- The page --- */

static void
set_server (PlSetup *setup, PlService service, const char *host, guint16 port, const char *auth)
{
  const PlServerFields fields = {
    .service = service,
    .host = host,
    .port = port,
    .username = "anna.mustermann@example.org",
    .auth = auth,
    .source = PL_SOURCE_USER,
  };

  g_assert_true (pl_setup_set_server (setup, &fields, NULL));
}

/* @auth: how sending is signed in to */
static PlSetup *
make_setup (PlNetwork *real, const char *auth)
{
  g_autoptr (PlSecret) password = pl_secret_new ("made up", -1);
  PlSetup *setup = pl_setup_new (real);

  pl_setup_set_address (setup, "anna.mustermann@example.org");
  pl_setup_set_display_name (setup, "Anna Mustermann");
  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, password);
  set_server (setup, PL_SERVICE_IMAP, "imap.example.org", 993, NULL);
  set_server (setup, PL_SERVICE_SMTP, "smtp.example.org", 465, auth);
  pl_setup_accept_untested (setup, PL_DIRECTIONS_BOTH);
  g_assert_nonnull (pl_setup_get_checked_settings (setup));
  return setup;
}

static gboolean
is_row (GtkWidget *widget, gpointer data)
{
  return PL_IS_PROGRAM_ROW (widget);
}

static gboolean
has_row (GtkWidget *window, gpointer data)
{
  return find (window, is_row, NULL) != NULL;
}

static GtkWidget *
open_done (PlSetup *setup)
{
  GtkWidget *window = open_window (setup, NULL);

  pl_page_go_to (PL_PAGE (find (window, is_page, NULL)), "done");
  if (!wait_until (window, has_row, NULL))
    complain ("done", window, "no mail program is found");
  settle (window);
  return window;
}

static gboolean
is_toggle (GtkWidget *widget, gpointer data)
{
  return GTK_IS_TOGGLE_BUTTON (widget);
}

static gboolean
is_labelled (GtkWidget *widget, gpointer label)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

/* @label: of a button, in English */
static void
press (GtkWidget *window, const char *label)
{
  GtkWidget *button = find (window, is_labelled, (gpointer) g_dgettext ("postlotse", label));

  if (button == NULL)
    complain (label, window, "there is no such button");
  else
    g_signal_emit_by_name (button, "clicked");
}

static gboolean
has_stage (GtkWidget *window, gpointer stage)
{
  GtkWidget *row = find (window, is_row, NULL);

  return row != NULL && pl_program_job_get_stage (pl_program_row_get_job (PL_PROGRAM_ROW (row))) ==
                            (PlProgramStage) GPOINTER_TO_INT (stage);
}

static const struct
{
  const char *look;
  int width;
} looks[] = { { "light", 360 }, { "dark", 900 } };

static void
look_twice (const char *state, GtkWidget *window)
{
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    look (state, window, looks[i].look, looks[i].width);
}

static gboolean
is_look_again (GtkWidget *widget, gpointer data)
{
  return GTK_IS_LABEL (widget) &&
         g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)),
                    g_dgettext ("postlotse", "Look for programs again")) == 0;
}

/* What can be pressed and has no frame is told from a sentence by its colour. */
static void
expect_accent (GtkWidget *window)
{
  GtkWidget *words = find (window, is_look_again, NULL);
  GdkRGBA colour;
  float most;
  float least;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_style_context_get_color (gtk_widget_get_style_context (words), &colour);
  G_GNUC_END_IGNORE_DEPRECATIONS
  most = MAX (colour.red, MAX (colour.green, colour.blue));
  least = MIN (colour.red, MIN (colour.green, colour.blue));
  if (most - least < COLOURFUL)
    complain ("done-programs", words, "it looks like a sentence");
}

static void
look_when (const char *state, GtkWidget *window, PlProgramStage stage)
{
  if (!wait_until (window, has_stage, GINT_TO_POINTER (stage)))
    complain (state, window, "it does not come that far");
  settle (window);
  look_twice (state, window);
}

static void
choose_program (GtkWidget *window)
{
  GtkWidget *row = find (window, is_row, NULL);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find (row, is_toggle, NULL)), TRUE);
}

/* --- The states --- */

static void
look_at_program (PlNetwork *real)
{
  g_autoptr (PlSetup) setup = make_setup (real, NULL);
  GPid lock = lock_profile ();
  GtkWidget *window = open_done (setup);

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      look ("done-programs", window, looks[i].look, looks[i].width);
      expect_accent (window);
    }
  choose_program (window);
  look_when ("done-running", window, PL_PROGRAM_PLANNED);
  press (window, "Write it once the program is closed");
  look_when ("done-waiting", window, PL_PROGRAM_WAITING);
  unlock_profile (lock);
  look_when ("done-written", window, PL_PROGRAM_DONE);
  press (window, "Undo");
  look_when ("done-undone", window, PL_PROGRAM_UNDONE);
  press (window, "Show the changes again");
  look_when ("done-planned", window, PL_PROGRAM_PLANNED);
  close_window (window);
}

static void
look_at_refusal (PlNetwork *real)
{
  g_autoptr (PlSetup) setup = make_setup (real, NULL);
  GtkWidget *window;

  write_file ("user.js", "user_pref(\"mail.accountmanager.accounts\", \"account1\");\n");
  window = open_done (setup);
  choose_program (window);
  look_when ("done-refused", window, PL_PROGRAM_PLANNED);
  remove_file ("user.js");
  close_window (window);
}

static gboolean
is_phone (GtkWidget *widget, gpointer data)
{
  return PL_IS_PHONE_PART (widget);
}

static void
show_code (GtkWidget *window)
{
  GtkWidget *phone = find (window, is_phone, NULL);
  GtkWidget *button = phone != NULL ? find (phone, is_disclosure, NULL) : NULL;

  if (button == NULL)
    complain ("done-qr", window, "no QR code is offered");
  else
    g_object_set (button, "expanded", TRUE, NULL);
  settle (window);
}

static void
look_at_phone (PlNetwork *real)
{
  g_autoptr (PlSetup) setup = make_setup (real, NULL);
  g_autoptr (PlSetup) other = make_setup (real, "GSSAPI");
  GtkWidget *window = open_done (setup);

  show_code (window);
  look_at ("done-qr", window);
  look ("done-qr-end", window, "light", 360);
  look ("done-qr-end", window, "dark", 900);
  close_window (window);

  window = open_done (other);
  show_code (window);
  look_twice ("done-qr-refused", window);
  close_window (window);
}

static gboolean
has_undo_of_keeping (GtkWidget *window, gpointer title)
{
  return find (window, is_labelled, title) != NULL;
}

/* Whoever has the name of the password store here knows nothing of passwords. */
static void
look_at_keyring (PlNetwork *real)
{
  const char *again = g_dgettext ("postlotse", "Save password in the password store");
  guint name = g_bus_own_name (G_BUS_TYPE_SESSION, "org.freedesktop.secrets",
                               G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL, NULL);
  g_autoptr (PlSetup) setup = make_setup (real, NULL);
  GtkWidget *window = open_done (setup);

  press (window, "Save password in the password store");
  wait_until (window, has_undo_of_keeping, (gpointer) again);
  settle (window);
  look_twice ("done-keyring-missing", window);
  close_window (window);
  g_bus_unown_name (name);
}

void
look_at_done (void)
{
  PlNetwork *real = pl_network_new ();

  make_profile ();
  look_at_program (real);
  look_at_refusal (real);
  look_at_phone (real);
  look_at_keyring (real);
  pl_network_unref (real);
  g_free (profile);
}
