#include "reporter/table/unkept.h"

#include "base/setting_names.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"
#include "reporter/composing/unkept.h"
#include "reporter/table/gaps.h"
#include "reporter/wording/phrases.h"

static void show(struct screen *screen, const char *label, size_t indent, const char *statement) {
    struct pieces pieces = {0};
    pieces_add_words(&screen->wording, &pieces, statement);
    screen_pieces(screen, label, indent, &pieces);
}

/* Nothing where the promise itself is the only one. */
static void show_more_gaps(struct screen *screen, const slacalc_result *result, const slacalc_service *service,
                           size_t promise) {
    const char *kinds = phrase_gap_kinds(&screen->wording, service, promise);
    if (*kinds)
        show(screen, "  more gaps", LABEL_WIDTH + COLUMN_GAP,
             arena_printf(screen->wording.arena, "%s (%s)", kinds, hint_name(result->hint_names, SLACALC_HINT_GAPS)));
}

static void show_promise(struct screen *screen, const slacalc_result *result, const slacalc_service *service,
                         size_t promise, bool with_causes) {
    screen_line(screen, "", COLOR_NONE);
    screen_promise(screen, result, service, promise, "");
    if (with_causes)
        show(screen, "  largest causes", LABEL_WIDTH + COLUMN_GAP,
             statement_of_causes(&screen->wording, result, service));
    show(screen, "  would keep it", LABEL_WIDTH + COLUMN_GAP,
         statement_of_mending(&screen->wording, result, service, promise));
    show_more_gaps(screen, result, service, promise);
}

void screen_unkept(struct screen *screen, const slacalc_result *result, const slacalc_service *service) {
    bool told_causes = false;
    for (size_t i = 0; i < service->promise_count; i++) {
        if (has_causes_to_tell(service, i)) {
            show_promise(screen, result, service, i, !told_causes);
            told_causes = true;
        } else if (!promise_is_enough(result, service, i)) {
            screen_gaps_in_short(screen, result, service, i);
        }
    }
}

void screen_mending(struct screen *screen, const slacalc_result *result, const slacalc_service *service) {
    for (size_t i = 0; i < service->promise_count; i++)
        if (has_causes_to_tell(service, i))
            show(screen, "  would keep", LABEL_WIDTH,
                 arena_printf(screen->wording.arena, "%s: %s", phrase_promise(&screen->wording, &service->promises[i]),
                              statement_of_mending(&screen->wording, result, service, i)));
}
