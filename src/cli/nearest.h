/* The word that a mistyped one was meant to be. */
#ifndef CLI_NEAREST_H
#define CLI_NEAREST_H

#include <stddef.h>

struct guess {
    const char *word; /* the mistyped one; not NUL-terminated */
    size_t length;
    const char *best; /* NULL while no candidate is near enough */
    size_t edits;
};

struct guess guess_for(const char *word, size_t length);

/* A candidate counts within a third of the mistyped word's length in edits, at least one. It has at most
 * LONGEST_CANDIDATE characters. */
enum { LONGEST_CANDIDATE = 31 };
void guess_offer(struct guess *guess, const char *candidate);

#endif
