#include "engine/graph/graph.h"

#include <string.h>

struct builder {
    const struct slacalc_model *model;
    struct graph graph;
    const struct own_level *own; /* by component */
    enum own_parts parts;
    struct arena *arena, *scratch;
    bool *is_service;   /* by component */
    uint32_t *switches; /* by requirement that is a later part of a failover: its switch; NO_INDEX until made */
    uint32_t *shares;   /* by requirement with traffic: the share that does not need it; NO_INDEX until made */
    bool *differs;      /* by component: undegraded it is another gate */
    bool undegraded;    /* which of the two is being built */
    uint32_t *own_gate; /* by component of a cycle that is being solved, of itself alone */
    uint32_t *solved;   /* by component of such a cycle: the solution that stays, while another one is sought */
    uint32_t *place;    /* by component: 1 + that in the cycle that is being solved; 0 outside */
    bool *is_read;      /* by component: in the cycle, before it is set */
    uint32_t *stack;    /* arguments of the gates that are being made */
    size_t stack_count, stack_capacity;
    uint32_t *seen_by; /* by gate: the serial of the gate that has it as an argument already */
    size_t seen_capacity;
    uint32_t serial;
    uint32_t fresh;  /* a leaf that is in no gate yet: what it is an argument of is no other gate; NO_INDEX: none */
    uint32_t *slots; /* unique table of gates with arguments; NO_INDEX is free */
    size_t slot_capacity, slot_count;
};

static uint32_t add_gate(struct builder *b, struct gate gate) {
    struct graph *g = &b->graph;
    g->gates = arena_reserve(b->arena, g->gates, g->gate_count, &g->gate_capacity, sizeof *g->gates);
    b->seen_by = arena_reserve(b->scratch, b->seen_by, g->gate_count, &b->seen_capacity, sizeof *b->seen_by);
    g->gates[g->gate_count] = gate;
    b->seen_by[g->gate_count] = 0;
    return (uint32_t)g->gate_count++;
}

static uint32_t add_leaf(struct builder *b, struct leaf leaf) {
    struct graph *g = &b->graph;
    g->leaves = arena_reserve(b->arena, g->leaves, g->leaf_count, &g->leaf_capacity, sizeof *g->leaves);
    g->leaves[g->leaf_count] = leaf;
    return add_gate(b, (struct gate){.kind = GATE_LEAF, .first = (uint32_t)g->leaf_count++});
}

static uint32_t add_chance(struct builder *b, struct level level) {
    if (level.down == 0 || level.up == 0)
        return level.down == 0 ? GATE_UP : GATE_DOWN;
    return add_leaf(b, (struct leaf){level, NO_INDEX, 1, 1, NO_INDEX});
}

static void push(struct builder *b, uint32_t gate) {
    b->stack = arena_reserve(b->scratch, b->stack, b->stack_count, &b->stack_capacity, sizeof *b->stack);
    b->stack[b->stack_count++] = gate;
}

/* ---- Unique table ---- */

static uint64_t mix(uint64_t hash, uint32_t value) {
    hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
    return hash ^ (hash >> 29);
}

static uint64_t hash_gate(const struct gate *gate, const uint32_t *arguments) {
    uint64_t hash = mix(gate->kind, gate->at_least);
    for (size_t i = 0; i < gate->count; i++)
        hash = mix(hash, arguments[i]);
    return hash ^ (hash >> 32);
}

static bool same_gate(const struct graph *g, const struct gate *a, const struct gate *b, const uint32_t *arguments) {
    return a->kind == b->kind && a->at_least == b->at_least && a->count == b->count &&
           memcmp(&g->arguments[a->first], arguments, a->count * sizeof *arguments) == 0;
}

static uint32_t *gate_slot(const struct builder *b, const struct gate *gate, const uint32_t *arguments) {
    const struct graph *g = &b->graph;
    for (size_t i = (size_t)hash_gate(gate, arguments);; i++) {
        uint32_t *slot = &b->slots[i & (b->slot_capacity - 1)];
        if (*slot == NO_INDEX || same_gate(g, &g->gates[*slot], gate, arguments))
            return slot;
    }
}

static void grow_slots(struct builder *b) {
    const struct graph *g = &b->graph;
    uint32_t *old = b->slots;
    size_t old_capacity = b->slot_capacity;
    b->slot_capacity = old_capacity ? old_capacity * 2 : 64;
    b->slots = arena_alloc(b->scratch, b->slot_capacity, sizeof *b->slots);
    memset(b->slots, 0xff, b->slot_capacity * sizeof *b->slots);
    for (size_t i = 0; i < old_capacity; i++)
        if (old[i] != NO_INDEX)
            *gate_slot(b, &g->gates[old[i]], &g->arguments[g->gates[old[i]].first]) = old[i];
    arena_release(b->scratch, old, old_capacity, sizeof *old);
}

