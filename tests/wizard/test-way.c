// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/window/pl-way.h"

/* The pages as numbers; each step leads somewhere, the way then holds what is written. */
typedef struct
{
  char step; /* '+': on to the next, '-': back, 't': to a page */
  guint page; /* where it leads */
  const char *way;
} Step;

static char *
to_text (PlWay *way)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 6; i++)
    if (pl_way_has (way, i))
      g_string_append_printf (text, "%u", i);
  g_assert_cmpuint (text->len, ==, pl_way_get_length (way));
  return g_string_free (text, FALSE);
}

static void
play (const Step *steps, guint n_steps)
{
  g_autoptr (PlWay) way = pl_way_new ();
  guint here = 0;

  for (guint i = 0; i < n_steps; i++)
    {
      g_autofree char *text = NULL;
      guint before = 0;

      if (steps[i].step == '+')
        pl_way_go_on (way, here);
      else if (steps[i].step == 't')
        pl_way_go_to (way, here, steps[i].page);
      else
        g_assert_true (pl_way_go_back (way, &before) && before == steps[i].page);
      here = steps[i].page;
      text = to_text (way);
      g_assert_cmpstr (text, ==, steps[i].way);
    }
}

static void
test_on_and_back (void)
{
  static const Step steps[] = {
    { '+', 1, "0" }, { '+', 4, "01" }, { '-', 1, "0" }, { '-', 0, "" }, { '+', 4, "0" },
  };
  g_autoptr (PlWay) way = pl_way_new ();

  play (steps, G_N_ELEMENTS (steps));
  g_assert_false (pl_way_go_back (way, &(guint){ 0 }));
}

/* From the check to a page on the way, ahead, and to one that was passed over. */
static void
test_to_a_page (void)
{
  static const Step back[] = { { '+', 1, "0" }, { '+', 4, "01" }, { 't', 0, "" }, { '+', 4, "0" } };
  static const Step ahead[] = { { 't', 3, "0" }, { '+', 4, "03" }, { '-', 3, "0" } };
  static const Step aside[] = {
    { '+', 1, "0" }, { '+', 4, "01" }, { 't', 3, "01" }, { '+', 4, "013" }
  };
  static const Step between[] = {
    { '+', 3, "0" }, { '+', 4, "03" }, { 't', 2, "0" }, { '-', 0, "" }
  };

  play (back, G_N_ELEMENTS (back));
  play (ahead, G_N_ELEMENTS (ahead));
  play (aside, G_N_ELEMENTS (aside));
  play (between, G_N_ELEMENTS (between));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wizard/way/on-and-back", test_on_and_back);
  g_test_add_func ("/wizard/way/to-a-page", test_to_a_page);
  return g_test_run ();
}
