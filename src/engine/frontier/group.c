#include "engine/frontier/group.h"

#include <float.h>
#include <math.h>

/* A pass is begun only where the work suffices for this many states a step on the average. */
enum { LEAST_STATES = 4 };

/* A coarse pass gets the work that is left, divided by this. */
enum { PILOT_SHARE = 32 };

/* Work grows less from pass to pass, so more is planned for than its growth so far would allow. A pass that comes to
 * too much after all goes on with fewer states. */
static const long double MORE_THAN_GROWTH = 1.3L;

/* Widths do not fall evenly from pass to pass, so the threshold is lowered by somewhat more than they ask for. */
static const long double SURELY = 1.25L;

static const long double PILOT_THRESHOLD = 1e-7L, THRESHOLD_FACTOR = 1.0L / 32, LEAST_FACTOR = 0.25L, GOAL = 2e-7L;

/* How a group may be swept. */
struct scheme {
    bool split;
    enum step_ordering ordering;
    long double cost; /* of what a coarse pass left open and the work that it took; infinite where it left all open */
    double states;    /* the most that there can be */
};

/* How many schemes there are, and how many of them are tried by coarse passes. */
enum { SCHEMES = 2 * STEP_ORDERINGS, CONTENDERS = 4 };

/* One run of a group makes all passes, for the lower and the upper ends of the variables' intervals in turn. */
struct narrowing {
    struct frontier_group *group;
    struct frontier_means *means;
    const struct intervals *values;
    bool is_exact; /* all variables are */
};

/* ---- One pass ---- */

/* Narrows the end of the interval that follows from this end of the variables' intervals; both where they are exact. */
static void narrow(const struct narrowing *narrowing, uint32_t gate, const struct frontier_found *found, bool high,
                   long double slack) {
    struct level *low = &narrowing->values->low[gate], *top = &narrowing->values->high[gate];
    if (!high || narrowing->is_exact) {
        low->up = fmaxl(low->up, found->low.up * (1 - slack));
        low->down = fminl(low->down, (found->low.down + found->lost.low) * (1 + slack));
    }
    if (high || narrowing->is_exact) {
        top->up = fminl(top->up, (found->high.up + found->lost.high) * (1 + slack));
        top->down = fmaxl(top->down, found->high.down * (1 - slack));
    }
}

static void keep(const struct narrowing *narrowing, bool high, long double slack) {
    for (size_t i = 0; i < narrowing->group->plan.step_count; i++) {
        uint32_t gate = narrowing->group->plan.steps[i].gate;
        const struct frontier_found *found = &narrowing->means->pass.found[i];
        if (narrowing->group->plan.steps[i].is_variable || !narrowing->means->is_unbuilt[gate] ||
            narrowing->values->exact[gate])
            continue;
        if (!found->is_complete || !narrowing->is_exact) {
            narrow(narrowing, gate, found, high, slack);
            continue;
        }
        narrowing->values->low[gate] = narrowing->values->high[gate] = found->low;
        narrowing->values->exact[gate] = true;
    }
}

static void set_variables(const struct narrowing *narrowing, bool high) {
    const struct frontier_plan *plan = &narrowing->group->plan;
    const struct level *values = high ? narrowing->values->high : narrowing->values->low;
    for (size_t i = 0; i < plan->inner_count; i++) {
        const struct gate *gate = &plan->graph->gates[plan->inner[i]];
        for (size_t a = 0; a < gate->count; a++) {
            uint32_t argument = plan->graph->arguments[gate->first + a];
            narrowing->means->pass.values[argument] = values[argument];
        }
    }
}

static bool is_wanted(const struct narrowing *narrowing, size_t step) {
    const struct frontier_step *self = &narrowing->group->plan.steps[step];
    return !self->is_variable && narrowing->means->sources.is_wanted[self->gate];
}

/* How wide an interval of unavailability is, relative to its upper end. */
static long double relative_width(long double most, long double least) {
    return most > 0 ? (most - least) / most : 0;
}

/* The widest of the wanted intervals. */
static long double width_of(const struct narrowing *narrowing) {
    long double widest = 0;
    for (size_t i = 0; i < narrowing->group->plan.step_count; i++) {
        uint32_t gate = narrowing->group->plan.steps[i].gate;
        if (is_wanted(narrowing, i))
            widest =
                fmaxl(widest, relative_width(narrowing->values->low[gate].down, narrowing->values->high[gate].down));
    }
    return widest;
}

/* The widest that the last pass alone left of them. */
static long double width_found(const struct narrowing *narrowing) {
    long double widest = 0;
    for (size_t i = 0; i < narrowing->group->plan.step_count; i++) {
        const struct frontier_found *found = &narrowing->means->pass.found[i];
        if (is_wanted(narrowing, i))
            widest = fmaxl(widest, relative_width(found->low.down + found->lost.low, found->high.down));
    }
    return widest;
}

