#include "engine/graph/graph.h"

#include "base/sanitized.h"
#include "engine/graph/across.h"
#include "engine/graph/beta_factor.h"
#include "model/places.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* What a component is by itself. */
struct own_gates {
    uint32_t own;     /* its leaf; GATE_UP where it is never down */
    uint32_t cause;   /* of its group; GATE_UP where there is none */
    uint32_t further; /* the first of its leaves across places, which stand one behind the other; NO_INDEX where its
                         replicas are never down, or have no places */
};

struct builder {
    const struct slacalc_model *model;
    struct graph graph;
    const struct own_levels *own;
    enum own_parts parts;
    enum ties ties;
    const struct level *everywhere; /* the share of all causes; NULL: that of the model */
    struct arena *arena, *scratch;
    bool *is_service;   /* by component */
    uint32_t *switches; /* by requirement that is a later part of a failover: its switch; NO_INDEX until made */
    uint32_t *shares;   /* by requirement with traffic: the share that does not need it; NO_INDEX until made */
    uint32_t *later;    /* by way of a split: that the request goes no later one; NO_INDEX until made */
    bool *differs;      /* by component: undegraded it is another gate */
    bool undegraded;    /* which of the two is being built */
    struct own_gates *own_gates; /* by component of a cycle that is being solved */
    uint32_t *solved; /* by component of such a cycle: the solution that stays, while another one is sought */
    uint32_t *stack;  /* arguments of the gates that are being made */
    size_t stack_count, stack_capacity;
    uint32_t *seen_by; /* by gate: the serial of the gate that has it as an argument already */
    size_t seen_capacity;
    uint32_t serial;
    uint32_t fresh;  /* a leaf that is in no gate yet: what it is an argument of is no other gate; NO_INDEX: none */
    uint32_t *slots; /* unique table of gates with arguments; NO_INDEX is free */
    size_t slot_capacity, slot_count;
};

static uint32_t add_gate(struct builder *builder, struct gate gate) {
    struct graph *graph = &builder->graph;
    ARENA_RESERVE(builder->arena, graph->gates, graph->gate_count, graph->gate_capacity);
    ARENA_RESERVE(builder->scratch, builder->seen_by, graph->gate_count, builder->seen_capacity);
    graph->gates[graph->gate_count] = gate;
    builder->seen_by[graph->gate_count] = 0;
    return (uint32_t)graph->gate_count++;
}

static uint32_t add_leaf(struct builder *builder, struct leaf leaf) {
    struct graph *graph = &builder->graph;
    ARENA_APPEND(builder->arena, graph->leaves, graph->leaf_count, graph->leaf_capacity, leaf);
    return add_gate(builder, (struct gate){.kind = GATE_LEAF, .first = (uint32_t)graph->leaf_count - 1});
}

