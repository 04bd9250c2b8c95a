#include "engine/rows/result.h"

#include <stdlib.h>

void slacalc_result_free(slacalc_result *result) {
    if (result)
        arena_free(&result->arena);
    free(result);
}

size_t slacalc_result_service_count(const slacalc_result *result) {
    return result->service_count;
}

const slacalc_service *slacalc_result_service(const slacalc_result *result, size_t index) {
    return index < result->service_count ? &result->services[index] : NULL;
}

const char *service_name(const slacalc_result *result, size_t service) {
    return result->components[result->services[service].component].name;
}

size_t slacalc_result_component_count(const slacalc_result *result) {
    return result->component_count;
}

const slacalc_component *slacalc_result_component(const slacalc_result *result, size_t index) {
    return index < result->component_count ? &result->components[index] : NULL;
}

const slacalc_requirement *slacalc_result_requirement(const slacalc_result *result, size_t index) {
    return index < result->requirement_count ? &result->requirements[index] : NULL;
}

const char *slacalc_result_title(const slacalc_result *result) {
    return result->title;
}

slacalc_basis slacalc_result_basis(const slacalc_result *result) {
    return result->basis;
}

double slacalc_result_period_s(const slacalc_result *result) {
    return result->period_s;
}

size_t slacalc_result_verdicts(const slacalc_result *result, slacalc_verdict verdict) {
    return (size_t)verdict <= SLACALC_IMPOSSIBLE ? result->verdicts[verdict] : 0;
}

bool slacalc_result_all_bases(const slacalc_result *result) {
    return result->all_bases;
}

size_t slacalc_result_gaps(const slacalc_result *result) {
    return result->gap_count;
}

size_t slacalc_result_cycle_count(const slacalc_result *result) {
    return result->cycle_count;
}

const slacalc_cycle *slacalc_result_cycle(const slacalc_result *result, size_t index) {
    return index < result->cycle_count ? &result->cycles[index] : NULL;
}

size_t slacalc_result_unresolved(const slacalc_result *result) {
    return result->counts_unresolved ? result->unresolved : SLACALC_NONE;
}

const slacalc_against *slacalc_result_against(const slacalc_result *result) {
    return result->against;
}

const slacalc_log *slacalc_result_log(const slacalc_result *result) {
    return result->log;
}

const slacalc_plan *slacalc_result_plan(const slacalc_result *result) {
    return result->plan;
}

bool is_across(const slacalc_result *result, const slacalc_component *component) {
    return component->requirements != SLACALC_NONE &&
           result->requirements[component->requirements].kind == SLACALC_NEED_ACROSS;
}
