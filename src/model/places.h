/*
 * The places that the replicas of a component are in stand twice: as `across` says, and, from slacalc_model_check on,
 * before all else that the component needs, without those that no replica is in.
 */
#ifndef MODEL_PLACES_H
#define MODEL_PLACES_H

#include "model/model.h"

/* The first requirement of the chain behind the places: what depends_on says. */
uint32_t places_pass(const struct slacalc_model *model, uint32_t first);

/* The requirement whose parts are the places that its replicas are in, from slacalc_model_check on; NO_INDEX where
 * there is none. */
uint32_t places_of(const struct slacalc_model *model, uint32_t component);

/* How many places such a requirement has. */
uint32_t place_count(const struct slacalc_model *model, uint32_t across);

/* Puts the places before the rest of what the component needs, instead of those that stand there: so many as there are
 * replicas. The requirements, which are the arena's, know their components. */
void places_put(struct slacalc_model *model, uint32_t component, uint32_t replicas, struct arena *arena);

#endif
