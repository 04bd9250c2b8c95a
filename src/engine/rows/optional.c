#include "engine/rows/optional.h"

#include "base/indices.h"

/* Where a search that comes to the component goes on. One that only passes on a single entry is skipped, so that
 * searches through long chains stay short. */
static uint32_t entry_of(const struct optionals *optionals, uint32_t component) {
    const struct needs *needs = optionals->search.needs;
    uint32_t shared = NO_INDEX;
    for (uint32_t n = needs->starts[component]; n < needs->starts[component + 1]; n++) {
        uint32_t entry = optionals->entry[needs->items[n].component];
        bool several = entry != NO_INDEX && shared != NO_INDEX && entry != shared;
        if (several || needs->items[n].optional != NO_INDEX)
            return component;
        shared = entry != NO_INDEX ? entry : shared;
    }
    return shared;
}

/* Where one component of a cycle leads to something optional, all of them do, as they need each other. */
static void enter_cycle(const struct optionals *optionals, const struct slacalc_model *model,
                        const struct cycle *cycle) {
    const uint32_t *members = &model->order[cycle->first];
    bool leads = false;
    for (uint32_t m = 0; m < cycle->count; m++)
        leads |= optionals->entry[members[m]] != NO_INDEX;
    for (uint32_t m = 0; m < cycle->count && leads; m++)
        optionals->entry[members[m]] = members[m];
}

struct optionals optionals_new(const struct slacalc_model *model, const struct scope *scope, struct arena *arena) {
    size_t count = model->component_count;
    struct optionals optionals = {.entry = indices_none(arena, count),
                                  .named_by = arena_alloc(arena, count, sizeof(uint32_t)),
                                  .component_count = count,
                                  .arena = arena};
    optionals.search = needs_search_new(&scope->needs, optionals.entry, arena);
    for (size_t i = 0; i < count; i++) {
        uint32_t c = model->order[i];
        if (!scope->needed[c])
            continue;
        optionals.entry[c] = entry_of(&optionals, c);
        const struct cycle *closed = model_cycle_ending(model, i);
        if (closed)
            enter_cycle(&optionals, model, closed);
    }
    return optionals;
}

static void find(struct optionals *optionals, uint32_t component) {
    if (optionals->named_by[component] == optionals->search.serial)
        return;
    optionals->named_by[component] = optionals->search.serial;
    ARENA_APPEND(optionals->arena, optionals->found, optionals->found_count, optionals->found_capacity, component);
}

/* Where many components are found, looking at each of the model takes less time than sorting them. Returns how many
 * were looked at. */
static size_t put_in_order(struct optionals *optionals) {
    enum { LOOKED_AT_EACH = 8 };
    size_t found = 0;
    if (optionals->found_count < optionals->component_count / LOOKED_AT_EACH) {
        indices_sort(optionals->found, optionals->found_count);
        return optionals->found_count;
    }
    for (uint32_t c = 0; c < optionals->component_count; c++)
        if (optionals->named_by[c] == optionals->search.serial)
            optionals->found[found++] = c;
    return optionals->component_count;
}

size_t optionals_below(struct optionals *optionals, uint32_t service) {
    struct needs_search *search = &optionals->search;
    const struct needs *needs = search->needs;
    size_t steps = 0;
    optionals->found_count = 0;
    needs_search_from(search, service, NEEDS_ANY);
    for (size_t i = 0; i < search->count; i++) {
        steps += 1 + needs->starts[search->found[i] + 1] - needs->starts[search->found[i]];
        for (uint32_t n = needs->starts[search->found[i]]; n < needs->starts[search->found[i] + 1]; n++)
            if (needs->items[n].optional != NO_INDEX)
                find(optionals, needs->items[n].component);
    }
    return steps + put_in_order(optionals);
}
