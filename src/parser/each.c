#include "parser/each.h"

#include "base/name_set.h"
#include "base/shown.h"
#include "parser/each_keys.h"
#include "parser/mapping.h"

#include <stdlib.h>
#include <string.h>

/* Of one text; and of all of them together in values that are written out, where a long text counts as several. */
enum { COPIES_MAX = 100000, VALUES_MAX = 10000000, BYTES_A_VALUE = 16 };

/* What a node mentions: the keys of its placeholders by their bits. */
#define MENTIONS_SOMETHING (UINT64_C(1) << EACH_KEYS_MAX) /* it has a placeholder, or an escape */
#define IS_KNOWN (UINT64_C(1) << 63)
#define KEYS_ONLY (MENTIONS_SOMETHING - 1)

/* A pair of the new `components`. */
struct copy {
    uint64_t number; /* of the combination of values: the last key varies first */
    uint32_t entry;  /* of the old ones */
    uint32_t key, value;
    const char *of;
};

struct each {
    struct reader *reader;
    struct document *document;
    struct each_keys keys;
    uint64_t *mentions; /* by node of what was read */
    uint64_t bound;     /* keys whose value is chosen */
    bool is_inside;     /* placeholders may stand here */
    size_t written;     /* values */
    struct copy *copies;
    size_t copy_count, copy_capacity;
    struct arena *scratch;
};

/* ---- What a node mentions ---- */

static uint64_t mention(struct each *each, uint32_t node, const struct placeholder *placeholder) {
    struct position where = document_position(each->document, node);
    if (!placeholder->is_closed) {
        diagnose_each(&each->keys, where, "a placeholder is not closed by ')' (write $$( for these two characters)");
        return 0;
    }
    if (!each->is_inside) {
        diagnose_each(&each->keys, where, "a placeholder may stand in 'components' only");
        return 0;
    }
    size_t key = each_keys_name(&each->keys, placeholder, where);
    return key < each->keys.count ? UINT64_C(1) << key : 0;
}

static uint64_t mentions_of_text(struct each *each, uint32_t node) {
    struct text text = document_text(each->document, node);
    struct placeholder placeholder;
    uint64_t mentions = 0;
    for (size_t at = 0; placeholder_next(text, at, &placeholder); at = placeholder.end)
        mentions |= MENTIONS_SOMETHING | (placeholder.is_escape ? 0 : mention(each, node, &placeholder));
    return mentions;
}

/* Of the node with all below it. Recurses as deep as the document nests, which is limited. */
static uint64_t mentions_of(struct each *each, uint32_t node) {
    const struct document *document = each->document;
    uint64_t mentions = 0;
    if (each->mentions[node])
        return each->mentions[node] & ~IS_KNOWN;
    if (document->nodes[node].kind == NODE_SCALAR)
        mentions = mentions_of_text(each, node);
    else if (document->nodes[node].kind != NODE_BROKEN)
        for (uint32_t i = document->nodes[node].first; i != NO_INDEX; i = document->nodes[i].next)
            mentions |= mentions_of(each, i);
    each->mentions[node] = mentions | IS_KNOWN;
    return mentions;
}

/* The same but for the items of lists, which stand once for each value. */
static uint64_t mentions_outside_lists(struct each *each, uint32_t node) {
    const struct document *document = each->document;
    uint64_t mentions = 0;
    if (document->nodes[node].kind == NODE_SCALAR)
        return mentions_of(each, node);
    if (document->nodes[node].kind == NODE_MAP && mentions_of(each, node))
        for (uint32_t i = document->nodes[node].first; i != NO_INDEX; i = document->nodes[i].next)
            mentions |= mentions_outside_lists(each, i);
    return mentions;
}

/* ---- Combinations of values ---- */

/* How many there are of these keys; more than can be counted is SIZE_MAX. */
static size_t combinations_of(const struct each *each, uint64_t keys) {
    size_t count = 1;
    for (size_t k = 0; k < each->keys.count; k++)
        if (keys >> k & 1)
            count = each->keys.at[k].count > 0 && count > SIZE_MAX / each->keys.at[k].count
                        ? SIZE_MAX
                        : count * each->keys.at[k].count;
    return count;
}

/* Chooses the next one, the last key first; returns false behind the last one, where the first is chosen again. */
static bool choose_next(struct each *each, uint64_t keys) {
    for (size_t k = each->keys.count; k-- > 0;) {
        if (!(keys >> k & 1))
            continue;
        if (++each->keys.at[k].chosen < each->keys.at[k].count)
            return true;
        each->keys.at[k].chosen = 0;
    }
    return false;
}

static uint64_t number_chosen(const struct each *each, uint64_t keys) {
    uint64_t number = 0;
    for (size_t k = 0; k < each->keys.count; k++)
        number = number * each->keys.at[k].count + (keys >> k & 1 ? each->keys.at[k].chosen : 0);
    return number;
}

