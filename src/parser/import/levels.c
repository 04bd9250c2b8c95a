#include "parser/import/levels.h"

#include "base/setting_names.h"
#include "base/shown.h"
#include "parser/component.h"
#include "parser/import/edges.h"
#include "parser/import/opensrm.h"
#include "parser/import/overlay.h"
#include "parser/remark.h"

#include <stdio.h>
#include <string.h>

enum { SERVICES_SHOWN = 5, CANDIDATES_SHOWN = 8 };

/* What an SLO says of its service: one objective, or all members of a composite. */
struct candidate {
    const struct slo *slo;
    const struct target *target; /* the first member of a composite */
    struct level level;
    bool is_composite;
    bool is_threshold;
};

struct picking {
    struct join *join;
    struct candidate *candidates; /* of one service */
    size_t count, capacity;
    uint32_t *heads;      /* by component: its first SLO; NO_INDEX where it has none */
    uint32_t *nexts;      /* by SLO: the next one of the same service */
    uint32_t *end_to_end; /* components whose SLO became their objective */
    size_t end_to_end_count, end_to_end_capacity;
    size_t shown;
    bool is_name, name_found;
};

/* Whether the component has a level of its own, by whatever key counts there. */
static bool has_own_level(const struct slacalc_model *model, uint32_t component) {
    for (uint32_t i = model->components[component].attributes; i != NO_INDEX; i = model->attributes[i].next) {
        enum attribute_key key = model->attributes[i].key;
        bool is_leaf = model->components[component].requirements == NO_INDEX;
        if (key <= KEY_MTBF || (is_leaf && (key == KEY_SLA || key == KEY_OLA)))
            return true;
    }
    return false;
}

/* ---- Services ---- */

static uint32_t add_service(struct join *join, struct text name, struct position where) {
    struct entity_name entity = {text_of("service"), text_of("default"), name};
    return join_add_entity(join, &entity, name, where);
}

static void add_services(struct join *join) {
    for (size_t i = 0; i < join->imports->service_count; i++) {
        const struct service *service = &join->imports->services[i];
        struct attribute description = {
            .key = KEY_DESCRIPTION, .where = service->description_where, .text = service->description};
        uint32_t component = join_find(join, service->name);
        if (component == NO_INDEX)
            component = add_service(join, service->name, service->where);
        if (description.text.length > 0 && !model_attribute(join->model, component, KEY_DESCRIPTION))
            component_store(join->model, component, &description);
    }
}

static uint32_t service_of(struct join *join, const struct slo *slo) {
    uint32_t component = join_find(join, slo->service);
    if (component != NO_INDEX)
        return component;
    if (join->model->has_catalogue)
        remark(join->model, REMARK_STRANGER, slo->where, "'" SHOWN "'", SHOWN_ARGS(slo->service));
    return add_service(join, slo->service, slo->where);
}

/* ---- Candidates ---- */

static bool is_threshold(const struct join *join, const struct target *target) {
    return target->is_threshold ||
           (target->indicator.at && name_set_has(&join->imports->thresholds, target->indicator));
}

static void add_candidate(struct picking *picking, struct candidate candidate) {
    picking->candidates = arena_reserve(&picking->join->scratch, picking->candidates, picking->count,
                                        &picking->capacity, sizeof *picking->candidates);
    picking->candidates[picking->count++] = candidate;
}

/* Members of a composite have indicators of their own; objectives of the same indicator are views of the same events,
 * of which the least one counts. */
static bool is_counted(const struct target *targets, size_t count, size_t index) {
    for (size_t i = 0; i < count; i++) {
        bool same = i != index && targets[i].is_member && targets[i].indicator.at && targets[index].indicator.at &&
                    text_equal(targets[i].indicator, targets[index].indicator);
        long double mine = targets[index].level.down, other = targets[i].level.down;
        if (same && (other > mine || (!(other < mine) && i < index)))
            return false;
    }
    return true;
}

static void add_candidates(struct picking *picking, const struct slo *slo) {
    const struct target *targets = slo->count > 0 ? &picking->join->imports->targets[slo->first] : NULL;
    struct candidate composite = {.slo = slo, .level = {1, 0}, .is_threshold = true};
    size_t members = 0;
    for (size_t i = 0; i < slo->count; i++) {
        const struct target *target = &targets[i];
        bool threshold = is_threshold(picking->join, target);
        if (!target->is_member) {
            add_candidate(picking, (struct candidate){slo, target, target->level, false, threshold});
        } else if (is_counted(targets, slo->count, i)) {
            composite.level = level_of_both(composite.level, target->level);
            composite.target = composite.target ? composite.target : target;
            composite.is_threshold &= threshold;
            members++;
        }
    }
    composite.is_composite = members > 1;
    if (members > 0)
        add_candidate(picking, composite);
}

