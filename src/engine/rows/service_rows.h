/* The rows of services: figures, promises, and what explains them. */
#ifndef ENGINE_ROWS_SERVICE_ROWS_H
#define ENGINE_ROWS_SERVICE_ROWS_H

#include "engine/rows/row_maker.h"

void make_service_rows(struct row_maker *rows, bool with_shares, bool with_gaps);

/* Makes of the rows of services nothing but figures and promises. */
void judge_services(struct row_maker *rows);

#endif
