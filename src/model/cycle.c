#include "model/cycle.h"

#include "base/setting_names.h"
#include "base/shown.h"
#include "base/work.h"
#include "model/own_level.h"

#include <string.h>

/* A longer way round is cut in the middle: nobody reads ten thousand names. */
enum { STEPS_SHOWN = 100 };

/* Of a cycle that is no mistake: the report has the rest. */
enum { STEPS_NOTED = 10 };

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

static void find_series(const struct search *search, struct cycle *cycle) {
    const struct slacalc_model *model = search->model;
    const uint32_t *members = &model->order[cycle->first];
    cycle->is_series = true;
    for (uint32_t m = 0; m < cycle->count && cycle->is_series; m++)
        cycle->is_series =
            is_direct(search, model->components[members[m]].requirements, search->groups[members[0]], true);
}

/* ---- What it takes to solve them (engine/graph/build.c does) ---- */

/* All cycles may take so many steps: some ten seconds, with all that follows. In series a step makes no gate, so that
 * it costs less by far. */
enum { STEPS_MAX = 4000000, SERIES_STEPS_A_STEP = 8 };

/* Components of a cycle, as rounds go through them. */
struct going_round {
    const struct slacalc_model *model;
    uint32_t *place;     /* by component: 1 + that in the cycle; 0 outside */
    bool *is_read;       /* by component: in the cycle, before it is set */
    size_t read_count;   /* of these */
    size_t requirements; /* of the cycle */
};

static void meet_requirements(struct going_round *going, uint32_t first, uint32_t reader) {
    for (uint32_t r = first; r != NO_INDEX; r = going->model->requirements[r].next) {
        const struct requirement *requirement = &going->model->requirements[r];
        going->requirements++;
        if (requirement->kind != SLACALC_NEED_COMPONENT) {
            meet_requirements(going, requirement->part, reader);
        } else if (requirement->component != NO_INDEX && !going->is_read[requirement->component] &&
                   going->place[requirement->component] >= going->place[reader]) {
            going->is_read[requirement->component] = true;
            going->read_count++;
        }
    }
}

/* In series one round is enough. Else a round sets one component after another; its outcome depends on those that are
 * read before they are set. One that lowers none of these has arrived, so there are at most as many rounds as there are
 * of these, and one. Returns the steps of one solution. */
static size_t count_rounds(struct going_round *going, struct cycle *cycle) {
    const uint32_t *members = &going->model->order[cycle->first];
    going->read_count = going->requirements = 0;
    for (uint32_t m = 0; m < cycle->count; m++)
        going->place[members[m]] = m + 1;
    for (uint32_t m = 0; m < cycle->count; m++)
        meet_requirements(going, going->model->components[members[m]].requirements, members[m]);
    for (uint32_t m = 0; m < cycle->count; m++) {
        going->place[members[m]] = 0;
        going->is_read[members[m]] = false;
    }
    cycle->rounds = cycle->is_series ? 1 : (uint32_t)going->read_count + 1;
    size_t steps = cycle->count + going->requirements;
    return cycle->is_series ? steps / SERIES_STEPS_A_STEP + 1 : work_for(steps, cycle->rounds);
}

/* How many components of the cycle are judged by a solution of their own, being services with a figure for the whole
 * (own_level.h), by the basis by which these are most. */
static size_t count_judged(const struct slacalc_model *model, const struct cycle *cycle) {
    size_t most = 0, asked = model->selected_count > 0 ? model->selected_count + model->required_count : SIZE_MAX;
    for (slacalc_basis basis = 0; basis < SLACALC_BASES; basis++) {
        size_t count = 0;
        for (uint32_t m = 0; m < cycle->count; m++)
            count += counts_whole(model, model->order[cycle->first + m], basis);
        most = count > most ? count : most;
    }
    return most < asked ? most : asked;
}

/* Where one promise fits, fewer of them are what mends it. */
static void refuse(const struct search *search, const struct cycle *cycle, size_t judged, size_t steps) {
    const struct slacalc_model *model = search->model;
    const struct component *first = &model->components[model->cycle_edges[cycle->first_edge].component];
    unsigned long more = cycle->count - 1;
    size_t once = work_for(steps, judged > 0 ? 2 : 1);
    if (judged > 1 && once <= STEPS_MAX)
        diagnose_hint(search->problems, SLACALC_ERROR, first->where, SLACALC_HINT_SELECT, NULL,
                      "the cycle of '" SHOWN "' and %lu more is solved once more for each of %zu promises, where all "
                      "cycles may take %d steps: choose fewer services with %s",
                      SHOWN_ARGS(first->name), more, judged, STEPS_MAX,
                      hint_name(model->hint_names, SLACALC_HINT_SELECT));
    else
        diagnose(search->problems, SLACALC_ERROR, first->where,
                 "the cycle of '" SHOWN "' and %lu more takes %zu steps to solve, where all cycles may take %d: leave "
                 "out dependencies that lead back within it",
                 SHOWN_ARGS(first->name), more, once, STEPS_MAX);
}

static void check_steps(const struct search *search) {
    struct slacalc_model *model = search->model;
    size_t left = STEPS_MAX;
    bool is_enough = true;
    struct going_round going = {.model = model,
                                .place = alloc_indices(search->scratch, model->component_count),
                                .is_read = arena_alloc(search->scratch, model->component_count, sizeof(bool))};
    for (size_t i = 0; i < model->cycle_count && is_enough; i++) {
        struct cycle *cycle = &model->cycles[i];
        size_t steps = count_rounds(&going, cycle), judged = count_judged(model, cycle);
        is_enough = work_take(&left, work_for(steps, 1 + judged));
        if (!is_enough)
            refuse(search, cycle, judged, steps);
    }
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
        find_series(search, cycle);
    }
    check_steps(search);
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
