/* The tiers of what an agreement pays back. */
#ifndef PARSER_CREDITS_H
#define PARSER_CREDITS_H

#include "parser/fields.h"

/* Reads a map such as {99.9%: 10%, 99%: 25%}; returns false with an error. */
bool credits_read(struct reader *reader, const struct entry *entry, struct credits *credits);

bool credits_same(const struct credits *a, const struct credits *b);

#endif
