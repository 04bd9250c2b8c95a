#include "engine/rows/needed_tied.h"

#include "engine/graph/causes.h"
#include "engine/rows/crossing.h"
#include "engine/rows/verdict.h"

#include <math.h>

bool is_tied(const struct figures *figures, uint32_t component) {
    const struct common_groups *groups = &figures->graph->groups;
    return figures->model->components[component].across != NO_INDEX ||
           (figures->graph->has_phases && figures->graph->has_phases[component]) ||
           (figures->graph->is_switched && figures->graph->is_switched[component]) ||
           (groups->count > 0 && groups->of_component[component] != NO_INDEX);
}

static void open_finder(struct tied_finder *finder, const struct figures *figures) {
    struct arena *arena = figures->scratch;
    struct retrial *retrial = &finder->retrial;
    finder->is_open = true;
    finder->taken = SIZE_MAX;
    finder->own = arena_alloc(arena, figures->model->component_count, sizeof *finder->own);
    for (uint32_t c = 0; c < figures->model->component_count; c++)
        finder->own[c] = own_level_at(figures->own, c);
    finder->levels = *figures->own;
    finder->levels.derived = finder->own;
    retrial->figures = figures;
    retrial->building = (struct building){.model = figures->model, .scope = figures->scope, .own = &finder->levels};
    retrial->graph = *figures->graph;
    retrial->graph.leaves =
        arena_copy(arena, figures->graph->leaves, figures->graph->leaf_count, sizeof *retrial->graph.leaves);
    struct valuation *valuation = arena_copy(arena, figures->valuation, 1, sizeof *valuation);
    valuation->graph = &retrial->graph;
    retrial->valuation = valuation;
    retrial->steps_to_set = retrial->graph.leaf_count + retrial->graph.groups.member_count;
    retrial->work = finder->work;
    retrial_open(retrial, arena);
}

/* What is tried. */
struct attempt {
    struct tied_finder *finder;
    size_t index; /* of the service */
    uint32_t component;
    long double promised;
};

static long double down_at(const struct attempt *attempt, struct level level) {
    struct retrial *retrial = &attempt->finder->retrial;
    if (for_good_starts(&attempt->finder->for_good, attempt->component)) {
        struct level found = {0, 1};
        retrial->is_spent |=
            !for_good_level_of(&attempt->finder->for_good, attempt->index, attempt->component, level, &found);
        return found.down;
    }
    attempt->finder->own[attempt->component].level = level;
    graph_set_own(&retrial->graph, &retrial->building, attempt->component, level);
    return retrial_down(retrial);
}

/* The unavailability of one replica is 2 to the power of that. */
static struct level level_at(double exponent) {
    return (struct level){-expm1l(exponent * logl(2)), exp2l(exponent)};
}

static double excess_at(void *context, double exponent) {
    const struct attempt *attempt = context;
    return (double)log2l(down_at(attempt, level_at(exponent)) / attempt->promised);
}

static struct level level_needed(struct attempt *attempt) {
    enum { LEAST = -53 }; /* below the last digit of a double beside 1, nothing but 100 % can be said */
    struct crossing_end kept = {LEAST, excess_at(attempt, LEAST)}, broken = {0, excess_at(attempt, 0)};
    if (kept.excess > 0)
        return (struct level){1, 0};
    if (!(broken.excess > 0))
        return (struct level){0, 1};
    return level_at(crossing_between(kept, broken, 1e-13, excess_at, attempt));
}

static void restore(struct tied_finder *finder, uint32_t component) {
    const struct figures *figures = finder->retrial.figures;
    const struct own_level before = own_level_at(figures->own, component);
    down_at(&(struct attempt){.finder = finder, .component = component}, before.level);
    for (size_t i = 0; i < figures->graph->leaf_count; i++)
        if (figures->graph->leaves[i].component == component)
            finder->retrial.graph.leaves[i].level = figures->graph->leaves[i].level;
    finder->own[component] = before;
}

/* What is found of the service does not depend on which of its parts are asked about. */
static bool take(struct tied_finder *finder, size_t index) {
    if (finder->taken != index)
        finder->is_valid = retrial_take(&finder->retrial, index);
    finder->taken = index;
    return finder->is_valid && !finder->retrial.is_spent;
}

struct tied_need needed_of_tied(struct tied_finder *finder, const struct figures *figures, size_t index,
                                uint32_t component, struct level promised) {
    struct tied_need need = {.own = {1, 0}};
    if (!finder->is_open)
        open_finder(finder, figures);
    if (!take(finder, index))
        return need;
    struct attempt attempt = {finder, index, component, promised.down};
    need.is_possible = keeps_promise(down_at(&attempt, (struct level){1, 0}), promised);
    if (need.is_possible && promised.down > 0)
        need.own = level_needed(&attempt);
    need.is_known = !finder->retrial.is_spent;
    if (!for_good_starts(&finder->for_good, component))
        restore(finder, component);
    return need;
}
