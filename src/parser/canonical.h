/* What a component needs, in one notation for all that mean the same. */
#ifndef PARSER_CANONICAL_H
#define PARSER_CANONICAL_H

#include "model/model.h"

struct canonical_needs {
    const char **items;
    size_t count;
};

/* The requirements of a chain, all of which are needed, as sorted texts without a name that stands twice. */
struct canonical_needs canonical_needs(const struct slacalc_model *model, uint32_t first, struct arena *arena);

/* One text for all that mean the same as that requirement. */
const char *canonical_text(const struct slacalc_model *model, uint32_t requirement, struct arena *arena);

/* Whether a requirement means the same as one of them. */
bool canonical_has(const struct canonical_needs *needs, const struct slacalc_model *model, uint32_t requirement,
                   struct arena *arena);

#endif
