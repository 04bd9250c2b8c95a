#include "engine/plan/parts.h"

#include "engine/graph/k_of_n.h"
#include "model/common_cause.h"

/* Where a component may come to more states, the options that touch it count as structural. */
enum { STATES_MAX = 1024 };

/* Whether only the own part of the component is another one then. A promise of a component that needs something is no
 * level of its own part. */
static bool changes_part_alone(const struct slacalc_model *model, const struct setting_of_key *set) {
    if (set->kind != SETS_VALUE || !set->is_given)
        return false;
    if (is_whole_key(set->key))
        return !needs_something(model, set->component);
    return set->key <= KEY_QUORUM;
}

/* Whether a common cause or places tie components or their replicas to each other, or the ages of outages are told
 * apart, so that times to restore count too: in the model or by an option. */
static bool may_be_tied(const struct choices *choices, const struct slacalc_model *model) {
    if (model->span_count > 0)
        return true;
    for (size_t c = 0; c < model->component_count; c++)
        if (model->components[c].across != NO_INDEX || model_attribute(model, (uint32_t)c, KEY_BETA))
            return true;
    for (size_t r = 0; r < model->requirement_count; r++)
        if (model->requirements[r].kind == SLACALC_NEED_ACROSS)
            return true;
    for (size_t o = 0; o < choices->count; o++)
        for (size_t s = 0; s < choices->options[o].setting_count; s++)
            if (choices->options[o].settings[s].set.key == KEY_BETA)
                return true;
    return may_have_groups(model);
}

static uint64_t find_structural(const struct choices *choices, const struct slacalc_model *model) {
    uint64_t found = 0;
    if (may_be_tied(choices, model)) /* then no part is changed by itself */
        return choices_all(choices);
    for (size_t o = 0; o < choices->count; o++)
        for (size_t s = 0; s < choices->options[o].setting_count; s++)
            if (!changes_part_alone(model, &choices->options[o].settings[s].set))
                found |= (uint64_t)1 << o;
    return found;
}

/* All options of a component that a structural one touches are structural. */
static uint64_t spread_structural(const struct choices *choices, uint64_t structural) {
    uint64_t before;
    do {
        before = structural;
        structural |= choices_touching(choices, structural);
    } while (structural != before);
    return structural;
}

static struct part_state state_of(const struct choices *choices, const struct slacalc_model *model, slacalc_basis basis,
                                  const struct part *part, uint64_t set, struct arena *arena) {
    struct arena *scratch = arena_open(arena);
    struct part_state state = {.set = set};
    const struct setting_of_key **settings =
        arena_alloc(scratch, choices->setting_count, sizeof(struct setting_of_key *));
    size_t count = choices_settings(choices, set, part->component, settings);
    struct slacalc_model *variant = choices_apply(model, settings, count, NULL, 0, arena->guard);
    arena_close(scratch);
    struct own_level own = stated_level_of(variant, part->component, basis);
    state.is_model = !variant->failed;
    state.is_whole = own.is_whole;
    state.level = own.level;
    state.replicas = model_number(variant, part->component, KEY_REPLICAS);
    state.quorum = model_number(variant, part->component, KEY_QUORUM);
    if (state.is_model)
        state.down = (double)k_of_n_replicas(state.level, state.replicas, state.quorum).down;
    slacalc_model_free(variant);
    return state;
}

/* Adds each option to all states of the options before it that do not exclude it. Returns false where there are too
 * many states or no time, or where a figure for the whole counts in one of them: what its needs leave of that is not
 * known here. */
static bool find_states(const struct choices *choices, const struct slacalc_model *model, slacalc_basis basis,
                        struct part *part, struct deadline *deadline, struct arena *arena) {
    if (deadline_is_over(deadline))
        return false;
    ARENA_APPEND(arena, part->states, part->count, part->capacity, state_of(choices, model, basis, part, 0, arena));
    for (size_t o = 0; o < choices->count; o++) {
        size_t before = part->count;
        for (size_t i = 0; part->touched_by >> o & 1 && i < before; i++) {
            uint64_t set = part->states[i].set | (uint64_t)1 << o;
            if (choices->excluded[o] & set)
                continue;
            if (part->count == STATES_MAX || deadline_is_over(deadline))
                return false;
            ARENA_APPEND(arena, part->states, part->count, part->capacity,
                         state_of(choices, model, basis, part, set, arena));
        }
    }
    for (size_t i = 0; i < part->count; i++)
        if (part->states[i].is_whole)
            return false;
    return true;
}

static struct part *part_with(struct parts *parts, uint32_t component) {
    for (size_t p = 0; p < parts->count; p++)
        if (parts->items[p].component == component)
            return &parts->items[p];
    parts->items[parts->count] = (struct part){.component = component};
    return &parts->items[parts->count++];
}

struct parts parts_of(const struct choices *choices, const struct slacalc_model *model, slacalc_basis basis,
                      struct deadline *deadline, struct arena *arena) {
    struct parts parts = {.structural = spread_structural(choices, find_structural(choices, model))};
    size_t kept = 0;
    parts.items = arena_alloc(arena, choices->setting_count, sizeof *parts.items);
    for (size_t o = 0; o < choices->count; o++)
        for (size_t s = 0; !(parts.structural >> o & 1) && s < choices->options[o].setting_count; s++)
            part_with(&parts, choices->options[o].settings[s].set.component)->touched_by |= (uint64_t)1 << o;
    for (size_t p = 0; p < parts.count; p++)
        if (!find_states(choices, model, basis, &parts.items[p], deadline, arena))
            parts.structural |= parts.items[p].touched_by;
    parts.structural = spread_structural(choices, parts.structural);
    for (size_t p = 0; p < parts.count; p++)
        if (!(parts.items[p].touched_by & parts.structural))
            parts.items[kept++] = parts.items[p];
    parts.count = kept;
    return parts;
}

static bool may_be(const struct part *part, const struct part_state *state, uint64_t taken, uint64_t rest) {
    return state->is_model && (taken & part->touched_by & ~state->set) == 0 && (state->set & ~(taken | rest)) == 0;
}

const struct part_state *part_best(const struct part *part, uint64_t taken, uint64_t rest) {
    const struct part_state *best = NULL;
    for (size_t i = 0; i < part->count; i++)
        if (may_be(part, &part->states[i], taken, rest) && (!best || part->states[i].down < best->down))
            best = &part->states[i];
    return best;
}

const struct part_state *part_worst(const struct part *part, uint64_t taken, uint64_t rest) {
    const struct part_state *worst = NULL;
    for (size_t i = 0; i < part->count; i++)
        if (may_be(part, &part->states[i], taken, rest) && (!worst || part->states[i].down > worst->down))
            worst = &part->states[i];
    return worst;
}
