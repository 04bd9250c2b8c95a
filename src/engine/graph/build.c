#include "engine/graph/build.h"

#include "base/sanitized.h"
#include "engine/graph/across.h"
#include "engine/graph/beta_factor.h"
#include "engine/graph/causes.h"
#include "model/places.h"

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
    struct gate_maker maker; /* of the graph */
    const struct own_levels *own;
    const struct building *building;
    enum own_parts parts;
    enum ties ties;
    const struct level *everywhere; /* the share of all causes; NULL: that of the model */
    struct arena *scratch;
    bool *is_service;   /* by component */
    uint32_t *switches; /* by requirement that is a later part of a failover: its switch; NO_INDEX until made */
    uint32_t *shares;   /* by requirement with traffic: the share that does not need it; NO_INDEX until made */
    uint32_t *later;    /* by way of a split: that the request goes no later one; NO_INDEX until made */
    bool *differs;      /* by component: undegraded it is another gate */
    bool undegraded;    /* which of the two is being built */
    struct own_gates *own_gates; /* by component of a cycle that is being solved */
    uint32_t *solved; /* by component of such a cycle: the solution that stays, while another one is sought */
};

/* ---- Requirements; nesting, and so recursion, is as deep as the document layer allows ---- */

static uint32_t requirement_gate(struct builder *builder, uint32_t requirement);

static size_t push_parts(struct builder *builder, uint32_t first) {
    size_t base = builder->maker.stack_count;
    for (uint32_t r = first; r != NO_INDEX; r = builder->model->requirements[r].next)
        push_argument(&builder->maker, requirement_gate(builder, r));
    return base;
}

static size_t push_parts_of_ways(struct builder *builder, uint32_t first) {
    size_t base = builder->maker.stack_count;
    for (uint32_t way = first; way != NO_INDEX; way = builder->model->requirements[way].next)
        push_argument(&builder->maker, requirement_gate(builder, builder->model->requirements[way].part));
    return base;
}

static uint32_t failover_gate(struct builder *builder, const struct requirement *failover) {
    struct level level = builder->model->levels[failover->level];
    size_t base = builder->maker.stack_count;
    for (uint32_t r = failover->part; r != NO_INDEX; r = builder->model->requirements[r].next) {
        uint32_t part = requirement_gate(builder, r);
        if (r != failover->part)
            part = make_pair(&builder->maker, GATE_ALL,
                             make_chance(&builder->maker, &builder->switches[r], r, CHANCE_SWITCH, level), part);
        push_argument(&builder->maker, part);
    }
    return make_all_or_any(&builder->maker, GATE_ANY, base);
}

static uint32_t traffic_gate(struct builder *builder, uint32_t requirement) {
    const struct requirement *traffic = &builder->model->requirements[requirement];
    uint32_t part = requirement_gate(builder, traffic->part);
    if (builder->undegraded)
        return part;
    struct level share = builder->model->levels[traffic->level];
    uint32_t other = make_chance(&builder->maker, &builder->shares[requirement], requirement, CHANCE_SHARE,
                                 (struct level){share.down, share.up});
    return make_pair(&builder->maker, GATE_ANY, other, part);
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
    uint32_t here_only = make_chance(&builder->maker, is_last ? &builder->shares[next] : &builder->later[way],
                                     is_last ? next : way, is_last ? CHANCE_WAY : CHANCE_LATER_WAY, share);
    uint32_t later_only =
        make_chance(&builder->maker, &builder->shares[way], way, CHANCE_WAY, (struct level){share.down, share.up});
    size_t base = builder->maker.stack_count;
    push_argument(&builder->maker, make_pair(&builder->maker, GATE_ALL, here, here_only));
    push_argument(&builder->maker, make_pair(&builder->maker, GATE_ALL, later, later_only));
    push_argument(&builder->maker, make_pair(&builder->maker, GATE_ALL, here, later));
    return make_all_or_any(&builder->maker, GATE_ANY, base);
}

static uint32_t split_gate(struct builder *builder, uint32_t first) {
    const struct requirement *requirements = builder->model->requirements;
    size_t base = push_parts_of_ways(builder, first), count = builder->maker.stack_count - base;
    if (builder->undegraded)
        return make_all_or_any(&builder->maker, GATE_ALL, base);
    uint32_t *ways = arena_alloc(builder->scratch, count, sizeof *ways);
    for (uint32_t way = first, i = 0; way != NO_INDEX; way = requirements[way].next)
        ways[i++] = way;
    long double behind = 0; /* the share of the ways that are joined */
    uint32_t joined = GATE_UP;
    for (size_t i = count; i-- > 0;) {
        long double share = builder->model->levels[requirements[ways[i]].level].up, sum = share + behind;
        if (behind == 0)
            joined = builder->maker.stack[base + i];
        else if (share > 0)
            joined = join_ways(builder, ways[i], builder->maker.stack[base + i], joined,
                               (struct level){share / sum, behind / sum});
        behind = sum;
    }
    builder->maker.stack_count = base;
    return joined;
}

