/* The SLOs, services and indicators of OpenSLO. */
#ifndef PARSER_IMPORT_OPENSLO_H
#define PARSER_IMPORT_OPENSLO_H

#include "parser/fields.h"

/* Keeps what a document of kind SLO, Service or SLI says until the service is known that it speaks of. */
void openslo_read(struct reader *reader, uint32_t root, struct text kind);

#endif
