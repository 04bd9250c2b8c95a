/* Decimal numbers whatever the locale, where the last digit does not matter. */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include "base/text.h"

/* Reads digits with or without a decimal point, and moves `*at` behind them. Returns 0 where there are none; infinity
 * or no number where there are too many. */
double decimal_read(struct text text, size_t *at);

#endif
