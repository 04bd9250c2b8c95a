#include "engine/valuation/valuation.h"

struct interval valuation_at_most_first(const struct valuation *valuation, uint32_t gate) {
    const struct level *best = valuation->first.low ? valuation->first.high : valuation->values.high;
    return (struct interval){.low = {0, 1}, .high = best[gate]};
}

struct interval valuation_interval(const struct valuation *valuation, uint32_t gate) {
    return interval_at(&valuation->values, gate);
}
