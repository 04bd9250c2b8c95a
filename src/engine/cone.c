#include "engine/cone.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- From the graph ---- */

/* A module that is an interval is looked into. */
static bool is_variable(const struct exact *e, uint32_t gate, uint32_t top) {
    return e->graph->gates[gate].count == 0 || (gate != top && e->modules.is_module[gate] && e->is_exact[gate]);
}

static bool *find_reached(const struct exact *e, uint32_t top, size_t *argument_count, struct arena *arena) {
    bool *reached = arena_alloc(arena, (size_t)top + 1, sizeof *reached);
    reached[top] = true;
    for (uint32_t g = top + 1; g-- > 0;) {
        const struct gate *gate = &e->graph->gates[g];
        if (!reached[g] || is_variable(e, g, top))
            continue;
        for (size_t i = 0; i < gate->count; i++)
            reached[e->graph->arguments[gate->first + i]] = true;
        *argument_count += gate->count;
    }
    return reached;
}

/* Appends what is left of the gate; returns its index, or what it is the same as. */
static uint32_t append(struct cone *cone, const struct graph *graph, uint32_t g, const uint32_t *of_gate) {
    const struct gate *gate = &graph->gates[g];
    struct cone_gate added = {
        .kind = gate->kind, .first = (uint32_t)cone->argument_count, .at_least = gate->at_least, .gate = g};
    for (size_t i = 0; i < gate->count; i++) {
        uint32_t argument = of_gate[graph->arguments[gate->first + i]];
        added.is_changed = added.is_changed || argument == CONE_DOWN || cone->gates[argument].is_changed ||
                           cone->gates[argument].gate != graph->arguments[gate->first + i];
        if (argument != CONE_DOWN)
            cone->arguments[added.first + added.count++] = argument;
        else if (gate->kind == GATE_ALL)
            return CONE_DOWN;
    }
    if (added.count == 0 || (added.kind == GATE_AT_LEAST && added.count < added.at_least))
        return CONE_DOWN;
    if (added.count == 1)
        return cone->arguments[added.first];
    if (added.kind == GATE_AT_LEAST && added.count == added.at_least)
        added.kind = GATE_ALL;
    cone->argument_count += added.count;
    cone->gates[cone->gate_count] = added;
    return (uint32_t)cone->gate_count++;
}

static uint32_t append_variable(struct cone *cone, const struct exact *e, uint32_t gate) {
    cone->gates[cone->gate_count] =
        (struct cone_gate){.kind = GATE_LEAF, .gate = gate, .level = {e->values[LOW][gate], e->values[HIGH][gate]}};
    return (uint32_t)cone->gate_count++;
}

static void find_needed(struct cone *cone) {
    for (size_t i = 0; i < cone->gate_count; i++)
        cone->gates[i].is_needed = i == cone->top;
    for (size_t i = cone->gate_count; i-- > 0;)
        for (size_t j = 0; cone->gates[i].is_needed && j < cone->gates[i].count; j++)
            cone->gates[cone->arguments[cone->gates[i].first + j]].is_needed = true;
}

struct cone cone_new(const struct exact *exact, uint32_t top, const bool *is_down, struct arena *arena) {
    size_t arguments = 0, room = (size_t)top + 1;
    bool *reached = find_reached(exact, top, &arguments, arena);
    uint32_t *of_gate = arena_alloc(arena, room, sizeof *of_gate);
    struct cone cone = {.gates = arena_alloc(arena, room, sizeof *cone.gates),
                        .gate_capacity = room,
                        .arguments = arena_alloc(arena, arguments, sizeof *cone.arguments),
                        .argument_capacity = arguments,
                        .arena = arena};
    for (uint32_t gate = 0; gate <= top; gate++) {
        if (!reached[gate])
            continue;
        if (!is_variable(exact, gate, top))
            of_gate[gate] = append(&cone, exact->graph, gate, of_gate);
        else
            of_gate[gate] = is_down[gate] ? CONE_DOWN : append_variable(&cone, exact, gate);
    }
    cone.top = of_gate[top];
    find_needed(&cone);
    arena_release(arena, reached, room, sizeof *reached);
    arena_release(arena, of_gate, room, sizeof *of_gate);
    return cone;
}

