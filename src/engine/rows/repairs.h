/* Whether a time to restore is known of all that may be down, for those who ask for outages. */
#ifndef ENGINE_ROWS_REPAIRS_H
#define ENGINE_ROWS_REPAIRS_H

#include "engine/rows/result.h"
#include "model/model.h"

/* Returns false with errors where something that may be down has none, or without memory. */
bool has_all_repairs(const struct slacalc_model *model, slacalc_result *result, slacalc_diagnostics *problems);

/* Returns false with an error where no component says what is paid for it. */
bool has_any_fee(const struct slacalc_model *model, slacalc_diagnostics *problems);

#endif
