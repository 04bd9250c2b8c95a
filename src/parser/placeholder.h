/* Placeholders in texts: $(key), $(key.field), and $$( for the two characters themselves. */
#ifndef PARSER_PLACEHOLDER_H
#define PARSER_PLACEHOLDER_H

#include "base/text.h"

struct placeholder {
    size_t begin, end;      /* bytes of the text */
    bool is_escape;         /* it is $$( */
    bool is_closed;         /* it has its bracket; otherwise it ends with the text */
    struct text key, field; /* the field is absent where there is none */
};

/* Finds the first one from that byte on; returns false where there is none. */
bool placeholder_next(struct text text, size_t from, struct placeholder *found);

#endif
