/* A text of the input that is taken apart further, with the place of each part of it. */
#ifndef PARSER_WRITTEN_H
#define PARSER_WRITTEN_H

#include "base/characters.h"
#include "base/diagnostics.h"
#include "base/text.h"

/* A text and where it was written. */
struct written {
    struct text text;
    struct position where; /* of the text without quotes */
};

/* A part of it; its own place is known only where the text stands in the source as it is. */
struct written written_part(struct written written, size_t from, size_t length);

/* The same without blanks around it. */
struct written written_trim(struct written written);

#endif
