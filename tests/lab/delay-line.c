// SPDX-License-Identifier: GPL-3.0-or-later

/* A cable between two network namespaces that takes its time.
 *
 *   delay-line MICROSECONDS NAMESPACE DEVICE
 *
 * makes a TUN device called DEVICE here and one of the same name in NAMESPACE (a file like
 * /proc/PID/ns/net), prints "ready", and from then on hands each packet from one to the other
 * after MICROSECONDS.  The round trip is twice that.  It ends with a signal.
 *
 * Why not netem: it is a kernel module that many machines lack.  Why not a proxy for TCP: it would
 * answer the handshake by itself, and that is one of the round trips to be measured. */

#include <errno.h>
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

/* Largest packet; the devices get an MTU of 1500 bytes. */
#define PACKET_SIZE 2048
/* Packets on their way in one direction: at 1500 bytes and 100 ms enough for 500 Mbit/s. */
#define RING_SLOTS 4096
#define MICROSECOND INT64_C (1000)
#define SECOND INT64_C (1000000000)

typedef struct
{
  int64_t due; /* ns of CLOCK_MONOTONIC */
  size_t size; /* bytes used of data */
  unsigned char data[PACKET_SIZE];
} Packet;

/* One direction.  All packets take equally long, so first in is first out. */
typedef struct
{
  int from; /* descriptor, borrowed */
  int to; /* descriptor, borrowed */
  Packet *slots; /* owned, RING_SLOTS of them */
  size_t first;
  size_t count;
} Lane;

static int64_t
now_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return now.tv_sec * SECOND + now.tv_nsec;
}

static void
die (const char *what)
{
  fprintf (stderr, "delay-line: %s: %s\n", what, strerror (errno));
  exit (EXIT_FAILURE);
}

/* Makes a TUN device in the current network namespace; it stays there, wherever we go. */
static int
open_tun (const char *device)
{
  struct ifreq request = { .ifr_flags = IFF_TUN | IFF_NO_PI };
  int fd = open ("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);

  if (fd < 0)
    die ("/dev/net/tun");
  snprintf (request.ifr_name, sizeof request.ifr_name, "%s", device);
  if (ioctl (fd, TUNSETIFF, &request) < 0)
    die (device);
  return fd;
}

static void
enter_namespace (const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  if (fd < 0 || setns (fd, CLONE_NEWNET) < 0)
    die (path);
  close (fd);
}

static Lane
make_lane (int from, int to)
{
  Lane lane = { .from = from, .to = to, .slots = calloc (RING_SLOTS, sizeof (Packet)) };

  if (lane.slots == NULL)
    die ("memory");
  return lane;
}

/* Takes in what has arrived.  When the ring is full the rest waits in the device's own queue. */
static void
take_in (Lane *lane, int64_t delay)
{
  while (lane->count < RING_SLOTS)
    {
      Packet *packet = &lane->slots[(lane->first + lane->count) % RING_SLOTS];
      ssize_t size = read (lane->from, packet->data, sizeof packet->data);

      if (size < 0 && (errno == EAGAIN || errno == EINTR))
        return;
      if (size < 0)
        die ("read");
      packet->size = (size_t) size;
      packet->due = now_ns () + delay;
      lane->count++;
    }
}

/* Hands over what is due.  A packet that the other side does not take (its device is not up yet)
 * is lost, as on any cable. */
static void
hand_over (Lane *lane, int64_t now)
{
  while (lane->count > 0 && lane->slots[lane->first].due <= now)
    {
      Packet *packet = &lane->slots[lane->first];

      if (write (lane->to, packet->data, packet->size) < 0 && errno != EIO && errno != EAGAIN &&
          errno != EINVAL)
        die ("write");
      lane->first = (lane->first + 1) % RING_SLOTS;
      lane->count--;
    }
}

/* Waits until a packet arrives or one is due.  A lane whose ring is full is not asked for more. */
static void
wait_for_work (const Lane *lanes)
{
  struct pollfd fds[2];
  int64_t due = INT64_MAX;
  struct timespec timeout;

  for (int i = 0; i < 2; i++)
    {
      fds[i] = (struct pollfd){ .fd = lanes[i].from,
                                .events = lanes[i].count < RING_SLOTS ? POLLIN : 0 };
      if (lanes[i].count > 0 && lanes[i].slots[lanes[i].first].due < due)
        due = lanes[i].slots[lanes[i].first].due;
    }
  if (due != INT64_MAX)
    {
      int64_t left = due - now_ns ();

      left = left > 0 ? left : 0;
      timeout = (struct timespec){ .tv_sec = left / SECOND, .tv_nsec = left % SECOND };
    }
  if (ppoll (fds, 2, due == INT64_MAX ? NULL : &timeout, NULL) < 0 && errno != EINTR)
    die ("ppoll");
}

static void
run (Lane *lanes, int64_t delay)
{
  for (;;)
    {
      wait_for_work (lanes);
      for (int i = 0; i < 2; i++)
        {
          take_in (&lanes[i], delay);
          hand_over (&lanes[i], now_ns ());
        }
    }
}

int
main (int argc, char **argv)
{
  char *end;

  if (argc != 4)
    {
      fprintf (stderr, "usage: %s MICROSECONDS NAMESPACE DEVICE\n", argv[0]);
      return 2;
    }
  int64_t delay = strtol (argv[1], &end, 10) * MICROSECOND;
  if (*end != '\0' || delay < 0)
    {
      fprintf (stderr, "delay-line: not a delay: %s\n", argv[1]);
      return 2;
    }
  int near_end = open_tun (argv[3]);
  enter_namespace (argv[2]);
  int far_end = open_tun (argv[3]);
  Lane lanes[2] = { make_lane (near_end, far_end), make_lane (far_end, near_end) };
  /* The kernel may otherwise bundle wake-ups within 50 us. */
  prctl (PR_SET_TIMERSLACK, 1);
  puts ("ready");
  fflush (stdout);
  run (lanes, delay);
  return EXIT_SUCCESS;
}
