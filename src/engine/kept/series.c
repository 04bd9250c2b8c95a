#include "engine/kept/series.h"

#include "base/indices.h"

#include <stdlib.h>
#include <string.h>

/* States that a whole service may have, and a module of it. */
static const size_t WHOLE_STATES_MAX[] = {[CHAINS_BRIEF] = 8, [CHAINS_USUAL] = 64, [CHAINS_WHOLE] = 256};
static const size_t MODULE_STATES_MAX[] = {[CHAINS_BRIEF] = 8, [CHAINS_USUAL] = 256, [CHAINS_WHOLE] = 256};

/* Parts of a service can have more stages each than all of it at once. */
enum { WHOLE_STAGES_MIN = 3 };

/* What is to be taken apart. */
struct piece {
    uint32_t gate;
    double part; /* of the requests that are lost while it is down */
};

struct dismantling {
    struct series_maker *maker;
    struct series series;
    struct piece *pieces;
    size_t piece_count, piece_capacity;
    uint32_t *items; /* of the piece in hand, which all have to be up, each once */
    size_t item_count, item_capacity;
    uint32_t *group; /* by item: one that it shares something with, itself in the end (a union-find forest) */
    enum chain_sizes sizes;
    bool is_open; /* what is left of the mean belongs to modules that have too many states, or to outages whose ages
                     are told apart */
    struct arena *arena, *scratch;
};

struct series_maker series_maker_new(struct outage_list *outages, struct arena *arena) {
    return (struct series_maker){.chains = chain_maker_new(outages, arena),
                                 .owner = arena_alloc(arena, outages->valuation->graph->gate_count, sizeof(uint32_t)),
                                 .arena = arena};
}

static const struct graph *graph_of(const struct dismantling *self) {
    return self->maker->chains.valuation->graph;
}

/* ---- Modules ---- */

static void add_module(struct dismantling *self, struct series_module module) {
    struct series *series = &self->series;
    ARENA_APPEND(self->arena, series->modules, series->count, series->capacity, module);
}

/* Something that is down for that part of the time, as often. */
static void add_alternating(struct dismantling *self, double part, struct alternating times) {
    add_module(self, (struct series_module){.part = part, .times = times, .count = 1});
}

/* A chain that the series has already is not made twice. */
static void add_chain(struct dismantling *self, double part, const struct chain *chain) {
    enum { LOOKED_AT = 64 };
    const struct series *series = &self->series;
    for (size_t i = series->count, looked = 0; i-- > 0 && looked < LOOKED_AT; looked++) {
        struct series_module *other = &self->series.modules[i];
        if (!other->chain || other->part != part || other->chain->count != chain->count ||
            other->chain->step_count != chain->step_count ||
            memcmp(other->chain->chance, chain->chance, chain->count * sizeof *chain->chance) != 0 ||
            memcmp(other->chain->loss, chain->loss, chain->count * sizeof *chain->loss) != 0 ||
            memcmp(other->chain->steps, chain->steps, chain->step_count * sizeof *chain->steps) != 0)
            continue;
        other->count++;
        return;
    }
    add_module(self, (struct series_module){.part = part, .chain = chain, .count = 1});
}

/* A chain that loses something in some of its states. */
static void add_module_of(struct dismantling *self, const uint32_t *items, size_t count, double part) {
    struct chain *chain = arena_alloc(self->arena, 1, sizeof *chain);
    if (!make_module_chain(&self->maker->chains, items, count, MODULE_STATES_MAX[self->sizes], 1, chain, self->arena)) {
        self->is_open = true;
        return;
    }
    if (chain->is_staged)
        self->series.kind = SLACALC_KEPT_APPROXIMATE;
    if (chain->down_count == chain->count)
        self->series.always += part;
    else if (chain->lossy_count > 0)
        add_chain(self, part, chain);
}

static void add_leaf(struct dismantling *self, uint32_t gate, double part) {
    struct chain_maker *chains = &self->maker->chains;
    struct level level = chains->valuation->values.low[gate];
    const struct leaf *leaf = &graph_of(self)->leaves[graph_of(self)->gates[gate].first];
    struct alternating times;
    if (leaf->phase != NO_INDEX) {
        add_module_of(self, &gate, 1, part);
        return;
    }
    if (!leaf_alternates(chains, gate, &times)) {
        self->series.always += part * (double)level.down;
        return;
    }
    bool is_single = leaf->replicas == 1 && leaf_tie(graph_of(self), leaf)->beta.up == 0;
    if (leaf_is_plain(chains, gate) && !is_single && leaf->component != NO_INDEX && leaf->needs == NO_INDEX) {
        add_module_of(self, &gate, 1, part);
        return;
    }
    if (!leaf_is_plain(chains, gate))
        self->series.kind = SLACALC_KEPT_APPROXIMATE;
    add_alternating(self, part, times);
}

