/*
 * Texts such as "Mon-Fri 08:00-18:00" to minutes of the local week. The week is laid out minute by minute: then ranges
 * that overlap, touch, or go round need no cases of their own, and taking maintenance out of hours neither.
 */
#ifndef PARSER_HOURS_H
#define PARSER_HOURS_H

#include "model/model.h"
#include "parser/written.h"

struct week_minutes {
    unsigned char on[MINUTES_PER_WEEK]; /* 0 or 1, from Monday 00:00 */
};

/* Sets the minutes from `start` to before `end`. */
void week_fill(struct week_minutes *week, struct stretch stretch, bool on);

/* Moves `*stretch` to the first stretch that is on behind its end; returns false where there is none. Start with {0}.
 */
bool week_next(const struct week_minutes *week, struct stretch *stretch);

/* So many from each on. */
bool stretches_same(const struct stretch *a, const struct stretch *b, uint32_t count);

/* Reads one range, which is not blank, and adds its minutes to the week. Returns false with an error. A comma that
 * follows it in the source may have been meant to divide days. */
bool hours_read_range(struct week_minutes *week, struct written written, bool comma_follows,
                      slacalc_diagnostics *problems);

#endif
