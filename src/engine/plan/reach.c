#include "engine/plan/reach.h"

#include "base/work.h"
#include "model/common_cause.h"

#include <string.h>

/* Structural options first, since under these nothing is known of the others, then the dearest. */
static void find_order(struct reach *reach) {
    const struct choices *choices = reach->choices;
    size_t count = 0;
    for (int is_structural = 1; is_structural >= 0; is_structural--)
        for (size_t i = 0; i < choices->count; i++)
            if ((int)(reach->parts.structural >> choices->dearest_first[i] & 1) == is_structural)
                reach->order[count++] = choices->dearest_first[i];
}

void reach_open(struct reach *reach, struct deadline *deadline, struct arena *arena) {
    enum { STEPS = 100000000 }; /* less than a second */
    const struct slacalc_model *model = reach->model;
    reach->steps_left = STEPS;
    reach->deadline = deadline;
    reach->arena = arena;
    reach->needs = needs_of(model, arena);
    reach->search = needs_search_new(&reach->needs, NULL, arena);
    reach->parts = parts_of(reach->choices, model, reach->evaluation.basis, deadline, arena);
    find_order(reach);
    reach->index_of = arena_alloc(arena, model->component_count, sizeof *reach->index_of);
    memset(reach->index_of, 0xff, model->component_count * sizeof *reach->index_of);
}

/* As deep as requirements nest, which is limited. */
static void meet_chain(struct reach *reach, uint32_t first, bool with_optional) {
    const struct slacalc_model *model = reach->model;
    for (uint32_t r = first; r != NO_INDEX; r = model->requirements[r].next) {
        const struct requirement *requirement = &model->requirements[r];
        if (requirement->kind == SLACALC_NEED_COMPONENT)
            needs_search_meet(&reach->search, requirement->component);
        else if (with_optional || requirement->kind != SLACALC_NEED_OPTIONAL)
            meet_chain(reach, requirement->part, with_optional);
    }
}

/* Adds the options that decide whether one that reaches the service leaves a valid model: one that sets several keys
 * may touch components that the service does not need, and these may be valid together with other options only. */
static uint64_t with_companions(const struct reach *reach, uint64_t reaching) {
    const struct choices *choices = reach->choices;
    uint64_t before, several_keys = 0;
    for (size_t o = 0; o < choices->count; o++)
        several_keys |= (uint64_t)(choices->options[o].setting_count > 1) << o;
    do {
        before = reaching;
        reaching |= choices_touching(choices, reaching & several_keys);
        reaching |= reaching & several_keys & reach->parts.structural ? reach->parts.structural : 0;
    } while (reaching != before);
    return reaching;
}

/* What the setting may make its component need: with more replicas, places that none was in. */
static void meet_setting(struct reach *reach, const struct setting_of_key *set, bool with_optional) {
    uint32_t across = reach->model->components[set->component].across;
    if (set->kind != SETS_VALUE)
        meet_chain(reach, set->requirements, with_optional);
    else if (set->key == KEY_REPLICAS && across != NO_INDEX)
        meet_chain(reach, across, with_optional);
}

static bool is_over(const struct reach *reach) {
    return reach->steps_left == 0 || deadline_is_over(reach->deadline);
}

/* The options that reach the component: follows what it needs, and also what it would need under options. */
static uint64_t find_reaching(struct reach *reach, uint32_t component) {
    const struct choices *choices = reach->choices;
    if (is_over(reach))
        return choices_all(choices);
    bool with_optional = reach->evaluation.strict;
    struct needs_search *search = &reach->search;
    uint64_t reaching = 0;
    size_t before;
    needs_search_begin(search);
    needs_search_meet(search, component);
    do {
        before = search->count;
        needs_search_follow(search, with_optional ? NEEDS_ANY : NEEDS_REQUIRED);
        for (size_t o = 0; o < choices->count; o++)
            for (size_t s = 0; s < choices->options[o].setting_count; s++) {
                const struct setting_of_key *set = &choices->options[o].settings[s].set;
                if (!needs_search_met(search, set->component))
                    continue;
                reaching |= (uint64_t)1 << o;
                meet_setting(reach, set, with_optional);
            }
    } while (search->count > before);
    work_take(&reach->steps_left, search->count);
    return may_have_groups(reach->model) ? choices_all(choices) : with_companions(reach, reaching);
}

/* Whether what its needs leave of a figure for the whole may count as its own part. */
static bool may_be_derived(const struct reach *reach, uint32_t component) {
    const struct slacalc_model *model = reach->model;
    bool has_own = false;
    for (uint32_t a = model->components[component].attributes; a != NO_INDEX; a = model->attributes[a].next)
        has_own |= model->attributes[a].key < KEY_SLA;
    return states_whole(model, component) && (!has_own || reach->evaluation.basis == SLACALC_BASIS_SLA);
}

/* An option that makes its own part better may make it promise more. */
static bool may_promise_more(const struct reach *reach, uint32_t component) {
    for (size_t p = 0; p < reach->parts.count; p++)
        if (reach->parts.items[p].component == component)
            return !needs_something(reach->model, component);
    return false;
}

/* Whether the service needs a component whose own part is what its needs leave of a figure for the whole, and options
 * change these needs: better needs leave less for the own part. */
static bool rests_on_derived(struct reach *reach, uint32_t component) {
    const struct needs_search *search = &reach->search;
    struct arena *scratch = arena_open(reach->arena);
    uint32_t *derived = arena_alloc(scratch, search->count, sizeof *derived);
    size_t count = 0;
    bool is_found = false;
    for (size_t i = 0; i < search->count; i++)
        if (search->found[i] != component && may_be_derived(reach, search->found[i]))
            derived[count++] = search->found[i];
    for (size_t i = 0; i < count && !is_found; i++)
        is_found = find_reaching(reach, derived[i]) != 0;
    arena_close(scratch);
    return is_found;
}

uint32_t reach_add(struct reach *reach, uint32_t component) {
    if (reach->index_of[component] != NO_INDEX)
        return reach->index_of[component];
    struct reached service = {.component = component, .reached_by = find_reaching(reach, component)};
    bool gaps_count = reach->evaluation.strict; /* one comes about where something is better than agreed */
    service.is_bounded =
        !is_over(reach) && !gaps_count && !may_promise_more(reach, component) && !rests_on_derived(reach, component);
    reach->index_of[component] = (uint32_t)reach->count;
    ARENA_APPEND(reach->arena, reach->services, reach->count, reach->capacity, service);
    return reach->index_of[component];
}
