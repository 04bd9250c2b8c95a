#include "reporter/origins.h"

#include "reporter/phrases.h"
#include "reporter/printable.h"

enum { LABEL = 7, CYCLES_SHOWN = 20, STEPS_SHOWN = 50 };

static void show_cycle(struct screen *screen, const slacalc_result *result, const slacalc_cycle *cycle) {
    struct pieces pieces = {0};
    for (size_t i = 0; i < cycle->edge_count && i < STEPS_SHOWN; i++) {
        const slacalc_cycle_edge *edge = &cycle->edges[i];
        const char *from = phrase_name(screen, result, edge->from), *to = phrase_name(screen, result, edge->to);
        const char *place = phrase_place(screen, edge->file, edge->line);
        pieces_add(screen, &pieces,
                   arena_printf(screen->arena, "%s needs %s (%s)%s", from, to, place ? place : "",
                                i + 1 < cycle->edge_count ? "," : ""));
    }
    if (cycle->edge_count > STEPS_SHOWN)
        pieces_add(screen, &pieces, phrase_dots(screen));
    screen_pieces(screen, "cycle:", LABEL, &pieces);
}

const char *text_of_unresolved(struct arena *arena, const slacalc_result *result) {
    size_t unresolved = slacalc_result_unresolved(result);
    if (unresolved == SLACALC_NONE)
        return NULL;
    return arena_printf(arena, "%zu reference%s of the catalogue %s unresolved", unresolved, unresolved == 1 ? "" : "s",
                        unresolved == 1 ? "is" : "are");
}

void screen_origins(struct screen *screen, const slacalc_result *result) {
    const char *unresolved = text_of_unresolved(screen->arena, result);
    size_t cycles = slacalc_result_cycle_count(result);
    if (unresolved)
        screen_line(screen, unresolved, COLOR_NONE);
    for (size_t i = 0; i < cycles && i < CYCLES_SHOWN; i++)
        show_cycle(screen, result, slacalc_result_cycle(result, i));
    if (cycles > CYCLES_SHOWN)
        screen_line(screen,
                    arena_printf(screen->arena, "%s %zu more cycles", phrase_dots(screen), cycles - CYCLES_SHOWN),
                    COLOR_NONE);
}
