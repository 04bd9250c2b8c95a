#include "reporter/wording/plan.h"

#include "base/setting_names.h"
#include "engine/rows/result.h"
#include "engine/rows/verdict.h"
#include "reporter/wording/numbers.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/words.h"

#include <math.h>
#include <string.h>

enum { MOST_MISSED = 3, MOST_FRONTIERS = 5, MOST_ALIKE = 5 };

static const char *cost_text(const struct wording *wording, const slacalc_plan *plan, double cost) {
    bool is_whole = cost - floor(cost) <= 0;
    const char *number =
        is_whole ? phrase_figure(wording, format_number(cost)) : arena_printf(wording->arena, "%.2f", cost);
    return plan->currency ? arena_printf(wording->arena, "%s %s", number, plan->currency) : number;
}

static const char *option_names(const struct wording *wording, const slacalc_plan *plan, const size_t *options,
                                size_t count) {
    const char *text = count == 0 ? "nothing" : "";
    for (size_t i = 0; i < count; i++)
        text = arena_printf(wording->arena, "%s%s%s", text, i > 0 ? ", " : "", plan->names[options[i]]);
    return text;
}

static const char *statement_of_choice(const struct wording *wording, const slacalc_plan *plan) {
    const char *names = option_names(wording, plan, plan->options, plan->option_count);
    const char *cost = cost_text(wording, plan, plan->cost);
    if (plan->found && plan->option_count == 0)
        return "plan: take nothing, every promise is kept";
    if (plan->found)
        return arena_printf(wording->arena, "plan: %s, for %s: every promise is kept", names, cost);
    const char *with =
        plan->option_count == 0 ? "without any option" : arena_printf(wording->arena, "with %s, for %s", names, cost);
    return arena_printf(wording->arena, "no plan%s %s %s not kept%s %s",
                        plan->proven ? ": at least" : " was found:", phrase_count(wording, plan->broken, "promise"),
                        plan->broken == 1 ? "is" : "are", plan->proven ? ", as" : "", with);
}

/* How many of so many are told of, and the way to see the others. */
struct telling {
    const struct wording *wording;
    const slacalc_plan *plan;
    const char *way;
    bool all;
};

static size_t told_of(const struct telling *telling, size_t count, size_t most) {
    return telling->all || count < most ? count : most;
}

/* They may be as many as there are promises. */
static const char *joined_with_more(const struct telling *telling, struct pieces *pieces, size_t left_out) {
    if (left_out > 0)
        pieces_add(telling->wording, pieces,
                   arena_printf(telling->wording->arena, "and %zu more (%s)", left_out, telling->way));
    return pieces_joined(telling->wording, pieces, 0, pieces->count);
}

static const char *statement_of_runner_up(const struct telling *telling) {
    const struct wording *wording = telling->wording;
    const slacalc_plan *plan = telling->plan;
    size_t told = told_of(telling, plan->missed_count, MOST_MISSED);
    struct pieces pieces = {0};
    const char *set = plan->runner_up_count == 0
                          ? "taking nothing"
                          : arena_printf(wording->arena, "the next cheaper set, for %s (%s),",
                                         cost_text(wording, plan, plan->runner_up_cost),
                                         option_names(wording, plan, plan->runner_up_options, plan->runner_up_count));
    pieces_add(wording, &pieces, arena_printf(wording->arena, "%s %s", set, told > 0 ? "misses" : "is not enough"));
    for (size_t i = 0; i < told; i++)
        pieces_add(wording, &pieces,
                   arena_printf(wording->arena, "%s %s of %s by %s of downtime%s",
                                word_of_promise(plan->missed[i].kind), format_written(plan->missed[i].level).text,
                                plan->missed[i].service, format_duration(plan->missed[i].short_s).text,
                                i + 1 < told ? "," : ""));
    return joined_with_more(telling, &pieces, plan->missed_count - told);
}

/* "not kept: sla 99.99 % of shop (99.98 % at best)" */
static const char *statement_of_reachable(const struct telling *telling) {
    const struct wording *wording = telling->wording;
    const slacalc_plan *plan = telling->plan;
    size_t told = told_of(telling, plan->reachable_count, MOST_MISSED);
    struct pieces pieces = {0};
    pieces_add(wording, &pieces, "not kept:");
    for (size_t i = 0; i < told; i++) {
        const slacalc_reachable *row = &plan->reachable[i];
        bool would_keep = keeps_promise(row->best.down, level_from_row(row->level));
        pieces_add(wording, &pieces,
                   arena_printf(wording->arena, "%s %s of %s (%s %s)%s", word_of_promise(row->kind),
                                format_written(row->level).text, row->service,
                                format_against(row->best, row->level, would_keep).text,
                                row->proven ? "at best" : "or more", i + 1 < told ? "," : ""));
    }
    return joined_with_more(telling, &pieces, plan->reachable_count - told);
}

static bool is_like(const slacalc_steps *steps, size_t index, size_t other, int more) {
    return strcmp(format_closer(steps->steps[index].availability, more).text,
                  format_closer(steps->steps[other].availability, more).text) == 0;
}

/* With as many digits as tell it from its neighbours. */
static struct figure figure_of_step(const slacalc_steps *steps, size_t index) {
    enum { MOST_MORE = 10 };
    int more = 0;
    while (more < MOST_MORE && ((index > 0 && is_like(steps, index, index - 1, more)) ||
                                (index + 1 < steps->step_count && is_like(steps, index, index + 1, more))))
        more++;
    return more < MOST_MORE ? format_closer(steps->steps[index].availability, more)
                            : format_written(steps->steps[index].availability);
}

/* Services for which every amount buys the same. */
struct ladder {
    const slacalc_steps *steps;
    const char *services;
    size_t service_count;
};

