/* What the rows of a result are made from, and what they refer to. */
#ifndef ENGINE_ROWS_ROW_MAKER_H
#define ENGINE_ROWS_ROW_MAKER_H

#include "engine/bounds/composed.h"
#include "engine/graph/scope.h"
#include "engine/hours/hourly.h"
#include "engine/rows/result.h"
#include "engine/valuation/valuation.h"
#include "model/own_level.h"

/* What services are worth where every part counts with its agreement. */
struct by_contract {
    struct own_levels own;
    const struct interval *availability; /* by service of the scope */

    /* Of those services alone whose agreements do not hold so. */
    const uint32_t *weak; /* by service of the scope: its place among them; NO_INDEX where it is none */
    const struct graph *graph;
    const struct valuation *valuation;
    const struct timed *timed; /* by such service */
};

/* All that is known when the rows are made. */
struct figures {
    const struct slacalc_model *model;
    const struct scope *scope;
    const struct own_levels *own;
    const struct graph *graph;
    const struct valuation *valuation;
    const struct valuation *undegraded; /* the same graph from its undegraded roots; NULL where none differs */
    const struct bounds *bounds;
    const struct graph *bounds_graph; /* whose gates they are of; another one where something is tied (TIES_LOOSED) */
    const struct timed *timed;
    const struct timed *bounds_timed; /* the same of that graph */
    const struct interval *asked; /* by component: what else is known of the availability of services; NULL: nothing */
    const struct interval *by_basis[SLACALC_BASES]; /* by service of the scope; NULL where not wanted */
    const struct by_contract *by_contract;          /* NULL where the agreements come to no other figures */
    const struct tracing *tracing;
    struct arena *scratch;
};

struct row_maker {
    struct slacalc_result *result;
    const struct figures *figures;
    uint32_t *row_of;   /* by component: its row; NO_INDEX where it is not needed */
    const char **files; /* by source: its name, in the result's arena */
    struct sources places;
};

struct row_maker row_maker_new(struct slacalc_result *result, const struct figures *figures);

/* The period over which promises of the component are judged: that of the options counts for all, without it each may
 * have one of its own. */
double row_period_s(const struct row_maker *maker, uint32_t component);

/* Sets file, line and column to where that is; the file is NULL where no input has it. */
void row_maker_locate(struct row_maker *maker, struct position where, const char **file, size_t *line, size_t *column);

#endif
