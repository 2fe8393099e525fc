// SPDX-License-Identifier: GPL-3.0-or-later
/* Which of the proposals comes first: pure functions over what the sources found. */
#include "discovery/pl-ranking-private.h"

#include "provider/pl-provider.h"

/* One proposal with what decides its place; each number the better the smaller. */
typedef struct
{
  PlProposal *proposal; /* owned */
  int is_half; /* one direction alone */
  int is_open; /* a server without encryption */
  PlTrust trust; /* of its weaker half */
  PlTrust best_trust; /* of its better half */
  int is_other; /* the service for receiving is not the wanted one */
  guint row; /* of the table of sources */
  guint number; /* as found */
} Place;

/**
 * pl_found_new:
 * @proposal: (transfer full):
 *
 * Returns: (transfer full):
 */
PlFound *
pl_found_new (PlProposal *proposal, guint row)
{
  PlFound *self = g_new0 (PlFound, 1);

  self->proposal = proposal;
  self->row = row;
  return self;
}

void
pl_found_free (PlFound *self)
{
  g_object_unref (self->proposal);
  g_free (self);
}

static void
place_free (Place *place)
{
  g_object_unref (place->proposal);
  g_free (place);
}

static PlServerSettings *
get_server (PlProposal *proposal, int direction)
{
  return pl_proposal_get_server (proposal, (PlDirection) direction);
}

static gboolean
has_open_server (PlProposal *proposal)
{
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = get_server (proposal, i);

      if (server != NULL && pl_server_settings_get_security (server) == PL_SECURITY_NONE)
        return TRUE;
    }

  return FALSE;
}

/**
 * pl_ranking_is_empty:
 *
 * Returns: whether there is no server, so that at most a provider is named
 */
gboolean
pl_ranking_is_empty (PlProposal *proposal)
{
  return get_server (proposal, PL_DIRECTION_INCOMING) == NULL &&
         get_server (proposal, PL_DIRECTION_OUTGOING) == NULL;
}

/**
 * pl_ranking_is_whole:
 *
 * Returns: whether nothing is missing: both directions are there, or a provider is named at which no
 *   mail program can work, so that there is nothing to look for
 */
gboolean
pl_ranking_is_whole (PlProposal *proposal)
{
  const PlProvider *provider = pl_provider_find_by_id (pl_proposal_get_provider_id (proposal));

  if (pl_ranking_is_empty (proposal))
    return provider != NULL && !pl_provider_can_work (provider);
  return get_server (proposal, PL_DIRECTION_INCOMING) != NULL &&
         get_server (proposal, PL_DIRECTION_OUTGOING) != NULL;
}

/**
 * pl_ranking_is_enough:
 *
 * Returns: whether a source that can be believed no better than this need not be waited for
 */
gboolean
pl_ranking_is_enough (PlProposal *proposal)
{
  return pl_ranking_is_whole (proposal) && !has_open_server (proposal);
}

/* Returns: (transfer full):
 * @proposal: (transfer full): */
static Place *
place_new (PlProposal *proposal, guint row, guint number, PlService incoming)
{
  PlServerSettings *receiving = get_server (proposal, PL_DIRECTION_INCOMING);
  Place *place = g_new0 (Place, 1);

  place->proposal = proposal;
  place->is_half = !pl_ranking_is_whole (proposal);
  place->is_open = has_open_server (proposal);
  place->trust = pl_proposal_get_trust (proposal);
  place->best_trust = place->trust;
  place->is_other = receiving != NULL && pl_server_settings_get_service (receiving) != incoming;
  place->row = row;
  place->number = number;
  return place;
}

/* What is whole and encrypted comes first: with half an account, or one whose password everybody on
 * the way can read, nobody is served, whoever says so. Then trust decides. */
static gint
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *x = *(Place *const *) a;
  const Place *y = *(Place *const *) b;
  const int by[] = {
    x->is_half - y->is_half,           x->is_open - y->is_open,
    (int) x->trust - (int) y->trust,   (int) x->best_trust - (int) y->best_trust,
    x->is_other - y->is_other,         (int) x->row - (int) y->row,
    (int) x->number - (int) y->number,
  };

  for (guint i = 0; i < G_N_ELEMENTS (by); i++)
    if (by[i] != 0)
      return by[i];

  return 0;
}

static void
add_foreign_hosts (PlProposal *proposal, PlDirection direction, GPtrArray *hosts)
{
  PlServerSettings *server = pl_proposal_get_server (proposal, direction);

  if (pl_proposal_is_foreign (proposal, direction) &&
      !g_ptr_array_find_with_equal_func (hosts, pl_server_settings_get_host (server), g_str_equal,
                                         NULL))
    g_ptr_array_add (hosts, (gpointer) pl_server_settings_get_host (server));
}

/* The half, with the other half of @donor; as good as the weaker of them.
 * Returns: (transfer full): */
static Place *
complete (const Place *half, PlDirection missing, const Place *donor, PlService incoming)
{
  g_autoptr (GPtrArray) foreign = g_ptr_array_new ();
  PlProposalFields fields;
  Place *whole;

  pl_proposal_peek_fields (half->proposal, &fields);
  add_foreign_hosts (half->proposal, (PlDirection) !missing, foreign);
  add_foreign_hosts (donor->proposal, missing, foreign);
  g_ptr_array_add (foreign, NULL);
  fields.foreign_hosts = (const char *const *) foreign->pdata;

  if (missing == PL_DIRECTION_INCOMING)
    {
      fields.incoming = pl_proposal_get_server (donor->proposal, missing);
      /* Whose the mailbox is decides what is wanted first. */
      if (fields.provider_id == NULL)
        fields.provider_id = pl_proposal_get_provider_id (donor->proposal);
    }
  else
    fields.outgoing = pl_proposal_get_server (donor->proposal, missing);
  fields.verified[missing] = pl_proposal_get_verified (donor->proposal, missing);
  fields.trust = MAX (half->trust, donor->trust);

  whole = place_new (pl_proposal_new_from_fields (&fields), half->row, half->number, incoming);
  whole->best_trust = MIN (half->trust, donor->trust);
  return whole;
}

