#include "reporter/openpsa/prepared.h"

#include <stdint.h>
#include <string.h>

/* Two seconds at most, and enough for thousands of components with as many replicas as there can be. */
#define STEPS_MAX ((size_t)1 << 31)

const slacalc_requirement *need_at(const struct export *export, size_t need) {
    return slacalc_result_requirement(export->result, need);
}

/* ---- Identifiers ---- */

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_word_character(char c) {
    return is_letter(c) || (c >= '0' && c <= '9');
}

static bool is_identifier(const char *name) {
    if (!is_letter(*name) || strstr(name, "__"))
        return false;
    for (const char *at = name; *at; at++) {
        bool joins = *at == '-' && at[1] != '-' && at[1] != '\0';
        if (!is_word_character(*at) && *at != '_' && !joins)
            return false;
    }
    return true;
}

/* What an identifier may keep of the name, and the row, which makes it the only one. */
static const char *made_identifier(struct arena *arena, const char *name, size_t row) {
    char *word = arena_alloc(arena, strlen(name) + 1, 1), *to = word;
    for (; *name; name++) {
        if (is_word_character(*name) && (to > word || is_letter(*name)))
            *to++ = *name;
        else if (to > word && to[-1] != '_')
            *to++ = '_';
    }
    if (to > word && to[-1] == '_')
        to--;
    *to = '\0';
    return arena_printf(arena, "%s__%zu", to > word ? word : "component", row + 1);
}

/* ---- Planning ---- */

static void reach(struct export *export, size_t component) {
    if (!export->components[component].reached)
        export->waiting[export->waiting_count++] = component;
    export->components[component].reached = true;
}

size_t way_taken(const struct export *export, size_t way) {
    while (way != SLACALC_NONE && need_at(export, way)->level.up <= 0)
        way = need_at(export, way)->next;
    return way;
}

size_t next_way(const struct export *export, size_t way) {
    return way_taken(export, need_at(export, way)->next);
}

/* The component that the requirement comes down to; SLACALC_NONE where it is more than one. */
static size_t only_component(const struct export *export, size_t need) {
    while (need_at(export, need)->kind != SLACALC_NEED_COMPONENT) {
        const slacalc_requirement *row = need_at(export, need);
        bool is_split = row->kind == SLACALC_NEED_SPLIT;
        size_t way = is_split ? way_taken(export, row->part) : SLACALC_NONE;
        if (is_split && next_way(export, way) != SLACALC_NONE)
            return SLACALC_NONE;
        if (!is_split && (export->needs[need].arguments != 1 || row->kind == SLACALC_NEED_TRAFFIC ||
                          row->kind == SLACALC_NEED_ACROSS))
            return SLACALC_NONE;
        need = is_split ? need_at(export, way)->part : row->part;
        while (export->needs[need].arguments == 0)
            need = need_at(export, need)->next;
    }
    return need_at(export, need)->component;
}

static size_t plan_chain(struct export *export, size_t first);

/* From the last way on, so that shares are added up and never taken off. */
static void plan_ways(struct export *export, size_t first, size_t count) {
    size_t *ways = arena_alloc(&export->arena, count, sizeof *ways), at = 0;
    double behind = 0;
    for (size_t way = first; way != SLACALC_NONE; way = need_at(export, way)->next)
        ways[at++] = way;
    while (at-- > 0) {
        export->needs[ways[at]].behind = behind;
        behind += need_at(export, ways[at])->level.up;
    }
}

/* Nesting, and so recursion, is as deep as the document layer allows. */
static void plan_need(struct export *export, size_t need) {
    const slacalc_requirement *row = need_at(export, need);
    struct need_plan *plan = &export->needs[need];
    plan->number = ++export->numbered;
    if (row->kind == SLACALC_NEED_COMPONENT) {
        export->components[row->component].referred = true;
        reach(export, row->component);
        plan->arguments = 1;
    } else if (row->kind != SLACALC_NEED_OPTIONAL) {
        plan->arguments = plan_chain(export, row->part);
        if (row->kind == SLACALC_NEED_SPLIT)
            plan_ways(export, row->part, plan->arguments);
    }
}

/* Returns how many matter. */
static size_t plan_chain(struct export *export, size_t first) {
    size_t arguments = 0;
    for (size_t need = first; need != SLACALC_NONE; need = need_at(export, need)->next)
        plan_need(export, need);
    export->serial++;
    for (size_t need = first; need != SLACALC_NONE; need = need_at(export, need)->next) {
        if (export->needs[need].arguments == 0)
            continue;
        arguments++;
        size_t component = only_component(export, need);
        if (component == SLACALC_NONE)
            continue;
        export->needs[need].repeated = export->components[component].stamp == export->serial;
        export->components[component].stamp = export->serial;
    }
    return arguments;
}

