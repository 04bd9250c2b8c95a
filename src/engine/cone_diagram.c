#include "engine/cone_diagram.h"

#include "engine/sifted.h"

#include <math.h>

struct drawing {
    const struct cone *cone;
    struct sifted sifted;
    size_t max_nodes;
    uint32_t *rank;       /* by gate: of a variable */
    struct level *levels; /* by variable */
    uint32_t *functions;  /* by gate: down no less often than it */
    uint32_t *uses;       /* by gate: by those not drawn yet */
    uint64_t *supports;   /* by gate, a row of bits */
    uint32_t *arguments;  /* functions of those of one gate */
    bool is_rounded;      /* one of them is down more often than its gate */
    struct arena *arena;
};

/* ---- Variables ---- */

static uint32_t rank_variables(struct drawing *d) {
    const struct cone *cone = d->cone;
    uint32_t *stack = arena_alloc(d->arena, cone->argument_count + 1, sizeof *stack), count = 0;
    bool *met = arena_alloc(d->arena, cone->gate_count, sizeof *met);
    size_t depth = 0;
    stack[depth++] = cone->top;
    while (depth > 0) {
        uint32_t index = stack[--depth];
        const struct cone_gate *gate = &cone->gates[index];
        if (met[index])
            continue;
        met[index] = true;
        if (gate->kind == GATE_LEAF)
            d->rank[index] = count++;
        for (size_t i = gate->count; i-- > 0;)
            stack[depth++] = cone->arguments[gate->first + i];
    }
    arena_release(d->arena, stack, cone->argument_count + 1, sizeof *stack);
    arena_release(d->arena, met, cone->gate_count, sizeof *met);
    return count;
}

static void enter_variable(struct drawing *d, uint32_t index) {
    uint32_t rank = d->rank[index];
    d->supports[index * d->sifted.words + rank / 64] |= (uint64_t)1 << rank % 64;
    d->levels[rank] = d->cone->gates[index].level[LOW];
    d->functions[index] = sifted_keep(&d->sifted, sifted_variable(&d->sifted, rank));
}

/* ---- Gates ---- */

/* Takes over what the caller keeps, and keeps the result. */
static uint32_t rounded(struct drawing *d, uint32_t function, size_t max_nodes) {
    uint32_t result = sifted_keep(&d->sifted, sifted_rounded(&d->sifted, function, d->levels, max_nodes));
    d->is_rounded = d->is_rounded || result != function;
    sifted_drop(&d->sifted, function);
    return result;
}

/* Likewise, of what is on the way to a function, and was combined when so many nodes were there. */
static uint32_t within_room(struct drawing *d, uint32_t function, size_t live) {
    enum { ROOM = 4 };
    if (d->sifted.live < live + d->max_nodes)
        return function; /* hardly larger than what it was made of */
    sifted_walk(&d->sifted, function);
    return d->sifted.walked_count <= ROOM * d->max_nodes ? function : rounded(d, function, ROOM / 2 * d->max_nodes);
}

static int by_level(const struct sifted *s, uint32_t f, uint32_t g) {
    uint32_t a = sifted_level_of(s, f), b = sifted_level_of(s, g);
    return a > b ? -1 : a < b;
}

/* The two whose variables come last go first. */
static void bring_deepest(struct drawing *d, uint32_t *functions, size_t count) {
    for (size_t place = 0; place < 2; place++)
        for (size_t i = place + 1; i < count; i++)
            if (by_level(&d->sifted, functions[i], functions[place]) < 0) {
                uint32_t other = functions[i];
                functions[i] = functions[place];
                functions[place] = other;
            }
}

/* With a better order, what was too long may be short. */
static uint32_t combine(struct drawing *d, enum operation operation, uint32_t f, uint32_t g) {
    enum { STEPS_A_NODE = 20, MIN_STEPS = 200000, MORE = 5 };
    size_t steps = d->sifted.live * STEPS_A_NODE + MIN_STEPS;
    uint32_t result = sifted_combine(&d->sifted, operation, f, g, steps);
    if (result != BDD_SPENT || sifted_is_spent(&d->sifted))
        return result;
    d->sifted.reorder_at = 0;
    sifted_reorder(&d->sifted);
    return sifted_combine(&d->sifted, operation, f, g, MORE * steps);
}

static void drop_all(struct drawing *d, const uint32_t *functions, size_t count) {
    for (size_t i = 0; i < count; i++)
        sifted_drop(&d->sifted, functions[i]);
}

static void reorder_in_time(struct drawing *d, size_t live) {
    if (d->sifted.live > live)
        sifted_reorder(&d->sifted);
}

/* The functions are kept, and dropped by this; the result is kept. */
static uint32_t fold(struct drawing *d, enum operation operation, uint32_t *functions, size_t count) {
    for (; count > 1; count--) {
        bring_deepest(d, functions, count);
        size_t live = d->sifted.live;
        uint32_t result = combine(d, operation, functions[0], functions[1]);
        if (result == BDD_SPENT)
            return result;
        result = within_room(d, sifted_keep(&d->sifted, result), live);
        drop_all(d, functions, 2);
        functions[0] = result;
        functions[1] = functions[count - 1];
        reorder_in_time(d, 4 * d->sifted.collect_at);
    }
    return functions[0];
}

