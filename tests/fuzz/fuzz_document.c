/* The document layer: whatever the bytes are, the tree that is left can be walked. */
#include "check.h"
#include "parser/encoding.h"
#include "parser/json.h"
#include "parser/tree.h"
#include "reading.h"
#include "reports.h"

#include <stdlib.h>
#include <string.h>

static bool read_any(struct document *document, uint32_t source, struct text text, slacalc_diagnostics *problems) {
    if (json_is(text))
        return json_read(document, source, text, problems);
    return encoding_check(text, source, problems) && read_yaml(document, source, text, problems);
}

/* A caret may stand behind the last byte, where something is missing. */
static void demand_place(const struct document *document, struct position where) {
    demand(where.source == document->source);
    demand(where.offset <= document->text.length);
    demand(where.length <= 1 || where.length <= document->text.length - where.offset);
}

/* A copied text lies elsewhere, and has an end of its own. */
static void demand_text(const struct document *document, uint32_t index) {
    struct text text = document_text(document, index), whole = document->text;
    demand_place(document, document_text_position(document, index));
    demand(!memchr(text.at, '\0', text.length));
    if (document->nodes[index].copied)
        demand(text.at[text.length] == '\0');
    else
        demand(text.at >= whole.at && text.at + text.length <= whole.at + whole.length);
}

static void demand_other_key(const struct document *document, uint32_t first, uint32_t key) {
    for (uint32_t i = first; i != key; i = document->nodes[document->nodes[i].next].next)
        demand(!text_equal(document_text(document, i), document_text(document, key)));
}

/* In a tree without errors. */
static void demand_unique_keys(const struct document *document, const struct node *map) {
    for (uint32_t key = map->first; key != NO_INDEX; key = document->nodes[document->nodes[key].next].next) {
        demand(document->nodes[key].kind == NODE_SCALAR);
        demand_other_key(document, map->first, key);
    }
}

static void demand_children(const struct reading *r, const struct node *node) {
    size_t children = 0;
    for (uint32_t child = node->first; child != NO_INDEX; child = r->document.nodes[child].next) {
        demand(child < r->document.node_count);
        children++;
    }
    demand(children == (node->kind == NODE_MAP ? 2 * (size_t)node->length : node->length));
    if (node->kind == NODE_MAP && slacalc_diagnostics_count(r->problems, SLACALC_ERROR) == 0)
        demand_unique_keys(&r->document, node);
}

/* Levels of the tree from the node down; 0 in `heights` is not known yet. Aliases share what is below them. */
static unsigned height_of(const struct document *document, uint32_t index, unsigned *heights, unsigned depth) {
    const struct node *node = &document->nodes[index];
    demand(depth <= LEVELS_MAX);
    if (heights[index] > 0 || (node->kind != NODE_LIST && node->kind != NODE_MAP))
        return heights[index];
    unsigned below = 0;
    for (uint32_t child = node->first; child != NO_INDEX; child = document->nodes[child].next) {
        unsigned height = height_of(document, child, heights, depth + 1);
        below = height > below ? height : below;
    }
    return heights[index] = below + 1;
}

static void demand_shallow(const struct document *document) {
    unsigned *heights = calloc(document->node_count + 1, sizeof *heights);
    for (size_t i = 0; i < document->root_count; i++) {
        demand(document->roots[i] < document->node_count);
        demand(height_of(document, document->roots[i], heights, 0) <= LEVELS_MAX);
    }
    free(heights);
}

/* A collection that was open when the reading was given up has no length yet: only a whole document is walked. */
static void demand_good_tree(const struct reading *r) {
    const struct document *document = &r->document;
    for (uint32_t i = 0; i < document->node_count; i++) {
        const struct node *node = &document->nodes[i];
        demand_place(document, document_position(document, i));
        demand(node->next == NO_INDEX || node->next < document->node_count);
        if (node->kind == NODE_SCALAR)
            demand_text(document, i);
        else if (node->kind != NODE_BROKEN && r->good)
            demand_children(r, node);
    }
    demand_shallow(document);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    struct reading r;
    reading_open(&r, encoding_skip_mark((struct text){(const char *)bytes, length}), read_any);
    demand(r.good || slacalc_diagnostics_count(r.problems, SLACALC_ERROR) > 0);
    demand_good_tree(&r);
    demand_good_problems(r.problems, slacalc_diagnostics_count(r.problems, SLACALC_ERROR) > 0);
    reading_close(&r);
    return 0;
}
