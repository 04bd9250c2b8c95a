/* How a tree is built from its values in the order of the text, whoever reads that. */
#ifndef PARSER_TREE_H
#define PARSER_TREE_H

#include "parser/document.h"

/* Levels of nesting, through aliases too: readers of the tree may recurse. */
enum { LEVELS_MAX = 256 };

/* A collection that is being read. */
struct frame {
    uint32_t node;
    uint32_t last;   /* child; NO_INDEX before the first */
    uint32_t anchor; /* for its reader; NO_INDEX where it has none */
    uint32_t count;  /* children, keys too */
    uint32_t height; /* levels below, through aliases */
    uint64_t size;   /* values in it, itself too, through aliases */
};

struct tree {
    struct document *document;
    slacalc_diagnostics *problems;
    struct frame frames[LEVELS_MAX];
    uint32_t depth;
    uint32_t root; /* of the document that is being read */
};

/* Links a node behind what was read before it; `size` values and `height` levels come with it. Returns its index. */
uint32_t tree_append(struct tree *tree, struct node node, uint64_t size, uint32_t height);

/* Begins a list or a map at that byte. Returns its frame; NULL with an error where it is nested too deeply. */
struct frame *tree_open(struct tree *tree, enum node_kind kind, uint32_t offset);

/* Ends the collection that was begun last; its height counts itself. */
struct frame tree_close(struct tree *tree);

/* Has the scalar hold a copy of a text that ends at the byte `end` of the source. */
void tree_copy(struct tree *tree, struct node *node, struct text text, uint32_t end);

void tree_end_document(struct tree *tree);

/* Reports the character U+0000 in a text that begins at that byte, and returns what stands for the text. */
struct node tree_broken_text(struct tree *tree, uint32_t offset);

#endif