/* ---- Items ---- */

static void push_piece(struct dismantling *self, uint32_t gate, double part) {
    ARENA_APPEND(self->scratch, self->pieces, self->piece_count, self->piece_capacity, (struct piece){gate, part});
}

/* What all has to be up for the gate to be, each listed once. */
static void list_items(struct dismantling *self, uint32_t root) {
    struct chain_maker *chains = &self->maker->chains;
    const struct graph *graph = graph_of(self);
    self->item_count = 0;
    chains->serial++;
    chains->met[root] = chains->serial;
    ARENA_APPEND(chains->arena, chains->pending, chains->pending_count, chains->pending_capacity, root);
    while (chains->pending_count > 0) {
        uint32_t index = chains->pending[--chains->pending_count];
        const struct gate *gate = &graph->gates[index];
        if (gate->kind != GATE_ALL) {
            ARENA_APPEND(self->scratch, self->items, self->item_count, self->item_capacity, index);
            continue;
        }
        for (uint32_t i = gate->count; i-- > 0;) {
            uint32_t argument = graph->arguments[gate->first + i];
            if (chains->met[argument] == chains->serial)
                continue;
            chains->met[argument] = chains->serial;
            ARENA_APPEND(chains->arena, chains->pending, chains->pending_count, chains->pending_capacity, argument);
        }
    }
}

static uint32_t group_of(struct dismantling *self, uint32_t item) {
    while (self->group[item] != item)
        item = self->group[item] = self->group[self->group[item]];
    return item;
}

/* A gate that another item met before joins both, and so does the outage that leaves of several phases stand for, which
 * is known by the first of them. Recurses once. */
static void enter(struct dismantling *self, uint32_t item, uint32_t gate) {
    struct chain_maker *chains = &self->maker->chains;
    const struct graph *graph = graph_of(self);
    if (chains->met[gate] == chains->serial) {
        self->group[group_of(self, self->maker->owner[gate])] = group_of(self, item);
        return;
    }
    chains->met[gate] = chains->serial;
    self->maker->owner[gate] = item;
    ARENA_APPEND(chains->arena, chains->pending, chains->pending_count, chains->pending_capacity, gate);
    uint32_t leaf = graph->gates[gate].first;
    const struct phase *phase = graph->gates[gate].kind == GATE_LEAF ? leaf_phase(graph, &graph->leaves[leaf]) : NULL;
    if (phase && phase->family != leaf)
        enter(self, item, gate - (leaf - phase->family));
}

/* Finds which items share something. */
static void group_items(struct dismantling *self) {
    struct chain_maker *chains = &self->maker->chains;
    const struct graph *graph = graph_of(self);
    self->group = arena_alloc(self->scratch, self->item_count, sizeof *self->group);
    for (uint32_t item = 0; item < self->item_count; item++)
        self->group[item] = item;
    chains->serial++;
    for (uint32_t item = 0; item < self->item_count; item++) {
        enter(self, item, self->items[item]);
        while (chains->pending_count > 0) {
            const struct gate *gate = &graph->gates[chains->pending[--chains->pending_count]];
            for (uint32_t i = 0; gate->kind > GATE_LEAF && i < gate->count; i++)
                enter(self, item, graph->arguments[gate->first + i]);
        }
    }
}

/* What a share of traffic needs, where the gate is such a share and that does not read the share itself. Returns false
 * where it is not. */
static bool is_share(struct dismantling *self, uint32_t index, uint32_t *needed, double *share) {
    const struct graph *graph = graph_of(self);
    const struct gate *gate = &graph->gates[index];
    if (gate->kind != GATE_ANY || gate->count != 2)
        return false;
    for (uint32_t i = 0; i < 2; i++) {
        uint32_t argument = graph->arguments[gate->first + i];
        const struct leaf *leaf = &graph->leaves[graph->gates[argument].first];
        if (graph->gates[argument].kind != GATE_LEAF || leaf->component != NO_INDEX || leaf->chance != CHANCE_SHARE)
            continue;
        *needed = graph->arguments[gate->first + 1 - i];
        *share = (double)leaf->level.down;
        return true;
    }
    return false;
}

/* Takes the items of one group. */
static void add_group(struct dismantling *self, const uint32_t *items, size_t count, double part) {
    enum gate_kind kind = graph_of(self)->gates[items[0]].kind;
    uint32_t needed;
    double share;
    if (count > 1)
        add_module_of(self, items, count, part);
    else if (kind == GATE_LEAF)
        add_leaf(self, items[0], part);
    else if (kind == GATE_DOWN)
        self->series.always += part;
    else if (is_share(self, items[0], &needed, &share))
        push_piece(self, needed, part * share);
    else if (kind != GATE_UP)
        add_module_of(self, items, 1, part);
}

