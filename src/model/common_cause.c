#include "model/common_cause.h"

#include "base/indices.h"

#include <string.h>

struct grouping {
    const struct slacalc_model *model;
    const struct level *everywhere;
    bool stated; /* which groups are looked for: those that are stated, or those that are assumed */
    struct common_groups found;
    struct arena *arena;
};

bool may_have_common_cause(slacalc_requirement_kind kind) {
    return kind == SLACALC_NEED_ANY || kind == SLACALC_NEED_AT_LEAST || kind == SLACALC_NEED_FAILOVER;
}

static void add_clash(struct grouping *grouping, uint32_t requirement, uint32_t group, uint32_t component) {
    struct common_groups *found = &grouping->found;
    struct common_clash clash = {requirement, group, component};
    if (grouping->stated)
        ARENA_APPEND(grouping->arena, found->clashes, found->clash_count, found->clash_capacity, clash);
    else
        ARENA_APPEND(grouping->arena, found->left_out, found->left_out_count, found->left_out_capacity, clash);
}

/* What takes a component down as a whole can be set apart from the level of all its replicas, but not from replicas
 * that depend on their places one by one. */
static bool may_be_member(const struct slacalc_model *model, const struct requirement *part) {
    return part->kind == SLACALC_NEED_COMPONENT && part->component != NO_INDEX &&
           model->components[part->component].across == NO_INDEX;
}

/* The members of the requirement behind those of all groups, ascending, each once; returns how many there are, 0 where
 * one of its parts is none, which is a group that is left out. */
static uint32_t push_members(struct grouping *grouping, uint32_t requirement) {
    const struct requirement *requirements = grouping->model->requirements;
    struct common_groups *found = &grouping->found;
    size_t first = found->member_count, count = first;
    for (uint32_t r = requirements[requirement].part; r != NO_INDEX; r = requirements[r].next) {
        if (!may_be_member(grouping->model, &requirements[r])) {
            add_clash(grouping, requirement, NO_INDEX, NO_INDEX);
            return 0;
        }
        ARENA_APPEND(grouping->arena, found->members, count, found->member_capacity, requirements[r].component);
    }
    if (count == first)
        return 0;
    indices_sort(&found->members[first], count - first);
    size_t kept = first + 1;
    for (size_t i = first + 1; i < count; i++)
        if (found->members[i] != found->members[i - 1])
            found->members[kept++] = found->members[i];
    return (uint32_t)(kept - first);
}

static bool is_same(const struct common_groups *found, const struct common_group *group, const uint32_t *members,
                    uint32_t count) {
    return group->count == count && memcmp(&found->members[group->first], members, count * sizeof *members) == 0;
}

/* Whether the members, which stand behind those of all groups, are free to be one more. */
static bool are_free(struct grouping *grouping, uint32_t requirement, uint32_t count, struct level beta) {
    const struct common_groups *found = &grouping->found;
    const uint32_t *members = &found->members[found->member_count];
    for (uint32_t m = 0; m < count; m++) {
        uint32_t group = found->of_component[members[m]];
        if (group == NO_INDEX)
            continue;
        bool same = is_same(found, &found->groups[group], members, count);
        if (!same)
            add_clash(grouping, requirement, group, members[m]);
        else if (grouping->stated && found->groups[group].beta.up != beta.up)
            add_clash(grouping, requirement, group, NO_INDEX);
        return false;
    }
    return true;
}

static void add_group(struct grouping *grouping, uint32_t requirement, struct level beta) {
    struct common_groups *found = &grouping->found;
    uint32_t count = push_members(grouping, requirement);
    if (count < 2 || !are_free(grouping, requirement, count, beta))
        return;
    struct common_group group = {requirement, beta, !grouping->stated, (uint32_t)found->member_count, count};
    for (uint32_t m = 0; m < count; m++)
        found->of_component[found->members[found->member_count++]] = (uint32_t)found->count;
    ARENA_APPEND(grouping->arena, found->groups, found->count, found->capacity, group);
}

/* Recurses as deep as requirements nest, which is limited. */
static void look_below(struct grouping *grouping, uint32_t first) {
    const struct slacalc_model *model = grouping->model;
    for (uint32_t r = first; r != NO_INDEX; r = model->requirements[r].next) {
        const struct requirement *requirement = &model->requirements[r];
        if (requirement->kind == SLACALC_NEED_COMPONENT)
            continue;
        look_below(grouping, requirement->part);
        if (!may_have_common_cause(requirement->kind))
            continue;
        if (grouping->stated && requirement->beta != NO_INDEX)
            add_group(grouping, r, model->levels[requirement->beta]);
        else if (!grouping->stated && (grouping->everywhere || requirement->beta == NO_INDEX))
            add_group(grouping, r, grouping->everywhere ? *grouping->everywhere : model->beta);
    }
}

static void look(struct grouping *grouping, bool stated) {
    grouping->stated = stated;
    for (size_t c = 0; c < grouping->model->component_count; c++)
        look_below(grouping, grouping->model->components[c].requirements);
}

struct common_groups common_groups_of(const struct slacalc_model *model, const struct level *everywhere,
                                      struct arena *arena) {
    struct grouping grouping = {.model = model,
                                .everywhere = everywhere,
                                .found.of_component = indices_none(arena, model->component_count),
                                .arena = arena};
    if (!everywhere)
        look(&grouping, true);
    if (everywhere || model->beta.up > 0)
        look(&grouping, false);
    return grouping.found;
}

bool may_have_groups(const struct slacalc_model *model) {
    return model->has_groups || model->beta.up > 0;
}

struct level replica_beta(const struct slacalc_model *model, uint32_t component, const struct level *everywhere) {
    const struct attribute *stated = model_attribute(model, component, KEY_BETA);
    if (model_number(model, component, KEY_REPLICAS) < 2)
        return (struct level){0, 1};
    return everywhere ? *everywhere : stated ? stated->level : model->beta.up > 0 ? model->beta : (struct level){0, 1};
}
