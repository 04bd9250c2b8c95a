#include "model/places.h"

uint32_t places_pass(const struct slacalc_model *model, uint32_t first) {
    const struct requirement *requirements = model->requirements;
    return first != NO_INDEX && requirements[first].kind == SLACALC_NEED_ACROSS ? requirements[first].next : first;
}

uint32_t places_of(const struct slacalc_model *model, uint32_t component) {
    uint32_t first = model->components[component].requirements;
    return first != NO_INDEX && model->requirements[first].kind == SLACALC_NEED_ACROSS ? first : NO_INDEX;
}

uint32_t place_count(const struct slacalc_model *model, uint32_t across) {
    uint32_t count = 0;
    for (uint32_t place = model->requirements[across].part; place != NO_INDEX; place = model->requirements[place].next)
        count++;
    return count;
}

static uint32_t add_copy(struct slacalc_model *model, uint32_t requirement, struct arena *arena) {
    ARENA_RESERVE(arena, model->requirements, model->requirement_count, model->requirement_capacity);
    model->requirements[model->requirement_count] = model->requirements[requirement];
    return (uint32_t)model->requirement_count++;
}

/* Returns the first of the copies, which are so many at the most. */
static uint32_t copy_parts(struct slacalc_model *model, uint32_t part, uint32_t most, struct arena *arena) {
    uint32_t first = NO_INDEX, last = NO_INDEX;
    for (uint32_t i = 0; i < most && part != NO_INDEX; i++, part = model->requirements[part].next) {
        uint32_t copied = add_copy(model, part, arena);
        if (first == NO_INDEX)
            first = copied;
        else
            model->requirements[last].next = copied;
        last = copied;
    }
    if (last != NO_INDEX)
        model->requirements[last].next = NO_INDEX;
    return first;
}

void places_put(struct slacalc_model *model, uint32_t component, uint32_t replicas, struct arena *arena) {
    uint32_t rest = places_pass(model, model->components[component].requirements), head = rest;
    uint32_t across = model->components[component].across;
    if (across != NO_INDEX) {
        head = add_copy(model, across, arena);
        uint32_t part = copy_parts(model, model->requirements[across].part, replicas, arena);
        model->requirements[head].part = part;
        model->requirements[head].next = rest;
    }
    model->components[component].requirements = head;
}
