#include "parser/tree.h"

#include "parser/mapping.h"

uint32_t tree_append(struct tree *tree, struct node node, uint64_t size, uint32_t height) {
    struct document *document = tree->document;
    node.next = NO_INDEX;
    uint32_t index = document_add(document, node);
    if (tree->depth == 0) {
        tree->root = index;
        return index;
    }
    struct frame *frame = &tree->frames[tree->depth - 1];
    if (frame->last == NO_INDEX)
        document->nodes[frame->node].first = index;
    else
        document->nodes[frame->last].next = index;
    frame->last = index;
    bool is_key = document->nodes[frame->node].kind == NODE_MAP && frame->count % 2 == 0;
    frame->count++;
    frame->size += is_key ? 0 : size;
    frame->height = height > frame->height ? height : frame->height;
    return index;
}

struct frame *tree_open(struct tree *tree, enum node_kind kind, uint32_t offset) {
    if (tree->depth == LEVELS_MAX) {
        diagnose(tree->problems, SLACALC_ERROR, document_span(tree->document, offset, 1),
                 "nested deeper than 256 levels");
        return NULL;
    }
    uint32_t index = tree_append(tree, (struct node){.offset = offset, .kind = kind & 3u, .first = NO_INDEX}, 0, 0);
    struct frame *frame = &tree->frames[tree->depth++];
    *frame = (struct frame){.node = index, .last = NO_INDEX, .anchor = NO_INDEX, .size = 1};
    return frame;
}

struct frame tree_close(struct tree *tree) {
    struct document *document = tree->document;
    struct frame frame = tree->frames[--tree->depth];
    struct node *node = &document->nodes[frame.node];
    node->length = frame.count & NODE_LENGTH_MAX;
    frame.height++;
    if (tree->depth > 0) {
        struct frame *outer = &tree->frames[tree->depth - 1];
        bool in_key = document->nodes[outer->node].kind == NODE_MAP && outer->count % 2 == 1;
        outer->size += in_key ? 0 : frame.size;
        outer->height = frame.height > outer->height ? frame.height : outer->height;
    }
    if (node->kind == NODE_MAP)
        mapping_finish(document, frame.node, tree->problems);
    return frame;
}

void tree_copy(struct tree *tree, struct node *node, struct text text, uint32_t end) {
    struct document *document = tree->document;
    node->offset = node->offset < end ? node->offset : end;
    struct text kept = {text_copy(document->kept, text), text.length};
    document_keep_text(document, node, kept, end - node->offset);
}

void tree_end_document(struct tree *tree) {
    struct document *document = tree->document;
    document->has_documents = true;
    if (document_is_null(document, tree->root))
        return;
    document->roots = arena_reserve(&document->scratch, document->roots, document->root_count, &document->root_capacity,
                                    sizeof *document->roots);
    document->roots[document->root_count++] = tree->root;
}

struct node tree_broken_text(struct tree *tree, uint32_t offset) {
    diagnose(tree->problems, SLACALC_ERROR, document_span(tree->document, offset, 1),
             "a text may not hold the character U+0000");
    return (struct node){.offset = offset, .kind = NODE_BROKEN};
}
