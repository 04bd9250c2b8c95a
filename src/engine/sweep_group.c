#include "engine/sweep_group.h"

#include <float.h>
#include <math.h>

/* A pass is not begun that could not have so many states on the average. */
enum { LEAST_STATES = 4 };

/* Of the work that is left, for one coarse pass. */
enum { PILOT_SHARE = 32 };

/* Work grows less and less, and a pass that comes to too much after all goes on with fewer states. */
static const long double MORE_THAN_GROWTH = 1.3L;

/* Widths do not fall evenly. */
static const long double SURELY = 1.25L;

static const long double PILOT_THRESHOLD = 1e-7L, THRESHOLD_FACTOR = 1.0L / 32, LEAST_FACTOR = 0.25L, GOAL = 2e-7L;

/* How a group may be swept. */
struct manner {
    bool split;
    enum sweep_ordering ordering;
    long double cost; /* what a coarse pass left open, and the work that it took; infinite where all was */
    double states;    /* that there can be at the most */
};

/* All of them, and those that are tried by coarse passes. */
enum { MANNERS = 2 * SWEEP_ORDERINGS, CONTENDERS = 4 };

/* One run of a group: all passes, for the ends of the variables' intervals in turn. */
struct sweeping {
    struct sweep_group *group;
    struct sweep_means *means;
    const struct sweep_values *values;
    bool is_exact; /* all variables are */
};

/* ---- One pass ---- */

/* Both ends of the interval, as the lower and upper ends of the variables lead to them. */
static void narrow(const struct sweeping *w, uint32_t gate, const struct sweep_found *found, bool high,
                   long double slack) {
    struct level *low = &w->values->low[gate], *top = &w->values->high[gate];
    if (!high || w->is_exact) {
        low->up = fmaxl(low->up, found->low.up * (1 - slack));
        low->down = fminl(low->down, (found->low.down + found->lost.low) * (1 + slack));
    }
    if (high || w->is_exact) {
        top->up = fminl(top->up, (found->high.up + found->lost.high) * (1 + slack));
        top->down = fmaxl(top->down, found->high.down * (1 - slack));
    }
}

static void keep(const struct sweeping *w, bool high, long double slack) {
    for (size_t i = 0; i < w->group->plan.step_count; i++) {
        uint32_t gate = w->group->plan.steps[i].gate;
        const struct sweep_found *found = &w->means->pass.found[i];
        if (w->group->plan.steps[i].is_variable || !w->means->is_unbuilt[gate] || w->values->is_exact[gate])
            continue;
        if (!found->is_complete || !w->is_exact) {
            narrow(w, gate, found, high, slack);
            continue;
        }
        w->values->low[gate] = w->values->high[gate] = found->low;
        w->values->is_exact[gate] = true;
    }
}

static void set_variables(const struct sweeping *w, bool high) {
    const struct sweep_plan *plan = &w->group->plan;
    const struct level *values = high ? w->values->high : w->values->low;
    for (size_t i = 0; i < plan->inner_count; i++) {
        const struct gate *gate = &plan->graph->gates[plan->inner[i]];
        for (size_t a = 0; a < gate->count; a++) {
            uint32_t argument = plan->graph->arguments[gate->first + a];
            w->means->pass.values[argument] = values[argument];
        }
    }
}

static bool is_wanted(const struct sweeping *w, size_t step) {
    const struct sweep_step *self = &w->group->plan.steps[step];
    return !self->is_variable && w->means->sources.is_wanted[self->gate];
}

/* Of an interval of unavailability, relative to its upper end. */
static long double relative_width(long double most, long double least) {
    return most > 0 ? (most - least) / most : 0;
}

/* The widest of the wanted intervals. */
static long double width_of(const struct sweeping *w) {
    long double widest = 0;
    for (size_t i = 0; i < w->group->plan.step_count; i++) {
        uint32_t gate = w->group->plan.steps[i].gate;
        if (is_wanted(w, i) && !w->values->is_exact[gate])
            widest = fmaxl(widest, relative_width(w->values->low[gate].down, w->values->high[gate].down));
    }
    return widest;
}

/* The widest that the last pass alone left of them. */
static long double width_found(const struct sweeping *w) {
    long double widest = 0;
    for (size_t i = 0; i < w->group->plan.step_count; i++) {
        const struct sweep_found *found = &w->means->pass.found[i];
        if (is_wanted(w, i))
            widest = fmaxl(widest, relative_width(found->low.down + found->lost.low, found->high.down));
    }
    return widest;
}

static void open_passes(const struct sweeping *w) {
    struct sweep_pass *pass = &w->means->pass;
    pass->plan = &w->group->plan;
    pass->order = &w->group->order;
    pass->rules = &w->group->rules;
    sweep_pass_forget(pass);
}

/* Uses up to `work` of what is left, and returns how much it was. */
static size_t run_pass(const struct sweeping *w, long double threshold, size_t work) {
    struct sweep_pass *pass = &w->means->pass;
    size_t others = pass->work - work;
    pass->work = work;
    pass->threshold = threshold;
    for (int high = 0; high < (w->is_exact ? 1 : 2); high++) {
        size_t before = pass->work;
        set_variables(w, high);
        sweep_pass_run(pass);
        keep(w, high, 2 * (long double)(before - pass->work + pass->plan->step_count) * LDBL_EPSILON);
    }
    size_t used = work - pass->work;
    pass->work += others;
    return used;
}

/* ---- The manner ---- */