static uint32_t add_with_arguments(struct builder *b, struct gate gate, const uint32_t *arguments) {
    struct graph *g = &b->graph;
    gate.first = (uint32_t)g->argument_count;
    for (size_t i = 0; i < gate.count; i++) {
        g->arguments =
            arena_reserve(b->arena, g->arguments, g->argument_count, &g->argument_capacity, sizeof *g->arguments);
        g->arguments[g->argument_count++] = arguments[i];
    }
    return add_gate(b, gate);
}

static uint32_t unique_gate(struct builder *b, enum gate_kind kind, const uint32_t *arguments, size_t count,
                            uint32_t at_least) {
    struct gate gate = {.kind = kind, .count = (uint32_t)count, .at_least = at_least};
    if (arguments[0] == b->fresh)
        return add_with_arguments(b, gate, arguments);
    if (2 * (b->slot_count + 1) > b->slot_capacity)
        grow_slots(b);
    uint32_t *slot = gate_slot(b, &gate, arguments);
    if (*slot != NO_INDEX)
        return *slot;
    b->slot_count++;
    return *slot = add_with_arguments(b, gate, arguments);
}

/* ---- Gates from the arguments on the stack, from `base` on; they are popped ---- */

/* For all and any: `neutral` changes nothing, its opposite decides, a repeated argument counts once. */
static uint32_t make_all_or_any(struct builder *b, enum gate_kind kind, size_t base) {
    uint32_t neutral = kind == GATE_ALL ? GATE_UP : GATE_DOWN, decisive = kind == GATE_ALL ? GATE_DOWN : GATE_UP;
    size_t kept = base, end = b->stack_count;
    b->stack_count = base;
    b->serial++;
    for (size_t i = base; i < end; i++) {
        uint32_t argument = b->stack[i];
        if (argument == decisive)
            return decisive;
        if (argument == neutral || b->seen_by[argument] == b->serial)
            continue;
        b->seen_by[argument] = b->serial;
        b->stack[kept++] = argument;
    }
    if (kept - base <= 1)
        return kept == base ? neutral : b->stack[base];
    return unique_gate(b, kind, &b->stack[base], kept - base, 0);
}

static uint32_t make_at_least(struct builder *b, size_t base, uint32_t at_least) {
    size_t kept = base;
    for (size_t i = base; i < b->stack_count; i++) {
        if (b->stack[i] == GATE_UP && at_least > 0)
            at_least--;
        else if (b->stack[i] > GATE_UP)
            b->stack[kept++] = b->stack[i];
    }
    size_t count = kept - base;
    b->stack_count = kept;
    if (at_least == 1)
        return make_all_or_any(b, GATE_ANY, base);
    if (at_least == count)
        return make_all_or_any(b, GATE_ALL, base);
    b->stack_count = base;
    if (at_least == 0 || at_least > count)
        return at_least == 0 ? GATE_UP : GATE_DOWN;
    return unique_gate(b, GATE_AT_LEAST, &b->stack[base], count, at_least);
}

/* ---- Requirements; nesting, and so recursion, is as deep as the document layer allows ---- */

static uint32_t requirement_gate(struct builder *b, uint32_t requirement);

static size_t push_parts(struct builder *b, uint32_t first) {
    size_t base = b->stack_count;
    for (uint32_t r = first; r != NO_INDEX; r = b->model->requirements[r].next)
        push(b, requirement_gate(b, r));
    return base;
}

/* A switch is the same one in both graphs, degraded or not. */
static uint32_t make_once(struct builder *b, uint32_t *gate, struct level level) {
    if (*gate == NO_INDEX)
        *gate = add_chance(b, level);
    return *gate;
}

static uint32_t failover_gate(struct builder *b, const struct requirement *failover) {
    struct level level = b->model->levels[failover->level];
    size_t base = b->stack_count;
    for (uint32_t r = failover->part; r != NO_INDEX; r = b->model->requirements[r].next) {
        uint32_t part = requirement_gate(b, r);
        if (r != failover->part) {
            size_t pair = b->stack_count;
            push(b, make_once(b, &b->switches[r], level));
            push(b, part);
            part = make_all_or_any(b, GATE_ALL, pair);
        }
        push(b, part);
    }
    return make_all_or_any(b, GATE_ANY, base);
}

