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
#include "reporter/openpsa/openpsa.h"

#include "reporter/composing/composition.h"
#include "reporter/openpsa/formulas.h"

#include <string.h>

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

/* The component that is written fails by itself, or by what it needs. */
static void put_failure(struct writer *writer, size_t arguments) {
    const char *element = open_formula(writer, arguments, arguments);
    put_own(writer);
    put_chain(writer, writer->component->requirements);
    close_formula(writer, element);
}

static void define_gate(struct writer *writer, size_t index) {
    const slacalc_component *component = slacalc_result_component(writer->export->result, index);
    write_of(writer, index, false);
    size_t arguments = writer->export->components[index].arguments + own_arguments(writer);
    xml_open(&writer->xml, "define-gate");
    xml_attribute(&writer->xml, "name", "%s", writer->id);
    put_label(writer, component->name);
    put_failure(writer, arguments);
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
        put_failure(writer, arguments);
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
    struct export export = {.result = result};
    char *text = NULL;
    arena_init(&export.arena, &export.guard);
    if (memory_attempt(&export.guard, export_prepare, &export))
        text = collect_report(write_model, &export, length);
    arena_free(&export.arena);
    return text;
}
