/* How likely the promises of a service are kept in a period, and what is to be paid back where they are not. */
#ifndef ENGINE_ROWS_KEPT_ROWS_H
#define ENGINE_ROWS_KEPT_ROWS_H

#include "engine/kept/exceeding.h"
#include "engine/rows/row_maker.h"
#include "engine/valuation/importance.h"

/* What a component pays back over its own period. */
struct owed {
    bool is_sought, is_known;
    double expected, largest;
    size_t services; /* to which it is recoverable */
};

struct kept_maker {
    struct row_maker *rows;
    struct series_maker series; /* without meaning where there are no outages */
    struct chain_room room;
    struct exceeding_effort effort;
    struct series *kept_series; /* by service; NULL where no log asks for them */

    /* Where some component has a fee. */
    struct importance importance;
    struct needs needs;
    struct owed *owed; /* by component; NULL where none has */
    size_t work;       /* so many more components may be looked at for what they pay back */
};

/* `outages` is NULL where the model says no time to restore. */
struct kept_maker kept_maker_new(struct row_maker *rows, struct outage_list *outages);

/* Adds it to each promise of a service whose outages are known, and what is recoverable to the service. */
void add_kept(struct kept_maker *maker, slacalc_service *service, size_t index);

#endif
