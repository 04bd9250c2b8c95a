/* The names of what was imported, among those of the model, while both are joined. */
#ifndef PARSER_IMPORT_NAMING_H
#define PARSER_IMPORT_NAMING_H

#include "parser/imports.h"

/* What the steps of joining share. */
struct join {
    struct slacalc_model *model;
    struct imports *imports;
    slacalc_diagnostics *problems;
    struct arena scratch;
    uint32_t *added; /* components that an overlay adds, which something has to need */
    size_t added_count, added_capacity;
};

/* Built into those that use it, not called. */
bool join_is_library(const struct entity *entity);

/* A system or a domain: it has members. */
bool join_is_system(const struct entity *entity);

/* Tells by component which entity it is. */
void join_note_origins(const struct join *join);

/* Appends an entity with a component of its own, which gets `name`, or the whole reference where that is taken. */
uint32_t join_add_entity(struct join *join, const struct entity_name *entity, struct text name, struct position where);

/* The component of that name, of an alias of it, or of a reference; NO_INDEX where there is none. */
uint32_t join_find(const struct join *join, struct text name);

/* Gives the components of entities that were read since their names. */
void join_name_components(struct join *join);

#endif
