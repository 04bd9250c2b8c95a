#include "parser/advice.h"

#include "base/characters.h"
#include "base/shown.h"
#include "model/common_cause.h"
#include "model/own_level.h"
#include "model/places.h"
#include "parser/remark.h"

#include <string.h>

/* How many requirements are looked at in all to find those that stand behind an alternative. */
enum { STEPS_MAX = 2000000 };

/* Shares such as 33.33 % are rounded as people write them. */
#define NEAR_ONE 0.001L

struct advice {
    struct slacalc_model *model;
    uint32_t *needed_by; /* by component: one more than the last component that cannot do without it */
    uint32_t *path;      /* components whose requirements are still to be passed */
    size_t path_length, steps;
};

/* ---- What counts for nothing ---- */

/* A promise that is the component's own level is not checked: there is nothing to check it against. */
static bool promises(const struct slacalc_model *model, uint32_t component) {
    struct own_level own = own_level_of(model, component, SLACALC_BASIS_SLO);
    const struct attribute *found[SLACALC_REQUIRED];
    return promises_to_check(model, component, &own, found) > 0;
}

/* Where nothing needs anything, every component is shown. */
static void note_unused(struct slacalc_model *model, const bool *needed) {
    uint32_t user = 0;
    while (user < model->component_count && model->components[user].requirements == NO_INDEX)
        user++;
    for (uint32_t i = 0; i < model->component_count && user < model->component_count; i++)
        if (!needed[i] && model->components[i].requirements == NO_INDEX && !model_is_imported(model, i) &&
            !promises(model, i))
            remark(model, REMARK_UNUSED, model->components[i].where, "'" SHOWN "'",
                   SHOWN_ARGS(model->components[i].name));
}

/* ---- Shares of traffic ---- */

/* Recurses as deep as requirements nest, which is limited. */
static void note_split(struct slacalc_model *model, uint32_t component, uint32_t chain) {
    long double sum = 0;
    uint32_t first = NO_INDEX, shares = 0;
    for (uint32_t n = chain; n != NO_INDEX; n = model->requirements[n].next) {
        const struct requirement *requirement = &model->requirements[n];
        if (requirement->kind == SLACALC_NEED_ALL)
            note_split(model, component, requirement->part);
        if (requirement->kind != SLACALC_NEED_TRAFFIC)
            continue;
        first = shares++ == 0 ? n : first;
        sum += model->levels[requirement->level].up;
    }
    if (shares > 1 && sum > 1 - NEAR_ONE && sum < 1 + NEAR_ONE)
        remark(model, REMARK_SPLIT, model->requirements[first].where, "'" SHOWN "'",
               SHOWN_ARGS(model->components[component].name));
}

/* ---- Replicas ---- */

static void note_places(struct slacalc_model *model, uint32_t component) {
    uint32_t across = model->components[component].across;
    uint32_t count = across == NO_INDEX ? 0 : place_count(model, across);
    uint32_t replicas = model_number(model, component, KEY_REPLICAS);
    if (count > replicas)
        remark(model, REMARK_PLACES, model->requirements[across].where, "%lu of the %lu of '" SHOWN "'",
               (unsigned long)(count - replicas), (unsigned long)count, SHOWN_ARGS(model->components[component].name));
}

static void note_beta(struct slacalc_model *model, uint32_t component) {
    const struct attribute *beta = model_attribute(model, component, KEY_BETA);
    struct own_level own = stated_level_of(model, component, SLACALC_BASIS_SLO);
    if (beta && (own.is_whole || !own.has_taken_key))
        remark(model, REMARK_BETA, beta->where, "'" SHOWN "'", SHOWN_ARGS(model->components[component].name));
}

/* "zone-a", "az1", "host_3" */
static bool names_place(struct text name) {
    static const char *const words[] = {"zone", "az", "region", "dc", "host", "rack"};
    for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
        size_t length = strlen(words[w]);
        if (name.length > length && text_begins(name, text_of(words[w])) &&
            (name.at[length] == '-' || name.at[length] == '_' || is_digit(name.at[length])))
            return true;
    }
    return false;
}

/* The first requirement of the component that is a place of one kind: it is needed as such, and nobody states replicas
 * of it. Recurses as deep as requirements nest, which is limited. */
