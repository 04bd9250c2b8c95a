/* Texts such as "99.95%" and "1h30m" to numbers. Each function reports what is wrong and returns false. */
#ifndef PARSER_QUANTITY_H
#define PARSER_QUANTITY_H

#include "base/arena.h"
#include "base/diagnostics.h"
#include "base/text.h"
#include "model/model.h"
#include "parser/written.h"

/* What the functions share: room for the digits of one number. */
struct quantities {
    slacalc_diagnostics *problems;
    struct arena *scratch;
    char *digits;
    size_t capacity;
};

void quantities_init(struct quantities *quantities, slacalc_diagnostics *problems, struct arena *scratch);

/* "99.95%", "99.95 %", "0.9995", "4h/Q" (down in each) or "9995/10000" (good of all); both sides are rounded once from
 * the exact number. Digits that look like a slip of the point ("0.999%") are warned of. */
bool quantity_level(struct quantities *quantities, struct written written, struct level *level);

/* The same for a part of traffic or of a fee, which may well be small. */
bool quantity_share(struct quantities *quantities, struct written written, struct level *level);

/* The same for the share of outages that have one cause: above 0 and below 100 %. */
bool quantity_beta(struct quantities *quantities, struct written written, struct level *level);

/* "1h30m", "1.5h"; at least 0 and finite. */
bool quantity_duration(struct quantities *quantities, struct written written, long double *seconds);

/* A whole number from `low` to `high`; `name` stands before it in the message. */
bool quantity_whole(struct quantities *quantities, struct written written, const char *name, uint32_t low,
                    uint32_t high, uint32_t *number);

/* Checks that it is a day of the calendar, YYYY-MM-DD. */
bool quantity_date(struct quantities *quantities, struct written written);

#endif
