/* How likely the promises of a service are kept in a period. */
#ifndef ENGINE_ROWS_KEPT_ROWS_H
#define ENGINE_ROWS_KEPT_ROWS_H

#include "engine/kept/exceeding.h"
#include "engine/rows/row_maker.h"

struct kept_maker {
    struct row_maker *rows;
    struct series_maker series; /* without meaning where the model says no time to restore */
    struct chain_room room;
};

struct kept_maker kept_maker_new(struct row_maker *rows);

/* Adds it to each promise of a service whose outages are known. */
void add_kept(struct kept_maker *maker, slacalc_service *service, size_t index);

#endif
