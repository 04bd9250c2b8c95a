/*
 * A located tree of what stands in a YAML input, all of its documents. Aliases and merge keys are resolved: an alias is
 * a copy of the node that it names, sharing its children, so that a problem is shown where the value was written.
 * Keys are texts, and unique in their map.
 */
#ifndef PARSER_DOCUMENT_H
#define PARSER_DOCUMENT_H

#include "base/arena.h"
#include "base/diagnostics.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

enum node_kind {
    NODE_SCALAR,
    NODE_LIST,
    NODE_MAP,
    NODE_BROKEN /* an error was reported here: nothing is known of the value */
};

struct node {
    uint32_t offset; /* byte of the source where it begins */
    uint32_t next;   /* beside it; NO_INDEX ends. The children of a map are key, value, key, value, ... */
    uint32_t first;  /* collection: first child or NO_INDEX; scalar: byte of the source where its text begins */
    unsigned kind : 2;
    unsigned plain : 1;   /* scalar without quotes and tag: it may be a null or a merge key */
    unsigned copied : 1;  /* scalar: its text is not in the source as such, `first` is an index in the copies */
    unsigned length : 28; /* scalar: bytes of its text; list: items; map: pairs */
};

#define NODE_LENGTH_MAX ((1u << 28) - 1)

/* A scalar with escapes or several lines. */
struct text_copied {
    const char *at;
    uint32_t span; /* bytes in the source */
};

struct document {
    struct arena scratch; /* of the nodes; freed with the document */
    struct arena keys;    /* of one large map while it is checked */
    struct arena *kept;   /* of copied texts, which outlive the document */
    struct yaml_stream *stream;

    struct text text; /* of the whole source */
    uint32_t source;
    struct node *nodes;
    size_t node_count, node_capacity;
    struct text_copied *copies;
    size_t copy_count, copy_capacity;
    uint32_t *roots; /* one a document that is not empty */
    size_t root_count, root_capacity;
    bool has_documents; /* empty ones count */
};

static inline struct text document_text(const struct document *document, uint32_t index) {
    const struct node *node = &document->nodes[index];
    return (struct text){node->copied ? document->copies[node->first].at : document->text.at + node->first,
                         node->length};
}

bool document_is_null(const struct document *document, uint32_t index);

/* Where the node stands, and where its text stands (in quotes that begins one byte further on). */
struct position document_position(const struct document *document, uint32_t index);
struct position document_text_position(const struct document *document, uint32_t index);

/* The first item of a list, or the first value of a map; NO_INDEX where there is none, or no collection. */
uint32_t document_first_child(const struct document *document, uint32_t node);

/* The one behind a child of that collection; NO_INDEX ends. */
uint32_t document_next_child(const struct document *document, uint32_t node, uint32_t child);

/* So many bytes of its source. */
struct position document_span(const struct document *document, uint32_t offset, size_t length);

/* "text", "a list", "a map": for messages. */
const char *node_kind_name(const struct document *document, uint32_t node);

/* Has the scalar hold that text, which is kept elsewhere, in the place of so many bytes of the source. */
void document_keep_text(struct document *document, struct node *node, struct text text, uint32_t span);

/* Appends a node that nothing links to yet. */
static inline uint32_t document_add(struct document *document, struct node node) {
    ARENA_APPEND(&document->scratch, document->nodes, document->node_count, document->node_capacity, node);
    return (uint32_t)document->node_count - 1;
}

#endif
