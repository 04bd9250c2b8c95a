#include "reporter/composing/findings.h"

#include "base/setting_names.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/statements.h"

#include <string.h>

/* Gaps may be as many as services times components. GitHub refuses a run with more than 25000 results, which promises,
 * outdated figures and problems are too. */
enum { MOST_GAPS = 20000 };

struct finder {
    const slacalc_result *result;
    const struct wording *wording;
    struct findings found;
    size_t *latest[RULES];                 /* by component: 1 + the last finding by that rule; 0 where there is none */
    size_t room_for_unkept, room_for_kept; /* so many more gaps of promises that are not kept, and of those that are */
};

const char *word_of_rule(enum rule rule) {
    static const char *const words[RULES] = {
        [RULE_BROKEN] = "broken-promise",         [RULE_IMPOSSIBLE] = "impossible-promise",
        [RULE_NOT_GUARANTEED] = "not-guaranteed", [RULE_KEPT_TOO_RARELY] = "kept-too-rarely",
        [RULE_CONTRACT] = "unbacked-promise",     [RULE_HOURS] = "uncovered-hours",
        [RULE_NOT_OPTIONAL] = "not-optional",     [RULE_NO_AGREEMENT] = "no-agreement",
        [RULE_BREACHED] = "breached-agreement",   [RULE_NO_OWN_LEVEL] = "no-own-level",
        [RULE_OUTDATED] = "outdated-figure",      [RULE_PROBLEM] = "model-problem"};
    return words[rule];
}

bool rule_concerns_service(enum rule rule) {
    return rule <= RULE_NOT_OPTIONAL;
}

bool rule_concerns_promise(enum rule rule) {
    return rule <= RULE_CONTRACT;
}

static struct finding *add(struct finder *finder, struct finding finding) {
    struct findings *found = &finder->found;
    found->items =
        arena_reserve(finder->wording->arena, found->items, found->count, &found->capacity, sizeof *found->items);
    found->items[found->count] = finding;
    return &found->items[found->count++];
}

/* ---- Places ---- */

/* What the command line says is found where the component is defined. */
static void place(struct finder *finder, struct finding *finding, const char *file, size_t line, size_t column) {
    if (is_no_file(finder->result, file) && finding->component != SLACALC_NONE) {
        const slacalc_component *component = slacalc_result_component(finder->result, finding->component);
        file = component->file;
        line = component->line;
        column = 0;
    }
    if (is_no_file(finder->result, file))
        return;
    finding->file = file;
    finding->line = line;
    finding->column = column;
}

/* ---- Promises ---- */

static enum rule rule_of_promise(const slacalc_result *result, const slacalc_promise *promise) {
    return promise->verdict == SLACALC_IMPOSSIBLE   ? RULE_IMPOSSIBLE
           : promise->verdict == SLACALC_BROKEN     ? RULE_BROKEN
           : promise_is_kept_often(result, promise) ? RULE_NOT_GUARANTEED
                                                    : RULE_KEPT_TOO_RARELY;
}

static void add_promise(struct finder *finder, size_t index, size_t promise) {
    const slacalc_service *service = slacalc_result_service(finder->result, index);
    const slacalc_promise *row = &service->promises[promise];
    bool is_guaranteed =
        row->verdict == SLACALC_GUARANTEED || (row->verdict == SLACALC_HOLDS && !finder->result->strict);
    if (is_guaranteed && promise_is_kept_often(finder->result, row))
        return;
    struct finding finding = {.rule = rule_of_promise(finder->result, row),
                              .severity = SLACALC_ERROR,
                              .component = service->component,
                              .service = index,
                              .promise = promise,
                              .unkept = true};
    finding.message = statement_of_promise(finder->wording, finder->result, service, promise);
    place(finder, &finding, row->file, row->line, row->column);
    add(finder, finding);
}

/* ---- Gaps ---- */

/* RULES where the promise's own finding says it already. */
static enum rule rule_of_gap(slacalc_gap_kind kind) {
    static const enum rule rules[] = {[SLACALC_GAP_AVAILABILITY] = RULES,
                                      [SLACALC_GAP_CONTRACT] = RULE_CONTRACT,
                                      [SLACALC_GAP_HOURS] = RULE_HOURS,
                                      [SLACALC_GAP_NO_AGREEMENT] = RULE_NO_AGREEMENT,
                                      [SLACALC_GAP_BREACHED] = RULE_BREACHED,
                                      [SLACALC_GAP_NOT_OPTIONAL] = RULE_NOT_OPTIONAL,
                                      [SLACALC_GAP_NO_OWN_LEVEL] = RULE_NO_OWN_LEVEL};
    return rules[kind];
}

/* Where gaps break the build they are errors; that nobody promised anything for a part is common elsewhere. */
static slacalc_severity severity_of_gap(const struct finder *finder, enum rule rule) {
    return finder->result->strict ? SLACALC_ERROR : rule == RULE_NO_AGREEMENT ? SLACALC_NOTE : SLACALC_WARNING;
}

/* The finding that says the same of the component for another promise; NULL where there is none. */
static struct finding *said_already(struct finder *finder, enum rule rule, size_t component, size_t service) {
    if (!finder->latest[rule])
        finder->latest[rule] =
            arena_alloc(finder->wording->arena, slacalc_result_component_count(finder->result), sizeof(size_t));
    size_t latest = finder->latest[rule][component];
    struct finding *finding = latest > 0 ? &finder->found.items[latest - 1] : NULL;
    bool other = rule_concerns_promise(rule) || (rule_concerns_service(rule) && finding && finding->service != service);
    return other ? NULL : finding;
}

