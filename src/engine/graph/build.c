#include "engine/graph/build.h"

#include "base/sanitized.h"
#include "engine/graph/across.h"
#include "engine/graph/beta_factor.h"
#include "engine/graph/causes.h"
#include "engine/graph/phases.h"
#include "model/places.h"

/* What a component is by itself. */
struct own_gates {
    uint32_t own;     /* its leaf, or the first of its phases; GATE_UP where it is never down */
    uint32_t cause;   /* of its group, likewise; GATE_UP where there is none */
    uint32_t further; /* the first of its leaves across places, which stand one behind the other; NO_INDEX where its
                         replicas are never down, or have no places */
    uint32_t phases;  /* so many leaves there are in place of each of its own */
};

/* The gates of a component as those read it who tell the ages of its outages apart; NULL where nobody does. */
struct aged_gates {
    uint32_t *noticed; /* by tolerated time: it is up, or has not been down for so long */
    uint32_t *calm;    /* by time that a switch takes: nothing in it or below it has been down for less than that */
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
    uint32_t *solved;        /* by component of such a cycle: the solution that stays, while another one is sought */
    const struct ages *ages; /* NULL where no ages are told apart */
    const struct phasing *group_phasings; /* by group; NULL likewise */
    struct aged_gates *aged[2];           /* by component: as it is, and undegraded; NULL likewise */
    double tolerated_s;                   /* by who reads what is being built */
    bool *is_lost;                        /* by gate, as far as it was looked at: it is down for good */
    size_t lost_count, lost_capacity;
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

/* ---- Ages of outages ---- */

static const struct age_set no_ages = {NULL, 0};

static const struct age_set *tolerated_times(const struct builder *builder, uint32_t component) {
    return builder->ages ? &builder->ages->tolerated[component] : &no_ages;
}

static const struct age_set *switched_times(const struct builder *builder, uint32_t component) {
    return builder->ages ? &builder->ages->switched[component] : &no_ages;
}

static struct phasing own_phasing(const struct builder *builder, uint32_t component) {
    return builder->ages ? phasing_of(builder->model, builder->ages, component) : (struct phasing){.set = no_ages};
}

static struct phasing cause_phasing(const struct builder *builder, uint32_t component) {
    uint32_t group = builder->group_phasings ? builder->graph.groups.of_component[component] : NO_INDEX;
    if (group == NO_INDEX)
        return (struct phasing){.set = no_ages};
    return builder->group_phasings[group];
}

/* As it is read by those for whom the graph is being built. */
static uint32_t gate_of_component(const struct builder *builder, uint32_t component) {
    uint32_t passed = ages_passed(tolerated_times(builder, component), builder->tolerated_s);
    if (passed > 0)
        return builder->aged[builder->undegraded][component].noticed[passed - 1];
    return (builder->undegraded ? builder->graph.undegraded : builder->graph.of_component)[component];
}

/* Whether a gate, whose arguments are known, is down for good: because of leaves that are never up. */
static bool is_lost_by(const struct builder *builder, uint32_t index) {
    const struct graph *graph = &builder->graph;
    const struct gate *gate = &graph->gates[index];
    if (gate->kind <= GATE_UP)
        return gate->kind == GATE_DOWN;
    if (gate->kind == GATE_LEAF)
        return graph->leaves[gate->first].level.up <= 0;
    size_t up = 0;
    for (uint32_t i = 0; i < gate->count; i++)
        up += !builder->is_lost[graph->arguments[gate->first + i]];
    return up < gate_least_up(gate, gate->count);
}

/* Whether the gate is down for good. */
static bool is_lost(struct builder *builder, uint32_t gate) {
    while (builder->lost_count <= gate) {
        bool lost = is_lost_by(builder, (uint32_t)builder->lost_count);
        ARENA_APPEND(builder->scratch, builder->is_lost, builder->lost_count, builder->lost_capacity, lost);
    }
    return builder->is_lost[gate];
}

/* Nothing that the requirement is met by has been down for less than that time. What is down for good starts no outage,
 * nor does anything below it that only it is met by: nobody switches away from it. What stands in a cycle counts as
 * though all of its outages were young. Recurses as deep as requirements nest, which is limited. */
static uint32_t calm_gate(struct builder *builder, uint32_t requirement, double takes_s) {
    const struct requirement *need = &builder->model->requirements[requirement];
    if (need->kind == SLACALC_NEED_OPTIONAL && !builder->undegraded)
        return GATE_UP;
    if (need->kind == SLACALC_NEED_COMPONENT) {
        const struct age_set *times = switched_times(builder, need->component);
        uint32_t found = ages_find(times, takes_s);
        uint32_t gate = gate_of_component(builder, need->component);
        if (is_lost(builder, gate))
            return GATE_UP;
        return found < times->count ? builder->aged[builder->undegraded][need->component].calm[found] : gate;
    }
    if (is_lost(builder, requirement_gate(builder, requirement)))
        return GATE_UP;
    size_t base = builder->maker.stack_count;
    for (uint32_t r = need->part; r != NO_INDEX; r = builder->model->requirements[r].next) {
        uint32_t part = calm_gate(builder, r, takes_s);
        push_argument(&builder->maker, part);
    }
    return make_all_or_any(&builder->maker, GATE_ALL, base);
}

/* The first part is up, or has been down for as long as the switch takes, and one of the others is up, which are on the
 * stack from `base` on, and are popped. */
static uint32_t slow_failover_gate(struct builder *builder, uint32_t first, size_t base, uint32_t requirement,
                                   double takes_s) {
    uint32_t later = make_all_or_any(&builder->maker, GATE_ANY, base);
    uint32_t calm = calm_gate(builder, requirement, takes_s);
    return make_pair(&builder->maker, GATE_ANY, first, make_pair(&builder->maker, GATE_ALL, calm, later));
}

/* ---- */

static uint32_t failover_gate(struct builder *builder, uint32_t index) {
    const struct requirement *failover = &builder->model->requirements[index];
    struct level level = builder->model->levels[failover->level];
    double takes_s = requirement_takes(builder->model, index);
    uint32_t first = GATE_DOWN;
    size_t base = builder->maker.stack_count;
    for (uint32_t r = failover->part; r != NO_INDEX; r = builder->model->requirements[r].next) {
        uint32_t part = requirement_gate(builder, r);
        if (r != failover->part)
            part = make_pair(&builder->maker, GATE_ALL,
                             make_chance(&builder->maker, &builder->switches[r], r, CHANCE_SWITCH, level), part);
        if (r == failover->part && takes_s > 0)
            first = part;
        else
            push_argument(&builder->maker, part);
    }
    if (takes_s > 0)
        return slow_failover_gate(builder, first, base, failover->part, takes_s);
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

/* By the form of the requirement: what is tolerated of it is known to the builder. */
static uint32_t form_gate(struct builder *builder, uint32_t requirement) {
    const struct requirement *need = &builder->model->requirements[requirement];
    switch (need->kind) {
    case SLACALC_NEED_COMPONENT:
        return gate_of_component(builder, need->component);
    case SLACALC_NEED_ALL:
        return make_all_or_any(&builder->maker, GATE_ALL, push_parts(builder, need->part));
    case SLACALC_NEED_ANY:
        return make_all_or_any(&builder->maker, GATE_ANY, push_parts(builder, need->part));
    case SLACALC_NEED_AT_LEAST:
        return make_at_least(&builder->maker, push_parts(builder, need->part), need->at_least);
    case SLACALC_NEED_FAILOVER:
        return failover_gate(builder, requirement);
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

static uint32_t requirement_gate(struct builder *builder, uint32_t requirement) {
    double before = builder->tolerated_s;
    builder->tolerated_s += requirement_tolerates(builder->model, requirement);
    uint32_t gate = form_gate(builder, requirement);
    builder->tolerated_s = before;
    return gate;
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
static uint32_t placed_gate(struct builder *builder, uint32_t component, const struct own_gates *own, uint32_t from) {
    const struct leaves_read leaves = {.first = own->further,
                                       .phases = own->phases,
                                       .from = from,
                                       .are_single = builder->ties == TIES_LOOSED,
                                       .is_spread = own->phases == 1 && !builder->undegraded};
    const struct across across = across_of(builder->model, component);
    size_t base = push_parts(builder, builder->model->requirements[places_of(builder->model, component)].part);
    return across_gate(&builder->maker, &across, base, &leaves);
}

/* The phases from one on are up, of so many that begin with a leaf, which may be GATE_UP. */
static void push_noticed(struct builder *builder, uint32_t first, uint32_t phases, uint32_t from) {
    uint32_t gate = first == GATE_UP ? first : phases_gate(&builder->maker, first + from, phases - from);
    push_argument(&builder->maker, gate);
}

static void push_own(struct builder *builder, uint32_t component, const struct own_gates *own) {
    const struct phasing phasing = own_phasing(builder, component);
    uint32_t from = own->phases > 1 ? phases_noticed(&phasing, builder->tolerated_s) : 0;
    push_noticed(builder, own->own, own->phases, from);
    if (own->cause != GATE_UP) {
        const struct phasing of_cause = cause_phasing(builder, component);
        uint32_t phases = phases_from(&builder->graph, own->cause);
        push_noticed(builder, own->cause, phases, phases > 1 ? phases_noticed(&of_cause, builder->tolerated_s) : 0);
    }
    if (places_of(builder->model, component) != NO_INDEX)
        push_argument(&builder->maker, placed_gate(builder, component, own, from));
}

static uint32_t component_gate(struct builder *builder, uint32_t component, const struct own_gates *own) {
    size_t base = builder->maker.stack_count;
    push_own(builder, component, own);
    push_parts(builder, builder->model->components[component].requirements);
    return make_all_or_any(&builder->maker, GATE_ALL, base);
}

/* ---- Components ---- */

static const struct own_gates no_own = {.own = GATE_UP, .cause = GATE_UP, .further = NO_INDEX, .phases = 1};

/* Adds the leaves of replicas across places, instead of `leaf`, which would stand for all of them. */
static struct own_gates add_across(struct builder *builder, struct leaf leaf, struct level beta,
                                   const struct phasing *phasing) {
    struct own_gates own = no_own;
    size_t before = builder->graph.phase_count;
    const struct across across = across_of(builder->model, leaf.component);
    own.further = builder->ties == TIES_LOOSED ? single_leaves(&builder->maker, &across, leaf, phasing)
                                               : across_leaves(&builder->maker, &across, leaf, beta, phasing, &own.own);
    own.phases = builder->graph.phase_count > before ? phasing->set.count + 1 : 1;
    return own;
}

/* Adds what a component is by itself, with the cause that takes down its group as well. One that is always down keeps
 * its leaf, since it is responsible for downtime. */
static struct own_gates add_own(struct builder *builder, uint32_t component, struct level level, bool is_whole,
                                uint32_t cause, const struct phasing *phasing) {
    const struct component *self = &builder->model->components[component];
    bool has_hours = builder->parts == PARTS_KNOWN && self->hours != NO_INDEX;
    struct own_gates own = no_own;
    if (level.down == 0 && !has_hours)
        return own;
    struct leaf leaf = {level, NO_INDEX, 1, 1, component, NO_INDEX, CHANCE_SWITCH, NO_INDEX, NO_INDEX};
    struct level beta = {0, 1};
    own.cause = cause;
    if (!is_whole) {
        leaf.replicas = model_number(builder->model, component, KEY_REPLICAS);
        leaf.quorum = model_number(builder->model, component, KEY_QUORUM);
        if (leaf.replicas > 1 && builder->ties != TIES_LOOSED)
            beta = replica_beta(builder->model, component, builder->everywhere);
        if (places_of(builder->model, component) != NO_INDEX)
            return add_across(builder, leaf, beta, phasing);
    }
    if (beta.up > 0 || own.cause != GATE_UP)
        leaf.tie = make_tie(&builder->maker, (struct tie){.role = ROLE_REPLICAS,
                                                          .beta = beta,
                                                          .group_cause = own.cause == GATE_UP ? NO_INDEX : own.cause});
    own.own = make_phases(&builder->maker, leaf, phasing);
    own.phases = phases_from(&builder->graph, own.own);
    return own;
}

/* By the figure that counts for those who need the component. */
static struct own_gates add_counted(struct builder *builder, uint32_t component, const struct own_level *own) {
    const struct phasing phasing = own_phasing(builder, component);
    return add_own(builder, component, own->level, own->is_whole, cause_of_group(&builder->graph, component), &phasing);
}

/* By the figure of its own that its promises are checked with where one for the whole counts. The common cause of its
 * group is a share of what counts, and may be down more often than that figure says: it is no part of it. Nobody who
 * needs the component reads that leaf, so no ages are told apart. */
static struct own_gates add_checked(struct builder *builder, uint32_t component) {
    const struct phasing phasing = {.set = no_ages};
    return add_own(builder, component, own_level_at(builder->own, component).checked, false, GATE_UP, &phasing);
}

static bool is_sought(const struct builder *builder, uint32_t component) {
    if (builder->parts == PARTS_KNOWN)
        return false;
    const struct own_level own = own_level_at(builder->own, component);
    return is_part_sought(builder->building, component, &own);
}

/* The leaf of a component whose own part is what `needs` leaves of its whole figure. */
static struct own_gates add_sought(struct builder *builder, uint32_t component, uint32_t needs) {
    const struct phasing phasing = own_phasing(builder, component);
    const struct leaf leaf = {*own_level_at(builder->own, component).whole,
                              needs,
                              1,
                              1,
                              component,
                              NO_INDEX,
                              CHANCE_SWITCH,
                              NO_INDEX,
                              NO_INDEX};
    struct own_gates own = no_own;
    own.own = make_phases(&builder->maker, leaf, &phasing);
    own.phases = phases_from(&builder->graph, own.own);
    return own;
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

static bool is_leaf_of(const struct graph *graph, uint32_t gate, uint32_t component) {
    return gate < graph->gate_count && graph->gates[gate].kind == GATE_LEAF &&
           graph->leaves[graph->gates[gate].first].component == component;
}

/* Nothing in the component or below it is in a phase before the given time. */
static uint32_t calm_component(struct builder *builder, uint32_t component, const struct own_gates *own,
                               double takes_s) {
    const struct phasing phasing = own_phasing(builder, component), of_cause = cause_phasing(builder, component);
    uint32_t young = phases_switching(&phasing, takes_s, own->phases);
    if (is_lost(builder, (builder->undegraded ? builder->graph.undegraded : builder->graph.of_component)[component]))
        return GATE_UP;
    size_t base = builder->maker.stack_count;
    push_argument(&builder->maker, phases_gate(&builder->maker, own->own, young));
    for (uint32_t leaf = own->further; is_leaf_of(&builder->graph, leaf, component); leaf += own->phases)
        push_argument(&builder->maker, phases_gate(&builder->maker, leaf, young));
    if (own->cause != GATE_UP)
        push_argument(&builder->maker,
                      phases_gate(&builder->maker, own->cause,
                                  phases_switching(&of_cause, takes_s, phases_from(&builder->graph, own->cause))));
    for (uint32_t r = builder->model->components[component].requirements; r != NO_INDEX;
         r = builder->model->requirements[r].next)
        push_argument(&builder->maker, calm_gate(builder, r, takes_s));
    return make_all_or_any(&builder->maker, GATE_ALL, base);
}

/* As the component is read by those who tell the ages of its outages apart. */
static void add_aged(struct builder *builder, uint32_t component, const struct own_gates *own, bool undegraded) {
    const struct age_set *tolerated = tolerated_times(builder, component);
    const struct age_set *switched = switched_times(builder, component);
    struct aged_gates *aged = &builder->aged[undegraded][component];
    builder->undegraded = undegraded;
    aged->noticed = arena_alloc(builder->scratch, tolerated->count, sizeof *aged->noticed);
    aged->calm = arena_alloc(builder->scratch, switched->count, sizeof *aged->calm);
    for (uint32_t i = 0; i < tolerated->count; i++) {
        builder->tolerated_s = tolerated->times[i];
        aged->noticed[i] = component_gate(builder, component, own);
    }
    builder->tolerated_s = 0;
    for (uint32_t i = 0; i < switched->count; i++)
        aged->calm[i] = calm_component(builder, component, own, switched->times[i]);
}

static void add_all_aged(struct builder *builder, uint32_t component, const struct own_gates *own, bool differs) {
    if (!builder->ages)
        return;
    if (own->phases > 1)
        builder->graph.has_phases[component] = true;
    add_aged(builder, component, own, false);
    if (differs)
        add_aged(builder, component, own, true);
    else
        builder->aged[true][component] = builder->aged[false][component];
}

static void add_component(struct builder *builder, uint32_t component) {
    struct graph *graph = &builder->graph;
    builder->differs[component] = degrades(builder, builder->model->components[component].requirements);
    if (is_sought(builder, component)) {
        builder->undegraded = false;
        uint32_t needs = component_gate(builder, component, &no_own);
        struct own_gates sought = add_sought(builder, component, needs);
        uint32_t part = phases_gate(&builder->maker, sought.own, sought.phases);
        graph->of_component[component] = graph->undegraded[component] =
            make_pair(&builder->maker, GATE_ALL, part, needs);
        add_all_aged(builder, component, &sought, false);
        return;
    }
    const struct own_level level = own_level_at(builder->own, component);
    struct own_gates own = add_counted(builder, component, &level);
    bool is_fresh = own.own > GATE_UP && !builder->differs[component] && !builder->ages;
    builder->maker.fresh = is_fresh ? own.own : NO_INDEX;
    add_both(builder, component, &own, graph->of_component, graph->undegraded);
    add_all_aged(builder, component, &own, builder->differs[component]);
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
            builder->own_gates[members[m]] = add_sought(builder, members[m], builder->graph.of_component[members[m]]);
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

/* Ages are not told apart in cycles, but switches away from them take their time as well. */
static void mark_switched(struct builder *builder, struct arena *arena) {
    const struct slacalc_model *model = builder->model;
    builder->graph.is_switched = arena_alloc(arena, model->component_count, sizeof *builder->graph.is_switched);
    for (size_t c = 0; c < model->component_count; c++)
        builder->graph.is_switched[c] = builder->ages->switched[c].count > 0;
    for (size_t i = 0; i < model->cycle_count && builder->ages->in_cycle != NO_INDEX; i++)
        for (uint32_t m = 0; m < model->cycles[i].count; m++)
            builder->graph.is_switched[model->order[model->cycles[i].first + m]] = true;
}

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
    if (model->span_count > 0) {
        struct ages *ages = arena_alloc(scratch, 1, sizeof *ages);
        *ages = ages_of(model, scratch);
        builder.ages = ages;
        builder.aged[false] = arena_alloc(scratch, count, sizeof *builder.aged[false]);
        builder.aged[true] = arena_alloc(scratch, count, sizeof *builder.aged[true]);
        builder.graph.has_phases = arena_alloc(arena, count, sizeof *builder.graph.has_phases);
        mark_switched(&builder, arena);
    }
    builder.group_phasings = make_causes(&builder.maker, building, builder.ages);
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
