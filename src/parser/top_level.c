#include "parser/top_level.h"

#include "base/setting_names.h"
#include "base/shown.h"
#include "parser/component.h"
#include "parser/each.h"
#include "parser/import/foreign.h"
#include "parser/import/import.h"
#include "parser/import/overlay.h"
#include "parser/plan_options.h"
#include "parser/remark.h"
#include "parser/zone.h"

static void read_version(struct reader *reader, const struct entry *entry) {
    struct written written;
    if (fields_scalar(reader, entry, "the format version 1", &written) && !text_is(written.text, "1"))
        diagnose_flaw(reader, written.where, "format version '" SHOWN "' is not known (this slacalc reads version 1)",
                      SHOWN_ARGS(written.text));
}

static void report_changed(struct reader *reader, const struct entry *entry, struct position earlier) {
    diagnose_flaw(reader, entry->where, "'%.*s' is set twice, to different values", TEXT_ARGS(entry->key));
    diagnose(reader->problems, SLACALC_NOTE, earlier, "first set here");
}

static void read_title(struct reader *reader, const struct entry *entry) {
    struct slacalc_model *model = reader->model;
    struct written written;
    if (!fields_scalar(reader, entry, "text", &written))
        return;
    if (model->title.at && !text_equal(model->title, written.text)) {
        report_changed(reader, entry, model->title_where);
        return;
    }
    if (!model->title.at)
        model->title_where = entry->where;
    model->title = written.text;
}

static void read_period(struct reader *reader, const struct entry *entry) {
    struct slacalc_model *model = reader->model;
    struct written written;
    long double seconds;
    if (!fields_scalar(reader, entry, "a duration", &written))
        return;
    if (!quantity_duration(&reader->quantities, written, &seconds))
        return;
    if (!(seconds > 0)) {
        diagnose_flaw(reader, written.where, "'period' must be longer than 0");
        return;
    }
    if (model->period_s > 0 && (model->period_s < seconds || model->period_s > seconds)) {
        report_changed(reader, entry, model->period_where);
        return;
    }
    if (!(model->period_s > 0))
        model->period_where = entry->where;
    model->period_s = seconds;
}

/* A component that is defined again is read too, for its own errors; its name stays with the first one. */
static void define_component(struct reader *reader, const struct entry *entry) {
    struct slacalc_model *model = reader->model;
    uint32_t component = component_new(model, entry->key, entry->where, reader->zone);
    model->components[component].document_mttr = reader->mttr;
    uint32_t earlier = text_map_add(&model->names, entry->key, component);
    if (earlier != NO_INDEX) {
        diagnose_flaw(reader, entry->where, "component '" SHOWN "' is defined twice", SHOWN_ARGS(entry->key));
        diagnose(reader->problems, SLACALC_NOTE, model->components[earlier].where, "first defined here");
    }
    if (entry->key.length == 0)
        diagnose_flaw(reader, entry->where, "a component has an empty name");
    reader->flawed = false;
    component_read(reader, component, entry);
    model->components[component].flawed = reader->flawed;
}

/* Errors of what stands for one value of several say which. */
static void begin_copy(struct reader *reader, size_t pair) {
    const char *value = reader->copies.values[pair];
    diagnostics_context(reader->problems, value);
    model_begin_copies(reader->model, value);
}

static void read_components(struct reader *reader, const struct entry *entry) {
    const struct document *document = reader->document;
    unsigned kind = document->nodes[entry->value].kind;
    if (kind != NODE_MAP) {
        diagnose_flaw(reader, document_position(document, entry->value), "'components' must be a map, not %s%s",
                      node_kind_name(document, entry->value),
                      kind == NODE_LIST ? " (write each one as 'web: 99.9%' or 'web: {slo: 99.9%}', without '-')" : "");
        reader->model->incomplete = true;
        return;
    }
    if (reader->copies.failed)
        reader->model->incomplete = true;
    if (reader->overlay || reader->copies.failed)
        return;
    text_map_reserve(&reader->model->names, reader->model->names.count + document->nodes[entry->value].length);
    uint32_t cursor = document->nodes[entry->value].first;
    struct entry component;
    for (size_t i = 0; fields_next(reader, &cursor, &component); i++) {
        if (reader->copies.count > 0)
            begin_copy(reader, i);
        if (cursor != NO_INDEX)
            text_map_expect(&reader->model->names, document_text(document, cursor));
        if (fields_is_broken(reader, component.value) && text_is(component.key, "<<"))
            reader->model->incomplete = true;
        else
            define_component(reader, &component);
    }
    if (reader->copies.count > 0)
        model_begin_copies(reader->model, NULL);
    diagnostics_context(reader->problems, NULL);
}

static void read_timezone(struct reader *reader, const struct entry *entry) {
    struct written written;
    if (!fields_scalar(reader, entry, "a time zone", &written) || !zone_read(reader, written, &reader->zone))
        return;
    if (reader->model->first_zone == NO_INDEX)
        reader->model->first_zone = reader->zone;
}

