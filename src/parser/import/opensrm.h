/* Manifests of OpenSRM: the SLOs of a service, what it promises by contract, and what it depends on. */
#ifndef PARSER_IMPORT_OPENSRM_H
#define PARSER_IMPORT_OPENSRM_H

#include "parser/fields.h"
#include "parser/import/naming.h"

/* Keeps what a manifest says until every name is known. */
void opensrm_read(struct reader *reader, uint32_t root, struct text kind);

/* Manifests to components with contracts and dependencies. */
void opensrm_join(struct join *join);

/* What a service expects of its dependencies is their level where nothing else gives one. */
void opensrm_join_expectations(struct join *join);

#endif
