#include "engine/log/redundancy.h"

#include "base/indices.h"
#include "engine/log/tally.h"
#include "model/common_cause.h"

struct finding {
    const struct slacalc_model *model;
    struct redundancies found;
    struct causes known; /* each group as what has to be up, and its members */
    uint32_t *members;
    size_t member_count, member_capacity;
    size_t *key;
    size_t key_count, key_capacity;
    struct arena *arena;
};

/* The same members of which as many have to be up are one group, whoever needs them. */
static bool is_new(struct finding *finding, uint32_t at_least) {
    size_t before = finding->known.count;
    finding->key_count = 0;
    ARENA_APPEND(finding->arena, finding->key, finding->key_count, finding->key_capacity, at_least);
    for (size_t i = 0; i < finding->member_count; i++)
        ARENA_APPEND(finding->arena, finding->key, finding->key_count, finding->key_capacity, finding->members[i]);
    (void)causes_add(&finding->known, finding->key, finding->key_count);
    return finding->known.count > before;
}

static void add_group(struct finding *finding, uint32_t at_least, uint32_t of) {
    if (!is_new(finding, at_least))
        return;
    struct redundancy group = {arena_copy(finding->arena, finding->members, finding->member_count, sizeof(uint32_t)),
                               finding->member_count, at_least, of};
    ARENA_APPEND(finding->arena, finding->found.items, finding->found.count, finding->found.capacity, group);
}

/* Only of components is known when they were down by themselves. */
static bool list_members(struct finding *finding, const struct requirement *requirement) {
    const struct requirement *requirements = finding->model->requirements;
    finding->member_count = 0;
    for (uint32_t r = requirement->part; r != NO_INDEX; r = requirements[r].next) {
        if (requirements[r].kind != SLACALC_NEED_COMPONENT || requirements[r].component == NO_INDEX)
            return false;
        ARENA_APPEND(finding->arena, finding->members, finding->member_count, finding->member_capacity,
                     requirements[r].component);
    }
    indices_sort(finding->members, finding->member_count);
    for (size_t i = 1; i < finding->member_count; i++)
        if (finding->members[i] == finding->members[i - 1])
            return false;
    return finding->member_count > 1;
}

/* Recurses as deep as requirements nest, which is limited. */
static void look_below(struct finding *finding, uint32_t first) {
    const struct slacalc_model *model = finding->model;
    for (uint32_t r = first; r != NO_INDEX; r = model->requirements[r].next) {
        const struct requirement *requirement = &model->requirements[r];
        if (requirement->kind == SLACALC_NEED_COMPONENT)
            continue;
        look_below(finding, requirement->part);
        if (!may_have_common_cause(requirement->kind) || !list_members(finding, requirement))
            continue;
        uint32_t at_least = requirement->kind == SLACALC_NEED_AT_LEAST ? requirement->at_least : 1;
        if (at_least < finding->member_count)
            add_group(finding, at_least, (uint32_t)finding->member_count);
    }
}

struct redundancies redundancies_of(const struct slacalc_model *model, const struct live_parts *parts,
                                    const bool *is_named, struct arena *arena) {
    struct finding finding = {.model = model, .arena = arena};
    causes_init(&finding.known, arena);
    for (uint32_t c = 0; c < model->component_count; c++) {
        if (!live_part_is_needed(parts, c))
            continue;
        look_below(&finding, model->components[c].requirements);
        finding.member_count = 0;
        ARENA_APPEND(arena, finding.members, finding.member_count, finding.member_capacity, c);
        if (is_named[c] && parts->items[c].quorum < parts->items[c].replica_count)
            add_group(&finding, parts->items[c].quorum, parts->items[c].replica_count);
    }
    return finding.found;
}
