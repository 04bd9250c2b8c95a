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

/* The same for a report that is UTF-8 whatever the locale: only control characters, those that break a line or reorder
 * text, and bytes that are no UTF-8 are written so. */
char *harmless(struct arena *arena, const char *text);

/* Columns that a printable text takes. */
size_t printable_width(const char *text);

/* The text itself where it fits into `columns`, else a shorter one that ends in an ellipsis. */
const char *printable_cut(struct arena *arena, const char *text, size_t columns, bool unicode);

/* printf into an arena that has a guard. */
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
