#include "engine/valuation/valuation.h"

#include <assert.h>
#include <math.h>

struct interval valuation_at_most_first(const struct valuation *valuation, uint32_t gate) {
    const struct level *best = valuation->first.low ? valuation->first.high : valuation->values.high;
    return (struct interval){.low = {0, 1}, .high = best[gate]};
}

struct interval valuation_interval(const struct valuation *valuation, uint32_t gate) {
    return interval_at(&valuation->values, gate);
}

static void check_level(struct level level) {
    static const long double ROUNDING = 1e-9L;
    assert(level.up >= 0 && level.down >= 0 && fabsl(level.up + level.down - 1) < ROUNDING);
}

void valuation_check(const struct valuation *valuation) {
    static const long double ROUNDING = 1e-9L; /* relative, where both ends were found in different ways */
    for (uint32_t gate = 0; gate < valuation->graph->gate_count; gate++) {
        if (valuation->modules.rank[gate] == NO_INDEX)
            continue;
        struct interval interval = valuation_interval(valuation, gate);
        check_level(interval.low);
        check_level(interval.high);
        assert(interval.low.up <= interval.high.up * (1 + ROUNDING));
        assert(interval.low.down * (1 + ROUNDING) >= interval.high.down);
        assert(!interval.exact || (interval.low.up == interval.high.up && interval.low.down == interval.high.down));
    }
}
