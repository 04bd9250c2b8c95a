#include "base/did_you_mean.h"

enum { WORD_MAX = 64 }; /* a longer word is a text, not a typing mistake */

struct nearest nearest_to(struct text word) {
    return (struct nearest){.word = word};
}

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

/* A word's characters; a byte that is no UTF-8 counts as one. */
struct spelling {
    uint32_t at[WORD_MAX];
    size_t length; /* WORD_MAX + 1: too long */
};

static uint32_t lower(uint32_t character) {
    return character >= 'A' && character <= 'Z' ? character + ('a' - 'A') : character;
}

static struct spelling spell(struct text text, bool any_case) {
    struct spelling spelling = {.length = 0};
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.at[i];
        if ((byte & 0xc0) == 0x80 && spelling.length > 0)
            spelling.at[spelling.length - 1] = spelling.at[spelling.length - 1] << 8 | byte;
        else if (spelling.length == WORD_MAX)
            return (struct spelling){.length = WORD_MAX + 1};
        else
            spelling.at[spelling.length++] = any_case ? lower(byte) : byte;
    }
    return spelling;
}

static size_t replace_cost(uint32_t a, uint32_t b) {
    if (a == b)
        return 0;
    return lower(a) == lower(b) ? 1 : 2;
}

/* Optimal string alignment distance, doubled so that a difference in case alone counts half an edit (Damerau 1964, "A
 * technique for computer detection and correction of spelling errors"). */
static size_t edit_distance(const struct spelling *a, const struct spelling *b) {
    size_t rows[3][WORD_MAX + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b->length; j++)
        row[j] = 2 * j;
    for (size_t i = 1; i <= a->length; i++) {
        size_t *oldest = before;
        before = above;
        above = row;
        row = oldest;
        row[0] = 2 * i;
        for (size_t j = 1; j <= b->length; j++) {
            size_t replaced = above[j - 1] + replace_cost(a->at[i - 1], b->at[j - 1]);
            row[j] = smaller(replaced, smaller(above[j], row[j - 1]) + 2);
            if (i > 1 && j > 1 && a->at[i - 1] == b->at[j - 2] && a->at[i - 2] == b->at[j - 1])
                row[j] = smaller(row[j], before[j - 2] + 2);
        }
    }
    return row[b->length];
}

void nearest_offer(struct nearest *nearest, struct text candidate) {
    struct spelling word = spell(nearest->word, nearest->any_case), other = spell(candidate, nearest->any_case);
    size_t longer = word.length > other.length ? word.length : other.length;
    if (longer > WORD_MAX || word.length == 0)
        return;
    size_t limit = longer < 6 ? 2 : 2 * (longer / 3);
    size_t apart = longer - smaller(word.length, other.length);
    if (2 * apart > limit)
        return;
    size_t distance = edit_distance(&word, &other);
    if (distance > limit || distance >= 2 * longer || (nearest->best.at && distance >= nearest->distance))
        return;
    nearest->best = candidate;
    nearest->distance = distance;
}
