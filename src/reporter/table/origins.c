#include "reporter/table/origins.h"

#include "reporter/wording/phrases.h"
#include "reporter/wording/statements.h"

enum { LABEL = 7, CYCLES_SHOWN = 20, STEPS_SHOWN = 50 };

static void show_cycle(struct screen *screen, const slacalc_result *result, const slacalc_cycle *cycle) {
    struct pieces pieces = {0};
    for (size_t i = 0; i < cycle->edge_count && i < STEPS_SHOWN; i++) {
        const slacalc_cycle_edge *edge = &cycle->edges[i];
        const char *from = phrase_name(&screen->wording, result, edge->from),
                   *to = phrase_name(&screen->wording, result, edge->to);
        const char *place = phrase_place(&screen->wording, edge->file, edge->line);
        pieces_add(&screen->wording, &pieces,
                   arena_printf(screen->wording.arena, "%s needs %s (%s)%s", from, to, place ? place : "",
                                i + 1 < cycle->edge_count ? "," : ""));
    }
    if (cycle->edge_count > STEPS_SHOWN)
        pieces_add(&screen->wording, &pieces, phrase_dots(&screen->wording));
    screen_pieces(screen, "cycle:", LABEL, &pieces);
}

void screen_origins(struct screen *screen, const slacalc_result *result) {
    const char *unresolved = statement_of_unresolved(&screen->wording, result);
    size_t cycles = slacalc_result_cycle_count(result);
    if (unresolved)
        screen_line(screen, unresolved, COLOR_NONE);
    for (size_t i = 0; i < cycles && i < CYCLES_SHOWN; i++)
        show_cycle(screen, result, slacalc_result_cycle(result, i));
    if (cycles > CYCLES_SHOWN)
        screen_line(screen,
                    arena_printf(screen->wording.arena, "%s %zu more cycles", phrase_dots(&screen->wording),
                                 cycles - CYCLES_SHOWN),
                    COLOR_NONE);
}
