#include "engine/against/reach.h"

#include "base/work.h"
#include "model/common_cause.h"
#include "model/places.h"

static bool changes_needs(const struct setting_of_key *setting) {
    return setting->kind != SETS_VALUE || setting->key == KEY_REPLICAS;
}

/* Of the places all, as though each had a replica. */
static void set_needs(struct slacalc_model *model, const struct setting_of_key *setting, struct arena *arena) {
    if (!changes_needs(setting))
        return;
    variant_set_needs(model, setting);
    places_put(model, setting->component, UINT32_MAX, arena);
}

/* The needs of the merged model if every requirement were the old one. Where none is another one these are the new
 * ones: requirements take too much room to be copied for nothing. */
static struct needs old_needs(const struct difference *difference, const struct needs *new_needs, struct arena *arena) {
    struct slacalc_model model = *difference->merged;
    size_t first = 0;
    while (first < difference->setting_count && !changes_needs(&difference->settings[first]))
        first++;
    if (first == difference->setting_count)
        return *new_needs;
    model.components = arena_copy(arena, model.components, model.component_count, sizeof *model.components);
    model.requirements = arena_copy(arena, model.requirements, model.requirement_count, sizeof *model.requirements);
    model.requirement_capacity = model.requirement_count;
    for (size_t i = 0; i < difference->setting_count; i++)
        set_needs(&model, &difference->settings[i], arena);
    return needs_of(&model, arena);
}

/* Adds each need the other way round, but for optional ones, which change no availability. It counts the starts down,
 * so that they are right in the end. */
static void turn(const struct needs *needs, struct needs *needed_by) {
    for (uint32_t c = 0; c < needs->component_count; c++)
        for (uint32_t n = needs->starts[c]; n < needs->starts[c + 1]; n++)
            if (needs->items[n].optional == NO_INDEX)
                needed_by->items[--needed_by->starts[needs->items[n].component]] = (struct need){c, NO_INDEX};
}

/* Needs the other way round, as both models have them: by component of the merged model, what needs it by what either
 * of them says. So a search from the component of a change finds all that the change reaches. */
static struct needs needed_by_of(const struct difference *difference, struct arena *arena) {
    size_t count = difference->merged->component_count;
    const struct needs new_needs = needs_of(difference->merged, arena);
    const struct needs sides[] = {new_needs, old_needs(difference, &new_needs, arena)};
    bool has_groups = may_have_groups(difference->merged); /* then each change may tell everywhere: all need another */
    size_t items = (size_t)sides[0].starts[count] + sides[1].starts[count] + (has_groups ? count : 0);
    struct needs needed_by = {.starts = arena_alloc(arena, count + 1, sizeof *needed_by.starts),
                              .items = arena_alloc(arena, items, sizeof *needed_by.items),
                              .capacity = items,
                              .component_count = count};
    for (size_t side = 0; side < 2; side++)
        for (uint32_t n = 0; n < sides[side].starts[count]; n++)
            needed_by.starts[sides[side].items[n].component] += sides[side].items[n].optional == NO_INDEX;
    for (size_t c = 0; has_groups && c < count; c++)
        needed_by.starts[c]++;
    for (size_t c = 0; c < count; c++)
        needed_by.starts[c + 1] += needed_by.starts[c];
    for (size_t side = 0; side < 2; side++)
        turn(&sides[side], &needed_by);
    for (uint32_t c = 0; has_groups && c < count; c++)
        needed_by.items[--needed_by.starts[c]] = (struct need){(c + 1) % (uint32_t)count, NO_INDEX};
    return needed_by;
}

enum { REACHED_MAX = 1 << 20, REACH_WORK = 400000000 /* steps: a second or two */ };

/* Adds the services that the search has met. Returns false where they are too many. */
static bool list_met(const struct reaching *reaching, const struct needs_search *search, struct reached *reached,
                     size_t *capacity, struct arena *arena) {
    size_t count = reached->starts[reached->known];
    for (uint32_t s = 0; s < reaching->service_count; s++) {
        if (!needs_search_met(search, reaching->services[s]))
            continue;
        if (count == REACHED_MAX)
            return false;
        ARENA_APPEND(arena, reached->services, count, *capacity, s);
    }
    reached->starts[++reached->known] = count;
    return true;
}

struct reached reached_by(const struct reaching *reaching, struct arena *arena) {
    const struct needs needed_by = needed_by_of(reaching->difference, arena);
    struct needs_search search = needs_search_new(&needed_by, NULL, arena);
    struct reached reached = {.starts = arena_alloc(arena, reaching->change_count + 1, sizeof *reached.starts)};
    size_t capacity = 0, work = REACH_WORK;
    for (size_t i = 0; i < reaching->change_count && !deadline_is_over(reaching->deadline); i++) {
        needs_search_from(&search, reaching->difference->changes[reaching->changes[i]].component, NEEDS_REQUIRED);
        if (!work_take(&work, search.count + reaching->service_count) ||
            !list_met(reaching, &search, &reached, &capacity, arena))
            break;
    }
    return reached;
}