static uint32_t traffic_gate(struct builder *b, uint32_t requirement) {
    const struct requirement *traffic = &b->model->requirements[requirement];
    uint32_t part = requirement_gate(b, traffic->part);
    if (b->undegraded)
        return part;
    struct level share = b->model->levels[traffic->level];
    size_t base = b->stack_count;
    push(b, make_once(b, &b->shares[requirement], (struct level){share.down, share.up}));
    push(b, part);
    return make_all_or_any(b, GATE_ANY, base);
}

static uint32_t requirement_gate(struct builder *b, uint32_t requirement) {
    const struct requirement *r = &b->model->requirements[requirement];
    switch (r->kind) {
    case SLACALC_NEED_COMPONENT:
        return (b->undegraded ? b->graph.undegraded : b->graph.of_component)[r->component];
    case SLACALC_NEED_ALL:
        return make_all_or_any(b, GATE_ALL, push_parts(b, r->part));
    case SLACALC_NEED_ANY:
        return make_all_or_any(b, GATE_ANY, push_parts(b, r->part));
    case SLACALC_NEED_AT_LEAST:
        return make_at_least(b, push_parts(b, r->part), r->at_least);
    case SLACALC_NEED_FAILOVER:
        return failover_gate(b, r);
    case SLACALC_NEED_TRAFFIC:
        return traffic_gate(b, requirement);
    case SLACALC_NEED_OPTIONAL:
        break;
    }
    return b->undegraded ? requirement_gate(b, r->part) : (uint32_t)GATE_UP;
}

static bool degrades(const struct builder *b, uint32_t first) {
    for (uint32_t r = first; r != NO_INDEX; r = b->model->requirements[r].next) {
        const struct requirement *requirement = &b->model->requirements[r];
        if (requirement->kind == SLACALC_NEED_OPTIONAL || requirement->kind == SLACALC_NEED_TRAFFIC)
            return true;
        if (requirement->kind == SLACALC_NEED_COMPONENT ? b->differs[requirement->component]
                                                        : degrades(b, requirement->part))
            return true;
    }
    return false;
}

static uint32_t component_gate(struct builder *b, uint32_t component, uint32_t own) {
    size_t base = b->stack_count;
    push(b, own);
    push_parts(b, b->model->components[component].requirements);
    return make_all_or_any(b, GATE_ALL, base);
}

/* ---- Components ---- */

/* What a component is by itself. It keeps its leaf where it is always down, being responsible for downtime. */
static uint32_t add_own(struct builder *b, uint32_t component, struct level level, bool is_whole) {
    bool has_hours = b->parts == PARTS_KNOWN && b->model->components[component].hours != NO_INDEX;
    if (level.down == 0 && !has_hours)
        return GATE_UP;
    return add_leaf(b, (struct leaf){level, NO_INDEX, is_whole ? 1 : model_number(b->model, component, KEY_REPLICAS),
                                     is_whole ? 1 : model_number(b->model, component, KEY_QUORUM), component});
}

static bool is_sought(const struct builder *b, uint32_t component) {
    return b->parts == PARTS_SOUGHT && b->own[component].is_whole;
}

/* The leaf of a component whose own part is what `needs` leaves of its whole figure. */
static uint32_t add_sought(struct builder *b, uint32_t component, uint32_t needs) {
    return add_leaf(b, (struct leaf){b->own[component].whole, needs, 1, 1, component});
}

static bool is_judged_otherwise(const struct builder *b, uint32_t component) {
    return b->parts == PARTS_KNOWN && b->is_service[component] && b->own[component].is_whole;
}

static void add_both(struct builder *b, uint32_t component, uint32_t own, uint32_t *gates, uint32_t *undegraded) {
    b->undegraded = false;
    gates[component] = component_gate(b, component, own);
    b->fresh = NO_INDEX;
    b->undegraded = b->differs[component];
    undegraded[component] = b->undegraded ? component_gate(b, component, own) : gates[component];
}

static void add_component(struct builder *b, uint32_t component) {
    struct graph *g = &b->graph;
    b->differs[component] = degrades(b, b->model->components[component].requirements);
    if (is_sought(b, component)) {
        b->undegraded = false;
        uint32_t needs = component_gate(b, component, GATE_UP);
        size_t base = b->stack_count;
        push(b, add_sought(b, component, needs));
        push(b, needs);
        g->of_component[component] = g->undegraded[component] = make_all_or_any(b, GATE_ALL, base);
        return;
    }
    uint32_t own = add_own(b, component, b->own[component].level, b->own[component].is_whole);
    b->fresh = own > GATE_UP && !b->differs[component] ? own : NO_INDEX;
    add_both(b, component, own, g->of_component, g->undegraded);
    g->judged[component] = g->of_component[component];
    g->judged_undegraded[component] = g->undegraded[component];
    if (is_judged_otherwise(b, component))
        add_both(b, component, add_own(b, component, b->own[component].checked, false), g->judged,
                 g->judged_undegraded);
}

