/* Edges of catalogues: what stands for others gives way to them, and the rest become requirements of the model. */
#ifndef PARSER_IMPORT_EDGES_H
#define PARSER_IMPORT_EDGES_H

#include "parser/import/naming.h"

/* `from` needs `to`, as a text says; `is_part` where `to` is only one of those that `from` consists of. */
struct edge {
    uint32_t from, to;
    struct position where;
    struct text text; /* as written */
    bool is_part;
};

struct edges {
    struct edge *items;
    size_t count, capacity;
};

/* Whether an overlay takes that edge away, by what is written or by what that leads to. */
bool edges_are_cut(struct join *join, uint32_t from, uint32_t to, struct text text);

/* Appends an edge, unless it is cut or leads back to where it starts. */
void edges_add(struct join *join, struct edges *edges, struct edge edge);

/* Makes requirements of them. */
void edges_join(struct join *join, const struct edges *edges);

/* Appends a requirement of that component to those of another one. */
void join_require(struct slacalc_model *model, uint32_t component, uint32_t needed, struct position where);

#endif
