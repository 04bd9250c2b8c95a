/* Sources of input, and places in them. */
#ifndef BASE_SOURCES_H
#define BASE_SOURCES_H

#include "base/arena.h"
#include "base/text.h"

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

/* What was reported of some sources. It is kept with them, since one list of problems may serve several models. */
struct reported {
    const void *list; /* of problems, to which they were bound last */
    size_t number;    /* which of those that were bound to it they are, from 1 */
    size_t kept;      /* entries of the list that are about them */
    size_t errors;    /* also those that are not kept */
};

struct sources {
    struct arena *arena;
    struct source *items;
    size_t count, capacity;
    struct reported reported;
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

#endif
