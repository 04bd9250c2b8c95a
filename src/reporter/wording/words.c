#include "reporter/wording/words.h"

#include "engine/rows/result.h"

const char *word_of_basis(slacalc_basis basis) {
    static const char *const words[] = {
        [SLACALC_BASIS_SLO] = "slo", [SLACALC_BASIS_MEASURED] = "measured", [SLACALC_BASIS_SLA] = "sla"};
    return words[basis];
}

const char *title_of_basis(slacalc_basis basis) {
    static const char *const titles[] = {[SLACALC_BASIS_SLA] = "contract (sla)",
                                         [SLACALC_BASIS_SLO] = "plan (slo)",
                                         [SLACALC_BASIS_MEASURED] = "as seen (measured)"};
    return titles[basis];
}

const slacalc_basis bases_in_order[SLACALC_BASES] = {SLACALC_BASIS_SLA, SLACALC_BASIS_SLO, SLACALC_BASIS_MEASURED};

const char *word_of_promise(slacalc_promise_kind kind) {
    static const char *const words[] = {[SLACALC_SLA] = "sla",
                                        [SLACALC_OLA] = "ola",
                                        [SLACALC_OBJECTIVE] = "objective",
                                        [SLACALC_REQUIRED] = "require"};
    return words[kind];
}

const char *word_of_verdict(slacalc_verdict verdict) {
    static const char *const words[] = {[SLACALC_GUARANTEED] = "guaranteed",
                                        [SLACALC_HOLDS] = "holds",
                                        [SLACALC_BROKEN] = "broken",
                                        [SLACALC_IMPOSSIBLE] = "impossible"};
    return words[verdict];
}

const char *word_of_figure(slacalc_figure figure) {
    static const char *const words[] = {
        [SLACALC_FIGURE_NONE] = "none",           [SLACALC_FIGURE_SLO] = "slo",  [SLACALC_FIGURE_MEASURED] = "measured",
        [SLACALC_FIGURE_MTBF] = "mtbf",           [SLACALC_FIGURE_OLA] = "ola",  [SLACALC_FIGURE_SLA] = "sla",
        [SLACALC_FIGURE_OBJECTIVE] = "objective", [SLACALC_FIGURE_DOWN] = "down"};
    return words[figure];
}

const char *word_of_stated(slacalc_stated_kind kind) {
    static const char *const words[] = {
        [SLACALC_STATED_SLA] = "sla", [SLACALC_STATED_OLA] = "ola",           [SLACALC_STATED_OBJECTIVE] = "objective",
        [SLACALC_STATED_SLO] = "slo", [SLACALC_STATED_MEASURED] = "measured", [SLACALC_STATED_MTBF] = "mtbf"};
    return words[kind];
}

const char *word_of_gap(slacalc_gap_kind kind) {
    static const char *const words[] = {[SLACALC_GAP_AVAILABILITY] = "availability",
                                        [SLACALC_GAP_CONTRACT] = "contract",
                                        [SLACALC_GAP_HOURS] = "hours",
                                        [SLACALC_GAP_NO_AGREEMENT] = "no-agreement",
                                        [SLACALC_GAP_BREACHED] = "breached",
                                        [SLACALC_GAP_NOT_OPTIONAL] = "not-optional",
                                        [SLACALC_GAP_NO_OWN_LEVEL] = "no-own-level"};
    return words[kind];
}

const char *title_of_gap(slacalc_gap_kind kind) {
    static const char *const titles[] = {[SLACALC_GAP_AVAILABILITY] = "promise",
                                         [SLACALC_GAP_CONTRACT] = "contract",
                                         [SLACALC_GAP_HOURS] = "hours",
                                         [SLACALC_GAP_NO_AGREEMENT] = "no agreement",
                                         [SLACALC_GAP_BREACHED] = "breached",
                                         [SLACALC_GAP_NOT_OPTIONAL] = "not optional",
                                         [SLACALC_GAP_NO_OWN_LEVEL] = "no own level"};
    return titles[kind];
}

const char *word_of_event(slacalc_event_kind kind) {
    static const char *const words[] = {
        [SLACALC_EVENT_COMPONENT] = "component",   [SLACALC_EVENT_REPLICAS] = "replicas",
        [SLACALC_EVENT_SWITCH] = "switch",         [SLACALC_EVENT_TRAFFIC] = "traffic",
        [SLACALC_EVENT_HOURS] = "hours",           [SLACALC_EVENT_WAY] = "split",
        [SLACALC_EVENT_LATER_WAY] = "split_later", [SLACALC_EVENT_COMMON] = "common_cause"};
    return words[kind];
}

const char *word_of_kept(slacalc_kept_kind kind) {
    static const char *const words[] = {[SLACALC_KEPT_UNKNOWN] = "unknown",
                                        [SLACALC_KEPT_EXACT] = "exact",
                                        [SLACALC_KEPT_AT_LEAST] = "at-least",
                                        [SLACALC_KEPT_APPROXIMATE] = "approximate"};
    return words[kind];
}

const char *word_of_chance(slacalc_chance_kind kind) {
    static const char *const words[] = {[SLACALC_CHANCE_UNKNOWN] = "unknown",
                                        [SLACALC_CHANCE_EXACT] = "exact",
                                        [SLACALC_CHANCE_AT_MOST] = "at-most",
                                        [SLACALC_CHANCE_APPROXIMATE] = "approximate"};
    return words[kind];
}

const char *word_of_chance_side(const slacalc_log_chance *chance) {
    return chance->worse ? "at-least-as-much-lost" : "at-most-as-much-lost";
}

const char *word_of_limit(const slacalc_result *result) {
    return result->time_over ? "time limit reached" : "node budget spent";
}