/* ---- Intervals ---- */

static long double most_down(const struct cone *cone, const struct cone_gate *gate) {
    long double least = 1, up = 1, sum = 0;
    for (size_t i = 0; i < gate->count; i++) {
        struct level argument = cone->gates[cone->arguments[gate->first + i]].level[LOW];
        least = fminl(least, argument.down);
        sum += up * argument.down;
        up *= argument.up;
    }
    return gate->kind == GATE_ANY ? least : gate->kind == GATE_ALL ? sum : 1;
}

static long double least_down(const struct cone *cone, const struct cone_gate *gate) {
    long double most = 0, all = 1;
    for (size_t i = 0; i < gate->count; i++) {
        struct level argument = cone->gates[cone->arguments[gate->first + i]].level[HIGH];
        most = fmaxl(most, argument.down);
        all *= argument.down;
    }
    return gate->kind == GATE_ALL ? most : all;
}

void cone_enclose(struct cone *cone, const struct exact *exact) {
    for (size_t i = 0; i < cone->gate_count; i++) {
        struct cone_gate *gate = &cone->gates[i];
        if (gate->kind == GATE_LEAF)
            continue;
        long double most = most_down(cone, gate), least = least_down(cone, gate);
        if (!gate->is_changed) {
            most = fminl(most, exact->values[LOW][gate->gate].down);
            least = fmaxl(least, exact->values[HIGH][gate->gate].down);
        }
        gate->level[LOW] = (struct level){1 - most, most};
        gate->level[HIGH] = (struct level){1 - least, least};
    }
}

/* ---- What is necessary ---- */

/* A gate that is down only when all arguments are needs what one of them does; any other, what all of them do. */
static void find_necessary(const struct cone *cone, size_t index, uint64_t *sets, size_t words) {
    const struct cone_gate *gate = &cone->gates[index];
    uint64_t *set = &sets[index * words];
    if (gate->kind == GATE_LEAF)
        set[index / 64] |= (uint64_t)1 << index % 64;
    for (size_t i = 0; i < gate->count; i++) {
        const uint64_t *argument = &sets[cone->arguments[gate->first + i] * words];
        for (size_t word = 0; word < words; word++)
            set[word] = gate->kind == GATE_ANY || i == 0 ? set[word] | argument[word] : set[word] & argument[word];
    }
}

bool cone_necessary(const struct cone *cone, bool *is_down, long double probability[SIDES]) {
    size_t words = cone->gate_count / 64 + 1;
    bool any = false;
    probability[LOW] = probability[HIGH] = 1;
    if (cone->top == CONE_DOWN)
        return false;
    uint64_t *sets = arena_alloc(cone->arena, cone->gate_count * words, sizeof *sets);
    for (size_t i = 0; i <= cone->top; i++)
        find_necessary(cone, i, sets, words);
    for (size_t i = 0; i < cone->gate_count; i++) {
        const struct cone_gate *gate = &cone->gates[i];
        if (!(sets[cone->top * words + i / 64] >> i % 64 & 1))
            continue;
        any = is_down[gate->gate] = true;
        for (int side = LOW; side < SIDES; side++)
            probability[side] *= gate->level[side].down;
    }
    arena_release(cone->arena, sets, cone->gate_count * words, sizeof *sets);
    return any;
}

/* ---- Joining ---- */

/* A variable and the gates that read it. */
struct reader {
    uint32_t variable;
    uint32_t count;
    const uint32_t *gates; /* ascending */
};

struct readers {
    uint32_t *first; /* by gate and variable, one more behind the end */
    uint32_t *gates;
    struct reader *variables;
    size_t variable_count;
};