static void read_mttr(struct reader *reader, const struct entry *entry) {
    struct slacalc_model *model = reader->model;
    struct written written;
    long double seconds;
    if (!fields_scalar(reader, entry, "a duration", &written) ||
        !quantity_duration(&reader->quantities, written, &seconds))
        return;
    if (!(seconds > 0))
        diagnose_flaw(reader, written.where, "'mttr' must be longer than 0");
    else if (reader->overlay)
        diagnose_flaw(
            reader, entry->where,
            "'mttr' at the top is for the components of a model, and an overlay has none of its own (write it "
            "below each component)");
    model->has_mttr = true;
    reader->mttr = (uint32_t)model->document_mttr_count;
    ARENA_APPEND(&model->arena, model->document_mttrs, model->document_mttr_count, model->document_mttr_capacity,
                 seconds);
}

static void read_cycles(struct reader *reader, const struct entry *entry) {
    struct written written;
    if (!fields_scalar(reader, entry, "'error' or 'together'", &written))
        return;
    if (text_is(written.text, "together"))
        reader->model->together = true;
    else if (!text_is(written.text, "error"))
        diagnose_flaw(reader, written.where, "'cycles' must be 'error' or 'together', not '" SHOWN "'",
                      SHOWN_ARGS(written.text));
}

/* Each document has references of its own: a printed model those of the catalogues that it was made of. */
static void read_unresolved(struct reader *reader, const struct entry *entry) {
    struct written written;
    uint32_t count;
    if (!fields_scalar(reader, entry, "a whole number", &written) ||
        !quantity_whole(&reader->quantities, written, "unresolved", 0, UINT32_MAX - 1, &count))
        return;
    reader->model->unresolved += count;
    reader->model->counts_unresolved = true;
}

/* Was read before the other keys. */
static void read_nothing(struct reader *reader, const struct entry *entry) {
    (void)reader;
    (void)entry;
}

static void read_only_in_overlay(struct reader *reader, const struct entry *entry) {
    if (!reader->overlay)
        diagnose_flaw(reader, entry->where, "'%.*s' belongs in an overlay (write overlay: true at the top)",
                      TEXT_ARGS(entry->key));
    else if (text_is(entry->key, "defaults"))
        overlay_read_defaults(reader, entry);
    else
        overlay_read_aliases(reader, entry);
}

static const struct {
    const char *name;
    void (*read)(struct reader *reader, const struct entry *entry);
} top_keys[] = {{"slacalc", read_version},
                {"title", read_title},
                {"period", read_period},
                {"components", read_components},
                {"timezone", read_timezone},
                {"cycles", read_cycles},
                {"options", plan_options_read},
                {"unresolved", read_unresolved},
                {"overlay", read_nothing},
                {"defaults", read_only_in_overlay},
                {"aliases", read_only_in_overlay},
                {"each", read_nothing},
                {"mttr", read_mttr}};

static void read_top_key(struct reader *reader, const struct entry *entry) {
    struct nearest nearest = nearest_to(entry->key);
    nearest.any_case = true;
    if (is_extension(entry->key))
        return;
    for (size_t i = 0; i < sizeof top_keys / sizeof *top_keys; i++) {
        if (text_is(entry->key, top_keys[i].name)) {
            top_keys[i].read(reader, entry);
            return;
        }
        nearest_offer(&nearest, text_of(top_keys[i].name));
    }
    /* It may be a mistyped 'components': then the names stand here that others would be reported to lack. */
    reader->model->incomplete |= reader->document->nodes[entry->value].kind == NODE_MAP;
    diagnose_nearest(reader->problems, entry->where, &nearest, "unknown key '" SHOWN "'", SHOWN_ARGS(entry->key));
}

static const char *const document_defaults[] = {"timezone", "mttr"};

/* Before the other keys: they may stand behind the components that they speak for. */
static void read_document_defaults(struct reader *reader, uint32_t root) {
    reader->zone = reader->mttr = NO_INDEX;
    for (size_t i = 0; i < sizeof document_defaults / sizeof *document_defaults; i++) {
        struct entry entry;
        if (fields_find(reader, root, document_defaults[i], &entry) && !fields_is_broken(reader, entry.value))
            read_top_key(reader, &entry);
    }
}

static bool is_document_default(struct text key) {
    for (size_t i = 0; i < sizeof document_defaults / sizeof *document_defaults; i++)
        if (text_is(key, document_defaults[i]))
            return true;
    return false;
}

static void read_is_overlay(struct reader *reader, uint32_t root) {
    struct entry entry;
    struct written written;
    reader->overlay = false;
    if (!fields_find(reader, root, "overlay", &entry) || fields_is_broken(reader, entry.value) ||
        !fields_scalar(reader, &entry, "true or false", &written))
        return;
    reader->overlay = text_is(written.text, "true");
    if (!reader->overlay && !text_is(written.text, "false"))
        diagnose_flaw(reader, written.where, "'overlay' must be true or false, not '" SHOWN "'",
                      SHOWN_ARGS(written.text));
}

