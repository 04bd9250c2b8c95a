/* Every report of a result, and whether the reports agree. */
#ifndef REPORTS_H
#define REPORTS_H

#include "slacalc.h"

/* Demands that each format and layout is well-formed, holds nothing that drives a terminal, and says the same.
 * `problems` may be NULL. */
void demand_good_reports(const slacalc_result *result, const slacalc_diagnostics *problems);

/* The same of what is printed of the problems; `refused`: there has to be an error. */
void demand_good_problems(const slacalc_diagnostics *problems, bool refused);

/* Evaluates a checked model and looks at its reports. The length of the input chooses the options. */
void demand_good_evaluation(const slacalc_model *model, size_t length, slacalc_diagnostics *problems);

/* The same where a log was replayed. */
void demand_good_log_reports(const slacalc_result *result, const slacalc_diagnostics *problems);

#endif
