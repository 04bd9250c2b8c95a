#include "parser/fields.h"

#include "base/shown.h"

#include <string.h>

void reader_init(struct reader *reader, struct slacalc_model *model, struct document *document,
                 slacalc_diagnostics *problems) {
    *reader = (struct reader){.model = model, .problems = problems, .document = document, .zone = NO_INDEX};
    quantities_init(&reader->quantities, problems, &document->scratch);
}

bool is_extension(struct text key) {
    return key.length >= 2 && memcmp(key.at, "x-", 2) == 0;
}

bool fields_next(const struct reader *reader, uint32_t *cursor, struct entry *entry) {
    const struct document *document = reader->document;
    if (*cursor == NO_INDEX)
        return false;
    uint32_t key = *cursor, value = document->nodes[key].next;
    *cursor = document->nodes[value].next;
    *entry = (struct entry){document_text(document, key), document_position(document, key), value};
    return true;
}

bool fields_is_broken(const struct reader *reader, uint32_t node) {
    return reader->document->nodes[node].kind == NODE_BROKEN;
}

bool fields_scalar(struct reader *reader, const struct entry *entry, const char *form, struct written *written) {
    const struct document *document = reader->document;
    if (document_is_null(document, entry->value)) {
        diagnose_flaw(reader, entry->where, "'" SHOWN "' has no value", SHOWN_ARGS(entry->key));
        return false;
    }
    if (document->nodes[entry->value].kind != NODE_SCALAR) {
        diagnose_flaw(reader, document_position(document, entry->value), "'" SHOWN "' must be %s, not %s",
                      SHOWN_ARGS(entry->key), form, node_kind_name(document, entry->value));
        return false;
    }
    *written = (struct written){document_text(document, entry->value), document_text_position(document, entry->value)};
    return true;
}

bool fields_name(struct reader *reader, const struct entry *entry, const char *form, struct written *written) {
    if (!fields_scalar(reader, entry, form, written))
        return false;
    if (written->text.length > 0)
        return true;
    diagnose_flaw(reader, written->where, "'" SHOWN "' is empty (write a name)", SHOWN_ARGS(entry->key));
    return false;
}

bool fields_find(const struct reader *reader, uint32_t map, const char *key, struct entry *entry) {
    uint32_t cursor = reader->document->nodes[map].kind == NODE_MAP ? reader->document->nodes[map].first : NO_INDEX;
    while (fields_next(reader, &cursor, entry))
        if (text_is(entry->key, key))
            return true;
    return false;
}

bool fields_find_map(const struct reader *reader, uint32_t map, const char *key, struct entry *entry) {
    return fields_find(reader, map, key, entry) && reader->document->nodes[entry->value].kind == NODE_MAP;
}

struct written fields_text(const struct reader *reader, uint32_t map, const char *key) {
    const struct document *document = reader->document;
    struct entry entry;
    if (!fields_find(reader, map, key, &entry) || document->nodes[entry.value].kind != NODE_SCALAR ||
        document_is_null(document, entry.value))
        return (struct written){.text = {NULL, 0}};
    return (struct written){document_text(document, entry.value), document_position(document, entry.value)};
}
