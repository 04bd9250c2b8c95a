#include "reporter/gaps.h"

#include "reporter/phrases.h"
#include "reporter/printable.h"
#include "reporter/report.h"

#include <string.h>

enum { MOST_IN_SHORT = 3, GAP_KINDS = SLACALC_GAP_NOT_OPTIONAL + 1 };

/* What is found by looking at the model comes before what the verdict says already. */
static const slacalc_gap_kind telling_first[GAP_KINDS] = {SLACALC_GAP_HOURS,        SLACALC_GAP_BREACHED,
                                                          SLACALC_GAP_WEAK,         SLACALC_GAP_NOT_OPTIONAL,
                                                          SLACALC_GAP_NO_AGREEMENT, SLACALC_GAP_AVAILABILITY};

static const char *title_of(slacalc_gap_kind kind) {
    static const char *const titles[GAP_KINDS] = {
        [SLACALC_GAP_AVAILABILITY] = "promise",      [SLACALC_GAP_HOURS] = "hours",
        [SLACALC_GAP_NO_AGREEMENT] = "no agreement", [SLACALC_GAP_WEAK] = "weak agreement",
        [SLACALC_GAP_BREACHED] = "breached",         [SLACALC_GAP_NOT_OPTIONAL] = "not optional"};
    return titles[kind];
}

size_t gap_count(const slacalc_service *service, size_t promise) {
    size_t count = 0;
    for (size_t i = 0; i < service->gap_count; i++)
        count += service->gaps[i].promise == promise;
    return count;
}

/* "an slo and a measurement": all that it states but agreements. */
static const char *figures_instead(struct screen *screen, const slacalc_component *component) {
    static const char *const figures[] = {[SLACALC_STATED_OBJECTIVE] = "an objective",
                                          [SLACALC_STATED_SLO] = "an slo",
                                          [SLACALC_STATED_MEASURED] = "a measurement",
                                          [SLACALC_STATED_MTBF] = "an mtbf and mttr"};
    const char *text = NULL;
    for (size_t i = 0; i < component->stated_count; i++) {
        slacalc_stated_kind kind = component->stated[i].kind;
        if (kind == SLACALC_STATED_SLA || kind == SLACALC_STATED_OLA)
            continue;
        bool last = i + 1 == component->stated_count;
        text = text ? arena_printf(screen->arena, "%s%s %s", text, last ? " and" : ",", figures[kind]) : figures[kind];
    }
    return text;
}

static const char *no_agreement(struct screen *screen, const slacalc_component *component, const char *name) {
    const char *instead = figures_instead(screen, component);
    if (!instead)
        return arena_printf(screen->arena, "%s has neither sla nor ola", name);
    return arena_printf(screen->arena, "%s has neither sla nor ola, only %s", name, instead);
}

/* The word for the agreement of that level. */
static const char *agreement_word(const slacalc_component *component, slacalc_level level) {
    for (size_t i = 0; i < component->stated_count; i++) {
        const slacalc_stated *stated = &component->stated[i];
        bool agreement = stated->kind == SLACALC_STATED_SLA || stated->kind == SLACALC_STATED_OLA;
        if (agreement && stated->level.down == level.down)
            return word_of_stated(stated->kind);
    }
    return "agreement";
}

static const char *finding(struct screen *screen, const slacalc_result *result, const slacalc_service *service,
                           const slacalc_gap *gap) {
    struct arena *arena = screen->arena;
    const slacalc_component *component = slacalc_result_component(result, gap->component);
    const char *name = phrase_name(screen, result, gap->component);
    switch (gap->kind) {
    case SLACALC_GAP_AVAILABILITY:
        return arena_printf(arena, "%s %s of %s, %s computed", word_of_promise(service->promises[gap->promise].kind),
                            format_written(gap->stated).text, name,
                            format_against(gap->backed, gap->stated, false).text);
    case SLACALC_GAP_HOURS:
        return arena_printf(arena, "%s has no hours for %s of the %s promised", name,
                            format_hours(gap->hours_per_week).text, format_hours(service->hours_per_week).text);
    case SLACALC_GAP_NO_AGREEMENT:
        return no_agreement(screen, component, name);
    case SLACALC_GAP_WEAK:
        return arena_printf(arena, "%s's %s %s is below the %s counted on", name,
                            agreement_word(component, gap->backed), format_written(gap->backed).text,
                            format_written(gap->stated).text);
    case SLACALC_GAP_BREACHED:
        return arena_printf(arena, "%s was measured at %s, its %s says %s", name, format_written(gap->backed).text,
                            agreement_word(component, gap->stated), format_written(gap->stated).text);
    case SLACALC_GAP_NOT_OPTIONAL:
        return arena_printf(arena, "%s is optional in one place, but a single point of failure by another way", name);
    }
    return name;
}

static void show_gap(struct screen *screen, const slacalc_result *result, const slacalc_service *service,
                     const slacalc_gap *gap) {
    struct pieces pieces = {0};
    const char *label = arena_printf(screen->arena, "  %s", title_of(gap->kind));
    const char *place = phrase_place(screen, gap->file, gap->line);
    char *rest = NULL, *text = arena_printf(screen->arena, "%s", finding(screen, result, service, gap));
    for (char *word = strtok_r(text, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        pieces_add(screen, &pieces, word);
    if (place)
        pieces_add(screen, &pieces, arena_printf(screen->arena, " %s", place));
    screen_pieces(screen, label, LABEL_WIDTH + COLUMN_GAP, &pieces);
}

static void show_heading(struct screen *screen, const slacalc_result *result, const slacalc_service *service,
                         size_t promise) {
    const slacalc_promise *row = &service->promises[promise];
    const char *text =
        arena_printf(screen->arena, "%s of %s %s%s: %s", phrase_promise(screen, row),
                     phrase_name(screen, result, service->component), row->verdict == SLACALC_HOLDS ? "" : "is ",
                     word_of_verdict(row->verdict), phrase_count(screen, gap_count(service, promise), "gap"));
    screen_line(screen, text, COLOR_BOLD);
}

void screen_gaps(struct screen *screen, const slacalc_result *result, const slacalc_service *service, size_t promise) {
    show_heading(screen, result, service, promise);
    for (size_t i = 0; i < service->gap_count; i++)
        if (service->gaps[i].promise == promise)
            show_gap(screen, result, service, &service->gaps[i]);
}

static bool says_more_than_the_verdict(const slacalc_service *service, size_t promise) {
    for (size_t i = 0; i < service->gap_count; i++)
        if (service->gaps[i].promise == promise && service->gaps[i].kind != SLACALC_GAP_AVAILABILITY)
            return true;
    return false;
}

void screen_gaps_in_short(struct screen *screen, const slacalc_result *result, const slacalc_service *service,
                          size_t promise) {
    if (!says_more_than_the_verdict(service, promise))
        return;
    size_t count = gap_count(service, promise), shown = 0;
    screen_line(screen, "", COLOR_NONE);
    show_heading(screen, result, service, promise);
    for (size_t kind = 0; kind < GAP_KINDS; kind++) {
        for (size_t i = 0; i < service->gap_count && shown < MOST_IN_SHORT; i++) {
            const slacalc_gap *gap = &service->gaps[i];
            if (gap->promise != promise || gap->kind != telling_first[kind])
                continue;
            show_gap(screen, result, service, gap);
            shown++;
        }
    }
    if (count > shown)
        screen_line(screen, arena_printf(screen->arena, "  %zu more: see --gaps", count - shown), COLOR_DIM);
}
