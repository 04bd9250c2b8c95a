#include "engine/graph/causes.h"

#include "engine/graph/beta_factor.h"

const struct level *share_everywhere(const struct building *building) {
    return building->ties == TIES_EVERYWHERE ? &building->beta : NULL;
}

struct level replicas_level(const struct slacalc_model *model, uint32_t component, const struct own_level *own,
                            const struct level *everywhere) {
    if (own->is_whole)
        return own->level;
    return k_of_n_with_cause(own->level, model_number(model, component, KEY_REPLICAS),
                             model_number(model, component, KEY_QUORUM), replica_beta(model, component, everywhere));
}

/* The share of the least unavailability of a member by itself; {1, 0} where that of one is not known. */
static struct level level_of_cause(const struct building *building, const struct common_groups *groups,
                                   const struct common_group *group, const struct level *everywhere) {
    struct level least = {0, 1}, beta = everywhere ? *everywhere : group->beta;
    for (uint32_t m = 0; m < group->count; m++) {
        uint32_t member = groups->members[group->first + m];
        const struct own_level own = own_level_at(building->own, member);
        if (is_part_sought(building, member, &own))
            return (struct level){1, 0};
        struct level level = replicas_level(building->model, member, &own, everywhere);
        least = level.down < least.down ? level : least;
    }
    return cause_of(least, beta);
}

/* `*gate` is GATE_UP where the cause never happens. */
static void make_cause(struct gate_maker *maker, uint32_t *gate, uint32_t requirement, struct level level,
                       const struct phasing *phasing) {
    *gate = NO_INDEX;
    if (phasing && phasing->set.count > 0 && level.down > 0 && level.up > 0)
        *gate = make_phases(maker,
                            (struct leaf){.level = level,
                                          .needs = NO_INDEX,
                                          .replicas = 1,
                                          .quorum = 1,
                                          .component = NO_INDEX,
                                          .requirement = requirement,
                                          .chance = CHANCE_CAUSE,
                                          .tie = NO_INDEX},
                            phasing);
    else if (make_chance(maker, gate, requirement, CHANCE_CAUSE, level) == GATE_UP)
        *gate = GATE_UP;
}

const struct phasing *make_causes(struct gate_maker *maker, const struct building *building, const struct ages *ages) {
    struct graph *graph = maker->graph;
    const struct level *everywhere = share_everywhere(building);
    if (building->ties == TIES_LOOSED || !(everywhere || may_have_groups(building->model)))
        return NULL;
    graph->groups = common_groups_of(building->model, everywhere, maker->arena);
    graph->causes = arena_alloc(maker->arena, graph->groups.count, sizeof *graph->causes);
    struct phasing *phasings = ages ? arena_alloc(maker->scratch, graph->groups.count, sizeof *phasings) : NULL;
    for (size_t g = 0; g < graph->groups.count; g++) {
        const struct common_group *group = &graph->groups.groups[g];
        struct level level = level_of_cause(building, &graph->groups, group, everywhere);
        if (phasings)
            phasings[g] = phasing_of_group(building->model, ages, &graph->groups, g, maker->scratch);
        make_cause(maker, &graph->causes[g], group->requirement, level, phasings ? &phasings[g] : NULL);
    }
    return phasings;
}

uint32_t cause_of_group(const struct graph *graph, uint32_t component) {
    if (graph->groups.count == 0)
        return GATE_UP;
    uint32_t group = graph->groups.of_component[component];
    return group == NO_INDEX ? (uint32_t)GATE_UP : graph->causes[group];
}

/* `everywhere` as in common_groups_of. */
static void set_cause(struct graph *graph, const struct building *building, size_t group,
                      const struct level *everywhere) {
    if (graph->causes[group] == GATE_UP)
        return;
    struct level level = level_of_cause(building, &graph->groups, &graph->groups.groups[group], everywhere);
    uint32_t first = graph->gates[graph->causes[group]].first, count = phases_from(graph, graph->causes[group]);
    for (uint32_t i = 0; i < count; i++)
        graph->leaves[first + i].level = level;
}

void graph_set_own(struct graph *graph, const struct building *building, uint32_t component, struct level level) {
    for (size_t i = 0; i < graph->leaf_count; i++)
        if (graph->leaves[i].component == component)
            graph->leaves[i].level = level;
    if (graph->groups.count > 0 && graph->groups.of_component[component] != NO_INDEX)
        set_cause(graph, building, graph->groups.of_component[component], NULL);
}

void graph_set_beta(struct graph *graph, const struct building *building, struct level beta) {
    for (size_t g = 0; g < graph->groups.count; g++)
        set_cause(graph, building, g, &beta);
    for (size_t t = 0; t < graph->tie_count; t++)
        if (graph->ties[t].beta.up > 0)
            graph->ties[t].beta = beta;
}
