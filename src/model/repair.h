/* The level of what is repaired each time it fails, and how long that takes. */
#ifndef MODEL_REPAIR_H
#define MODEL_REPAIR_H

#include "model/model.h"

/* The level of an mtbf with its mttr, which the component has too. */
struct level level_of_mtbf(const struct slacalc_model *model, uint32_t component, const struct attribute *mtbf);

/* The mean time to restore of one replica. */
struct repair_time {
    long double seconds; /* 0: nothing is said */
    bool is_assumed;     /* by slacalc_model_assume_mttr */
};

/* What the component states comes first, then what is assumed, then what its document says for all that state none. */
struct repair_time repair_time_of(const struct slacalc_model *model, uint32_t component);

#endif
