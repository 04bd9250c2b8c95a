#include "engine/kept/module_chain.h"

#include "base/indices.h"
#include "engine/graph/across.h"
#include "engine/graph/beta_factor.h"
#include "model/repair.h"

#include <string.h>

enum { DECIDING_MAX = 10, CHANGES_MAX = 32, STAGES_MAX = 4 };

/* An outage of which each phase but the last passes through so many stages: each of them is left for the next one with
 * the chance `older`, and otherwise because the outage ends. So each phase has the chance that it should have, begins
 * as often, and lasts nearly as long as the clock says, the more stages the nearer. */
struct aging {
    uint32_t stages;
    double *older;  /* by phase */
    double *chance; /* by value of the variable */
};

/* What states are counted by: `n` alike things, each up or down. */
struct variable {
    uint32_t n;
    struct alternating times; /* of one; of a switch, 0 */
    double up;                /* chance of one */
    size_t place;             /* states from one value to the next */
    struct aging *aging;      /* of an outage whose ages are told apart: 0 is up, and the others are its stages; NULL */
};

enum leaf_kind {
    LEAF_CONSTANT, /* `quorum`: 0 where it is up, 1 where it is down */
    LEAF_COUNTED,  /* `variable` */
    LEAF_REPLICAS, /* at least `quorum` of `variable`, and `cause` */
    LEAF_SECOND,   /* another one stands for it */
    LEAF_DECIDING, /* a chance that is no outage: bit `variable` */
    LEAF_AGED      /* the outages of phase `quorum` of `variable` */
};

struct module_leaf {
    uint32_t gate;
    enum leaf_kind kind;
    uint32_t variable, cause, quorum; /* NO_INDEX: none */
    double up_part, down_part; /* LEAF_REPLICAS: of the chances of states in which it is up, and in which it is down,
                                  what the cause of a group leaves; 0: there is no such cause */
};

/* Replicas across places: a variable for each place, one behind the other. */
struct placed {
    uint32_t leaf;     /* as in struct spread */
    uint32_t variable; /* of the first place; NO_INDEX: each replica is up at all times, or none is */
    bool is_up;        /* where each is */
    struct across across;
};

/* A failover: where what stands before its switches goes down, these are drawn. */
struct change {
    uint32_t gate;
    uint32_t *switches; /* variables */
    size_t count, capacity;
};

struct module {
    struct chain_maker *maker;
    const uint32_t *items;
    size_t item_count;
    struct module_leaf *leaves;
    size_t leaf_count, leaf_capacity;
    bool has_groups; /* some leaf has parts of its chances only */
    struct placed *placed;
    size_t placed_count, placed_capacity;
    struct variable *variables;
    size_t variable_count, variable_capacity;
    double deciding[DECIDING_MAX]; /* chances to be up */
    size_t deciding_count;
    struct change *changes;
    size_t change_count, change_capacity;
    size_t states, states_max;
    uint32_t stages; /* of each phase of an outage */
    bool is_possible;
    uint32_t *firsts; /* by state: the changes whose first part is up, as bits */
    uint32_t *rank;   /* by state: its place in the chain */
    struct arena *arena;
};

/* A gate that is replicas across several lists of places is none of them: what is read of these leaves tells no more.
 */
static const struct spread **spreads_by_gate(const struct graph *graph, struct arena *arena) {
    if (graph->spread_count == 0)
        return NULL;
    const struct spread **by_gate = arena_alloc(arena, graph->gate_count, sizeof(const struct spread *));
    for (size_t i = 0; i < graph->spread_count; i++)
        by_gate[graph->spreads[i].gate] = &graph->spreads[i];
    for (size_t i = 0; i < graph->spread_count; i++) {
        const struct spread *one = &graph->spreads[i], *other = by_gate[one->gate];
        if (other &&
            memcmp(&graph->places[one->first], &graph->places[other->first], one->count * sizeof(uint32_t)) != 0)
            by_gate[one->gate] = NULL;
    }
    return by_gate;
}