static void push(struct builder *builder, uint32_t gate) {
    ARENA_APPEND(builder->scratch, builder->stack, builder->stack_count, builder->stack_capacity, gate);
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

static bool same_gate(const struct graph *graph, const struct gate *a, const struct gate *b,
                      const uint32_t *arguments) {
    return a->kind == b->kind && a->at_least == b->at_least && a->count == b->count &&
           memcmp(&graph->arguments[a->first], arguments, a->count * sizeof *arguments) == 0;
}

static uint32_t *gate_slot(const struct builder *builder, const struct gate *gate, const uint32_t *arguments) {
    const struct graph *graph = &builder->graph;
    for (size_t i = (size_t)hash_gate(gate, arguments);; i++) {
        uint32_t *slot = &builder->slots[i & (builder->slot_capacity - 1)];
        if (*slot == NO_INDEX || same_gate(graph, &graph->gates[*slot], gate, arguments))
            return slot;
    }
}

static void grow_slots(struct builder *builder) {
    const struct graph *graph = &builder->graph;
    uint32_t *old = builder->slots;
    size_t old_capacity = builder->slot_capacity;
    builder->slot_capacity = old_capacity ? old_capacity * 2 : 64;
    builder->slots = arena_alloc(builder->scratch, builder->slot_capacity, sizeof *builder->slots);
    memset(builder->slots, 0xff, builder->slot_capacity * sizeof *builder->slots);
    for (size_t i = 0; i < old_capacity; i++)
        if (old[i] != NO_INDEX)
            *gate_slot(builder, &graph->gates[old[i]], &graph->arguments[graph->gates[old[i]].first]) = old[i];
    arena_release(builder->scratch, old, old_capacity, sizeof *old);
}

static uint32_t add_with_arguments(struct builder *builder, struct gate gate, const uint32_t *arguments) {
    struct graph *graph = &builder->graph;
    gate.first = (uint32_t)graph->argument_count;
    for (size_t i = 0; i < gate.count; i++)
        ARENA_APPEND(builder->arena, graph->arguments, graph->argument_count, graph->argument_capacity, arguments[i]);
    return add_gate(builder, gate);
}

static uint32_t unique_gate(struct builder *builder, enum gate_kind kind, const uint32_t *arguments, size_t count,
                            uint32_t at_least) {
    struct gate gate = {.kind = kind, .count = (uint32_t)count, .at_least = at_least};
    if (arguments[0] == builder->fresh)
        return add_with_arguments(builder, gate, arguments);
    if (2 * (builder->slot_count + 1) > builder->slot_capacity)
        grow_slots(builder);
    uint32_t *slot = gate_slot(builder, &gate, arguments);
    if (*slot != NO_INDEX)
        return *slot;
    builder->slot_count++;
    return *slot = add_with_arguments(builder, gate, arguments);
}

/* ---- Gates from the arguments on the stack, from `base` on; they are popped ---- */

/* For all and any: `neutral` changes nothing, its opposite decides, a repeated argument counts once. */
static uint32_t make_all_or_any(struct builder *builder, enum gate_kind kind, size_t base) {
    uint32_t neutral = kind == GATE_ALL ? GATE_UP : GATE_DOWN, decisive = kind == GATE_ALL ? GATE_DOWN : GATE_UP;
    size_t kept = base, end = builder->stack_count;
    builder->stack_count = base;
    builder->serial++;
    for (size_t i = base; i < end; i++) {
        uint32_t argument = builder->stack[i];
        if (argument == decisive)
            return decisive;
        if (argument == neutral || builder->seen_by[argument] == builder->serial)
            continue;
        builder->seen_by[argument] = builder->serial;
        builder->stack[kept++] = argument;
    }
    if (kept - base <= 1)
        return kept == base ? neutral : builder->stack[base];
    return unique_gate(builder, kind, &builder->stack[base], kept - base, 0);
}

static uint32_t make_at_least(struct builder *builder, size_t base, uint32_t at_least) {
    size_t kept = base;
    for (size_t i = base; i < builder->stack_count; i++) {
        if (builder->stack[i] == GATE_UP && at_least > 0)
            at_least--;
        else if (builder->stack[i] > GATE_UP)
            builder->stack[kept++] = builder->stack[i];
    }
    size_t count = kept - base;
    builder->stack_count = kept;
    if (at_least == 1)
        return make_all_or_any(builder, GATE_ANY, base);
    if (at_least == count)
        return make_all_or_any(builder, GATE_ALL, base);
    builder->stack_count = base;
    if (at_least == 0 || at_least > count)
        return at_least == 0 ? GATE_UP : GATE_DOWN;
    return unique_gate(builder, GATE_AT_LEAST, &builder->stack[base], count, at_least);
}

static uint32_t make_pair(struct builder *builder, enum gate_kind kind, uint32_t one, uint32_t other) {
    size_t base = builder->stack_count;
    push(builder, one);
    push(builder, other);
    return make_all_or_any(builder, kind, base);
}

/* ---- Requirements; nesting, and so recursion, is as deep as the document layer allows ---- */

static uint32_t requirement_gate(struct builder *builder, uint32_t requirement);

static size_t push_parts(struct builder *builder, uint32_t first) {
    size_t base = builder->stack_count;
    for (uint32_t r = first; r != NO_INDEX; r = builder->model->requirements[r].next)
        push(builder, requirement_gate(builder, r));
    return base;
}

static size_t push_parts_of_ways(struct builder *builder, uint32_t first) {
    size_t base = builder->stack_count;
    for (uint32_t way = first; way != NO_INDEX; way = builder->model->requirements[way].next)
        push(builder, requirement_gate(builder, builder->model->requirements[way].part));
    return base;
}

/* A switch is the same one in both graphs, degraded or not. */
static uint32_t make_once(struct builder *builder, uint32_t *gate, uint32_t requirement, enum chance chance,
                          struct level level) {
    if (level.down == 0 || level.up == 0)
        return level.down == 0 ? GATE_UP : GATE_DOWN;
    if (*gate == NO_INDEX)
        *gate = add_leaf(builder, (struct leaf){level, NO_INDEX, 1, 1, NO_INDEX, requirement, chance, NO_INDEX});
    return *gate;
}

static uint32_t failover_gate(struct builder *builder, const struct requirement *failover) {
    struct level level = builder->model->levels[failover->level];
    size_t base = builder->stack_count;
    for (uint32_t r = failover->part; r != NO_INDEX; r = builder->model->requirements[r].next) {
        uint32_t part = requirement_gate(builder, r);
        if (r != failover->part)
            part =
                make_pair(builder, GATE_ALL, make_once(builder, &builder->switches[r], r, CHANCE_SWITCH, level), part);
        push(builder, part);
    }
    return make_all_or_any(builder, GATE_ANY, base);
}

static uint32_t traffic_gate(struct builder *builder, uint32_t requirement) {
    const struct requirement *traffic = &builder->model->requirements[requirement];
    uint32_t part = requirement_gate(builder, traffic->part);
    if (builder->undegraded)
        return part;
    struct level share = builder->model->levels[traffic->level];
    uint32_t other = make_once(builder, &builder->shares[requirement], requirement, CHANCE_SHARE,
                               (struct level){share.down, share.up});
    return make_pair(builder, GATE_ANY, other, part);
}

/* ---- Ways of a split ----
 *
 * A request goes the way `this` with probability s, else the `later` ones. Given what is up, the gate is to be up with
 * the probability of going where things are up. With x that is down with probability 1 - s, where the request goes
 * later, and y that is down with probability s, where it goes this way, that is any of {this and x, later and y, this
 * and later}: if both are up it is up, if one is, with the probability of going there. x and y need not exclude each
 * other, since no state of `this` and `later` asks for both. So the gate stays coherent, and its leaves independent.
 */

static uint32_t join_ways(struct builder *builder, uint32_t way, uint32_t here, uint32_t later, struct level share) {
    const struct requirement *requirements = builder->model->requirements;
    uint32_t next = requirements[way].next;
    bool is_last = requirements[next].next == NO_INDEX;
    if (here == later)
        return here;
    uint32_t here_only = make_once(builder, is_last ? &builder->shares[next] : &builder->later[way],
                                   is_last ? next : way, is_last ? CHANCE_WAY : CHANCE_LATER_WAY, share);
    uint32_t later_only =
        make_once(builder, &builder->shares[way], way, CHANCE_WAY, (struct level){share.down, share.up});
    size_t base = builder->stack_count;
    push(builder, make_pair(builder, GATE_ALL, here, here_only));
    push(builder, make_pair(builder, GATE_ALL, later, later_only));
    push(builder, make_pair(builder, GATE_ALL, here, later));
    return make_all_or_any(builder, GATE_ANY, base);
}

static uint32_t split_gate(struct builder *builder, uint32_t first) {
    const struct requirement *requirements = builder->model->requirements;
    size_t base = push_parts_of_ways(builder, first), count = builder->stack_count - base;
    if (builder->undegraded)
        return make_all_or_any(builder, GATE_ALL, base);
    uint32_t *ways = arena_alloc(builder->scratch, count, sizeof *ways);
    for (uint32_t way = first, i = 0; way != NO_INDEX; way = requirements[way].next)
        ways[i++] = way;
    long double behind = 0; /* the share of the ways that are joined */
    uint32_t joined = GATE_UP;
    for (size_t i = count; i-- > 0;) {
        long double share = builder->model->levels[requirements[ways[i]].level].up, sum = share + behind;
        if (behind == 0)
            joined = builder->stack[base + i];
        else if (share > 0)
            joined = join_ways(builder, ways[i], builder->stack[base + i], joined,
                               (struct level){share / sum, behind / sum});
        behind = sum;
    }
    builder->stack_count = base;
    return joined;
}

static uint32_t requirement_gate(struct builder *builder, uint32_t requirement) {
    const struct requirement *need = &builder->model->requirements[requirement];
    switch (need->kind) {
    case SLACALC_NEED_COMPONENT:
        return (builder->undegraded ? builder->graph.undegraded : builder->graph.of_component)[need->component];
    case SLACALC_NEED_ALL:
        return make_all_or_any(builder, GATE_ALL, push_parts(builder, need->part));
    case SLACALC_NEED_ANY:
        return make_all_or_any(builder, GATE_ANY, push_parts(builder, need->part));
    case SLACALC_NEED_AT_LEAST:
        return make_at_least(builder, push_parts(builder, need->part), need->at_least);
    case SLACALC_NEED_FAILOVER:
        return failover_gate(builder, need);
    case SLACALC_NEED_TRAFFIC:
        return traffic_gate(builder, requirement);
    case SLACALC_NEED_SPLIT:
        return split_gate(builder, need->part);
    case SLACALC_NEED_ACROSS:
        return GATE_UP; /* across_gate() has its places */
    case SLACALC_NEED_OPTIONAL:
        break;
    }
    return builder->undegraded ? requirement_gate(builder, need->part) : (uint32_t)GATE_UP;
}

static bool degrades(const struct builder *builder, uint32_t first) {
    for (uint32_t r = first; r != NO_INDEX; r = builder->model->requirements[r].next) {
        const struct requirement *requirement = &builder->model->requirements[r];
        if (requirement->kind == SLACALC_NEED_OPTIONAL || requirement->kind == SLACALC_NEED_TRAFFIC)
            return true;
        if (requirement->kind == SLACALC_NEED_COMPONENT ? builder->differs[requirement->component]
                                                        : degrades(builder, requirement->part))
            return true;
    }
    return false;
}

/* ---- Replicas across places (across.h) ---- */

/* At least so many of the places from `first` on, as many as `count`. */
static uint32_t places_gate(struct builder *builder, const uint32_t *first, uint32_t count, uint32_t at_least) {
    size_t base = builder->stack_count;
    for (uint32_t i = 0; i < count; i++)
        push(builder, first[i]);
    return make_at_least(builder, base, at_least);
}

/* So many replicas at least have their place. */
static uint32_t placed_gate(struct builder *builder, const struct across *across, const uint32_t *places,
                            uint32_t replicas) {
    size_t base = builder->stack_count;
    uint32_t before = NO_INDEX;
    for (uint32_t fuller = 0; fuller <= across->fuller; fuller++) {
        uint32_t others = across_others(across, replicas, fuller);
        if (others > across->places - across->fuller || others == before)
            continue;
        before = others;
        uint32_t of_fuller = places_gate(builder, places, across->fuller, fuller);
        uint32_t of_others = places_gate(builder, places + across->fuller, across->places - across->fuller, others);
        push(builder, make_pair(builder, GATE_ALL, of_fuller, of_others));
    }
    return make_all_or_any(builder, GATE_ANY, base);
}

/* Each replica by itself, in its place. */
static uint32_t single_gate(struct builder *builder, const struct across *across, const uint32_t *places,
                            uint32_t first) {
    size_t base = builder->stack_count;
    for (uint32_t i = 0; i < across->replicas; i++)
        push(builder, make_pair(builder, GATE_ALL, first + i, places[i % across->places]));
    return make_at_least(builder, base, across->quorum);
}

static uint32_t across_gate(struct builder *builder, uint32_t component, uint32_t further) {
    const struct across across = across_of(builder->model, component);
    size_t base = push_parts(builder, builder->model->requirements[places_of(builder->model, component)].part);
    struct arena *scratch = arena_open(builder->scratch);
    const uint32_t *places = arena_copy(scratch, &builder->stack[base], across.places, sizeof *places);
    size_t count;
    const uint32_t *numbers = across_numbers(&across, &count, scratch);
    builder->stack_count = base;
    uint32_t gate;
    if (further == NO_INDEX) {
        gate = placed_gate(builder, &across, places, numbers[0]);
    } else if (builder->ties == TIES_LOOSED) {
        gate = single_gate(builder, &across, places, further);
    } else {
        for (uint32_t i = 0; i < count; i++)
            push(builder, make_pair(builder, GATE_ALL, further + i, placed_gate(builder, &across, places, numbers[i])));
        gate = make_all_or_any(builder, GATE_ANY, base);
    }
    arena_close(scratch);
    return gate;
}

static void push_own(struct builder *builder, uint32_t component, const struct own_gates *own) {
    push(builder, own->own);
    if (own->cause != GATE_UP)
        push(builder, own->cause);
    if (places_of(builder->model, component) != NO_INDEX)
        push(builder, across_gate(builder, component, own->further));
}

static uint32_t component_gate(struct builder *builder, uint32_t component, const struct own_gates *own) {
    size_t base = builder->stack_count;
    push_own(builder, component, own);
    push_parts(builder, builder->model->components[component].requirements);
    return make_all_or_any(builder, GATE_ALL, base);
}

/* ---- Components ---- */

static const struct own_gates no_own = {.own = GATE_UP, .cause = GATE_UP, .further = NO_INDEX};

static uint32_t cause_of_group(const struct builder *builder, uint32_t component) {
    if (builder->graph.groups.count == 0)
        return GATE_UP;
    uint32_t group = builder->graph.groups.of_component[component];
    return group == NO_INDEX ? (uint32_t)GATE_UP : builder->graph.causes[group];
}

static uint32_t add_tie(struct builder *builder, struct tie tie) {
    struct graph *graph = &builder->graph;
    ARENA_APPEND(builder->arena, graph->ties, graph->tie_count, graph->tie_capacity, tie);
    return (uint32_t)graph->tie_count - 1;
}

/* In place of all replicas of the component, which `leaf` is otherwise. */
static struct own_gates add_across(struct builder *builder, struct leaf leaf, struct level beta) {
    struct own_gates own = no_own;
    const struct across across = across_of(builder->model, leaf.component);
    struct arena *scratch = arena_open(builder->scratch);
    size_t count;
    const uint32_t *numbers = across_numbers(&across, &count, scratch);
    uint32_t fewer = 0;
    if (builder->ties == TIES_LOOSED) {
        leaf.replicas = leaf.quorum = 1;
        count = across.replicas;
    } else {
        leaf.tie = add_tie(builder, (struct tie){.role = ROLE_CAUSE, .beta = beta, .cause = NO_INDEX});
        own.own = add_leaf(builder, leaf);
    }
    for (size_t i = 0; i < count; i++) {
        if (builder->ties != TIES_LOOSED) {
            leaf.tie =
                add_tie(builder, (struct tie){.role = ROLE_FURTHER, .beta = beta, .fewer = fewer, .cause = own.own});
            leaf.replicas = fewer = numbers[i];
        }
        uint32_t gate = add_leaf(builder, leaf);
        own.further = i == 0 ? gate : own.further;
    }
    arena_close(scratch);
    return own;
}

/* What a component is by itself. It keeps its leaf where it is always down, being responsible for downtime. */
static struct own_gates add_own(struct builder *builder, uint32_t component, struct level level, bool is_whole) {
    const struct component *self = &builder->model->components[component];
    bool has_hours = builder->parts == PARTS_KNOWN && self->hours != NO_INDEX;
    struct own_gates own = no_own;
    if (level.down == 0 && !has_hours)
        return own;
    struct leaf leaf = {level, NO_INDEX, 1, 1, component, NO_INDEX, CHANCE_SWITCH, NO_INDEX};
    struct level beta = {0, 1};
    own.cause = cause_of_group(builder, component);
    if (!is_whole) {
        leaf.replicas = model_number(builder->model, component, KEY_REPLICAS);
        leaf.quorum = model_number(builder->model, component, KEY_QUORUM);
        if (leaf.replicas > 1 && builder->ties != TIES_LOOSED)
            beta = replica_beta(builder->model, component, builder->everywhere);
        if (places_of(builder->model, component) != NO_INDEX)
            return add_across(builder, leaf, beta);
    }
    if (beta.up > 0 || own.cause != GATE_UP)
        leaf.tie = add_tie(
            builder,
            (struct tie){.role = ROLE_REPLICAS, .beta = beta, .cause = own.cause == GATE_UP ? NO_INDEX : own.cause});
    own.own = add_leaf(builder, leaf);
    return own;
}

static bool is_sought(const struct builder *builder, uint32_t component) {
    return builder->parts == PARTS_SOUGHT && own_level_at(builder->own, component).is_whole;
}

/* The leaf of a component whose own part is what `needs` leaves of its whole figure. */
static uint32_t add_sought(struct builder *builder, uint32_t component, uint32_t needs) {
    return add_leaf(builder, (struct leaf){*own_level_at(builder->own, component).whole, needs, 1, 1, component,
                                           NO_INDEX, CHANCE_SWITCH, NO_INDEX});
}

static bool is_judged_otherwise(const struct builder *builder, uint32_t component, bool is_whole) {
    return builder->parts == PARTS_KNOWN && builder->is_service[component] && is_whole;
}

static void add_both(struct builder *builder, uint32_t component, const struct own_gates *own, uint32_t *gates,
                     uint32_t *undegraded) {
    builder->undegraded = false;
    gates[component] = component_gate(builder, component, own);
    builder->fresh = NO_INDEX;
    builder->undegraded = builder->differs[component];
    undegraded[component] = builder->undegraded ? component_gate(builder, component, own) : gates[component];
}

static void add_component(struct builder *builder, uint32_t component) {
    struct graph *graph = &builder->graph;
    builder->differs[component] = degrades(builder, builder->model->components[component].requirements);
    if (is_sought(builder, component)) {
        builder->undegraded = false;
        uint32_t needs = component_gate(builder, component, &no_own);
        graph->of_component[component] = graph->undegraded[component] =
            make_pair(builder, GATE_ALL, add_sought(builder, component, needs), needs);
        return;
    }
    const struct own_level level = own_level_at(builder->own, component);
    struct own_gates own = add_own(builder, component, level.level, level.is_whole);
    builder->fresh = own.own > GATE_UP && !builder->differs[component] ? own.own : NO_INDEX;
    add_both(builder, component, &own, graph->of_component, graph->undegraded);
    graph->judged[component] = graph->of_component[component];
    graph->judged_undegraded[component] = graph->undegraded[component];
    if (!is_judged_otherwise(builder, component, level.is_whole))
        return;
    own = add_own(builder, component, level.checked, false);
    add_both(builder, component, &own, graph->judged, graph->judged_undegraded);
}

/* ---- Cycles ----
 *
 * The components of a cycle are up as far as their equations allow: of all solutions the greatest one counts. The
 * equations are monotone, so going round from "all are up" comes down to it. In series one round is enough: all need
 * all, so all are up together, with what they need from outside. Else each round sets one component after another
 * (model/cycle.c counts how many there are at the most).
 */

static void solve_series(struct builder *builder, const struct cycle *cycle, uint32_t *gates) {
    const uint32_t *members = &builder->model->order[cycle->first];
    size_t base = builder->stack_count;
    for (size_t m = 0; m < cycle->count; m++)
        push_own(builder, members[m], &builder->own_gates[members[m]]);
    for (size_t m = 0; m < cycle->count; m++)
        push_parts(builder, builder->model->components[members[m]].requirements);
    uint32_t all = make_all_or_any(builder, GATE_ALL, base);
    for (size_t m = 0; m < cycle->count; m++)
        gates[members[m]] = all;
}

static void solve_rounds(struct builder *builder, const struct cycle *cycle, uint32_t *gates) {
    const uint32_t *members = &builder->model->order[cycle->first];
    bool changed = true;
    for (size_t round = cycle->rounds; round > 0 && changed; round--) {
        changed = false;
        for (size_t m = 0; m < cycle->count; m++) {
            uint32_t gate = component_gate(builder, members[m], &builder->own_gates[members[m]]);
            changed |= gate != gates[members[m]];
            gates[members[m]] = gate;
        }
    }
}

static void solve(struct builder *builder, const struct cycle *cycle, uint32_t *gates) {
    const uint32_t *members = &builder->model->order[cycle->first];
    for (size_t m = 0; m < cycle->count; m++)
        gates[members[m]] = GATE_UP;
    (cycle->is_series ? solve_series : solve_rounds)(builder, cycle, gates);
}

/* What a component of the cycle needs is what the cycle needs: here from outside, as its components are up. */
static void add_sought_of_cycle(struct builder *builder, const struct cycle *cycle) {
    const uint32_t *members = &builder->model->order[cycle->first];
    bool any = false;
    for (size_t m = 0; m < cycle->count; m++) {
        builder->own_gates[members[m]] = no_own;
        any |= is_sought(builder, members[m]);
    }
    builder->undegraded = false;
    if (any)
        solve(builder, cycle, builder->graph.of_component);
    for (size_t m = 0; m < cycle->count; m++)
        if (is_sought(builder, members[m]))
            builder->own_gates[members[m]].own =
                add_sought(builder, members[m], builder->graph.of_component[members[m]]);
}

/* Another solution of the cycle: the gate of `member`. The one that is there stays. */
static uint32_t solve_for(struct builder *builder, const struct cycle *cycle, uint32_t member, uint32_t *gates) {
    const uint32_t *members = &builder->model->order[cycle->first];
    for (size_t m = 0; m < cycle->count; m++)
        builder->solved[members[m]] = gates[members[m]];
    solve(builder, cycle, gates);
    uint32_t gate = gates[member];
    for (size_t m = 0; m < cycle->count; m++)
        gates[members[m]] = builder->solved[members[m]];
    return gate;
}

/* The promises of one component of the cycle are checked without its whole figure; the others keep theirs. */
static void add_judged_of_cycle(struct builder *builder, const struct cycle *cycle, uint32_t member) {
    struct graph *graph = &builder->graph;
    struct own_gates own = builder->own_gates[member];
    builder->own_gates[member] = add_own(builder, member, own_level_at(builder->own, member).checked, false);
    builder->undegraded = false;
    graph->judged[member] = solve_for(builder, cycle, member, graph->of_component);
    builder->undegraded = builder->differs[member];
    graph->judged_undegraded[member] =
        builder->undegraded ? solve_for(builder, cycle, member, graph->undegraded) : graph->judged[member];
    builder->own_gates[member] = own;
}

static void add_cycle(struct builder *builder, const struct cycle *cycle) {
    const uint32_t *members = &builder->model->order[cycle->first];
    bool differs = false;
    add_sought_of_cycle(builder, cycle);
    for (size_t m = 0; m < cycle->count; m++) {
        const struct own_level own = own_level_at(builder->own, members[m]);
        if (!is_sought(builder, members[m]))
            builder->own_gates[members[m]] = add_own(builder, members[m], own.level, own.is_whole);
        differs |= degrades(builder, builder->model->components[members[m]].requirements);
    }
    builder->undegraded = false;
    solve(builder, cycle, builder->graph.of_component);
    builder->undegraded = differs;
    if (differs)
        solve(builder, cycle, builder->graph.undegraded);
    for (size_t m = 0; m < cycle->count; m++) {
        uint32_t member = members[m];
        builder->differs[member] = differs;
        if (!differs)
            builder->graph.undegraded[member] = builder->graph.of_component[member];
        builder->graph.judged[member] = builder->graph.of_component[member];
        builder->graph.judged_undegraded[member] = builder->graph.undegraded[member];
    }
    for (size_t m = 0; m < cycle->count; m++)
        if (is_judged_otherwise(builder, members[m], own_level_at(builder->own, members[m]).is_whole))
            add_judged_of_cycle(builder, cycle, members[m]);
}

/* ---- Groups with a common cause ---- */

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
        if (building->parts == PARTS_SOUGHT && own.is_whole)
            return (struct level){1, 0};
        struct level level = replicas_level(building->model, member, &own, everywhere);
        least = level.down < least.down ? level : least;
    }
    return cause_of(least, beta);
}

