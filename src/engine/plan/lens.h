/* The services under some structural options, with diagrams that are valued again for each state of their parts. */
#ifndef ENGINE_PLAN_LENS_H
#define ENGINE_PLAN_LENS_H

#include "base/deadline.h"
#include "engine/plan/reach.h"

/* What is known of a service under a set, or at the least under several. */
struct standing {
    bool is_model;   /* false: not one of these sets leaves a valid model */
    uint32_t broken; /* promises */
    double down;
};

/* What options that are not taken yet have to do. */
struct effort {
    double cost;
    size_t number;
    uint64_t options; /* that may help */
};

struct lens;

/* Of the services that are among those reached by then. Jumps to the guard when memory is exhausted. What it has
 * is in an arena of its own. Past the deadline nothing becomes exact that is not yet. */
struct lens *lens_of(const struct reach *reach, uint64_t structural, struct deadline *deadline);
void lens_free(struct lens *lens);

/* The options that it was made under. */
uint64_t lens_structural(const struct lens *lens);

/* False where the service has no exact value from diagrams, or hours, or a part that has no leaf of its own. */
bool lens_shows(const struct lens *lens, uint32_t service);

/* As in prospects.h; each part has a state. */
struct standing lens_standing(struct lens *lens, uint32_t service, uint64_t taken, uint64_t rest);

/* The gates and nodes that were valued for the last one. */
size_t lens_work(const struct lens *lens);

/* The least unavailability that a promise allows which is kept at `down`. */
double lens_limit(const struct lens *lens, uint32_t service, double down);

/* What it takes to come from `now` to `limit`. */
struct effort lens_effort(struct lens *lens, uint32_t service, uint64_t taken, uint64_t rest, double now, double limit);

#endif
