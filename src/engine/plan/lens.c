#include "engine/plan/lens.h"

#include "engine/rows/verdict.h"
#include "engine/valuation/kept_model.h"

#include <math.h>

/* A part, and where it stands in the graph. */
struct seen_part {
    const struct part *part;
    struct leaf *leaf;
};

/* A service in the graph. */
struct view {
    bool is_usable;
    uint32_t root;
    struct seen_part *parts; /* that options which reach the service touch */
    double *slopes;          /* of its unavailability by that of each part, at the most; below 0: not known yet */
    size_t part_count;
    struct level *limits; /* of promises */
    size_t limit_count;
};

/* The leaves of a component: none, one, or more than one. */
struct lens_leaf {
    struct leaf *first;
    bool has_others;
};

struct lens {
    struct arena *arena;
    const struct choices *choices;
    uint64_t structural;
    struct kept_model kept;
    struct lens_leaf *leaves; /* by component */
    struct view *views;       /* by service of the reach, as many as there were */
    size_t view_count;
};

/* ---- Making it ---- */

static void find_limits(struct view *view, const struct slacalc_model *variant, uint32_t component, slacalc_basis basis,
                        struct arena *arena) {
    const struct own_level own = own_level_of(variant, component, basis);
    const struct attribute *promises[SLACALC_REQUIRED];
    size_t count = promises_to_check(variant, component, &own, promises);
    view->limits = arena_alloc(arena, count + variant->required_count, sizeof *view->limits);
    for (size_t kind = 0; kind < SLACALC_REQUIRED; kind++)
        if (promises[kind])
            view->limits[view->limit_count++] = promises[kind]->level;
    for (size_t i = 0; i < variant->required_count; i++)
        if (variant->required[i].component == component)
            view->limits[view->limit_count++] = variant->required[i].level;
}

static void find_leaves(struct lens *lens, size_t component_count) {
    lens->leaves = arena_alloc(lens->arena, component_count, sizeof *lens->leaves);
    for (size_t i = 0; i < lens->kept.graph.leaf_count; i++) {
        struct leaf *leaf = &lens->kept.graph.leaves[i];
        if (leaf->component == NO_INDEX)
            continue;
        struct lens_leaf *of_component = &lens->leaves[leaf->component];
        of_component->has_others = of_component->first != NULL;
        of_component->first = leaf;
    }
}

/* The leaf of the component; NULL where it has none, or more than one. */
static struct leaf *leaf_of(const struct lens *lens, uint32_t component) {
    return lens->leaves[component].has_others ? NULL : lens->leaves[component].first;
}

/* Returns false where a part that the service may need has no leaf of its own. */
static bool find_parts(struct lens *lens, struct view *view, const struct reach *reach, const struct reached *service) {
    size_t most = reach->parts.count;
    view->parts = arena_alloc(lens->arena, most, sizeof *view->parts);
    view->slopes = arena_alloc(lens->arena, most, sizeof *view->slopes);
    for (size_t p = 0; p < most; p++) {
        const struct part *part = &reach->parts.items[p];
        if (!(part->touched_by & service->reached_by) || !lens->kept.scope.needed[part->component])
            continue;
        struct leaf *leaf = leaf_of(lens, part->component);
        if (!leaf)
            return false;
        view->slopes[view->part_count] = -1;
        view->parts[view->part_count++] = (struct seen_part){part, leaf};
    }
    return true;
}

/* Whether no option changes what the component promises. Where it needs something, these do not
 * depend on its own part. */
static bool has_steady_promises(const struct reach *reach, uint32_t component, const struct slacalc_model *variant) {
    if (needs_something(variant, component))
        return true;
    for (size_t p = 0; p < reach->parts.count; p++)
        if (reach->parts.items[p].component == component)
            return false;
    return true;
}

static void open_view(struct lens *lens, struct view *view, const struct reach *reach, const struct reached *service,
                      const struct slacalc_model *variant) {
    view->root = lens->kept.graph.judged[service->component];
    find_limits(view, variant, service->component, reach->evaluation.basis, lens->arena);
    view->is_usable = kept_model_shows(&lens->kept, view->root) &&
                      has_steady_promises(reach, service->component, variant) && find_parts(lens, view, reach, service);
}

