#include "base/sources.h"

const struct position nowhere = {.offset = WHOLE_SOURCE, .source = NO_SOURCE};

struct position position_of_source(uint32_t source) {
    return (struct position){.offset = WHOLE_SOURCE, .source = (uint16_t)source};
}

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

static size_t characters_between(const struct source *source, size_t start, size_t end) {
    if (end - start <= MARK_DISTANCE)
        return characters(source->text.at + start, end - start);
    return characters_before(source, end) - characters_before(source, start);
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
    return (struct place){low + 1, characters_between(source, start, position.offset) + 1};
}

struct sources sources_view(const struct sources *sources, struct arena *arena) {
    struct sources view = {.arena = arena, .count = sources->count, .capacity = sources->count};
    view.items = arena_alloc(arena, view.count, sizeof *view.items);
    for (size_t i = 0; i < view.count; i++)
        view.items[i] = (struct source){.name = sources->items[i].name, .text = sources->items[i].text};
    return view;
}
