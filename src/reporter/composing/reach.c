#include "reporter/composing/reach.h"

#include <stdlib.h>

struct reach reach_new(const slacalc_result *result, struct arena *arena) {
    size_t count = slacalc_result_component_count(result);
    return (struct reach){.result = result,
                          .found = arena_alloc(arena, count, sizeof(size_t)),
                          .met = arena_alloc(arena, count, sizeof(size_t)),
                          .required = arena_alloc(arena, count, sizeof(size_t))};
}

static void meet(struct reach *reach, size_t component) {
    if (reach->met[component] == reach->serial)
        return;
    reach->met[component] = reach->serial;
    reach->found[reach->count++] = component;
}

/* Requirements nest, and so this recurses, as deep as the document layer allows. */
static void meet_required(struct reach *reach, size_t first) {
    for (size_t need = first; need != SLACALC_NONE;) {
        const slacalc_requirement *row = slacalc_result_requirement(reach->result, need);
        if (row->kind == SLACALC_NEED_COMPONENT)
            meet(reach, row->component);
        else if (row->kind != SLACALC_NEED_OPTIONAL)
            meet_required(reach, row->part);
        need = row->next;
    }
}

static int ascending(const void *left, const void *right) {
    size_t a = *(const size_t *)left, b = *(const size_t *)right;
    return a < b ? -1 : a > b;
}

void reach_find(struct reach *reach, size_t component) {
    reach->serial++;
    reach->count = 0;
    meet(reach, component);
    for (size_t i = 0; i < reach->count; i++) {
        reach->required[reach->found[i]] = reach->serial;
        meet_required(reach, slacalc_result_component(reach->result, reach->found[i])->requirements);
    }
    for (size_t i = 0; i < reach->count; i++) {
        const slacalc_component *row = slacalc_result_component(reach->result, reach->found[i]);
        for (size_t j = 0; j < row->depends_on_count; j++)
            meet(reach, row->depends_on[j]);
    }
    qsort(reach->found, reach->count, sizeof *reach->found, ascending);
}

bool reach_is_required(const struct reach *reach, size_t component) {
    return reach->required[component] == reach->serial;
}
