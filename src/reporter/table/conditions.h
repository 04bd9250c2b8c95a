/* When the levels hold that contracts and vendors state, what these pay back, and where that was read. */
#ifndef REPORTER_TABLE_CONDITIONS_H
#define REPORTER_TABLE_CONDITIONS_H

#include "reporter/table/screen.h"

enum { MOST_CONDITIONS = 50 };

/* Of so many components at the most; adds nothing where none says anything of it. */
void screen_conditions(struct screen *screen, const slacalc_result *result, size_t most);

#endif
