/* What an agreement pays back: its tiers, the most of it, and the fee that it is part of. */
#ifndef PARSER_CREDITS_H
#define PARSER_CREDITS_H

#include "parser/fields.h"

/* Reads a map such as {99.9%: 10%, 99%: 25%}; returns false with an error. */
bool credits_read(struct reader *reader, const struct entry *entry, struct credits *credits);

/* Reads a part of the fee above 0, and at most all of it. */
bool credits_read_part(struct reader *reader, struct written written, struct level *part);

/* Reads a fee such as "12000 EUR", above 0. */
bool credits_read_fee(struct reader *reader, struct written written, const struct money **fee);

/* What the component pays back has an agreement that it is paid back by, and its fee has something to pay back. */
void credits_check(const struct slacalc_model *model, uint32_t component, slacalc_diagnostics *problems);

/* The fees are all in one currency. */
void credits_check_currencies(const struct slacalc_model *model, slacalc_diagnostics *problems);

bool credits_same(const struct credits *a, const struct credits *b);

#endif