/* ---- Picking ---- */

static bool is_named(const struct picking *picking, const struct candidate *candidate) {
    const char *name = picking->join->imports->pick;
    bool by_label = candidate->target->label.at && text_is(candidate->target->label, name);
    return picking->is_name && (text_is(candidate->slo->name, name) || (by_label && !candidate->is_composite));
}

/* What is preferred: what the user names, then a ratio, then the highest or the lowest level, as the user wants. */
static bool is_better(const struct picking *picking, const struct candidate *a, const struct candidate *b) {
    bool highest = strcmp(picking->join->imports->pick, "max") == 0;
    if (is_named(picking, a) != is_named(picking, b))
        return is_named(picking, a);
    if (a->is_threshold != b->is_threshold)
        return b->is_threshold;
    return highest ? a->level.down < b->level.down : a->level.down > b->level.down;
}

static void show_candidates(struct picking *picking, const struct candidate *picked) {
    slacalc_diagnostics *problems = picking->join->problems;
    const char *how = is_named(picking, picked)                          ? "the named one"
                      : strcmp(picking->join->imports->pick, "max") == 0 ? "the highest"
                                                                         : "the lowest";
    if (picking->shown++ >= SERVICES_SHOWN) {
        remark(picking->join->model, REMARK_CANDIDATES, picked->target->where, "'" SHOWN "'",
               SHOWN_ARGS(picked->slo->service));
        return;
    }
    diagnose_remark(problems, picked->target->where, SLACALC_HINT_SLO_PICK,
                    "'" SHOWN "' has %zu objectives, %s counts: %.10Lg %% (%s)", SHOWN_ARGS(picked->slo->service),
                    picking->count, how, picked->level.up * 100,
                    hint_name(picking->join->model->hint_names, SLACALC_HINT_SLO_PICK));
    for (size_t i = 0; i < picking->count && i < CANDIDATES_SHOWN; i++) {
        const struct candidate *one = &picking->candidates[i];
        struct text label = one->target->label.at && !one->is_composite ? one->target->label : text_of("");
        if (one != picked)
            diagnose(problems, SLACALC_NOTE, one->target->where, "'" SHOWN "'%s" SHOWN "%s: %.10Lg %%%s",
                     SHOWN_ARGS(one->slo->name), label.length > 0 ? " '" : "", SHOWN_ARGS(label),
                     label.length > 0 ? "'" : "", one->level.up * 100,
                     one->is_threshold ? ", a latency objective" : "");
    }
}

/* ---- Levels ---- */

static void set_member(struct picking *picking, uint32_t service, const struct slo *slo, const struct target *target,
                       size_t number) {
    struct slacalc_model *model = picking->join->model;
    struct attribute level = {.key = KEY_SLO, .where = target->where, .level = target->level};
    struct text label = target->label.at ? target->label : target->indicator;
    size_t room = slo->name.length + (label.at ? label.length : 0) + 32;
    char *name = arena_alloc(&model->arena, room, 1);
    if (label.at)
        snprintf(name, room, "%.*s/%.*s", TEXT_ARGS(slo->name), TEXT_ARGS(label));
    else
        snprintf(name, room, "%.*s/%zu", TEXT_ARGS(slo->name), number);
    if (text_map_find(&model->names, text_of(name)) != NO_INDEX)
        snprintf(name + strlen(name), room - strlen(name), " (%zu)", number);
    uint32_t member = add_service(picking->join, text_of(name), target->where);
    component_store(model, member, &level);
    join_require(model, service, member, target->where);
}

/* The members of a composite are needed in series. */
static void set_members(struct picking *picking, uint32_t component, const struct slo *slo) {
    size_t number = 0;
    for (size_t i = 0; i < slo->count; i++) {
        const struct target *targets = &picking->join->imports->targets[slo->first];
        if (targets[i].is_member && is_counted(targets, slo->count, i))
            set_member(picking, component, slo, &targets[i], ++number);
    }
}

static void set_level(struct picking *picking, uint32_t component, const struct candidate *picked) {
    struct slacalc_model *model = picking->join->model;
    bool own = model->components[component].requirements == NO_INDEX || picking->join->imports->own;
    struct attribute level = {
        .key = own ? KEY_SLO : KEY_OBJECTIVE, .where = picked->target->where, .level = picked->level};
    if (own ? has_own_level(model, component) : model_attribute(model, component, KEY_OBJECTIVE) != NULL) {
        remark(model, REMARK_TWO_LEVELS, picked->target->where, "'" SHOWN "'", SHOWN_ARGS(picked->slo->name));
        return;
    }
    if (picked->is_threshold)
        remark(model, REMARK_LATENCY, picked->target->where, "'" SHOWN "'", SHOWN_ARGS(picked->slo->name));
    if (own && picked->is_composite)
        set_members(picking, component, picked->slo);
    else
        component_store(model, component, &level);
    if (own)
        return;
    picking->end_to_end = arena_reserve(&picking->join->scratch, picking->end_to_end, picking->end_to_end_count,
                                        &picking->end_to_end_capacity, sizeof *picking->end_to_end);
    picking->end_to_end[picking->end_to_end_count++] = component;
}

