/* From a model's text to its result by the public interface. */
#ifndef EVALUATE_H
#define EVALUATE_H

#include "oracle.h"

/* Reads and checks the text; returns NULL where there is an error. To be freed. */
slacalc_model *checked_model(const char *text, slacalc_diagnostics *problems);

/* Evaluates the text, with the selections and requirements of `asked` where that is not NULL. Returns NULL after having
 * printed the problems where there is an error; sets `*warnings` to those of the evaluation where that is not NULL. To
 * be freed. */
slacalc_result *evaluate_text(const char *text, const struct oracle_model *asked, const slacalc_options *options,
                              size_t *warnings);

/* The same as `slacalc model.yaml` does it; fails the test where there is an error. */
slacalc_result *evaluate_plain(const char *text);

/* The row of that name; NULL where there is none. */
const slacalc_component *component_named(const slacalc_result *result, const char *name);
const slacalc_service *service_named(const slacalc_result *result, const char *name);

#endif
