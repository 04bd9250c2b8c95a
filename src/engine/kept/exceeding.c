#include "engine/kept/exceeding.h"

#include "base/work.h"
#include "engine/kept/euler.h"

/* What the transforms are asked for. */
struct question {
    const struct series *series;
    double period_s, allowed_s;
    struct chain_room *room;
};

/* E(exp(-s D)) - 1 of one of the modules. */
static struct complex module_transform(const struct question *question, const struct series_module *module,
                                       struct complex s) {
    struct complex lost = complex_scale(s, module->part);
    return module->chain ? chain_transform(module->chain, question->period_s, lost, question->room)
                         : alternating_transform(module->times, question->period_s, lost);
}

/* Of `count` modules that are alike: (1 + a)^count - 1. */
static struct complex repeated(struct complex one, size_t count) {
    struct complex all = {0, 0};
    for (; count > 0; count /= 2) {
        if (count % 2 == 1)
            all = complex_join(all, one);
        one = complex_join(one, one);
    }
    return all;
}

static struct complex sum_transform(const struct question *question, struct complex s) {
    struct complex sum = {0, 0};
    for (size_t i = 0; i < question->series->count; i++) {
        const struct series_module *module = &question->series->modules[i];
        sum = complex_join(sum, repeated(module_transform(question, module, s), module->count));
    }
    return sum;
}

/* Of P(D > x): (1 - E(exp(-s D))) / s. */
static struct complex exceeding_transform(void *context, struct complex s) {
    return complex_divide(complex_scale(sum_transform(context, s), -1), s);
}

static struct complex sharp_transform(void *context, struct complex s) {
    const struct question *question = context;
    double uptime_s = question->period_s - question->allowed_s;
    struct complex transform =
        chain_transform_by_uptime(question->series->modules[0].chain, uptime_s, s, question->room);
    return complex_divide(complex_scale(transform, -1), s);
}

/* Whether one chain loses all or nothing, so that its uptime may be asked for. */
static bool is_one_sharp_chain(const struct series *series) {
    const struct series_module *module = &series->modules[0];
    return series->count == 1 && module->count == 1 && module->chain && chain_is_sharp(module->chain);
}

/* As something that goes up and down as often. */
static struct alternating times_of(const struct series_module *module) {
    if (!module->chain)
        return module->times;
    double down = chain_down(module->chain), per_second = chain_frequency(module->chain);
    return (struct alternating){(1 - down) / per_second, down / per_second};
}

/* Of what a module loses. */
static double variance_of(const struct series_module *module, double period_s) {
    struct alternating times = times_of(module);
    double rate = 1 / times.up_s + 1 / times.down_s, cycle = times.up_s + times.down_s;
    double levels = times.up_s / cycle * (times.down_s / cycle);
    double time = rate * period_s;
    double variance = 2 * levels / rate / rate * (time < 1e-3 ? time * time / 2 : time + expm1(-time));
    return isfinite(variance) ? variance * module->part * module->part * (double)module->count : 0;
}

/* What is lost varies by its deviation; where outages are rare that is less than the length of one, by which it varies
 * then. */
static size_t terms_for(const struct series *series, double period_s, double allowed_s) {
    enum { TERMS_MAX = 3000 };
    double variance = 0, shortest_s = period_s;
    for (size_t i = 0; i < series->count; i++) {
        const struct series_module *module = &series->modules[i];
        variance += variance_of(module, period_s);
        shortest_s = fmin(shortest_s, times_of(module).down_s * module->part);
    }
    double terms = 22 + 2.25 * allowed_s / fmax(sqrt(variance), shortest_s);
    return terms < TERMS_MAX ? (size_t)terms : TERMS_MAX;
}

/* That something is lost at all. */
static double any_loss(const struct question *question) {
    double none = 1;
    for (size_t i = 0; i < question->series->count; i++) {
        const struct series_module *module = &question->series->modules[i];
        double any;
        if (module->chain)
            any = chain_any_loss(module->chain, question->period_s, question->room);
        else
            (void)alternating_exceeds(module->times, question->period_s, 0, NULL, &any);
        none *= pow(1 - any, (double)module->count);
    }
    return 1 - none;
}

static double within_one(double chance) {
    return chance > 0 ? fmin(chance, 1) : 0;
}

static double largest_loss(const struct series *series, double period_s) {
    double largest = 0;
    for (size_t i = 0; i < series->count; i++)
        largest += series->modules[i].part * (double)series->modules[i].count * period_s;
    return largest;
}

/* How many transforms of one element a transform of all modules is worth. */
static size_t work_of_transform(const struct series *series) {
    enum { OF_CHAIN = 40, STATES_AT_ONCE = 50 };
    size_t work = 0;
    for (size_t i = 0; i < series->count; i++) {
        const struct chain *chain = series->modules[i].chain;
        work += chain ? OF_CHAIN + (size_t)chain->count * chain->count * chain->count / STATES_AT_ONCE : 1;
    }
    return work;
}

size_t exceeding_work(const struct series *series, double period_s, double allowed_s) {
    return work_for(work_of_transform(series), terms_for(series, period_s, allowed_s));
}

/* Where the sum did not settle, as where next to nothing is allowed: no more than that something is lost at all. */
static void bound_by_any_loss(const struct question *question, struct exceeding *exceeding) {
    question->room->is_settled = true;
    double any = within_one(any_loss(question));
    exceeding->is_bound = question->room->is_settled && any <= exceeding->chance;
    exceeding->chance = exceeding->is_bound ? any : exceeding->chance;
}

struct exceeding exceeding_of(const struct series *series, double period_s, double allowed_s,
                              struct exceeding_effort *effort) {
    static const double NEGLIGIBLE = 1e-7;
    double left_s = allowed_s - series->always * period_s, error = 0, chance = 0;
    struct question question = {series, period_s, left_s, effort->room};
    struct exceeding exceeding = {.is_settled = true, .is_known = true};
    bool is_certain = left_s < -1e-9 * period_s;
    left_s = question.allowed_s = fmax(left_s, 0);
    if (is_certain || series->count == 0 || left_s >= largest_loss(series, period_s)) {
        exceeding.chance = is_certain;
        return exceeding;
    }
    const struct series_module *first = &series->modules[0];
    if (is_one_sharp_chain(series)) /* down for more than that, since only a part is lost meanwhile */
        left_s = question.allowed_s = left_s / first->part;
    struct inversion inversion = {.transform = is_one_sharp_chain(series) ? sharp_transform : exceeding_transform,
                                  .context = &question,
                                  .first_terms = terms_for(series, period_s, left_s),
                                  .deadline = effort->deadline};
    effort->room->is_settled = true;
    if (!work_take(&effort->work, work_for(work_of_transform(series), left_s > 0 ? inversion.first_terms : 1)))
        error = INFINITY;
    else if (series->count == 1 && first->count == 1 && !first->chain)
        error = alternating_exceeds(first->times, period_s, left_s / first->part, effort->deadline, &chance);
    else if (left_s <= 0)
        chance = any_loss(&question);
    else
        error = euler_invert(&inversion, left_s, &chance);
    exceeding.is_known = error < INFINITY;
    exceeding.is_settled = error < NEGLIGIBLE && effort->room->is_settled;
    exceeding.chance = exceeding.is_known ? within_one(chance + (error < NEGLIGIBLE ? 0 : 10 * error)) : 1;
    if (exceeding.is_known && !exceeding.is_settled)
        bound_by_any_loss(&question, &exceeding);
    return exceeding;
}
