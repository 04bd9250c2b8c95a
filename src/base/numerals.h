/* Numbers as C writes them, whatever the locale: printf puts the locale's decimal point, of several bytes maybe. */
#ifndef BASE_NUMERALS_H
#define BASE_NUMERALS_H

#include <locale.h>
#include <stdbool.h>

struct numerals {
    locale_t callers, own;
};

/* Gives this thread the locale that it has but for its numbers. Returns false when memory is exhausted; nothing is to
 * be ended then. */
bool numerals_begin(struct numerals *numerals);
void numerals_end(struct numerals *numerals);

#endif
