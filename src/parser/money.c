#include "parser/money.h"

#include "base/characters.h"
#include "base/decimal.h"

#include <math.h>

bool money_read(struct text text, size_t *at, struct money *money) {
    size_t start = *at;
    *money = (struct money){.amount = decimal_read(text, at)};
    bool is_number = *at > start && isfinite(money->amount);
    *at = skip_blanks(text, *at);
    size_t begin = *at;
    while (*at < text.length && text.at[*at] != '/' && text.at[*at] != ' ' && !is_digit(text.at[*at]))
        ++*at;
    money->currency = (struct text){*at > begin ? text.at + begin : NULL, *at - begin};
    money->written = (struct text){text.at + start, *at - start};
    *at = skip_blanks(text, *at);
    return is_number;
}

bool money_same_currency(struct text a, struct text b) {
    return !a.at == !b.at && (!a.at || text_equal(a, b));
}

bool money_same(const struct money *a, const struct money *b) {
    return !(a->amount < b->amount) && !(a->amount > b->amount) && money_same_currency(a->currency, b->currency);
}
