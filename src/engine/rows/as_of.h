/* How old the figures of components are, and which of them are too old to be trusted. */
#ifndef ENGINE_ROWS_AS_OF_H
#define ENGINE_ROWS_AS_OF_H

#include "engine/rows/result.h"

/* Sets the age of the component's figures, and whether that is more than the result puts up with. */
void as_of_judge(const struct slacalc_result *result, slacalc_component *component);

/* Warns of the oldest of the figures that are too old. */
void as_of_warn(const struct slacalc_result *result, slacalc_diagnostics *problems);

#endif
