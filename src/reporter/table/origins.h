/* What a catalogue leaves open: references that lead nowhere, and cycles. */
#ifndef REPORTER_TABLE_ORIGINS_H
#define REPORTER_TABLE_ORIGINS_H

#include "reporter/table/screen.h"

/* Adds nothing where no catalogue was read and nothing goes round. */
void screen_origins(struct screen *screen, const slacalc_result *result);

#endif