static void open_manner(const struct sweeping *w, struct manner manner) {
    struct sweep_means *means = w->means;
    struct sweep_group *group = w->group;
    uint32_t *swept = arena_alloc(means->arena, group->gate_count, sizeof *swept);
    size_t count = 0;
    for (size_t i = 0; i < group->gate_count; i++)
        if (means->sources.is_swept[group->gates[i]])
            swept[count++] = group->gates[i];
    group->plan = sweep_plan_new(&means->sources, swept, count, manner.split, means->arena);
    group->order = sweep_order_new(&group->plan, manner.ordering, means->arena);
    arena_release(means->arena, swept, group->gate_count, sizeof *swept);
    if (group->plan.step_count > means->found_capacity) {
        means->found_capacity = group->plan.step_count;
        means->pass.found = arena_alloc(means->arena, means->found_capacity, sizeof *means->pass.found);
    }
}

static void make_rules(const struct sweeping *w) {
    w->group->rules = sweep_rules_new(&w->means->sources, &w->group->plan, &w->group->order, w->means->arena);
}

void sweep_group_release(struct sweep_group *group, struct sweep_means *means) {
    sweep_rules_release(&group->plan, &group->rules, means->arena);
    sweep_order_release(&group->plan, &group->order, means->arena);
    sweep_plan_release(&group->plan, means->arena);
}

static struct manner nth_manner(int n) {
    return (struct manner){
        .split = n / SWEEP_ORDERINGS, .ordering = (enum sweep_ordering)(n % SWEEP_ORDERINGS), .cost = INFINITY};
}

bool sweep_group_is_narrow(struct sweep_group *group, struct sweep_means *means, double states) {
    struct sweeping w = {.group = group, .means = means};
    double least = INFINITY;
    for (int n = 0; n < MANNERS && least > states; n++) {
        open_manner(&w, nth_manner(n));
        least = fmin(least, group->order.states);
        sweep_group_release(group, means);
    }
    return least <= states;
}

/* Widths fall faster than work grows. */
static void try_manner(const struct sweeping *w, struct manner *manner, long double threshold) {
    open_manner(w, *manner);
    make_rules(w);
    open_passes(w);
    long double used = (long double)run_pass(w, threshold, w->means->pass.work / PILOT_SHARE), width = width_found(w);
    manner->cost = width < 1 ? width * used * used : INFINITY;
    sweep_group_release(w->group, w->means);
}

static bool is_better(struct manner a, struct manner b) {
    return a.cost != b.cost ? a.cost < b.cost : a.states < b.states;
}

static void sort_manners(struct manner *manners, size_t count) {
    for (size_t i = 1; i < count; i++)
        for (size_t at = i; at > 0 && is_better(manners[at], manners[at - 1]); at--) {
            struct manner moved = manners[at];
            manners[at] = manners[at - 1];
            manners[at - 1] = moved;
        }
}

static void list_manners(const struct sweeping *w, struct manner *manners) {
    for (int n = 0; n < MANNERS; n++) {
        manners[n] = nth_manner(n);
        open_manner(w, manners[n]);
        manners[n].states = w->group->order.states;
        sweep_group_release(w->group, w->means);
    }
    sort_manners(manners, MANNERS);
}

/* The one with the fewest possible states where half of the work is sure to be enough for them. */
static void choose_manner(const struct sweeping *w) {
    struct manner manners[MANNERS];
    list_manners(w, manners);
    long double threshold = PILOT_THRESHOLD;
    size_t left = manners[0].states <= (double)w->means->pass.work / 2 ? 1 : CONTENDERS;
    while (left > 1) {
        for (size_t i = 0; i < left; i++)
            try_manner(w, &manners[i], threshold);
        sort_manners(manners, left);
        left /= 2;
        threshold *= THRESHOLD_FACTOR;
    }
    open_manner(w, manners[0]);
    make_rules(w);
}

/* ---- All passes ---- */

static bool variables_exact(const struct sweeping *w) {
    const struct sweep_sources *sources = &w->means->sources;
    for (size_t i = 0; i < w->group->gate_count; i++) {
        const struct gate *gate = &sources->graph->gates[w->group->gates[i]];
        for (size_t a = 0; a < gate->count; a++) {
            uint32_t argument = sources->graph->arguments[gate->first + a];
            if (sweep_is_variable(sources, argument) && !w->values->is_exact[argument])
                return false;
        }
    }
    return true;
}

/* What the pass before came to. */
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
static void run_passes(const struct sweeping *w) {
    size_t left = w->means->pass.work - w->means->pass.work / 8, least = w->group->plan.step_count * LEAST_STATES;
    long double threshold = w->group->order.states <= (double)left ? 0 : PILOT_THRESHOLD;
    struct progress before = {0}, now = {.width = width_of(w)};
    open_passes(w);
    while (now.width > GOAL && left > least && !deadline_is_over(w->means->pass.deadline)) {
        before = now;
        now.used = run_pass(w, threshold, left);
        now.width = width_of(w);
        left -= now.used;
        long double factor = next_factor(before, now, left);
        if (threshold == 0 || now.used < before.used || left < now.used || factor > LEAST_FACTOR)
            break;
        threshold *= factor;
    }
    w->group->width = now.width;
}

void sweep_group_run(struct sweep_group *group, struct sweep_means *means, const struct sweep_values *values) {
    struct sweeping w = {.group = group, .means = means, .values = values};
    if (means->pass.work < 2 || deadline_is_over(means->pass.deadline))
        return;
    w.is_exact = variables_exact(&w);
    if (group->plan.step_count == 0)
        choose_manner(&w);
    run_passes(&w);
}