static uint32_t find_place(const struct slacalc_model *model, uint32_t first) {
    for (uint32_t n = first; n != NO_INDEX; n = model->requirements[n].next) {
        const struct requirement *requirement = &model->requirements[n];
        uint32_t found = requirement->kind == SLACALC_NEED_ALL ? find_place(model, requirement->part) : NO_INDEX;
        if (requirement->kind == SLACALC_NEED_COMPONENT &&
            names_place(model->components[requirement->component].name) &&
            !model_attribute(model, requirement->component, KEY_REPLICAS))
            found = n;
        if (found != NO_INDEX)
            return found;
    }
    return NO_INDEX;
}

static void note_one_place(struct slacalc_model *model, uint32_t component) {
    const struct component *self = &model->components[component];
    uint32_t replicas = model_number(model, component, KEY_REPLICAS);
    if (self->across != NO_INDEX || replicas < 2 || model_number(model, component, KEY_QUORUM) == replicas)
        return;
    uint32_t place = find_place(model, self->requirements);
    if (place != NO_INDEX)
        remark(model, REMARK_ONE_PLACE, model->requirements[place].where, "'" SHOWN "' of '" SHOWN "'",
               SHOWN_ARGS(model->requirements[place].name), SHOWN_ARGS(self->name));
}

static void note_replicas(struct slacalc_model *model) {
    for (uint32_t i = 0; i < model->component_count && model_states(model, KEY_REPLICAS); i++) {
        note_places(model, i);
        note_one_place(model, i);
        if (model->has_beta)
            note_beta(model, i);
    }
}

/* ---- Credits ---- */

/* In a model that states fees at all. */
static void note_fees(struct slacalc_model *model) {
    for (uint32_t i = 0; i < model->component_count && model_states(model, KEY_FEE); i++) {
        const struct attribute *credits = model_attribute(model, i, KEY_CREDITS);
        if (credits && !model_attribute(model, i, KEY_FEE))
            remark(model, REMARK_NO_FEE, credits->where, "'" SHOWN "'", SHOWN_ARGS(model->components[i].name));
    }
}

/* ---- Alternatives with much in common ---- */

/* "aws" of "aws/s3-standard"; absent where the member is of no vendor. */
static struct text vendor_of(const struct slacalc_model *model, uint32_t component) {
    const struct attribute *uses = model_attribute(model, component, KEY_USES);
    const char *slash = uses && uses->text.length > 0 ? memchr(uses->text.at, '/', uses->text.length) : NULL;
    return (struct text){slash ? uses->text.at : NULL, slash ? (size_t)(slash - uses->text.at) : 0};
}

static uint32_t place_of(const struct slacalc_model *model, uint32_t component) {
    uint32_t place = find_place(model, model->components[component].requirements);
    return place == NO_INDEX ? NO_INDEX : model->requirements[place].component;
}

/* All members are of one vendor, or in one place. */
static void note_members_in_common(struct slacalc_model *model, const struct requirement *group) {
    const struct requirement *first = &model->requirements[group->part];
    if (first->kind != SLACALC_NEED_COMPONENT || first->next == NO_INDEX)
        return;
    struct text vendor = vendor_of(model, first->component);
    uint32_t place = place_of(model, first->component);
    for (uint32_t n = first->next; n != NO_INDEX; n = model->requirements[n].next) {
        const struct requirement *member = &model->requirements[n];
        if (member->kind != SLACALC_NEED_COMPONENT)
            return;
        struct text other = vendor_of(model, member->component);
        if (vendor.at && (!other.at || !text_equal(vendor, other)))
            vendor.at = NULL;
        if (place != place_of(model, member->component))
            place = NO_INDEX;
    }
    if (vendor.at)
        remark(model, REMARK_IN_COMMON, group->where, "'" SHOWN "' and others of " SHOWN, SHOWN_ARGS(first->name),
               SHOWN_ARGS(vendor));
    else if (place != NO_INDEX)
        remark(model, REMARK_IN_COMMON, group->where, "'" SHOWN "' and others in '" SHOWN "'", SHOWN_ARGS(first->name),
               SHOWN_ARGS(model->components[place].name));
}

