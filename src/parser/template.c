#include "parser/template.h"

#include <string.h>

bool is_unrendered(struct text text) {
    for (size_t at = 0; at + 1 < text.length; at++) {
        const char *brace = memchr(text.at + at, '{', text.length - 1 - at);
        if (!brace || brace[1] == '{' || brace[1] == '%')
            return brace;
        at = (size_t)(brace - text.at);
    }
    return false;
}
