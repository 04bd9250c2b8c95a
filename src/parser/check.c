/* What only the whole model can tell. */
#include "base/characters.h"
#include "base/setting_names.h"
#include "base/shown.h"
#include "model/cycle.h"
#include "model/own_level.h"
#include "model/places.h"
#include "model/plan_option.h"
#include "parser/advice.h"
#include "parser/ages_check.h"
#include "parser/common_causes.h"
#include "parser/credits.h"
#include "parser/import/join.h"
#include "parser/import/naming.h"
#include "parser/plan_options.h"
#include "parser/remark.h"
#include "parser/schedule.h"
#include "parser/vendor.h"

#include <stdio.h>

/* How many names are compared in all to find those that were meant: 10^5 wrong names must not take minutes. */
enum { COMPARED_MAX = 2000000 };

/* Of components without a level. */
enum { NAMES_SHOWN = 5 };

struct check {
    struct slacalc_model *model;
    bool is_resolved; /* of a variant: requirements know their components, and nothing is left to join */
    slacalc_diagnostics *problems;
    struct arena scratch;
    struct dependencies dependencies;
    size_t compared;
    bool *needed;           /* by component: by another one, or since it is to be reported */
    size_t placed_replicas; /* across places, so far */
    size_t without_level;
    uint32_t first_without;
    struct text names_without[NAMES_SHOWN];
};

/* ---- Names ---- */

/* "3 of 5", "2 out of 3", "1/2" */
static bool is_count(struct text name) {
    size_t at = skip_digits(name, 0);
    if (at == 0)
        return false;
    at = skip_blanks(name, at);
    struct text rest = {name.at + at, name.length - at};
    if (rest.length > 1 && rest.at[0] == '/')
        return true;
    return text_begins(rest, text_of("of ")) || text_begins(rest, text_of("out"));
}

/* The component that was meant by a name that none has. */
static struct nearest nearest_component(struct check *check, struct text name) {
    const struct slacalc_model *model = check->model;
    struct nearest nearest = nearest_to(name);
    if (check->compared < COMPARED_MAX)
        for (size_t i = 0; i < model->component_count; i++)
            nearest_offer(&nearest, model->components[i].name);
    check->compared += model->component_count;
    return nearest;
}

static void report_unknown(struct check *check, const struct requirement *requirement) {
    if (check->model->incomplete)
        return;
    if (is_count(requirement->name)) {
        diagnose(check->problems, SLACALC_ERROR, requirement->where,
                 "unknown component '" SHOWN "' (k of n is {at_least: 2, of: [a, b, c]})",
                 SHOWN_ARGS(requirement->name));
        return;
    }
    struct nearest nearest = nearest_component(check, requirement->name);
    diagnose_nearest(check->problems, requirement->where, &nearest, "unknown component '" SHOWN "'",
                     SHOWN_ARGS(requirement->name));
}

