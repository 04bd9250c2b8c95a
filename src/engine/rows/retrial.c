#include "engine/rows/retrial.h"

#include "base/work.h"
#include "engine/hours/timed_down.h"

void retrial_open(struct retrial *retrial, struct arena *arena) {
    retrial->scaled = scaled_new(retrial->valuation, arena);
    retrial->forced = arena_alloc(arena, retrial->figures->model->component_count, sizeof *retrial->forced);
}

bool retrial_take(struct retrial *retrial, size_t index) {
    uint32_t gate = retrial->graph.judged[retrial->figures->scope->services[index]];
    retrial->timed = timed_service_at(retrial->figures->timed, index);
    return retrial->valuation->values.exact[gate] && scaled_take(&retrial->scaled, gate);
}

long double retrial_down(struct retrial *retrial) {
    const struct timed *timed = retrial->figures->timed;
    size_t slices = retrial->timed ? retrial->timed->slices.count : 1;
    size_t steps = work_for(slices, retrial->scaled.steps) + retrial->steps_to_set;
    retrial->is_spent = retrial->is_spent || !work_take(&retrial->work, steps) ||
                        deadline_is_over(retrial->figures->valuation->deadline);
    if (retrial->is_spent)
        return 0;
    return retrial->timed ? timed_down(&retrial->scaled, 1, retrial->timed, &timed->timetable.classes, retrial->forced)
                          : scaled_level(&retrial->scaled, 1, NULL).down;
}