static uint32_t requirement_gate(struct builder *builder, uint32_t requirement) {
    const struct requirement *need = &builder->model->requirements[requirement];
    switch (need->kind) {
    case SLACALC_NEED_COMPONENT:
        return (builder->undegraded ? builder->graph.undegraded : builder->graph.of_component)[need->component];
    case SLACALC_NEED_ALL:
        return make_all_or_any(&builder->maker, GATE_ALL, push_parts(builder, need->part));
    case SLACALC_NEED_ANY:
        return make_all_or_any(&builder->maker, GATE_ANY, push_parts(builder, need->part));
    case SLACALC_NEED_AT_LEAST:
        return make_at_least(&builder->maker, push_parts(builder, need->part), need->at_least);
    case SLACALC_NEED_FAILOVER:
        return failover_gate(builder, need);
    case SLACALC_NEED_TRAFFIC:
        return traffic_gate(builder, requirement);
    case SLACALC_NEED_SPLIT:
        return split_gate(builder, need->part);
    case SLACALC_NEED_ACROSS:
        return GATE_UP; /* placed_gate() has its places */
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

/* A quorum of the replicas is up, each in its place. */
static uint32_t placed_gate(struct builder *builder, uint32_t component, uint32_t further) {
    const struct across across = across_of(builder->model, component);
    size_t base = push_parts(builder, builder->model->requirements[places_of(builder->model, component)].part);
    return across_gate(&builder->maker, &across, base, further, builder->ties == TIES_LOOSED);
}

static void push_own(struct builder *builder, uint32_t component, const struct own_gates *own) {
    push_argument(&builder->maker, own->own);
    if (own->cause != GATE_UP)
        push_argument(&builder->maker, own->cause);
    if (places_of(builder->model, component) != NO_INDEX)
        push_argument(&builder->maker, placed_gate(builder, component, own->further));
}

static uint32_t component_gate(struct builder *builder, uint32_t component, const struct own_gates *own) {
    size_t base = builder->maker.stack_count;
    push_own(builder, component, own);
    push_parts(builder, builder->model->components[component].requirements);
    return make_all_or_any(&builder->maker, GATE_ALL, base);
}

/* ---- Components ---- */

static const struct own_gates no_own = {.own = GATE_UP, .cause = GATE_UP, .further = NO_INDEX};

/* Adds the leaves of replicas across places, instead of `leaf`, which would stand for all of them. */
static struct own_gates add_across(struct builder *builder, struct leaf leaf, struct level beta) {
    struct own_gates own = no_own;
    const struct across across = across_of(builder->model, leaf.component);
    own.further = builder->ties == TIES_LOOSED ? single_leaves(&builder->maker, &across, leaf)
                                               : across_leaves(&builder->maker, &across, leaf, beta, &own.own);
    return own;
}

/* Adds what a component is by itself, with the cause that takes down its group as well. One that is always down keeps
 * its leaf, since it is responsible for downtime. */
static struct own_gates add_own(struct builder *builder, uint32_t component, struct level level, bool is_whole,
                                uint32_t cause) {
    const struct component *self = &builder->model->components[component];
    bool has_hours = builder->parts == PARTS_KNOWN && self->hours != NO_INDEX;
    struct own_gates own = no_own;
    if (level.down == 0 && !has_hours)
        return own;
    struct leaf leaf = {level, NO_INDEX, 1, 1, component, NO_INDEX, CHANCE_SWITCH, NO_INDEX};
    struct level beta = {0, 1};
    own.cause = cause;
    if (!is_whole) {
        leaf.replicas = model_number(builder->model, component, KEY_REPLICAS);
        leaf.quorum = model_number(builder->model, component, KEY_QUORUM);
        if (leaf.replicas > 1 && builder->ties != TIES_LOOSED)
            beta = replica_beta(builder->model, component, builder->everywhere);
        if (places_of(builder->model, component) != NO_INDEX)
            return add_across(builder, leaf, beta);
    }
    if (beta.up > 0 || own.cause != GATE_UP)
        leaf.tie = make_tie(&builder->maker, (struct tie){.role = ROLE_REPLICAS,
                                                          .beta = beta,
                                                          .group_cause = own.cause == GATE_UP ? NO_INDEX : own.cause});
    own.own = make_leaf(&builder->maker, leaf);
    return own;
}

/* By the figure that counts for those who need the component. */
static struct own_gates add_counted(struct builder *builder, uint32_t component, const struct own_level *own) {
    return add_own(builder, component, own->level, own->is_whole, cause_of_group(&builder->graph, component));
}

/* By the figure of its own that its promises are checked with where one for the whole counts. The common cause of its
 * group is a share of what counts, and may be down more often than that figure says: it is no part of it. */
static struct own_gates add_checked(struct builder *builder, uint32_t component) {
    return add_own(builder, component, own_level_at(builder->own, component).checked, false, GATE_UP);
}

static bool is_sought(const struct builder *builder, uint32_t component) {
    if (builder->parts == PARTS_KNOWN)
        return false;
    const struct own_level own = own_level_at(builder->own, component);
    return is_part_sought(builder->building, component, &own);
}

/* The leaf of a component whose own part is what `needs` leaves of its whole figure. */
static uint32_t add_sought(struct builder *builder, uint32_t component, uint32_t needs) {
    return make_leaf(&builder->maker, (struct leaf){*own_level_at(builder->own, component).whole, needs, 1, 1,
                                                    component, NO_INDEX, CHANCE_SWITCH, NO_INDEX});
}

static bool is_judged_otherwise(const struct builder *builder, uint32_t component, bool is_whole) {
    return builder->parts == PARTS_KNOWN && builder->is_service[component] && is_whole;
}

static void add_both(struct builder *builder, uint32_t component, const struct own_gates *own, uint32_t *gates,
                     uint32_t *undegraded) {
    builder->undegraded = false;
    gates[component] = component_gate(builder, component, own);
    builder->maker.fresh = NO_INDEX;
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
            make_pair(&builder->maker, GATE_ALL, add_sought(builder, component, needs), needs);
        return;
    }
    const struct own_level level = own_level_at(builder->own, component);
    struct own_gates own = add_counted(builder, component, &level);
    builder->maker.fresh = own.own > GATE_UP && !builder->differs[component] ? own.own : NO_INDEX;
    add_both(builder, component, &own, graph->of_component, graph->undegraded);
    graph->judged[component] = graph->of_component[component];
    graph->judged_undegraded[component] = graph->undegraded[component];
    if (!is_judged_otherwise(builder, component, level.is_whole))
        return;
    own = add_checked(builder, component);
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
    size_t base = builder->maker.stack_count;
    for (size_t m = 0; m < cycle->count; m++)
        push_own(builder, members[m], &builder->own_gates[members[m]]);
    for (size_t m = 0; m < cycle->count; m++)
        push_parts(builder, builder->model->components[members[m]].requirements);
    uint32_t all = make_all_or_any(&builder->maker, GATE_ALL, base);
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

/* A component of the cycle needs whatever the cycle needs from outside: here the cycle's own components count as up. */
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

/* Solves the cycle once more, and returns the gate of `member` in that solution. The solution that was there before
 * stays. */
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
    builder->own_gates[member] = add_checked(builder, member);
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
        const struct own_level level = own_level_at(builder->own, members[m]);
        if (!is_sought(builder, members[m]))
            builder->own_gates[members[m]] = add_counted(builder, members[m], &level);
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

/* ---- All ---- */

struct graph graph_build(const struct building *building, struct arena *arena, struct arena *scratch) {
    const struct slacalc_model *model = building->model;
    const struct scope *scope = building->scope;
    size_t count = model->component_count;
    size_t chances = model->level_count > 0 ? model->requirement_count : 0; /* a failover and traffic have a level */
    struct builder builder = {.model = model,
                              .own = building->own,
                              .building = building,
                              .parts = building->parts,
                              .ties = building->ties,
                              .everywhere = share_everywhere(building),
                              .switches = indices_none(scratch, chances),
                              .shares = indices_none(scratch, chances),
                              .later = indices_none(scratch, chances),
                              .differs = arena_alloc(scratch, count, sizeof(bool)),
                              .is_service = arena_alloc(scratch, count, sizeof(bool)),
                              .scratch = scratch,
                              .graph = {.of_component = indices_none(arena, count),
                                        .undegraded = indices_none(arena, count),
                                        .judged = indices_none(arena, count),
                                        .judged_undegraded = indices_none(arena, count)}};
    for (size_t i = 0; i < scope->service_count; i++)
        builder.is_service[scope->services[i]] = true;
    builder.maker = gate_maker_new(&builder.graph, arena, scratch);
    if (model->cycle_count > 0) {
        builder.own_gates = arena_alloc(scratch, count, sizeof *builder.own_gates);
        builder.solved = arena_alloc(scratch, count, sizeof *builder.solved);
    }
    make_causes(&builder.maker, building);
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
