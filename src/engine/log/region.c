#include "engine/log/region.h"

#include "base/indices.h"
#include "engine/graph/gate_maker.h"
#include "engine/graph/k_of_n.h"
#include "engine/log/known_shares.h"

#include <stdlib.h>
#include <string.h>

struct region region_new(const struct live *live, const int64_t *since, size_t component_count, struct arena *arena) {
    return (struct region){.live = live,
                           .since = since,
                           .spot_of = indices_none(arena, live->graph->gate_count),
                           .culprit_of = indices_none(arena, component_count),
                           .known = known_shares_new(arena),
                           .arena = arena};
}

/* ---- Taking it ---- */

static void forget(struct region *region) {
    for (size_t i = 0; i < region->spot_count; i++)
        region->spot_of[region->spots[i].gate] = NO_INDEX;
    for (size_t i = 0; i < region->culprit_count; i++)
        region->culprit_of[region->culprits[i].component] = NO_INDEX;
    region->spot_count = region->argument_count = region->stack_count = region->culprit_count = 0;
}

static void add_culprit(struct region *region, uint32_t component) {
    if (component == NO_INDEX || region->culprit_of[component] != NO_INDEX)
        return;
    region->culprit_of[component] = 0;
    struct culprit culprit = {region->since[component], component, false};
    ARENA_APPEND(region->arena, region->culprits, region->culprit_count, region->culprit_capacity, culprit);
}

/* Its arguments have spots. */
static void add_spot(struct region *region, uint32_t gate) {
    const struct live *live = region->live;
    const struct gate *self = &live->graph->gates[gate];
    struct spot spot = {.kind = self->kind,
                        .first = (uint32_t)region->argument_count,
                        .gate = gate,
                        .component = NO_INDEX,
                        .state = live->states[gate]};
    if (self->kind == GATE_LEAF) {
        spot.component = live->graph->leaves[self->first].component;
        spot.level = live->levels[gate];
        add_culprit(region, spot.component);
    } else {
        spot.count = live_not_up(live, gate);
        uint32_t up = self->count - spot.count;
        spot.at_least = self->at_least > up ? self->at_least - up : 0;
        for (uint32_t i = 0; i < spot.count; i++)
            ARENA_APPEND(region->arena, region->arguments, region->argument_count, region->argument_capacity,
                         region->spot_of[live_argument(live, gate, i)]);
    }
    region->spot_of[gate] = (uint32_t)region->spot_count;
    ARENA_APPEND(region->arena, region->spots, region->spot_count, region->spot_capacity, spot);
}

/* The first one in the order of going down, and of the model. */
static int compare_culprits(const void *one, const void *other) {
    const struct culprit *a = one, *b = other;
    if (a->since != b->since)
        return a->since < b->since ? -1 : 1;
    return (a->component > b->component) - (a->component < b->component);
}

/* Depth first: a gate stays on the stack until all of its arguments have spots. */
void region_take(struct region *region, uint32_t root) {
    const struct live *live = region->live;
    forget(region);
    ARENA_APPEND(region->arena, region->stack, region->stack_count, region->stack_capacity, root);
    while (region->stack_count > 0) {
        uint32_t gate = region->stack[region->stack_count - 1];
        size_t before = region->stack_count;
        bool has_arguments = live->graph->gates[gate].kind > GATE_LEAF;
        for (uint32_t i = 0; region->spot_of[gate] == NO_INDEX && has_arguments && i < live_not_up(live, gate); i++) {
            uint32_t argument = live_argument(live, gate, i);
            if (region->spot_of[argument] == NO_INDEX)
                ARENA_APPEND(region->arena, region->stack, region->stack_count, region->stack_capacity, argument);
        }
        if (region->stack_count > before)
            continue;
        region->stack_count--;
        if (region->spot_of[gate] == NO_INDEX)
            add_spot(region, gate);
    }
    if (region->culprit_count > 1)
        qsort(region->culprits, region->culprit_count, sizeof *region->culprits, compare_culprits);
    for (uint32_t i = 0; i < region->culprit_count; i++)
        region->culprit_of[region->culprits[i].component] = i;
}

/* ---- States ---- */

static enum live_state state_of_leaf(const struct region *region, const struct spot *spot) {
    bool is_out = spot->component != NO_INDEX && region->culprits[region->culprit_of[spot->component]].is_out;
    return is_out ? LIVE_UP : region->live->states[spot->gate];
}

static enum live_state state_of_spot(const struct region *region, const struct spot *spot) {
    uint32_t counts[3] = {0, 0, 0};
    if (spot->kind == GATE_LEAF)
        return state_of_leaf(region, spot);
    if (spot->kind == GATE_DOWN)
        return LIVE_DOWN;
    for (uint32_t i = 0; i < spot->count; i++)
        counts[region->spots[region->arguments[spot->first + i]].state]++;
    if (spot->kind == GATE_ALL)
        return counts[LIVE_DOWN] > 0 ? LIVE_DOWN : counts[LIVE_PART] > 0 ? LIVE_PART : LIVE_UP;
    uint32_t at_least = spot->kind == GATE_ANY ? 1 : spot->at_least;
    return counts[LIVE_UP] >= at_least                       ? LIVE_UP
           : counts[LIVE_UP] + counts[LIVE_PART] >= at_least ? LIVE_PART
                                                             : LIVE_DOWN;
}

