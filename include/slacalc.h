/*
 * slacalc: what a service can promise, given what each of its parts promises.
 *
 * Load one or more models, check them, evaluate them, print a report:
 *
 *     slacalc_diagnostics *problems = slacalc_diagnostics_new();
 *     slacalc_model *model = slacalc_model_new();
 *     slacalc_options options = slacalc_options_default();
 *     slacalc_result *result = NULL;
 *     if (slacalc_model_read(model, "shop.yaml", problems) && slacalc_model_check(model, problems))
 *         result = slacalc_evaluate(model, &options, problems);
 *     slacalc_diagnostics_print(problems, stderr, false);
 *
 * The library never prints of its own accord, never exits, and keeps no global state. Handles are
 * opaque and belong to the caller, who frees them with the function named after them; freeing NULL is
 * allowed. One handle may be used by one thread at a time; different handles are independent.
 *
 * Where a text has to name something that can be given to the library, it does so by a name of this header, or by that
 * which slacalc_model_name_hints sets: a program can name its options.
 *
 * This header is all that a program includes. What it declares stands in a header for each subject:
 *
 *     slacalc/problems.h   errors, warnings and notes
 *     slacalc/model.h      reading, what-ifs, checking, printing
 *     slacalc/level.h      probabilities and bases
 *     slacalc/options.h    how a model is evaluated
 *     slacalc/result.h     slacalc_evaluate, and the rows that it finds
 *     slacalc/service.h    the row of a service: promises, gaps, what brings it down
 *     slacalc/against.h    what a change does
 *     slacalc/log.h        what really happened
 *     slacalc/plan.h       the cheapest options that keep every promise
 *     slacalc/report.h     tables, pages, JSON and the like
 *
 * Every text is UTF-8 and NUL-terminated. Availabilities and levels are ratios from 0 to 1, times are
 * seconds.
 */
#ifndef SLACALC_H
#define SLACALC_H

#include "slacalc/against.h"
#include "slacalc/api.h"
#include "slacalc/level.h"
#include "slacalc/log.h"
#include "slacalc/model.h"
#include "slacalc/options.h"
#include "slacalc/plan.h"
#include "slacalc/problems.h"
#include "slacalc/report.h"
#include "slacalc/result.h"
#include "slacalc/service.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The version of this header, as `slacalc --version` prints it. */
#define SLACALC_VERSION "1.0.0"

/* The version of the library that is linked, in the same form. Never freed. */
SLACALC_API const char *slacalc_version(void);

#ifdef __cplusplus
}
#endif

#endif
