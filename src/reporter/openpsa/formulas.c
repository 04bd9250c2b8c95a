#include "reporter/openpsa/formulas.h"

bool is_full(const struct writer *writer) {
    return ferror(writer->xml.stream) != 0;
}

void put_component(struct writer *writer, size_t index) {
    const char *element = is_basic(writer->export, index) ? "basic-event" : "gate";
    xml_open(&writer->xml, element);
    xml_attribute(&writer->xml, "name", "%s", writer->export->components[index].id);
    xml_close(&writer->xml, element);
}

void put_event(struct writer *writer, const char *element, const char *word, size_t number) {
    xml_open(&writer->xml, element);
    xml_attribute(&writer->xml, "name", "%s__%s_%zu", writer->id, word, number);
    xml_close(&writer->xml, element);
}

const char *open_formula(struct writer *writer, size_t count, size_t needed) {
    size_t failures = count - needed + 1;
    const char *element = failures == 1 ? "or" : failures == count ? "and" : "atleast";
    if (count == 1)
        return NULL;
    xml_open(&writer->xml, element);
    if (failures > 1 && failures < count)
        xml_attribute(&writer->xml, "min", "%zu", failures);
    return element;
}

void close_formula(struct writer *writer, const char *element) {
    if (element)
        xml_close(&writer->xml, element);
}

void put_chain(struct writer *writer, size_t first) {
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

bool is_component(const struct export *export, size_t need) {
    return need_at(export, need)->kind == SLACALC_NEED_COMPONENT;
}

void put_way(struct writer *writer, size_t way) {
    size_t part = need_at(writer->export, way)->part;
    if (is_component(writer->export, part))
        put_need(writer, part);
    else
        put_event(writer, "gate", "way", writer->export->needs[way].number);
}

void put_ways(struct writer *writer, size_t way) {
    if (next_way(writer->export, way) == SLACALC_NONE)
        put_way(writer, way);
    else
        put_event(writer, "gate", "ways", writer->export->needs[way].number);
}

/* ---- Replicas across places ---- */

bool is_in_places(const struct writer *writer) {
    return writer->events && !writer->events->is_one && writer->events->replicas == writer->component->replicas &&
           is_across(writer->export->result, writer->component) &&
           writer->export->needs[writer->component->requirements].arguments > 0;
}

static void put_replica(struct writer *writer, size_t number) {
    xml_open(&writer->xml, "gate");
    xml_attribute(&writer->xml, "name", "%s__%s_replica_%zu", writer->id, writer->kind, number);
    xml_close(&writer->xml, "gate");
}

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

void put_formula(struct writer *writer, size_t need) {
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

void put_need(struct writer *writer, size_t need) {
    if (writer->export->needs[need].repeated)
        put_event(writer, "gate", "same", writer->export->needs[need].number);
    else
        put_formula(writer, need);
}
