#include "engine/against/reach.h"

#include "model/needs.h"

#include <string.h>

/* What is needed where every requirement is the old one. */
static struct needs old_needs(const struct difference *difference, struct arena *arena) {
    struct slacalc_model model = *difference->merged;
    model.components = arena_copy(arena, model.components, model.component_count, sizeof *model.components);
    for (size_t i = 0; i < difference->setting_count; i++)
        if (difference->settings[i].is_depends_on)
            model.components[difference->settings[i].component].requirements = difference->settings[i].requirements;
    return needs_of(&model, arena);
}

/* What is only optional changes no availability. Counts from behind, so that the starts are right in the end. */
static void turn(struct reach *reach, const struct needs *needs) {
    for (size_t c = 0; c < needs->component_count; c++)
        for (uint32_t n = needs->starts[c]; n < needs->starts[c + 1]; n++)
            if (needs->items[n].optional == NO_INDEX)
                reach->items[--reach->starts[needs->items[n].component]] = (uint32_t)c;
}

struct reach reach_new(const struct difference *difference, struct arena *arena) {
    size_t count = difference->merged->component_count;
    const struct needs sides[] = {needs_of(difference->merged, arena), old_needs(difference, arena)};
    struct reach reach = {
        .difference = difference,
        .starts = arena_alloc(arena, count + 1, sizeof *reach.starts),
        .items = arena_alloc(arena, (size_t)sides[0].starts[count] + sides[1].starts[count], sizeof *reach.items),
        .reached = arena_alloc(arena, count, sizeof *reach.reached),
        .found = arena_alloc(arena, count, sizeof *reach.found)};
    for (size_t side = 0; side < 2; side++)
        for (uint32_t n = 0; n < sides[side].starts[count]; n++)
            reach.starts[sides[side].items[n].component] += sides[side].items[n].optional == NO_INDEX;
    for (size_t c = 0; c < count; c++)
        reach.starts[c + 1] += reach.starts[c];
    for (size_t side = 0; side < 2; side++)
        turn(&reach, &sides[side]);
    return reach;
}

void reach_from(struct reach *reach, uint32_t component) {
    size_t count = 0;
    memset(reach->reached, 0, reach->difference->merged->component_count * sizeof *reach->reached);
    reach->reached[component] = true;
    reach->found[count++] = component;
    for (size_t i = 0; i < count; i++)
        for (uint32_t n = reach->starts[reach->found[i]]; n < reach->starts[reach->found[i] + 1]; n++) {
            uint32_t by = reach->items[n];
            if (reach->reached[by])
                continue;
            reach->reached[by] = true;
            reach->found[count++] = by;
        }
}
