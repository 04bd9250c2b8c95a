/* What a change does, in a report as JSON. */
#ifndef REPORTER_COMPOSING_AGAINST_JSON_H
#define REPORTER_COMPOSING_AGAINST_JSON_H

#include "reporter/composing/json_writer.h"
#include "slacalc.h"

void json_put_against(struct json_writer *json, const slacalc_against *against);

#endif
