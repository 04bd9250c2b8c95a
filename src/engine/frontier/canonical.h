/* States that differ only in bits that do not matter (rules.h) become one state. */
#ifndef ENGINE_FRONTIER_CANONICAL_H
#define ENGINE_FRONTIER_CANONICAL_H

#include "engine/frontier/rules.h"

/* Sets the bits of the state that do not matter after the step at `position`. Returns how many words it looked at. */
size_t frontier_make_canonical(const struct frontier_rules *rules, uint32_t position, uint64_t *bits);

#endif
