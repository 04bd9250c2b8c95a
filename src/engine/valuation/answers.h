/* Which engine answered which gate, for whoever looks inside. */
#ifndef ENGINE_VALUATION_ANSWERS_H
#define ENGINE_VALUATION_ANSWERS_H

#include "engine/valuation/valuation.h"

/* Tells of each gate that the valuation's roots reach; without effect where nobody asked. */
void answers_trace(const struct valuation *valuation, const struct slacalc_model *model, struct arena *temporary);

#endif
