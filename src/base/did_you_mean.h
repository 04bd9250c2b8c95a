/* Which of several words somebody meant who mistyped one. */
#ifndef BASE_DID_YOU_MEAN_H
#define BASE_DID_YOU_MEAN_H

#include "base/text.h"

/* Collects the candidate nearest to a mistyped word (Damerau-Levenshtein distance in characters, case counts half of
 * one). A candidate counts only within a third of the word's length, at least one edit. */
struct nearest {
    struct text word;
    bool any_case;    /* case does not count at all */
    struct text best; /* absent while none is near enough */
    size_t distance;
};

struct nearest nearest_to(struct text word);
void nearest_offer(struct nearest *nearest, struct text candidate);

#endif
