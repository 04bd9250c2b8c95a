/* The week of a model, minute by minute, by who is uncovered. */
#ifndef PIECES_H
#define PIECES_H

#include "oracle.h"

enum { PIECES = 2048 };

struct piece {
    unsigned uncovered; /* set of components: bit c for component c */
    unsigned minutes;   /* of the week, above 0 */
};

/* The set of the components that the minute finds outside their hours. */
unsigned pieces_uncovered_at(const struct oracle_model *model, unsigned minute);

/* The minutes of the week by their uncovered components among those of the set `of`; returns how many sets there are.
 */
size_t pieces_find(const struct oracle_model *model, unsigned of, struct piece *pieces);

/* The set of the components that the service needs, itself included, not by optional needs alone. */
unsigned pieces_needed(const struct oracle_model *model, size_t service);

#endif
