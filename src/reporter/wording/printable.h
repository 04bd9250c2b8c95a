/* Texts of the user as the reader may see them, and how many columns they take in a terminal. */
#ifndef REPORTER_WORDING_PRINTABLE_H
#define REPORTER_WORDING_PRINTABLE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where texts are made, and which characters they may show. */
struct wording {
    struct arena *arena; /* with a guard */
    bool unicode;
    bool any_locale; /* the text is UTF-8 whatever the locale, as in a file; nothing is aligned then */
};

struct wording wording_of_file(struct arena *arena);

/* Whether the locale's character set is UTF-8. */
bool locale_is_unicode(void);

/* A copy in which every byte of a character that would control the terminal, or that cannot be shown, is written
 * \xNN. */
char *printable(const struct wording *wording, const char *text);

/* The same as for a file: only control characters, those that break a line or reorder text, and bytes that are no UTF-8
 * are written so. */
char *harmless(struct arena *arena, const char *text);

/* Columns that a printable text takes. */
size_t printable_width(const char *text);

/* "…", "..." */
const char *ellipsis_of(const struct wording *wording);

/* The text itself where it fits into `columns`, else a shorter one that ends in an ellipsis. */
const char *printable_cut(const struct wording *wording, const char *text, size_t columns);

/* The same with the ellipsis in its middle: names are often told apart by their ends. */
const char *printable_abridged(const struct wording *wording, const char *text, size_t columns);

/* The length of the character at `text`, which is not at its end, and its code point; 0 where it is not UTF-8. */
size_t utf8_decode(const char *text, uint32_t *code);

#endif
