#include "reporter/table/gaps.h"

#include "base/setting_names.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/statements.h"
#include "reporter/wording/words.h"

enum { MOST_IN_SHORT = 3, GAP_KINDS = SLACALC_GAP_NOT_OPTIONAL + 1 };

/* What is found by looking at the model comes before what the verdict says already. */
static const slacalc_gap_kind telling_first[GAP_KINDS] = {SLACALC_GAP_HOURS,        SLACALC_GAP_BREACHED,
                                                          SLACALC_GAP_WEAK,         SLACALC_GAP_NOT_OPTIONAL,
                                                          SLACALC_GAP_NO_AGREEMENT, SLACALC_GAP_AVAILABILITY};

static void show_gap(struct screen *screen, const slacalc_result *result, const slacalc_service *service,
                     const slacalc_gap *gap) {
    struct pieces pieces = {0};
    const char *label = arena_printf(screen->wording.arena, "  %s", title_of_gap(gap->kind));
    const char *place = phrase_place(&screen->wording, gap->file, gap->line);
    pieces_add_words(&screen->wording, &pieces, statement_of_gap(&screen->wording, result, service, gap));
    if (place)
        pieces_add(&screen->wording, &pieces, arena_printf(screen->wording.arena, " %s", place));
    screen_pieces(screen, label, LABEL_WIDTH + COLUMN_GAP, &pieces);
}

static void show_heading(struct screen *screen, const slacalc_result *result, const slacalc_service *service,
                         size_t promise) {
    const slacalc_promise *row = &service->promises[promise];
    const char *text = arena_printf(screen->wording.arena, "%s of %s %s%s: %s", phrase_promise(&screen->wording, row),
                                    phrase_name(&screen->wording, result, service->component),
                                    row->verdict == SLACALC_HOLDS ? "" : "is ", word_of_verdict(row->verdict),
                                    phrase_count(&screen->wording, gap_count(service, promise), "gap"));
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
        screen_line(screen,
                    arena_printf(screen->wording.arena, "  %zu more: see %s", count - shown,
                                 hint_name(result->hint_names, SLACALC_HINT_GAPS)),
                    COLOR_DIM);
}
