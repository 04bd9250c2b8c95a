/* Which changes a service can tell. */
#ifndef ENGINE_AGAINST_REACH_H
#define ENGINE_AGAINST_REACH_H

#include "model/difference.h"
#include "model/needs.h"

/* Needs the other way round, as both models have them: by component of the merged model, what needs it by what either
 * of them says. So a search from the component of a change finds all that the change reaches. */
struct needs reach_of(const struct difference *difference, struct arena *arena);

#endif
