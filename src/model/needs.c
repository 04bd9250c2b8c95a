#include "model/needs.h"

/* Requirements nest, and so this recurses, as deep as the document layer allows. */
static size_t list_needs(const struct slacalc_model *model, uint32_t first, uint32_t optional, struct needs *needs,
                         size_t count, struct arena *arena) {
    for (uint32_t r = first; r != NO_INDEX; r = model->requirements[r].next) {
        const struct requirement *requirement = &model->requirements[r];
        if (requirement->kind != SLACALC_NEED_COMPONENT) {
            uint32_t around = requirement->kind == SLACALC_NEED_OPTIONAL ? r : optional;
            count = list_needs(model, requirement->part, around, needs, count, arena);
            continue;
        }
        needs->items = arena_reserve(arena, needs->items, count, &needs->capacity, sizeof *needs->items);
        needs->items[count++] = (struct need){requirement->component, optional};
    }
    return count;
}

struct needs needs_of(const struct slacalc_model *model, struct arena *arena) {
    struct needs needs = {.component_count = model->component_count};
    size_t count = 0;
    needs.starts = arena_alloc(arena, model->component_count + 1, sizeof *needs.starts);
    for (size_t c = 0; c < model->component_count; c++) {
        count = list_needs(model, model->components[c].requirements, NO_INDEX, &needs, count, arena);
        needs.starts[c + 1] = (uint32_t)count;
    }
    return needs;
}

bool *needs_named(const struct needs *needs, struct arena *arena) {
    bool *named = arena_alloc(arena, needs->component_count, sizeof *named);
    for (uint32_t n = 0; n < needs->starts[needs->component_count]; n++)
        named[needs->items[n].component] = true;
    return named;
}

struct needs_search needs_search_new(const struct needs *needs, const uint32_t *entry, struct arena *arena) {
    return (struct needs_search){.needs = needs,
                                 .entry = entry,
                                 .arena = arena,
                                 .met_by = arena_alloc(arena, needs->component_count, sizeof(uint32_t))};
}

void needs_search_begin(struct needs_search *search) {
    search->serial++;
    search->count = 0;
}

void needs_search_meet(struct needs_search *search, uint32_t component) {
    uint32_t entry = search->entry ? search->entry[component] : component;
    if (entry == NO_INDEX || needs_search_met(search, entry))
        return;
    search->met_by[entry] = search->serial;
    search->found =
        arena_reserve(search->arena, search->found, search->count, &search->capacity, sizeof *search->found);
    search->found[search->count++] = entry;
}

void needs_search_follow(struct needs_search *search, enum needs_way way) {
    const struct needs *needs = search->needs;
    for (size_t i = 0; i < search->count; i++)
        for (uint32_t n = needs->starts[search->found[i]]; n < needs->starts[search->found[i] + 1]; n++)
            if (way == NEEDS_ANY || needs->items[n].optional == NO_INDEX)
                needs_search_meet(search, needs->items[n].component);
}

void needs_search_from(struct needs_search *search, uint32_t component, enum needs_way way) {
    needs_search_begin(search);
    needs_search_meet(search, component);
    needs_search_follow(search, way);
}
