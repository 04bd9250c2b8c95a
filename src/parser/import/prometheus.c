#include "parser/import/prometheus.h"

#include "base/shown.h"
#include "parser/import/slo_fields.h"

/* The text behind a key. Returns false with an error where there is none. */
static bool read_text(struct reader *reader, uint32_t map, const char *key, const char *of, struct written *written) {
    struct entry entry;
    if (fields_find(reader, map, key, &entry))
        return fields_name(reader, &entry, "text", written);
    diagnose_flaw(reader, document_position(reader->document, map), "%s has no '%s'", of, key);
    return false;
}

/* ---- Sloth ---- */

static void read_sloth_slo(struct reader *reader, uint32_t node, struct written service) {
    struct target target = {.is_threshold = false};
    struct written name;
    struct entry objective;
    if (reader->document->nodes[node].kind != NODE_MAP) {
        diagnose_flaw(reader, document_position(reader->document, node), "an SLO of Sloth must be a map, not %s",
                      node_kind_name(reader->document, node));
        return;
    }
    if (!read_text(reader, node, "name", "an SLO of Sloth", &name))
        return;
    if (!fields_find(reader, node, "objective", &objective)) {
        diagnose_flaw(reader, name.where, "the SLO '" SHOWN "' has no 'objective'", SHOWN_ARGS(name.text));
        return;
    }
    struct slo slo = slo_begin(reader, name.text, service);
    if (!slo_read_level(reader, &objective, TARGET_PERCENT, &target))
        return;
    slo_add_target(reader, &slo, &target);
    slo_add(reader, &slo);
}

static void read_sloth_slos(struct reader *reader, uint32_t spec) {
    const struct document *document = reader->document;
    struct written service;
    struct entry slos;
    imports_of(reader->model)->pending = true;
    if (!read_text(reader, spec, "service", "a specification of Sloth", &service))
        return;
    if (!fields_find(reader, spec, "slos", &slos) || document->nodes[slos.value].kind != NODE_LIST ||
        document->nodes[slos.value].length == 0) {
        diagnose_flaw(reader, service.where, "the specification of '" SHOWN "' has no list of 'slos'",
                      SHOWN_ARGS(service.text));
        return;
    }
    for (uint32_t item = document->nodes[slos.value].first; item != NO_INDEX; item = document->nodes[item].next)
        read_sloth_slo(reader, item, service);
}

void sloth_read_own(struct reader *reader, uint32_t root) {
    struct written version;
    if (!read_text(reader, root, "version", "a specification of Sloth", &version))
        return;
    if (text_is(version.text, "prometheus/v1"))
        read_sloth_slos(reader, root);
    else
        diagnose_flaw(reader, version.where, "version '" SHOWN "' of Sloth is not known (prometheus/v1 is)",
                      SHOWN_ARGS(version.text));
}

void sloth_read(struct reader *reader, uint32_t root, struct text kind) {
    struct entry spec;
    if (fields_find_map(reader, root, "spec", &spec))
        read_sloth_slos(reader, spec.value);
    else
        diagnose_flaw(reader, document_position(reader->document, root), "a document of kind '" SHOWN "' has no 'spec'",
                      SHOWN_ARGS(kind));
}

/* ---- Pyrra ---- */

/* Pyrra has no key for the service: a label of its own says it, or else the SLO has the service's name. */
static struct written pyrra_service(struct reader *reader, const struct entry *metadata, struct written name) {
    struct entry labels, label;
    struct written service;
    if (fields_find_map(reader, metadata->value, "labels", &labels) &&
        fields_find(reader, labels.value, "pyrra.dev/service", &label) &&
        fields_scalar(reader, &label, "the name of a service", &service))
        return service;
    return name;
}

static bool is_latency(const struct reader *reader, const struct entry *spec) {
    struct entry indicator, entry;
    return fields_find_map(reader, spec->value, "indicator", &indicator) &&
           (fields_find(reader, indicator.value, "latency", &entry) ||
            fields_find(reader, indicator.value, "latencyNative", &entry));
}

void pyrra_read(struct reader *reader, uint32_t root, struct text kind) {
    struct entry metadata, spec, entry;
    struct written name, window;
    struct target target = {.is_threshold = false};
    if (!fields_find_map(reader, root, "metadata", &metadata) || !fields_find_map(reader, root, "spec", &spec)) {
        diagnose_flaw(reader, document_position(reader->document, root),
                      "a document of kind '" SHOWN "' has no 'metadata' or no 'spec'", SHOWN_ARGS(kind));
        return;
    }
    if (!read_text(reader, metadata.value, "name", "an SLO of Pyrra", &name))
        return;
    if (!fields_find(reader, spec.value, "target", &entry)) {
        diagnose_flaw(reader, name.where, "the SLO '" SHOWN "' has no 'target'", SHOWN_ARGS(name.text));
        return;
    }
    target.is_threshold = is_latency(reader, &spec);
    struct slo slo = slo_begin(reader, name.text, pyrra_service(reader, &metadata, name));
    if (!slo_read_level(reader, &entry, TARGET_PERCENT, &target))
        return;
    slo_add_target(reader, &slo, &target);
    if (fields_find(reader, spec.value, "window", &entry) && fields_scalar(reader, &entry, "a duration", &window))
        slo_read_window(reader, &slo, window);
    slo_add(reader, &slo);
}
