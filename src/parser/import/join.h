/* The steps of joining what was imported to the model. */
#ifndef PARSER_IMPORT_JOIN_H
#define PARSER_IMPORT_JOIN_H

#include "parser/import/import.h"

struct join {
    struct slacalc_model *model;
    struct imports *imports;
    slacalc_diagnostics *problems;
    struct arena scratch;
    uint32_t *added; /* components that an overlay adds, which something has to need */
    size_t added_count, added_capacity;
};

/* Appends an entity with a component of its own, which gets `name`, or the whole reference where that is taken. */
uint32_t join_add_entity(struct join *join, const struct entity_name *entity, struct text name, struct position where);

/* The component of that name, of an alias of it, or of a reference; NO_INDEX where there is none. */
uint32_t join_find(const struct join *join, struct text name);

/* References to requirements. */
void join_references(struct join *join);

/* SLOs and defaults to levels, objectives and periods. */
void join_levels(struct join *join);

/* Whether the component has a level of its own, by whatever key counts there. */
bool has_own_level(const struct slacalc_model *model, uint32_t component);

/* Appends a requirement of that component to those of another one. */
void join_require(struct slacalc_model *model, uint32_t component, uint32_t needed, struct position where);

#endif
