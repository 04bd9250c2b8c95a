/*
 * Components whose own part alone some options change: its figures, its replicas, its quorum. The structure function is
 * the same under all of these options, so that its diagrams are valued again, and what a component comes to at best
 * bounds what a service does. All other options are structural.
 */
#ifndef ENGINE_PLAN_PARTS_H
#define ENGINE_PLAN_PARTS_H

#include "base/arena.h"
#include "base/deadline.h"
#include "engine/plan/choices.h"
#include "model/own_level.h"

/* The own part under some of the options that touch it. */
struct part_state {
    uint64_t set;
    bool is_model;
    bool is_whole;
    struct level level; /* of one replica */
    uint32_t replicas, quorum;
    double down; /* of all replicas as one event */
};

struct part {
    uint32_t component;
    uint64_t touched_by;
    struct part_state *states; /* of all sets that are allowed; the first one is the model as it is */
    size_t count, capacity;
};

struct parts {
    struct part *items;
    size_t count;
    uint64_t structural; /* options */
};

/* Where time is over, the options whose parts are not looked at yet count as structural. */
struct parts parts_of(const struct choices *choices, const struct slacalc_model *model, slacalc_basis basis,
                      struct deadline *deadline, struct arena *arena);

/* The best and the worst state of the part under sets that have all options of `taken`, and no others but some of
 * `rest`. NULL where none of these sets leaves a valid model. */
const struct part_state *part_best(const struct part *part, uint64_t taken, uint64_t rest);
const struct part_state *part_worst(const struct part *part, uint64_t taken, uint64_t rest);

#endif
