// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/pl-script-player-private.h"

#include "base/pl-secret.h"

#include <string.h>

#define MOST_STEPS_AT_A_STRETCH 10000 /* without a line received: a loop in the script */
#define LINGER_MS 2000 /* how long a peer may take to notice that we have hung up */

typedef enum
{
  GO_ON, /* with the step that player.next names */
  PLAYED, /* the script is over, and well */
  BROKEN_OFF, /* the complaint has been made */
} Course;

typedef struct
{
  const PlScript *script; /* borrowed */
  const PlScriptStage *stage; /* borrowed */
  GHashTable *values; /* owned: what was caught and named */
  guint next;
  guint stretch; /* steps since the last line received */
  gboolean may_leave; /* after TLS?, until a line is received */
} Player;

static void
player_clear (Player *player)
{
  g_clear_pointer (&player->values, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Player, player_clear)

static Course
complain (Player *player, const PlScriptStep *step, const char *what)
{
  pl_script_notes_complain (player->stage->notes, player->stage->connection, step->line,
                            "at \"%s\" %s", step->source, what);
  return BROKEN_OFF;
}

/* What becomes of a step that the peer has put an end to. */
static Course
end_step (Player *player, const PlScriptStep *step, PlScriptPeerResult result)
{
  switch (result)
    {
    case PL_SCRIPT_PEER_OK:
      return GO_ON;
    case PL_SCRIPT_PEER_HUNG_UP:
      return player->may_leave ? PLAYED : complain (player, step, "the peer hung up");
    case PL_SCRIPT_PEER_STOPPED:
      return complain (player, step, "the server was stopped");
    case PL_SCRIPT_PEER_BROKEN:
    default:
      return complain (player, step, "the peer went beyond all bounds");
    }
}

static void
take_line (Player *player)
{
  pl_script_peer_take_line (player->stage->peer);
  player->stretch = 0;
  player->may_leave = FALSE;
}

static GString *
fill (Player *player, const PlScriptStep *step, const PlScriptText *text)
{
  GString *filled = pl_script_text_fill (text, player->values);

  if (filled == NULL)
    complain (player, step, "the text grew too long");
  return filled;
}

static Course
play_send (Player *player, const PlScriptStep *step)
{
  GString *text = fill (player, step, step->text);
  Course course;

  if (text == NULL)
    return BROKEN_OFF;

  pl_script_notes_add (player->stage->notes, player->stage->connection, "S:", text->str, text->len);
  if (step->flag)
    g_string_append (text, "\r\n");
  course = end_step (player, step, pl_script_peer_send (player->stage->peer, text->str, text->len));
  pl_script_value_free (text);
  return course;
}

static Course
play_expect (Player *player, const PlScriptStep *step)
{
  g_autoptr (PlSecretString) came = NULL;
  PlScriptPeerResult result;
  const char *line;
  gsize length;

  result = pl_script_peer_peek_line (player->stage->peer, &line, &length);
  if (result != PL_SCRIPT_PEER_OK)
    return end_step (player, step, result);

  if (step->text == NULL || pl_script_text_match (step->text, line, length, player->values))
    {
      take_line (player);
      return GO_ON;
    }

  came = g_strdup_printf ("this came: \"%.*s\"", (int) MIN (length, 500), line);
  pl_script_peer_take_line (player->stage->peer);
  return complain (player, step, came);
}

/* C? and IF C: whether the next line is theirs. A peer that has hung up sends none. */
static Course
look (Player *player, const PlScriptStep *step, gboolean *matches)
{
  PlScriptPeerResult result;
  const char *line = NULL;
  gsize length = 0;

  result = pl_script_peer_peek_line (player->stage->peer, &line, &length);
  *matches = result == PL_SCRIPT_PEER_OK &&
             pl_script_text_match (step->text, line, length, player->values);
  return result == PL_SCRIPT_PEER_HUNG_UP ? GO_ON : end_step (player, step, result);
}

static Course
play_maybe (Player *player, const PlScriptStep *step)
{
  gboolean matches;
  Course course = look (player, step, &matches);

  if (matches)
    take_line (player);
  return course;
}

static Course
play_if_line (Player *player, const PlScriptStep *step)
{
  gboolean matches;
  Course course = look (player, step, &matches);

  if (matches)
    player->next = step->target;
  return course;
}

static Course
play_if_equal (Player *player, const PlScriptStep *step)
{
  GString *one = fill (player, step, step->text);
  GString *other = fill (player, step, step->other);
  Course course = one != NULL && other != NULL ? GO_ON : BROKEN_OFF;

  if (course == GO_ON && g_string_equal (one, other))
    player->next = step->target;
  pl_script_value_free (one);
  pl_script_value_free (other);
  return course;
}

static Course
play_goto (Player *player, const PlScriptStep *step)
{
  player->next = step->target;
  return GO_ON;
}

static Course
play_let (Player *player, const PlScriptStep *step)
{
  GString *value = fill (player, step, step->text);

  if (value == NULL)
    return BROKEN_OFF;

  g_hash_table_replace (player->values, g_strdup (step->name), value);
  return GO_ON;
}

static gboolean
is_base64 (const GString *value)
{
  gsize padding = 0;

  while (padding < 2 && padding < value->len && value->str[value->len - 1 - padding] == '=')
    padding++;
  for (gsize i = 0; i < value->len - padding; i++)
    if (!g_ascii_isalnum (value->str[i]) && value->str[i] != '+' && value->str[i] != '/')
      return FALSE;

  return value->len > 0 && value->len % 4 == 0;
}

static Course
play_decode (Player *player, const PlScriptStep *step)
{
  GString *value = g_hash_table_lookup (player->values, step->name);
  GString *decoded;
  gsize length = 0;

  if (value == NULL || !is_base64 (value))
    {
      g_hash_table_remove (player->values, step->name);
      return GO_ON;
    }

  g_base64_decode_inplace (value->str, &length);
  decoded = g_string_new_len (value->str, length);
  g_hash_table_replace (player->values, g_strdup (step->name), decoded);
  return GO_ON;
}

/* The step that lets the peer go when it has had enough. */
static Course
end_patiently (Player *player, const PlScriptStep *step, PlScriptPeerResult result)
{
  return result == PL_SCRIPT_PEER_HUNG_UP ? PLAYED : end_step (player, step, result);
}

static Course
play_tls (Player *player, const PlScriptStep *step)
{
  GString *name = fill (player, step, step->text);
  gnutls_certificate_credentials_t certificate;
  g_autofree char *why = NULL;
  PlScriptPeerResult result;

  if (name == NULL)
    return BROKEN_OFF;

  certificate = g_hash_table_lookup (player->stage->certificates, name->str);
  pl_script_value_free (name);
  if (certificate == NULL)
    return complain (player, step, "there is no such certificate");

  result = pl_script_peer_start_tls (player->stage->peer, certificate, step->name, &why);
  player->may_leave = step->flag;
  if (result != PL_SCRIPT_PEER_BROKEN)
    return end_step (player, step, result);

  pl_script_notes_add (player->stage->notes, player->stage->connection, "-- no TLS:", why,
                       strlen (why));
  return step->flag ? PLAYED : complain (player, step, why);
}

static Course
play_silent (Player *player, const PlScriptStep *step)
{
  pl_script_notes_add (player->stage->notes, player->stage->connection, "--", "silent", 6);
  pl_script_notes_set_played (player->stage->notes, player->stage->connection);
  pl_script_peer_drain (player->stage->peer, &PL_DEADLINE_NEVER);
  return PLAYED;
}

static Course
play_wait (Player *player, const PlScriptStep *step)
{
  return end_step (player, step, pl_script_peer_sleep (player->stage->peer, step->number));
}

static Course
play_drip (Player *player, const PlScriptStep *step)
{
  GString *text = fill (player, step, step->text);
  PlScriptPeerResult result = PL_SCRIPT_PEER_OK;

  if (text == NULL)
    return BROKEN_OFF;

  pl_script_notes_add (player->stage->notes, player->stage->connection, "S:", text->str, text->len);
  for (gsize i = 0; i < text->len && result == PL_SCRIPT_PEER_OK; i++)
    {
      result = i > 0 ? pl_script_peer_sleep (player->stage->peer, step->number) : PL_SCRIPT_PEER_OK;
      if (result == PL_SCRIPT_PEER_OK)
        result = pl_script_peer_send (player->stage->peer, text->str + i, 1);
    }
  pl_script_value_free (text);
  return end_patiently (player, step, result);
}

static Course
play_repeat (Player *player, const PlScriptStep *step)
{
  GString *text = fill (player, step, step->text);
  PlScriptPeerResult result = PL_SCRIPT_PEER_OK;

  if (text == NULL)
    return BROKEN_OFF;

  pl_script_notes_add (player->stage->notes, player->stage->connection, "S:", text->str, text->len);
  if (step->flag)
    g_string_append (text, "\r\n");
  for (guint i = 0; i < step->number && result == PL_SCRIPT_PEER_OK; i++)
    result = pl_script_peer_send (player->stage->peer, text->str, text->len);
  pl_script_value_free (text);
  return end_patiently (player, step, result);
}

static Course
play_close (Player *player, const PlScriptStep *step)
{
  PlDeadline linger = pl_deadline_in (LINGER_MS);

  pl_script_peer_hang_up (player->stage->peer);
  pl_script_notes_set_played (player->stage->notes, player->stage->connection);
  pl_script_peer_drain (player->stage->peer, &linger);
  return PLAYED;
}

static Course
play_reset (Player *player, const PlScriptStep *step)
{
  pl_script_peer_reset (player->stage->peer);
  return PLAYED;
}

typedef Course (*PlayFunc) (Player *player, const PlScriptStep *step);

static const PlayFunc play_funcs[PL_N_SCRIPT_STEPS] = {
  [PL_SCRIPT_SEND] = play_send,       [PL_SCRIPT_EXPECT] = play_expect,
  [PL_SCRIPT_MAYBE] = play_maybe,     [PL_SCRIPT_ANY] = play_expect,
  [PL_SCRIPT_TLS] = play_tls,         [PL_SCRIPT_SILENT] = play_silent,
  [PL_SCRIPT_WAIT] = play_wait,       [PL_SCRIPT_DRIP] = play_drip,
  [PL_SCRIPT_REPEAT] = play_repeat,   [PL_SCRIPT_CLOSE] = play_close,
  [PL_SCRIPT_RESET] = play_reset,     [PL_SCRIPT_GOTO] = play_goto,
  [PL_SCRIPT_IF_LINE] = play_if_line, [PL_SCRIPT_IF_EQUAL] = play_if_equal,
  [PL_SCRIPT_LET] = play_let,         [PL_SCRIPT_DECODE] = play_decode,
};

/* After the last step: the peer may take its time to hang up, but has nothing to say any more. */
static void
wait_for_the_end (Player *player)
{
  const char *line;
  gsize length;

  pl_script_notes_set_played (player->stage->notes, player->stage->connection);
  if (pl_script_peer_peek_line (player->stage->peer, &line, &length) == PL_SCRIPT_PEER_OK)
    {
      pl_script_notes_complain (player->stage->notes, player->stage->connection, 0,
                                "the script is over, but this came: \"%.*s\"",
                                (int) MIN (length, 500), line);
      pl_script_peer_take_line (player->stage->peer);
    }
  else if (pl_script_peer_has_input (player->stage->peer))
    {
      pl_script_notes_complain (player->stage->notes, player->stage->connection, 0,
                                "the script is over, but more came");
    }
}

/**
 * pl_script_player_play:
 *
 * Plays the script to its end, until something else comes than it expects, or until the server is
 * stopped; says in the notes which.
 */
void
pl_script_player_play (const PlScript *script, const PlScriptStage *stage)
{
  g_auto (Player) player = { .script = script, .stage = stage };
  Course course = GO_ON;

  player.values = pl_script_values_new ();
  while (course == GO_ON && player.next < pl_script_get_n_steps (script))
    {
      const PlScriptStep *step = pl_script_get_step (script, player.next++);

      course = ++player.stretch > MOST_STEPS_AT_A_STRETCH
                   ? complain (&player, step, "the script goes in circles")
                   : play_funcs[step->kind](&player, step);
    }

  if (course == PLAYED)
    pl_script_notes_set_played (stage->notes, stage->connection);
  if (course == GO_ON)
    wait_for_the_end (&player);
}
