/* A text of the input that is taken apart further, with the place of each part of it. */
#ifndef PARSER_WRITTEN_H
#define PARSER_WRITTEN_H

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

static inline bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/* A byte beyond ASCII belongs to a letter of some language. */
static inline bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (unsigned char)byte >= 0x80;
}

static inline bool is_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* The place of the first byte from `at` on that is no blank. */
static inline size_t skip_blanks(struct text text, size_t at) {
    while (at < text.length && is_blank(text.at[at]))
        at++;
    return at;
}

#endif
