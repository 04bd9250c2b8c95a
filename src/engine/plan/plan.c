/* slacalc_plan_options: the cheapest options under which every promise is kept, as rows. */
#include "engine/evaluate.h"
#include "engine/plan/drafts.h"
#include "engine/plan/least_down.h"
#include "engine/plan/runner_up.h"
#include "engine/plan/search.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"

#include <math.h>
#include <string.h>

/* By these shares of the time limit the model as it is has been valued, the search has ended, and it is known below
 * which cost there is no plan. The rest of the time is for the report. */
static const double MODEL_AS_IT_IS = 0.25, SEARCH_ENDS = 0.75, LEAST_COST_ENDS = 0.85;

struct planning {
    const struct slacalc_model *model;
    const slacalc_options *whole; /* for the result, which these two are for */
    slacalc_diagnostics *problems;
    slacalc_result *as_is;       /* the verdicts on the model as it is; NULL once the search has ended */
    slacalc_result *with_shares; /* the same, where the model has no options; NULL once drafts are made of it */
    slacalc_result *result;      /* under the best set */
    struct drafts drafts;        /* where the model has no options */
    struct choices choices;
    struct prospects prospects;
    struct found found;
    struct deadline deadline; /* of all of it */
    struct arena *arena;      /* with a guard */
};

/* ---- Services ---- */

/* The index among the prospects of that service of the result. */
static uint32_t prospect_of(struct planning *planning, const slacalc_result *result, size_t service) {
    return reach_add(&planning->prospects.reach, result->component_of[result->services[service].component]);
}

static bool is_reported(const struct slacalc_model *model, uint32_t component) {
    for (size_t i = 0; i < model->selected_count; i++)
        if (model->selected[i] == component)
            return true;
    return model->selected_count == 0;
}

/* Adds the services that have a promise to check under some options only. */
static void add_promised_by_options(struct planning *planning, uint32_t *services, size_t *count) {
    for (size_t o = 0; o < planning->choices.count; o++)
        for (size_t s = 0; s < planning->choices.options[o].setting_count; s++) {
            const struct setting_of_key *set = &planning->choices.options[o].settings[s].set;
            bool may_promise =
                (set->kind == SETS_VALUE && is_whole_key(set->key)) || states_whole(planning->model, set->component);
            if (!may_promise || !is_reported(planning->model, set->component) ||
                planning->prospects.reach.index_of[set->component] != NO_INDEX)
                continue;
            services[(*count)++] = reach_add(&planning->prospects.reach, set->component);
        }
}

/* Whether the service has as many broken promises under every set. */
static bool is_settled(struct planning *planning, uint32_t service, uint32_t broken) {
    struct prospects *prospects = &planning->prospects;
    if (prospects->reach.services[service].reached_by == 0)
        return true;
    if (!prospect_only_improves(prospects, service))
        return false;
    if (broken == 0 || prospects_are_over(prospects))
        return broken == 0;
    return prospect_under(prospects, service, 0, choices_all(&planning->choices)).broken == broken;
}

/* The lens that serves several services shows those that it knew when it was made: so all are added before the first
 * one is looked at. */
static struct aim aim_of_promises(struct planning *planning) {
    size_t count = slacalc_result_service_count(planning->as_is), by_options = 0;
    uint32_t *services = arena_alloc(planning->arena, count, sizeof *services);
    uint32_t *aimed = arena_alloc(planning->arena, count + planning->choices.setting_count, sizeof *aimed);
    struct aim aim = {.services = aimed, .limit = INFINITY, .first = NO_INDEX};
    for (size_t i = 0; i < count; i++)
        services[i] = prospect_of(planning, planning->as_is, i);
    add_promised_by_options(planning, aimed, &by_options);
    aim.first = services[0];
    aim.service_count = by_options;
    for (size_t i = 0; i < count; i++) {
        const slacalc_service *service = slacalc_result_service(planning->as_is, i);
        uint32_t broken = (uint32_t)unkept_of(planning->as_is, service);
        prospect_know(&planning->prospects, services[i],
                      (struct standing){true, broken, service->availability.value.down});
        if (!is_settled(planning, services[i], broken))
            aimed[aim.service_count++] = services[i];
    }
    return aim;
}

/* The options of the model; where it has none, changes that are tried in their place. */
static void find_choices(struct planning *planning) {
    const struct slacalc_model *model = planning->model;
    double period_s = slacalc_result_period_s(planning->as_is);
    if (model->plan_option_count > 0) {
        planning->choices = choices_of(model->plan_options, model->plan_option_count, period_s);
        return;
    }
    slacalc_options options = options_until(&planning->prospects.deadline, planning->prospects.reach.evaluation);
    options.shares = true;
    planning->with_shares = figures_of(model, &options, planning->prospects.unread);
    if (!planning->with_shares)
        memory_exhausted(planning->arena->guard);
    planning->drafts = drafts_of(model, planning->with_shares, planning->arena);
    slacalc_result_free(planning->with_shares);
    planning->with_shares = NULL;
    planning->choices = choices_of(planning->drafts.options, planning->drafts.count, period_s);
}

