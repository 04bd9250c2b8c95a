#include "parser/mapping.h"

#include "base/characters.h"
#include "base/shown.h"

enum { FEW_KEYS = 16 };

/* The keys of one map: a few are compared, many are hashed. */
struct key_set {
    struct document *document;
    size_t pairs; /* that are written in the map; merged ones may be added */
    size_t count;
    uint32_t few[FEW_KEYS];
    struct text_map many;
};

/* A map while it is finished. */
struct mapping {
    struct document *document;
    slacalc_diagnostics *problems;
    uint32_t map;
    uint32_t last;      /* value of the last pair that stays */
    uint32_t merge;     /* the merge key; NO_INDEX where there is none */
    bool two_documents; /* a missing '---' was reported: it explains the other duplicates */
    struct key_set keys;
};

/* Returns the equal key that is in the set, or NO_INDEX after having added this one. */
static uint32_t add_key(struct key_set *set, uint32_t key) {
    struct text text = document_text(set->document, key);
    if (set->count >= FEW_KEYS) {
        if (set->count++ == FEW_KEYS) {
            text_map_reserve(&set->many, set->pairs);
            for (size_t i = 0; i < FEW_KEYS; i++)
                text_map_add(&set->many, document_text(set->document, set->few[i]), set->few[i]);
        }
        return text_map_add(&set->many, text, key);
    }
    for (size_t i = 0; i < set->count; i++)
        if (text_equal(document_text(set->document, set->few[i]), text))
            return set->few[i];
    set->few[set->count++] = key;
    return NO_INDEX;
}

static bool is_merge_key(const struct document *document, uint32_t key) {
    return document->nodes[key].plain && text_is(document_text(document, key), "<<");
}

static void report_duplicate(struct mapping *mapping, uint32_t key, uint32_t earlier) {
    struct text text = document_text(mapping->document, key);
    bool heads_document = text_is(text, "apiVersion") || text_is(text, "kind");
    if (mapping->two_documents)
        return;
    mapping->two_documents = heads_document;
    diagnose(mapping->problems, SLACALC_ERROR, document_position(mapping->document, key), "duplicate key '" SHOWN "'%s",
             SHOWN_ARGS(text), heads_document ? " (is '---' missing between two documents?)" : "");
    diagnose(mapping->problems, SLACALC_NOTE, document_position(mapping->document, earlier), "first used here");
}

/* Returns whether the pair stays in the map as it is. */
static bool accept_key(struct mapping *mapping, uint32_t key) {
    struct document *document = mapping->document;
    unsigned kind = document->nodes[key].kind;
    if (kind != NODE_SCALAR) {
        if (kind != NODE_BROKEN)
            diagnose(mapping->problems, SLACALC_ERROR, document_position(document, key), "a key must be text, not %s",
                     node_kind_name(document, key));
        return false;
    }
    uint32_t earlier = mapping->merge;
    if (!is_merge_key(document, key))
        earlier = add_key(&mapping->keys, key);
    else if (earlier == NO_INDEX)
        mapping->merge = key;
    if (earlier != NO_INDEX)
        report_duplicate(mapping, key, earlier);
    return earlier == NO_INDEX && mapping->merge != key;
}

/* `{a: 99,9%}`: a comma within braces ends the value, and what follows it is a key without a value. */
static bool is_split_number(const struct mapping *mapping, uint32_t key) {
    const struct document *document = mapping->document;
    const struct node *behind = &document->nodes[key];
    if (mapping->last == NO_INDEX || behind->kind != NODE_SCALAR || !behind->plain || behind->copied)
        return false;
    const struct node *before = &document->nodes[mapping->last], *value = &document->nodes[behind->next];
    struct text text = document_text(document, key);
    size_t unit = skip_digits(text, 0);
    if (unit == 0)
        return false;
    while (unit < text.length && (is_letter(text.at[unit]) || text.at[unit] == '%'))
        unit++;
    return unit == text.length && before->kind == NODE_SCALAR && before->plain && !before->copied &&
           before->length > 0 && before->first + before->length + 1 == behind->first &&
           is_digit(document->text.at[behind->first - 2]) && document->text.at[behind->first - 1] == ',' &&
           value->kind == NODE_SCALAR && value->length == 0;
}