struct chain_maker chain_maker_new(struct outage_list *outages, struct arena *arena) {
    const struct valuation *valuation = outages->valuation;
    size_t gates = valuation->graph->gate_count;
    return (struct chain_maker){.valuation = valuation,
                                .model = outages->model,
                                .outages = outages,
                                .spread = spreads_by_gate(valuation->graph, arena),
                                .met = arena_alloc(arena, gates, sizeof(uint32_t)),
                                .uses = arena_alloc(arena, gates, sizeof(uint32_t)),
                                .ups = arena_alloc(arena, gates, sizeof(uint32_t)),
                                .slot = arena_alloc(arena, gates, sizeof(uint32_t)),
                                .arena = arena};
}

/* ---- Leaves ---- */

static const struct leaf *leaf_at(const struct chain_maker *maker, uint32_t gate) {
    const struct graph *graph = maker->valuation->graph;
    return &graph->leaves[graph->gates[gate].first];
}

bool leaf_alternates(struct chain_maker *maker, uint32_t gate, struct alternating *times) {
    long double per_second = outages_of_leaf(maker->outages, gate)->per_second;
    struct level level = maker->valuation->values.low[gate];
    if (!(per_second > 0))
        return false;
    *times = (struct alternating){(double)(level.up / per_second), (double)(level.down / per_second)};
    return true;
}

/* Replicas of which a quorum is needed. */
static bool is_quorum(const struct graph *graph, const struct leaf *leaf) {
    const struct tie *tie = leaf_tie(graph, leaf);
    return leaf->component != NO_INDEX && leaf->needs == NO_INDEX && tie->role != ROLE_CAUSE &&
           (leaf->replicas > 1 || tie->beta.up > 0);
}

bool leaf_is_plain(const struct chain_maker *maker, uint32_t gate) {
    const struct leaf *leaf = leaf_at(maker, gate);
    const struct tie *tie = leaf_tie(maker->valuation->graph, leaf);
    if (leaf->phase != NO_INDEX && is_quorum(maker->valuation->graph, leaf)) /* several ages at once */
        return false;
    return tie->role != ROLE_FURTHER || tie->fewer == 0;
}

static uint32_t add_variable(struct module *module, struct variable variable) {
    size_t more = (size_t)variable.n + 1;
    if (module->states > module->states_max / more) {
        module->is_possible = false;
        return NO_INDEX;
    }
    variable.place = module->states;
    module->states *= more;
    ARENA_APPEND(module->arena, module->variables, module->variable_count, module->variable_capacity, variable);
    return (uint32_t)module->variable_count - 1;
}

/* That is down with its part of the time, for so long each time. */
static uint32_t add_repaired(struct module *module, uint32_t n, struct level level, long double down_s) {
    if (level.down <= 0)
        return NO_INDEX;
    struct alternating times = {(double)(down_s * level.up / level.down), (double)down_s};
    return add_variable(module, (struct variable){.n = n, .times = times, .up = (double)level.up});
}

static struct module_leaf replicas_leaf(struct module *module, uint32_t gate, const struct leaf *leaf) {
    const struct tie *tie = leaf_tie(module->maker->valuation->graph, leaf);
    long double down_s = repair_time_of(module->maker->model, leaf->component).seconds;
    struct module_leaf self = {.gate = gate, .kind = LEAF_REPLICAS, .cause = NO_INDEX, .quorum = leaf->quorum};
    self.variable = add_repaired(module, leaf->replicas, without_cause(leaf->level, tie->beta), down_s);
    if (module->is_possible && tie->role == ROLE_REPLICAS) /* across places it is a leaf */
        self.cause = add_repaired(module, 1, cause_of(leaf->level, tie->beta), down_s);
    if (tie->group_cause != NO_INDEX) {
        struct level left = module->maker->valuation->values.low[gate];
        struct level all = k_of_n_with_cause(leaf->level, leaf->replicas, leaf->quorum, tie->beta);
        self.up_part = (double)(left.up / all.up);
        self.down_part = (double)(left.down / all.down);
        module->has_groups = true;
    }
    return self;
}

static struct module_leaf chance_leaf(struct module *module, uint32_t gate, const struct leaf *leaf) {
    struct module_leaf self = {
        .gate = gate, .kind = LEAF_DECIDING, .variable = (uint32_t)module->deciding_count, .cause = NO_INDEX};
    if (leaf->chance == CHANCE_SWITCH) {
        self.kind = LEAF_COUNTED;
        self.variable = add_variable(module, (struct variable){.n = 1, .up = (double)leaf->level.up});
    } else if (module->deciding_count < DECIDING_MAX) {
        module->deciding[module->deciding_count++] = (double)leaf->level.up;
    } else {
        module->is_possible = false;
    }
    return self;
}

