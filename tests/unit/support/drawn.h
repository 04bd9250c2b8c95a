/* A random model with what the library says of it. */
#ifndef DRAWN_H
#define DRAWN_H

#include "generator.h"
#include "verify.h"

struct drawn {
    struct oracle_model model;
    char *text;
    struct trial trial;
    slacalc_result *result; /* NULL after a failure */
};

/* Draws a model of `generator`, whose state is the seed, and evaluates it by a random basis; `every` reports each of
 * its components. */
void drawn_init(struct drawn *drawn, struct generator generator, slacalc_options options, bool every);

/* Fails the test where an expectation failed. */
void drawn_finish(struct drawn *drawn);

/* Draws a small model from the seed, one of three with hours, evaluates it with what its parts have to deliver, and
 * looks at each of its services. */
void drawn_with_needs(uint64_t seed, void (*look)(struct drawn *drawn, const slacalc_service *service));

/* The component of the model that stands in that row. */
size_t drawn_component(const struct drawn *drawn, size_t row);

/* Worst <= independent <= best, in both unavailability and availability. */
void drawn_expect_order(struct drawn *drawn, const slacalc_service *service);

#endif
