/* What is wrong, and where. The public half is in slacalc/problems.h. */
#ifndef BASE_DIAGNOSTICS_H
#define BASE_DIAGNOSTICS_H

#include "base/did_you_mean.h"
#include "base/sources.h"
#include "slacalc.h"

#include <stddef.h>

/* Names the sources that positions refer to from now on, until another call, and that errors are counted with; NULL
 * where there are none. Returns those of before. */
struct sources *diagnostics_bind(slacalc_diagnostics *problems, struct sources *sources);

/* Which of several copies of one text errors and warnings are about from now on ("market=de"), until another call or
 * other sources; NULL: there is only one. What is said of one copy is not said again of the others. The text is to
 * stay. */
void diagnostics_context(slacalc_diagnostics *problems, const char *context);

/* Appends one entry. A note belongs to the entry before it. The same message at the same place of the
 * same sources is kept once. */
void diagnose(slacalc_diagnostics *problems, slacalc_severity severity, struct position where, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same with " (did you mean 'best'?)" behind it where there is a best. */
void diagnose_nearest(slacalc_diagnostics *problems, struct position where, const struct nearest *nearest,
                      const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The same with the hint that the message names. The nearest may be NULL. */
void diagnose_hint(slacalc_diagnostics *problems, slacalc_severity severity, struct position where, slacalc_hint hint,
                   const struct nearest *nearest, const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Appends a note that belongs to no other entry: how something was read. */
void diagnose_remark(slacalc_diagnostics *problems, struct position where, slacalc_hint hint, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* How far the list has come, to take back what is added from here on: where a better explanation is found. That memory
 * ran out stays said. */
struct diagnostics_mark {
    size_t count, dropped_errors, exhausted, reported[SLACALC_NOTE + 1];
    struct reported of_sources;
};

struct diagnostics_mark diagnostics_mark(slacalc_diagnostics *problems);
void diagnostics_rewind(slacalc_diagnostics *problems, const struct diagnostics_mark *mark);

/* Puts the entries in the order of the input, those of one model behind those of another; notes stay behind what they
 * belong to. */
void diagnostics_sort(slacalc_diagnostics *problems);

/* The error that is kept ready for when there is no memory to write another. What asked for the entry has failed then,
 * even where that was a note only. */
void diagnose_out_of_memory(slacalc_diagnostics *problems);

/* How often that was so. */
size_t diagnostics_exhausted(const slacalc_diagnostics *problems);

#endif
