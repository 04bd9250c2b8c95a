/* A part of an evaluation; the whole is slacalc_evaluate. */
#ifndef ENGINE_EVALUATE_H
#define ENGINE_EVALUATE_H

#include "base/deadline.h"
#include "engine/rows/result.h"
#include "model/model.h"

/* The availabilities of the services of a checked model alone: of the rows there is nothing but those of services, of
 * these nothing but `availability` and `component`, which is an index of the model's. Returns NULL with an error in
 * `problems`. */
slacalc_result *availabilities_of(const struct slacalc_model *model, const slacalc_options *given,
                                  slacalc_diagnostics *problems);

/* Sets `*options` to those that were given, less what no verdict rests on: for models of which the verdicts alone are
 * wanted. Returns false with an error in `problems` where they are not understood. */
bool options_for_verdicts(slacalc_options *options, const slacalc_options *given, slacalc_diagnostics *problems);

/* The options that were given, which may be those of an earlier version, with defaults for the rest. Returns false with
 * an error in `problems` where they are not understood. */
bool take_options(slacalc_options *options, const slacalc_options *given, slacalc_diagnostics *problems);

/* The same for an evaluation that has what is left until the deadline. */
slacalc_options options_until(const struct deadline *deadline, slacalc_options options);

/* Evaluates like slacalc_evaluate, for whoever asks for no requirement: the result has none, where no gap is looked
 * for, which asks for them itself. In a large model they take most of the room. */
slacalc_result *figures_of(const struct slacalc_model *model, const slacalc_options *options,
                           slacalc_diagnostics *problems);

/* slacalc_evaluate, figures_of or availabilities_of. */
typedef slacalc_result *evaluating(const slacalc_model *model, const slacalc_options *options,
                                   slacalc_diagnostics *problems);

/* Evaluates a variant (model/variant.h), which is freed; NULL where that is no valid model. Jumps to the guard when
 * memory is exhausted, and where `variant` is NULL for that. */
slacalc_result *evaluate_variant(slacalc_model *variant, evaluating *how, const slacalc_options *options,
                                 slacalc_diagnostics *problems, struct memory_guard *guard);

#endif
