/* Levels of imported components: of SLOs, and of the defaults of overlays. */
#ifndef PARSER_IMPORT_LEVELS_H
#define PARSER_IMPORT_LEVELS_H

#include "parser/import/naming.h"

/* SLOs and defaults to levels, objectives and periods. */
void join_levels(struct join *join);

#endif
