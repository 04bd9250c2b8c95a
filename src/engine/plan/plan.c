/* slacalc_plan: the cheapest options under which every promise is kept, by branch and bound. */
#include "base/bits.h"
#include "base/deadline.h"
#include "engine/evaluate.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"
#include "model/own_level.h"
#include "model/plan_option.h"

#include <math.h>
#include <string.h>

/* So many nodes of the budget stand for one set that is evaluated. */
enum { NODES_A_SET = 100 };

/* What a set of options comes to. */
struct outcome {
    uint64_t set;
    bool is_model;
    size_t broken;
    double cost, down; /* of the first service */
};

struct planning {
    const struct slacalc_model *model;
    const struct plan_option *options;
    size_t count;
    const slacalc_options *given; /* for the result, which these two are for */
    slacalc_diagnostics *problems;
    slacalc_result *result;     /* under the best set */
    slacalc_options evaluation; /* of the sets that are tried */
    slacalc_diagnostics *unread;
    struct arena *arena; /* with a guard */
    struct deadline deadline;
    size_t sets_left;
    double costs[PLAN_OPTIONS_MAX];
    uint64_t excluded[PLAN_OPTIONS_MAX], needed[PLAN_OPTIONS_MAX];
    uint64_t monotone;              /* options that make nothing worse */
    size_t order[PLAN_OPTIONS_MAX]; /* in which they are decided: those that are not monotone first */
    size_t undecidable;             /* how many of these there are */
    struct outcome best;
    struct outcome *known; /* bounds that were evaluated, by set */
    size_t known_count, known_capacity;
    double open_cost; /* the least cost of what was not looked at; infinite while all was */
};

/* ---- One set ---- */

static bool is_better_value(const struct setting_of_key *a, const struct setting_of_key *b) {
    switch (a->key) {
    case KEY_REPLICAS:
        return a->value.number > b->value.number;
    case KEY_QUORUM:
        return a->value.number < b->value.number;
    case KEY_MTBF:
        return a->value.seconds > b->value.seconds;
    case KEY_MTTR:
        return a->value.seconds < b->value.seconds;
    default:
        return a->value.level.down < b->value.level.down;
    }
}

/* Of several options that set the same key, which only a bound has, the best value counts. */
static size_t settings_of(const struct planning *planning, uint64_t set, const struct setting_of_key **settings) {
    size_t count = 0;
    for (size_t o = 0; o < planning->count; o++) {
        for (size_t s = 0; set >> o & 1 && s < planning->options[o].setting_count; s++) {
            const struct setting_of_key *setting = &planning->options[o].settings[s].set;
            size_t at = 0;
            while (at < count && !setting_has_same_key(settings[at], setting))
                at++;
            if (at == count || (!setting->is_depends_on && is_better_value(setting, settings[at])))
                settings[at] = setting;
            count += at == count;
        }
    }
    return count;
}

static size_t setting_count(const struct planning *planning) {
    size_t count = 0;
    for (size_t o = 0; o < planning->count; o++)
        count += planning->options[o].setting_count;
    return count;
}

/* Evaluates the model under a set; NULL where it is no model. Jumps to the guard when memory is exhausted. */
static slacalc_result *evaluate_under(const struct planning *planning, uint64_t set, const slacalc_options *evaluation,
                                      slacalc_diagnostics *problems) {
    struct arena *scratch = arena_open(planning->arena);
    const struct setting_of_key **settings = arena_alloc(scratch, setting_count(planning) + 1, sizeof(void *));
    size_t count = settings_of(planning, set, settings);
    struct slacalc_model *variant = variant_of(planning->model, settings, count, NULL, 0);
    arena_close(scratch);
    return evaluate_variant(variant, slacalc_evaluate, evaluation, problems, planning->arena->guard);
}

static double cost_of(const struct planning *planning, uint64_t set) {
    double cost = 0;
    for (size_t o = 0; o < planning->count; o++)
        cost += set >> o & 1 ? planning->costs[o] : 0;
    return cost;
}

static struct outcome outcome_of(struct planning *planning, uint64_t set) {
    slacalc_result *result = evaluate_under(planning, set, &planning->evaluation, planning->unread);
    struct outcome outcome = {.set = set, .is_model = result != NULL, .cost = cost_of(planning, set)};
    if (result) {
        outcome.broken = unkept_count(result);
        if (slacalc_result_service_count(result) > 0)
            outcome.down = slacalc_result_service(result, 0)->availability.value.down;
    }
    slacalc_result_free(result);
    return outcome;
}