static double *chances_of(struct module *module, const struct aging *aging, uint32_t values, double down) {
    double *chance = arena_alloc(module->arena, values, sizeof *chance), reached = down;
    chance[0] = 1 - down;
    for (uint32_t value = 1; value + 1 < values; value++) {
        double older = aging->older[(value - 1) / aging->stages];
        chance[value] = reached * (1 - older);
        reached *= older;
    }
    chance[values - 1] = reached;
    return chance;
}

/* The outage that the leaf at the gate is the youngest phase of. */
static uint32_t add_aged(struct module *module, uint32_t gate) {
    const struct chain_maker *maker = module->maker;
    const struct graph *graph = maker->valuation->graph;
    double down = (double)leaf_level_of_all_ages(graph, leaf_at(maker, gate)).down;
    double per_second = (double)outages_of_leaf(maker->outages, gate)->per_second;
    uint32_t phases = phases_from(graph, gate), values = 2 + (phases - 1) * module->stages;
    struct aging *aging = arena_alloc(module->arena, 1, sizeof *aging);
    *aging =
        (struct aging){.stages = module->stages, .older = arena_alloc(module->arena, phases, sizeof *aging->older)};
    for (uint32_t i = 0; i + 1 < phases; i++) {
        const struct phase *phase = leaf_phase(graph, leaf_at(maker, gate + i));
        aging->older[i] = phase->from > 0 ? pow((double)(phase->to / phase->from), 1.0 / module->stages) : 0;
    }
    aging->chance = chances_of(module, aging, values, down);
    struct alternating times = {(1 - down) / per_second, down / per_second};
    return add_variable(module, (struct variable){.n = values - 1, .times = times, .up = 1 - down, .aging = aging});
}

static uint32_t youngest_of(const struct chain_maker *maker, uint32_t gate) {
    const struct graph *graph = maker->valuation->graph;
    uint32_t leaf = graph->gates[gate].first;
    return gate - (leaf - graph->phases[graph->leaves[leaf].phase].family);
}

/* Leaves of the same outage stand one behind the other, but not all of them need be read. */
static struct module_leaf aged_leaf(struct module *module, uint32_t gate) {
    uint32_t youngest = youngest_of(module->maker, gate);
    struct module_leaf self = {
        .gate = gate, .kind = LEAF_AGED, .variable = NO_INDEX, .cause = NO_INDEX, .quorum = gate - youngest};
    for (size_t i = module->leaf_count; i-- > 0 && self.variable == NO_INDEX && module->leaves[i].gate >= youngest;)
        self.variable = module->leaves[i].kind == LEAF_AGED ? module->leaves[i].variable : NO_INDEX;
    if (self.variable == NO_INDEX)
        self.variable = add_aged(module, youngest);
    return self;
}

static struct module_leaf leaf_of(struct module *module, uint32_t gate) {
    struct chain_maker *maker = module->maker;
    const struct leaf *leaf = leaf_at(maker, gate);
    struct level level = maker->valuation->values.low[gate];
    struct alternating times;
    module->is_possible &= leaf_is_plain(maker, gate);
    if (leaf->component == NO_INDEX && leaf->chance != CHANCE_CAUSE && level.down > 0 && level.up > 0)
        return chance_leaf(module, gate, leaf);
    if (!leaf_alternates(maker, gate, &times))
        return (struct module_leaf){.gate = gate, .kind = LEAF_CONSTANT, .quorum = level.down > 0};
    if (leaf->phase != NO_INDEX && module->is_possible)
        return aged_leaf(module, gate);
    if (is_quorum(maker->valuation->graph, leaf))
        return replicas_leaf(module, gate, leaf);
    return (struct module_leaf){.gate = gate, .kind = LEAF_COUNTED, .variable = NO_INDEX}; /* which follows */
}

/* ---- Gates ---- */

static bool is_leaf(const struct graph *graph, uint32_t gate) {
    return graph->gates[gate].kind <= GATE_LEAF;
}

