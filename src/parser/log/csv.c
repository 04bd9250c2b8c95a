#include "parser/log/csv.h"

#include <string.h>

static struct position place_at(const struct csv *csv, size_t at, size_t length) {
    return (struct position){.offset = (uint32_t)at,
                             .source = (uint16_t)csv->source,
                             .length = (uint16_t)(length < UINT16_MAX ? length : UINT16_MAX)};
}

/* The end of the text is the end of a line. */
static char byte_at(const struct csv *csv, size_t at) {
    static const char end = '\n';
    return *(at < csv->text.length ? &csv->text.at[at] : &end);
}

/* The place of the line end at `at`, or behind it. */
static size_t find_line_end(const struct csv *csv, size_t at) {
    const char *newline = at < csv->text.length ? memchr(csv->text.at + at, '\n', csv->text.length - at) : NULL;
    return newline ? (size_t)(newline - csv->text.at) : csv->text.length;
}

/* How many bytes of a line end stand there; 0 where none does. The end of the text is one. */
static size_t line_end_at(const struct csv *csv, size_t at) {
    if (at >= csv->text.length || csv->text.at[at] == '\n')
        return 1;
    return csv->text.at[at] == '\r' && byte_at(csv, at + 1) == '\n' ? 2 : 0;
}

static void add_field(struct csv *csv, struct text text, size_t at, size_t length) {
    struct written field = {text, place_at(csv, at, length)};
    ARENA_APPEND(csv->arena, csv->fields, csv->field_count, csv->field_capacity, field);
}

static bool give_up(struct csv *csv, size_t at, const char *message) {
    diagnose(csv->problems, SLACALC_ERROR, place_at(csv, at, 1), "%s", message);
    csv->broken = true;
    csv->field_count = 0;
    csv->at = find_line_end(csv, at);
    return false;
}

static bool read_plain(struct csv *csv) {
    size_t from = csv->at, at = from;
    while (byte_at(csv, at) != ',' && line_end_at(csv, at) == 0) {
        if (csv->text.at[at] == '"')
            return give_up(csv, at,
                           "a quote inside of a field that does not begin with one (put the whole field in quotes, and "
                           "write \"\" for a quote in it)");
        at++;
    }
    add_field(csv, (struct text){csv->text.at + from, at - from}, from, at - from);
    csv->at = at;
    return true;
}

/* The field without the second one of each two quotes. */
static struct text without_doubles(struct csv *csv, size_t from, size_t to) {
    char *room = arena_alloc(csv->arena, to - from, 1);
    size_t length = 0;
    for (size_t at = from; at < to; at++) {
        room[length++] = csv->text.at[at];
        at += csv->text.at[at] == '"';
    }
    return (struct text){room, length};
}

/* Commas and line ends in it are part of the field. */
static bool read_quoted(struct csv *csv) {
    size_t from = csv->at + 1, at = from;
    bool has_doubles = false;
    for (;;) {
        const char *quote = at < csv->text.length ? memchr(csv->text.at + at, '"', csv->text.length - at) : NULL;
        if (!quote)
            return give_up(csv, csv->at, "this quote is not closed (end the field with another one)");
        at = (size_t)(quote - csv->text.at);
        if (byte_at(csv, at + 1) != '"')
            break;
        has_doubles = true;
        at += 2;
    }
    csv->at = at + 1;
    if (byte_at(csv, csv->at) != ',' && line_end_at(csv, csv->at) == 0)
        return give_up(
            csv, csv->at,
            "text behind a closing quote (write \"\" for a quote in the field, and a comma behind the field)");
    add_field(csv, has_doubles ? without_doubles(csv, from, at) : (struct text){csv->text.at + from, at - from}, from,
              at - from);
    return true;
}

static void read_record(struct csv *csv) {
    csv->where = place_at(csv, csv->at, 1);
    while (byte_at(csv, csv->at) == '"' && csv->at < csv->text.length ? read_quoted(csv) : read_plain(csv)) {
        if (byte_at(csv, csv->at) != ',')
            return;
        csv->at++;
    }
}

bool csv_next(struct csv *csv) {
    while (csv->at < csv->text.length && line_end_at(csv, csv->at) > 0)
        csv->at += line_end_at(csv, csv->at);
    csv->field_count = 0;
    csv->broken = false;
    if (csv->at >= csv->text.length)
        return false;
    read_record(csv);
    csv->at += line_end_at(csv, csv->at);
    return true;
}
