/* What a log says of each component by itself. */
#ifndef PARSER_LOG_MEASURED_H
#define PARSER_LOG_MEASURED_H

#include "model/log.h"

/* Of one component in all windows together, each of its replicas by itself. */
struct measured {
    size_t incidents; /* of all replicas; one that goes on in another row is one */
    long double lost; /* seconds, by the share of requests that failed, of all replicas */
    bool is_whole;    /* each one was a loss of all requests */
    uint32_t replicas;
};

/* By component. */
struct measured *measured_of(const struct slacalc_model *model, struct arena *arena, struct arena *scratch);

#endif
