#include "engine/kept/module_chain.h"

#include "base/indices.h"
#include "engine/graph/across.h"
#include "engine/graph/beta_factor.h"
#include "model/repair.h"

#include <string.h>

enum { DECIDING_MAX = 10, CHANGES_MAX = 32 };

/* What states are counted by: `n` alike things, each up or down. */
struct variable {
    uint32_t n;
    struct alternating times; /* of one; of a switch, 0 */
    double up;                /* chance of one */
    size_t place;             /* states from one value to the next */
};

enum leaf_kind {
    LEAF_CONSTANT, /* `quorum`: 0 where it is up, 1 where it is down */
    LEAF_COUNTED,  /* `variable` */
    LEAF_REPLICAS, /* at least `quorum` of `variable`, and `cause` */
    LEAF_SECOND,   /* another one stands for it */
    LEAF_DECIDING  /* a chance that is no outage: bit `variable` */
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
    if (leaf->phase != NO_INDEX) /* its outages begin with those of other phases, and end with them */
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

static void add_changes(struct module *module) {
    const struct graph *graph = module->maker->valuation->graph;
    for (size_t g = 0; g < module->maker->gate_count; g++) {
        const struct gate *gate = &graph->gates[module->maker->gates[g]];
        struct change change = {.gate = module->maker->gates[g]};
        bool may_switch = gate->kind == GATE_ANY && !spread_at(module->maker, change.gate);
        for (uint32_t i = 0; may_switch && i < gate->count; i++) {
            uint32_t found = switch_before(module, graph->arguments[gate->first + i]);
            if (found != NO_INDEX)
                ARENA_APPEND(module->arena, change.switches, change.count, change.capacity, found);
        }
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
            if (module->maker->ups[argument] > 0 && switch_before(module, argument) == NO_INDEX)
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
        chance *= binomial(self, up);
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

static void add_steps(struct module *module, struct chain *chain, struct arena *arena) {
    for (size_t state = 0; state < module->states; state++)
        for (uint32_t v = 0; v < module->variable_count; v++) {
            const struct variable *self = &module->variables[v];
            uint32_t up = value_in(module, state, v);
            if (self->times.down_s <= 0)
                continue;
            if (up > 0)
                add_drawn(module, chain, state, state - self->place, up / self->times.up_s, arena);
            if (up < self->n)
                add_drawn(module, chain, state, state + self->place, (self->n - up) / self->times.down_s, arena);
        }
}

bool make_module_chain(struct chain_maker *maker, const uint32_t *items, size_t count, size_t states_max,
                       struct chain *chain, struct arena *arena) {
    struct arena *scratch = arena_open(maker->arena);
    struct module module = {.maker = maker,
                            .items = items,
                            .item_count = count,
                            .states = 1,
                            .states_max = states_max,
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
    }
    arena_close(scratch);
    return module.is_possible;
}
