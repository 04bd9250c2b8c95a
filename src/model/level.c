#include "model/level.h"

/* Sums of rounded products may come to a little more than 1. */
static double at_most_one(long double value) {
    return value > 1 ? 1 : (double)value;
}

slacalc_level level_row(struct level level) {
    return (slacalc_level){at_most_one(level.up), at_most_one(level.down)};
}

struct level level_from_row(slacalc_level row) {
    return (struct level){row.up, row.down};
}