static void add_causes(struct builder *builder, const struct building *building) {
    struct graph *graph = &builder->graph;
    if (builder->ties == TIES_LOOSED || !(builder->everywhere || may_have_groups(builder->model)))
        return;
    graph->groups = common_groups_of(builder->model, builder->everywhere, builder->arena);
    graph->causes = arena_alloc(builder->arena, graph->groups.count, sizeof *graph->causes);
    for (size_t g = 0; g < graph->groups.count; g++) {
        const struct common_group *group = &graph->groups.groups[g];
        struct level level = level_of_cause(building, &graph->groups, group, builder->everywhere);
        graph->causes[g] = NO_INDEX;
        if (make_once(builder, &graph->causes[g], group->requirement, CHANCE_CAUSE, level) == GATE_UP)
            graph->causes[g] = GATE_UP;
    }
}

/* `everywhere` as in common_groups_of. */
static void set_cause(struct graph *graph, const struct building *building, size_t group,
                      const struct level *everywhere) {
    if (graph->causes[group] != GATE_UP)
        graph->leaves[graph->gates[graph->causes[group]].first].level =
            level_of_cause(building, &graph->groups, &graph->groups.groups[group], everywhere);
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

bool graph_is_tied(const struct graph *graph) {
    bool is_tied = graph->groups.count > 0;
    for (size_t t = 0; t < graph->tie_count && !is_tied; t++)
        is_tied = graph->ties[t].role != ROLE_REPLICAS;
    return is_tied;
}

/* ---- All ---- */

struct graph graph_build(const struct building *building, struct arena *arena, struct arena *scratch) {
    const struct slacalc_model *model = building->model;
    const struct scope *scope = building->scope;
    size_t count = model->component_count;
    size_t chances = model->level_count > 0 ? model->requirement_count : 0; /* a failover and traffic have a level */
    struct builder builder = {.model = model,
                              .own = building->own,
                              .parts = building->parts,
                              .ties = building->ties,
                              .everywhere = building->ties == TIES_EVERYWHERE ? &building->beta : NULL,
                              .arena = arena,
                              .scratch = scratch,
                              .switches = indices_none(scratch, chances),
                              .shares = indices_none(scratch, chances),
                              .later = indices_none(scratch, chances),
                              .differs = arena_alloc(scratch, count, sizeof(bool)),
                              .is_service = arena_alloc(scratch, count, sizeof(bool)),
                              .fresh = NO_INDEX,
                              .graph = {.of_component = indices_none(arena, count),
                                        .undegraded = indices_none(arena, count),
                                        .judged = indices_none(arena, count),
                                        .judged_undegraded = indices_none(arena, count)}};
    for (size_t i = 0; i < scope->service_count; i++)
        builder.is_service[scope->services[i]] = true;
    add_gate(&builder, (struct gate){.kind = GATE_DOWN});
    add_gate(&builder, (struct gate){.kind = GATE_UP});
    if (model->cycle_count > 0) {
        builder.own_gates = arena_alloc(scratch, count, sizeof *builder.own_gates);
        builder.solved = arena_alloc(scratch, count, sizeof *builder.solved);
    }
    add_causes(&builder, building);
    size_t cycle = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t component = model->order[i];
        bool in_cycle = cycle < model->cycle_count && i == model->cycles[cycle].first;
        if (scope->needed[component] && in_cycle)
            add_cycle(&builder, &model->cycles[cycle]);
        else if (scope->needed[component])
            add_component(&builder, component);
        i += in_cycle ? model->cycles[cycle].count - 1 : 0;
        cycle += in_cycle;
    }
    if (SANITIZED)
        graph_check(&builder.graph);
    return builder.graph;
}

