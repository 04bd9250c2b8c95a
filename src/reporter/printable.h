/* Texts of the user as a terminal may show them, and how many columns they take there. */
#ifndef REPORTER_PRINTABLE_H
#define REPORTER_PRINTABLE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The length of the character at `text`, which is not at its end, and its code point; 0 where it is not UTF-8. */
size_t utf8_decode(const char *text, uint32_t *code);

/* Whether the locale's character set is UTF-8. */
bool locale_is_unicode(void);

/* A copy in which every byte of a character that would control the terminal, or that the locale cannot show, is
 * written \xNN. */
char *printable(struct arena *arena, const char *text, bool unicode);

/* Columns that a printable text takes. */
size_t printable_width(const char *text);

/* The text itself where it fits into `columns`, else a shorter one that ends in an ellipsis. */
const char *printable_cut(struct arena *arena, const char *text, size_t columns, bool unicode);

/* printf into an arena that has a guard. */
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
