/* What a catalogue leaves open: references that lead nowhere, and cycles. */
#ifndef REPORTER_ORIGINS_H
#define REPORTER_ORIGINS_H

#include "reporter/screen.h"

/* "4 references of the catalogue are unresolved"; NULL where no catalogue was read. */
const char *text_of_unresolved(struct arena *arena, const slacalc_result *result);

/* Adds nothing where no catalogue was read and nothing goes round. */
void screen_origins(struct screen *screen, const slacalc_result *result);

#endif