static const struct spread *spread_at(const struct chain_maker *maker, uint32_t gate) {
    return maker->spread ? maker->spread[gate] : NULL;
}

/* Lists the gates below the items, arguments first, and counts who reads them. */
static void meet(struct chain_maker *maker, uint32_t gate) {
    if (maker->met[gate] != maker->serial) {
        maker->met[gate] = maker->serial;
        maker->uses[gate] = 0;
        ARENA_APPEND(maker->arena, maker->pending, maker->pending_count, maker->pending_capacity, gate);
    }
    maker->uses[gate]++;
}

static void list_gates(struct chain_maker *maker, const uint32_t *items, size_t count) {
    const struct graph *graph = maker->valuation->graph;
    maker->serial++;
    maker->gate_count = 0;
    for (size_t i = 0; i < count; i++)
        meet(maker, items[i]);
    while (maker->pending_count > 0) {
        uint32_t index = maker->pending[--maker->pending_count];
        const struct gate *gate = &graph->gates[index];
        const struct spread *spread = spread_at(maker, index);
        ARENA_APPEND(maker->arena, maker->gates, maker->gate_count, maker->gate_capacity, index);
        for (uint32_t i = 0; spread && i < spread->count; i++)
            meet(maker, graph->places[spread->first + i]);
        for (uint32_t i = 0; !spread && !is_leaf(graph, index) && i < gate->count; i++)
            meet(maker, graph->arguments[gate->first + i]);
    }
    indices_sort(maker->gates, maker->gate_count);
}

static uint32_t replicas_in(const struct across *across, uint32_t place) {
    return across->replicas / across->places + (place < across->fuller);
}

/* The gate reads the replicas of a leaf, of which it may not be the only one that does. */
static void add_placed(struct module *module, const struct spread *spread, uint32_t gate) {
    struct chain_maker *maker = module->maker;
    const struct leaf *leaf = leaf_at(maker, spread->leaf);
    uint32_t *slot = &maker->slot[gate];
    for (*slot = 0; *slot < module->placed_count; ++*slot)
        if (module->placed[*slot].leaf == spread->leaf)
            return;
    struct level replica = without_cause(leaf->level, leaf_tie(maker->valuation->graph, leaf)->beta);
    long double down_s = repair_time_of(maker->model, leaf->component).seconds;
    struct placed placed = {spread->leaf, NO_INDEX, replica.up > 0, across_of(maker->model, leaf->component)};
    for (uint32_t place = 0; replica.up > 0 && place < spread->count && module->is_possible; place++) {
        uint32_t variable = add_repaired(module, replicas_in(&placed.across, place), replica, down_s);
        placed.variable = place == 0 ? variable : placed.variable;
    }
    ARENA_APPEND(module->arena, module->placed, module->placed_count, module->placed_capacity, placed);
}

static void add_leaves(struct module *module) {
    struct chain_maker *maker = module->maker;
    const struct graph *graph = maker->valuation->graph;
    for (size_t i = 0; i < maker->gate_count && module->is_possible; i++) {
        uint32_t gate = maker->gates[i];
        if (spread_at(maker, gate))
            add_placed(module, spread_at(maker, gate), gate);
        if (graph->gates[gate].kind != GATE_LEAF)
            continue;
        struct module_leaf leaf = leaf_of(module, gate);
        maker->slot[gate] = (uint32_t)module->leaf_count;
        ARENA_APPEND(module->arena, module->leaves, module->leaf_count, module->leaf_capacity, leaf);
    }
}

static struct module_leaf *counted_leaf(struct module *module, uint32_t gate) {
    struct module_leaf *leaf = &module->leaves[module->maker->slot[gate]];
    bool is_open = module->maker->valuation->graph->gates[gate].kind == GATE_LEAF && leaf->kind == LEAF_COUNTED &&
                   leaf->variable == NO_INDEX;
    return is_open ? leaf : NULL;
}

