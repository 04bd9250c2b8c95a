#include "parser/each_keys.h"

#include "base/shown.h"

static bool is_name(struct text text) {
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] == '.' || text.at[i] == '(' || text.at[i] == ')')
            return false;
    return text.length > 0;
}

static void add_value(struct each_keys *keys, struct each_key *key, uint32_t node, uint32_t fields) {
    const struct document *document = keys->reader->document;
    struct text name = document_text(document, node);
    if (document->nodes[node].kind != NODE_SCALAR || document_is_null(document, node) || name.length == 0)
        diagnose_each(keys, document_position(document, node), "a value of '" SHOWN "' must be a name, not %s",
                      SHOWN_ARGS(key->name), name.length == 0 ? "empty" : node_kind_name(document, node));
    else
        key->values[key->count++] = (struct each_value){name, fields};
}

static void read_fields(struct each_keys *keys, struct each_key *key, const struct entry *value, uint32_t key_node) {
    const struct document *document = keys->reader->document;
    uint32_t fields = value->value;
    if (document_is_null(document, fields)) {
        add_value(keys, key, key_node, NO_INDEX);
        return;
    }
    if (document->nodes[fields].kind != NODE_MAP) {
        diagnose_each(keys, document_position(document, fields), "the fields of '" SHOWN "' must be a map, not %s",
                      SHOWN_ARGS(value->key), node_kind_name(document, fields));
        return;
    }
    uint32_t cursor = document->nodes[fields].first;
    struct entry field;
    while (fields_next(keys->reader, &cursor, &field))
        if (document->nodes[field.value].kind != NODE_SCALAR || document_is_null(document, field.value))
            diagnose_each(keys, document_position(document, field.value), "'" SHOWN "' must be text, not %s",
                          SHOWN_ARGS(field.key), node_kind_name(document, field.value));
    add_value(keys, key, key_node, fields);
}

static text_map_key name_of_value;
static struct text name_of_value(const void *owner, uint32_t index) {
    return ((const struct each_key *)owner)->values[index].name;
}

/* In a map they are unique already. */
static void check_unique(struct each_keys *keys, const struct each_key *key, uint32_t list) {
    struct text_map names;
    uint32_t item = keys->reader->document->nodes[list].first, count = 0;
    text_map_init(&names, keys->arena, name_of_value, key);
    for (; item != NO_INDEX && count < key->count; item = keys->reader->document->nodes[item].next, count++)
        if (text_map_add(&names, key->values[count].name, count) != NO_INDEX)
            diagnose_each(keys, document_position(keys->reader->document, item), "the value '" SHOWN "' stands twice",
                          SHOWN_ARGS(key->values[count].name));
}

static void read_values(struct each_keys *keys, struct each_key *key, const struct entry *entry) {
    const struct document *document = keys->reader->document;
    const struct node *values = &document->nodes[entry->value];
    bool is_list = values->kind == NODE_LIST;
    if (!is_list && values->kind != NODE_MAP) {
        diagnose_each(keys, entry->where, "'" SHOWN "' must be a list of names, or a map from names to fields",
                      SHOWN_ARGS(entry->key));
        return;
    }
    if (values->length == 0)
        diagnose_each(keys, entry->where, "'" SHOWN "' has no value (name at least one)", SHOWN_ARGS(entry->key));
    key->values = arena_alloc(keys->arena, values->length, sizeof *key->values);
    uint32_t cursor = values->first;
    struct entry value;
    if (is_list) {
        for (; cursor != NO_INDEX; cursor = document->nodes[cursor].next)
            add_value(keys, key, cursor, NO_INDEX);
        check_unique(keys, key, entry->value);
        return;
    }
    for (uint32_t node = cursor; fields_next(keys->reader, &cursor, &value); node = cursor)
        read_fields(keys, key, &value, node);
}

void each_keys_read(struct each_keys *keys, struct reader *reader, struct arena *arena, const struct entry *entry) {
    *keys = (struct each_keys){.reader = reader, .arena = arena};
    const struct document *document = keys->reader->document;
    const struct node *map = &document->nodes[entry->value];
    if (fields_is_broken(keys->reader, entry->value)) {
        keys->failed = true;
        return;
    }
    if (map->kind != NODE_MAP) {
        diagnose_each(keys, document_position(document, entry->value),
                      "'each' must be a map, not %s (write each: {market: [de, fr]})",
                      node_kind_name(document, entry->value));
        return;
    }
    if (map->length > EACH_KEYS_MAX) {
        diagnose_each(keys, entry->where, "'each' has %u keys (at most %d)", map->length, EACH_KEYS_MAX);
        return;
    }
    keys->at = arena_alloc(keys->arena, map->length, sizeof *keys->at);
    uint32_t cursor = map->first;
    struct entry key;
    while (fields_next(keys->reader, &cursor, &key)) {
        if (fields_is_broken(keys->reader, key.value)) {
            keys->failed = true;
            continue;
        }
        if (!is_name(key.key))
            diagnose_each(keys, key.where, "'" SHOWN "' cannot be named by a placeholder (no '.', '(' or ')')",
                          SHOWN_ARGS(key.key));
        struct each_key *added = &keys->at[keys->count++];
        *added = (struct each_key){.name = key.key, .where = key.where};
        name_set_init(&added->fields, keys->arena);
        read_values(keys, added, &key);
    }
}

size_t each_keys_find(const struct each_keys *keys, struct text name) {
    size_t key = 0;
    while (key < keys->count && !text_equal(keys->at[key].name, name))
        key++;
    return key;
}

size_t each_keys_name(struct each_keys *keys, const struct placeholder *placeholder, struct position where) {
    size_t key = each_keys_find(keys, placeholder->key);
    struct nearest nearest = nearest_to(placeholder->key);
    if (key < keys->count) {
        keys->at[key].is_used = true;
        if (placeholder->field.at)
            name_set_add(&keys->at[key].fields, placeholder->field);
        return key;
    }
    for (size_t i = 0; i < keys->count; i++)
        nearest_offer(&nearest, keys->at[i].name);
    keys->failed = keys->reader->flawed = true;
    diagnose_nearest(keys->reader->problems, where, &nearest, "unknown placeholder '$(" SHOWN ")'",
                     SHOWN_ARGS(placeholder->key));
    return key;
}

/* A field that is misspelt, say, where a component states its own figure beside it. */
static void warn_of_fields(const struct each_keys *keys, struct each_key *key) {
    const struct document *document = keys->reader->document;
    for (size_t i = 0; i < key->count; i++) {
        uint32_t cursor = key->values[i].fields == NO_INDEX ? NO_INDEX : document->nodes[key->values[i].fields].first;
        struct entry field;
        while (fields_next(keys->reader, &cursor, &field))
            if (name_set_add(&key->fields, field.key))
                diagnose(keys->reader->problems, SLACALC_WARNING, field.where,
                         "'" SHOWN "' is named by no placeholder '$(" SHOWN "." SHOWN ")'", SHOWN_ARGS(field.key),
                         SHOWN_ARGS(key->name), SHOWN_ARGS(field.key));
    }
}

void each_keys_warn(const struct each_keys *keys) {
    for (size_t k = 0; k < keys->count; k++)
        if (keys->at[k].is_used)
            warn_of_fields(keys, &keys->at[k]);
        else
            diagnose(keys->reader->problems, SLACALC_WARNING, keys->at[k].where,
                     "'" SHOWN "' is named by no placeholder '$(" SHOWN ")'", SHOWN_ARGS(keys->at[k].name),
                     SHOWN_ARGS(keys->at[k].name));
}
