#include "parser/document.h"

void document_keep_text(struct document *document, struct node *node, struct text text, uint32_t span) {
    document->copies = arena_reserve(&document->scratch, document->copies, document->copy_count,
                                     &document->copy_capacity, sizeof *document->copies);
    node->copied = 1;
    node->first = (uint32_t)document->copy_count;
    node->length = (unsigned)text.length & NODE_LENGTH_MAX;
    document->copies[document->copy_count++] = (struct text_copied){.at = text.at, .span = span};
}

bool document_is_null(const struct document *document, uint32_t index) {
    const struct node *node = &document->nodes[index];
    if (node->kind != NODE_SCALAR || !node->plain || node->length > 4)
        return false;
    struct text text = document_text(document, index);
    return text.length == 0 || text_is(text, "~") || text_is(text, "null") || text_is(text, "Null") ||
           text_is(text, "NULL");
}

uint32_t document_first_child(const struct document *document, uint32_t node) {
    const struct node *nodes = document->nodes;
    if (nodes[node].kind != NODE_MAP && nodes[node].kind != NODE_LIST)
        return NO_INDEX;
    uint32_t first = nodes[node].first;
    return first != NO_INDEX && nodes[node].kind == NODE_MAP ? nodes[first].next : first;
}

uint32_t document_next_child(const struct document *document, uint32_t node, uint32_t child) {
    uint32_t next = document->nodes[child].next;
    return next != NO_INDEX && document->nodes[node].kind == NODE_MAP ? document->nodes[next].next : next;
}

struct position document_span(const struct document *document, uint32_t offset, size_t length) {
    return (struct position){.offset = offset,
                             .source = (uint16_t)document->source,
                             .length = length < UINT16_MAX ? (uint16_t)length : UINT16_MAX};
}

/* The text stands in the source, and a quote on both sides of it. */
static bool is_quoted(struct text text, size_t first, size_t length) {
    size_t behind = first + length;
    return first > 0 && behind < text.length && (text.at[behind] == '"' || text.at[behind] == '\'') &&
           text.at[first - 1] == text.at[behind];
}

/* What stands before the text may be more than a quote: an anchor or a tag without a value, or the head of a block. */
struct position document_position(const struct document *document, uint32_t index) {
    const struct node *node = &document->nodes[index];
    if (node->kind != NODE_SCALAR)
        return document_span(document, node->offset, 1);
    if (node->copied)
        return document_span(document, node->offset, document->copies[node->first].span);
    size_t end = (size_t)node->first + node->length;
    bool quoted = node->offset < node->first && is_quoted(document->text, node->first, node->length);
    return document_span(document, node->offset, end + (quoted ? 1 : 0) - node->offset);
}

struct position document_text_position(const struct document *document, uint32_t index) {
    const struct node *node = &document->nodes[index];
    if (node->kind != NODE_SCALAR || node->copied)
        return document_position(document, index);
    return document_span(document, node->first, node->length);
}

const char *node_kind_name(const struct document *document, uint32_t node) {
    static const char *const names[] = {"text", "a list", "a map", "nothing"};
    return document_is_null(document, node) ? "nothing" : names[document->nodes[node].kind];
}
