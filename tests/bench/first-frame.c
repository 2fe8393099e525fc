// SPDX-License-Identifier: GPL-3.0-or-later
/* Times how long two programs take from their start to the first frame of their window, in turn:
 * A B A B …, so that a machine whose speed drifts treats both alike. Seen from outside, through the
 * X server: a window counts as on screen when something has been drawn into most of it.
 *
 * On a machine with other work to do, the time on the clock says as much about that work; the time on
 * the processor, until the window is on screen, is counted as well.
 *
 * Usage: first-frame RUNS 'COMMAND A' 'COMMAND B'      prints two lines per command and the ratios. */
#include <X11/Xlib.h>
#include <X11/extensions/Xdamage.h>
#include <gio/gio.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>

#define LONGEST_WAIT_MS 20000

typedef struct
{
  Display *display; /* owned */
  int damage_event;
} Watcher;

static gboolean
watcher_open (Watcher *watcher)
{
  int damage_error;

  watcher->display = XOpenDisplay (NULL);
  if (watcher->display == NULL ||
      !XDamageQueryExtension (watcher->display, &watcher->damage_event, &damage_error))
    return FALSE;

  XSelectInput (watcher->display, DefaultRootWindow (watcher->display), SubstructureNotifyMask);
  XSync (watcher->display, True);
  return TRUE;
}

/* Windows may go away while we ask about them. */
static int
ignore_error (Display *display, XErrorEvent *event)
{
  return 0;
}

static gboolean
covers_most_of_window (Watcher *watcher, const XDamageNotifyEvent *event)
{
  XWindowAttributes window;

  if (!XGetWindowAttributes (watcher->display, event->drawable, &window))
    return FALSE;
  return 2 * event->area.width * event->area.height > window.width * window.height;
}

/* Returns whether the event shows a drawn window. */
static gboolean
take_event (Watcher *watcher)
{
  XEvent event;

  XNextEvent (watcher->display, &event);
  if (event.type == MapNotify && !event.xmap.override_redirect)
    XDamageCreate (watcher->display, event.xmap.window, XDamageReportRawRectangles);

  return event.type == watcher->damage_event + XDamageNotify &&
         covers_most_of_window (watcher, (const XDamageNotifyEvent *) &event);
}

static gboolean
wait_for_frame (Watcher *watcher, gint64 until)
{
  while (g_get_monotonic_time () < until)
    {
      struct pollfd fd = { .fd = ConnectionNumber (watcher->display), .events = POLLIN };

      while (XPending (watcher->display) > 0)
        if (take_event (watcher))
          return TRUE;
      (void) poll (&fd, 1, 100);
    }

  return FALSE;
}

/* Of all the programs that were started here and have ended. */
static double
get_processor_ms (void)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

typedef struct
{
  double clock; /* milliseconds; negative when no window came */
  double processor; /* milliseconds */
} Times;

static Times
time_once (Watcher *watcher, const char *command)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_auto (GStrv) words = NULL;
  Times times = { .clock = -1, .processor = -get_processor_ms () };
  gint64 began;

  if (!g_shell_parse_argv (command, NULL, &words, &error))
    g_error ("%s", error->message);

  began = g_get_monotonic_time ();
  process = g_subprocess_newv (
      (const char *const *) words,
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  if (process == NULL)
    g_error ("%s", error->message);

  if (wait_for_frame (watcher, began + LONGEST_WAIT_MS * 1000))
    times.clock = (double) (g_get_monotonic_time () - began) / 1000;
  g_subprocess_send_signal (process, SIGKILL);
  g_subprocess_wait (process, NULL, NULL);
  XSync (watcher->display, True);
  times.processor += get_processor_ms ();
  return times;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* Returns the median. */
static double
print_line (const char *name, const char *what, double *ms, guint n)
{
  qsort (ms, n, sizeof *ms, compare_doubles);
  g_print ("%-14s %-10s min %6.1f  median %6.1f  max %6.1f ms\n", name, what, ms[0], ms[n / 2],
           ms[n - 1]);
  return ms[n / 2];
}

static void
print_figures (char *const *commands, const Times *a, const Times *b, guint n)
{
  g_autofree double *ms = g_new (double, n);
  g_autofree char *name_a = g_path_get_basename (commands[0]);
  g_autofree char *name_b = g_path_get_basename (commands[1]);
  double clock;
  double processor;

  for (guint i = 0; i < n; i++)
    ms[i] = a[i].clock;
  clock = print_line (name_a, "clock", ms, n);
  for (guint i = 0; i < n; i++)
    ms[i] = b[i].clock;
  clock /= print_line (name_b, "clock", ms, n);
  for (guint i = 0; i < n; i++)
    ms[i] = a[i].processor;
  processor = print_line (name_a, "processor", ms, n);
  for (guint i = 0; i < n; i++)
    ms[i] = b[i].processor;
  processor /= print_line (name_b, "processor", ms, n);
  g_print ("ratio of the medians: %.2f on the clock, %.2f on the processor\n", clock, processor);
}

int
main (int argc, char **argv)
{
  Watcher watcher = { 0 };
  guint n = argc == 4 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 0;
  g_autofree Times *a = g_new0 (Times, n + 1);
  g_autofree Times *b = g_new0 (Times, n + 1);

  if (n == 0 || !watcher_open (&watcher))
    {
      g_printerr ("Usage: first-frame RUNS 'COMMAND A' 'COMMAND B', with a display\n");
      return 2;
    }
  XSetErrorHandler (ignore_error);

  /* One uncounted run each, so that both find warm caches. */
  time_once (&watcher, argv[2]);
  time_once (&watcher, argv[3]);
  for (guint i = 0; i < n; i++)
    {
      a[i] = time_once (&watcher, argv[2]);
      b[i] = time_once (&watcher, argv[3]);
      if (a[i].clock < 0 || b[i].clock < 0)
        {
          g_printerr ("No window came within %d ms\n", LONGEST_WAIT_MS);
          return 1;
        }
    }

  print_figures (argv + 2, a, b, n);
  XCloseDisplay (watcher.display);
  return 0;
}
