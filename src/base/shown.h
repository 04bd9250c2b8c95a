/* Texts from the input inside of messages: a long one is cut. */
#ifndef BASE_SHOWN_H
#define BASE_SHOWN_H

#include "base/text.h"

#define SHOWN "%.*s%s"
#define SHOWN_ARGS(text) (int)shown_length(text), (text).at, shown_length(text) < (text).length ? "..." : ""

/* How many bytes of it are shown: whole characters only. */
static inline size_t shown_length(struct text text) {
    enum { SHOWN_MAX = 60 };
    if (text.length <= SHOWN_MAX)
        return text.length;
    size_t length = SHOWN_MAX;
    while (length > 0 && ((unsigned char)text.at[length] & 0xc0) == 0x80)
        length--;
    return length;
}

#endif
