#include "base/decimal.h"

#include "base/characters.h"

double decimal_read(struct text text, size_t *at) {
    double number = 0, place = 0;
    for (; *at < text.length && (is_digit(text.at[*at]) || (text.at[*at] == '.' && place == 0)); ++*at) {
        if (text.at[*at] == '.') {
            place = 1;
            continue;
        }
        number = 10 * number + (text.at[*at] - '0');
        place *= 10;
    }
    return place > 1 ? number / place : number;
}
