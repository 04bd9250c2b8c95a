/* Random models whose elements fail and are restored, with the chances of their joint states and the steps between
 * them. */
#ifndef REPAIRED_H
#define REPAIRED_H

#include "drawn.h"

/* A service of such a model. */
struct repaired {
    struct drawn *drawn;
    const slacalc_service *service;
    const char *name;
    struct oracle_outages outages;
    double mttr_s[ORACLE_ELEMENTS]; /* by element */
};

/* That these elements are up, and the others down. */
quad repaired_chance(const struct repaired *repaired, size_t up);

/* How often in a second the element fails in that state, or is restored. */
quad repaired_rate(const struct repaired *repaired, size_t up, size_t element);

/* Draws a model of `generator`, whose state is the seed, gives a mean time to restore to all that it has none of, and
 * looks at each of its components that have at most `limit` elements. Components that count with a whole figure are not
 * drawn. */
void repaired_each(struct generator generator, slacalc_options options, size_t limit,
                   void (*look)(struct repaired *repaired));

#endif
