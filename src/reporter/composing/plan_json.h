/* The plan, in a report as JSON. */
#ifndef REPORTER_COMPOSING_PLAN_JSON_H
#define REPORTER_COMPOSING_PLAN_JSON_H

#include "reporter/composing/json_writer.h"
#include "slacalc.h"

void json_put_plan(struct json_writer *json, const slacalc_plan *plan);

#endif