/* ---- Cycles ----
 *
 * The components of a cycle are up as far as their equations allow: of all solutions the greatest one counts. The
 * equations are monotone, so going round from "all are up" comes down to it. In series one round is enough: all need
 * all, so all are up together, with what they need from outside. Else each round sets one component after another; its
 * outcome depends on those that are read before they are set. A round that lowers none of these has arrived, so there
 * are at most as many rounds as there are of these, and one.
 */

static void solve_series(struct builder *b, const uint32_t *members, size_t count, uint32_t *gates) {
    size_t base = b->stack_count;
    for (size_t m = 0; m < count; m++)
        push(b, b->own_gate[members[m]]);
    for (size_t m = 0; m < count; m++)
        push_parts(b, b->model->components[members[m]].requirements);
    uint32_t all = make_all_or_any(b, GATE_ALL, base);
    for (size_t m = 0; m < count; m++)
        gates[members[m]] = all;
}

/* Counts the components of the cycle that are read before they are set, once each. */
static size_t mark_read(const struct builder *b, uint32_t first, uint32_t reader) {
    size_t count = 0;
    for (uint32_t r = first; r != NO_INDEX; r = b->model->requirements[r].next) {
        const struct requirement *requirement = &b->model->requirements[r];
        if (requirement->kind != SLACALC_NEED_COMPONENT) {
            count += mark_read(b, requirement->part, reader);
        } else if (b->place[requirement->component] >= b->place[reader] && !b->is_read[requirement->component]) {
            b->is_read[requirement->component] = true;
            count++;
        }
    }
    return count;
}

static size_t rounds_of(struct builder *b, const uint32_t *members, size_t count) {
    size_t rounds = 1;
    for (size_t m = 0; m < count; m++)
        b->place[members[m]] = (uint32_t)m + 1;
    for (size_t m = 0; m < count; m++)
        rounds += mark_read(b, b->model->components[members[m]].requirements, members[m]);
    for (size_t m = 0; m < count; m++) {
        b->place[members[m]] = 0;
        b->is_read[members[m]] = false;
    }
    return rounds;
}

static void solve_rounds(struct builder *b, const uint32_t *members, size_t count, uint32_t *gates) {
    bool changed = true;
    for (size_t round = rounds_of(b, members, count); round > 0 && changed; round--) {
        changed = false;
        for (size_t m = 0; m < count; m++) {
            uint32_t gate = component_gate(b, members[m], b->own_gate[members[m]]);
            changed |= gate != gates[members[m]];
            gates[members[m]] = gate;
        }
    }
}

static void solve(struct builder *b, const struct cycle *cycle, uint32_t *gates) {
    const uint32_t *members = &b->model->order[cycle->first];
    for (size_t m = 0; m < cycle->count; m++)
        gates[members[m]] = GATE_UP;
    (cycle->is_series ? solve_series : solve_rounds)(b, members, cycle->count, gates);
}

/* What a component of the cycle needs is what the cycle needs: here from outside, as its components are up. */
static void add_sought_of_cycle(struct builder *b, const struct cycle *cycle) {
    const uint32_t *members = &b->model->order[cycle->first];
    bool any = false;
    for (size_t m = 0; m < cycle->count; m++) {
        b->own_gate[members[m]] = GATE_UP;
        any |= is_sought(b, members[m]);
    }
    b->undegraded = false;
    if (any)
        solve(b, cycle, b->graph.of_component);
    for (size_t m = 0; m < cycle->count; m++)
        if (is_sought(b, members[m]))
            b->own_gate[members[m]] = add_sought(b, members[m], b->graph.of_component[members[m]]);
}

/* Another solution of the cycle: the gate of `member`. The one that is there stays. */
static uint32_t solve_for(struct builder *b, const struct cycle *cycle, uint32_t member, uint32_t *gates) {
    const uint32_t *members = &b->model->order[cycle->first];
    for (size_t m = 0; m < cycle->count; m++)
        b->solved[members[m]] = gates[members[m]];
    solve(b, cycle, gates);
    uint32_t gate = gates[member];
    for (size_t m = 0; m < cycle->count; m++)
        gates[members[m]] = b->solved[members[m]];
    return gate;
}

