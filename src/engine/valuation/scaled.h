/*
 * A root's level where every part's own level is another one: down by one and the same factor more often, or less.
 * Parts are components, each replica by itself, and the common causes of groups; the switches of failovers and the
 * shares of traffic stay as they are. The level is that of the same diagrams with other values: none is built, and what
 * does not lie below the root costs nothing.
 */
#ifndef ENGINE_VALUATION_SCALED_H
#define ENGINE_VALUATION_SCALED_H

#include "engine/valuation/below.h"

/* Room that serves one root after another. */
struct scaled {
    struct below below;
    struct level *levels;   /* by gate below the root */
    struct bdd_note *notes; /* by node below the root */
    struct scaled **apart;  /* by gate that is valued apart; NULL where none is */
    struct arena *of_root;  /* what is made for one root alone; NULL to begin with */
    struct gate_scratch room;
    uint32_t root;
    size_t steps;           /* of one level */
    long double least_down; /* of one part that is ever down; 1 where there is none */
    struct arena *arena;
};

struct scaled scaled_new(const struct valuation *valuation, struct arena *arena);

/* Takes the root that the following levels are of. Returns false where there is no diagram of something below it. */
bool scaled_take(struct scaled *scaled, uint32_t root);

/* Takes several, each of which may be taken: scaled_levels tells of all of them. */
bool scaled_take_all(struct scaled *scaled, const uint32_t *roots, size_t count);

/* With each part down `factor` times as often, but always at the most. `forced`, by component: it is down whatever the
 * factor; NULL where none is. */
struct level scaled_level(struct scaled *scaled, long double factor, const bool *forced);

/* With the leaves as the graph has them: by gate, of what lies below the roots. */
const struct level *scaled_levels(struct scaled *scaled);

#endif
