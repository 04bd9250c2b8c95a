#include "engine/nested.h"

#include <math.h>
#include <stdlib.h>

/* What sums over different ways lose. */
static const double ROUNDING = 1e-12;

struct nested nested_new(const struct graph *graph, const struct bounds *bounds, const bool *is_variable,
                         struct arena *arena) {
    struct nested nested = {.graph = graph,
                            .bounds = bounds,
                            .is_variable = is_variable,
                            .users = arena_alloc(arena, graph->gate_count, sizeof *nested.users),
                            .down = arena_alloc(arena, graph->gate_count, sizeof *nested.down)};
    for (size_t i = 0; i < graph->argument_count; i++)
        nested.users[graph->arguments[i]]++;
    return nested;
}

static double outage(const struct nested *nested, uint32_t gate) {
    return nested->is_variable[gate] ? nested->bounds->worst[gate].down : nested->down[gate];
}

static double outage_of_all(const struct nested *nested, const uint32_t *arguments, size_t count) {
    double longest = 0, behind = 0;
    for (size_t i = 0; i < count; i++) {
        double down = outage(nested, arguments[i]);
        if (nested->is_variable[arguments[i]] && nested->users[arguments[i]] == 1)
            behind += down;
        else
            longest = fmax(longest, down);
    }
    return fmin(longest + behind, 1);
}

static int longest_first(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return a > b ? -1 : a < b;
}

/* It is down while `count` - k + 1 arguments are. */
static double outage_of_at_least(const struct nested *nested, const uint32_t *arguments, size_t count, size_t k,
                                 struct arena *temporary) {
    double *downs = arena_alloc(temporary, count, sizeof *downs);
    for (size_t i = 0; i < count; i++)
        downs[i] = outage(nested, arguments[i]);
    qsort(downs, count, sizeof *downs, longest_first);
    return downs[count - k];
}

void nested_visit(struct nested *nested, uint32_t gate, struct arena *temporary) {
    const struct gate *self = &nested->graph->gates[gate];
    const uint32_t *arguments = &nested->graph->arguments[self->first];
    if (self->kind == GATE_ALL)
        nested->down[gate] = outage_of_all(nested, arguments, self->count);
    else
        nested->down[gate] =
            outage_of_at_least(nested, arguments, self->count, self->kind == GATE_ANY ? 1 : self->at_least, temporary);
}

bool nested_reaches_worst(const struct nested *nested, uint32_t gate) {
    return nested->down[gate] >= nested->bounds->worst[gate].down * (1 - ROUNDING);
}