/* row[j] becomes "at least j of the functions so far are down", with another function. */
static bool add_to_row(struct drawing *d, uint32_t *row, size_t least, uint32_t function) {
    for (size_t j = least; j > 0; j--) {
        size_t live = d->sifted.live;
        uint32_t both = combine(d, AND, function, row[j - 1]);
        if (both == BDD_SPENT)
            return false;
        sifted_keep(&d->sifted, both);
        uint32_t result = combine(d, OR, both, row[j]);
        if (result == BDD_SPENT)
            return false;
        result = within_room(d, sifted_keep(&d->sifted, result), live);
        sifted_drop(&d->sifted, both);
        sifted_drop(&d->sifted, row[j]);
        row[j] = result;
    }
    return true;
}

/* Like fold. */
static uint32_t at_least(struct drawing *d, const uint32_t *functions, size_t count, size_t least) {
    uint32_t *row = arena_alloc(d->arena, least + 1, sizeof *row);
    for (size_t j = 0; j <= least; j++)
        row[j] = sifted_keep(&d->sifted, j == 0 ? BDD_TRUE : BDD_FALSE);
    for (size_t i = 0; i < count; i++)
        if (!add_to_row(d, row, least, functions[i]))
            return BDD_SPENT;
    uint32_t result = row[least];
    drop_all(d, row, least);
    drop_all(d, functions, count);
    arena_release(d->arena, row, least + 1, sizeof *row);
    return result;
}

static bool draw_gate(struct drawing *d, uint32_t index) {
    const struct cone_gate *gate = &d->cone->gates[index];
    uint32_t function;
    for (size_t i = 0; i < gate->count; i++)
        d->arguments[i] = sifted_keep(&d->sifted, d->functions[d->cone->arguments[gate->first + i]]);
    if (gate->kind == GATE_AT_LEAST)
        function = at_least(d, d->arguments, gate->count, gate->count - gate->at_least + 1);
    else
        function = fold(d, gate->kind == GATE_ALL ? OR : AND, d->arguments, gate->count);
    if (function == BDD_SPENT)
        return false;
    d->functions[index] = rounded(d, function, d->max_nodes);
    return true;
}

static void relate(struct drawing *d, uint32_t index) {
    const struct cone_gate *gate = &d->cone->gates[index];
    size_t words = d->sifted.words;
    for (size_t i = 0; i < gate->count; i++)
        for (size_t word = 0; word < words; word++)
            d->supports[index * words + word] |= d->supports[d->cone->arguments[gate->first + i] * words + word];
    sifted_relate(&d->sifted, &d->supports[index * words]);
}

static void forget_arguments(struct drawing *d, const struct cone_gate *gate) {
    for (size_t i = 0; i < gate->count; i++) {
        uint32_t argument = d->cone->arguments[gate->first + i];
        if (--d->uses[argument] == 0)
            sifted_drop(&d->sifted, d->functions[argument]);
    }
}

static bool draw_all(struct drawing *d) {
    for (uint32_t index = 0; index <= d->cone->top; index++) {
        const struct cone_gate *gate = &d->cone->gates[index];
        if (!gate->is_needed)
            continue;
        if (gate->kind == GATE_LEAF) {
            enter_variable(d, index);
            continue;
        }
        relate(d, index);
        if (!draw_gate(d, index))
            return false;
        forget_arguments(d, gate);
        reorder_in_time(d, d->sifted.collect_at);
    }
    return true;
}

/* ---- Room ---- */

static size_t most_arguments(const struct cone *cone) {
    size_t most = 0;
    for (size_t i = 0; i < cone->gate_count; i++)
        most = cone->gates[i].count > most ? cone->gates[i].count : most;
    return most;
}

static void take_room(struct drawing *d, uint64_t max_work, struct deadline *deadline) {
    const struct cone *cone = d->cone;
    size_t count = cone->gate_count;
    d->rank = arena_alloc(d->arena, count, sizeof *d->rank);
    d->uses = arena_alloc(d->arena, count, sizeof *d->uses);
    d->arguments = arena_alloc(d->arena, most_arguments(cone), sizeof *d->arguments);
    uint32_t variables = rank_variables(d);
    d->functions = arena_alloc(d->arena, count, sizeof *d->functions);
    d->levels = arena_alloc(d->arena, variables, sizeof *d->levels);
    d->sifted = sifted_new(variables, max_work, deadline, d->arena);
    d->supports = arena_alloc(d->arena, count * d->sifted.words, sizeof *d->supports);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; cone->gates[i].is_needed && j < cone->gates[i].count; j++)
            d->uses[cone->arguments[cone->gates[i].first + j]]++;
}

static void give_room_back(struct drawing *d) {
    size_t count = d->cone->gate_count;
    arena_release(d->arena, d->rank, count, sizeof *d->rank);
    arena_release(d->arena, d->uses, count, sizeof *d->uses);
    arena_release(d->arena, d->functions, count, sizeof *d->functions);
    arena_release(d->arena, d->supports, count * d->sifted.words, sizeof *d->supports);
    arena_release(d->arena, d->levels, d->sifted.variables, sizeof *d->levels);
    sifted_release(&d->sifted);
}

struct cone_probability cone_diagram(const struct cone *cone, size_t max_nodes, uint64_t max_work,
                                     struct deadline *deadline) {
    /* What sums of products of so many terms may have lost. */
    static const long double SLACK = 1e-12L;
    struct drawing d = {.cone = cone, .max_nodes = max_nodes, .arena = cone->arena};
    struct cone_probability found = {.least = 0, .most = 1};
    take_room(&d, max_work, deadline);
    if (draw_all(&d)) {
        long double down = sifted_level(&d.sifted, d.functions[cone->top], d.levels).down;
        found.most = fminl(down * (1 + SLACK), 1);
        found.least = d.is_rounded ? 0 : down * (1 - SLACK);
    }
    found.work = d.sifted.work;
    give_room_back(&d);
    return found;
}