/* Recurses as deep as requirements nest, which is limited. */
static void note_in_common(struct slacalc_model *model, uint32_t chain) {
    for (uint32_t n = chain; n != NO_INDEX; n = model->requirements[n].next) {
        const struct requirement *requirement = &model->requirements[n];
        if (requirement->kind == SLACALC_NEED_COMPONENT)
            continue;
        note_in_common(model, requirement->part);
        if (may_have_common_cause(requirement->kind) && requirement->beta == NO_INDEX && !(model->beta.up > 0))
            note_members_in_common(model, requirement);
    }
}

/* ---- Alternatives to what is needed anyway ---- */

static bool has_alternative(const struct slacalc_model *model, uint32_t first) {
    for (uint32_t n = first; n != NO_INDEX; n = model->requirements[n].next) {
        slacalc_requirement_kind kind = model->requirements[n].kind;
        if (kind == SLACALC_NEED_ANY || kind == SLACALC_NEED_FAILOVER ||
            (kind == SLACALC_NEED_ALL && has_alternative(model, model->requirements[n].part)))
            return true;
    }
    return false;
}

/* Recurses as deep as requirements nest, which is limited. */
static void mark_chain(struct advice *advice, uint32_t component, uint32_t first) {
    const struct slacalc_model *model = advice->model;
    for (uint32_t n = first; n != NO_INDEX; n = model->requirements[n].next, advice->steps++) {
        const struct requirement *requirement = &model->requirements[n];
        if (requirement->kind == SLACALC_NEED_ALL)
            mark_chain(advice, component, requirement->part);
        if (requirement->kind != SLACALC_NEED_COMPONENT || advice->needed_by[requirement->component] == component + 1)
            continue;
        advice->needed_by[requirement->component] = component + 1;
        advice->path[advice->path_length++] = requirement->component;
    }
}

/* With a switch that may fail, only the first of them makes the others superfluous. */
static void note_members(const struct advice *advice, uint32_t component, const struct requirement *alternative) {
    struct slacalc_model *model = advice->model;
    for (uint32_t n = alternative->part; n != NO_INDEX; n = model->requirements[n].next) {
        const struct requirement *member = &model->requirements[n];
        if (member->kind == SLACALC_NEED_COMPONENT && advice->needed_by[member->component] == component + 1)
            remark(model, REMARK_ANYWAY, member->where, "'" SHOWN "' of '" SHOWN "'", SHOWN_ARGS(member->name),
                   SHOWN_ARGS(model->components[component].name));
        if (alternative->kind == SLACALC_NEED_FAILOVER)
            return;
    }
}

static void note_alternatives(const struct advice *advice, uint32_t component, uint32_t first) {
    const struct slacalc_model *model = advice->model;
    for (uint32_t n = first; n != NO_INDEX; n = model->requirements[n].next) {
        const struct requirement *requirement = &model->requirements[n];
        if (requirement->kind == SLACALC_NEED_ALL)
            note_alternatives(advice, component, requirement->part);
        else if (requirement->kind == SLACALC_NEED_ANY || requirement->kind == SLACALC_NEED_FAILOVER)
            note_members(advice, component, requirement);
    }
}

static void note_needed_anyway(struct advice *advice, uint32_t component) {
    const struct slacalc_model *model = advice->model;
    uint32_t requirements = model->components[component].requirements;
    if (advice->steps > STEPS_MAX || !has_alternative(model, requirements))
        return;
    mark_chain(advice, component, requirements);
    while (advice->path_length > 0) {
        uint32_t passed = advice->path[--advice->path_length];
        mark_chain(advice, component, model->components[passed].requirements);
    }
    note_alternatives(advice, component, requirements);
}

/* Most models have names alone. */
static bool has_names_alone(const struct slacalc_model *model) {
    for (size_t n = 0; n < model->requirement_count; n++)
        if (model->requirements[n].kind != SLACALC_NEED_COMPONENT)
            return false;
    return true;
}

void advice_give(struct slacalc_model *model, const bool *needed, struct arena *scratch) {
    note_unused(model, needed);
    note_replicas(model);
    note_fees(model);
    if (has_names_alone(model))
        return;
    struct advice advice = {.model = model};
    advice.needed_by = arena_alloc(scratch, model->component_count, sizeof *advice.needed_by);
    advice.path = arena_alloc(scratch, model->component_count, sizeof *advice.path);
    for (uint32_t i = 0; i < model->component_count; i++) {
        note_split(model, i, model->components[i].requirements);
        note_in_common(model, model->components[i].requirements);
        note_needed_anyway(&advice, i);
    }
}
