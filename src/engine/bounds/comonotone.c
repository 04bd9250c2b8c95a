#include "engine/bounds/comonotone.h"

#include <math.h>
#include <stdlib.h>

/* By how much sums that add up the same outages in different ways may differ. */
static const double ROUNDING = 1e-12;

struct nested nested_new(const struct graph *graph, const struct bounds *bounds, const bool *is_variable,
                         struct arena *arena) {
    size_t count = graph->gate_count;
    struct nested nested = {
        .graph = graph,
        .bounds = bounds,
        .is_variable = is_variable,
        .users = arena_alloc(arena, count, sizeof(uint32_t)),
        .down = {arena_alloc(arena, count, sizeof(double)), arena_alloc(arena, count, sizeof(double))}};
    for (size_t i = 0; i < graph->argument_count; i++)
        nested.users[graph->arguments[i]]++;
    return nested;
}

static slacalc_level bound_of(const struct nested *nested, uint32_t gate, enum coupling_goal goal) {
    return goal == MOST_DOWN ? nested->bounds->worst[gate] : nested->bounds->best[gate];
}

static double down_of(const struct nested *nested, uint32_t gate, enum coupling_goal goal) {
    return nested->is_variable[gate] ? bound_of(nested, gate, goal).down : nested->down[goal][gate];
}

static bool is_private(const struct nested *nested, uint32_t gate) {
    return nested->is_variable[gate] && nested->users[gate] == 1;
}

/* How long a gate of all is down where much is to be down. */
static double down_of_all(const struct nested *nested, const uint32_t *arguments, size_t count) {
    double longest = 0, behind = 0;
    for (size_t i = 0; i < count; i++) {
        double down = down_of(nested, arguments[i], MOST_DOWN);
        if (is_private(nested, arguments[i]))
            behind += down;
        else
            longest = fmax(longest, down);
    }
    return fmin(longest + behind, 1);
}

/* How long a gate of any is down where much is to be up. */
static double down_of_any(const struct nested *nested, const uint32_t *arguments, size_t count) {
    double shortest = 1, up_behind = 0;
    for (size_t i = 0; i < count; i++) {
        if (is_private(nested, arguments[i]))
            up_behind += bound_of(nested, arguments[i], MOST_UP).up;
        else
            shortest = fmin(shortest, down_of(nested, arguments[i], MOST_UP));
    }
    return fmax(shortest - up_behind, 0);
}

static int longest_first(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return a > b ? -1 : a < b;
}

/* All outages start at 0, so the gate is down as long as `count` - k + 1 of its arguments are. */
static double down_of_at_least(const struct nested *nested, const uint32_t *arguments, size_t count, size_t k,
                               enum coupling_goal goal, struct arena *temporary) {
    double *downs = arena_alloc(temporary, count, sizeof *downs);
    for (size_t i = 0; i < count; i++)
        downs[i] = down_of(nested, arguments[i], goal);
    qsort(downs, count, sizeof *downs, longest_first);
    return downs[count - k];
}

void nested_visit(struct nested *nested, uint32_t gate, struct arena *temporary) {
    const struct gate *self = &nested->graph->gates[gate];
    const uint32_t *arguments = &nested->graph->arguments[self->first];
    size_t k = gate_least_up(self, self->count);
    nested->down[MOST_DOWN][gate] = self->kind == GATE_ALL
                                        ? down_of_all(nested, arguments, self->count)
                                        : down_of_at_least(nested, arguments, self->count, k, MOST_DOWN, temporary);
    nested->down[MOST_UP][gate] = self->kind == GATE_ANY
                                      ? down_of_any(nested, arguments, self->count)
                                      : down_of_at_least(nested, arguments, self->count, k, MOST_UP, temporary);
}

bool nested_reaches(const struct nested *nested, uint32_t gate, enum coupling_goal goal) {
    double down = nested->down[goal][gate], bound = bound_of(nested, gate, goal).down;
    return goal == MOST_DOWN ? down >= bound * (1 - ROUNDING) : down <= bound * (1 + ROUNDING);
}