/* A half is completed from the best that has the other half, unless that is whole and better by
 * itself. */
static void
complete_halves (GPtrArray *places, PlService incoming)
{
  for (guint i = 0; i < places->len; i++)
    {
      Place *half = places->pdata[i];
      PlDirection missing = get_server (half->proposal, PL_DIRECTION_INCOMING) == NULL
                                ? PL_DIRECTION_INCOMING
                                : PL_DIRECTION_OUTGOING;
      Place *donor = NULL;

      if (!half->is_half || pl_ranking_is_empty (half->proposal))
        continue;
      for (guint j = 0; j < places->len && donor == NULL; j++)
        if (j != i && get_server (((Place *) places->pdata[j])->proposal, (int) missing) != NULL)
          donor = places->pdata[j];
      if (donor == NULL || (!donor->is_half && !donor->is_open && donor->trust <= half->trust))
        continue;
      places->pdata[i] = complete (half, missing, donor, incoming);
      place_free (half);
    }
}

/* Whether @other says nothing that @better does not say: the same servers, or one of them. */
static gboolean
contains (PlProposal *better, PlProposal *other)
{
  gboolean has_server = FALSE;

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = get_server (other, i);
      PlServerSettings *same = get_server (better, i);

      if (server == NULL)
        continue;
      if (same == NULL || !pl_server_settings_equal (same, server))
        return FALSE;
      has_server = TRUE;
    }

  return has_server;
}

/* What else the less trustworthy one brings to the same servers: what was seen to work there, the
 * provider, pages. */
static PlProposal *
join (PlProposal *better, PlProposal *other)
{
  PlProposalFields fields;
  PlProposalFields more;

  pl_proposal_peek_fields (better, &fields);
  pl_proposal_peek_fields (other, &more);
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    fields.verified[i] |= more.verified[i];
  if (fields.provider_id == NULL)
    fields.provider_id = more.provider_id;
  if (fields.n_links == 0)
    {
      fields.links = more.links;
      fields.n_links = more.n_links;
    }
  return pl_proposal_new_from_fields (&fields);
}

static gboolean
names_provider_alone (const Place *place)
{
  return place->is_half && pl_ranking_is_empty (place->proposal);
}

static void
name_provider (Place *place, const char *id)
{
  PlProposalFields fields;
  PlProposal *named;

  pl_proposal_peek_fields (place->proposal, &fields);
  if (fields.provider_id != NULL)
    return;

  fields.provider_id = id;
  named = pl_proposal_new_from_fields (&fields);
  g_object_unref (place->proposal);
  place->proposal = named;
}

/* A provider is named whose servers the facts do not know: what others found is taken for its own, as
 * far as nobody knows better, so that what it wants done first is said. The naming itself is a
 * proposal only where there is no other. */
static void
spread_provider (GPtrArray *places)
{
  g_autofree char *id = NULL;
  gboolean is_alone = TRUE;

  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = places->pdata[i];

      is_alone = is_alone && names_provider_alone (place);
      if (id == NULL && names_provider_alone (place))
        id = g_strdup (pl_proposal_get_provider_id (place->proposal));
    }

  if (id == NULL || is_alone)
    return;
  for (guint i = places->len; i > 0; i--)
    if (names_provider_alone (places->pdata[i - 1]))
      g_ptr_array_remove_index (places, i - 1);
    else
      name_provider (places->pdata[i - 1], id);
}

static void
add_or_join (GPtrArray *proposals, PlProposal *proposal)
{
  for (guint i = 0; i < proposals->len; i++)
    {
      PlProposal *better = proposals->pdata[i];

      if (!contains (better, proposal))
        continue;
      proposals->pdata[i] = join (better, proposal);
      g_object_unref (better);
      return;
    }

  g_ptr_array_add (proposals, g_object_ref (proposal));
}

/**
 * pl_ranking_order:
 * @found: (element-type PlFound): of all sources, in any order; those of one source best first
 * @incoming: the service that is wanted for receiving
 *
 * Whole and encrypted ones first, then by trust, the wanted service, and the order of the sources.
 * Where one source knows one direction and another the other one, a proposal of both is made, whose
 * servers still say where each came from, and whose trust is the weaker one. Equal settings become
 * one, of the best source.
 *
 * Returns: (transfer full) (element-type PlProposal): best first
 */
GPtrArray *
pl_ranking_order (GPtrArray *found, PlService incoming)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);
  GPtrArray *proposals = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < found->len; i++)
    {
      const PlFound *one = found->pdata[i];

      g_ptr_array_add (places, place_new (g_object_ref (one->proposal), one->row, i, incoming));
    }

  g_ptr_array_sort (places, compare_places);
  complete_halves (places, incoming);
  g_ptr_array_sort (places, compare_places);
  spread_provider (places);
  for (guint i = 0; i < places->len; i++)
    add_or_join (proposals, ((Place *) places->pdata[i])->proposal);
  return proposals;
}
