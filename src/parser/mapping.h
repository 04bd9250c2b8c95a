/* What libyaml leaves open of maps: keys are texts and unique, merge keys are merged. */
#ifndef PARSER_MAPPING_H
#define PARSER_MAPPING_H

#include "parser/document.h"

/* Finishes a map whose last child was read. */
void mapping_finish(struct document *document, uint32_t map, slacalc_diagnostics *problems);

#endif
