/*
 * The model as a fault tree in the Open-PSA model exchange format. Gates and basic events are failures, so that an
 * `any` becomes an `and`. Everything is prepared first: what is written takes no memory.
 *
 * Identifiers: a name that is one itself stays as it is, unless it has "__" in it; any other becomes WORD__ROW with the
 * component's row. What belongs to a component is IDENTIFIER__WORD. So no two are the same.
 *
 * Replicas that are too many to be an event each are one, IDENTIFIER__own, whose probability is that of all of them. In
 * places each is a gate, IDENTIFIER__own_replica_NUMBER: it fails by itself or with its place. What they have in common
 * is IDENTIFIER__own_cause. A group that has a common cause is IDENTIFIER__common, by its first member, and then the
 * replicas of each member are one event, of what is left beside the cause.
 */
#include "reporter/openpsa.h"

#include "engine/rows/fault_tree.h"
#include "engine/rows/result.h"
#include "reporter/composing/composition.h"
#include "reporter/composing/xml.h"

#include <stdint.h>
#include <string.h>

/* Two seconds at most, and enough for thousands of components with as many replicas as there can be. */
#define STEPS_MAX ((size_t)1 << 31)

/* What is written of a requirement. */
struct need_plan {
    size_t arguments; /* parts that matter: optional ones do not; 1 for a component */
    double behind;    /* of a way of a split: the share of the ways behind it */
    size_t number;    /* from 1 within its component, for what is named after it */
    bool repeated;    /* an argument before it in the same formula is the same: it needs a gate of its own */
};

struct component_plan {
    const char *id;
    struct replica_events own, checked; /* its own failure, and that by which its own promises are checked */
    size_t arguments;                   /* requirements that matter */
    size_t common;                      /* the component that names the cause of its group; SLACALC_NONE: in none */
    bool reached;                       /* by a service */
    bool referred;                      /* by another component */
    size_t stamp;                       /* serial of the last formula that had it as an argument */
};

struct export {
    const slacalc_result *result;
    struct memory_guard guard;
    struct arena arena;
    struct need_plan *needs;           /* by requirement */
    struct component_plan *components; /* by component */
    size_t *waiting;                   /* components that are reached and not planned yet */
    size_t waiting_count;
    size_t serial;
    size_t numbered;   /* requirements of the component that is planned */
    size_t steps_left; /* for replicas as one event */
};