/* Makes one variable of the argument `first` of the gate and of those behind it that are alike. */
static void count_alike(struct module *module, const struct gate *gate, uint32_t first) {
    struct chain_maker *maker = module->maker;
    const uint32_t *arguments = &maker->valuation->graph->arguments[gate->first];
    struct module_leaf *self = counted_leaf(module, arguments[first]);
    struct alternating times, other;
    if (!self || !leaf_alternates(maker, arguments[first], &times))
        return;
    uint32_t n = 1;
    for (uint32_t i = first + 1; i < gate->count && maker->uses[arguments[first]] == 1; i++) {
        struct module_leaf *leaf = counted_leaf(module, arguments[i]);
        if (!leaf || maker->uses[arguments[i]] > 1 || !leaf_alternates(maker, arguments[i], &other) ||
            other.up_s != times.up_s || other.down_s != times.down_s)
            continue;
        leaf->kind = LEAF_SECOND;
        n++;
    }
    double up = times.up_s / (times.up_s + times.down_s);
    self->variable = add_variable(module, (struct variable){.n = n, .times = times, .up = up});
}

static void add_counted(struct module *module) {
    struct chain_maker *maker = module->maker;
    const struct graph *graph = maker->valuation->graph;
    for (size_t g = 0; g < maker->gate_count; g++) {
        const struct gate *gate = &graph->gates[maker->gates[g]];
        bool is_read = gate->kind > GATE_LEAF && !spread_at(maker, maker->gates[g]);
        for (uint32_t i = 0; is_read && i < gate->count && module->is_possible; i++)
            count_alike(module, gate, i);
    }
    for (size_t g = 0; g < maker->gate_count && module->is_possible; g++) { /* those that are read by no such gate */
        struct module_leaf *leaf = counted_leaf(module, maker->gates[g]);
        struct alternating times;
        if (leaf && leaf_alternates(maker, leaf->gate, &times))
            leaf->variable = add_variable(
                module, (struct variable){.n = 1, .times = times, .up = times.up_s / (times.up_s + times.down_s)});
    }
}

/* ---- Failovers ---- */

/* The variable of the switch that the argument of a failover waits for; NO_INDEX where it waits for none. */
static uint32_t switch_before(const struct module *module, uint32_t gate) {
    const struct graph *graph = module->maker->valuation->graph;
    const struct gate *self = &graph->gates[gate];
    const uint32_t *arguments = self->kind == GATE_ALL ? &graph->arguments[self->first] : &gate;
    for (uint32_t i = 0; i < (self->kind == GATE_ALL ? self->count : 1); i++) {
        if (graph->gates[arguments[i]].kind != GATE_LEAF)
            continue;
        const struct module_leaf *leaf = &module->leaves[module->maker->slot[arguments[i]]];
        if (leaf->kind == LEAF_COUNTED && leaf_at(module->maker, leaf->gate)->component == NO_INDEX &&
            leaf_at(module->maker, leaf->gate)->chance == CHANCE_SWITCH)
            return leaf->variable;
    }
    return NO_INDEX;
}

/* Whether all arguments of the gate wait for a switch: the later parts of a failover that takes some time. */
static bool is_later(const struct module *module, uint32_t index) {
    const struct graph *graph = module->maker->valuation->graph;
    const struct gate *gate = &graph->gates[index];
    if (gate->kind != GATE_ANY || spread_at(module->maker, index))
        return false;
    for (uint32_t i = 0; i < gate->count; i++)
        if (switch_before(module, graph->arguments[gate->first + i]) == NO_INDEX)
            return false;
    return true;
}

static void add_switch_before(const struct module *module, uint32_t gate, struct change *change) {
    uint32_t found = switch_before(module, gate);
    if (found != NO_INDEX && change)
        ARENA_APPEND(module->arena, change->switches, change->count, change->capacity, found);
}

/* Adds the switches that the argument of a failover waits for, to `change` where that is not NULL. Returns whether
 * there are any. Where switches take time, what has to be up as well stands between the argument and the later parts.
 */
static bool add_switches(const struct module *module, uint32_t argument, struct change *change) {
    const struct graph *graph = module->maker->valuation->graph;
    const struct gate *self = &graph->gates[argument];
    bool waits = switch_before(module, argument) != NO_INDEX;
    add_switch_before(module, argument, change);
    for (uint32_t i = 0; self->kind == GATE_ALL && i < self->count; i++) {
        uint32_t inner = graph->arguments[self->first + i];
        const struct gate *parts = &graph->gates[inner];
        if (parts->kind == GATE_ALL && switch_before(module, inner) != NO_INDEX) {
            add_switch_before(module, inner, change);
            waits = true;
        } else if (is_later(module, inner)) {
            for (uint32_t k = 0; k < parts->count; k++)
                add_switch_before(module, graph->arguments[parts->first + k], change);
            waits = true;
        }
    }
    return waits;
}

