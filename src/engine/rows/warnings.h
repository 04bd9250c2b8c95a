/* Warnings of what a result does not know, or knows less exactly than was asked for. */
#ifndef ENGINE_ROWS_WARNINGS_H
#define ENGINE_ROWS_WARNINGS_H

#include "engine/rows/result.h"

/* Returns false where there was no memory for them, which `problems` says. */
bool add_warnings(const slacalc_result *result, const slacalc_options *options, slacalc_diagnostics *problems);

#endif
