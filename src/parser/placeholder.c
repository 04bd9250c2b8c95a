#include "parser/placeholder.h"

#include <string.h>

bool placeholder_next(struct text text, size_t from, struct placeholder *found) {
    size_t at = from;
    while (at + 1 < text.length && (text.at[at] != '$' || text.at[at + 1] != '('))
        at++;
    if (at + 1 >= text.length)
        return false;
    *found = (struct placeholder){.begin = at, .end = at + 2};
    if (at > from && text.at[at - 1] == '$') {
        found->begin = at - 1;
        found->is_escape = true;
        return true;
    }
    const char *first = text.at + at + 2, *end = text.at + text.length;
    const char *closing = memchr(first, ')', (size_t)(end - first));
    found->is_closed = closing;
    found->end = (size_t)((closing ? closing + 1 : end) - text.at);
    found->key = (struct text){first, (size_t)((closing ? closing : end) - first)};
    const char *dot = memchr(first, '.', found->key.length);
    if (dot) {
        found->field = (struct text){dot + 1, (size_t)(first + found->key.length - dot - 1)};
        found->key.length = (size_t)(dot - first);
    }
    return true;
}