static struct readers find_readers(const struct cone *cone) {
    size_t count = cone->gate_count;
    struct readers r = {.first = arena_alloc(cone->arena, count + 2, sizeof *r.first),
                        .gates = arena_alloc(cone->arena, cone->argument_count, sizeof *r.gates),
                        .variables = arena_alloc(cone->arena, count, sizeof *r.variables)};
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; cone->gates[i].is_needed && j < cone->gates[i].count; j++)
            r.first[cone->arguments[cone->gates[i].first + j] + 2]++;
    for (size_t i = 2; i < count + 2; i++)
        r.first[i] += r.first[i - 1];
    for (uint32_t i = 0; i < count; i++)
        for (size_t j = 0; cone->gates[i].is_needed && j < cone->gates[i].count; j++)
            r.gates[r.first[cone->arguments[cone->gates[i].first + j] + 1]++] = i;
    for (uint32_t i = 0; i < count; i++)
        if (cone->gates[i].is_needed && cone->gates[i].kind == GATE_LEAF)
            r.variables[r.variable_count++] = (struct reader){i, r.first[i + 1] - r.first[i], &r.gates[r.first[i]]};
    return r;
}

static void release_readers(const struct cone *cone, struct readers *r) {
    arena_release(cone->arena, r->first, cone->gate_count + 2, sizeof *r->first);
    arena_release(cone->arena, r->gates, cone->argument_count, sizeof *r->gates);
    arena_release(cone->arena, r->variables, cone->gate_count, sizeof *r->variables);
}

static int by_readers(const void *left, const void *right) {
    const struct reader *a = left, *b = right;
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    for (size_t i = 0; i < a->count; i++)
        if (a->gates[i] != b->gates[i])
            return a->gates[i] < b->gates[i] ? -1 : 1;
    return a->variable < b->variable ? -1 : a->variable > b->variable;
}

static bool have_same_readers(const struct reader *a, const struct reader *b) {
    return a->count == b->count && memcmp(a->gates, b->gates, a->count * sizeof *a->gates) == 0;
}

/* Whether all that read it do the same with it, so that another one with it makes one variable. */
static bool is_joinable(const struct cone *cone, const struct reader *reader, enum gate_kind *kind) {
    if (reader->count == 0)
        return false;
    *kind = cone->gates[reader->gates[0]].kind;
    for (size_t i = 1; i < reader->count; i++)
        if (cone->gates[reader->gates[i]].kind != *kind)
            return false;
    return *kind == GATE_ALL || *kind == GATE_ANY;
}

static void join_levels(struct cone_gate *into, const struct cone_gate *joined, enum gate_kind kind) {
    for (int side = LOW; side < SIDES; side++) {
        struct level a = into->level[side], b = joined->level[side];
        into->level[side] = kind == GATE_ALL ? (struct level){a.up * b.up, a.down + a.up * b.down}
                                             : (struct level){a.up + a.down * b.up, a.down * b.down};
    }
}

/* Gates are read under the names of what they are the same as; returns whether one has a single argument now. */
static bool drop_joined(struct cone *cone, const bool *is_joined) {
    bool any = false;
    uint32_t *same_as = arena_alloc(cone->arena, cone->gate_count, sizeof *same_as);
    for (uint32_t i = 0; i < cone->gate_count; i++) {
        struct cone_gate *gate = &cone->gates[i];
        uint32_t kept = 0;
        for (size_t j = 0; j < gate->count; j++) {
            uint32_t argument = same_as[cone->arguments[gate->first + j]];
            if (!is_joined[argument])
                cone->arguments[gate->first + kept++] = argument;
        }
        gate->count = gate->is_needed ? kept : 0;
        same_as[i] = gate->count == 1 ? cone->arguments[gate->first] : i;
        any = any || gate->count == 1;
    }
    cone->top = same_as[cone->top];
    arena_release(cone->arena, same_as, cone->gate_count, sizeof *same_as);
    find_needed(cone);
    return any;
}

