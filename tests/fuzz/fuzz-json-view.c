// SPDX-License-Identifier: GPL-3.0-or-later
/* Anything for the files of a mail program that keeps JSON: what is read of it stays within it, and
 * after a change it is JSON still, with that change in it. */
#include "export/frame/pl-json-view-private.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
walk (const PlJsonView *view, guint depth)
{
  PlJsonView name = { NULL, 0 };
  PlJsonView value = { NULL, 0 };
  guint64 number = 0;
  g_autofree char *text = pl_json_view_dup_string (view);

  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
  (void) pl_json_view_get_uint (view, &number);
  while (pl_json_view_is_object (view) ? pl_json_view_next_name (view, &name, &value)
                                       : pl_json_view_next_element (view, &value))
    {
      g_assert_true (value.text > view->text &&
                     value.text + value.length < view->text + view->length);
      walk (&value, depth + 1);
    }
}

static void
change (const PlJsonView *view)
{
  g_autofree char *fresh = pl_json_indent (view, "{\n  \"a\": [\n    1\n  ]\n}");
  g_autofree char *text = pl_json_view_is_object (view)
                              ? pl_json_view_set_member (view, "account", fresh)
                              : pl_json_view_append (view, fresh);
  PlJsonView changed;
  PlJsonView found;

  g_assert_true (pl_json_view_open (&changed, text, strlen (text)));
  if (!pl_json_view_is_object (view))
    return;
  g_assert_true (pl_json_view_get_member (&changed, "account", &found));
  g_assert_cmpuint (found.length, ==, strlen (fresh));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  PlJsonView view;

  if (!pl_json_view_open (&view, (const char *) data, size))
    return 0;

  walk (&view, 0);
  if (pl_json_view_is_object (&view) || pl_json_view_is_array (&view))
    change (&view);
  return 0;
}