static void open_passes(const struct narrowing *narrowing) {
    struct frontier_pass *pass = &narrowing->means->pass;
    pass->plan = &narrowing->group->plan;
    pass->order = &narrowing->group->order;
    pass->rules = &narrowing->group->rules;
    for (size_t step = 0; step < pass->plan->step_count; step++)
        pass->found[step].states = 1;
}

/* How much of the work can be done with the words that are left, going by what states have cost so far. */
static size_t affordable(const struct frontier_means *means, size_t work) {
    if (means->states == 0)
        return work;
    long double states = (long double)means->pass.words_left / ((long double)means->words / (long double)means->states);
    return states < (long double)work ? (size_t)states : work;
}

/* Uses up to `work` of what is left, and returns how much it was. */
static size_t run_pass(const struct narrowing *narrowing, long double threshold, size_t work) {
    struct frontier_pass *pass = &narrowing->means->pass;
    size_t others = pass->work - work, words_before = pass->words_left;
    pass->work = work;
    pass->threshold = threshold;
    for (int high = 0; high < (narrowing->is_exact ? 1 : 2); high++) {
        size_t before = pass->work;
        set_variables(narrowing, high);
        frontier_pass_run(pass);
        keep(narrowing, high, 2 * (long double)(before - pass->work + pass->plan->step_count) * LDBL_EPSILON);
    }
    size_t used = work - pass->work;
    narrowing->means->states += used;
    narrowing->means->words += words_before - pass->words_left;
    pass->work += others;
    return used;
}

/* ---- The scheme ---- */

static void open_scheme(const struct narrowing *narrowing, struct scheme scheme) {
    struct frontier_means *means = narrowing->means;
    struct frontier_group *group = narrowing->group;
    group->arena = arena_open(means->arena);
    uint32_t *swept = arena_alloc(group->arena, group->gate_count, sizeof *swept);
    size_t count = 0;
    for (size_t i = 0; i < group->gate_count; i++)
        if (means->sources.is_swept[group->gates[i]])
            swept[count++] = group->gates[i];
    group->plan = frontier_plan_new(&means->sources, swept, count, scheme.split, group->arena);
    group->order = step_order_new(&group->plan, scheme.ordering, group->arena);
    if (group->plan.step_count > means->found_capacity) {
        means->found_capacity = group->plan.step_count;
        means->pass.found = arena_alloc(means->arena, means->found_capacity, sizeof *means->pass.found);
    }
}

static void make_rules(const struct narrowing *narrowing) {
    struct frontier_pass *pass = &narrowing->means->pass;
    narrowing->group->rules =
        frontier_rules_new(&narrowing->means->sources, &narrowing->group->plan, &narrowing->group->order,
                           &pass->words_left, pass->deadline, narrowing->group->arena);
}

static void close_scheme(struct frontier_group *group) {
    arena_close(group->arena);
    group->arena = NULL;
}

static struct scheme nth_scheme(int n) {
    return (struct scheme){
        .split = n / STEP_ORDERINGS, .ordering = (enum step_ordering)(n % STEP_ORDERINGS), .cost = INFINITY};
}

bool frontier_group_is_narrow(struct frontier_group *group, struct frontier_means *means, double states) {
    struct narrowing narrowing = {.group = group, .means = means};
    double least = INFINITY;
    for (int n = 0; n < SCHEMES && least > states && !deadline_is_over(means->pass.deadline); n++) {
        open_scheme(&narrowing, nth_scheme(n));
        least = fmin(least, group->order.states);
        close_scheme(group);
    }
    return least <= states;
}

/* Widths fall faster than work grows. */
static void try_scheme(const struct narrowing *narrowing, struct scheme *scheme, long double threshold) {
    open_scheme(narrowing, *scheme);
    make_rules(narrowing);
    open_passes(narrowing);
    long double used = (long double)run_pass(narrowing, threshold, narrowing->means->pass.work / PILOT_SHARE),
                width = width_found(narrowing);
    scheme->cost = width < 1 ? width * used * used : INFINITY;
    close_scheme(narrowing->group);
}

static bool is_better(struct scheme a, struct scheme b) {
    return a.cost != b.cost ? a.cost < b.cost : a.states < b.states;
}

static void sort_schemes(struct scheme *schemes, size_t count) {
    for (size_t i = 1; i < count; i++)
        for (size_t at = i; at > 0 && is_better(schemes[at], schemes[at - 1]); at--) {
            struct scheme moved = schemes[at];
            schemes[at] = schemes[at - 1];
            schemes[at - 1] = moved;
        }
}

