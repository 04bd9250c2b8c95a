/* What happened, in a report as JSON. */
#ifndef REPORTER_COMPOSING_LOG_JSON_H
#define REPORTER_COMPOSING_LOG_JSON_H

#include "reporter/composing/json_writer.h"
#include "slacalc.h"

void json_put_log(struct json_writer *json, const slacalc_result *result);

#endif
