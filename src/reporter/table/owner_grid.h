/* What each owner promises, and how much of the downtime its components cause, an owner a line. */
#ifndef REPORTER_TABLE_OWNER_GRID_H
#define REPORTER_TABLE_OWNER_GRID_H

#include "engine/rows/owners.h"
#include "reporter/table/screen.h"

/* The first `shown` of them; what the others come to is said below. */
void screen_owners(struct screen *screen, const slacalc_result *result, const struct owners *owners, size_t shown);

#endif
