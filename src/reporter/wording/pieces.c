#include "reporter/wording/pieces.h"

#include "reporter/wording/phrases.h"

#include <string.h>

void pieces_add(const struct wording *wording, struct pieces *pieces, const char *text) {
    pieces->items =
        arena_reserve(wording->arena, pieces->items, pieces->count, &pieces->capacity, sizeof *pieces->items);
    pieces->items[pieces->count++] = text;
}

void pieces_add_words(const struct wording *wording, struct pieces *pieces, const char *text) {
    char *rest = NULL;
    for (char *word = strtok_r(printable(wording, text), " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        pieces_add(wording, pieces, word);
}

void pieces_add_names(const struct wording *wording, struct pieces *pieces, const slacalc_result *result,
                      const size_t *components, size_t count) {
    for (size_t i = 0; i < count; i++)
        pieces_add(wording, pieces,
                   arena_printf(wording->arena, "%s%s", phrase_name(wording, result, components[i]),
                                i + 1 < count ? "," : ""));
}

void pieces_add_first_names(const struct wording *wording, struct pieces *pieces, const slacalc_result *result,
                            const size_t *components, size_t count, size_t most) {
    size_t shown = count < most ? count : most;
    pieces_add_names(wording, pieces, result, components, shown);
    if (count > shown)
        pieces_add(wording, pieces, arena_printf(wording->arena, "and %zu more", count - shown));
}

const char *pieces_joined(const struct wording *wording, const struct pieces *pieces, size_t first, size_t count) {
    size_t length = 1;
    for (size_t i = first; i < first + count; i++)
        length += strlen(pieces->items[i]) + 1;
    char *text = arena_alloc(wording->arena, length, 1), *to = text;
    for (size_t i = first; i < first + count; i++) {
        if (i > first)
            *to++ = ' ';
        to = stpcpy(to, pieces->items[i]);
    }
    return text;
}