/* Promises that are kept have what is left of the room when all others have taken theirs. */
static void share_room(struct finder *finder) {
    finder->room_for_unkept = finder->room_for_kept = MOST_GAPS;
    for (size_t i = 0; i < slacalc_result_service_count(finder->result); i++) {
        const slacalc_service *service = slacalc_result_service(finder->result, i);
        for (size_t j = 0; j < service->gap_count && finder->room_for_kept > 0; j++)
            finder->room_for_kept -= gap_is_of_unkept(finder->result, service, &service->gaps[j]);
    }
}

/* Returns false where there is no room for one more gap, which is counted then. */
static bool take_room(struct finder *finder, bool unkept) {
    size_t *room = unkept ? &finder->room_for_unkept : &finder->room_for_kept;
    if (*room > 0) {
        --*room;
        return true;
    }
    finder->found.left_out++;
    finder->found.left_out_unkept += unkept;
    return false;
}

/* The weakest parts behind what is said of the contract. */
static const char *with_weak_parts(struct finder *finder, const char *statement, const slacalc_gap *gap) {
    enum { MOST_PARTS = 3 };
    for (size_t i = 0; i < gap->weak_part_count && i < MOST_PARTS; i++)
        statement = arena_printf(finder->wording->arena, "%s; %s", statement,
                                 statement_of_weak_part(finder->wording, finder->result, &gap->weak_parts[i]));
    if (gap->weak_part_count <= MOST_PARTS)
        return statement;
    return arena_printf(finder->wording->arena, "%s; and %zu more", statement, gap->weak_part_count - MOST_PARTS);
}

static void add_gap(struct finder *finder, size_t index, const slacalc_gap *gap) {
    const slacalc_service *service = slacalc_result_service(finder->result, index);
    enum rule rule = rule_of_gap(gap->kind);
    bool unkept = gap_is_of_unkept(finder->result, service, gap);
    if (rule == RULES)
        return;
    struct finding *same = said_already(finder, rule, gap->component, index);
    if (same) {
        same->others++;
        same->unkept |= unkept;
        return;
    }
    if (!take_room(finder, unkept))
        return;
    struct finding finding = {.rule = rule,
                              .severity = severity_of_gap(finder, rule),
                              .component = gap->component,
                              .service = index,
                              .promise = gap->promise,
                              .unkept = unkept};
    finding.message = with_weak_parts(finder, statement_of_gap(finder->wording, finder->result, service, gap), gap);
    place(finder, &finding, gap->file, gap->line, gap->column);
    add(finder, finding);
    finder->latest[rule][gap->component] = finder->found.count;
}

static const char *with_promises(struct finder *finder, const struct finding *finding) {
    const slacalc_service *service = slacalc_result_service(finder->result, finding->service);
    const char *name = slacalc_result_component(finder->result, service->component)->name;
    const char *promise = phrase_promise(finder->wording, &service->promises[finding->promise]);
    if (finding->others == 0)
        return arena_printf(finder->wording->arena, "%s; %s of %s rests on it", finding->message, promise, name);
    return arena_printf(finder->wording->arena, "%s; %s of %s and %zu more promise%s rest on it", finding->message,
                        promise, name, finding->others, finding->others > 1 ? "s" : "");
}

static void add_gaps(struct finder *finder) {
    size_t first = finder->found.count;
    share_room(finder);
    for (size_t i = 0; i < slacalc_result_service_count(finder->result); i++) {
        const slacalc_service *service = slacalc_result_service(finder->result, i);
        for (size_t j = 0; j < service->gap_count; j++)
            add_gap(finder, i, &service->gaps[j]);
    }
    for (size_t i = first; i < finder->found.count; i++)
        if (!rule_concerns_promise(finder->found.items[i].rule))
            finder->found.items[i].message = with_promises(finder, &finder->found.items[i]);
}

/* ---- Outdated figures ---- */

static void add_outdated(struct finder *finder) {
    for (size_t i = 0; i < slacalc_result_component_count(finder->result); i++) {
        const slacalc_component *component = slacalc_result_component(finder->result, i);
        struct finding finding = {
            .rule = RULE_OUTDATED, .severity = SLACALC_WARNING, .component = i, .service = SLACALC_NONE};
        if (!component->outdated)
            continue;
        finding.message = arena_printf(finder->wording->arena, "the figures of %s are as of %s, %s old",
                                       component->name, component->as_of, format_age(component->age_days).text);
        place(finder, &finding, component->file, component->line, 0);
        add(finder, finding);
    }
}

/* ---- Problems ---- */

static void add_problems(struct finder *finder, const slacalc_diagnostics *problems) {
    slacalc_diagnostic problem;
    for (size_t i = 0; problems && slacalc_diagnostics_get(problems, i, &problem); i++) {
        struct finding finding = {.rule = RULE_PROBLEM,
                                  .severity = problem.severity,
                                  .message = problem.message,
                                  .component = SLACALC_NONE,
                                  .service = SLACALC_NONE};
        place(finder, &finding, problem.file, problem.line, problem.column);
        add(finder, finding);
    }
}

const char *statement_of_left_out_gaps(const struct wording *wording, const slacalc_result *result, size_t count) {
    return arena_printf(wording->arena, "%s left out (choose services by %s)",
                        count == 1 ? "1 more gap is" : arena_printf(wording->arena, "%zu more gaps are", count),
                        hint_name(result->hint_names, SLACALC_HINT_SELECT));
}

struct findings findings_of(const slacalc_result *result, const slacalc_diagnostics *problems,
                            const struct wording *wording) {
    struct finder finder = {.result = result, .wording = wording};
    for (size_t i = 0; i < slacalc_result_service_count(result); i++)
        for (size_t j = 0; j < slacalc_result_service(result, i)->promise_count; j++)
            add_promise(&finder, i, j);
    add_gaps(&finder);
    add_outdated(&finder);
    add_problems(&finder, problems);
    return finder.found;
}
