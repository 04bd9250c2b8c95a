#include "parser/import/openslo.h"

#include "base/shown.h"
#include "parser/import/slo_fields.h"
#include "parser/remark.h"
#include "parser/template.h"

#include <string.h>

/* Seconds by the units of v1alpha; a year is 365.2425 days. */
static const struct {
    const char *name;
    const char *unit;
} units[] = {{"Second", "s"}, {"Minute", "m"}, {"Hour", "h"},    {"Day", "d"},
             {"Week", "w"},   {"Month", "M"},  {"Quarter", "Q"}, {"Year", "Y"}};

/* An SLO while it is read. */
struct reading {
    struct reader *reader;
    struct slo slo;
    struct text indicator; /* that the SLO refers to; absent where it has its own, or none */
    bool is_threshold;     /* by the SLO's own indicator */
};

/* Sets `*entry` to what stands behind one of two keys; returns false where nothing does. */
static bool find_either(const struct reader *reader, uint32_t map, const char *key, const char *other,
                        struct entry *entry) {
    return (fields_find(reader, map, key, entry) || fields_find(reader, map, other, entry)) &&
           !document_is_null(reader->document, entry->value);
}

static bool is_map(const struct reader *reader, uint32_t node) {
    return reader->document->nodes[node].kind == NODE_MAP;
}

static struct text text_of_entry(const struct reader *reader, const struct entry *entry) {
    bool scalar = reader->document->nodes[entry->value].kind == NODE_SCALAR;
    return scalar ? document_text(reader->document, entry->value) : (struct text){NULL, 0};
}

/* ---- Indicators ---- */

static bool is_threshold(const struct reader *reader, uint32_t indicator) {
    struct entry entry;
    if (fields_find(reader, indicator, "thresholdMetric", &entry))
        return true;
    return fields_find_map(reader, indicator, "spec", &entry) &&
           fields_find(reader, entry.value, "thresholdMetric", &entry);
}

/* ---- Objectives ---- */

static bool read_target(struct reader *reader, uint32_t objective, struct target *target) {
    struct entry ratio, percent;
    bool has_ratio = fields_find(reader, objective, "target", &ratio);
    bool has_percent = fields_find(reader, objective, "targetPercent", &percent);
    if (has_ratio && has_percent) {
        diagnose_flaw(reader, percent.where, "an objective has both 'target' and 'targetPercent' (give one)");
        return false;
    }
    if (!has_ratio && !has_percent) {
        diagnose_flaw(reader, document_position(reader->document, objective), "an objective has no 'target'");
        return false;
    }
    return slo_read_level(reader, has_ratio ? &ratio : &percent, has_percent ? TARGET_PERCENT : TARGET_RATIO, target);
}

static void read_objective(struct reading *reading, uint32_t objective) {
    struct reader *reader = reading->reader;
    struct target target = {.indicator = reading->indicator, .is_threshold = reading->is_threshold};
    struct entry entry;
    if (!is_map(reader, objective)) {
        diagnose_flaw(reader, document_position(reader->document, objective), "an objective must be a map, not %s",
                      node_kind_name(reader->document, objective));
        return;
    }
    if (find_either(reader, objective, "displayName", "name", &entry))
        target.label = text_of_entry(reader, &entry);
    if (find_either(reader, objective, "indicator", "sli", &entry)) {
        target.is_member = true;
        target.indicator = (struct text){NULL, 0};
        target.is_threshold = is_threshold(reader, entry.value);
    } else if (find_either(reader, objective, "indicatorRef", "sliRef", &entry)) {
        target.is_member = true;
        target.indicator = text_of_entry(reader, &entry);
    }
    if (fields_find(reader, objective, "compositeWeight", &entry))
        remark(reader->model, REMARK_WEIGHT, entry.where, "'" SHOWN "'", SHOWN_ARGS(reading->slo.name));
    if (!read_target(reader, objective, &target))
        return;
    slo_add_target(reader, &reading->slo, &target);
}

static void read_objectives(struct reading *reading, const struct entry *spec) {
    struct reader *reader = reading->reader;
    const struct document *document = reader->document;
    struct entry entry;
    if (!fields_find(reader, spec->value, "objectives", &entry) || document_is_null(document, entry.value))
        diagnose_flaw(reader, spec->where, "the SLO '" SHOWN "' has no 'objectives'", SHOWN_ARGS(reading->slo.name));
    else if (document->nodes[entry.value].kind == NODE_MAP)
        read_objective(reading, entry.value);
    else if (document->nodes[entry.value].kind != NODE_LIST || document->nodes[entry.value].length == 0)
        diagnose_flaw(reader, document_position(document, entry.value),
                      "'objectives' must be a list with an objective");
    else
        for (uint32_t item = document->nodes[entry.value].first; item != NO_INDEX; item = document->nodes[item].next)
            read_objective(reading, item);
}

/* ---- Windows ---- */

