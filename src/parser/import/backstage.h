/* The entities of a Backstage catalogue. */
#ifndef PARSER_IMPORT_BACKSTAGE_H
#define PARSER_IMPORT_BACKSTAGE_H

#include "parser/fields.h"

/* Keeps an entity and its references, or reads where a Location leads to. */
void backstage_read(struct reader *reader, uint32_t root, struct text kind);

#endif