static void add_changes(struct module *module) {
    const struct graph *graph = module->maker->valuation->graph;
    for (size_t g = 0; g < module->maker->gate_count; g++) {
        const struct gate *gate = &graph->gates[module->maker->gates[g]];
        struct change change = {.gate = module->maker->gates[g]};
        bool may_switch = gate->kind == GATE_ANY && !spread_at(module->maker, change.gate);
        may_switch = may_switch && !is_later(module, change.gate);
        for (uint32_t i = 0; may_switch && i < gate->count; i++)
            add_switches(module, graph->arguments[gate->first + i], &change);
        if (change.count > 0)
            ARENA_APPEND(module->arena, module->changes, module->change_count, module->change_capacity, change);
    }
    module->is_possible &= module->change_count <= CHANGES_MAX;
}

/* ---- States ---- */

static uint32_t value_in(const struct module *module, size_t state, uint32_t variable) {
    const struct variable *self = &module->variables[variable];
    return (uint32_t)(state / self->place % (self->n + 1));
}

static bool is_in_phase(const struct module *module, const struct module_leaf *leaf, size_t state) {
    const struct variable *self = &module->variables[leaf->variable];
    uint32_t value = value_in(module, state, leaf->variable);
    return value > 0 && (value - 1) / self->aging->stages == leaf->quorum;
}

static uint32_t ups_of_leaf(const struct module *module, const struct module_leaf *leaf, size_t state,
                            uint32_t decided) {
    switch (leaf->kind) {
    case LEAF_CONSTANT:
        return leaf->quorum == 0;
    case LEAF_COUNTED:
        return value_in(module, state, leaf->variable);
    case LEAF_REPLICAS:
        return (leaf->variable == NO_INDEX || value_in(module, state, leaf->variable) >= leaf->quorum) &&
               (leaf->cause == NO_INDEX || value_in(module, state, leaf->cause) > 0);
    case LEAF_DECIDING:
        return decided >> leaf->variable & 1;
    case LEAF_AGED:
        return !is_in_phase(module, leaf, state);
    case LEAF_SECOND:
        break;
    }
    return 0;
}

/* Whether a quorum is up of the replicas whose place is. */
static bool is_quorum_placed(const struct module *module, const struct spread *spread, const struct placed *placed,
                             size_t state) {
    const struct graph *graph = module->maker->valuation->graph;
    uint32_t ups = 0;
    for (uint32_t place = 0; place < spread->count; place++) {
        uint32_t there = placed->variable != NO_INDEX ? value_in(module, state, placed->variable + place)
                         : placed->is_up              ? replicas_in(&placed->across, place)
                                                      : 0;
        ups += module->maker->ups[graph->places[spread->first + place]] > 0 ? there : 0;
    }
    return ups >= placed->across.quorum;
}

/* Whether all items are up in the state. Leaves how many are up by gate. */
static bool is_up(const struct module *module, size_t state, uint32_t decided) {
    struct chain_maker *maker = module->maker;
    const struct graph *graph = maker->valuation->graph;
    for (size_t g = 0; g < maker->gate_count; g++) {
        uint32_t index = maker->gates[g];
        const struct gate *gate = &graph->gates[index];
        if (is_leaf(graph, index)) {
            maker->ups[index] = gate->kind == GATE_LEAF
                                    ? ups_of_leaf(module, &module->leaves[maker->slot[index]], state, decided)
                                    : gate->kind == GATE_UP;
            continue;
        }
        const struct spread *spread = spread_at(maker, index);
        if (spread) {
            maker->ups[index] = is_quorum_placed(module, spread, &module->placed[maker->slot[index]], state);
            continue;
        }
        uint32_t ups = 0;
        for (uint32_t i = 0; i < gate->count; i++)
            ups += maker->ups[graph->arguments[gate->first + i]];
        maker->ups[index] = ups >= gate_least_up(gate, gate->count);
    }
    for (size_t i = 0; i < module->item_count; i++)
        if (maker->ups[module->items[i]] == 0)
            return false;
    return true;
}