/* 0 where they are equal but for rounding. */
static int by_cost(double one, double other) {
    double slack = 1e-9 * (fabs(one) + fabs(other));
    return fabs(one - other) <= slack ? 0 : one < other ? -1 : 1;
}

static int by_number(uint64_t one, uint64_t other) {
    size_t a = bits_count(one), b = bits_count(other);
    return a < b ? -1 : a > b;
}

/* Whether the first option in which the two differ is in `one`. */
static bool stands_earlier(uint64_t one, uint64_t other) {
    uint64_t differing = one ^ other;
    return (one & differing & (~differing + 1)) != 0;
}

/* Fewer broken promises, the lower cost, fewer options, the higher availability of the first service, and options that
 * stand earlier. */
static bool is_better(const struct outcome *a, const struct outcome *b) {
    if (a->is_model != b->is_model)
        return a->is_model;
    if (a->broken != b->broken)
        return a->broken < b->broken;
    int order = by_cost(a->cost, b->cost);
    if (order == 0)
        order = by_number(a->set, b->set);
    if (order != 0)
        return order < 0;
    if (fabs(a->down - b->down) > 1e-12 * (a->down + b->down))
        return a->down < b->down;
    return stands_earlier(a->set, b->set);
}

/* ---- What options do to each other ---- */

static bool is_level_key(enum attribute_key key) {
    return key == KEY_SLO || key == KEY_MEASURED || key == KEY_MTBF || key == KEY_MTTR;
}

/* Whether both touch the own figure of a component by different keys, of which only one counts. */
static bool mix_figures(const struct plan_option *a, const struct plan_option *b) {
    for (size_t i = 0; i < a->setting_count; i++)
        for (size_t j = 0; j < b->setting_count; j++) {
            const struct setting_of_key *one = &a->settings[i].set, *other = &b->settings[j].set;
            if (one->component == other->component && !one->is_depends_on && !other->is_depends_on &&
                is_level_key(one->key) && is_level_key(other->key) && one->key != other->key)
                return true;
        }
    return false;
}

static void relate(struct planning *planning) {
    for (uint32_t a = 0; a < planning->count; a++) {
        planning->needed[a] = plan_option_needs(&planning->options[a]);
        for (uint32_t b = 0; b < planning->count; b++)
            if (plan_options_exclude(planning->options, a, b))
                planning->excluded[a] |= (uint64_t)1 << b;
    }
}

/* Whether the component counts with no worse a figure of its own, and as many replicas of which no more are needed. */
static bool is_no_worse(const struct planning *planning, const struct slacalc_model *variant, uint32_t component) {
    const struct slacalc_model *model = planning->model;
    slacalc_basis basis = planning->evaluation.basis;
    struct own_level before = stated_level_of(model, component, basis),
                     after = stated_level_of(variant, component, basis);
    return !before.is_whole && !after.is_whole && after.figure != SLACALC_FIGURE_NONE &&
           after.level.down <= before.level.down && after.checked.down <= before.checked.down &&
           model_number(variant, component, KEY_REPLICAS) >= model_number(model, component, KEY_REPLICAS) &&
           model_number(variant, component, KEY_QUORUM) <= model_number(model, component, KEY_QUORUM);
}

static bool has_plain_keys(const struct plan_option *option) {
    for (size_t i = 0; i < option->setting_count; i++) {
        const struct setting_of_key *set = &option->settings[i].set;
        if (set->is_depends_on || !set->is_given ||
            (!is_level_key(set->key) && set->key != KEY_REPLICAS && set->key != KEY_QUORUM))
            return false;
    }
    return true;
}

static bool is_monotone(const struct planning *planning, size_t index) {
    const struct plan_option *option = &planning->options[index];
    const struct setting_of_key **settings = arena_alloc(planning->arena, option->setting_count + 1, sizeof(void *));
    if (!has_plain_keys(option))
        return false;
    for (size_t b = 0; b < planning->count; b++)
        if (b != index && mix_figures(option, &planning->options[b]))
            return false;
    for (size_t i = 0; i < option->setting_count; i++)
        settings[i] = &option->settings[i].set;
    struct slacalc_model *variant = variant_of(planning->model, settings, option->setting_count, NULL, 0);
    if (!variant)
        memory_exhausted(planning->arena->guard);
    bool is_good = variant && !variant->failed;
    for (size_t i = 0; i < option->setting_count && is_good; i++)
        is_good = is_no_worse(planning, variant, option->settings[i].set.component);
    slacalc_model_free(variant);
    return is_good;
}

/* What the needs of a component leave of a figure for the whole is less the better they are, and gaps come about where
 * something is better than agreed: there a better part may make something worse. */