/* For the promises of one component of the cycle the others are what they are. */
static void add_judged_of_cycle(struct builder *b, const struct cycle *cycle, uint32_t member) {
    struct graph *g = &b->graph;
    uint32_t own = b->own_gate[member];
    b->own_gate[member] = add_own(b, member, b->own[member].checked, false);
    b->undegraded = false;
    g->judged[member] = solve_for(b, cycle, member, g->of_component);
    b->undegraded = b->differs[member];
    g->judged_undegraded[member] = b->undegraded ? solve_for(b, cycle, member, g->undegraded) : g->judged[member];
    b->own_gate[member] = own;
}

static void add_cycle(struct builder *b, const struct cycle *cycle) {
    const uint32_t *members = &b->model->order[cycle->first];
    bool differs = false;
    add_sought_of_cycle(b, cycle);
    for (size_t m = 0; m < cycle->count; m++) {
        if (!is_sought(b, members[m]))
            b->own_gate[members[m]] = add_own(b, members[m], b->own[members[m]].level, b->own[members[m]].is_whole);
        differs |= degrades(b, b->model->components[members[m]].requirements);
    }
    b->undegraded = false;
    solve(b, cycle, b->graph.of_component);
    b->undegraded = differs;
    if (differs)
        solve(b, cycle, b->graph.undegraded);
    for (size_t m = 0; m < cycle->count; m++) {
        uint32_t member = members[m];
        b->differs[member] = differs;
        if (!differs)
            b->graph.undegraded[member] = b->graph.of_component[member];
        b->graph.judged[member] = b->graph.of_component[member];
        b->graph.judged_undegraded[member] = b->graph.undegraded[member];
    }
    for (size_t m = 0; m < cycle->count; m++)
        if (is_judged_otherwise(b, members[m]))
            add_judged_of_cycle(b, cycle, members[m]);
}

static uint32_t *no_indices(struct arena *arena, size_t count) {
    uint32_t *indices = arena_alloc(arena, count, sizeof *indices);
    memset(indices, 0xff, count * sizeof *indices);
    return indices;
}

struct graph graph_build(const struct slacalc_model *model, const struct scope *scope, const struct own_level *own,
                         enum own_parts parts, struct arena *arena, struct arena *scratch) {
    size_t count = model->component_count;
    size_t chances = model->level_count > 0 ? model->requirement_count : 0; /* a failover and traffic have a level */
    struct builder b = {.model = model,
                        .own = own,
                        .parts = parts,
                        .arena = arena,
                        .scratch = scratch,
                        .switches = no_indices(scratch, chances),
                        .shares = no_indices(scratch, chances),
                        .differs = arena_alloc(scratch, count, sizeof(bool)),
                        .is_service = arena_alloc(scratch, count, sizeof(bool)),
                        .fresh = NO_INDEX,
                        .graph = {.of_component = no_indices(arena, count),
                                  .undegraded = no_indices(arena, count),
                                  .judged = no_indices(arena, count),
                                  .judged_undegraded = no_indices(arena, count)}};
    for (size_t i = 0; i < scope->service_count; i++)
        b.is_service[scope->services[i]] = true;
    add_gate(&b, (struct gate){.kind = GATE_DOWN});
    add_gate(&b, (struct gate){.kind = GATE_UP});
    if (model->cycle_count > 0) {
        b.own_gate = arena_alloc(scratch, count, sizeof *b.own_gate);
        b.solved = arena_alloc(scratch, count, sizeof *b.solved);
        b.place = arena_alloc(scratch, count, sizeof *b.place);
        b.is_read = arena_alloc(scratch, count, sizeof *b.is_read);
    }
    size_t cycle = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t component = model->order[i];
        bool in_cycle = cycle < model->cycle_count && i == model->cycles[cycle].first;
        if (scope->needed[component] && in_cycle)
            add_cycle(&b, &model->cycles[cycle]);
        else if (scope->needed[component])
            add_component(&b, component);
        i += in_cycle ? model->cycles[cycle].count - 1 : 0;
        cycle += in_cycle;
    }
    return b.graph;
}

size_t gate_least_up(const struct gate *gate, size_t count) {
    return gate->kind == GATE_ALL ? count : gate->kind == GATE_ANY ? 1 : gate->at_least;
}

bool graph_is_switch(const struct graph *graph, uint32_t gate) {
    return graph->gates[gate].kind == GATE_LEAF && graph->leaves[graph->gates[gate].first].component == NO_INDEX;
}