size_t gate_least_up(const struct gate *gate, size_t count) {
    return gate->kind == GATE_ALL ? count : gate->kind == GATE_ANY ? 1 : gate->at_least;
}

const struct tie *leaf_tie(const struct graph *graph, const struct leaf *leaf) {
    static const struct tie none = {.role = ROLE_REPLICAS, .beta = {0, 1}, .cause = NO_INDEX};
    return leaf->tie == NO_INDEX ? &none : &graph->ties[leaf->tie];
}

bool is_forced_down(const struct graph *graph, const struct leaf *leaf, const bool *forced) {
    return leaf->component != NO_INDEX && forced[leaf->component] && leaf_tie(graph, leaf)->role != ROLE_FURTHER;
}

bool graph_is_switch(const struct graph *graph, uint32_t gate) {
    return graph->gates[gate].kind == GATE_LEAF && graph->leaves[graph->gates[gate].first].component == NO_INDEX;
}

static void check_leaf(const struct graph *graph, uint32_t gate) {
    assert(graph->gates[gate].first < graph->leaf_count);
    const struct leaf *leaf = &graph->leaves[graph->gates[gate].first];
    assert(leaf->needs == NO_INDEX || leaf->needs < gate);
    assert(leaf->quorum >= 1 && leaf->quorum <= leaf->replicas);
    assert(leaf->level.up >= 0 && leaf->level.down >= 0 && fabsl(leaf->level.up + leaf->level.down - 1) < 1e-9L);
}

void graph_check(const struct graph *graph) {
    assert(graph->gates[GATE_DOWN].kind == GATE_DOWN && graph->gates[GATE_UP].kind == GATE_UP);
    for (uint32_t gate = GATE_UP + 1; gate < graph->gate_count; gate++) {
        const struct gate *self = &graph->gates[gate];
        assert(self->kind >= GATE_LEAF && self->kind <= GATE_AT_LEAST);
        if (self->kind == GATE_LEAF) {
            check_leaf(graph, gate);
            continue;
        }
        assert(self->count >= 2 && self->first + self->count <= graph->argument_count);
        assert(self->kind != GATE_AT_LEAST || (1 < self->at_least && self->at_least < self->count));
        for (uint32_t i = 0; i < self->count; i++) {
            uint32_t argument = graph->arguments[self->first + i];
            assert(argument > GATE_UP && argument < gate);
        }
    }
}
