/*
 * Memory by lifetime. An arena hands out zeroed memory and frees all of it at once.
 *
 * Exhausted memory is handled at one place for a phase: the phase runs under memory_attempt, and an arena that is
 * bound to the same guard jumps back there instead of returning NULL. So no code in between has a clean-up path, and
 * whatever a phase holds outside of arenas (a file, a libyaml parser) is opened and closed outside memory_attempt.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

struct memory_guard {
    jmp_buf exhausted;
};

struct arena_block;

struct arena {
    struct arena_block *blocks; /* small allocations are cut from the first one */
    struct arena_block *large;  /* one block an allocation, so that it can grow in place */
    struct memory_guard *guard; /* NULL: arena_alloc returns NULL when memory is exhausted */
    struct arena *children;     /* arenas whose memory belongs to this one, linked by next and previous */
    struct arena *parent, *next, *previous;
};

/* Runs `phase(context)`. Returns false when an arena of that guard ran out of memory in it. Not re-entrant for one
 * guard. */
bool memory_attempt(struct memory_guard *guard, void (*phase)(void *context), void *context);

/* Gives the phase up as though an allocation had failed: for a library's failed allocation. */
_Noreturn void memory_exhausted(struct memory_guard *guard);

void arena_init(struct arena *arena, struct memory_guard *guard);
void arena_free(struct arena *arena);

/* Opens an arena for what is needed for a while only. It has the guard of its parent and is freed with it at the
 * latest, so a phase that is given up leaves nothing behind. The parent may not move meanwhile. Returns NULL like
 * arena_alloc. */
struct arena *arena_open(struct arena *parent);

/* Frees what arena_open returned, with all that came from it. */
void arena_close(struct arena *child);

/* Room for `count` items of `size` bytes, zeroed, aligned for any type. `count * size` may not overflow: it counts as
 * exhausted memory. */
void *arena_alloc(struct arena *arena, size_t count, size_t size);

/* A copy of an array. Returns NULL like arena_alloc. */
void *arena_copy(struct arena *arena, const void *items, size_t count, size_t size);

/* Moves an array of `old_count` items to room for `new_count`; the new ones are zeroed. `old` may be NULL, and is not
 * to be used afterwards. Returns NULL like arena_alloc, `old` is then still good. */
void *arena_grow(struct arena *arena, void *old, size_t old_count, size_t new_count, size_t size);

/* At least doubles the room of an array; for arena_reserve. */
void *arena_extend(struct arena *arena, void *items, size_t *capacity, size_t size);

/* Makes room for one more item in an array of `count` items with room for `*capacity`, which at least doubles. The room
 * behind the items may hold anything: memory that is never used is never touched. */
static inline void *arena_reserve(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size) {
    return count < *capacity ? items : arena_extend(arena, items, capacity, size);
}

/* The same for an array and its room that are named once; and with the item, which is put behind the others. */
#define ARENA_RESERVE(arena, items, count, capacity)                                                                   \
    ((items) = arena_reserve(arena, items, count, &(capacity), sizeof *(items)))
#define ARENA_APPEND(arena, items, count, capacity, ...)                                                               \
    (ARENA_RESERVE(arena, items, count, capacity), (items)[(count)++] = __VA_ARGS__)

/* Makes room for `wanted` items in all where `*capacity` is less, which at least doubles then. */
void *arena_provide(struct arena *arena, void *items, size_t wanted, size_t *capacity, size_t size);

#define ARENA_PROVIDE(arena, items, wanted, capacity)                                                                  \
    ((items) = arena_provide(arena, items, wanted, &(capacity), sizeof *(items)))

/* printf into an arena that has a guard. */
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Gives the end of a large array back early. Returns the array, which may have moved; its room then counts as that of
 * `new_count` items. */
void *arena_shrink(struct arena *arena, void *items, size_t old_count, size_t new_count, size_t size);

/* Gives a large array back early. Small ones are kept until the arena is freed. */
void arena_release(struct arena *arena, void *items, size_t count, size_t size);

#endif
