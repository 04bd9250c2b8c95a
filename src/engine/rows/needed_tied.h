/*
 * What a part has to deliver that is tied to others: its replicas stand across places, or a common cause takes it down
 * with its group, or the ages of its outages are told apart, or would be if it were not down for good. The
 * unavailability of a service is not linear in that of such a part, so it is found by trial.
 */
#ifndef ENGINE_ROWS_NEEDED_TIED_H
#define ENGINE_ROWS_NEEDED_TIED_H

#include "engine/rows/for_good.h"
#include "engine/rows/retrial.h"

/* Room that serves one service after another. */
struct tied_finder {
    size_t work; /* steps, for all services together */
    struct retrial retrial;
    struct for_good for_good; /* for parts that are down for good and would be switched away from */
    struct own_levels levels; /* of the retrial's building */
    struct own_level *own;    /* by component: they are derived from these */
    bool is_open;
    size_t taken;  /* the service that the retrial took last, by its index; SIZE_MAX before the first */
    bool is_valid; /* and whether it could */
};

/* Whether the component is tied to others. */
bool is_tied(const struct figures *figures, uint32_t component);

struct tied_need {
    bool is_known;    /* false: the work or the time does not suffice */
    bool is_possible; /* false: not by this part alone */
    struct level own; /* of one replica */
};

/* For a promise of the service at that index of the scope. */
struct tied_need needed_of_tied(struct tied_finder *finder, const struct figures *figures, size_t index,
                                uint32_t component, struct level promised);

#endif
