#include "engine/hours/timed_down.h"

#include "base/bits.h"

/* Sets which components are outside of their own hours in the slice; NULL: none is. */
static void force_uncovered(const struct service_slices *slices, const struct slice *slice,
                            const struct classes *classes, bool *forced) {
    for (size_t i = 0; i < slices->rests_on_count; i++) {
        uint32_t component = slices->rests_on[i];
        forced[component] = slice && bits_have(slice->uncovered, classes->of_component[component]);
    }
}

long double timed_down(struct scaled *scaled, long double factor, const struct timed_service *timed,
                       const struct classes *classes, bool *forced) {
    const struct service_slices *slices = &timed->slices;
    long double sum = 0;
    for (size_t i = 0; i < slices->count; i++) {
        force_uncovered(slices, &slices->slices[i], classes, forced);
        sum += slices->slices[i].minutes * scaled_level(scaled, factor, forced).down;
    }
    force_uncovered(slices, NULL, classes, forced);
    return sum / slices->promised;
}
