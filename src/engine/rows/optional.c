#include "engine/rows/optional.h"

#include <stdlib.h>
#include <string.h>

/* What the requirements of one component lead to. */
struct outlook {
    bool has_optional; /* one of its own */
    uint32_t entry;    /* of the dependencies that lead to an optional one, if they all share it */
    bool several;      /* they do not */
};

static void look(const struct optionals *o, uint32_t first, struct outlook *outlook) {
    for (uint32_t r = first; r != NO_INDEX; r = o->model->requirements[r].next) {
        const struct requirement *requirement = &o->model->requirements[r];
        if (requirement->kind != SLACALC_NEED_COMPONENT) {
            outlook->has_optional |= requirement->kind == SLACALC_NEED_OPTIONAL;
            look(o, requirement->part, outlook);
            continue;
        }
        uint32_t entry = o->entry[requirement->component];
        if (entry == NO_INDEX)
            continue;
        outlook->several |= outlook->entry != NO_INDEX && outlook->entry != entry;
        outlook->entry = entry;
    }
}

/* Where one component of a cycle leads to something, all do, by way of each other. */
static void enter_cycle(const struct optionals *o, const struct cycle *cycle) {
    const uint32_t *members = &o->model->order[cycle->first];
    bool leads = false;
    for (uint32_t m = 0; m < cycle->count; m++)
        leads |= o->entry[members[m]] != NO_INDEX;
    for (uint32_t m = 0; m < cycle->count && leads; m++)
        o->entry[members[m]] = members[m];
}

struct optionals optionals_new(const struct slacalc_model *model, const bool *needed, struct arena *arena) {
    size_t count = model->component_count;
    struct optionals o = {.model = model,
                          .arena = arena,
                          .entry = arena_alloc(arena, count, sizeof(uint32_t)),
                          .met_by = arena_alloc(arena, count, sizeof(uint32_t)),
                          .named_by = arena_alloc(arena, count, sizeof(uint32_t))};
    memset(o.entry, 0xff, count * sizeof *o.entry);
    for (size_t i = 0; i < count; i++) {
        uint32_t c = model->order[i];
        struct outlook outlook = {.entry = NO_INDEX};
        if (!needed[c])
            continue;
        look(&o, model->components[c].requirements, &outlook);
        /* A component that only passes on one entry is skipped, so that searches through long chains stay short. */
        o.entry[c] = outlook.has_optional || outlook.several ? c : outlook.entry;
        const struct cycle *closed = model_cycle_ending(model, i);
        if (closed)
            enter_cycle(&o, closed);
    }
    return o;
}

static void meet(struct optionals *o, uint32_t component) {
    uint32_t entry = o->entry[component];
    if (entry == NO_INDEX || o->met_by[entry] == o->serial)
        return;
    o->met_by[entry] = o->serial;
    o->pending = arena_reserve(o->arena, o->pending, o->pending_count, &o->pending_capacity, sizeof *o->pending);
    o->pending[o->pending_count++] = entry;
}

static void find(struct optionals *o, uint32_t component) {
    if (o->named_by[component] == o->serial)
        return;
    o->named_by[component] = o->serial;
    o->found = arena_reserve(o->arena, o->found, o->found_count, &o->found_capacity, sizeof *o->found);
    o->found[o->found_count++] = component;
}

static void search(struct optionals *o, uint32_t first, bool optional) {
    for (uint32_t r = first; r != NO_INDEX; r = o->model->requirements[r].next) {
        const struct requirement *requirement = &o->model->requirements[r];
        if (requirement->kind != SLACALC_NEED_COMPONENT) {
            search(o, requirement->part, optional || requirement->kind == SLACALC_NEED_OPTIONAL);
            continue;
        }
        if (optional)
            find(o, requirement->component);
        meet(o, requirement->component);
    }
}

static int ascending(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

void optionals_below(struct optionals *optionals, uint32_t service) {
    optionals->serial++;
    optionals->found_count = 0;
    meet(optionals, service);
    while (optionals->pending_count > 0) {
        uint32_t component = optionals->pending[--optionals->pending_count];
        search(optionals, optionals->model->components[component].requirements, false);
    }
    if (optionals->found)
        qsort(optionals->found, optionals->found_count, sizeof *optionals->found, ascending);
}
