/* Texts that are valid, but written as oddly as YAML allows. */
#ifndef GRAMMAR_H
#define GRAMMAR_H

#include "generator.h"

/* Models with every key, catalogues of Backstage, OpenSLO and overlays, as the choices of the generator have it: flow
 * and block style, quotes and escapes, anchors, tags, merge keys, comments, several documents, JSON. With `json_only`
 * it is a model in JSON. To be freed. */
char *grammar_text(struct generator *generator, bool json_only);

#endif
