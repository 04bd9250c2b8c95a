/* Bytes of text by what they are, whatever the locale says. */
#ifndef BASE_CHARACTERS_H
#define BASE_CHARACTERS_H

#include "base/text.h"

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

/* The place of the first byte from `at` on that is no digit. */
static inline size_t skip_digits(struct text text, size_t at) {
    while (at < text.length && is_digit(text.at[at]))
        at++;
    return at;
}

#endif
