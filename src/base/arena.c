#include "base/arena.h"

#include "base/sanitized.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct arena_block {
    struct arena_block *next, *previous;
    size_t size; /* bytes of room behind this header */
    size_t used; /* of them; only the first small block is cut from */
    max_align_t room[];
};

/* Blocks double, so that a small model clears little memory and a large one asks for it seldom. The address sanitizer
 * sees the ends of blocks only: under it each allocation is one. */
enum { FIRST_BLOCK = 4 * 1024, LAST_BLOCK = 64 * 1024, LARGE_SIZE = SANITIZED ? 1 : 2 * 1024 };

bool memory_attempt(struct memory_guard *guard, void (*phase)(void *context), void *context) {
    if (setjmp(guard->exhausted) != 0)
        return false;
    phase(context);
    return true;
}

void memory_exhausted(struct memory_guard *guard) {
    longjmp(guard->exhausted, 1);
}

void arena_init(struct arena *arena, struct memory_guard *guard) {
    *arena = (struct arena){.guard = guard};
}

static void free_blocks(struct arena_block *block) {
    while (block) {
        struct arena_block *next = block->next;
        free(block);
        block = next;
    }
}

/* Arenas are nested as deep as the calls of functions that open them, whatever the input is. */
void arena_free(struct arena *arena) {
    for (struct arena *child = arena->children, *next; child; child = next) {
        next = child->next;
        arena_free(child);
        free(child);
    }
    arena->children = NULL;
    free_blocks(arena->blocks);
    free_blocks(arena->large);
    arena->blocks = arena->large = NULL;
}

static void *give_up(const struct arena *arena) {
    if (arena->guard)
        memory_exhausted(arena->guard);
    return NULL;
}

struct arena *arena_open(struct arena *parent) {
    struct arena *child = malloc(sizeof *child);
    if (!child)
        return give_up(parent);
    *child = (struct arena){.guard = parent->guard, .parent = parent, .next = parent->children};
    if (child->next)
        child->next->previous = child;
    parent->children = child;
    return child;
}

void arena_close(struct arena *child) {
    arena_free(child);
    if (child->previous)
        child->previous->next = child->next;
    else
        child->parent->children = child->next;
    if (child->next)
        child->next->previous = child->previous;
    free(child);
}

static void push(struct arena_block **list, struct arena_block *block) {
    block->previous = NULL;
    block->next = *list;
    if (*list)
        (*list)->previous = block;
    *list = block;
}

static void *alloc_large(struct arena *arena, size_t bytes) {
    if (bytes > SIZE_MAX - sizeof(struct arena_block))
        return give_up(arena);
    struct arena_block *block = calloc(1, sizeof *block + bytes);
    if (!block)
        return give_up(arena);
    block->size = bytes;
    push(&arena->large, block);
    return block->room;
}

static void *alloc_small(struct arena *arena, size_t bytes) {
    const size_t unit = sizeof(max_align_t);
    bytes = (bytes + unit - 1) / unit * unit;
    struct arena_block *block = arena->blocks;
    if (!block || block->size - block->used < bytes) {
        size_t size = !block ? FIRST_BLOCK : block->size < LAST_BLOCK ? 2 * block->size : LAST_BLOCK;
        block = calloc(1, sizeof *block + size);
        if (!block)
            return give_up(arena);
        block->size = size;
        push(&arena->blocks, block);
    }
    void *room = (char *)block->room + block->used;
    block->used += bytes;
    return room;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size) {
    if (size != 0 && count > SIZE_MAX / size)
        return give_up(arena);
    size_t bytes = count * size;
    return bytes < LARGE_SIZE ? alloc_small(arena, bytes) : alloc_large(arena, bytes);
}

void *arena_copy(struct arena *arena, const void *items, size_t count, size_t size) {
    void *copy = arena_alloc(arena, count, size);
    if (copy && count > 0)
        memcpy(copy, items, count * size);
    return copy;
}

static void relink(struct arena *arena, struct arena_block *block) {
    if (block->previous)
        block->previous->next = block;
    else
        arena->large = block;
    if (block->next)
        block->next->previous = block;
}

static void *resize_large(struct arena *arena, void *old, size_t new_bytes) {
    struct arena_block *block = (struct arena_block *)((char *)old - offsetof(struct arena_block, room));
    block = new_bytes > SIZE_MAX - sizeof *block ? NULL : realloc(block, sizeof *block + new_bytes);
    if (!block)
        return give_up(arena);
    relink(arena, block);
    block->size = new_bytes;
    return block->room;
}

/* What is new in it may hold anything. */
static void *resize(struct arena *arena, void *old, size_t old_count, size_t new_count, size_t size) {
    if (size != 0 && new_count > SIZE_MAX / size)
        return give_up(arena);
    size_t old_bytes = old_count * size;
    if (old && old_bytes >= LARGE_SIZE)
        return resize_large(arena, old, new_count * size);
    void *room = arena_alloc(arena, new_count, size);
    if (room && old)
        memcpy(room, old, old_bytes);
    return room;
}

void *arena_grow(struct arena *arena, void *old, size_t old_count, size_t new_count, size_t size) {
    char *room = resize(arena, old, old_count, new_count, size);
    if (room && old)
        memset(room + old_count * size, 0, (new_count - old_count) * size);
    return room;
}

void *arena_extend(struct arena *arena, void *items, size_t *capacity, size_t size) {
    size_t more = *capacity < 8 ? 8 : *capacity <= SIZE_MAX / 2 ? *capacity * 2 : SIZE_MAX;
    void *grown = resize(arena, items, *capacity, more, size);
    if (grown)
        *capacity = more;
    return grown;
}

void *arena_provide(struct arena *arena, void *items, size_t wanted, size_t *capacity, size_t size) {
    if (wanted <= *capacity)
        return items;
    size_t more = *capacity <= wanted / 2 ? wanted : *capacity <= SIZE_MAX / 2 ? *capacity * 2 : SIZE_MAX;
    void *grown = resize(arena, items, *capacity, more, size);
    if (grown)
        *capacity = more;
    return grown;
}

char *arena_printf(struct arena *arena, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        memory_exhausted(arena->guard);
    char *text = arena_alloc(arena, (size_t)length + 1, 1);
    va_start(arguments, format);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return text;
}

void *arena_shrink(struct arena *arena, void *items, size_t old_count, size_t new_count, size_t size) {
    bool is_large = new_count * size >= LARGE_SIZE && new_count < old_count;
    return is_large ? resize_large(arena, items, new_count * size) : items;
}

void arena_release(struct arena *arena, void *items, size_t count, size_t size) {
    if (!items || count * size < LARGE_SIZE)
        return;
    struct arena_block *block = (struct arena_block *)((char *)items - offsetof(struct arena_block, room));
    if (block->previous)
        block->previous->next = block->next;
    else
        arena->large = block->next;
    if (block->next)
        block->next->previous = block->previous;
    free(block);
}
