/* Sources of input, places in them, and what is wrong there. The public half is in slacalc.h. */
#ifndef BASE_DIAGNOSTICS_H
#define BASE_DIAGNOSTICS_H

#include "base/arena.h"
#include "base/text.h"
#include "slacalc.h"

#include <stdint.h>

/* Where something was written: a span of bytes of one source. */
struct position {
    uint32_t offset; /* of its first byte; WHOLE_SOURCE means the source as such */
    uint16_t source; /* index in the sources; NO_SOURCE means nowhere */
    uint16_t length; /* bytes to underline; 0 as 1 */
};

#define WHOLE_SOURCE UINT32_MAX
#define NO_SOURCE UINT16_MAX

struct position position_of_source(uint32_t source);
extern const struct position nowhere;

/* A file, or an argument of the command line that is shown like one. */
struct source {
    const char *name;
    struct text text;
    uint32_t *line_starts; /* made when first needed, as the marks are */
    size_t line_count;
    uint32_t *marks; /* characters before every so many bytes, as a line may be as long as the text */
};

struct sources {
    struct arena *arena;
    struct source *items;
    size_t count, capacity;
};

void sources_init(struct sources *sources, struct arena *arena);

/* Returns the index; `name` is copied, the text is not. At most SOURCES_MAX. */
#define SOURCES_MAX 65000
uint32_t sources_add(struct sources *sources, const char *name, struct text text);

struct place {
    size_t line, column; /* from 1, column in characters; 0, 0 for a whole source */
};

struct place sources_locate(struct sources *sources, struct position position);

/* The same sources for somebody who may not change them: what sources_locate makes is in `arena` then. */
struct sources sources_view(const struct sources *sources, struct arena *arena);

/* Names the sources that positions refer to from now on, until another call. */
void diagnostics_bind(slacalc_diagnostics *problems, struct sources *sources);

/* Appends one entry. A note belongs to the entry before it. The same message at the same place is kept once. */
void diagnose(slacalc_diagnostics *problems, slacalc_severity severity, struct position where, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same with " (did you mean 'best'?)" behind it where there is a best. */
void diagnose_nearest(slacalc_diagnostics *problems, struct position where, const struct nearest *nearest,
                      const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Appends a note that belongs to no other entry: how something was read. */
void diagnose_remark(slacalc_diagnostics *problems, struct position where, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* How far the list has come, to take back what is added from here on: where a better explanation is found. */
struct diagnostics_mark {
    size_t count, dropped_errors, reported[SLACALC_NOTE + 1];
};

struct diagnostics_mark diagnostics_mark(const slacalc_diagnostics *problems);
void diagnostics_rewind(slacalc_diagnostics *problems, const struct diagnostics_mark *mark);

/* Puts the entries in the order of the input; notes stay behind what they belong to. */
void diagnostics_sort(slacalc_diagnostics *problems);

/* The error that is kept ready for when there is no memory to write another. */
void diagnose_out_of_memory(slacalc_diagnostics *problems);

#endif
