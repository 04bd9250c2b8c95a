#include "base/text.h"

#include <string.h>

struct text text_of(const char *terminated) {
    return (struct text){terminated, terminated ? strlen(terminated) : 0};
}

bool text_equal(struct text a, struct text b) {
    return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

bool text_is(struct text a, const char *terminated) {
    return text_equal(a, text_of(terminated));
}

bool text_begins(struct text text, struct text start) {
    return text.length >= start.length && text_equal((struct text){text.at, start.length}, start);
}

size_t text_character(struct text text, size_t at, uint32_t *character) {
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char lead = (unsigned char)text.at[at];
    *character = lead;
    if (lead < 0x80)
        return 1;
    size_t length = lead >= 0xf0 && lead < 0xf8 ? 4 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc0 ? 2 : 0;
    if (length == 0 || lead >= 0xf8 || length > text.length - at)
        return 0;
    uint32_t value = lead & (0x7fu >> length);
    for (size_t i = 1; i < length; i++) {
        unsigned char byte = (unsigned char)text.at[at + i];
        if ((byte & 0xc0) != 0x80)
            return 0;
        value = value << 6 | (byte & 0x3fu);
    }
    *character = value;
    return value < smallest[length] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000) ? 0 : length;
}

bool character_is_control(uint32_t character) {
    /* What Unicode calls controls and formats, and letters that are blank: first and last of each run. */
    static const uint32_t runs[][2] = {
        {0x00, 0x1f},     {0x7f, 0x9f},       {0xad, 0xad},       {0x34f, 0x34f},     {0x61c, 0x61c},
        {0x115f, 0x1160}, {0x17b4, 0x17b5},   {0x180e, 0x180e},   {0x200b, 0x200b},   {0x200e, 0x200f},
        {0x2028, 0x202e}, {0x2060, 0x206f},   {0x3164, 0x3164},   {0xfeff, 0xfeff},   {0xffa0, 0xffa0},
        {0xfff0, 0xfffb}, {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a}, {0xe0000, 0xe00ff}, {0xe01f0, 0xe0fff},
    };
    for (size_t i = 0; i < sizeof runs / sizeof *runs && character >= runs[i][0]; i++)
        if (character <= runs[i][1])
            return true;
    return false;
}

char *text_copy(struct arena *arena, struct text text) {
    if (!text.at)
        return NULL;
    char *copy = arena_alloc(arena, text.length + 1, 1);
    if (copy && text.length > 0)
        memcpy(copy, text.at, text.length);
    return copy;
}

/* ---- Map ---- */

struct text_map_slot {
    uint32_t hash;
    uint32_t index; /* NO_INDEX: free */
};

void text_map_init(struct text_map *map, struct arena *arena, text_map_key *key_of, const void *owner) {
    *map = (struct text_map){.arena = arena, .key_of = key_of, .owner = owner};
}

/* FNV-1a (Fowler, Noll and Vo 1991) with a final mix, since its low bits alone are weak. */
static uint32_t hash_text(struct text key) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < key.length; i++)
        hash = (hash ^ (unsigned char)key.at[i]) * 0x100000001b3u;
    return (uint32_t)(hash ^ (hash >> 32));
}

static struct text_map_slot *slot_of(const struct text_map *map, struct text key, uint32_t hash) {
    for (size_t i = hash;; i++) {
        struct text_map_slot *slot = &map->slots[i & (map->capacity - 1)];
        if (slot->index == NO_INDEX || (slot->hash == hash && text_equal(map->key_of(map->owner, slot->index), key)))
            return slot;
    }
}

/* For a key that is not in the map. */
static struct text_map_slot *free_slot(const struct text_map *map, uint32_t hash) {
    size_t i = hash;
    while (map->slots[i & (map->capacity - 1)].index != NO_INDEX)
        i++;
    return &map->slots[i & (map->capacity - 1)];
}

/* So many slots stay near the processor anyway. */
enum { FIRST_SLOTS = 16, FEW_SLOTS = 4096 };

static bool grow(struct text_map *map, size_t capacity) {
    struct text_map grown = *map;
    grown.capacity = capacity;
    grown.slots = arena_alloc(map->arena, grown.capacity, sizeof *grown.slots);
    if (!grown.slots)
        return false;
    memset(grown.slots, 0xff, grown.capacity * sizeof *grown.slots);
    for (size_t i = 0; i < map->capacity; i++)
        if (map->slots[i].index != NO_INDEX)
            *free_slot(&grown, map->slots[i].hash) = map->slots[i];
    arena_release(map->arena, map->slots, map->capacity, sizeof *map->slots);
    *map = grown;
    return true;
}

static bool suffices(size_t capacity, size_t count) {
    return capacity > 0 && count <= capacity - capacity / 4;
}

void text_map_reserve(struct text_map *map, size_t count) {
    size_t capacity = map->capacity ? map->capacity : FIRST_SLOTS;
    while (!suffices(capacity, count) && capacity <= SIZE_MAX / 4)
        capacity *= 2;
    if (capacity > map->capacity)
        grow(map, capacity);
}

static bool make_room(struct text_map *map) {
    return suffices(map->capacity, map->count + 1) || grow(map, map->capacity ? map->capacity * 2 : FIRST_SLOTS);
}

uint32_t text_map_add(struct text_map *map, struct text key, uint32_t index) {
    if (!make_room(map))
        return NO_INDEX;
    uint32_t hash = hash_text(key);
    struct text_map_slot *slot = slot_of(map, key, hash);
    if (slot->index != NO_INDEX)
        return slot->index;
    *slot = (struct text_map_slot){hash, index};
    map->count++;
    return NO_INDEX;
}

uint32_t text_map_find(const struct text_map *map, struct text key) {
    return map->capacity ? slot_of(map, key, hash_text(key))->index : NO_INDEX;
}

void text_map_expect(const struct text_map *map, struct text key) {
    if (map->capacity > FEW_SLOTS)
        __builtin_prefetch(&map->slots[hash_text(key) & (map->capacity - 1)], 1);
}

void text_map_release(struct text_map *map) {
    arena_release(map->arena, map->slots, map->capacity, sizeof *map->slots);
    text_map_init(map, map->arena, map->key_of, map->owner);
}
