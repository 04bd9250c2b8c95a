/* The services under some structural options, with diagrams that are valued again for each state of their parts. */
#ifndef ENGINE_PLAN_LENS_H
#define ENGINE_PLAN_LENS_H

#include "base/deadline.h"
#include "engine/plan/reach.h"

/* What a service comes to under a set of options; of several sets, the least that it comes to under any of them. */
struct standing {
    bool is_model;   /* false: not one of these sets leaves a valid model */
    uint32_t broken; /* promises */
    double down;
};

/* What it takes of options that are not taken yet, at the least. */
struct effort {
    double cost;
    size_t number;
    uint64_t options; /* that may help */
};

struct lens;

/* Makes the diagrams of the services that `reach` has by then, under these structural options, in an arena of its own.
 * Jumps to the guard when memory is exhausted. A service that has no exact value when the deadline is over gets none.
 */
struct lens *lens_of(const struct reach *reach, uint64_t structural, struct deadline *deadline);
void lens_free(struct lens *lens);

/* The options that it was made under. */
uint64_t lens_structural(const struct lens *lens);

/* False where the service has no exact value from diagrams, or hours, or a part that has no leaf of its own. */
bool lens_shows(const struct lens *lens, uint32_t service);

/* What prospect_under (prospects.h) finds. Each part has a state under some of these sets. */
struct standing lens_standing(struct lens *lens, uint32_t service, uint64_t taken, uint64_t rest);

/* How many gates and nodes were valued for the last standing. */
size_t lens_work(const struct lens *lens);

/* How much the service may be down for all promises to be kept that are kept at `down`. */
double lens_limit(const struct lens *lens, uint32_t service, double down);

/* What it takes to bring the service's unavailability from `now` to `limit`. */
struct effort lens_effort(struct lens *lens, uint32_t service, uint64_t taken, uint64_t rest, double now, double limit);

#endif
