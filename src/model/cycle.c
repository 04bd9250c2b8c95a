#include "model/cycle.h"

#include "base/shown.h"

#include <string.h>

/* A longer way round is cut in the middle: nobody reads ten thousand names. */
enum { STEPS_SHOWN = 100 };

/* Of a cycle that is no mistake: the report has the rest. */
enum { STEPS_NOTED = 10 };

/* Components of one cycle that is not in series: the gates that solve it grow as the square of them. */
enum { ALTERNATIVES_MAX = 1000 };

/*
 * Strongly connected components with an explicit stack (Tarjan 1972, "Depth-first search and linear graph
 * algorithms"). Groups are closed in the order in which a dependency comes before what needs it, which is the
 * model's order.
 */
struct search {
    struct slacalc_model *model;
    const struct dependencies *dependencies;
    slacalc_diagnostics *problems;
    struct arena *scratch;
    uint32_t *numbers; /* order of the first visit, from 1; 0 before it */
    uint32_t *low;     /* the smallest number that is reached within the group */
    uint32_t *cursors; /* the next edge to follow */
    uint32_t *groups;  /* component that stands for its group; NO_INDEX while open */
    uint32_t *path;    /* components from the root down to the one that is visited */
    uint32_t *open;    /* visited components whose group is not closed */
    size_t path_length, open_count, ordered;
    uint32_t visited;
};

static uint32_t *alloc_indices(struct arena *arena, size_t count) {
    return arena_alloc(arena, count, sizeof(uint32_t));
}

static uint32_t target_of(const struct search *search, uint32_t edge) {
    return search->model->requirements[search->dependencies->edges[edge]].component;
}

static void enter(struct search *search, uint32_t component) {
    search->numbers[component] = search->low[component] = ++search->visited;
    search->cursors[component] = search->dependencies->starts[component];
    search->groups[component] = NO_INDEX;
    search->path[search->path_length++] = component;
    search->open[search->open_count++] = component;
}

static void lower(struct search *search, uint32_t component, uint32_t number) {
    if (number < search->low[component])
        search->low[component] = number;
}

static void add_cycle(struct slacalc_model *model, size_t first, size_t count) {
    model->cycles =
        arena_reserve(&model->arena, model->cycles, model->cycle_count, &model->cycle_capacity, sizeof *model->cycles);
    model->cycles[model->cycle_count++] = (struct cycle){.first = (uint32_t)first, .count = (uint32_t)count};
}

static void close_group(struct search *search, uint32_t component) {
    size_t first = search->ordered;
    uint32_t member;
    do {
        member = search->open[--search->open_count];
        search->groups[member] = component;
        search->model->order[search->ordered++] = member;
    } while (member != component);
    if (search->ordered - first > 1)
        add_cycle(search->model, first, search->ordered - first);
}

static void leave(struct search *search, uint32_t component) {
    if (search->low[component] == search->numbers[component])
        close_group(search, component);
    if (--search->path_length > 0)
        lower(search, search->path[search->path_length - 1], search->low[component]);
}

static void visit(struct search *search, uint32_t root) {
    enter(search, root);
    while (search->path_length > 0) {
        uint32_t component = search->path[search->path_length - 1];
        if (search->cursors[component] == search->dependencies->starts[component + 1]) {
            leave(search, component);
            continue;
        }
        uint32_t target = target_of(search, search->cursors[component]++);
        if (search->numbers[target] == 0)
            enter(search, target);
        else if (search->groups[target] == NO_INDEX)
            lower(search, component, search->numbers[target]);
    }
}

/* ---- Reporting ---- */

/* A shortest way from one component of a group back to it. */
struct way {
    uint32_t *from;  /* component before this one; NO_INDEX where it was not reached */
    uint32_t *edge;  /* edge that leads to it */
    uint32_t *queue; /* for breadth-first search */
};

