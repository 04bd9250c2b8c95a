#include "cli/nearest.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

struct guess guess_for(const char *word, size_t length) {
    return (struct guess){.word = word, .length = length};
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

static bool same(char a, char b) {
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* Insertions, deletions, replacements and swaps of neighbours that make the candidate of the word. */
static size_t edits_between(const struct guess *guess, const char *candidate, size_t length) {
    size_t rows[3][LONGEST_CANDIDATE + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= length; j++)
        row[j] = j;
    for (size_t i = 1; i <= guess->length; i++) {
        size_t *reused = before;
        before = above;
        above = row;
        row = reused;
        row[0] = i;
        for (size_t j = 1; j <= length; j++) {
            char typed = guess->word[i - 1], meant = candidate[j - 1];
            row[j] = least(least(row[j - 1], above[j]) + 1, above[j - 1] + (same(typed, meant) ? 0 : 1));
            if (i > 1 && j > 1 && same(typed, candidate[j - 2]) && same(guess->word[i - 2], meant))
                row[j] = least(row[j], before[j - 2] + 1);
        }
    }
    return row[length];
}

void guess_offer(struct guess *guess, const char *candidate) {
    size_t length = strlen(candidate);
    size_t most = guess->length < 3 ? 1 : guess->length / 3;
    if (length > LONGEST_CANDIDATE)
        return;
    size_t edits = edits_between(guess, candidate, length);
    if (edits <= most && (!guess->best || edits < guess->edits)) {
        guess->best = candidate;
        guess->edits = edits;
    }
}
