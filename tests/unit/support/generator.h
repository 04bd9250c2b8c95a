/* Random models for the oracle. */
#ifndef GENERATOR_H
#define GENERATOR_H

#include "oracle.h"

#include <stdint.h>

struct generator {
    uint64_t state;               /* of the random numbers: the seed */
    size_t elements;              /* how many the model may have, at most ORACLE_ELEMENTS */
    bool outages_only;            /* neither failover nor traffic */
    size_t hours;                 /* percentage of the components that have hours or maintenance */
    const unsigned char *choices; /* taken in place of random numbers while there are any: a fuzzer's */
    size_t choice_count;
};

/* A number from 0 to `below` - 1. */
size_t generator_draw(struct generator *generator, size_t below);

void generator_model(struct generator *generator, struct oracle_model *model);

#endif
