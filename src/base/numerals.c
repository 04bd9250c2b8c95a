#include "base/numerals.h"

bool numerals_begin(struct numerals *numerals) {
    numerals->callers = uselocale((locale_t)0);
    locale_t copy = duplocale(numerals->callers);
    numerals->own = copy ? newlocale(LC_NUMERIC_MASK, "C", copy) : (locale_t)0;
    if (copy && !numerals->own)
        freelocale(copy);
    if (numerals->own)
        uselocale(numerals->own);
    return numerals->own;
}

void numerals_end(struct numerals *numerals) {
    uselocale(numerals->callers);
    freelocale(numerals->own);
}
