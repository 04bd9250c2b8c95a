#include "model/entity.h"

#include "base/characters.h"

#include <string.h>

static bool is_part(struct text text) {
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] == ':' || text.at[i] == '/' || is_blank(text.at[i]))
            return false;
    return text.length > 0;
}

/* Takes what stands before the first `end` off the text; returns false where there is none. */
static bool split(struct text *text, char end, struct text *before) {
    const char *found = text->length > 0 ? memchr(text->at, end, text->length) : NULL;
    if (!found)
        return false;
    *before = (struct text){text->at, (size_t)(found - text->at)};
    *text = (struct text){found + 1, text->length - before->length - 1};
    return true;
}

bool entity_parse(struct text text, struct entity_name *name) {
    *name = (struct entity_name){.name = text};
    if (split(&name->name, ':', &name->kind) && !is_part(name->kind))
        return false;
    if (split(&name->name, '/', &name->space) && !is_part(name->space))
        return false;
    return is_part(name->name);
}

static char small(char letter) {
    if (letter < 'A' || letter > 'Z')
        return letter;
    return (char)(letter - 'A' + 'a');
}

static char *append_small(char *to, struct text text, char end) {
    for (size_t i = 0; i < text.length; i++)
        *to++ = small(text.at[i]);
    *to++ = end;
    return to;
}

struct text entity_key(struct arena *arena, const struct entity_name *name) {
    size_t length = name->kind.length + name->space.length + name->name.length + 2;
    char *key = arena_alloc(arena, length + 1, 1), *end = append_small(key, name->kind, ':');
    end = append_small(end, name->space, '/');
    append_small(end, name->name, '\0');
    return (struct text){key, length};
}

bool entity_word_is(struct text text, const char *word) {
    size_t i = 0;
    while (i < text.length && word[i] && small(text.at[i]) == small(word[i]))
        i++;
    return i == text.length && !word[i];
}
