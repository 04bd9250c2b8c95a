/* References of catalogues to requirements of the model. */
#ifndef PARSER_IMPORT_LINKS_H
#define PARSER_IMPORT_LINKS_H

#include "parser/import/naming.h"

/* Resolves every reference that was read. */
void join_references(struct join *join);

/* Appends a requirement of that component to those of another one. */
void join_require(struct slacalc_model *model, uint32_t component, uint32_t needed, struct position where);

#endif