/* Returns how many steps the way round takes, and leaves them in `from` and `edge`. */
static size_t find_way(const struct search *search, const struct way *way, uint32_t start) {
    size_t done = 0, count = 0;
    way->queue[count++] = start;
    while (way->from[start] == NO_INDEX) {
        uint32_t component = way->queue[done++];
        for (uint32_t edge = search->dependencies->starts[component];
             edge < search->dependencies->starts[component + 1]; edge++) {
            uint32_t target = target_of(search, edge);
            if (search->groups[target] != search->groups[start] || way->from[target] != NO_INDEX)
                continue;
            way->from[target] = component;
            way->edge[target] = edge;
            way->queue[count++] = target;
        }
    }
    size_t steps = 1;
    for (uint32_t component = way->from[start]; component != start; component = way->from[component])
        steps++;
    return steps;
}

static void add_text(char **end, struct text text) {
    memcpy(*end, text.at, text.length);
    *end += text.length;
}

static bool is_cut(size_t step, size_t steps) {
    return steps > STEPS_SHOWN && step >= STEPS_SHOWN / 2 && step < steps - STEPS_SHOWN / 2;
}

/* "a -> b -> a", from the edges of the way. */
static struct text describe(const struct search *search, struct text first, const uint32_t *edges, size_t steps) {
    size_t length = first.length + sizeof " -> ...";
    for (size_t i = 0; i < steps; i++)
        length += is_cut(i, steps) ? 0 : search->model->components[target_of(search, edges[i])].name.length + 4;
    char *text = arena_alloc(search->scratch, length, 1), *end = text;
    add_text(&end, first);
    for (size_t i = 0; i < steps; i++) {
        if (is_cut(i, steps)) {
            add_text(&end, text_of(i == STEPS_SHOWN / 2 ? " -> ..." : ""));
            continue;
        }
        add_text(&end, text_of(" -> "));
        add_text(&end, search->model->components[target_of(search, edges[i])].name);
    }
    return (struct text){text, (size_t)(end - text)};
}

/* In a model it is a mistake, in a catalogue a fact. */
static bool is_mistake(const struct search *search, const struct cycle *cycle) {
    const struct slacalc_model *model = search->model;
    if (model->together)
        return false;
    for (uint32_t i = 0; i < cycle->count; i++)
        if (model_is_imported(model, model->order[cycle->first + i]))
            return false;
    return true;
}

/* The steps of the way round from `start`, the first one first. */
static uint32_t *steps_of(const struct search *search, const struct way *way, uint32_t start, size_t *count) {
    *count = find_way(search, way, start);
    uint32_t *edges = alloc_indices(search->scratch, *count), component = start;
    for (size_t i = *count; i-- > 0; component = way->from[component])
        edges[i] = way->edge[component];
    return edges;
}

static void keep_steps(struct slacalc_model *model, const struct search *search, struct cycle *cycle, uint32_t start,
                       const uint32_t *edges, size_t steps) {
    cycle->first_edge = (uint32_t)model->cycle_edge_count;
    cycle->edge_count = (uint32_t)steps;
    for (size_t i = 0; i < steps; i++) {
        model->cycle_edges = arena_reserve(&model->arena, model->cycle_edges, model->cycle_edge_count,
                                           &model->cycle_edge_capacity, sizeof *model->cycle_edges);
        model->cycle_edges[model->cycle_edge_count++] = (struct cycle_edge){
            i == 0 ? start : target_of(search, edges[i - 1]), search->dependencies->edges[edges[i]]};
    }
}

