#include "parser/template.h"

bool is_unrendered(struct text text) {
    for (size_t i = 0; i + 1 < text.length; i++)
        if (text.at[i] == '{' && (text.at[i + 1] == '{' || text.at[i + 1] == '%'))
            return true;
    return false;
}
