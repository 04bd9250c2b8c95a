#include "engine/graph/phases.h"

#include "model/repair.h"

#include <math.h>

struct phasing phasing_of(const struct slacalc_model *model, const struct ages *ages, uint32_t component) {
    bool is_switched = ages->switched[component].count > 0;
    return (struct phasing){is_switched ? ages->switched[component] : ages->tolerated[component], is_switched,
                            repair_time_of(model, component).seconds};
}

static void add_times(struct age_set *set, const struct age_set *more) {
    for (uint32_t i = 0; i < more->count; i++) {
        uint32_t at = ages_find(set, more->times[i]);
        if (at < set->count && ages_passed(set, more->times[i]) > at)
            continue;
        for (uint32_t j = set->count++; j > at; j--)
            set->times[j] = set->times[j - 1];
        set->times[at] = more->times[i];
    }
}

struct phasing phasing_of_group(const struct slacalc_model *model, const struct ages *ages,
                                const struct common_groups *groups, size_t group, struct arena *arena) {
    const struct common_group *self = &groups->groups[group];
    struct phasing phasing = {.is_switched = false};
    for (uint32_t m = 0; m < self->count; m++)
        phasing.is_switched |= ages->switched[groups->members[self->first + m]].count > 0;
    bool all_known = true;
    for (uint32_t m = 0; m < self->count; m++) {
        uint32_t member = groups->members[self->first + m];
        const struct age_set *more = phasing.is_switched ? &ages->switched[member] : &ages->tolerated[member];
        long double repair_s = repair_time_of(model, member).seconds;
        all_known &= repair_s > 0;
        bool is_safer = phasing.is_switched ? repair_s < phasing.repair_s : repair_s > phasing.repair_s;
        phasing.repair_s = m == 0 || is_safer ? repair_s : phasing.repair_s;
        if (more->count > 0 && !phasing.set.times)
            phasing.set.times = arena_alloc(arena, (size_t)AGES_MAX * self->count, sizeof *phasing.set.times);
        add_times(&phasing.set, more);
    }
    phasing.repair_s = all_known ? phasing.repair_s : 0;
    return phasing;
}

/* Where nobody knows how long outages last, those that are tolerated count as lasting, and those that are switched away
 * from as young. */
static struct phase phase_of(const struct phasing *phasing, uint32_t index) {
    const struct age_set *set = &phasing->set;
    struct phase phase = {.from = 1,
                          .to = 0,
                          .begins_s = index == 0 ? 0 : set->times[index - 1],
                          .ends_s = index == set->count ? 0 : set->times[index],
                          .is_first = index == 0,
                          .is_last = index == set->count,
                          .is_switched = phasing->is_switched};
    if (!(phasing->repair_s > 0)) {
        phase.from = phase.is_first || !phase.is_switched ? 1 : 0;
        phase.to = phase.is_last || phase.is_switched ? 0 : 1;
        phase.gap = phase.from - phase.to;
        return phase;
    }
    if (!phase.is_first)
        phase.from = expl(-set->times[index - 1] / phasing->repair_s);
    phase.gap = phase.from;
    if (phase.is_last)
        return phase;
    phase.to = expl(-set->times[index] / phasing->repair_s);
    phase.gap *= -expm1l(-(set->times[index] - (phase.is_first ? 0 : set->times[index - 1])) / phasing->repair_s);
    return phase;
}

uint32_t make_phases(struct gate_maker *maker, struct leaf leaf, const struct phasing *phasing) {
    struct graph *graph = maker->graph;
    leaf.phase = NO_INDEX;
    if (phasing->set.count == 0 || leaf.level.up <= 0)
        return make_leaf(maker, leaf);
    uint32_t first = NO_INDEX, family = (uint32_t)graph->leaf_count;
    for (uint32_t i = 0; i <= phasing->set.count; i++) {
        struct phase phase = phase_of(phasing, i);
        phase.family = family;
        leaf.phase = (uint32_t)graph->phase_count;
        ARENA_APPEND(maker->arena, graph->phases, graph->phase_count, graph->phase_capacity, phase);
        uint32_t gate = make_leaf(maker, leaf);
        first = i == 0 ? gate : first;
    }
    return first;
}

uint32_t phases_noticed(const struct phasing *phasing, double tolerated_s) {
    return phasing->is_switched ? 0 : ages_passed(&phasing->set, tolerated_s);
}

uint32_t phases_switching(const struct phasing *phasing, double takes_s, uint32_t count) {
    uint32_t found = ages_find(&phasing->set, takes_s);
    if (count == 1)
        return 0;
    return phasing->is_switched && found < phasing->set.count ? found + 1 : count;
}

uint32_t phases_gate(struct gate_maker *maker, uint32_t first, uint32_t count) {
    if (count == 1 || first == GATE_UP)
        return first;
    size_t base = maker->stack_count;
    for (uint32_t i = 0; i < count; i++)
        push_argument(maker, first + i);
    return make_all_or_any(maker, GATE_ALL, base);
}
