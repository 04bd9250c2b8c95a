/*
 * Mixtures with the same needs: where they differ in levels alone, the diagrams of the first one are valued again for
 * the others, and none is built anew.
 */
#ifndef ENGINE_AGAINST_FAMILY_H
#define ENGINE_AGAINST_FAMILY_H

#include "base/deadline.h"
#include "model/difference.h"
#include "slacalc.h"

struct family;

/* A mixture, and the services that are asked for. */
struct mixture {
    const struct setting_of_key *const *settings;
    size_t setting_count;
    const uint32_t *services; /* as components of the merged model */
    size_t service_count;
};

/* `members`: the services that mixtures of the family are asked for. Nothing is valued yet. It is freed with the arena
 * at the latest. */
struct family *family_new(const struct slacalc_model *merged, const uint32_t *members, size_t member_count,
                          const slacalc_options *options, struct deadline *deadline, struct arena *arena);
void family_free(struct family *family);

/* Sets how often the services are down, by service; below 0 where that is not found by the diagrams, as of a mixture
 * that is no model or has other needs. Jumps to the arena's guard when memory is exhausted. */
void family_value(struct family *family, const struct mixture *mixture, double *down);

#endif