static bool better_parts_help(const struct planning *planning) {
    for (uint32_t c = 0; c < planning->model->component_count; c++)
        if (stated_level_of(planning->model, c, planning->evaluation.basis).is_whole)
            return false;
    return !planning->evaluation.strict;
}

static void find_monotone(struct planning *planning) {
    bool may_be = better_parts_help(planning);
    for (size_t o = 0; o < planning->count; o++)
        if (may_be && is_monotone(planning, o))
            planning->monotone |= (uint64_t)1 << o;
    size_t place = 0;
    for (size_t o = 0; o < planning->count; o++)
        if (!(planning->monotone >> o & 1))
            planning->order[place++] = o;
    planning->undecidable = place;
    for (size_t o = 0; o < planning->count; o++) {
        if (!(planning->monotone >> o & 1))
            continue;
        size_t at = place++;
        for (; at > planning->undecidable && planning->costs[planning->order[at - 1]] < planning->costs[o]; at--)
            planning->order[at] = planning->order[at - 1];
        planning->order[at] = o;
    }
}

/* ---- Branch and bound ---- */

static bool is_over(struct planning *planning) {
    return planning->sets_left == 0 || deadline_is_over(&planning->deadline);
}

static bool is_allowed(const struct planning *planning, uint64_t set) {
    for (size_t o = 0; o < planning->count; o++)
        if (set >> o & 1 && ((planning->needed[o] & ~set) || (planning->excluded[o] & set)))
            return false;
    return true;
}

/* How many promises are broken at the least, whatever of the rest is taken. */
static size_t least_broken(struct planning *planning, uint64_t taken, uint64_t rest) {
    uint64_t set = taken;
    for (size_t o = 0; o < planning->count; o++)
        if (rest >> o & 1 && !(planning->excluded[o] & taken))
            set |= (uint64_t)1 << o;
    for (size_t i = 0; i < planning->known_count; i++)
        if (planning->known[i].set == set)
            return planning->known[i].broken;
    struct outcome outcome = outcome_of(planning, set);
    planning->sets_left -= planning->sets_left > 0;
    outcome.broken = outcome.is_model ? outcome.broken : 0;
    ARENA_APPEND(planning->arena, planning->known, planning->known_count, planning->known_capacity, outcome);
    return outcome.broken;
}

static void try_set(struct planning *planning, uint64_t set) {
    if (!is_allowed(planning, set))
        return;
    struct outcome outcome = outcome_of(planning, set);
    planning->sets_left -= planning->sets_left > 0;
    if (is_better(&outcome, &planning->best))
        planning->best = outcome;
}

/* As deep as there are options, which are few. */
static void branch(struct planning *planning, size_t depth, uint64_t taken, double cost) {
    const struct outcome *best = &planning->best;
    uint64_t rest = 0;
    double slack = 1e-9 * (fabs(cost) + fabs(best->cost));
    if (best->is_model && best->broken == 0 && cost > best->cost + slack)
        return;
    if (is_over(planning)) {
        planning->open_cost = fmin(planning->open_cost, cost);
        return;
    }
    if (depth == planning->count) {
        try_set(planning, taken);
        return;
    }
    for (size_t i = depth; i < planning->count; i++)
        rest |= (uint64_t)1 << planning->order[i];
    if (depth >= planning->undecidable) {
        size_t least = least_broken(planning, taken, rest);
        if (best->is_model && (least > best->broken || (least == best->broken && cost > best->cost + slack)))
            return;
    }
    size_t next = planning->order[depth];
    branch(planning, depth + 1, taken, cost);
    if (!(planning->excluded[next] & taken))
        branch(planning, depth + 1, taken | (uint64_t)1 << next, cost + planning->costs[next]);
}

/* ---- The next cheaper set ---- */

struct cheaper {
    uint64_t set;
    double cost;
    bool is_there;
};

static void seek_cheaper(const struct planning *planning, size_t depth, uint64_t taken, double cost, double left,
                         double limit, struct cheaper *found) {
    double slack = 1e-9 * fabs(limit);
    if (cost >= limit - slack || (found->is_there && cost + left < found->cost - slack))
        return;
    if (depth == planning->count) {
        if (!is_allowed(planning, taken))
            return;
        bool is_dearer = !found->is_there || cost > found->cost + slack;
        int order = by_number(taken, found->set);
        if (is_dearer || order < 0 || (order == 0 && stands_earlier(taken, found->set)))
            *found = (struct cheaper){taken, cost, true};
        return;
    }
    double own = planning->costs[depth];
    seek_cheaper(planning, depth + 1, taken | (uint64_t)1 << depth, cost + own, left - own, limit, found);
    seek_cheaper(planning, depth + 1, taken, cost, left - own, limit, found);
}

