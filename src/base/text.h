/* Slices of text, and a map from them to indices. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/indices.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes that belong to somebody else; not NUL-terminated. at is NULL for an absent text. */
struct text {
    const char *at;
    size_t length;
};

/* For printf's "%.*s". */
#define TEXT_ARGS(slice) (int)(slice).length, (slice).at

struct text text_of(const char *terminated);
bool text_equal(struct text a, struct text b);
bool text_is(struct text a, const char *terminated);
bool text_begins(struct text text, struct text start);

/* Decodes the character at `at`; returns its length in bytes, 0 where they are not UTF-8: too few, too many for their
 * character, a surrogate, or above U+10FFFF. */
size_t text_character(struct text text, size_t at, uint32_t *character);

/* Whether a terminal would not show it, but obey it, read what stands around it in another order, or show nothing, so
 * that two names look the same. The joiners U+200C and U+200D and the selectors of variants are none: letters of
 * several scripts, and emoji, need them to be what they are. */
bool character_is_control(uint32_t character);

/* A NUL-terminated copy; NULL for an absent text. */
char *text_copy(struct arena *arena, struct text text);

/* The key of an index that was entered in a map. */
typedef struct text text_map_key(const void *owner, uint32_t index);

/* Open addressing; values are indices. Keys stay with what the indices stand for: the map asks for them where two may
 * be equal, so that a slot of a large map is small. */
struct text_map {
    struct arena *arena;
    text_map_key *key_of;
    const void *owner; /* passed to key_of */
    struct text_map_slot *slots;
    size_t capacity; /* 0 or a power of two */
    size_t count;
};

void text_map_init(struct text_map *map, struct arena *arena, text_map_key *key_of, const void *owner);

/* Makes room for so many keys at once, which saves moving them. Without effect where memory does not suffice. */
void text_map_reserve(struct text_map *map, size_t count);

/* Returns the index that `key` already has, or NO_INDEX after having entered it with `index`: its owner has to know it
 * before the next call. */
uint32_t text_map_add(struct text_map *map, struct text key, uint32_t index);
uint32_t text_map_find(const struct text_map *map, struct text key);

/* Says that the key is asked for soon: the slots of a large map are far from the processor. */
void text_map_expect(const struct text_map *map, struct text key);

/* Gives the memory back; the map is empty then. */
void text_map_release(struct text_map *map);

#endif