/* "market=de, env=test" */
static const char *name_chosen(const struct each *each, uint64_t keys) {
    struct arena *kept = each->document->kept;
    const char *name = NULL;
    for (size_t k = 0; k < each->keys.count; k++) {
        const struct each_key *key = &each->keys.at[k];
        if (!(keys >> k & 1))
            continue;
        struct text value = key->values[key->chosen].name;
        name = arena_printf(kept, "%s%s" SHOWN "=" SHOWN, name ? name : "", name ? ", " : "", SHOWN_ARGS(key->name),
                            SHOWN_ARGS(value));
    }
    return name;
}

static bool may_copy(struct each *each, uint32_t node, uint64_t keys) {
    size_t count = combinations_of(each, keys);
    if (count > COPIES_MAX && count < SIZE_MAX)
        diagnose_each(&each->keys, document_position(each->document, node),
                      "'each' makes %zu copies of this (at most %d)", count, COPIES_MAX);
    else if (count > COPIES_MAX)
        diagnose_each(&each->keys, document_position(each->document, node),
                      "'each' makes too many copies of this (at most %d)", COPIES_MAX);
    return count <= COPIES_MAX;
}

/* ---- Writing a copy out ---- */

static bool count_written(struct each *each, uint32_t node, size_t values) {
    each->written += values;
    if (each->written <= VALUES_MAX)
        return true;
    if (!each->keys.failed)
        diagnose_each(&each->keys, document_position(each->document, node),
                      "'each' makes more than %d values of what it copies", VALUES_MAX);
    return false;
}

/* The text that the placeholder stands for; absent, with an error, where its value has no such field. */
static struct text replacement(struct each *each, uint32_t node, const struct placeholder *placeholder) {
    const struct each_key *key = &each->keys.at[each_keys_find(&each->keys, placeholder->key)];
    const struct each_value *value = &key->values[key->chosen];
    uint32_t cursor = value->fields == NO_INDEX ? NO_INDEX : each->document->nodes[value->fields].first;
    struct nearest nearest = nearest_to(placeholder->field);
    struct entry field;
    if (!placeholder->field.at)
        return value->name;
    while (fields_next(each->reader, &cursor, &field)) {
        count_written(each, node, field.key.length / BYTES_A_VALUE + 1);
        if (text_equal(field.key, placeholder->field))
            return document_text(each->document, field.value);
        nearest_offer(&nearest, field.key);
    }
    each->keys.failed = each->reader->flawed = true;
    diagnose_nearest(each->reader->problems, document_position(each->document, node), &nearest,
                     "'" SHOWN "' has no field '" SHOWN "'", SHOWN_ARGS(value->name), SHOWN_ARGS(placeholder->field));
    return (struct text){NULL, 0};
}

static size_t append(char *into, size_t length, struct text text) {
    if (into && text.length > 0)
        memcpy(into + length, text.at, text.length);
    return length + text.length;
}

/* Returns the length of the scalar's text with its placeholders replaced, and writes it where there is room for it. */
static size_t write_replaced(struct each *each, uint32_t node, char *into) {
    struct text text = document_text(each->document, node);
    struct placeholder placeholder;
    size_t at = 0, length = 0;
    for (; placeholder_next(text, at, &placeholder); at = placeholder.end) {
        length = append(into, length, (struct text){text.at + at, placeholder.begin - at});
        length = append(into, length, placeholder.is_escape ? text_of("$(") : replacement(each, node, &placeholder));
    }
    return append(into, length, (struct text){text.at + at, text.length - at});
}

static uint32_t copy_scalar(struct each *each, uint32_t node) {
    struct document *document = each->document;
    struct node copy = document->nodes[node];
    size_t length = write_replaced(each, node, NULL), span = document_position(document, node).length;
    copy.next = NO_INDEX;
    if (!count_written(each, node, length / BYTES_A_VALUE + 1))
        return document_add(document, copy);
    char *text = arena_alloc(document->kept, length + 1, 1);
    write_replaced(each, node, text);
    document_keep_text(document, &copy, (struct text){text, length}, (uint32_t)span);
    return document_add(document, copy);
}

/* A collection that is being written out. */
struct written_node {
    uint32_t node, last, count; /* of what is in it, the values of pairs too */
};

static void link_child(struct each *each, struct written_node *outer, uint32_t child) {
    struct node *nodes = each->document->nodes;
    *(outer->last == NO_INDEX ? &nodes[outer->node].first : &nodes[outer->last].next) = child;
    outer->last = child;
    outer->count++;
}

/* The same kind of collection, with nothing in it yet. */
static struct written_node open_like(struct each *each, uint32_t node) {
    struct node copy = each->document->nodes[node];
    copy.first = copy.next = NO_INDEX;
    return (struct written_node){document_add(each->document, copy), NO_INDEX, 0};
}

