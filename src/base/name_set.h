/* Sets of texts. */
#ifndef BASE_NAME_SET_H
#define BASE_NAME_SET_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>

/* Texts, each once. It may not be moved. */
struct name_set {
    struct arena *arena;
    struct text *names;
    size_t count, capacity;
    struct text_map map;
};

void name_set_init(struct name_set *set, struct arena *arena);
bool name_set_has(const struct name_set *set, struct text name);

/* Returns whether it is new. The text has to live as long as the set. */
bool name_set_add(struct name_set *set, struct text name);

#endif
