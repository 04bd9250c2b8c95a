#include "reporter/wording/growing.h"

#include <string.h>

void growing_add(struct growing *growing, const char *text) {
    size_t length = strlen(text);
    growing->text = arena_provide(growing->arena, growing->text, growing->length + length + 1, &growing->capacity, 1);
    memcpy(growing->text + growing->length, text, length + 1);
    growing->length += length;
}

const char *growing_text(const struct growing *growing) {
    return growing->text ? growing->text : "";
}