static void set_length(struct each *each, const struct written_node *written, uint32_t length) {
    each->document->nodes[written->node].length = length & NODE_LENGTH_MAX;
}

static uint32_t copy_node(struct each *each, uint32_t node);

/* ---- Copies that came out before ---- */

/* Equal nodes have equal texts. Returns the length with what is appended. Recurses as deep as the document nests. */
static size_t write_node(const struct each *each, uint32_t node, char *into, size_t length) {
    const struct document *document = each->document;
    const struct node *written = &document->nodes[node];
    unsigned head[] = {written->kind, document_is_null(document, node), written->length};
    length = append(into, length, (struct text){(const char *)head, sizeof head});
    if (written->kind == NODE_SCALAR)
        return append(into, length, document_text(document, node));
    for (uint32_t i = written->kind == NODE_BROKEN ? NO_INDEX : written->first; i != NO_INDEX;
         i = document->nodes[i].next)
        length = write_node(each, i, into, length);
    return length;
}

static struct text text_of_node(const struct each *each, uint32_t node) {
    size_t length = write_node(each, node, NULL, 0);
    char *text = arena_alloc(each->scratch, length + 1, 1);
    write_node(each, node, text, 0);
    return (struct text){text, length};
}

/* ---- Collections ---- */

/* The item stands once for each value of the keys that are not chosen yet, if it comes out differently. */
static void copy_item(struct each *each, struct written_node *list, uint32_t item) {
    uint64_t bound = each->bound, open = mentions_of(each, item) & KEYS_ONLY & ~bound;
    struct arena *scratch = each->scratch;
    struct name_set made;
    if (!open) {
        link_child(each, list, copy_node(each, item));
        return;
    }
    if (!may_copy(each, item, open))
        return;
    each->scratch = arena_open(scratch);
    name_set_init(&made, each->scratch);
    each->bound |= open;
    do {
        uint32_t copy = copy_node(each, item);
        if (name_set_add(&made, text_of_node(each, copy)))
            link_child(each, list, copy);
    } while (!each->keys.failed && choose_next(each, open));
    each->bound = bound;
    arena_close(each->scratch);
    each->scratch = scratch;
}

static uint32_t copy_list(struct each *each, uint32_t node) {
    const struct document *document = each->document;
    struct written_node list = open_like(each, node);
    for (uint32_t i = document->nodes[node].first; i != NO_INDEX && !each->keys.failed; i = document->nodes[i].next)
        copy_item(each, &list, i);
    set_length(each, &list, list.count);
    return list.node;
}

static uint32_t copy_map(struct each *each, uint32_t node) {
    const struct document *document = each->document;
    struct written_node map = open_like(each, node);
    for (uint32_t i = document->nodes[node].first; i != NO_INDEX; i = document->nodes[i].next)
        link_child(each, &map, copy_node(each, i));
    set_length(each, &map, map.count); /* of keys and values, as a reader leaves it */
    mapping_finish(each->document, map.node, each->reader->problems);
    return map.node;
}

/* What has no placeholder below it is shared. Recurses as deep as the document nests. */
static uint32_t copy_node(struct each *each, uint32_t node) {
    struct node copy = each->document->nodes[node];
    if (!mentions_of(each, node) || !count_written(each, node, 1)) {
        copy.next = NO_INDEX;
        return document_add(each->document, copy);
    }
    return copy.kind == NODE_SCALAR ? copy_scalar(each, node)
           : copy.kind == NODE_LIST ? copy_list(each, node)
                                    : copy_map(each, node);
}

/* ---- Components ---- */

static void add_copy(struct each *each, uint64_t keys, uint32_t entry, uint32_t key, uint32_t value) {
    each->copies =
        arena_reserve(each->scratch, each->copies, each->copy_count, &each->copy_capacity, sizeof *each->copies);
    each->copies[each->copy_count++] = (struct copy){
        .number = number_chosen(each, keys), .entry = entry, .key = key, .value = value, .of = name_chosen(each, keys)};
}

static void report_different(struct each *each, const struct copy *copy, const struct copy *earlier) {
    diagnostics_context(each->reader->problems, NULL);
    diagnose_each(&each->keys, document_position(each->document, copy->key),
                  "'" SHOWN "' is one component for %s and for %s, but not the same (use the placeholder in its name)",
                  SHOWN_ARGS(document_text(each->document, copy->key)), earlier->of, copy->of);
}

/* One name stands for one component: the copy goes where the earlier one is the same. */
static void drop_same(struct each *each, const struct copy *earlier) {
    const struct copy *copy = &each->copies[each->copy_count - 1];
    if (!text_equal(text_of_node(each, copy->value), text_of_node(each, earlier->value)))
        report_different(each, copy, earlier);
    else
        each->copy_count--;
}