static void plan_replicas(struct export *export, size_t index) {
    struct component_plan *plan = &export->components[index];
    plan->own = replica_events_of(export->result, index, false, &export->steps_left);
    plan->checked = replica_events_of(export->result, index, true, &export->steps_left);
    plan->common = SLACALC_NONE;
}

/* The first member that is reached names the cause. */
static void plan_groups(struct export *export) {
    const slacalc_result *result = export->result;
    size_t *first = arena_alloc(&export->arena, result->group_count, sizeof *first);
    for (size_t i = 0; i < result->group_count; i++)
        first[i] = SLACALC_NONE;
    for (size_t i = 0; result->group_of && i < result->component_count; i++) {
        size_t group = result->group_of[i];
        if (group == SLACALC_NONE || !export->components[i].reached)
            continue;
        if (first[group] == SLACALC_NONE)
            first[group] = i;
        export->components[i].common = first[group];
    }
}

/* A place is written for each replica in it: one that is more than a component gets a gate. */
static void name_places(struct export *export) {
    for (size_t need = 0; need < export->result->requirement_count; need++)
        for (size_t place = need_at(export, need)->part;
             need_at(export, need)->kind == SLACALC_NEED_ACROSS && place != SLACALC_NONE;
             place = need_at(export, place)->next)
            export->needs[place].repeated |= need_at(export, place)->kind != SLACALC_NEED_COMPONENT;
}

bool has_own_failure(const slacalc_component *component) {
    return component->own.down > 0;
}

bool is_basic(const struct export *export, size_t index) {
    const slacalc_component *component = slacalc_result_component(export->result, index);
    return export->components[index].arguments == 0 &&
           ((component->replicas == 1 && export->components[index].common == SLACALC_NONE) ||
            !has_own_failure(component));
}

/* Whether the requirement is a component with an event of its own, and no other argument of its formula is the same. */
static bool is_distinct(const struct export *export, size_t need) {
    const slacalc_requirement *row = need_at(export, need);
    return row->kind == SLACALC_NEED_COMPONENT && !export->needs[need].repeated &&
           (is_basic(export, row->component) ||
            has_own_failure(slacalc_result_component(export->result, row->component)));
}

bool may_be_misread(const struct export *export, const slacalc_requirement *row, size_t arguments) {
    if (row->kind != SLACALC_NEED_AT_LEAST || row->at_least != 2 || arguments != 3)
        return false;
    for (size_t need = row->part; need != SLACALC_NONE; need = need_at(export, need)->next)
        if (!is_distinct(export, need))
            return true;
    return false;
}

/* A group in one that is written out, each part twice, gets a gate of its own: nested ones would double each time. */
static void name_groups_written_out(struct export *export) {
    for (size_t need = 0; need < export->result->requirement_count; need++) {
        const slacalc_requirement *row = need_at(export, need);
        if (!may_be_misread(export, row, export->needs[need].arguments))
            continue;
        for (size_t part = row->part; part != SLACALC_NONE; part = need_at(export, part)->next)
            if (need_at(export, part)->kind != SLACALC_NEED_COMPONENT && export->needs[part].arguments > 1)
                export->needs[part].repeated = true;
    }
}

void export_prepare(void *context) {
    struct export *export = context;
    export->steps_left = STEPS_MAX;
    size_t count = slacalc_result_component_count(export->result);
    export->needs = arena_alloc(&export->arena, export->result->requirement_count, sizeof *export->needs);
    export->components = arena_alloc(&export->arena, count, sizeof *export->components);
    export->waiting = arena_alloc(&export->arena, count, sizeof *export->waiting);
    for (size_t i = 0; i < slacalc_result_service_count(export->result); i++)
        reach(export, slacalc_result_service(export->result, i)->component);
    while (export->waiting_count > 0) {
        size_t index = export->waiting[--export->waiting_count];
        const slacalc_component *component = slacalc_result_component(export->result, index);
        export->numbered = 0;
        export->components[index].arguments = plan_chain(export, component->requirements);
        plan_replicas(export, index);
        export->components[index].id =
            is_identifier(component->name) ? component->name : made_identifier(&export->arena, component->name, index);
    }
    plan_groups(export);
    name_places(export);
    name_groups_written_out(export);
}
