/*
 * Changes that are tried where a model has no options, each for a cost of 1: one more replica of a component that
 * counts with an own figure, and the next nine of that, which is the next lower power of ten of its unavailability. An
 * own figure from MTBF and MTTR has no next nine. Changes of the components that cause most of the downtime of the
 * services with promises that are not kept come first.
 */
#ifndef ENGINE_PLAN_DRAFTS_H
#define ENGINE_PLAN_DRAFTS_H

#include "base/arena.h"
#include "model/plan_option.h"
#include "slacalc.h"

/* With more changes, which all cost the same, the plans of large models would seldom be proven in time. */
enum { DRAFTS_MAX = 24 };

struct drafts {
    struct plan_option *options;
    size_t count;
    size_t left_out; /* changes that were too many */
};

/* `as_is` is the model as it is, with shares. The arena has a guard. */
struct drafts drafts_of(const struct slacalc_model *model, const slacalc_result *as_is, struct arena *arena);

#endif
