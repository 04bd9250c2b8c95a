#include "model/ages.h"

#include "base/indices.h"

/* Sums of the same tolerances in another order may differ in their last digit. */
static const double ROUNDING = 1e-12;

uint32_t ages_passed(const struct age_set *set, double time) {
    uint32_t passed = 0;
    while (passed < set->count && set->times[passed] <= time * (1 + ROUNDING))
        passed++;
    return passed;
}

uint32_t ages_find(const struct age_set *set, double time) {
    uint32_t found = 0;
    while (found < set->count && set->times[found] < time * (1 - ROUNDING))
        found++;
    return found;
}

double requirement_tolerates(const struct slacalc_model *model, uint32_t requirement) {
    uint32_t spans = model->requirements[requirement].spans;
    return spans == NO_INDEX ? 0 : model->spans[spans].tolerates_s;
}

double requirement_takes(const struct slacalc_model *model, uint32_t requirement) {
    uint32_t spans = model->requirements[requirement].spans;
    return spans == NO_INDEX ? 0 : model->spans[spans].takes_s;
}

struct search {
    const struct slacalc_model *model;
    struct ages ages;
    uint32_t *cycle_of; /* by component: its cycle; NO_INDEX where it is in none */
    uint32_t component; /* whose requirements are passed */
    struct arena *arena;
};

/* What leads to a requirement, within its component. */
struct way {
    double tolerates_s;
    uint32_t tolerated_by;   /* the innermost requirement that adds to it; NO_INDEX: none does */
    uint32_t switched_by;    /* the innermost failover that takes time, of whose first part it is; NO_INDEX: of none */
    const struct way *outer; /* the same without that failover; NULL where it is of none */
};

static void add_time(struct search *search, uint32_t component, struct age_set *set, double time) {
    uint32_t at = ages_find(set, time);
    if (at < set->count && ages_passed(set, time) > at)
        return;
    if (set->count == AGES_MAX) {
        search->ages.too_many = component;
        return;
    }
    if (!set->times)
        set->times = arena_alloc(search->arena, AGES_MAX, sizeof *set->times);
    for (uint32_t i = set->count++; i > at; i--)
        set->times[i] = set->times[i - 1];
    set->times[at] = time;
}

static void reach_tolerating(struct search *search, uint32_t target, const struct way *way) {
    struct ages *ages = &search->ages;
    const struct age_set *of_user = &ages->tolerated[search->component];
    uint32_t by = way->tolerated_by != NO_INDEX ? way->tolerated_by : ages->tolerated_by[search->component];
    if (by == NO_INDEX)
        return;
    if (search->cycle_of[target] != NO_INDEX) {
        ages->in_cycle = by;
        return;
    }
    ages->tolerated_by[target] = by;
    if (way->tolerates_s > 0)
        add_time(search, target, &ages->tolerated[target], way->tolerates_s);
    for (uint32_t i = 0; i < of_user->count; i++)
        add_time(search, target, &ages->tolerated[target], of_user->times[i] + way->tolerates_s);
}

static void reach_switching(struct search *search, uint32_t target, const struct way *way) {
    struct ages *ages = &search->ages;
    const struct age_set *of_user = &ages->switched[search->component];
    uint32_t by = way->switched_by != NO_INDEX ? way->switched_by : ages->switched_by[search->component];
    if (by == NO_INDEX)
        return;
    if (search->cycle_of[target] != NO_INDEX) {
        ages->in_cycle = by;
        return;
    }
    ages->switched_by[target] = by;
    for (; way; way = way->outer)
        if (way->switched_by != NO_INDEX)
            add_time(search, target, &ages->switched[target], requirement_takes(search->model, way->switched_by));
    for (uint32_t i = 0; i < of_user->count; i++)
        add_time(search, target, &ages->switched[target], of_user->times[i]);
}

/* Of a failover that takes time the way is that of its first part. Recurses as deep as requirements nest, which is
 * limited. */
static void pass_chain(struct search *search, uint32_t first, const struct way *way, bool is_failover) {
    const struct slacalc_model *model = search->model;
    for (uint32_t r = first; r != NO_INDEX; r = model->requirements[r].next) {
        const struct requirement *requirement = &model->requirements[r];
        struct way here = *way;
        double tolerates_s = requirement_tolerates(model, r);
        here.tolerates_s += tolerates_s;
        here.tolerated_by = tolerates_s > 0 ? r : here.tolerated_by;
        if (is_failover && r != first) { /* nothing is switched away from later parts */
            here.switched_by = way->outer->switched_by;
            here.outer = way->outer->outer;
        }
        if (requirement->kind == SLACALC_NEED_COMPONENT) {
            reach_tolerating(search, requirement->component, &here);
            reach_switching(search, requirement->component, &here);
        } else if (requirement->kind == SLACALC_NEED_FAILOVER && requirement_takes(model, r) > 0) {
            struct way below = {here.tolerates_s, here.tolerated_by, r, &here};
            pass_chain(search, requirement->part, &below, true);
        } else {
            pass_chain(search, requirement->part, &here, false);
        }
    }
}

struct ages ages_of(const struct slacalc_model *model, struct arena *arena) {
    size_t count = model->component_count;
    struct search search = {.model = model,
                            .cycle_of = indices_none(arena, count),
                            .arena = arena,
                            .ages = {.tolerated = arena_alloc(arena, count, sizeof *search.ages.tolerated),
                                     .switched = arena_alloc(arena, count, sizeof *search.ages.switched),
                                     .tolerated_by = indices_none(arena, count),
                                     .switched_by = indices_none(arena, count),
                                     .in_cycle = NO_INDEX,
                                     .too_many = NO_INDEX}};
    const struct way plain = {0, NO_INDEX, NO_INDEX, NULL};
    for (size_t i = 0; i < model->cycle_count; i++)
        for (uint32_t m = 0; m < model->cycles[i].count; m++)
            search.cycle_of[model->order[model->cycles[i].first + m]] = (uint32_t)i;
    for (size_t i = count; i-- > 0;) {
        search.component = model->order[i];
        pass_chain(&search, model->components[search.component].requirements, &plain, false);
    }
    return search.ages;
}
