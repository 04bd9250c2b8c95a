/* The verdicts on promises where nothing else is asked for. */
#ifndef ENGINE_ROWS_JUDGE_H
#define ENGINE_ROWS_JUDGE_H

#include "engine/graph/scope.h"
#include "engine/valuation/valuation.h"

/* Counts every promise of the scope's services as holding or broken; bounds, which tell more, need not be known.
 * `availabilities` is by service of the scope. Returns whether no interval leaves a promise open. */
bool judge_promises(const struct slacalc_model *model, const struct scope *scope, slacalc_basis basis,
                    const struct interval *availabilities, size_t *verdicts, struct arena *scratch);

#endif
