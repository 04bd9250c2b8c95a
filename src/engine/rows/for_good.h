/*
 * What a service comes to where a part is down for good, or never down: valued as a model of its own. Most parts need
 * none, since one pass over the service tells that of all of its events (valuation/importance.h). But where a switch
 * takes some time, it takes it at each outage that begins in what is switched away from. What is down for good begins
 * none, and neither does what is needed only by what is down with it. So these parts change which states are up, and
 * not only how likely they are.
 */
#ifndef ENGINE_ROWS_FOR_GOOD_H
#define ENGINE_ROWS_FOR_GOOD_H

#include "engine/rows/row_maker.h"

struct for_good {
    const struct figures *figures;
    size_t max_nodes; /* of each valuation */
    size_t work;      /* steps left, for all services together */
};

struct for_good for_good_new(const struct figures *figures, size_t max_nodes);

/* Whether the leaf at the gate is a part, or the common cause of some, that has to be valued so. */
bool for_good_counts(const struct for_good *for_good, uint32_t gate);

/* Whether it is down for good in the model as it is. */
bool for_good_is_down(const struct for_good *for_good, uint32_t gate);

/* Whether the component is such a part and down for good in the model as it is. */
bool for_good_starts(const struct for_good *for_good, uint32_t component);

/* Sets what the service at that index of the scope comes to where the part has that level. Returns false where it is
 * not known. */
bool for_good_level_of(struct for_good *for_good, size_t index, uint32_t component, struct level own,
                       struct level *found);

/* The same of the part that the leaf stands for, or of all that have that cause. */
bool for_good_level(struct for_good *for_good, size_t index, uint32_t gate, struct level own, struct level *found);

#endif
