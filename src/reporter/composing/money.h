/* What a service owes where promises are not kept, and what it recovers from those that it needs, as a table's rows. */
#ifndef REPORTER_COMPOSING_MONEY_H
#define REPORTER_COMPOSING_MONEY_H

#include "reporter/wording/phrases.h"

struct money_text {
    const char *what; /* "sla 99.9 %", "storage", "difference" */
    const char *fee;  /* NULL in the last row */
    const char *expected;
    const char *largest; /* NULL in the last row */
};

struct money_texts {
    const char *per; /* "Per 30d" */
    struct money_text *rows;
    size_t count; /* 0 where nothing is owed, and nothing recoverable */
};

/* What is owed comes first, then who pays back, then the difference. Not yet printable. */
struct money_texts money_of(const struct wording *wording, const slacalc_result *result,
                            const slacalc_service *service);

#endif