/* Whether the map has 'components', or a key that may be meant as that or another one of a model. */
static bool may_be_model(const struct reader *reader, uint32_t root) {
    uint32_t cursor = reader->document->nodes[root].first;
    struct entry entry;
    bool has_keys = false;
    if (fields_find(reader, root, "components", &entry))
        return true;
    while (fields_next(reader, &cursor, &entry)) {
        struct nearest nearest = nearest_to(entry.key);
        nearest.any_case = true;
        for (size_t i = 0; i < sizeof top_keys / sizeof *top_keys; i++)
            nearest_offer(&nearest, text_of(top_keys[i].name));
        if (nearest.best.at || is_extension(entry.key) || text_is(entry.key, "<<"))
            return true;
        has_keys = true;
    }
    return !has_keys;
}

static void read_top(struct reader *reader, uint32_t root) {
    const struct document *document = reader->document;
    if (document->nodes[root].kind != NODE_MAP) {
        reader->flawed = true;
        diagnose_hint(reader->problems, SLACALC_ERROR, document_position(document, root), SLACALC_HINT_STARTER, NULL,
                      "a model is a map with the key 'components', not %s (%s gives one to start from)",
                      node_kind_name(document, root), hint_name(reader->model->hint_names, SLACALC_HINT_STARTER));
        reader->model->incomplete = true;
        return;
    }
    if (foreign_refuse(reader, root))
        return;
    if (!may_be_model(reader, root)) {
        reader->flawed = true;
        diagnose_hint(reader->problems, SLACALC_ERROR, document_position(document, root), SLACALC_HINT_STARTER, NULL,
                      "'components' is missing (the smallest model: components: {web: 99.9%%}; %s gives a larger one)",
                      hint_name(reader->model->hint_names, SLACALC_HINT_STARTER));
        reader->model->incomplete = true;
        return;
    }
    read_is_overlay(reader, root);
    read_document_defaults(reader, root);
    reader->copies = each_expand(reader, root);
    if (reader->overlay)
        overlay_keep(reader, root);
    uint32_t cursor = document->nodes[root].first;
    struct entry entry;
    while (fields_next(reader, &cursor, &entry)) {
        if (fields_is_broken(reader, entry.value))
            reader->model->incomplete = true;
        else if (!is_document_default(entry.key))
            read_top_key(reader, &entry);
    }
}

/* Models stand in lists as well, but not below some key. */
static bool is_document(const struct reader *reader, uint32_t node, bool is_item) {
    struct entry entry;
    return import_is_document(reader, node) || (is_item && (fields_find(reader, node, "components", &entry) ||
                                                            fields_find(reader, node, "overlay", &entry)));
}

/* Whether a node only wraps documents: a JSON array, or the `items` of a list or of a catalogue's answer. Recurses as
 * deep as the document nests, which is limited. */
static bool wraps_documents(const struct reader *reader, uint32_t node) {
    const struct document *document = reader->document;
    bool is_list = document->nodes[node].kind == NODE_LIST;
    for (uint32_t i = document_first_child(document, node); i != NO_INDEX; i = document_next_child(document, node, i))
        if (is_document(reader, i, is_list) || wraps_documents(reader, i))
            return true;
    return false;
}

static void read_root(struct reader *reader, uint32_t root) {
    if (import_is_document(reader, root))
        import_read(reader, root);
    else
        read_top(reader, root);
}

static bool is_list_of_kubernetes(const struct reader *reader, uint32_t node) {
    struct entry entry;
    return fields_find(reader, node, "items", &entry) && reader->document->nodes[entry.value].kind == NODE_LIST;
}

static void note_next_page(struct reader *reader, uint32_t node, const char *key, const char *next) {
    struct entry about;
    if (!fields_find_map(reader, node, key, &about))
        return;
    struct written cursor = fields_text(reader, about.value, next);
    if (cursor.text.length > 0)
        remark(reader->model, REMARK_PAGE, cursor.where, "'%s'", next);
}

/* Of a map that wraps documents, what else it says is about the wrapping. */
static void read_wrapped(struct reader *reader, uint32_t node) {
    const struct document *document = reader->document;
    bool is_list = document->nodes[node].kind == NODE_LIST;
    bool is_whole = is_document(reader, node, true) && !is_list_of_kubernetes(reader, node);
    if (is_whole || !wraps_documents(reader, node)) {
        read_root(reader, node);
        return;
    }
    if (!is_list) {
        note_next_page(reader, node, "pageInfo", "nextCursor"); /* of Backstage */
        note_next_page(reader, node, "metadata", "continue");   /* of Kubernetes */
    }
    for (uint32_t i = document_first_child(document, node); i != NO_INDEX; i = document_next_child(document, node, i))
        if (is_list || is_document(reader, i, false) || wraps_documents(reader, i))
            read_wrapped(reader, i);
}

void top_level_read(struct reader *reader) {
    for (size_t i = 0; i < reader->document->root_count; i++)
        read_wrapped(reader, reader->document->roots[i]);
}
