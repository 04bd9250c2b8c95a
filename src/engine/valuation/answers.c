#include "engine/valuation/answers.h"

/* By gate: the component whose gate it is, or who needs it; NO_INDEX where there is none. `is_inner`, by gate: which of
 * the two. */
static uint32_t *owners_of(const struct graph *graph, size_t component_count, bool *is_inner, struct arena *temporary) {
    uint32_t *owner = arena_alloc(temporary, graph->gate_count, sizeof *owner);
    for (uint32_t gate = 0; gate < graph->gate_count; gate++) {
        owner[gate] = NO_INDEX;
        is_inner[gate] = true;
    }
    for (uint32_t component = 0; component < component_count; component++) {
        const uint32_t gates[] = {graph->of_component[component], graph->undegraded[component],
                                  graph->judged[component], graph->judged_undegraded[component]};
        for (size_t i = 0; i < sizeof gates / sizeof *gates; i++) {
            if (gates[i] == NO_INDEX)
                continue;
            owner[gates[i]] = component;
            is_inner[gates[i]] = false;
        }
    }
    for (uint32_t gate = (uint32_t)graph->gate_count; gate-- > 0;) {
        const struct gate *self = &graph->gates[gate];
        for (size_t i = 0; i < self->count; i++) {
            uint32_t argument = graph->arguments[self->first + i];
            if (owner[argument] == NO_INDEX)
                owner[argument] = owner[gate];
        }
    }
    return owner;
}

static slacalc_way way_of(const struct valuation *valuation, uint32_t gate) {
    bool is_apart = valuation->apart && valuation->apart[gate];
    return !valuation->wanted[gate]           ? SLACALC_WAY_DIRECT
           : is_apart                         ? SLACALC_WAY_APART
           : valuation->diagrams->spent[gate] ? SLACALC_WAY_FRONTIER
                                              : SLACALC_WAY_DIAGRAM;
}

static void tell_gate(const struct valuation *valuation, uint32_t gate, const char *component, bool is_inner) {
    const struct gate *self = &valuation->graph->gates[gate];
    struct interval interval = valuation_interval(valuation, gate);
    trace_tell(valuation->tracing, (slacalc_trace){.kind = SLACALC_TRACE_GATE,
                                                   .gate = gate,
                                                   .component = component,
                                                   .is_inner = is_inner,
                                                   .at_least = gate_least_up(self, self->count),
                                                   .arguments = self->count,
                                                   .way = way_of(valuation, gate),
                                                   .low = level_row(interval.low),
                                                   .high = level_row(interval.high)});
}

void answers_trace(const struct valuation *valuation, const struct slacalc_model *model, struct arena *temporary) {
    const struct graph *graph = valuation->graph;
    size_t direct = 0;
    if (!trace_is_wanted(valuation->tracing))
        return;
    bool *is_inner = arena_alloc(temporary, graph->gate_count, sizeof *is_inner);
    const uint32_t *owner = owners_of(graph, model->component_count, is_inner, temporary);
    for (uint32_t gate = 0; gate < graph->gate_count; gate++) {
        if (!valuation_has(valuation, gate))
            continue;
        bool is_plain = !valuation->wanted[gate] && valuation->values.exact[gate];
        direct += is_plain;
        if (!is_plain)
            tell_gate(valuation, gate,
                      owner[gate] == NO_INDEX ? NULL : text_copy(temporary, model->components[owner[gate]].name),
                      is_inner[gate]);
    }
    trace_tell(valuation->tracing, (slacalc_trace){.kind = SLACALC_TRACE_DIRECT, .gates = direct});
}