/* By gate: its only reader is of the same kind, so that this may as well read its arguments itself. */
static bool *find_spliced(const struct cone *cone, bool *any) {
    bool *is_spliced = arena_alloc(cone->arena, cone->gate_count, sizeof *is_spliced);
    bool *is_read = arena_alloc(cone->arena, cone->gate_count, sizeof *is_read);
    for (size_t i = 0; i < cone->gate_count; i++)
        for (size_t j = 0; cone->gates[i].is_needed && j < cone->gates[i].count; j++) {
            uint32_t argument = cone->arguments[cone->gates[i].first + j];
            enum gate_kind kind = cone->gates[argument].kind;
            is_spliced[argument] = !is_read[argument] && kind == cone->gates[i].kind && kind != GATE_AT_LEAST;
            is_read[argument] = true;
        }
    for (size_t i = 0; i < cone->gate_count; i++)
        *any = *any || is_spliced[i];
    arena_release(cone->arena, is_read, cone->gate_count, sizeof *is_read);
    return is_spliced;
}

/* Each list is copied once, to where it is read. */
static void splice(struct cone *cone, const bool *is_spliced) {
    uint32_t *arguments = arena_alloc(cone->arena, cone->argument_capacity, sizeof *arguments);
    uint32_t *stack = arena_alloc(cone->arena, cone->argument_capacity, sizeof *stack), count = 0;
    for (size_t i = 0; i < cone->gate_count; i++) {
        struct cone_gate *gate = &cone->gates[i];
        uint32_t first = count, depth = 0;
        if (!gate->is_needed || is_spliced[i])
            continue;
        for (uint32_t j = gate->count; j-- > 0;)
            stack[depth++] = cone->arguments[gate->first + j];
        while (depth > 0) {
            uint32_t argument = stack[--depth];
            const struct cone_gate *read = &cone->gates[argument];
            if (!is_spliced[argument])
                arguments[count++] = argument;
            for (uint32_t j = read->count; is_spliced[argument] && j-- > 0;)
                stack[depth++] = cone->arguments[read->first + j];
        }
        gate->first = first;
        gate->count = count - first;
    }
    arena_release(cone->arena, stack, cone->argument_capacity, sizeof *stack);
    arena_release(cone->arena, cone->arguments, cone->argument_capacity, sizeof *cone->arguments);
    cone->arguments = arguments;
    cone->argument_count = count;
    find_needed(cone);
    for (size_t i = 0; i < cone->gate_count; i++)
        if (!cone->gates[i].is_needed)
            cone->gates[i].count = 0;
}

static bool flatten(struct cone *cone) {
    bool any = false, *is_spliced = find_spliced(cone, &any);
    if (any)
        splice(cone, is_spliced);
    arena_release(cone->arena, is_spliced, cone->gate_count, sizeof *is_spliced);
    return any;
}

static bool join_once(struct cone *cone) {
    struct readers readers = find_readers(cone);
    bool *is_joined = arena_alloc(cone->arena, cone->gate_count, sizeof *is_joined), any = false;
    enum gate_kind kind;
    qsort(readers.variables, readers.variable_count, sizeof *readers.variables, by_readers);
    for (size_t i = 0, next; i < readers.variable_count; i = next) {
        const struct reader *first = &readers.variables[i];
        bool joinable = is_joinable(cone, first, &kind);
        for (next = i + 1; next < readers.variable_count && have_same_readers(first, &readers.variables[next]);
             next++) {
            if (!joinable)
                continue;
            join_levels(&cone->gates[first->variable], &cone->gates[readers.variables[next].variable], kind);
            any = is_joined[readers.variables[next].variable] = true;
        }
    }
    any = drop_joined(cone, is_joined) || any;
    any = flatten(cone) || any;
    arena_release(cone->arena, is_joined, cone->gate_count, sizeof *is_joined);
    release_readers(cone, &readers);
    return any;
}

void cone_join(struct cone *cone) {
    while (cone->top != CONE_DOWN && join_once(cone))
        ;
}

void cone_release(struct cone *cone) {
    arena_release(cone->arena, cone->gates, cone->gate_capacity, sizeof *cone->gates);
    arena_release(cone->arena, cone->arguments, cone->argument_capacity, sizeof *cone->arguments);
}
