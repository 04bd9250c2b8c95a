#include "reporter/phrases.h"

#include "reporter/printable.h"
#include "reporter/report.h"

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

static const char *shown(const struct screen *screen, const char *text) {
    return screen->any_locale ? harmless(screen->arena, text) : printable(screen->arena, text, screen->unicode);
}

const char *phrase_name(struct screen *screen, const slacalc_result *result, size_t component) {
    return shown(screen, slacalc_result_component(result, component)->name);
}

const char *phrase_place(struct screen *screen, const char *file, size_t line) {
    if (!file)
        return NULL;
    const char *name = shown(screen, file);
    return line > 0 ? arena_printf(screen->arena, "%s:%zu", name, line) : name;
}

const char *phrase_count(struct screen *screen, size_t count, const char *noun) {
    if (count == 0)
        return arena_printf(screen->arena, "no %s", noun);
    return arena_printf(screen->arena, "%zu %s%s", count, noun, count > 1 ? "s" : "");
}

const char *phrase_own(struct screen *screen, const slacalc_component *component) {
    switch (component->figure) {
    case SLACALC_FIGURE_NONE:
        return "-";
    case SLACALC_FIGURE_DOWN:
        return "down";
    case SLACALC_FIGURE_MTBF:
        return phrase_figure(screen, format_availability(component->own));
    default:
        return phrase_figure(screen, format_written(component->own));
    }
}

const char *phrase_basis(const slacalc_component *component) {
    bool levelled = component->figure != SLACALC_FIGURE_NONE && component->figure != SLACALC_FIGURE_DOWN;
    return levelled ? word_of_figure(component->figure) : "-";
}

const char *phrase_compound(struct screen *screen, const slacalc_estimate *estimate) {
    const char *least = estimate->exact ? "" : screen->unicode ? "≥ " : ">= ";
    return arena_printf(screen->arena, "%s%s", least, format_availability(estimate->low).text);
}

const char *phrase_source(struct screen *screen, const slacalc_component *component) {
    const char *source = component->source ? shown(screen, component->source) : NULL;
    if (!component->as_of)
        return source;
    const char *date = component->as_of;
    if (component->age_days >= 0)
        date = arena_printf(screen->arena, "%s (%s old)", date, format_age(component->age_days).text);
    return arena_printf(screen->arena, "%s%sas of %s", source ? source : "", source ? ", " : "", date);
}