/* Whether the service is to be in the lens: others could not be shown. */
static bool is_shown(const struct reached *service) {
    return service->is_bounded && service->reached_by != 0;
}

static void build(struct lens *lens, const struct reach *reach, const struct slacalc_model *variant,
                  struct deadline *deadline) {
    kept_model_open(&lens->kept, variant, &reach->evaluation, deadline, lens->arena);
    find_leaves(lens, variant->component_count);
    for (size_t i = 0; i < lens->view_count; i++)
        if (is_shown(&reach->services[i]))
            open_view(lens, &lens->views[i], reach, &reach->services[i], variant);
}

struct lens *lens_of(const struct reach *reach, uint64_t structural, struct deadline *deadline) {
    const struct choices *choices = reach->choices;
    struct arena *arena = arena_open(reach->arena);
    struct lens *lens = arena_alloc(arena, 1, sizeof *lens);
    const struct setting_of_key **settings =
        arena_alloc(arena, choices->setting_count, sizeof(struct setting_of_key *));
    uint32_t *shown = arena_alloc(arena, reach->count, sizeof *shown);
    size_t setting_count = choices_settings(choices, structural, NO_INDEX, settings), shown_count = 0;
    *lens = (struct lens){.arena = arena, .choices = choices, .structural = structural, .view_count = reach->count};
    lens->views = arena_alloc(arena, lens->view_count, sizeof *lens->views);
    for (size_t i = 0; i < lens->view_count; i++)
        if (is_shown(&reach->services[i]))
            shown[shown_count++] = reach->services[i].component;
    if (shown_count == 0)
        return lens;
    struct slacalc_model *variant =
        choices_apply(reach->model, settings, setting_count, shown, shown_count, arena->guard);
    if (!variant->failed && variant->hours_count == 0)
        build(lens, reach, variant, deadline);
    slacalc_model_free(variant);
    return lens;
}

void lens_free(struct lens *lens) {
    if (lens)
        arena_close(lens->arena);
}

uint64_t lens_structural(const struct lens *lens) {
    return lens->structural;
}

bool lens_shows(const struct lens *lens, uint32_t service) {
    return service < lens->view_count && lens->views[service].is_usable;
}

/* ---- Values ---- */

static void set_leaf(const struct seen_part *part, const struct part_state *state) {
    part->leaf->level = state->level;
    part->leaf->replicas = state->replicas;
    part->leaf->quorum = state->quorum;
}

static double value(struct lens *lens, const struct view *view) {
    if (lens->kept.scaled.root != view->root)
        scaled_take(&lens->kept.scaled, view->root);
    return (double)scaled_level(&lens->kept.scaled, 1, NULL).down;
}

struct standing lens_standing(struct lens *lens, uint32_t service, uint64_t taken, uint64_t rest) {
    const struct view *view = &lens->views[service];
    struct standing standing = {.is_model = true};
    for (size_t p = 0; p < view->part_count; p++)
        set_leaf(&view->parts[p], part_best(view->parts[p].part, taken, rest));
    standing.down = value(lens, view);
    for (size_t i = 0; i < view->limit_count; i++)
        standing.broken += !keeps_promise(standing.down, view->limits[i]);
    return standing;
}

size_t lens_work(const struct lens *lens) {
    return lens->kept.scaled.steps;
}

double lens_limit(const struct lens *lens, uint32_t service, double down) {
    const struct view *view = &lens->views[service];
    double limit = INFINITY;
    for (size_t i = 0; i < view->limit_count; i++)
        if (keeps_promise(down, view->limits[i]))
            limit = fmin(limit, (double)view->limits[i].down);
    return limit;
}

/* ---- Effort ---- */

typedef const struct part_state *state_of_part(const struct part *part, uint64_t taken, uint64_t rest);

