/* Times and dates of logs, from 1970 to 2099. */
#ifndef PARSER_LOG_LOG_TIMES_H
#define PARSER_LOG_LOG_TIMES_H

#include "base/date.h"
#include "parser/written.h"

struct zone;

/* Reads a time by RFC 3339, or without an offset by the clocks of the zone ("2026-03-01 09:30" or with seconds), which
 * has all years. Parts of a second are dropped. Returns false with an error. */
bool log_time(slacalc_diagnostics *problems, struct written written, const struct zone *zone, int64_t *instant);

/* Reads "2026-03-01", as days since 1970. Returns false with an error. */
bool log_date(slacalc_diagnostics *problems, struct written written, long *day);

#endif