/* A component with all its copies, by the values that its name and the texts outside of its lists mention. */
static void copy_entry(struct each *each, uint32_t entry, uint32_t key, uint32_t value) {
    uint64_t keys = (mentions_of(each, key) | mentions_outside_lists(each, value)) & KEYS_ONLY;
    size_t first = each->copy_count;
    struct name_set names;
    if (!may_copy(each, key, keys))
        return;
    name_set_init(&names, each->scratch);
    each->bound = keys;
    do {
        diagnostics_context(each->reader->problems, name_chosen(each, keys));
        uint32_t new_key = copy_node(each, key), new_value = copy_node(each, value);
        add_copy(each, keys, entry, new_key, new_value);
        struct text name = document_text(each->document, new_key);
        if (!name_set_add(&names, name))
            drop_same(each, &each->copies[first + text_map_find(&names.map, name)]);
    } while (!each->keys.failed && choose_next(each, keys));
    diagnostics_context(each->reader->problems, NULL);
    each->bound = 0;
}

static int by_number(const void *left, const void *right) {
    const struct copy *a = left, *b = right;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return (a->entry > b->entry) - (a->entry < b->entry);
}

/* Value by value, those of each in the order of the text. */
static struct each_copies link_copies(struct each *each, uint32_t components) {
    struct document *document = each->document;
    struct written_node map = {components, NO_INDEX, 0};
    struct each_copies copies = {.count = each->copy_count};
    copies.values = arena_alloc(document->kept, each->copy_count, sizeof *copies.values);
    if (each->copy_count > 1)
        qsort(each->copies, each->copy_count, sizeof *each->copies, by_number);
    document->nodes[components].first = NO_INDEX;
    for (size_t i = 0; i < each->copy_count; i++) {
        link_child(each, &map, each->copies[i].key);
        link_child(each, &map, each->copies[i].value);
        copies.values[i] = each->copies[i].of;
    }
    set_length(each, &map, map.count / 2);
    return copies;
}

/* Whether every placeholder names a key, and stands where it may. */
static void check_placeholders(struct each *each, uint32_t root) {
    uint32_t cursor = each->document->nodes[root].first;
    struct entry entry;
    for (uint32_t key = cursor; fields_next(each->reader, &cursor, &entry); key = cursor) {
        each->is_inside = text_is(entry.key, "components");
        if (is_extension(entry.key))
            continue;
        mentions_of(each, key);
        mentions_of(each, entry.value);
    }
    if (!each->keys.failed)
        each_keys_warn(&each->keys);
}

static struct each_copies copy_components(struct each *each, uint32_t components) {
    uint32_t key = each->document->nodes[components].first;
    for (uint32_t entry = 0; key != NO_INDEX && !each->keys.failed; entry++) {
        uint32_t value = each->document->nodes[key].next;
        copy_entry(each, entry, key, value);
        key = each->document->nodes[value].next;
    }
    if (each->keys.failed)
        return (struct each_copies){.failed = true};
    return link_copies(each, components);
}

/* Without `each` the characters stand for themselves, and whoever wrote them meant copies. */
static void warn_of_names(const struct reader *reader, uint32_t components) {
    const struct document *document = reader->document;
    struct placeholder placeholder;
    uint32_t cursor = document->nodes[components].first;
    for (; cursor != NO_INDEX; cursor = document->nodes[document->nodes[cursor].next].next) {
        if (document->nodes[cursor].kind != NODE_SCALAR)
            continue;
        struct text name = document_text(document, cursor);
        if (placeholder_next(name, 0, &placeholder)) {
            diagnose(reader->problems, SLACALC_WARNING, document_position(document, cursor),
                     "the name '" SHOWN "' stands as it is, for this document has no 'each' to say what $( stands for",
                     SHOWN_ARGS(name));
            return;
        }
    }
}

struct each_copies each_expand(struct reader *reader, uint32_t root) {
    struct document *document = reader->document;
    struct each_copies copies = {.values = NULL};
    struct entry entry, components;
    if (!fields_find(reader, root, "each", &entry)) {
        if (document->text.length > 0 && memchr(document->text.at, '$', document->text.length) &&
            fields_find_map(reader, root, "components", &components))
            warn_of_names(reader, components.value);
        return copies;
    }
    struct arena *scratch = arena_open(&document->scratch);
    struct each each = {.reader = reader, .document = document, .scratch = scratch};
    each.mentions = arena_alloc(scratch, document->node_count, sizeof *each.mentions);
    each_keys_read(&each.keys, reader, scratch, &entry);
    if (!each.keys.failed)
        check_placeholders(&each, root);
    if (!each.keys.failed && fields_find_map(reader, root, "components", &components))
        copies = copy_components(&each, components.value);
    copies.failed = each.keys.failed;
    arena_close(scratch);
    return copies;
}
