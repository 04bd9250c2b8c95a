#include "base/name_set.h"

static struct text name_in_set(const void *set, uint32_t index) {
    return ((const struct name_set *)set)->names[index];
}

void name_set_init(struct name_set *set, struct arena *arena) {
    *set = (struct name_set){.arena = arena};
    text_map_init(&set->map, arena, name_in_set, set);
}

bool name_set_has(const struct name_set *set, struct text name) {
    return text_map_find(&set->map, name) != NO_INDEX;
}

bool name_set_add(struct name_set *set, struct text name) {
    set->names = arena_reserve(set->arena, set->names, set->count, &set->capacity, sizeof *set->names);
    set->names[set->count] = name;
    if (text_map_add(&set->map, name, (uint32_t)set->count) != NO_INDEX)
        return false;
    set->count++;
    return true;
}
