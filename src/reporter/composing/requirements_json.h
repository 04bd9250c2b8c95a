/* What a component needs, as the model nests it, in a report as JSON. */
#ifndef REPORTER_COMPOSING_REQUIREMENTS_JSON_H
#define REPORTER_COMPOSING_REQUIREMENTS_JSON_H

#include "reporter/composing/json_writer.h"
#include "slacalc.h"

/* Nothing where the component needs components by their names alone: these are its depends_on. */
void json_put_requirements(struct json_writer *json, const slacalc_result *result, const slacalc_component *component);

#endif
