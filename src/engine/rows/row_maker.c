#include "engine/rows/row_maker.h"

struct row_maker row_maker_new(struct slacalc_result *result, const struct figures *figures) {
    size_t count = figures->model->component_count;
    const struct sources *sources = &figures->model->sources;
    struct row_maker maker = {.result = result,
                              .figures = figures,
                              .row_of = indices_none(figures->scratch, count),
                              .files = arena_alloc(figures->scratch, sources->count, sizeof(char *)),
                              .places = sources_view(sources, figures->scratch)};
    for (size_t i = 0; i < sources->count; i++)
        maker.files[i] = text_copy(&result->arena, text_of(sources->items[i].name));
    result->component_of = arena_alloc(&result->arena, count, sizeof *result->component_of);
    for (uint32_t c = 0; c < count; c++)
        if (figures->scope->needed[c]) {
            result->component_of[result->component_count] = c;
            maker.row_of[c] = (uint32_t)result->component_count++;
        }
    return maker;
}

void row_maker_locate(struct row_maker *maker, struct position where, const char **file, size_t *line, size_t *column) {
    struct place place = sources_locate(&maker->places, where);
    *file = where.source == NO_SOURCE ? NULL : maker->files[where.source];
    *line = place.line;
    *column = place.column;
}

double row_period_s(const struct row_maker *maker, uint32_t component) {
    const struct attribute *own = model_attribute(maker->figures->model, component, KEY_PERIOD);
    return own && !maker->result->period_is_given ? (double)own->seconds : maker->result->period_s;
}