static void resolve(struct check *check, uint32_t component, uint32_t index) {
    struct slacalc_model *model = check->model;
    struct dependencies *dependencies = &check->dependencies;
    struct requirement *requirement = &model->requirements[index];
    if (!check->is_resolved) {
        if (index + 1 < model->requirement_count)
            text_map_expect(&model->names, model->requirements[index + 1].name);
        requirement->component = model_find(model, requirement->name);
    }
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

/* Those that no replica is in are found too, and are not needed. */
static void resolve_places(struct check *check, uint32_t component) {
    struct slacalc_model *model = check->model;
    uint32_t replicas = model_number(model, component, KEY_REPLICAS), count = 0;
    uint32_t across = model->components[component].across;
    size_t edges = check->dependencies.edge_count;
    for (uint32_t i = across == NO_INDEX ? NO_INDEX : model->requirements[across].part; i != NO_INDEX;
         i = model->requirements[i].next) {
        if (model->requirements[i].kind == SLACALC_NEED_COMPONENT)
            resolve(check, component, i);
        else
            resolve_chain(check, component, model->requirements[i].part);
        edges = ++count <= replicas ? check->dependencies.edge_count : edges;
    }
    check->dependencies.edge_count = edges;
    places_put(model, component, replicas, &model->arena);
}

/* Where cycles stand or fall together, a component that needs itself needs nothing by that. */
static void drop_self(struct check *check, uint32_t component) {
    struct slacalc_model *model = check->model;
    uint32_t *link = &model->components[component].requirements;
    while (*link != NO_INDEX) {
        struct requirement *requirement = &model->requirements[*link];
        if (requirement->kind != SLACALC_NEED_COMPONENT || model_find(model, requirement->name) != component) {
            link = &requirement->next;
            continue;
        }
        diagnose(check->problems, SLACALC_WARNING, requirement->where,
                 "component '" SHOWN "' needs itself, which is left out", SHOWN_ARGS(requirement->name));
        *link = requirement->next;
    }
}

static void resolve_all(struct check *check) {
    const struct slacalc_model *model = check->model;
    check->dependencies.starts =
        arena_alloc(&check->scratch, model->component_count + 1, sizeof *check->dependencies.starts);
    for (uint32_t i = 0; i < model->component_count; i++) {
        if (model->copies_count > 0)
            diagnostics_context(check->problems, model_copy_of(model, i));
        check->dependencies.starts[i] = (uint32_t)check->dependencies.edge_count;
        if (!check->is_resolved && (model->together || model_is_imported(model, i)))
            drop_self(check, i);
        uint32_t first = model->components[i].requirements;
        if (model->has_places) {
            resolve_places(check, i);
            first = places_pass(model, model->components[i].requirements);
        }
        resolve_chain(check, i, first);
    }
    diagnostics_context(check->problems, NULL);
    check->dependencies.starts[model->component_count] = (uint32_t)check->dependencies.edge_count;
}

/* ---- Components ---- */

/* What a service, a promise from outside, or the user asks for has to have a level too. */
static void mark_needed(struct check *check) {
    const struct slacalc_model *model = check->model;
    const struct dependencies *dependencies = &check->dependencies;
    check->needed = arena_alloc(&check->scratch, model->component_count, sizeof *check->needed);
    for (size_t i = 0; i < dependencies->edge_count; i++)
        check->needed[model->requirements[dependencies->edges[i]].component] = true;
    for (size_t i = 0; i < model->selected_count; i++)
        if (model->selected[i] != NO_INDEX)
            check->needed[model->selected[i]] = true;
    for (size_t i = 0; i < model->required_count; i++)
        check->needed[model->required[i].component] = true;
    for (uint32_t i = 0; i < model->component_count; i++)
        check->needed[i] |= model_attribute(model, i, KEY_OBJECTIVE) != NULL || model->components[i].down;
}

static void note_missing_level(struct check *check, uint32_t index) {
    const struct component *component = &check->model->components[index];
    if (check->without_level++ == 0)
        check->first_without = index;
    if (check->without_level <= NAMES_SHOWN)
        check->names_without[check->without_level - 1] = component->name;
}

/* One entry for a whole catalogue. */
static void report_missing_levels(struct check *check) {
    size_t shown = check->without_level < NAMES_SHOWN ? check->without_level : NAMES_SHOWN, length = 1;
    if (shown == 0)
        return;
    for (size_t i = 0; i < shown; i++)
        length += check->names_without[i].length + 4;
    char *names = arena_alloc(&check->scratch, length, 1), *end = names;
    for (size_t i = 0; i < shown; i++)
        end += sprintf(end, "%s'%.*s'", i > 0 ? ", " : "", TEXT_ARGS(check->names_without[i]));
    char more[40] = "";
    if (check->without_level > shown)
        sprintf(more, " and %zu more", check->without_level - shown);
    diagnose(
        check->problems, SLACALC_ERROR, check->model->components[check->first_without].where,
        "no level is known of %s%s (give one by an OpenSLO document, by the annotation slacalc/slo: \"99.9%%\", or "
        "by kind in an overlay: defaults: {component: 99.9%%})",
        names, more);
}

/* Every component is absent. */
static void report_nothing(struct check *check) {
    const struct slacalc_model *model = check->model;
    uint32_t systems = 0;
    while (systems < model->component_count && join_is_system(&model->entities[model->entity_of[systems]]))
        systems++;
    if (systems == model->component_count)
        diagnose(check->problems, SLACALC_ERROR, model->components[0].where,
                 "nothing to compute: '" SHOWN "' is a %.*s without members, and there is nothing else but such (a "
                 "component says spec: {system: " SHOWN "})",
                 SHOWN_ARGS(model->components[0].name), TEXT_ARGS(model->entities[model->entity_of[0]].name.kind),
                 SHOWN_ARGS(model->components[0].name));
    else
        diagnose(check->problems, SLACALC_ERROR, model->components[0].where,
                 "nothing to compute: no component has a level or a dependency (an OpenSLO document of kind SLO gives "
                 "a level)");
}

static void report_absent(struct check *check) {
    struct slacalc_model *model = check->model;
    size_t absent = 0;
    for (uint32_t i = 0; i < model->component_count; i++) {
        if (!model->components[i].absent)
            continue;
        absent++;
        const struct entity *entity = &model->entities[model->entity_of[i]];
        bool is_part = entity_word_is(entity->name.kind, "component") || entity_word_is(entity->name.kind, "resource");
        if (is_part && !model->components[i].dissolved)
            remark(model, REMARK_ISOLATED, model->components[i].where, "'" SHOWN "'",
                   SHOWN_ARGS(model->components[i].name));
    }
    if (absent > 0 && absent == model->component_count && !model->failed)
        report_nothing(check);
}

static bool has_level(const struct slacalc_model *model, uint32_t index) {
    for (uint32_t i = model->components[index].attributes; i != NO_INDEX; i = model->attributes[i].next)
        if (model->attributes[i].key <= KEY_OBJECTIVE)
            return true;
    return false;
}

/* A catalogue also lists what needs nothing and is needed by nothing: without a level that is left out. */
static void check_level(struct check *check, uint32_t index) {
    struct component *component = &check->model->components[index];
    if (needs_something(check->model, index) || has_level(check->model, index))
        return;
    if (component->requirements != NO_INDEX)
        diagnose(check->problems, SLACALC_ERROR, component->where,
                 "component '" SHOWN "' has no level, and all that it needs is optional (add slo: 99.9%%)",
                 SHOWN_ARGS(component->name));
    else if (!model_is_imported(check->model, index))
        diagnose(check->problems, SLACALC_ERROR, component->where,
                 "component '" SHOWN "' has neither a level nor 'depends_on' (add slo: 99.9%%)",
                 SHOWN_ARGS(component->name));
    else if (check->needed[index])
        note_missing_level(check, index);
    else
        component->absent = true;
}

static void check_repair(struct check *check, uint32_t index) {
    const struct attribute *mtbf = model_attribute(check->model, index, KEY_MTBF);
    const struct attribute *mttr = check->model->has_mttr ? model_attribute(check->model, index, KEY_MTTR) : NULL;
    if (mtbf && !mttr)
        diagnose(check->problems, SLACALC_ERROR, mtbf->where, "'mtbf' without 'mttr' (add mttr: 1h)");
    if (mttr && !has_level(check->model, index) && needs_something(check->model, index))
        diagnose(check->problems, SLACALC_WARNING, mttr->where,
                 "'mttr' says how long outages of '" SHOWN
                 "' last, which is never down by itself (add a figure of its own, such as slo: 99.9%%)",
                 SHOWN_ARGS(check->model->components[index].name));
}

static void check_quorum(struct check *check, uint32_t index) {
    const struct attribute *quorum = model_attribute(check->model, index, KEY_QUORUM);
    uint32_t replicas = model_number(check->model, index, KEY_REPLICAS);
    if (quorum && quorum->number > replicas)
        diagnose(check->problems, SLACALC_ERROR, quorum->where, "quorum: %lu is above replicas: %lu",
                 (unsigned long)quorum->number, (unsigned long)replicas);
}

/* Whole figures speak of all replicas at once. */
static void check_replicas(struct check *check, uint32_t index) {
    const struct slacalc_model *model = check->model;
    const struct attribute *replicas = model_attribute(model, index, KEY_REPLICAS);
    if (replicas && replicas->number > 1 && model->components[index].across == NO_INDEX &&
        stated_level_of(model, index, SLACALC_BASIS_SLO).is_whole)
        diagnose(check->problems, SLACALC_WARNING, replicas->where,
                 "the replicas of '" SHOWN "' have no effect: it needs something, and its only figures speak of the "
                 "whole (add slo: the level of one replica)",
                 SHOWN_ARGS(model->components[index].name));
}

/* For bounds each replica is looked at by itself, and how many places are up has a gate for each number of them. */
enum { PLACED_REPLICAS_MAX = 100000, PLACES_MAX = 32 };

static void check_across(struct check *check, uint32_t index) {
    const struct slacalc_model *model = check->model;
    uint32_t across = model->components[index].across;
    if (across == NO_INDEX)
        return;
    uint32_t places = place_count(model, across);
    size_t before = check->placed_replicas;
    check->placed_replicas += model_number(model, index, KEY_REPLICAS);
    if (places > PLACES_MAX)
        diagnose(check->problems, SLACALC_ERROR, model->requirements[across].where,
                 "'across' names %lu places, and %d is the most (name fewer)", (unsigned long)places, PLACES_MAX);
    if (before <= PLACED_REPLICAS_MAX && check->placed_replicas > PLACED_REPLICAS_MAX)
        diagnose(check->problems, SLACALC_ERROR, model->requirements[across].where,
                 "from here on more than %d replicas stand across places (write fewer, or leave 'across' out)",
                 PLACED_REPLICAS_MAX);
    if (model_number(model, index, KEY_REPLICAS) < 2)
        diagnose(check->problems, SLACALC_ERROR, model->requirements[across].where,
                 "'across' takes two replicas or more (add replicas: 3)");
    else if (stated_level_of(model, index, SLACALC_BASIS_SLO).is_whole)
        diagnose(check->problems, SLACALC_ERROR, model->requirements[across].where,
                 "'across' tells replicas apart, while all figures of '" SHOWN
                 "' speak of the whole (add slo, measured, "
                 "or mtbf with mttr: the level of one replica)",
                 SHOWN_ARGS(model->components[index].name));
}

static void check_beta(struct check *check, uint32_t index) {
    const struct attribute *beta = model_attribute(check->model, index, KEY_BETA);
    if (beta && model_number(check->model, index, KEY_REPLICAS) < 2)
        diagnose(check->problems, SLACALC_ERROR, beta->where, "'beta' takes two replicas or more (add replicas: 2)");
}

/* Whether some component says what its SLA pays back, or the fee that this is a part of. */
static bool states_money(const struct slacalc_model *model) {
    return model_states(model, KEY_CREDITS) || model_states(model, KEY_CREDIT_CAP) || model_states(model, KEY_FEE);
}

static void check_components(struct check *check) {
    for (uint32_t i = 0; i < check->model->component_count; i++) {
        if (check->model->components[i].flawed)
            continue;
        if (check->model->copies_count > 0)
            diagnostics_context(check->problems, model_copy_of(check->model, i));
        check_level(check, i);
        check_repair(check, i);
        check_quorum(check, i);
        check_replicas(check, i);
        if (check->model->has_places)
            check_across(check, i);
        if (check->model->has_beta)
            check_beta(check, i);
        if (states_money(check->model) && !check->is_resolved)
            credits_check(check->model, i, check->problems);
    }
    diagnostics_context(check->problems, NULL);
}

/* What was given with an option counts as a source too. */
static struct position first_input(const struct slacalc_model *model) {
    for (uint32_t i = 0; i < model->sources.count; i++)
        if (!hint_names_place(model->hint_names, model->sources.items[i].name))
            return position_of_source(i);
    return nowhere;
}

static void resolve_setting(struct check *check, struct option_setting *setting) {
    setting->set.component = model_find(check->model, setting->component);
    if (setting->set.component != NO_INDEX) {
        if (setting->set.kind != SETS_VALUE)
            resolve_chain(check, setting->set.component, setting->set.requirements);
    } else if (!check->model->incomplete) {
        struct nearest nearest = nearest_component(check, setting->component);
        diagnose_nearest(check->problems, setting->where, &nearest,
                         "an option sets a key of an unknown component '" SHOWN "'", SHOWN_ARGS(setting->component));
    }
}

/* What an option would make a component need is found too, and is not needed yet. */
static void resolve_options(struct check *check) {
    const struct slacalc_model *model = check->model;
    size_t edges = check->dependencies.edge_count;
    for (size_t i = 0; i < model->plan_option_count; i++)
        for (size_t s = 0; s < model->plan_options[i].setting_count; s++)
            resolve_setting(check, &model->plan_options[i].settings[s]);
    check->dependencies.edge_count = edges;
}

static void check_model(void *context) {
    struct check *check = context;
    struct slacalc_model *model = check->model;
    if (model->component_count == 0 && !model->failed)
        diagnose_hint(
            check->problems, SLACALC_ERROR, first_input(model), SLACALC_HINT_STARTER, NULL,
            "the model has no components (the smallest one: components: {web: 99.9%%}; %s gives a larger one)",
            hint_name(model->hint_names, SLACALC_HINT_STARTER));
    vendors_apply(model, check->problems);
    schedules_check(model, &check->scratch, check->problems);
    resolve_all(check);
    if (!check->is_resolved) {
        resolve_options(check);
        plan_options_check(model, check->problems);
    }
    mark_needed(check);
    check_components(check);
    if (model_states(model, KEY_FEE) && !check->is_resolved)
        credits_check_currencies(model, check->problems);
    report_missing_levels(check);
    if (model->has_beta || model->beta.up > 0)
        common_causes_check(model, !check->is_resolved, &check->scratch, check->problems);
    if (!check->is_resolved)
        report_absent(check);
    cycles_check(model, &check->dependencies, &check->scratch, check->problems);
}

/* Of a model that has no error, so that all names are known and all components have an order. */
static void check_ages(void *context) {
    struct check *check = context;
    if (check->model->span_count > 0)
        ages_check(check->model, &check->scratch, check->problems);
}

/* Of a model that has no error. */
static void advise(void *context) {
    struct check *check = context;
    advice_give(check->model, check->needed, &check->scratch);
    if (check->model->imports)
        remarks_report(check->model, check->problems);
}

/* Advice would say once more what was said of the model. */
static bool recheck(struct slacalc_model *variant, slacalc_diagnostics *problems) {
    struct check check = {.model = variant, .problems = problems, .is_resolved = true};
    arena_init(&check.scratch, &variant->guard);
    model_run(variant, problems, check_model, &check);
    arena_free(&check.scratch);
    variant->checked = true;
    return !variant->failed;
}

bool slacalc_model_check(slacalc_model *model, slacalc_diagnostics *problems) {
    if (model->checked)
        return !model->failed;
    imports_join(model, problems);
    struct check check = {.model = model, .problems = problems};
    arena_init(&check.scratch, &model->guard);
    if (model_run(model, problems, check_model, &check) && !model->failed &&
        model_run(model, problems, check_ages, &check) && !model->failed)
        model_run(model, problems, advise, &check);
    arena_free(&check.scratch);
    text_map_release(&model->names);
    diagnostics_sort(problems);
    model->checked = true;
    model->recheck = recheck;
    return !model->failed;
}
