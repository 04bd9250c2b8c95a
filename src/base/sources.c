#include "base/diagnostics.h"

void sources_init(struct sources *sources, struct arena *arena) {
    *sources = (struct sources){.arena = arena};
}

uint32_t sources_add(struct sources *sources, const char *name, struct text text) {
    sources->items =
        arena_reserve(sources->arena, sources->items, sources->count, &sources->capacity, sizeof *sources->items);
    sources->items[sources->count] = (struct source){.name = text_copy(sources->arena, text_of(name)), .text = text};
    return (uint32_t)sources->count++;
}

/* YAML 1.1 breaks lines at LF, CR, and CR LF. */
static bool ends_line(struct text text, size_t at) {
    return text.at[at] == '\n' || (text.at[at] == '\r' && (at + 1 == text.length || text.at[at + 1] != '\n'));
}

static void index_lines(struct arena *arena, struct source *source) {
    struct text text = source->text;
    size_t count = 1;
    for (size_t i = 0; i < text.length; i++)
        count += ends_line(text, i);
    source->line_starts = arena_alloc(arena, count, sizeof *source->line_starts);
    size_t line = 1;
    for (size_t i = 0; i < text.length; i++)
        if (ends_line(text, i))
            source->line_starts[line++] = (uint32_t)(i + 1);
    source->line_count = count;
}

enum { MARK_DISTANCE = 4096 };

static size_t characters(const char *from, size_t bytes) {
    size_t count = 0;
    for (size_t i = 0; i < bytes; i++)
        count += ((unsigned char)from[i] & 0xc0) != 0x80;
    return count;
}

static void mark_characters(struct arena *arena, struct source *source) {
    size_t count = source->text.length / MARK_DISTANCE + 1;
    source->marks = arena_alloc(arena, count, sizeof *source->marks);
    for (size_t i = 1; i < count; i++)
        source->marks[i] =
            source->marks[i - 1] + (uint32_t)characters(source->text.at + (i - 1) * MARK_DISTANCE, MARK_DISTANCE);
}

static size_t characters_before(const struct source *source, size_t offset) {
    size_t mark = offset / MARK_DISTANCE, from = mark * MARK_DISTANCE;
    return source->marks[mark] + characters(source->text.at + from, offset - from);
}

struct place sources_locate(struct sources *sources, struct position position) {
    if (position.source == NO_SOURCE || position.offset == WHOLE_SOURCE)
        return (struct place){0, 0};
    struct source *source = &sources->items[position.source];
    if (!source->line_starts) {
        index_lines(sources->arena, source);
        mark_characters(sources->arena, source);
    }
    size_t low = 0, high = source->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->line_starts[middle] <= position.offset)
            low = middle;
        else
            high = middle;
    }
    size_t start = source->line_starts[low];
    return (struct place){low + 1, characters_before(source, position.offset) - characters_before(source, start) + 1};
}

static bool begins_character(struct text text, size_t at) {
    return ((unsigned char)text.at[at] & 0xc0) != 0x80;
}

static size_t column_of(struct text text, size_t offset) {
    size_t start = offset;
    while (start > 0 && !ends_line(text, start - 1))
        start--;
    return characters(text.at + start, offset - start) + 1;
}

static void step_back(struct text text, struct place_cursor *cursor) {
    size_t at = --cursor->offset;
    if (!ends_line(text, at)) {
        cursor->place.column -= begins_character(text, at);
        return;
    }
    cursor->place.line--;
    cursor->place.column = column_of(text, at);
}

static void step_on(struct text text, struct place_cursor *cursor) {
    size_t at = cursor->offset++;
    if (!ends_line(text, at)) {
        cursor->place.column += begins_character(text, at);
        return;
    }
    cursor->place.line++;
    cursor->place.column = 1;
}

struct place sources_follow(const struct sources *sources, struct place_cursor *cursor, struct position position) {
    if (position.source == NO_SOURCE || position.offset == WHOLE_SOURCE)
        return (struct place){0, 0};
    struct text text = sources->items[position.source].text;
    if (cursor->place.line == 0 || cursor->source != position.source)
        *cursor = (struct place_cursor){.source = position.source, .place = {1, 1}};
    while (cursor->offset < position.offset)
        step_on(text, cursor);
    while (cursor->offset > position.offset)
        step_back(text, cursor);
    return cursor->place;
}
