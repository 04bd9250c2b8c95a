/* Probabilities, and the bases by which they are taken. */
#ifndef SLACALC_LEVEL_H
#define SLACALC_LEVEL_H

#include "slacalc/api.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Both sides of a probability. Neither is computed as 1 minus the other where digits would be lost. */
typedef struct {
    double up;   /* ratio, 0 to 1 */
    double down; /* ratio, 0 to 1 */
} slacalc_level;

/* Which figure is taken as a component's own level where it has several; section "Its own level" of the manual. */
typedef enum {
    SLACALC_BASIS_SLO,      /* slo, measured, mtbf/mttr, objective, ola, sla */
    SLACALC_BASIS_MEASURED, /* measured, mtbf/mttr, slo, objective, ola, sla */
    SLACALC_BASIS_SLA       /* sla, ola, slo, measured, mtbf/mttr, objective */
} slacalc_basis;

/* How many there are. */
#define SLACALC_BASES 3

/* A probability with the interval that surely holds it. Where it is exact, low and high equal value; elsewhere value
 * is the middle of the two. */
typedef struct {
    slacalc_level value;
    slacalc_level low;  /* the smallest availability that is possible */
    slacalc_level high; /* the largest one */
    bool exact;
} slacalc_estimate;

#ifdef __cplusplus
}
#endif

#endif
