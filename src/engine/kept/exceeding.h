/* How likely a service is to be down for longer than a promise allows. */
#ifndef ENGINE_KEPT_EXCEEDING_H
#define ENGINE_KEPT_EXCEEDING_H

#include "engine/kept/series.h"

struct exceeding {
    double chance; /* that more is lost than is allowed; no less than that where the sum did not settle */
    bool is_settled;
    bool is_bound; /* where it did not: the truth is no more, since nothing may have been lost at all */
    bool is_known; /* false where time was over, or work spent */
};

/* What may be spent on it: transforms of one element, some 100 ns each. */
struct exceeding_effort {
    struct chain_room *room;
    size_t work;
    struct deadline *deadline; /* NULL: none */
};

/* How much work it is to find out. */
size_t exceeding_work(const struct series *series, double period_s, double allowed_s);

/* Of a service in a period of that many seconds, of which `allowed_s` may be lost. */
struct exceeding exceeding_of(const struct series *series, double period_s, double allowed_s,
                              struct exceeding_effort *effort);

#endif
