/* Composing a report on a stream that keeps it in memory. */
#ifndef REPORTER_COMPOSING_COMPOSITION_H
#define REPORTER_COMPOSING_COMPOSITION_H

#include "base/deadline.h"
#include "reporter/wording/printable.h"
#include "slacalc.h"

#include <stdio.h>

/* A report that is composed as it is written. */
struct composition {
    const slacalc_result *result;
    const slacalc_layout *layout;
    FILE *stream;
    struct wording wording;    /* for a file; its arena is scratch */
    struct deadline *deadline; /* where it is over no further service is begun, by the formats that count what they
                                  leave out */
};

/* Runs `write` on a stream and returns what it wrote, to be freed with free(); NULL where it or the stream failed.
 * `*length` is then 0, unless the report became too large. */
char *collect_report(bool (*write)(const void *context, FILE *stream), const void *context, size_t *length);

/* Runs `compose` on a stream and returns what it wrote, to be freed with free(); NULL where memory is exhausted. */
char *compose_report(const slacalc_result *result, const slacalc_layout *layout,
                     void (*compose)(const struct composition *report), size_t *length);

/* Gives the report up, by the guard of the arena, where its stream has failed, as it does where there is too much of
 * it: the rest would be composed for nothing. */
void composition_go_on(FILE *stream, const struct arena *arena);

#endif