/* ---- Levels ---- */

/* The level of a gate in between from those of its arguments in between, which have nothing in common. */
static struct level level_of_spot(struct region *region, const struct spot *spot) {
    size_t count = 0;
    uint32_t up = 0;
    ARENA_PROVIDE(region->arena, region->levels, spot->count, region->level_capacity);
    for (uint32_t i = 0; i < spot->count; i++) {
        const struct spot *argument = &region->spots[region->arguments[spot->first + i]];
        if (argument->state == LIVE_PART)
            region->levels[count++] = argument->level;
        up += argument->state == LIVE_UP;
    }
    uint32_t at_least = spot->kind == GATE_ALL ? spot->count : spot->kind == GATE_ANY ? 1 : spot->at_least;
    ARENA_PROVIDE(region->arena, region->row, count + 1, region->row_capacity);
    return k_of_n_independent(region->levels, count, at_least - up, region->row);
}

/* Counts how often each spot in between is met from the root. Returns whether none is met twice. */
static bool is_tree(struct region *region) {
    bool tree = true;
    for (size_t i = 0; i < region->spot_count; i++)
        region->spots[i].visits = 0;
    region->spots[region->spot_count - 1].visits = 1;
    for (size_t i = region->spot_count; i-- > 0;) {
        const struct spot *spot = &region->spots[i];
        tree = tree && spot->visits <= 1;
        for (uint32_t a = 0; spot->visits > 0 && spot->kind != GATE_LEAF && a < spot->count; a++) {
            struct spot *argument = &region->spots[region->arguments[spot->first + a]];
            argument->visits += argument->state == LIVE_PART;
        }
    }
    return tree;
}

/* The part of the region that is in between and met from the root, as a graph. */
static struct graph part_of(const struct region *region, uint32_t *root, struct arena *arena) {
    struct graph graph = {0};
    struct gate_maker maker = gate_maker_new(&graph, arena, arena);
    uint32_t *gates = arena_alloc(arena, region->spot_count, sizeof *gates);
    for (size_t i = 0; i < region->spot_count; i++) {
        const struct spot *spot = &region->spots[i];
        gates[i] = spot->state == LIVE_UP ? GATE_UP : GATE_DOWN;
        if (spot->state != LIVE_PART || spot->visits == 0)
            continue;
        size_t base = maker.stack_count;
        for (uint32_t a = 0; spot->kind != GATE_LEAF && a < spot->count; a++)
            push_argument(&maker, gates[region->arguments[spot->first + a]]);
        if (spot->kind == GATE_LEAF)
            gates[i] = make_leaf(&maker, (struct leaf){.level = spot->level,
                                                       .needs = NO_INDEX,
                                                       .replicas = 1,
                                                       .quorum = 1,
                                                       .component = NO_INDEX,
                                                       .requirement = NO_INDEX,
                                                       .chance = CHANCE_SHARE,
                                                       .tie = NO_INDEX,
                                                       .phase = NO_INDEX});
        else if (spot->kind == GATE_AT_LEAST)
            gates[i] = make_at_least(&maker, base, spot->at_least);
        else
            gates[i] = make_all_or_any(&maker, spot->kind, base);
    }
    *root = gates[region->spot_count - 1];
    return graph;
}

static struct level level_by_diagram(struct region *region) {
    struct arena *arena = arena_open(region->arena);
    uint32_t root;
    bool is_exact = true;
    const struct graph graph = part_of(region, &root, arena);
    struct level level =
        known_share(region->known, &graph, root, region->max_nodes, region->deadline, &is_exact, arena);
    region->inexact += !is_exact;
    arena_close(arena);
    return level;
}

struct level region_share(struct region *region) {
    if (region->spot_count == 0)
        return (struct level){1, 0};
    struct spot *root = &region->spots[region->spot_count - 1];
    for (size_t i = 0; i < region->spot_count; i++)
        region->spots[i].state = state_of_spot(region, &region->spots[i]);
    if (root->state != LIVE_PART)
        return root->state == LIVE_UP ? (struct level){1, 0} : (struct level){0, 1};
    if (!is_tree(region))
        return level_by_diagram(region);
    for (size_t i = 0; i < region->spot_count; i++)
        if (region->spots[i].kind != GATE_LEAF && region->spots[i].visits > 0)
            region->spots[i].level = level_of_spot(region, &region->spots[i]);
    return root->level;
}

/* ---- Explaining it ---- */

void region_explain(struct region *region, struct level share) {
    for (size_t i = region->culprit_count; i-- > 0;) {
        struct culprit *culprit = &region->culprits[i];
        culprit->is_out = true;
        /* Without it, more succeeds or as much; what is rounded otherwise is as much. */
        culprit->is_out = region_share(region).down >= share.down * (1 - 1e-12L);
    }
}
