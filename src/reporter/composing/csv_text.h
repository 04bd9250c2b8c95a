/* Texts of the user as fields of comma-separated values. */
#ifndef REPORTER_COMPOSING_CSV_TEXT_H
#define REPORTER_COMPOSING_CSV_TEXT_H

#include "base/arena.h"

/* The text as a field that no spreadsheet takes for a formula; empty where it is NULL. */
const char *csv_text(struct arena *arena, const char *text);

#endif
