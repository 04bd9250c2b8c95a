#include "reporter/table/gaps.h"

#include "base/setting_names.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/statements.h"
#include "reporter/wording/words.h"

enum { MOST_IN_SHORT = 3 };

static void show_finding(struct screen *screen, const char *title, const char *statement, const char *file,
                         size_t line) {
    struct pieces pieces = {0};
    const char *place = phrase_place(&screen->wording, file, line);
    pieces_add_words(&screen->wording, &pieces, statement);
    if (place)
        pieces_add(&screen->wording, &pieces, arena_printf(screen->wording.arena, " %s", place));
    screen_pieces(screen, arena_printf(screen->wording.arena, "  %s", title), LABEL_WIDTH + COLUMN_GAP, &pieces);
}

/* Below a promise that agreements do not keep, the parts that make it so. */
static void show_gap(struct screen *screen, const slacalc_result *result, const slacalc_service *service,
                     const slacalc_gap *gap, size_t most_parts) {
    show_finding(screen, title_of_gap(gap->kind), statement_of_gap(&screen->wording, result, service, gap), gap->file,
                 gap->line);
    for (size_t i = 0; i < gap->weak_part_count && i < most_parts; i++) {
        const slacalc_weak_part *part = &gap->weak_parts[i];
        show_finding(screen, "", statement_of_weak_part(&screen->wording, result, part), part->file, part->line);
    }
}

void screen_promise(struct screen *screen, const slacalc_result *result, const slacalc_service *service, size_t promise,
                    const char *what) {
    const slacalc_promise *row = &service->promises[promise];
    bool is_too_rare = promise_is_kept(row) && !promise_is_kept_often(result, row);
    const char *text = arena_printf(screen->wording.arena, "%s of %s %s%s%s", phrase_promise(&screen->wording, row),
                                    phrase_name(&screen->wording, result, service->component),
                                    row->verdict == SLACALC_HOLDS && !is_too_rare ? "" : "is ",
                                    is_too_rare ? "kept too rarely" : word_of_verdict(row->verdict), what);
    screen_line(screen, text, COLOR_BOLD);
}

static void show_heading(struct screen *screen, const slacalc_result *result, const slacalc_service *service,
                         size_t promise, size_t count, const char *which) {
    screen_promise(screen, result, service, promise,
                   arena_printf(screen->wording.arena, ": %s", phrase_count(&screen->wording, count, which)));
}

void screen_gaps(struct screen *screen, const slacalc_result *result, const slacalc_service *service, size_t promise) {
    show_heading(screen, result, service, promise, gap_count(service, promise), "gap");
    for (size_t i = first_gap(service, promise); i < first_gap(service, promise + 1); i++)
        show_gap(screen, result, service, &service->gaps[i], SIZE_MAX);
}

/* Those that say more than the verdict does. */
static size_t telling_count(const slacalc_service *service, size_t promise) {
    size_t count = 0, end = first_gap(service, promise + 1);
    for (size_t i = first_gap(service, promise); i < end; i++)
        count += service->gaps[i].kind != SLACALC_GAP_AVAILABILITY;
    return count;
}

void screen_gaps_in_short(struct screen *screen, const slacalc_result *result, const slacalc_service *service,
                          size_t promise) {
    size_t count = telling_count(service, promise), shown = 0, end = first_gap(service, promise + 1);
    if (count == 0)
        return;
    screen_line(screen, "", COLOR_NONE);
    show_heading(screen, result, service, promise, count, count < gap_count(service, promise) ? "more gap" : "gap");
    for (size_t i = first_gap(service, promise); i < end && shown < MOST_IN_SHORT; i++) {
        const slacalc_gap *gap = &service->gaps[i];
        if (gap->kind == SLACALC_GAP_AVAILABILITY)
            continue;
        show_gap(screen, result, service, gap, MOST_IN_SHORT);
        shown++;
    }
    if (count > shown)
        screen_line(screen,
                    arena_printf(screen->wording.arena, "  %zu more: see %s", count - shown,
                                 hint_name(result->hint_names, SLACALC_HINT_GAPS)),
                    COLOR_DIM);
}