static void find(struct planning *planning) {
    find_choices(planning);
    prospects_open(&planning->prospects, planning->arena);
    const struct aim aim = aim_of_promises(planning);
    planning->found = search_for(&planning->prospects, &aim);
    slacalc_result_free(
        planning->as_is); /* each result has a row for each requirement, of which there may be millions */
    planning->as_is = NULL;
    slacalc_options options = options_until(&planning->deadline, *planning->whole);
    planning->result = prospects_evaluate(&planning->prospects, planning->found.best.set, &options, planning->problems);
}

/* ---- Rows ---- */

static const size_t *list_options(const struct planning *planning, uint64_t set, size_t *count, struct arena *arena) {
    size_t *list = arena_alloc(arena, planning->choices.count, sizeof *list);
    *count = 0;
    for (size_t o = 0; o < planning->choices.count; o++)
        if (set >> o & 1)
            list[(*count)++] = o;
    return list;
}

static slacalc_level level_down(double down) {
    return (slacalc_level){1 - down, down};
}

static void add_runner_up(struct planning *planning, slacalc_plan *plan, struct arena *arena) {
    uint64_t set;
    if (!plan->found || !plan->proven || !runner_up_below(&planning->prospects, plan->cost, &set))
        return;
    slacalc_options options = options_until(&planning->deadline, planning->prospects.reach.evaluation);
    slacalc_result *result = prospects_evaluate(&planning->prospects, set, &options, planning->prospects.unread);
    if (!result)
        return;
    size_t broken = unkept_count(result), count = 0;
    slacalc_missed *missed = arena_alloc(arena, broken + 1, sizeof *missed);
    for (size_t i = 0; i < slacalc_result_service_count(result); i++) {
        const slacalc_service *service = slacalc_result_service(result, i);
        for (size_t p = 0; p < service->promise_count; p++)
            if (!promise_is_enough(result, service, p))
                missed[count++] =
                    (slacalc_missed){text_copy(arena, text_of(service_name(result, i))), service->promises[p].kind,
                                     service->promises[p].level, fmax(0, 0 - service->promises[p].margin_s)};
    }
    slacalc_result_free(result);
    plan->has_runner_up = true;
    plan->runner_up_cost = choices_cost(&planning->choices, set);
    plan->runner_up_options = list_options(planning, set, &plan->runner_up_count, arena);
    plan->missed = missed;
    plan->missed_count = count;
}

/* Adds what promises that are not kept may come to at best: one search serves all promises of a service. */
static void add_reachable(struct planning *planning, slacalc_plan *plan, struct arena *arena) {
    const slacalc_result *result = planning->result;
    slacalc_reachable *reachable = arena_alloc(arena, plan->broken, sizeof *reachable);
    for (size_t i = 0; i < slacalc_result_service_count(result); i++) {
        const slacalc_service *service = slacalc_result_service(result, i);
        slacalc_reachable row = {.service = service_name(result, i)};
        if (unkept_of(result, service) > 0)
            row.best = level_down(least_down(&planning->prospects, prospect_of(planning, result, i),
                                             service->availability.value.down, &row.proven));
        for (size_t p = 0; p < service->promise_count; p++) {
            row.kind = service->promises[p].kind;
            row.level = service->promises[p].level;
            if (!promise_is_enough(result, service, p))
                reachable[plan->reachable_count++] = row;
        }
    }
    plan->reachable = reachable;
}

/* ---- The frontier ---- */

enum { STEPS = 11 };

static slacalc_step step_row(const struct planning *planning, const struct found *found, double down,
                             struct arena *arena) {
    slacalc_step step = {.cost = found->best.cost, .availability = level_down(down)};
    step.options = list_options(planning, found->best.set, &step.option_count, arena);
    return step;
}

