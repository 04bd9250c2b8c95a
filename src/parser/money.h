/* Amounts of money, such as "12.50 EUR". */
#ifndef PARSER_MONEY_H
#define PARSER_MONEY_H

#include "model/model.h"

/* Reads a number and the currency behind it, if there is one, and moves `*at` behind the blanks that follow. Returns
 * false where there is no number, or one that is too large. */
bool money_read(struct text text, size_t *at, struct money *money);

/* Whether neither has a currency, or both have the same. */
bool money_same_currency(struct text a, struct text b);

bool money_same(const struct money *a, const struct money *b);

#endif
