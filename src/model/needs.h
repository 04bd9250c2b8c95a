/*
 * What a component needs, and by which way: all who ask that of a model, or of the rows that were made from it, ask
 * here.
 *
 * A component is required where it is needed otherwise than through optional: some way to it passes no optional
 * requirement. All other components that are met are optional, or stand below what is optional.
 */
#ifndef MODEL_NEEDS_H
#define MODEL_NEEDS_H

#include "base/arena.h"
#include "model/model.h"

#include <stdint.h>

struct need {
    uint32_t component;
    uint32_t optional; /* the optional requirement that it stands in; NO_INDEX where it is required */
};

/* The components that the requirements of each one name, however deep they nest, in their order: those of component c
 * are items[starts[c]] up to items[starts[c + 1]]. One that is named twice is there twice. */
struct needs {
    uint32_t *starts;
    struct need *items;
    size_t capacity; /* of items */
    size_t component_count;
};

struct needs needs_of(const struct slacalc_model *model, struct arena *arena);

/* By component: whether anything needs it. */
bool *needs_named(const struct needs *needs, struct arena *arena);

enum needs_way { NEEDS_REQUIRED, NEEDS_ANY };

/* All that some components need, they themselves included. One search follows another in the same room. */
struct needs_search {
    const struct needs *needs;
    const uint32_t *entry; /* by component: where a search goes on in its place; NO_INDEX: what is looked for is not
                              there; NULL: each one stands for itself */
    struct arena *arena;
    uint32_t *met_by; /* by component: serial of the search that met it last */
    uint32_t serial;
    uint32_t *found; /* in the order in which they were met */
    size_t count, capacity;
};

/* The arena has a guard. */
struct needs_search needs_search_new(const struct needs *needs, const uint32_t *entry, struct arena *arena);

/* Begins a search, which has found nothing yet. */
void needs_search_begin(struct needs_search *search);

/* Adds a component that it starts from. */
void needs_search_meet(struct needs_search *search, uint32_t component);

/* Whether the search has met the component. */
static inline bool needs_search_met(const struct needs_search *search, uint32_t component) {
    return search->met_by[component] == search->serial;
}

/* Adds all that is needed that way by what was found. */
void needs_search_follow(struct needs_search *search, enum needs_way way);

/* Searches all that one component needs that way. */
void needs_search_from(struct needs_search *search, uint32_t component, enum needs_way way);

#endif
