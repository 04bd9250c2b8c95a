/* References of catalogues to requirements of the model. */
#ifndef PARSER_IMPORT_LINKS_H
#define PARSER_IMPORT_LINKS_H

#include "parser/import/naming.h"

/* Resolves every reference that was read. */
void join_references(struct join *join);

#endif