static void report_cycle(const struct search *search, struct cycle *cycle, const struct way *way, uint32_t start) {
    struct slacalc_model *model = search->model;
    bool mistake = is_mistake(search, cycle);
    size_t steps;
    const uint32_t *edges = steps_of(search, way, start, &steps);
    struct text shown = describe(search, model->components[start].name, edges, steps);
    keep_steps(model, search, cycle, start, edges, steps);
    const struct cycle_edge *edge = &model->cycle_edges[cycle->first_edge];
    struct position where = model->requirements[edge->requirement].where;
    if (mistake)
        diagnose(search->problems, SLACALC_ERROR, where, "a cycle: %.*s", TEXT_ARGS(shown));
    else
        diagnose(search->problems, SLACALC_WARNING, where, "a cycle, whose components stand or fall together: %.*s",
                 TEXT_ARGS(shown));
    for (size_t i = 1; i < steps && (mistake || i < STEPS_NOTED); i++) {
        const struct requirement *next = &model->requirements[edge[i].requirement];
        struct text name = model->components[edge[i].component].name;
        if (!is_cut(i, steps))
            diagnose(search->problems, SLACALC_NOTE, next->where, "'" SHOWN "' depends on '" SHOWN "'",
                     SHOWN_ARGS(name), SHOWN_ARGS(next->name));
    }
}

/* Whether each component of the group is needed as such wherever one of the group names it. */
static bool is_direct(const struct search *search, uint32_t first, uint32_t group, bool all_needed) {
    const struct slacalc_model *model = search->model;
    for (uint32_t r = first; r != NO_INDEX; r = model->requirements[r].next) {
        const struct requirement *requirement = &model->requirements[r];
        if (requirement->kind != SLACALC_NEED_COMPONENT) {
            if (!is_direct(search, requirement->part, group, all_needed && requirement->kind == SLACALC_NEED_ALL))
                return false;
        } else if (!all_needed && requirement->component != NO_INDEX &&
                   search->groups[requirement->component] == group) {
            return false;
        }
    }
    return true;
}

/* Alternatives within a cycle are solved by going round, at the worst as often as it has components. */
static void check_series(const struct search *search, struct cycle *cycle) {
    const struct slacalc_model *model = search->model;
    const uint32_t *members = &model->order[cycle->first];
    cycle->is_series = true;
    for (uint32_t m = 0; m < cycle->count && cycle->is_series; m++)
        cycle->is_series =
            is_direct(search, model->components[members[m]].requirements, search->groups[members[0]], true);
    if (!cycle->is_series && cycle->count > ALTERNATIVES_MAX)
        diagnose(search->problems, SLACALC_ERROR, model->components[members[0]].where,
                 "a cycle of %lu components with alternatives in it is too large (%d at the most)",
                 (unsigned long)cycle->count, ALTERNATIVES_MAX);
}

/* One way round for each cycle, from the member that was written first. */
static void report_cycles(const struct search *search) {
    struct slacalc_model *model = search->model;
    size_t count = model->component_count;
    struct way way = {indices_none(search->scratch, count), alloc_indices(search->scratch, count),
                      alloc_indices(search->scratch, count + 1)};
    for (size_t i = 0; i < model->cycle_count; i++) {
        struct cycle *cycle = &model->cycles[i];
        uint32_t start = NO_INDEX;
        for (uint32_t member = 0; member < cycle->count; member++)
            if (model->order[cycle->first + member] < start)
                start = model->order[cycle->first + member];
        report_cycle(search, cycle, &way, start);
        check_series(search, cycle);
    }
}

void cycles_check(struct slacalc_model *model, const struct dependencies *dependencies, struct arena *scratch,
                  slacalc_diagnostics *problems) {
    size_t count = model->component_count;
    struct search search = {.model = model, .dependencies = dependencies, .problems = problems, .scratch = scratch};
    search.numbers = alloc_indices(scratch, count);
    search.low = alloc_indices(scratch, count);
    search.cursors = alloc_indices(scratch, count);
    search.groups = alloc_indices(scratch, count);
    search.path = alloc_indices(scratch, count);
    search.open = alloc_indices(scratch, count);
    model->order = alloc_indices(&model->arena, count);
    for (uint32_t i = 0; i < count; i++)
        if (search.numbers[i] == 0)
            visit(&search, i);
    if (model->cycle_count > 0)
        report_cycles(&search);
}