static bool has_same_step(const slacalc_steps *one, const slacalc_steps *other, size_t index) {
    const slacalc_step *step = &one->steps[index], *like = &other->steps[index];
    return step->option_count == like->option_count &&
           (step->option_count == 0 ||
            memcmp(step->options, like->options, step->option_count * sizeof *step->options) == 0) &&
           strcmp(figure_of_step(one, index).text, figure_of_step(other, index).text) == 0;
}

static bool is_same_ladder(const slacalc_steps *one, const slacalc_steps *other) {
    bool same = one->step_count == other->step_count && one->complete == other->complete;
    for (size_t i = 0; same && i < one->step_count; i++)
        same = has_same_step(one, other, i);
    return same;
}

/* "shop: 99.75 % as it is; 99.8 % for 60 (api-two)" */
static const char *statement_of_ladder(const struct telling *telling, const struct ladder *ladder) {
    const struct wording *wording = telling->wording;
    const slacalc_plan *plan = telling->plan;
    const slacalc_steps *steps = ladder->steps;
    const char *text = ladder->services;
    if (ladder->service_count > MOST_ALIKE)
        text = arena_printf(wording->arena, "%s and %zu more alike (%s)", text, ladder->service_count - MOST_ALIKE,
                            telling->way);
    for (size_t i = 0; i < steps->step_count; i++) {
        const slacalc_step *step = &steps->steps[i];
        const char *buys = step->option_count == 0
                               ? "as it is"
                               : arena_printf(wording->arena, "for %s (%s)", cost_text(wording, plan, step->cost),
                                              option_names(wording, plan, step->options, step->option_count));
        text = arena_printf(wording->arena, "%s%s %s %s", text, i > 0 ? ";" : ":", figure_of_step(steps, i).text, buys);
    }
    return steps->complete ? text : arena_printf(wording->arena, "%s; more was not looked for", text);
}

/* What a model without options leaves to be tried. */
static const char *statement_of_tried(const struct wording *wording, const slacalc_plan *plan) {
    if (plan->name_count == 0)
        return "the model has no options, and nothing to change: no part of what is missed has a figure of its own";
    const char *text = arena_printf(
        wording->arena,
        "the model has no options, so %s %s tried at a cost of 1 each: one more replica of a part, or its next nine",
        phrase_count(wording, plan->name_count, "change"), plan->name_count == 1 ? "was" : "were");
    return plan->left_out == 0 ? text
                               : arena_printf(wording->arena, "%s; %zu more, of parts that cause less, %s not", text,
                                              plan->left_out, plan->left_out == 1 ? "was" : "were");
}

/* Services that nothing makes better are not told of. */
static bool has_more_steps(const slacalc_steps *steps) {
    return steps->step_count > 1 || !steps->complete;
}

/* Only the first ladders are compared with, so that thousands of services that differ take no time. */
static struct ladder *ladder_of(struct ladder *ladders, size_t count, const slacalc_steps *steps) {
    for (size_t i = 0; i < count && i < MOST_FRONTIERS; i++)
        if (is_same_ladder(ladders[i].steps, steps))
            return &ladders[i];
    return NULL;
}

/* Where everything is told, each service has a line of its own. */
static size_t gather_ladders(const struct telling *telling, struct ladder *ladders) {
    const slacalc_plan *plan = telling->plan;
    size_t count = 0;
    for (size_t i = 0; i < plan->frontier_count; i++) {
        const slacalc_steps *steps = &plan->frontier[i];
        if (!has_more_steps(steps))
            continue;
        struct ladder *same = telling->all ? NULL : ladder_of(ladders, count, steps);
        if (!same)
            ladders[count++] = (struct ladder){steps, steps->service, 1};
        else if (same->service_count++ < MOST_ALIKE)
            same->services = arena_printf(telling->wording->arena, "%s, %s", same->services, steps->service);
    }
    return count;
}

static void add_steps(const struct telling *telling, struct pieces *lines) {
    const struct wording *wording = telling->wording;
    const slacalc_plan *plan = telling->plan;
    struct ladder *ladders = arena_alloc(wording->arena, plan->frontier_count + 1, sizeof *ladders);
    size_t count = gather_ladders(telling, ladders), left_out = 0;
    size_t told = told_of(telling, count, MOST_FRONTIERS);
    for (size_t i = 0; i < told; i++)
        pieces_add(wording, lines, statement_of_ladder(telling, &ladders[i]));
    for (size_t i = told; i < count; i++)
        left_out += ladders[i].service_count;
    if (left_out > 0)
        pieces_add(wording, lines,
                   arena_printf(wording->arena, "what each amount buys %zu more %s: %s", left_out,
                                left_out == 1 ? "service" : "services", telling->way));
}

struct pieces statements_of_plan(const struct wording *wording, const slacalc_result *result, bool all) {
    const slacalc_plan *plan = slacalc_result_plan(result);
    struct pieces lines = {0};
    if (!plan)
        return lines;
    const struct telling telling = {wording, plan, hint_name(result->hint_names, SLACALC_HINT_ALL), all};
    pieces_add(wording, &lines, statement_of_choice(wording, plan));
    if (!plan->proven)
        pieces_add(wording, &lines,
                   arena_printf(wording->arena, "not proven, since the search was ended: no plan costs less than %s",
                                cost_text(wording, plan, plan->least_cost)));
    if (!plan->has_options && (plan->name_count > 0 || !plan->found))
        pieces_add(wording, &lines, statement_of_tried(wording, plan));
    if (plan->reachable_count > 0)
        pieces_add(wording, &lines, statement_of_reachable(&telling));
    if (plan->has_runner_up)
        pieces_add(wording, &lines, statement_of_runner_up(&telling));
    add_steps(&telling, &lines);
    return lines;
}
