#include "reporter/table/conditions.h"

#include "reporter/wording/phrases.h"

enum { INDENT = 4 };

static void show_words(struct screen *screen, const char *text) {
    if (text)
        screen_prose(screen, INDENT, text, COLOR_NONE);
}

static void show_component(struct screen *screen, const slacalc_component *component) {
    screen_line(screen, arena_printf(screen->wording.arena, "  %s", printable(&screen->wording, component->name)),
                COLOR_NONE);
    show_words(screen, component->condition);
    show_words(screen, phrase_credits(&screen->wording, component));
    show_words(screen, phrase_evidence(&screen->wording, component));
}

void screen_conditions(struct screen *screen, const slacalc_result *result, size_t most) {
    size_t shown = 0, left = 0;
    for (size_t i = 0; i < slacalc_result_component_count(result); i++) {
        const slacalc_component *component = slacalc_result_component(result, i);
        if (!has_terms(component))
            continue;
        if (shown == most) {
            left++;
            continue;
        }
        if (shown++ == 0) {
            screen_line(screen, "", COLOR_NONE);
            screen_line(screen, "conditions", COLOR_BOLD);
        }
        show_component(screen, component);
    }
    if (left > 0)
        screen_line(screen, arena_printf(screen->wording.arena, "  %s %zu more", phrase_dots(&screen->wording), left),
                    COLOR_NONE);
}