/* ---- Rows ---- */

static const size_t *list_options(const struct planning *planning, uint64_t set, size_t *count, struct arena *arena) {
    size_t *list = arena_alloc(arena, planning->count + 1, sizeof *list);
    for (size_t o = 0; o < planning->count; o++)
        if (set >> o & 1)
            list[(*count)++] = o;
    return list;
}

static void add_runner_up(struct planning *planning, slacalc_plan *plan, struct arena *arena) {
    struct cheaper found = {0};
    double all = cost_of(planning, ~(uint64_t)0);
    if (!plan->found || planning->count > 30)
        return;
    seek_cheaper(planning, 0, 0, 0, all, planning->best.cost, &found);
    slacalc_result *result =
        found.is_there ? evaluate_under(planning, found.set, &planning->evaluation, planning->unread) : NULL;
    if (!result)
        return;
    size_t broken = unkept_count(result), count = 0;
    slacalc_missed *missed = arena_alloc(arena, broken + 1, sizeof *missed);
    for (size_t i = 0; i < slacalc_result_service_count(result); i++) {
        const slacalc_service *service = slacalc_result_service(result, i);
        for (size_t p = 0; p < service->promise_count; p++)
            if (!promise_is_enough(result, service, p))
                missed[count++] = (slacalc_missed){
                    text_copy(arena, text_of(slacalc_result_component(result, service->component)->name)),
                    service->promises[p].kind, service->promises[p].level, fmax(0, 0 - service->promises[p].margin_s)};
    }
    slacalc_result_free(result);
    plan->has_runner_up = true;
    plan->runner_up_cost = found.cost;
    plan->runner_up_options = list_options(planning, found.set, &plan->runner_up_count, arena);
    plan->missed = missed;
    plan->missed_count = count;
}

static void find(void *context) {
    struct planning *planning = context;
    relate(planning);
    find_monotone(planning);
    planning->best = outcome_of(planning, 0);
    branch(planning, 0, 0, 0);
    planning->result = evaluate_under(planning, planning->best.set, planning->given, planning->problems);
}

/* ---- The frontier ---- */

enum { FRONTIER_OPTIONS = 10, STEPS = 11 };

static bool is_cheaper(const struct outcome *a, const struct outcome *b) {
    int order = by_cost(a->cost, b->cost);
    if (order == 0)
        order = by_number(a->set, b->set);
    return order != 0 ? order < 0 : stands_earlier(a->set, b->set);
}

/* All sets that are allowed, the cheapest first, with the levels of all services. */
static void add_frontier(struct planning *planning, const slacalc_result *under_plan, slacalc_plan *plan,
                         struct arena *arena) {
    size_t services = slacalc_result_service_count(under_plan), sets = (size_t)1 << planning->count, count = 0;
    if (planning->count > FRONTIER_OPTIONS || services == 0)
        return;
    struct outcome *outcomes = arena_alloc(planning->arena, sets, sizeof *outcomes);
    slacalc_level *levels = arena_alloc(planning->arena, sets * services, sizeof *levels);
    for (uint64_t set = 0; set < sets && !is_over(planning); set++) {
        struct outcome outcome = {.set = set, .cost = cost_of(planning, set)};
        size_t at = count;
        if (!is_allowed(planning, set))
            continue;
        planning->sets_left--;
        slacalc_result *result = evaluate_under(planning, set, &planning->evaluation, planning->unread);
        bool fits = result && slacalc_result_service_count(result) == services;
        for (size_t s = 0; fits && s < services; s++)
            levels[set * services + s] = slacalc_result_service(result, s)->availability.value;
        slacalc_result_free(result);
        if (!fits)
            continue;
        for (; at > 0 && is_cheaper(&outcome, &outcomes[at - 1]); at--)
            outcomes[at] = outcomes[at - 1];
        outcomes[at] = outcome;
        count++;
    }
    if (is_over(planning))
        return;
    slacalc_steps *frontier = arena_alloc(arena, services, sizeof *frontier);
    for (size_t s = 0; s < services; s++) {
        slacalc_step *steps = arena_alloc(arena, STEPS, sizeof *steps);
        size_t taken = 0;
        for (size_t i = 0; i < count && taken < STEPS; i++) {
            slacalc_level level = levels[outcomes[i].set * services + s];
            if (i == 0 ? outcomes[i].set != 0
                       : level.down >= steps[taken > 0 ? taken - 1 : 0].availability.down * (1 - 1e-12))
                continue;
            steps[taken] = (slacalc_step){.cost = outcomes[i].cost, .availability = level};
            steps[taken].options = list_options(planning, outcomes[i].set, &steps[taken].option_count, arena);
            taken++;
        }
        frontier[s] = (slacalc_steps){
            slacalc_result_component(under_plan, slacalc_result_service(under_plan, s)->component)->name, steps, taken};
    }
    plan->frontier = frontier;
    plan->frontier_count = services;
}