static void take_apart(struct dismantling *self, struct piece piece) {
    list_items(self, piece.gate);
    group_items(self);
    struct arena *room = arena_open(self->scratch);
    uint32_t *members = arena_alloc(room, self->item_count, sizeof *members);
    size_t *first = arena_alloc(room, self->item_count + 1, sizeof *first);
    for (uint32_t item = 0; item < self->item_count; item++)
        first[group_of(self, item) + 1]++;
    for (size_t i = 0; i < self->item_count; i++)
        first[i + 1] += first[i];
    size_t *next = arena_copy(room, first, self->item_count + 1, sizeof *first);
    for (uint32_t item = 0; item < self->item_count; item++)
        members[next[group_of(self, item)]++] = self->items[item];
    for (size_t i = 0; i < self->item_count; i++)
        if (first[i + 1] > first[i])
            add_group(self, &members[first[i]], first[i + 1] - first[i], piece.part);
    arena_close(room);
}

/* ---- All ---- */

/* The mean less what the modules make of it belongs to those that have too many states. */
static void add_rest(struct dismantling *self, struct mean_outages mean) {
    const struct series *series = &self->series;
    double up = mean.up / (1 - series->always), begin = mean.per_second / mean.up;
    for (size_t i = 0; i < series->count; i++) {
        const struct series_module *module = &series->modules[i];
        const struct alternating *times = &module->times;
        double down = module->chain ? chain_down(module->chain) : times->down_s / (times->up_s + times->down_s);
        double per_second = module->chain ? chain_frequency(module->chain) : 1 / (times->up_s + times->down_s);
        up /= pow(1 - module->part * down, (double)module->count);
        begin -= (double)module->count * module->part * per_second / (1 - module->part * down);
    }
    self->series.kind = SLACALC_KEPT_APPROXIMATE;
    if (up < 1 && begin > 0)
        add_alternating(self, 1, (struct alternating){1 / begin, (1 - up) / up / begin});
}

static int by_times(const void *left, const void *right) {
    const struct series_module *a = left, *b = right;
    if (!a->chain != !b->chain)
        return a->chain ? 1 : -1;
    if (a->chain)
        return 0;
    const double one[] = {a->part, a->times.up_s, a->times.down_s};
    const double other[] = {b->part, b->times.up_s, b->times.down_s};
    for (size_t i = 0; i < 3; i++)
        if (one[i] != other[i])
            return one[i] < other[i] ? -1 : 1;
    return 0;
}

static void join_alike(struct series *series) {
    size_t kept = 0;
    if (series->count > 0)
        qsort(series->modules, series->count, sizeof *series->modules, by_times);
    for (size_t i = 0; i < series->count; i++) {
        if (kept > 0 && !series->modules[i].chain && by_times(&series->modules[kept - 1], &series->modules[i]) == 0)
            series->modules[kept - 1].count += series->modules[i].count;
        else
            series->modules[kept++] = series->modules[i];
    }
    series->count = kept;
}

static bool is_whole(struct dismantling *self, uint32_t root) {
    struct chain *chain = arena_alloc(self->arena, 1, sizeof *chain);
    if (graph_of(self)->gates[root].kind <= GATE_LEAF ||
        !make_module_chain(&self->maker->chains, &root, 1, WHOLE_STATES_MAX[self->sizes], WHOLE_STAGES_MIN, chain,
                           self->arena))
        return false;
    if (chain->is_staged)
        self->series.kind = SLACALC_KEPT_APPROXIMATE;
    if (chain->down_count == chain->count)
        self->series.always = 1;
    else if (chain->lossy_count > 0)
        add_chain(self, 1, chain);
    return true;
}

struct series series_of(struct series_maker *maker, uint32_t root, struct mean_outages mean, enum chain_sizes sizes,
                        struct arena *arena) {
    struct dismantling self = {.maker = maker, .sizes = sizes, .arena = arena, .scratch = arena_open(maker->arena)};
    self.series.kind = SLACALC_KEPT_EXACT;
    if (!is_whole(&self, root)) {
        push_piece(&self, root, 1);
        while (self.piece_count > 0)
            take_apart(&self, self.pieces[--self.piece_count]);
        if (self.is_open)
            add_rest(&self, mean);
        join_alike(&self.series);
        const struct series *series = &self.series;
        bool is_one =
            series->count == 0 || (series->count == 1 && series->modules[0].count == 1 && series->always == 0);
        if (!is_one && series->kind == SLACALC_KEPT_EXACT)
            self.series.kind = SLACALC_KEPT_AT_LEAST;
    }
    arena_close(self.scratch);
    return self.series;
}