/* The value before is not read, since it is only a part of what was meant. */
static void report_split_number(struct mapping *mapping, uint32_t key) {
    struct document *document = mapping->document;
    struct node *before = &document->nodes[mapping->last];
    struct text whole = document_text(document, mapping->last), rest = document_text(document, key);
    diagnose(mapping->problems, SLACALC_ERROR, document_span(document, before->first, whole.length + 1 + rest.length),
             "'" SHOWN "," SHOWN "' is split at the comma (did you mean " SHOWN "." SHOWN "?)", SHOWN_ARGS(whole),
             SHOWN_ARGS(rest), SHOWN_ARGS(whole), SHOWN_ARGS(rest));
    before->kind = NODE_BROKEN;
}

static void append_pair(struct mapping *mapping, uint32_t key) {
    struct node *nodes = mapping->document->nodes;
    if (mapping->last == NO_INDEX)
        nodes[mapping->map].first = key;
    else
        nodes[mapping->last].next = key;
    mapping->last = nodes[key].next;
    nodes[mapping->last].next = NO_INDEX;
    nodes[mapping->map].length = (nodes[mapping->map].length + 1) & NODE_LENGTH_MAX;
}

static void merge_map(struct mapping *mapping, uint32_t from) {
    struct document *document = mapping->document;
    for (uint32_t key = document->nodes[from].first; key != NO_INDEX;) {
        uint32_t value = document->nodes[key].next;
        uint32_t copy = document_add(document, document->nodes[key]);
        if (add_key(&mapping->keys, copy) == NO_INDEX) {
            uint32_t value_copy = document_add(document, document->nodes[value]);
            document->nodes[copy].next = value_copy;
            append_pair(mapping, copy);
        }
        key = document->nodes[value].next;
    }
}

/* The pair stays with a broken value, so that readers know that keys are missing. Shown at the key: the value may be
 * an alias, and is nothing wrong where it was written. */
static void refuse_merge(struct mapping *mapping, uint32_t value, uint32_t item) {
    struct document *document = mapping->document;
    uint32_t wrong = item == NO_INDEX ? value : item;
    if (document->nodes[wrong].kind != NODE_BROKEN)
        diagnose(mapping->problems, SLACALC_ERROR, document_position(document, mapping->merge),
                 "'<<' takes a map or a list of maps, not %s%s", item == NO_INDEX ? "" : "a list with ",
                 node_kind_name(document, wrong));
    document->nodes[value].kind = NODE_BROKEN;
    append_pair(mapping, mapping->merge);
}

static void merge_value(struct mapping *mapping, uint32_t value) {
    struct document *document = mapping->document;
    unsigned kind = document->nodes[value].kind;
    if (kind == NODE_MAP) {
        merge_map(mapping, value);
        return;
    }
    if (kind != NODE_LIST) {
        refuse_merge(mapping, value, NO_INDEX);
        return;
    }
    for (uint32_t item = document->nodes[value].first; item != NO_INDEX; item = document->nodes[item].next) {
        if (document->nodes[item].kind != NODE_MAP) {
            refuse_merge(mapping, value, item);
            return;
        }
        merge_map(mapping, item);
    }
}

static struct text key_text(const void *document, uint32_t key) {
    return document_text(document, key);
}

void mapping_finish(struct document *document, uint32_t map, slacalc_diagnostics *problems) {
    struct mapping mapping = {.document = document,
                              .problems = problems,
                              .map = map,
                              .last = NO_INDEX,
                              .merge = NO_INDEX,
                              .keys = {.document = document, .pairs = (size_t)document->nodes[map].length / 2}};
    text_map_init(&mapping.keys.many, &document->keys, key_text, document);
    uint32_t key = document->nodes[map].first;
    document->nodes[map].first = NO_INDEX;
    document->nodes[map].length = 0;
    while (key != NO_INDEX) {
        uint32_t following = document->nodes[document->nodes[key].next].next;
        if (following != NO_INDEX && document->nodes[following].kind == NODE_SCALAR)
            text_map_expect(&mapping.keys.many, document_text(document, following));
        if (is_split_number(&mapping, key))
            report_split_number(&mapping, key);
        else if (accept_key(&mapping, key))
            append_pair(&mapping, key);
        key = following;
    }
    if (mapping.merge != NO_INDEX)
        merge_value(&mapping, document->nodes[mapping.merge].next);
    if (mapping.keys.many.capacity > 0)
        arena_free(&document->keys);
}
