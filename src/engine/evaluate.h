/* A part of an evaluation; the whole is slacalc_evaluate. */
#ifndef ENGINE_EVALUATE_H
#define ENGINE_EVALUATE_H

#include "engine/rows/result.h"
#include "model/model.h"

/* The availabilities of the services of a checked model alone: of the rows there is nothing but those of services, of
 * these nothing but `availability` and `component`, which is an index of the model's. Returns NULL with an error in
 * `problems`. */
slacalc_result *availabilities_of(const struct slacalc_model *model, const slacalc_options *given,
                                  slacalc_diagnostics *problems);

#endif
