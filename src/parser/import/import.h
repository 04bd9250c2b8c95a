/* Which format a document of another program has. */
#ifndef PARSER_IMPORT_IMPORT_H
#define PARSER_IMPORT_IMPORT_H

#include "parser/fields.h"

/* Whether a document says that it is of another program. */
bool import_is_document(const struct reader *reader, uint32_t root);

/* Reads such a document, or says that it is not read. */
void import_read(struct reader *reader, uint32_t root);

#endif