/* The failovers of which something that waits for no switch is up, in the state that was looked at last. */
static uint32_t firsts_up(const struct module *module) {
    const struct graph *graph = module->maker->valuation->graph;
    uint32_t firsts = 0;
    for (size_t c = 0; c < module->change_count; c++) {
        const struct gate *gate = &graph->gates[module->changes[c].gate];
        for (uint32_t i = 0; i < gate->count; i++) {
            uint32_t argument = graph->arguments[gate->first + i];
            if (module->maker->ups[argument] > 0 && !add_switches(module, argument, NULL))
                firsts |= (uint32_t)1 << c;
        }
    }
    return firsts;
}

static double binomial(const struct variable *self, uint32_t up) {
    double chance = pow(1 - self->up, self->n - up);
    for (uint32_t i = 0; i < up; i++)
        chance *= self->up * (self->n - i) / (i + 1);
    return chance;
}

static double chance_of(const struct module *module, size_t state) {
    double chance = 1;
    for (uint32_t v = 0; v < module->variable_count; v++) {
        const struct variable *self = &module->variables[v];
        uint32_t up = value_in(module, state, v);
        chance *= self->aging ? self->aging->chance[up] : binomial(self, up);
    }
    for (size_t i = 0; module->has_groups && i < module->leaf_count; i++) {
        const struct module_leaf *leaf = &module->leaves[i];
        if (leaf->up_part > 0)
            chance *= ups_of_leaf(module, leaf, state, 0) > 0 ? leaf->up_part : leaf->down_part;
    }
    return chance;
}

/* What is lost in the state, over all that chances may decide. */
static double loss_in(const struct module *module, size_t state) {
    double loss = 0;
    size_t ways = (size_t)1 << module->deciding_count, lost = 0;
    for (uint32_t decided = 0; decided < ways; decided++) {
        if (is_up(module, state, decided))
            continue;
        double chance = 1;
        for (size_t i = 0; i < module->deciding_count; i++)
            chance *= decided >> i & 1 ? module->deciding[i] : 1 - module->deciding[i];
        loss += chance;
        lost++;
    }
    return lost == ways ? 1 : fmin(loss, 1);
}

/* Those that lose everything come first, then those that lose a part. */
static size_t rank_of_loss(double loss) {
    return loss >= 1 ? 0 : loss > 0 ? 1 : 2;
}

static void add_states(struct module *module, struct chain *chain, struct arena *arena) {
    double *loss = arena_alloc(module->arena, module->states, sizeof *loss);
    uint32_t first[4] = {0};
    *chain = (struct chain){.count = (uint32_t)module->states,
                            .chance = arena_alloc(arena, module->states, sizeof(double)),
                            .loss = arena_alloc(arena, module->states, sizeof(double))};
    module->firsts = arena_alloc(module->arena, module->states, sizeof *module->firsts);
    module->rank = arena_alloc(module->arena, module->states, sizeof *module->rank);
    for (size_t state = 0; state < module->states; state++) {
        loss[state] = loss_in(module, state);
        module->firsts[state] = firsts_up(module);
        first[rank_of_loss(loss[state]) + 1]++;
    }
    chain->down_count = first[1];
    chain->lossy_count = first[2] += first[1];
    for (size_t state = 0; state < module->states; state++) {
        uint32_t place = module->rank[state] = first[rank_of_loss(loss[state])]++;
        chain->chance[place] = chance_of(module, state);
        chain->loss[place] = loss[state];
    }
}

/* ---- Steps ---- */

static void add_step(struct module *module, struct chain *chain, size_t from, size_t to, double rate,
                     struct arena *arena) {
    if (rate > 0 && from != to)
        ARENA_APPEND(arena, chain->steps, chain->step_count, chain->step_capacity,
                     (struct chain_step){module->rank[from], module->rank[to], rate});
}