struct telling {
    struct planning *planning;
    slacalc_result *result;
};

static void tell(void *context) {
    const struct telling *telling = context;
    struct planning *planning = telling->planning;
    struct arena *arena = &telling->result->arena;
    slacalc_plan *plan = arena_alloc(arena, 1, sizeof *plan);
    const char **names = arena_alloc(arena, planning->count + 1, sizeof(char *));
    for (size_t o = 0; o < planning->count; o++)
        names[o] = text_copy(arena, planning->options[o].name);
    *plan = (slacalc_plan){.found = planning->best.broken == 0,
                           .proven = isinf(planning->open_cost) != 0,
                           .cost = planning->best.cost,
                           .least_cost = fmin(planning->open_cost, planning->best.cost),
                           .currency = text_copy(arena, planning->options[0].currency),
                           .names = names,
                           .name_count = planning->count,
                           .broken = planning->best.broken};
    plan->options = list_options(planning, planning->best.set, &plan->option_count, arena);
    telling->result->plan = plan;
}

static void tell_runner_up(void *context) {
    const struct telling *telling = context;
    slacalc_plan *plan = arena_alloc(&telling->result->arena, 1, sizeof *plan);
    *plan = *telling->result->plan;
    add_runner_up(telling->planning, plan, &telling->result->arena);
    add_frontier(telling->planning, telling->result, plan, &telling->result->arena);
    telling->result->plan = plan;
}

/* Returns the evaluation of the model as it is, or NULL with an error where there is nothing to plan for. */
static bool may_plan(const struct slacalc_model *model, const slacalc_options *evaluation, double *period_s,
                     slacalc_diagnostics *problems) {
    if (model->plan_option_count == 0) {
        diagnose(problems, SLACALC_ERROR, nowhere,
                 "the model has no options to choose from (options: {second-db: {set: {db.replicas: 2}, cost: 300}})");
        return false;
    }
    slacalc_result *result = slacalc_evaluate(model, evaluation, problems);
    bool has = result && promise_count(result) > 0;
    if (result && !has)
        diagnose(problems, SLACALC_ERROR, nowhere,
                 "there is no promise that a plan could keep (sla, ola or objective)");
    *period_s = result ? slacalc_result_period_s(result) : 0;
    slacalc_result_free(result);
    return has;
}

slacalc_result *slacalc_plan_options(const slacalc_model *model, const slacalc_options *given,
                                     slacalc_diagnostics *problems) {
    struct memory_guard guard;
    struct arena arena;
    slacalc_options options;
    double period_s;
    if (!options_for_verdicts(&options, given, problems))
        return NULL;
    struct planning planning = {.model = model,
                                .given = given,
                                .problems = problems,
                                .options = model->plan_options,
                                .count = model->plan_option_count,
                                .evaluation = options,
                                .arena = &arena,
                                .deadline = deadline_in(options.time_limit_s),
                                .sets_left = options.max_nodes / NODES_A_SET + 1,
                                .open_cost = INFINITY};
    planning.evaluation.sharp = options.strict;
    planning.evaluation.time_limit_s = 0; /* all sets together have it */
    if (!may_plan(model, &planning.evaluation, &period_s, problems))
        return NULL;
    for (size_t o = 0; o < planning.count; o++)
        planning.costs[o] =
            planning.options[o].cost * (planning.options[o].per_s > 0 ? period_s / planning.options[o].per_s : 1);
    planning.unread = slacalc_diagnostics_new();
    arena_init(&arena, &guard);
    bool good = planning.unread && memory_attempt(&guard, find, &planning);
    slacalc_result *result = planning.result;
    struct telling telling = {&planning, result};
    if (result) {
        arena.guard = &result->guard;
        good =
            memory_attempt(&result->guard, tell, &telling) && memory_attempt(&result->guard, tell_runner_up, &telling);
    }
    arena_free(&arena);
    slacalc_diagnostics_free(planning.unread);
    if (result && good)
        return result;
    diagnose_out_of_memory(problems);
    slacalc_result_free(result);
    return NULL;
}
