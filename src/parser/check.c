#include "parser/check.h"

#include "parser/shown.h"

/* How many names are compared in all to find those that were meant: 10^5 wrong names must not take minutes. */
enum { COMPARED_MAX = 2000000 };

struct check {
    struct slacalc_model *model;
    slacalc_diagnostics *problems;
    struct arena scratch;
    struct dependencies dependencies;
    size_t compared;
};

/* ---- Names ---- */

static void report_unknown(struct check *check, const struct requirement *requirement) {
    const struct slacalc_model *model = check->model;
    struct nearest nearest = nearest_to(requirement->name);
    if (model->incomplete)
        return;
    if (check->compared < COMPARED_MAX)
        for (size_t i = 0; i < model->component_count; i++)
            nearest_offer(&nearest, model->components[i].name);
    check->compared += model->component_count;
    diagnose_nearest(check->problems, requirement->where, &nearest, "unknown component '" SHOWN "'",
                     SHOWN_ARGS(requirement->name));
}

static void resolve(struct check *check, uint32_t component, uint32_t index) {
    struct slacalc_model *model = check->model;
    struct dependencies *dependencies = &check->dependencies;
    struct requirement *requirement = &model->requirements[index];
    requirement->component = text_map_find(&model->names, requirement->name);
    if (requirement->component == NO_INDEX)
        report_unknown(check, requirement);
    else if (requirement->component == component)
        diagnose(check->problems, SLACALC_ERROR, requirement->where, "component '" SHOWN "' needs itself",
                 SHOWN_ARGS(requirement->name));
    else {
        dependencies->edges = arena_reserve(&check->scratch, dependencies->edges, dependencies->edge_count,
                                            &dependencies->edge_capacity, sizeof *dependencies->edges);
        dependencies->edges[dependencies->edge_count++] = index;
    }
}

/* Recurses as deep as requirements nest, which is limited. */
static void resolve_chain(struct check *check, uint32_t component, uint32_t first) {
    const struct slacalc_model *model = check->model;
    for (uint32_t i = first; i != NO_INDEX; i = model->requirements[i].next) {
        if (model->requirements[i].kind == SLACALC_NEED_COMPONENT)
            resolve(check, component, i);
        else
            resolve_chain(check, component, model->requirements[i].part);
    }
}

static void resolve_all(struct check *check) {
    const struct slacalc_model *model = check->model;
    check->dependencies.starts =
        arena_alloc(&check->scratch, model->component_count + 1, sizeof *check->dependencies.starts);
    for (uint32_t i = 0; i < model->component_count; i++) {
        check->dependencies.starts[i] = (uint32_t)check->dependencies.edge_count;
        resolve_chain(check, i, model->components[i].requirements);
    }
    check->dependencies.starts[model->component_count] = (uint32_t)check->dependencies.edge_count;
}

/* ---- Components ---- */

static void check_level(struct check *check, uint32_t index) {
    const struct component *component = &check->model->components[index];
    if (component->requirements != NO_INDEX)
        return;
    for (uint32_t i = component->attributes; i != NO_INDEX; i = check->model->attributes[i].next) {
        enum attribute_key key = check->model->attributes[i].key;
        if (key <= KEY_OLA)
            return;
    }
    diagnose(check->problems, SLACALC_ERROR, component->where,
             "component '" SHOWN "' has neither a level nor 'depends_on' (add slo: 99.9%%)",
             SHOWN_ARGS(component->name));
}

static void check_repair(struct check *check, uint32_t index) {
    const struct attribute *mtbf = model_attribute(check->model, index, KEY_MTBF);
    const struct attribute *mttr = model_attribute(check->model, index, KEY_MTTR);
    if (mtbf && !mttr)
        diagnose(check->problems, SLACALC_ERROR, mtbf->where, "'mtbf' without 'mttr' (give both or neither)");
    if (mttr && !mtbf)
        diagnose(check->problems, SLACALC_ERROR, mttr->where, "'mttr' without 'mtbf' (give both or neither)");
}

static void check_quorum(struct check *check, uint32_t index) {
    const struct attribute *quorum = model_attribute(check->model, index, KEY_QUORUM);
    uint32_t replicas = model_number(check->model, index, KEY_REPLICAS);
    if (quorum && quorum->number > replicas)
        diagnose(check->problems, SLACALC_ERROR, quorum->where, "quorum: %lu is above replicas: %lu",
                 (unsigned long)quorum->number, (unsigned long)replicas);
}

static void check_components(struct check *check) {
    for (uint32_t i = 0; i < check->model->component_count; i++) {
        if (check->model->components[i].flawed)
            continue;
        check_level(check, i);
        check_repair(check, i);
        check_quorum(check, i);
    }
}

static void check_model(void *context) {
    struct check *check = context;
    struct slacalc_model *model = check->model;
    if (model->component_count == 0 && !model->failed)
        diagnose(check->problems, SLACALC_ERROR, model->sources.count > 0 ? position_of_source(0) : nowhere,
                 "the model has no components");
    check_components(check);
    schedules_check(model, &check->scratch, check->problems);
    resolve_all(check);
    cycles_check(model, &check->dependencies, &check->scratch, check->problems);
}

bool slacalc_model_check(slacalc_model *model, slacalc_diagnostics *problems) {
    if (model->checked)
        return !model->failed;
    struct check check = {.model = model, .problems = problems};
    arena_init(&check.scratch, &model->guard);
    model_run(model, problems, check_model, &check);
    arena_free(&check.scratch);
    diagnostics_sort(problems);
    model->checked = true;
    return !model->failed;
}
