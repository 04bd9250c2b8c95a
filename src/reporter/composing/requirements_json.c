#include "reporter/composing/requirements_json.h"

static const slacalc_requirement *requirement_at(const slacalc_result *result, size_t index) {
    return index == SLACALC_NONE ? NULL : slacalc_result_requirement(result, index);
}

/* Recursion is as deep as requirements nest in the model, which is limited. */
static void put_requirement(struct json_writer *json, const char *key, const slacalc_result *result,
                            const slacalc_requirement *need);

static void put_parts(struct json_writer *json, const char *key, const slacalc_result *result,
                      const slacalc_requirement *need) {
    const slacalc_requirement *part = requirement_at(result, need->part);
    json_open(json, key, '[');
    for (; part; part = requirement_at(result, part->next))
        put_requirement(json, NULL, result, part);
    json_close(json, ']');
}

/* The part of a share of traffic is its name where it is a component, as the model writes it. */
static void put_share(struct json_writer *json, const slacalc_result *result, const slacalc_requirement *need) {
    const slacalc_requirement *part = requirement_at(result, need->part);
    if (part->kind == SLACALC_NEED_COMPONENT)
        json_put_text(json, "needs", slacalc_result_component(result, part->component)->name);
    else
        put_requirement(json, "needs", result, part);
    json_put_real(json, "traffic", need->level.up);
    if (part->kind == SLACALC_NEED_COMPONENT && part->tolerates_s > 0)
        json_put_real(json, "tolerates_s", part->tolerates_s);
}

static void put_form(struct json_writer *json, const slacalc_result *result, const slacalc_requirement *need) {
    switch (need->kind) {
    case SLACALC_NEED_COMPONENT:
        json_put_text(json, "needs", slacalc_result_component(result, need->component)->name);
        return;
    case SLACALC_NEED_ALL:
        put_parts(json, "all", result, need);
        return;
    case SLACALC_NEED_ANY:
        put_parts(json, "any", result, need);
        return;
    case SLACALC_NEED_AT_LEAST:
        json_put_count(json, "at_least", need->at_least);
        put_parts(json, "of", result, need);
        return;
    case SLACALC_NEED_FAILOVER:
        put_parts(json, "any", result, need);
        json_put_real(json, "failover", need->level.up);
        if (need->takes_s > 0)
            json_put_real(json, "takes_s", need->takes_s);
        return;
    case SLACALC_NEED_TRAFFIC:
        put_share(json, result, need);
        return;
    case SLACALC_NEED_OPTIONAL:
        put_requirement(json, "optional", result, requirement_at(result, need->part));
        return;
    case SLACALC_NEED_SPLIT:
        put_parts(json, "split", result, need);
        return;
    case SLACALC_NEED_ACROSS:
        put_parts(json, "across", result, need);
        return;
    }
}

static void put_requirement(struct json_writer *json, const char *key, const slacalc_result *result,
                            const slacalc_requirement *need) {
    json_open(json, key, '{');
    put_form(json, result, need);
    if (need->beta > 0)
        json_put_real(json, "beta", need->beta);
    if (need->beta_is_assumed)
        json_put_truth(json, "beta_assumed", true);
    if (need->tolerates_s > 0)
        json_put_real(json, "tolerates_s", need->tolerates_s);
    json_close(json, '}');
}

void json_put_requirements(struct json_writer *json, const slacalc_result *result, const slacalc_component *component) {
    const slacalc_requirement *first = requirement_at(result, component->requirements), *need = first;
    while (need && need->kind == SLACALC_NEED_COMPONENT && !(need->tolerates_s > 0))
        need = requirement_at(result, need->next);
    if (!need)
        return;
    json_open(json, "requirements", '[');
    for (need = first; need; need = requirement_at(result, need->next))
        put_requirement(json, NULL, result, need);
    json_close(json, ']');
}
