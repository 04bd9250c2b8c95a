/* What catalogues call a component: [kind:][namespace/]name, without regard to case. */
#ifndef MODEL_ENTITY_H
#define MODEL_ENTITY_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>

struct entity_name {
    struct text kind, space; /* absent where not written */
    struct text name;
};

/* Returns false where the text has another form. */
bool entity_parse(struct text text, struct entity_name *name);

/* "kind:namespace/name" in small letters: the same for every way to write it. Nothing of it may be absent. */
struct text entity_key(struct arena *arena, const struct entity_name *name);

/* Equal but for case. */
bool entity_word_is(struct text text, const char *word);

#endif
