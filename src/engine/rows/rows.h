/* Turns the figures of an evaluation into the rows of a result. */
#ifndef ENGINE_ROWS_ROWS_H
#define ENGINE_ROWS_ROWS_H

#include "engine/bounds/composed.h"
#include "engine/graph/scope.h"
#include "engine/hours/hourly.h"
#include "engine/rows/optional.h"
#include "engine/rows/result.h"
#include "engine/valuation/shares.h"
#include "engine/valuation/valuation.h"
#include "model/own_level.h"

/* All that is known when the rows are made. */
struct figures {
    const struct slacalc_model *model;
    const struct scope *scope;
    const struct own_level *own; /* by component */
    const struct graph *graph;
    const struct valuation *valuation;
    const struct valuation *undegraded; /* the same graph from its undegraded roots; NULL where none differs */
    const struct bounds *bounds;
    const struct timed *timed;
    const struct interval *asked; /* by component: what else is known of the availability of services; NULL: nothing */
    struct interval *by_basis[SLACALC_BASES]; /* by service of the scope; NULL where not wanted */
    struct arena *scratch;
};

/* What both kinds of rows refer to. */
struct row_maker {
    struct slacalc_result *result;
    const struct figures *figures;
    uint32_t *row_of;   /* by component: its row; NO_INDEX where it is not needed */
    const char **files; /* by source: its name, in the result's arena */
    struct sources places;
};

struct row_maker row_maker_new(struct slacalc_result *result, const struct figures *figures);
void make_component_rows(struct row_maker *maker);
void make_cycle_rows(struct row_maker *maker);
void make_service_rows(struct row_maker *maker, bool with_shares);

/* Makes of the rows of services nothing but figures and promises. */
void judge_services(struct row_maker *maker);

#endif
