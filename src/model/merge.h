/* Two models in one: see difference.h. */
#ifndef MODEL_MERGE_H
#define MODEL_MERGE_H

#include "model/difference.h"

/* What the older model says of a component, with the indices of the merged one. */
struct older {
    uint32_t component; /* of the older model; NO_INDEX where it has none of that name */
    uint32_t attributes, requirements, across, zone;
};

/* Adds the older model of the difference to the merged one, which is a variant of the new one, within memory_attempt
 * of it. Returns what it said, by component of the merged model. Texts stay those of the older model. */
struct older *merge_older(struct difference *difference, const struct slacalc_model *model);

#endif
