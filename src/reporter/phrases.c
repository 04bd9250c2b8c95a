#include "reporter/phrases.h"

#include "reporter/printable.h"

#include <string.h>

const char *phrase_dots(const struct screen *screen) {
    return screen->unicode ? "…" : "..";
}

const char *phrase_figure(struct screen *screen, struct figure figure) {
    return arena_printf(screen->arena, "%s", figure.text);
}

const char *phrase_range(struct screen *screen, slacalc_level low, slacalc_level high) {
    struct figure least = format_availability(low), most = format_availability(high);
    if (strcmp(least.text, most.text) == 0)
        return phrase_figure(screen, least);
    return arena_printf(screen->arena, "%s %s %s", least.text, phrase_dots(screen), most.text);
}

const char *phrase_estimate(struct screen *screen, const slacalc_estimate *estimate) {
    return estimate->exact ? phrase_figure(screen, format_availability(estimate->value))
                           : phrase_range(screen, estimate->low, estimate->high);
}

const char *phrase_name(struct screen *screen, const slacalc_result *result, size_t component) {
    return printable(screen->arena, slacalc_result_component(result, component)->name, screen->unicode);
}

const char *phrase_place(struct screen *screen, const char *file, size_t line) {
    if (!file)
        return NULL;
    const char *name = printable(screen->arena, file, screen->unicode);
    return line > 0 ? arena_printf(screen->arena, "%s:%zu", name, line) : name;
}

const char *phrase_count(struct screen *screen, size_t count, const char *noun) {
    if (count == 0)
        return arena_printf(screen->arena, "no %s", noun);
    return arena_printf(screen->arena, "%zu %s%s", count, noun, count > 1 ? "s" : "");
}
