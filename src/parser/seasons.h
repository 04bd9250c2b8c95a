/* The seasons of a year: in each of them the clocks of all time zones stand apart by the same. */
#ifndef PARSER_SEASONS_H
#define PARSER_SEASONS_H

#include "model/model.h"

/* Finds the seasons of a model whose components have their hours. A week in which clocks are changed counts by the noon
 * of its Monday. */
void seasons_find(struct slacalc_model *model, struct arena *scratch);

#endif