/* How many of the outages that begin with a step are left by the causes of groups. */
static double part_left(const struct module *module, size_t from, size_t to) {
    double part = 1;
    for (size_t i = 0; module->has_groups && i < module->leaf_count; i++) {
        const struct module_leaf *leaf = &module->leaves[i];
        if (leaf->up_part > 0 && ups_of_leaf(module, leaf, from, 0) > ups_of_leaf(module, leaf, to, 0))
            part *= leaf->down_part / leaf->up_part;
    }
    return part;
}

/* Draws the switches of failovers whose first part went down. */
static void add_drawn(struct module *module, struct chain *chain, size_t from, size_t to, double rate,
                      struct arena *arena) {
    rate *= part_left(module, from, to);
    uint32_t drawn[CHANGES_MAX], count = 0, down = module->firsts[from] & ~module->firsts[to];
    for (size_t c = 0; c < module->change_count; c++)
        for (size_t i = 0; down >> c & 1 && i < module->changes[c].count && count < CHANGES_MAX; i++)
            drawn[count++] = module->changes[c].switches[i];
    for (uint32_t draw = 0; draw < (uint32_t)1 << count; draw++) {
        size_t state = to;
        double chance = 1;
        for (uint32_t i = 0; i < count; i++) {
            const struct variable *self = &module->variables[drawn[i]];
            uint32_t up = draw >> i & 1;
            state = state - value_in(module, state, drawn[i]) * self->place + up * self->place;
            chance *= up ? self->up : 1 - self->up;
        }
        add_step(module, chain, from, state, rate * chance, arena);
    }
}

/* An outage begins, grows older, and ends. */
static void add_aging(struct module *module, struct chain *chain, size_t state, uint32_t v, struct arena *arena) {
    const struct variable *self = &module->variables[v];
    uint32_t value = value_in(module, state, v);
    if (value == 0) {
        add_drawn(module, chain, state, state + self->place, 1 / self->times.up_s, arena);
        return;
    }
    add_drawn(module, chain, state, state - value * self->place, 1 / self->times.down_s, arena);
    double older = value < self->n ? self->aging->older[(value - 1) / self->aging->stages] : 0;
    if (older > 0)
        add_drawn(module, chain, state, state + self->place, older / (1 - older) / self->times.down_s, arena);
}

static void add_steps(struct module *module, struct chain *chain, struct arena *arena) {
    for (size_t state = 0; state < module->states; state++)
        for (uint32_t v = 0; v < module->variable_count; v++) {
            const struct variable *self = &module->variables[v];
            uint32_t up = value_in(module, state, v);
            if (self->times.down_s <= 0)
                continue;
            if (self->aging) {
                add_aging(module, chain, state, v, arena);
                continue;
            }
            if (up > 0)
                add_drawn(module, chain, state, state - self->place, up / self->times.up_s, arena);
            if (up < self->n)
                add_drawn(module, chain, state, state + self->place, (self->n - up) / self->times.down_s, arena);
        }
}

/* With so many stages of each phase of outages whose ages are told apart. */
static bool make_chain(struct chain_maker *maker, const uint32_t *items, size_t count, size_t states_max,
                       uint32_t stages, struct chain *chain, struct arena *arena) {
    struct arena *scratch = arena_open(maker->arena);
    struct module module = {.maker = maker,
                            .items = items,
                            .item_count = count,
                            .states = 1,
                            .states_max = states_max,
                            .stages = stages,
                            .is_possible = true,
                            .arena = scratch};
    list_gates(maker, items, count);
    add_leaves(&module);
    if (module.is_possible)
        add_counted(&module);
    if (module.is_possible)
        add_changes(&module);
    if (module.is_possible) {
        add_states(&module, chain, arena);
        add_steps(&module, chain, arena);
        for (size_t i = 0; i < module.leaf_count; i++)
            chain->is_staged |= module.leaves[i].kind == LEAF_AGED;
    }
    arena_close(scratch);
    return module.is_possible;
}

bool make_module_chain(struct chain_maker *maker, const uint32_t *items, size_t count, size_t states_max,
                       uint32_t stages_min, struct chain *chain, struct arena *arena) {
    uint32_t stages = maker->valuation->graph->phase_count > 0 ? STAGES_MAX : stages_min;
    while (!make_chain(maker, items, count, states_max, stages, chain, arena))
        if (stages-- <= stages_min)
            return false;
    return true;
}
