#include "engine/outages/frequency.h"

#include "engine/graph/beta_factor.h"
#include "engine/graph/k_of_n.h"
#include "engine/graph/probability.h"
#include "model/repair.h"

/* ---- Replicas ---- */

/* P(fewer than k of n are up), what is left of that, and its derivative by the unavailability of all of them. */
struct quorum_loss {
    long double chance, rest, slope;
};

static struct quorum_loss quorum_loss(struct level replica, uint32_t n, uint32_t k) {
    if (n < k)
        return (struct quorum_loss){1, 0, 0};
    struct level level = k_of_n_replicas(replica, n, k);
    return (struct quorum_loss){level.down, level.up, (long double)n * k_of_n_replicas_pivotal(replica, n, k)};
}

/* By the unavailability of a replica: of a leaf that is down with the quotient of two chances (across.h). */
static long double further_slope(const struct leaf *leaf, uint32_t fewer, struct level replica) {
    struct quorum_loss all = quorum_loss(replica, leaf->replicas, leaf->quorum);
    struct quorum_loss before = quorum_loss(replica, fewer, leaf->quorum);
    if (before.chance <= 0)
        return 0;
    long double slope = (all.slope - all.chance / before.chance * before.slope) / before.chance;
    return slope > 0 ? slope : 0;
}

static struct level lasting(struct level level, long double share) {
    return share < 1 ? (struct level){1 - level.down * share, level.down * share} : level;
}

/* In units of the time to restore a replica. A common cause begins with its own part of the outages of a replica, and
 * is restored as a replica is. */
static long double replicas_outages(const struct graph *graph, const struct leaf *leaf, struct level replica) {
    const struct tie *tie = leaf_tie(graph, leaf);
    const struct phase *phase = leaf_phase(graph, leaf);
    long double share = phase ? phase->from : 1; /* of the outages of each that come to that age */
    struct level cause = lasting(cause_of(replica, tie->beta), share);
    struct level rest = lasting(without_cause(replica, tie->beta), share);
    if (tie->role == ROLE_CAUSE)
        return cause.down;
    if (tie->role == ROLE_FURTHER)
        return further_slope(leaf, tie->fewer, rest) * rest.down;
    struct quorum_loss loss = quorum_loss(rest, leaf->replicas, leaf->quorum);
    return cause.down * loss.rest + cause.up * loss.slope * rest.down;
}

/* ---- Leaves ---- */

static struct leaf_outages with_repair(const struct slacalc_model *model, uint32_t component, long double units) {
    struct repair_time repair = repair_time_of(model, component);
    if (!(repair.seconds > 0))
        return (struct leaf_outages){.unknown = component};
    return (struct leaf_outages){units / repair.seconds, NO_INDEX, repair.is_assumed, repair.seconds};
}

/* The cause of a group is restored as fast as the fastest of its members, so that its outages are the most that they
 * can be. */
static struct leaf_outages cause_outages(const struct graph *graph, const struct slacalc_model *model,
                                         const struct leaf *leaf, long double down) {
    const struct requirement *member = &model->requirements[model->requirements[leaf->requirement].part];
    const struct common_group *self = &graph->groups.groups[graph->groups.of_component[member->component]];
    struct leaf_outages most = {.unknown = NO_INDEX};
    for (uint32_t i = 0; i < self->count && most.unknown == NO_INDEX; i++) {
        struct leaf_outages outages = with_repair(model, graph->groups.members[self->first + i], down);
        if (outages.unknown != NO_INDEX || outages.per_second > most.per_second)
            most = outages;
    }
    return most;
}

struct leaf_outages leaf_outages_of(const struct valuation *valuation, const struct slacalc_model *model,
                                    uint32_t gate) {
    const struct graph *graph = valuation->graph;
    const struct leaf *leaf = &graph->leaves[graph->gates[gate].first];
    const struct phase *phase = leaf_phase(graph, leaf);
    struct level level = phase ? leaf_level_of_all_ages(graph, leaf) : valuation->values.low[gate];
    struct leaf_outages never = {.unknown = NO_INDEX};
    if (level.down <= 0 || level.up <= 0)
        return never;
    if (leaf->component == NO_INDEX)
        return leaf->chance == CHANCE_CAUSE ? cause_outages(graph, model, leaf, level.down * (phase ? phase->from : 1))
                                            : never;
    if (leaf->needs != NO_INDEX) /* what its needs leave of a whole figure is that of one */
        return with_repair(model, leaf->component, level.down);
    long double units = replicas_outages(graph, leaf, leaf->level);
    const struct tie *tie = leaf_tie(graph, leaf);
    /* What the cause of its group leaves of it lasts as long as it would without. */
    if (tie->role == ROLE_REPLICAS && tie->group_cause != NO_INDEX)
        units *= level.down / k_of_n_with_cause(leaf->level, leaf->replicas, leaf->quorum, tie->beta).down;
    return with_repair(model, leaf->component, units);
}

/* ---- All ---- */

struct outage_list *outage_list_new(const struct valuation *valuation, const struct slacalc_model *model,
                                    struct arena *arena) {
    struct outage_list *list = arena_alloc(arena, 1, sizeof *list);
    size_t gates = valuation->graph->gate_count;
    *list = (struct outage_list){.valuation = valuation,
                                 .model = model,
                                 .of_gate = arena_alloc(arena, gates, sizeof *list->of_gate),
                                 .is_known = arena_alloc(arena, gates, sizeof *list->is_known)};
    return list;
}

const struct leaf_outages *outages_of_leaf(struct outage_list *list, uint32_t gate) {
    if (!list->is_known[gate])
        list->of_gate[gate] = leaf_outages_of(list->valuation, list->model, gate);
    list->is_known[gate] = true;
    return &list->of_gate[gate];
}
