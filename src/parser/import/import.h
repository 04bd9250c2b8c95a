/* Which format a document of another program has. */
#ifndef PARSER_IMPORT_IMPORT_H
#define PARSER_IMPORT_IMPORT_H

#include "parser/fields.h"

/* Reads a document of a Backstage catalogue, or of OpenSLO. */
void import_read(struct reader *reader, uint32_t root);

#endif
