/* Pieces of text one after the other, which a line may be broken between. */
#ifndef REPORTER_WORDING_PIECES_H
#define REPORTER_WORDING_PIECES_H

#include "reporter/wording/printable.h"
#include "slacalc.h"

/* Start with {0}. */
struct pieces {
    const char **items;
    size_t count, capacity;
};

void pieces_add(const struct wording *wording, struct pieces *pieces, const char *text);

/* Adds every word of a text of the user. */
void pieces_add_words(const struct wording *wording, struct pieces *pieces, const char *text);

/* Adds the names of components, with a comma behind each but the last one. */
void pieces_add_names(const struct wording *wording, struct pieces *pieces, const slacalc_result *result,
                      const size_t *components, size_t count);

/* The same of the first of them, `most` at the most, and how many more there are. */
void pieces_add_first_names(const struct wording *wording, struct pieces *pieces, const slacalc_result *result,
                            const size_t *components, size_t count, size_t most);

/* `count` of them from `first` on in one text, with blanks between. */
const char *pieces_joined(const struct wording *wording, const struct pieces *pieces, size_t first, size_t count);

#endif