/* Returns false where there was no time for all of them. */
static bool list_schemes(const struct narrowing *narrowing, struct scheme *schemes) {
    for (int n = 0; n < SCHEMES; n++) {
        if (deadline_is_over(narrowing->means->pass.deadline))
            return false;
        schemes[n] = nth_scheme(n);
        open_scheme(narrowing, schemes[n]);
        schemes[n].states = narrowing->group->order.states;
        close_scheme(narrowing->group);
    }
    sort_schemes(schemes, SCHEMES);
    return true;
}

/* Chooses the scheme with the fewest possible states where half of the work is sure to be enough for these.
 * Otherwise schemes contend in coarse passes. Returns false where there was no time to choose. */
static bool choose_scheme(const struct narrowing *narrowing) {
    struct scheme schemes[SCHEMES];
    if (!list_schemes(narrowing, schemes))
        return false;
    long double threshold = PILOT_THRESHOLD;
    size_t left = schemes[0].states <= (double)narrowing->means->pass.work / 2 ? 1 : CONTENDERS;
    while (left > 1) {
        for (size_t i = 0; i < left && !deadline_is_over(narrowing->means->pass.deadline); i++)
            try_scheme(narrowing, &schemes[i], threshold);
        sort_schemes(schemes, left);
        left /= 2;
        threshold *= THRESHOLD_FACTOR;
    }
    if (deadline_is_over(narrowing->means->pass.deadline))
        return false;
    open_scheme(narrowing, schemes[0]);
    make_rules(narrowing);
    return true;
}

/* ---- All passes ---- */

static bool variables_exact(const struct narrowing *narrowing) {
    const struct frontier_sources *sources = &narrowing->means->sources;
    for (size_t i = 0; i < narrowing->group->gate_count; i++) {
        const struct gate *gate = &sources->graph->gates[narrowing->group->gates[i]];
        for (size_t a = 0; a < gate->count; a++) {
            uint32_t argument = sources->graph->arguments[gate->first + a];
            if (frontier_is_variable(sources, argument) && !narrowing->values->exact[argument])
                return false;
        }
    }
    return true;
}

/* What a pass came to. */
struct progress {
    size_t used;
    long double width;
};

/* By how much the threshold falls next. Where the pass after the next would not fit, going by how the work grew, the
 * next takes all that is left, or what is needed to be narrow enough, going by how the width fell. */
static long double next_factor(struct progress before, struct progress now, size_t left) {
    long double growth = before.used > 0 ? (long double)now.used / (long double)before.used : 2;
    long double room = (long double)left / (long double)now.used;
    growth = growth < 1.1L ? 1.1L : growth;
    if (room >= growth * (1 + growth))
        return THRESHOLD_FACTOR;
    long double exponent = logl(room * MORE_THAN_GROWTH) / logl(growth);
    if (now.width > GOAL && now.width < before.width)
        exponent = fminl(exponent, fmaxl(1, SURELY * logl(GOAL / now.width) / logl(now.width / before.width)));
    return powl(THRESHOLD_FACTOR, exponent);
}

/* An eighth of the work that is left stays for other groups and later values. */
static void run_passes(const struct narrowing *narrowing) {
    const struct frontier_means *means = narrowing->means;
    size_t left = affordable(means, means->pass.work - means->pass.work / 8),
           least = narrowing->group->plan.step_count * LEAST_STATES;
    long double threshold = narrowing->group->order.states <= (double)left ? 0 : PILOT_THRESHOLD;
    struct progress before = {0}, now = {.width = width_of(narrowing)};
    open_passes(narrowing);
    while (now.width > GOAL && left > least && !deadline_is_over(narrowing->means->pass.deadline)) {
        before = now;
        now.used = run_pass(narrowing, threshold, left);
        now.width = width_of(narrowing);
        left = affordable(means, left - now.used);
        long double factor = next_factor(before, now, left);
        if (threshold == 0 || now.used < before.used || left < now.used || factor > LEAST_FACTOR)
            break;
        threshold *= factor;
    }
    narrowing->group->width = now.width;
}

/* To look at each gate once is the least that a scheme takes before there is any pass. */
void frontier_group_run(struct frontier_group *group, struct frontier_means *means, const struct intervals *values) {
    struct narrowing narrowing = {.group = group, .means = means, .values = values};
    bool is_affordable = means->pass.work >= 2 && means->pass.work >= group->gate_count;
    if (!is_affordable || means->pass.words_left == 0 || deadline_is_over(means->pass.deadline))
        return;
    narrowing.is_exact = variables_exact(&narrowing);
    if (group->arena || choose_scheme(&narrowing))
        run_passes(&narrowing);
}