static void set_period(struct slacalc_model *model, uint32_t component, const struct slo *slo) {
    struct attribute period = {.key = KEY_PERIOD, .where = slo->period_where, .seconds = slo->period_s};
    if (slo->period_s > 0 && !model_attribute(model, component, KEY_PERIOD))
        component_store(model, component, &period);
}

static void pick(struct picking *picking, uint32_t component) {
    const struct candidate *picked;
    picking->count = 0;
    for (uint32_t i = picking->heads[component]; i != NO_INDEX; i = picking->nexts[i])
        add_candidates(picking, &picking->join->imports->slos[i]);
    if (picking->count == 0)
        return;
    picked = &picking->candidates[0];
    for (size_t i = 0; i < picking->count; i++) {
        picking->name_found |= is_named(picking, &picking->candidates[i]);
        if (is_better(picking, &picking->candidates[i], picked))
            picked = &picking->candidates[i];
    }
    if (picking->count > 1)
        show_candidates(picking, picked);
    set_level(picking, component, picked);
    set_period(picking->join->model, component, picked->slo);
}

static void report_unknown_pick(const struct picking *picking) {
    const struct imports *imports = picking->join->imports;
    struct nearest nearest = nearest_to(text_of(imports->pick));
    for (size_t i = 0; i < imports->slo_count; i++)
        nearest_offer(&nearest, imports->slos[i].name);
    for (size_t i = 0; i < imports->target_count; i++)
        if (imports->targets[i].label.at)
            nearest_offer(&nearest, imports->targets[i].label);
    diagnose_hint(picking->join->problems, SLACALC_ERROR, imports->slos[0].where, SLACALC_HINT_SLO_PICK, &nearest,
                  "no SLO or objective is called '%s', as %s wants (or write min or max)", imports->pick,
                  hint_name(picking->join->model->hint_names, SLACALC_HINT_SLO_PICK));
}

/* SLOs of one service together, services in the order of their first SLO. */
static void pick_all(struct picking *picking) {
    struct join *join = picking->join;
    struct imports *imports = join->imports;
    uint32_t *components = arena_alloc(&join->scratch, imports->slo_count, sizeof *components);
    for (size_t i = 0; i < imports->slo_count; i++)
        components[i] = service_of(join, &imports->slos[i]);
    picking->heads = indices_none(&join->scratch, join->model->component_count);
    picking->nexts = arena_alloc(&join->scratch, imports->slo_count, sizeof *picking->nexts);
    for (size_t i = imports->slo_count; i-- > 0;) {
        picking->nexts[i] = picking->heads[components[i]];
        picking->heads[components[i]] = (uint32_t)i;
    }
    for (size_t i = 0; i < imports->slo_count; i++) {
        if (picking->heads[components[i]] != (uint32_t)i)
            continue;
        pick(picking, components[i]);
    }
}

/* ---- Defaults ---- */

static void set_defaults(struct join *join) {
    struct imports *imports = join->imports;
    for (size_t i = 0; i < join->model->entity_count && imports->default_count > 0; i++) {
        const struct entity *entity = &join->model->entities[i];
        if (entity->component == NO_INDEX || join->model->components[entity->component].dissolved ||
            has_own_level(join->model, entity->component))
            continue;
        const struct default_level *level = overlay_default_of(imports, entity);
        struct attribute attribute = {.key = KEY_SLO};
        if (!level)
            continue;
        attribute.where = level->where;
        attribute.level = level->level;
        component_store(join->model, entity->component, &attribute);
    }
}

void join_levels(struct join *join) {
    struct picking picking = {.join = join};
    struct imports *imports = join->imports;
    picking.is_name = strcmp(imports->pick, "min") != 0 && strcmp(imports->pick, "max") != 0;
    add_services(join);
    pick_all(&picking);
    if (picking.is_name && !picking.name_found && imports->slo_count > 0)
        report_unknown_pick(&picking);
    opensrm_join_expectations(join);
    set_defaults(join);
    for (size_t i = 0; i < picking.end_to_end_count; i++) {
        const struct component *component = &join->model->components[picking.end_to_end[i]];
        const struct attribute *objective = model_attribute(join->model, picking.end_to_end[i], KEY_OBJECTIVE);
        if (!has_own_level(join->model, picking.end_to_end[i]))
            remark(join->model, REMARK_END_TO_END, objective->where, "'" SHOWN "'", SHOWN_ARGS(component->name));
    }
}