static slacalc_steps steps_of(struct planning *planning, size_t index, struct arena *arena) {
    struct prospects *prospects = &planning->prospects;
    uint32_t service = prospect_of(planning, planning->result, index);
    slacalc_step *steps = arena_alloc(arena, STEPS, sizeof *steps);
    slacalc_steps row = {.service = service_name(planning->result, index), .steps = steps, .complete = true};
    struct aim aim = {.services = &service, .service_count = 1, .first = service};
    struct found found = {.is_there = true};
    while (row.step_count < STEPS && row.complete && found.is_there && found.best.broken == 0) {
        double down = prospect_under(prospects, service, found.best.set, 0).down;
        steps[row.step_count++] = step_row(planning, &found, down, arena);
        aim.limit = down * (1 - 1e-12);
        if (prospects->reach.services[service].reached_by == 0)
            break;
        row.complete = !prospects_are_late(prospects);
        if (!row.complete)
            break;
        found = search_for(prospects, &aim);
        row.complete = found.is_proven;
    }
    return row;
}

static void add_frontier(struct planning *planning, slacalc_plan *plan, struct arena *arena) {
    size_t services = slacalc_result_service_count(planning->result);
    slacalc_steps *frontier = arena_alloc(arena, services, sizeof *frontier);
    for (size_t s = 0; s < services; s++)
        frontier[s] = steps_of(planning, s, arena);
    plan->frontier = frontier;
    plan->frontier_count = services;
}

static void tell(struct planning *planning) {
    struct arena *arena = &planning->result->arena;
    const struct choices *choices = &planning->choices;
    const struct found *found = &planning->found;
    slacalc_plan *plan = arena_alloc(arena, 1, sizeof *plan);
    const char **names = arena_alloc(arena, choices->count, sizeof(char *));
    for (size_t o = 0; o < choices->count; o++)
        names[o] = text_copy(arena, choices->options[o].name);
    *plan = (slacalc_plan){.broken = unkept_count(planning->result),
                           .proven = found->is_proven,
                           .cost = found->best.cost,
                           .least_cost = found->least_cost,
                           .names = names,
                           .name_count = choices->count,
                           .has_options = planning->model->plan_option_count > 0,
                           .left_out = planning->drafts.left_out};
    if (plan->has_options)
        plan->currency = text_copy(arena, choices->options[0].currency);
    plan->found = plan->broken == 0;
    plan->options = list_options(planning, found->best.set, &plan->option_count, arena);
    add_runner_up(planning, plan, arena);
    if (!plan->found)
        add_reachable(planning, plan, arena);
    add_frontier(planning, plan, arena);
    planning->result->plan = plan;
}

/* Whether there is something to plan for; otherwise an error says so. */
static bool may_plan(const struct planning *planning) {
    if (promise_count(planning->as_is) == 0)
        diagnose(planning->problems, SLACALC_ERROR, nowhere,
                 "there is no promise that a plan could keep (sla, ola or objective)");
    return promise_count(planning->as_is) > 0;
}

/* The arena of the result has the guard of the search for a while: making rows asks the search again. */
static void find_and_tell(void *context) {
    struct planning *planning = context;
    find(planning);
    planning->result->arena.guard = planning->arena->guard;
    tell(planning);
}

static slacalc_result *plan(struct planning *planning) {
    struct memory_guard guard;
    struct arena arena;
    arena_init(&arena, &guard);
    planning->arena = &arena;
    bool good = planning->prospects.unread && memory_attempt(&guard, find_and_tell, planning);
    arena_free(&arena);
    planning->arena = NULL;
    slacalc_result_free(planning->with_shares);
    if (planning->result)
        planning->result->arena.guard = &planning->result->guard;
    if (good)
        return planning->result;
    diagnose_out_of_memory(planning->problems);
    slacalc_result_free(planning->result);
    return NULL;
}

slacalc_result *slacalc_plan_options(const slacalc_model *model, const slacalc_options *given,
                                     slacalc_diagnostics *problems) {
    slacalc_options whole, options;
    if (!take_options(&whole, given, problems) || !options_for_verdicts(&options, given, problems))
        return NULL;
    whole.outages = whole.money = false;
    whole.min_kept = 0;
    struct deadline deadline = deadline_in(options.time_limit_s);
    struct planning planning = {.model = model,
                                .whole = &whole,
                                .problems = problems,
                                .deadline = deadline,
                                .prospects = {.deadline = deadline_at(&deadline, SEARCH_ENDS),
                                              .last = deadline_at(&deadline, LEAST_COST_ENDS),
                                              .steps_left = options.max_nodes,
                                              .reach = {.model = model, .choices = &planning.choices}}};
    options.sharp = options.strict;
    planning.prospects.reach.evaluation = options;
    options.time_limit_s *= MODEL_AS_IT_IS;
    slacalc_result *result = NULL;
    planning.as_is = figures_of(model, &options, problems);
    if (!planning.as_is)
        return NULL;
    planning.prospects.unread = slacalc_diagnostics_new();
    if (may_plan(&planning))
        result = plan(&planning);
    slacalc_diagnostics_free(planning.prospects.unread);
    slacalc_result_free(planning.as_is);
    return result;
}