static const slacalc_requirement *need_at(const struct export *export, size_t need) {
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

/* This way, or the first one behind it that a request may go; SLACALC_NONE where there is none. */
static size_t way_taken(const struct export *export, size_t way) {
    while (way != SLACALC_NONE && need_at(export, way)->level.up <= 0)
        way = need_at(export, way)->next;
    return way;
}

static size_t next_way(const struct export *export, size_t way) {
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

static bool has_own_failure(const slacalc_component *component) {
    return component->own.down > 0;
}

/* Then the component is nothing but a basic event. */
static bool is_basic(const struct export *export, size_t index) {
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

/* SCRAM 0.16.2 takes 2 of (a, a, b) for b, also where two arguments turn out to be the same only as it simplifies them:
 * where that may be, such a group is written out. */
static bool may_be_misread(const struct export *export, const slacalc_requirement *row, size_t arguments) {
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

static void plan(void *context) {
    struct export *export = context;
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

/* ---- Writing ---- */

/* What is being written, and of which component. */
struct writer {
    const struct export *export;
    struct xml xml;
    const char *id;
    const slacalc_component *component;
    const char *kind;                    /* "own" or "checked": of its events */
    const struct replica_events *events; /* of its own failure; NULL where it has none */
};

static void put_component(struct writer *writer, size_t index) {
    const char *element = is_basic(writer->export, index) ? "basic-event" : "gate";
    xml_open(&writer->xml, element);
    xml_attribute(&writer->xml, "name", "%s", writer->export->components[index].id);
    xml_close(&writer->xml, element);
}

static void put_event(struct writer *writer, const char *element, const char *word, size_t number) {
    xml_open(&writer->xml, element);
    xml_attribute(&writer->xml, "name", "%s__%s_%zu", writer->id, word, number);
    xml_close(&writer->xml, element);
}

/* Of `count` parts `needed` must be up. Returns the element that is to be closed; NULL where one part needs none. */
static const char *open_formula(struct writer *writer, size_t count, size_t needed) {
    size_t failures = count - needed + 1;
    const char *element = failures == 1 ? "or" : failures == count ? "and" : "atleast";
    if (count == 1)
        return NULL;
    xml_open(&writer->xml, element);
    if (failures > 1 && failures < count)
        xml_attribute(&writer->xml, "min", "%zu", failures);
    return element;
}

static void close_formula(struct writer *writer, const char *element) {
    if (element)
        xml_close(&writer->xml, element);
}

static void put_need(struct writer *writer, size_t need);

static void put_chain(struct writer *writer, size_t first) {
    for (size_t need = first; need != SLACALC_NONE; need = need_at(writer->export, need)->next)
        if (writer->export->needs[need].arguments > 0)
            put_need(writer, need);
}

static void put_failover(struct writer *writer, size_t first) {
    put_need(writer, first);
    for (size_t need = need_at(writer->export, first)->next; need != SLACALC_NONE;
         need = need_at(writer->export, need)->next) {
        xml_open(&writer->xml, "or");
        put_event(writer, "basic-event", "switch", writer->export->needs[need].number);
        put_need(writer, need);
        xml_close(&writer->xml, "or");
    }
}

/* How many of its parts a group needs. */
static size_t needed_parts(const slacalc_requirement *row, size_t arguments) {
    return row->kind == SLACALC_NEED_ALL ? arguments : row->kind == SLACALC_NEED_AT_LEAST ? row->at_least : 1;
}

static void put_pairs(struct writer *writer, size_t first) {
    size_t second = need_at(writer->export, first)->next, third = need_at(writer->export, second)->next;
    const size_t pairs[][2] = {{first, second}, {first, third}, {second, third}};
    xml_open(&writer->xml, "or");
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        xml_open(&writer->xml, "and");
        put_need(writer, pairs[i][0]);
        put_need(writer, pairs[i][1]);
        xml_close(&writer->xml, "and");
    }
    xml_close(&writer->xml, "or");
}

/* ---- Ways of a split: `join_ways()` of engine/graph/build.c says why that is what they come to ---- */

static bool is_component(const struct export *export, size_t need) {
    return need_at(export, need)->kind == SLACALC_NEED_COMPONENT;
}

static void put_way(struct writer *writer, size_t way) {
    size_t part = need_at(writer->export, way)->part;
    if (is_component(writer->export, part))
        put_need(writer, part);
    else
        put_event(writer, "gate", "way", writer->export->needs[way].number);
}

/* That one and all behind it. */
static void put_ways(struct writer *writer, size_t way) {
    if (next_way(writer->export, way) == SLACALC_NONE)
        put_way(writer, way);
    else
        put_event(writer, "gate", "ways", writer->export->needs[way].number);
}

/* ---- Replicas across places ---- */

/* Whether the events of replicas stand with their places. */
static bool is_in_places(const struct writer *writer) {
    return writer->events && !writer->events->is_one && writer->events->replicas == writer->component->replicas &&
           is_across(writer->export->result, writer->component) &&
           writer->export->needs[writer->component->requirements].arguments > 0;
}

static void put_replica(struct writer *writer, size_t number) {
    xml_open(&writer->xml, "gate");
    xml_attribute(&writer->xml, "name", "%s__%s_replica_%zu", writer->id, writer->kind, number);
    xml_close(&writer->xml, "gate");
}

static bool is_full(const struct writer *writer);

/* Two of three may be the same place: see may_be_misread(). */
static void put_replicas(struct writer *writer) {
    size_t replicas = writer->component->replicas, quorum = writer->component->quorum;
    if (replicas == 3 && quorum == 2) {
        xml_open(&writer->xml, "or");
        for (size_t i = 1; i <= 3; i++) {
            xml_open(&writer->xml, "and");
            put_replica(writer, i);
            put_replica(writer, i % 3 + 1);
            xml_close(&writer->xml, "and");
        }
        xml_close(&writer->xml, "or");
        return;
    }
    const char *element = open_formula(writer, replicas, quorum);
    for (size_t i = 1; i <= replicas && !is_full(writer); i++)
        put_replica(writer, i);
    close_formula(writer, element);
}

static void define_replicas(struct writer *writer) {
    size_t across = writer->component->requirements, place = SLACALC_NONE;
    bool in_places = is_in_places(writer);
    if (!is_across(writer->export->result, writer->component) || writer->export->needs[across].arguments == 0)
        return;
    for (size_t i = 1; i <= writer->component->replicas && !is_full(writer); i++) {
        place = place == SLACALC_NONE ? need_at(writer->export, across)->part : place;
        xml_open(&writer->xml, "define-gate");
        xml_attribute(&writer->xml, "name", "%s__%s_replica_%zu", writer->id, writer->kind, i);
        const char *element = open_formula(writer, 1 + in_places, 1 + in_places);
        if (in_places)
            put_event(writer, "basic-event", writer->kind, i);
        put_need(writer, place);
        close_formula(writer, element);
        xml_close(&writer->xml, "define-gate");
        place = need_at(writer->export, place)->next;
    }
}

static void put_formula(struct writer *writer, size_t need) {
    const slacalc_requirement *row = need_at(writer->export, need);
    size_t arguments = writer->export->needs[need].arguments;
    bool traffic = row->kind == SLACALC_NEED_TRAFFIC;
    if (row->kind == SLACALC_NEED_ACROSS) {
        put_replicas(writer);
        return;
    }
    if (row->kind == SLACALC_NEED_SPLIT) {
        put_ways(writer, way_taken(writer->export, row->part));
        return;
    }
    if (row->kind == SLACALC_NEED_COMPONENT) {
        put_component(writer, row->component);
        return;
    }
    if (may_be_misread(writer->export, row, arguments)) {
        put_pairs(writer, row->part);
        return;
    }
    const char *element = open_formula(writer, arguments + traffic, needed_parts(row, arguments));
    if (traffic)
        put_event(writer, "basic-event", "share", writer->export->needs[need].number);
    if (row->kind == SLACALC_NEED_FAILOVER)
        put_failover(writer, row->part);
    else
        put_chain(writer, row->part);
    close_formula(writer, element);
}

static void put_need(struct writer *writer, size_t need) {
    if (writer->export->needs[need].repeated)
        put_event(writer, "gate", "same", writer->export->needs[need].number);
    else
        put_formula(writer, need);
}

static void put_label(struct writer *writer, const char *name) {
    if (strcmp(writer->id, name) != 0 && name[strspn(name, " ")] != '\0')
        xml_text(&writer->xml, "label", name);
}

static void put_probability(struct writer *writer, double probability) {
    xml_open(&writer->xml, "float");
    xml_attribute(&writer->xml, "value", "%.17g", probability);
    xml_close(&writer->xml, "float");
}

static void define_event(struct writer *writer, const char *word, size_t number, double probability) {
    xml_open(&writer->xml, "define-basic-event");
    xml_attribute(&writer->xml, "name", "%s__%s_%zu", writer->id, word, number);
    put_probability(writer, probability);
    xml_close(&writer->xml, "define-basic-event");
}

static void open_gate(struct writer *writer, const char *word, size_t number) {
    xml_open(&writer->xml, "define-gate");
    xml_attribute(&writer->xml, "name", "%s__%s_%zu", writer->id, word, number);
}

/* Whether both are the same component, and nothing is behind them. */
static bool are_same(const struct export *export, size_t way, size_t later) {
    const slacalc_requirement *one = need_at(export, need_at(export, way)->part),
                              *other = need_at(export, need_at(export, later)->part);
    return one->kind == SLACALC_NEED_COMPONENT && other->kind == SLACALC_NEED_COMPONENT &&
           one->component == other->component && next_way(export, later) == SLACALC_NONE;
}

static void put_joined(struct writer *writer, size_t way, size_t later) {
    size_t number = writer->export->needs[way].number;
    if (are_same(writer->export, way, later)) {
        put_way(writer, way);
        return;
    }
    xml_open(&writer->xml, "and");
    xml_open(&writer->xml, "or");
    put_way(writer, way);
    put_event(writer, "basic-event", "later", number);
    xml_close(&writer->xml, "or");
    xml_open(&writer->xml, "or");
    put_ways(writer, later);
    put_event(writer, "basic-event", "here", number);
    xml_close(&writer->xml, "or");
    xml_open(&writer->xml, "or");
    put_way(writer, way);
    put_ways(writer, later);
    xml_close(&writer->xml, "or");
    xml_close(&writer->xml, "and");
}

static void define_ways(struct writer *writer, size_t first) {
    const struct export *export = writer->export;
    for (size_t way = way_taken(export, first); way != SLACALC_NONE; way = next_way(export, way)) {
        size_t number = export->needs[way].number, part = need_at(export, way)->part, later = next_way(export, way);
        double here = need_at(export, way)->level.up, behind = export->needs[way].behind;
        if (!is_component(export, part)) {
            open_gate(writer, "way", number);
            put_need(writer, part);
            xml_close(&writer->xml, "define-gate");
        }
        if (later == SLACALC_NONE)
            return;
        open_gate(writer, "ways", number);
        put_joined(writer, way, later);
        xml_close(&writer->xml, "define-gate");
        define_event(writer, "here", number, here / (here + behind));
        define_event(writer, "later", number, behind / (here + behind));
    }
}

/* What the formulas of a component mention that is only its own. */
static void define_needs(struct writer *writer, size_t first, const slacalc_requirement *group) {
    for (size_t need = first; need != SLACALC_NONE; need = need_at(writer->export, need)->next) {
        const slacalc_requirement *row = need_at(writer->export, need);
        const struct need_plan *plan = &writer->export->needs[need];
        if (plan->arguments == 0)
            continue;
        if (group && group->kind == SLACALC_NEED_FAILOVER && need != first)
            define_event(writer, "switch", plan->number, group->level.down);
        if (row->kind == SLACALC_NEED_SPLIT)
            define_ways(writer, row->part);
        if (row->kind == SLACALC_NEED_TRAFFIC && !(group && group->kind == SLACALC_NEED_SPLIT))
            define_event(writer, "share", plan->number, row->level.up);
        if (plan->repeated) {
            open_gate(writer, "same", plan->number);
            put_formula(writer, need);
            xml_close(&writer->xml, "define-gate");
        }
        if (row->kind != SLACALC_NEED_COMPONENT)
            define_needs(writer, row->part, row);
    }
}

/* Nobody gets what would be written from now on. */
static bool is_full(const struct writer *writer) {
    return ferror(writer->xml.stream) != 0;
}

static void put_cause(struct writer *writer) {
    xml_open(&writer->xml, "basic-event");
    xml_attribute(&writer->xml, "name", "%s__%s_cause", writer->id, writer->kind);
    xml_close(&writer->xml, "basic-event");
}

/* The cause of the group of the component; NULL where there is none. */
static const char *common_id(const struct writer *writer) {
    size_t index = (size_t)(writer->component - slacalc_result_component(writer->export->result, 0));
    size_t first = writer->export->components[index].common;
    return first == SLACALC_NONE ? NULL : writer->export->components[first].id;
}

static void put_replica_events(struct writer *writer) {
    const struct replica_events *events = writer->events;
    if (events->is_one) {
        xml_open(&writer->xml, "basic-event");
        xml_attribute(&writer->xml, "name", "%s__%s", writer->id, writer->kind);
        xml_close(&writer->xml, "basic-event");
        return;
    }
    const char *element = open_formula(writer, events->replicas, events->quorum);
    for (size_t i = 1; i <= events->replicas && !is_full(writer); i++)
        put_event(writer, "basic-event", writer->kind, i);
    close_formula(writer, element);
}

/* How many arguments put_own() writes. */
static size_t own_arguments(const struct writer *writer) {
    if (!writer->events)
        return 0;
    return (size_t)(common_id(writer) != NULL) + (writer->events->cause > 0) + !is_in_places(writer);
}

static void put_own(struct writer *writer) {
    if (!writer->events)
        return;
    if (common_id(writer)) {
        xml_open(&writer->xml, "basic-event");
        xml_attribute(&writer->xml, "name", "%s__common", common_id(writer));
        xml_close(&writer->xml, "basic-event");
    }
    if (writer->events->cause > 0)
        put_cause(writer);
    if (!is_in_places(writer))
        put_replica_events(writer);
}

static void define_labelled(struct writer *writer, const char *suffix, const char *label, double probability) {
    xml_open(&writer->xml, "define-basic-event");
    xml_attribute(&writer->xml, "name", "%s__%s%s", writer->id, writer->kind, suffix);
    xml_text(&writer->xml, "label", label);
    put_probability(writer, probability);
    xml_close(&writer->xml, "define-basic-event");
}

static void define_own(struct writer *writer) {
    const struct replica_events *events = writer->events;
    define_replicas(writer);
    if (!events)
        return;
    if (events->cause > 0)
        define_labelled(writer, "_cause", "a common cause of all replicas", events->cause);
    for (size_t i = 1; !events->is_one && i <= events->replicas && !is_full(writer); i++)
        define_event(writer, writer->kind, i, events->down);
    if (!events->is_one)
        return;
    char label[100] = "beside the common cause";
    if (events->replicas > 1)
        snprintf(label, sizeof label, "%zu or more of %zu replicas are down", events->replicas - events->quorum + 1,
                 events->replicas);
    define_labelled(writer, "", label, events->down);
}

/* Whose events are written from now on, and by which of its levels it fails. */
static void write_of(struct writer *writer, size_t index, bool checked) {
    const slacalc_component *component = slacalc_result_component(writer->export->result, index);
    const struct component_plan *plan = &writer->export->components[index];
    bool fails = checked ? component->checked.down > 0 : has_own_failure(component);
    writer->component = component;
    writer->kind = checked ? "checked" : "own";
    writer->events = !fails ? NULL : checked ? &plan->checked : &plan->own;
}

static void define_gate(struct writer *writer, size_t index) {
    const slacalc_component *component = slacalc_result_component(writer->export->result, index);
    write_of(writer, index, false);
    size_t arguments = writer->export->components[index].arguments + own_arguments(writer);
    xml_open(&writer->xml, "define-gate");
    xml_attribute(&writer->xml, "name", "%s", writer->id);
    put_label(writer, component->name);
    const char *element = open_formula(writer, arguments, arguments);
    put_own(writer);
    put_chain(writer, component->requirements);
    close_formula(writer, element);
    xml_close(&writer->xml, "define-gate");
    define_own(writer);
    define_needs(writer, component->requirements, NULL);
}

static void define_component(struct writer *writer, size_t index) {
    const slacalc_component *component = slacalc_result_component(writer->export->result, index);
    if (!is_basic(writer->export, index)) {
        define_gate(writer, index);
        return;
    }
    xml_open(&writer->xml, "define-basic-event");
    xml_attribute(&writer->xml, "name", "%s", writer->id);
    put_label(writer, component->name);
    put_probability(writer, component->own.down);
    xml_close(&writer->xml, "define-basic-event");
}

/* Whether a service is judged without the part of its own that a whole figure leaves it. */
static bool is_judged_apart(const slacalc_component *component) {
    return component->has_whole;
}

/* The failure of a service as its promises are checked, a top event. */
static void define_judged(struct writer *writer, size_t index) {
    const slacalc_component *component = slacalc_result_component(writer->export->result, index);
    bool referred = writer->export->components[index].referred;
    write_of(writer, index, true);
    size_t arguments = writer->export->components[index].arguments + own_arguments(writer);
    xml_open(&writer->xml, "define-gate");
    xml_attribute(&writer->xml, "name", "%s%s", writer->id, referred ? "__service" : "");
    put_label(writer, component->name);
    if (arguments == 0) {
        xml_open(&writer->xml, "constant");
        xml_attribute(&writer->xml, "value", "false");
        xml_close(&writer->xml, "constant");
    } else {
        const char *element = open_formula(writer, arguments, arguments);
        put_own(writer);
        put_chain(writer, component->requirements);
        close_formula(writer, element);
    }
    xml_close(&writer->xml, "define-gate");
    define_own(writer);
    if (!referred)
        define_needs(writer, component->requirements, NULL);
}

/* A gate that nothing refers to is a top event; any other service gets one above it. */
static void define_top(struct writer *writer, size_t index) {
    if (is_judged_apart(slacalc_result_component(writer->export->result, index))) {
        define_judged(writer, index);
        return;
    }
    if (!writer->export->components[index].referred && !is_basic(writer->export, index))
        return;
    xml_open(&writer->xml, "define-gate");
    xml_attribute(&writer->xml, "name", "%s__service", writer->id);
    put_label(writer, slacalc_result_component(writer->export->result, index)->name);
    put_component(writer, index);
    xml_close(&writer->xml, "define-gate");
}

static void define_groups(struct writer *writer) {
    const struct export *export = writer->export;
    for (size_t i = 0; i < slacalc_result_component_count(export->result); i++) {
        if (!export->components[i].reached || export->components[i].common != i)
            continue;
        xml_open(&writer->xml, "define-basic-event");
        xml_attribute(&writer->xml, "name", "%s__common", export->components[i].id);
        xml_text(&writer->xml, "label", "a common cause of all of a group");
        put_probability(writer, export->result->group_cause[export->result->group_of[i]].down);
        xml_close(&writer->xml, "define-basic-event");
    }
}

static bool write_model(const void *context, FILE *stream) {
    const struct export *export = context;
    struct writer writer = {.export = export, .xml = xml_start(stream), .id = "", .kind = "own"};
    const char *title = slacalc_result_title(export->result);
    xml_open(&writer.xml, "opsa-mef");
    if (title)
        put_label(&writer, title);
    xml_open(&writer.xml, "define-fault-tree");
    xml_attribute(&writer.xml, "name", "services");
    for (size_t i = 0; i < slacalc_result_service_count(export->result); i++) {
        size_t index = slacalc_result_service(export->result, i)->component;
        writer.id = export->components[index].id;
        define_top(&writer, index);
    }
    for (size_t i = 0; i < slacalc_result_component_count(export->result); i++) {
        writer.id = export->components[i].id;
        bool is_top_only = is_judged_apart(slacalc_result_component(export->result, i)) &&
                           !export->components[i].referred; /* only a service is reached and not referred to */
        if (export->components[i].reached && !is_top_only)
            define_component(&writer, i);
    }
    define_groups(&writer);
    xml_close(&writer.xml, "define-fault-tree");
    xml_close(&writer.xml, "opsa-mef");
    return true;
}

char *report_openpsa(const slacalc_result *result, const slacalc_layout *layout, size_t *length) {
    (void)layout;
    struct export export = {.result = result, .steps_left = STEPS_MAX};
    char *text = NULL;
    arena_init(&export.arena, &export.guard);
    if (memory_attempt(&export.guard, plan, &export))
        text = collect_report(write_model, &export, length);
    arena_free(&export.arena);
    return text;
}