/* `{unit: Day, count: 30}`, as v1alpha writes it, to "30d". */
static bool read_count(struct reader *reader, uint32_t window, struct written *written) {
    struct entry unit, count;
    if (!fields_find(reader, window, "unit", &unit) || !fields_find(reader, window, "count", &count) ||
        !fields_scalar(reader, &count, "a number", written))
        return false;
    struct text name = text_of_entry(reader, &unit);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!entity_word_is(name, units[i].name))
            continue;
        char *text = arena_alloc(&reader->model->arena, written->text.length + 2, 1);
        memcpy(text, written->text.at, written->text.length);
        text[written->text.length] = units[i].unit[0];
        written->text = text_of(text);
        return true;
    }
    diagnose_flaw(reader, document_position(reader->document, unit.value), "unknown unit '" SHOWN "' of a time window",
                  SHOWN_ARGS(name));
    return false;
}

static void read_window(struct reading *reading, uint32_t window) {
    struct reader *reader = reading->reader;
    struct written written;
    struct entry entry;
    if (fields_find(reader, window, "duration", &entry)) {
        if (document_is_null(reader->document, entry.value) || !fields_scalar(reader, &entry, "a duration", &written))
            return;
    } else if (!read_count(reader, window, &written)) {
        return;
    }
    slo_read_window(reader, &reading->slo, written);
}

/* Exactly one item; v1alpha says timeWindows. */
static void read_windows(struct reading *reading, uint32_t spec) {
    struct reader *reader = reading->reader;
    const struct document *document = reader->document;
    struct entry entry;
    if (!find_either(reader, spec, "timeWindow", "timeWindows", &entry))
        return;
    uint32_t window = entry.value;
    if (document->nodes[window].kind == NODE_LIST && document->nodes[window].length > 0)
        window = document->nodes[window].first;
    if (is_map(reader, window))
        read_window(reading, window);
    if (document->nodes[entry.value].kind == NODE_LIST && document->nodes[entry.value].length > 1)
        diagnose_flaw(reader, entry.where, "'%.*s' has more than one item", TEXT_ARGS(entry.key));
}

/* ---- Documents ---- */

static void read_slo(struct reader *reader, const struct entry *spec, struct written name) {
    struct reading reading = {.reader = reader};
    struct written service;
    struct entry entry;
    if (!fields_find(reader, spec->value, "service", &entry) &&
        !fields_find(reader, spec->value, "serviceRef", &entry)) {
        diagnose_flaw(reader, spec->where, "the SLO '" SHOWN "' names no 'service'", SHOWN_ARGS(name.text));
        return;
    }
    if (!fields_name(reader, &entry, "the name of a service", &service))
        return;
    service.where = document_position(reader->document, entry.value);
    reading.slo = slo_begin(reader, name.text, service);
    if (find_either(reader, spec->value, "indicator", "sli", &entry))
        reading.is_threshold = is_threshold(reader, entry.value);
    else if (find_either(reader, spec->value, "indicatorRef", "sliRef", &entry))
        reading.indicator = text_of_entry(reader, &entry);
    read_objectives(&reading, spec);
    read_windows(&reading, spec->value);
    slo_add(reader, &reading.slo);
}

static void read_service(struct reader *reader, const struct entry *spec, struct written name) {
    struct imports *imports = reader->model->imports;
    struct service service = {.name = name.text, .where = name.where};
    struct entry entry;
    if (spec && fields_find(reader, spec->value, "description", &entry) &&
        !document_is_null(reader->document, entry.value)) {
        service.description = text_of_entry(reader, &entry);
        service.description_where = document_position(reader->document, entry.value);
    }
    imports->services = arena_reserve(&reader->model->arena, imports->services, imports->service_count,
                                      &imports->service_capacity, sizeof *imports->services);
    imports->services[imports->service_count++] = service;
}

/* metadata: {name: ...} */
static bool read_name(struct reader *reader, uint32_t root, struct text kind, struct written *name) {
    struct entry metadata, entry;
    if (fields_find_map(reader, root, "metadata", &metadata) && fields_find(reader, metadata.value, "name", &entry))
        return fields_name(reader, &entry, "a name", name);
    diagnose_flaw(reader, document_position(reader->document, root),
                  "a document of kind '" SHOWN "' has no metadata.name", SHOWN_ARGS(kind));
    return false;
}

void openslo_read(struct reader *reader, uint32_t root, struct text kind) {
    struct entry spec_entry;
    struct written name;
    const struct entry *spec = fields_find(reader, root, "spec", &spec_entry) ? &spec_entry : NULL;
    if (!read_name(reader, root, kind, &name))
        return;
    if (is_unrendered(name.text) && reader->followed)
        remark(reader->model, REMARK_TEMPLATE, name.where, "'" SHOWN "'", SHOWN_ARGS(name.text));
    else if (is_unrendered(name.text))
        diagnose_flaw(reader, name.where, "'" SHOWN "' is an unrendered template (render it first)",
                      SHOWN_ARGS(name.text));
    else if (text_is(kind, "Service"))
        read_service(reader, spec, name);
    else if (!spec || !is_map(reader, spec->value))
        diagnose_flaw(reader, name.where, "'" SHOWN "' has no 'spec'", SHOWN_ARGS(name.text));
    else if (text_is(kind, "SLO"))
        read_slo(reader, spec, name);
    else if (is_threshold(reader, spec->value))
        name_set_add(&reader->model->imports->thresholds, name.text);
}