/* The unavailability of the service with that level of one part, and with all other parts as `state_of` finds them when
 * any option may be taken. */
static double value_with(struct lens *lens, const struct view *view, size_t forced, struct level level,
                         state_of_part *state_of) {
    for (size_t p = 0; p < view->part_count; p++)
        set_leaf(&view->parts[p], state_of(view->parts[p].part, 0, ~(uint64_t)0));
    set_leaf(&view->parts[forced], &(struct part_state){.level = level, .replicas = 1, .quorum = 1});
    return value(lens, view);
}

static double slope_of(struct lens *lens, const struct view *view, size_t part) {
    double *slope = &view->slopes[part];
    if (*slope < 0) {
        double if_down = value_with(lens, view, part, (struct level){0, 1}, part_worst);
        double if_up = value_with(lens, view, part, (struct level){1, 0}, part_best);
        *slope = fmin(fmax(if_down - if_up, 0) * (1 + 1e-9), 1);
    }
    return *slope;
}

/* For each option, by how much it may reduce the unavailability of the service, at the most. */
static void find_gains(struct lens *lens, const struct view *view, uint64_t taken, uint64_t rest, double *gains) {
    for (size_t p = 0; p < view->part_count; p++) {
        const struct part *part = view->parts[p].part;
        if (!(part->touched_by & rest))
            continue;
        double better = part_best(part, taken, 0)->down - part_best(part, taken, rest)->down;
        for (size_t o = 0; better > 0 && o < lens->choices->count; o++)
            if (part->touched_by & rest & (uint64_t)1 << o)
                gains[o] += better * slope_of(lens, view, p);
    }
}

/* The option of those left that gains most, in all or for its cost; PLAN_OPTIONS_MAX where none is left. */
static size_t best_of(const struct choices *choices, uint64_t left, const double *gains, bool for_cost) {
    size_t best = PLAN_OPTIONS_MAX;
    for (size_t o = 0; o < choices->count; o++)
        if (left >> o & 1 &&
            (best == PLAN_OPTIONS_MAX ||
             (for_cost ? gains[o] * choices->costs[best] > gains[best] * choices->costs[o] : gains[o] > gains[best])))
            best = o;
    return best;
}

/* What it costs to gain what is missing if parts of options could be bought: no set of whole options costs less. */
static double cost_by_parts(const struct choices *choices, uint64_t options, const double *gains, double missing) {
    double cost = 0;
    for (uint64_t left = options; left != 0 && missing > 0;) {
        size_t o = best_of(choices, left, gains, true);
        cost += choices->costs[o] * fmin(1, missing / gains[o]);
        missing -= gains[o];
        left ^= (uint64_t)1 << o;
    }
    return cost;
}

static double cost_of_cheapest(const struct choices *choices, uint64_t options, size_t number) {
    double cost = 0;
    for (size_t i = choices->count; i-- > 0 && number > 0;) {
        size_t o = choices->dearest_first[i];
        cost += options >> o & 1 ? choices->costs[o] : 0;
        number -= options >> o & 1;
    }
    return cost;
}

struct effort lens_effort(struct lens *lens, uint32_t service, uint64_t taken, uint64_t rest, double now,
                          double limit) {
    double gains[PLAN_OPTIONS_MAX] = {0}, missing = now * (1 - 1e-12) - limit * (1 + 2e-9);
    struct effort effort = {0};
    if (!(missing > 0))
        return effort;
    find_gains(lens, &lens->views[service], taken, rest, gains);
    for (size_t o = 0; o < lens->choices->count; o++)
        effort.options |= gains[o] > 0 ? (uint64_t)1 << o : 0;
    double left = missing;
    uint64_t unused = effort.options;
    for (; unused != 0 && left > 0; effort.number++) {
        size_t o = best_of(lens->choices, unused, gains, false);
        left -= gains[o];
        unused ^= (uint64_t)1 << o;
    }
    effort.cost = fmax(cost_by_parts(lens->choices, effort.options, gains, missing),
                       cost_of_cheapest(lens->choices, effort.options, effort.number));
    return effort;
}
