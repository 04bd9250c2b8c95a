#include "base/diagnostics.h"

#include "base/memory_stream.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* A person mends the first ones; the rest is counted, and compared with the newest ones only. */
enum { KEPT_MAX = 1000, RECENT = 64 }; /* of each model */

struct entry {
    slacalc_diagnostic shown;
    const char *bare; /* the message without its context */
    struct position where;
    struct position lead; /* of the error or warning that it belongs to */
    size_t model;         /* number of the sources that it is about; 0 where there are none */
    size_t sequence;      /* order of reporting */
    char *excerpt;        /* source line around the place, escaped for a terminal; NULL where there is none */
    size_t caret;         /* columns of the excerpt before the caret */
    size_t underline;
};

struct slacalc_diagnostics {
    struct arena arena;
    struct sources *sources;
    struct entry *entries;
    size_t count, capacity;
    size_t models;                /* how many sources were bound */
    struct reported of_no_source; /* as sources have it */
    size_t reported[SLACALC_NOTE + 1];
    size_t dropped_errors;
    struct position lead; /* of the newest error or warning: notes belong to it */
    bool skip_notes;      /* the entry that they belong to was not kept */
    size_t exhausted;     /* how often there was no memory to report something */
    const char *context;  /* of what is reported; NULL where there is none */
};

static const char out_of_memory[] = "out of memory";

slacalc_diagnostics *slacalc_diagnostics_new(void) {
    return calloc(1, sizeof(slacalc_diagnostics));
}

void slacalc_diagnostics_free(slacalc_diagnostics *problems) {
    if (problems)
        arena_free(&problems->arena);
    free(problems);
}

struct sources *diagnostics_bind(slacalc_diagnostics *problems, struct sources *sources) {
    struct sources *before = problems->sources;
    problems->sources = sources;
    problems->context = NULL;
    if (sources && sources->reported.list != problems) {
        sources->reported.list = problems;
        sources->reported.number = ++problems->models;
        sources->reported.kept = 0;
    }
    return before;
}

void diagnostics_context(slacalc_diagnostics *problems, const char *context) {
    problems->context = context;
}

static struct reported *reported_now(slacalc_diagnostics *problems) {
    return problems->sources ? &problems->sources->reported : &problems->of_no_source;
}

size_t slacalc_diagnostics_count(const slacalc_diagnostics *problems, slacalc_severity severity) {
    bool counts_memory = severity == SLACALC_ERROR && problems->exhausted > 0;
    return (size_t)severity <= SLACALC_NOTE ? problems->reported[severity] + counts_memory : 0;
}

bool slacalc_diagnostics_get(const slacalc_diagnostics *problems, size_t index, slacalc_diagnostic *entry) {
    if (index < problems->count)
        *entry = problems->entries[index].shown;
    else if (index == problems->count && problems->exhausted > 0)
        *entry = (slacalc_diagnostic){.severity = SLACALC_ERROR, .message = out_of_memory};
    else
        return false;
    return true;
}

void diagnose_out_of_memory(slacalc_diagnostics *problems) {
    reported_now(problems)->errors++;
    problems->exhausted++;
}

size_t diagnostics_exhausted(const slacalc_diagnostics *problems) {
    return problems->exhausted;
}

/* ---- Excerpts ---- */

enum { BEFORE = 60, AFTER = 60, WHOLE = 160 };

/* The line, or as much of it as is longer than what is shown of any: a line may be as long as the source. */
static struct text source_line(struct sources *sources, struct position where) {
    struct text text = sources->items[where.source].text;
    size_t start = where.offset, end = where.offset;
    while (start > 0 && where.offset - start <= WHOLE && text.at[start - 1] != '\n' && text.at[start - 1] != '\r')
        start--;
    while (end < text.length && end - where.offset <= WHOLE && text.at[end] != '\n' && text.at[end] != '\r')
        end++;
    return (struct text){text.at + start, end - start};
}

static bool continues(char byte) {
    return ((unsigned char)byte & 0xc0) == 0x80;
}

/* The part of a long line that a terminal can show: some context before the place, and what follows it. */
static struct text around(struct text line, size_t place) {
    if (line.length <= WHOLE)
        return line;
    size_t from = place > BEFORE ? place - BEFORE : 0;
    size_t to = line.length - place > AFTER ? place + AFTER : line.length;
    while (from > 0 && continues(line.at[from]))
        from--;
    while (to < line.length && continues(line.at[to]))
        to++;
    return (struct text){line.at + from, to - from};
}

/* Appends text in a form that a terminal shows as it is; returns how many columns it takes. */
static size_t append_visible(FILE *stream, struct text text) {
    size_t columns = 0;
    for (size_t at = 0; at < text.length;) {
        uint32_t character = 0;
        size_t length = text_character(text, at, &character);
        if (length == 1 && character == '\t')
            columns += (size_t)fprintf(stream, " ");
        else if (length == 0)
            columns += (size_t)fprintf(stream, "\\x%02x", (unsigned char)text.at[at]);
        else if (character_is_control(character))
            columns += (size_t)fprintf(stream, character < 0x100 ? "\\x%02x" : "\\u%04x", (unsigned)character);
        else {
            int width = length == 1 ? 1 : wcwidth((wchar_t)character);
            fwrite(text.at + at, 1, length, stream);
            columns += width < 0 ? 1 : (size_t)width;
        }
        at += length ? length : 1;
    }
    return columns;
}

/* Takes over what was written; NULL where memory ran out. */
static char *keep(struct arena *arena, struct memory_stream *stream) {
    char *text = memory_stream_close(stream);
    char *copy = text ? text_copy(arena, (struct text){text, stream->length}) : NULL;
    free(text);
    return copy;
}

static void cut_excerpt(slacalc_diagnostics *problems, struct entry *entry) {
    struct position where = entry->where;
    struct memory_stream memory;
    if (!memory_stream_open(&memory, SIZE_MAX))
        return;
    FILE *stream = memory.file;
    struct text line = source_line(problems->sources, where);
    size_t place = (size_t)(problems->sources->items[where.source].text.at + where.offset - line.at);
    struct text shown = around(line, place);
    const char *from = line.at + place;
    size_t rest = (size_t)(shown.at + shown.length - from);
    size_t marked = where.length < rest ? where.length : rest;

    entry->caret = shown.at > line.at ? (size_t)fprintf(stream, "...") : 0;
    entry->caret += append_visible(stream, (struct text){shown.at, (size_t)(from - shown.at)});
    entry->underline = append_visible(stream, (struct text){from, marked});
    append_visible(stream, (struct text){from + marked, rest - marked});
    if (shown.at + shown.length < line.at + line.length)
        fputs("...", stream);
    entry->excerpt = keep(&problems->arena, &memory);
}

/* ---- Adding ---- */

static bool is_full(slacalc_diagnostics *problems) {
    return reported_now(problems)->kept >= KEPT_MAX;
}

/* NULL stands for any message. */
static bool stands_already(slacalc_diagnostics *problems, struct position where, const char *message) {
    size_t looked_at = is_full(problems) ? RECENT : 2 * KEPT_MAX;
    size_t first = problems->count > looked_at ? problems->count - looked_at : 0;
    for (size_t i = first; i < problems->count; i++) {
        const struct entry *entry = &problems->entries[i];
        if (entry->model == reported_now(problems)->number && entry->where.source == where.source &&
            entry->where.offset == where.offset && (!message || strcmp(entry->bare, message) == 0))
            return where.source != NO_SOURCE;
    }
    return false;
}

static void locate(slacalc_diagnostics *problems, struct entry *entry) {
    struct position where = entry->where;
    if (where.source == NO_SOURCE || !problems->sources)
        return;
    const struct source *source = &problems->sources->items[where.source];
    entry->shown.file = text_copy(&problems->arena, text_of(source->name));
    struct place place = sources_locate(problems->sources, where);
    entry->shown.line = place.line;
    entry->shown.column = place.column;
    if (place.line > 0)
        cut_excerpt(problems, entry);
    if (!entry->shown.file || (place.line > 0 && !entry->excerpt))
        diagnose_out_of_memory(problems);
}

static void drop(slacalc_diagnostics *problems, slacalc_severity severity) {
    problems->reported[severity]++;
    problems->dropped_errors += severity == SLACALC_ERROR;
    problems->skip_notes = true;
}

static void add(slacalc_diagnostics *problems, slacalc_diagnostic shown, const char *bare, bool note,
                struct position where) {
    if (!note && stands_already(problems, where, bare)) {
        problems->skip_notes = true;
        return;
    }
    if (!note && is_full(problems)) {
        drop(problems, shown.severity);
        return;
    }
    problems->reported[shown.severity]++;
    problems->skip_notes = false;
    struct entry *grown = arena_reserve(&problems->arena, problems->entries, problems->count, &problems->capacity,
                                        sizeof *problems->entries);
    if (!grown) {
        diagnose_out_of_memory(problems);
        return;
    }
    problems->entries = grown;
    struct entry *entry = &grown[problems->count];
    if (!note)
        problems->lead = where;
    struct reported *reported = reported_now(problems);
    *entry = (struct entry){.shown = shown,
                            .bare = bare,
                            .where = where,
                            .lead = problems->lead,
                            .model = reported->number,
                            .sequence = problems->count};
    reported->kept++;
    locate(problems, entry);
    problems->count++;
}

static char *vformat(slacalc_diagnostics *problems, const char *context, const struct nearest *nearest,
                     const char *format, va_list values) {
    struct memory_stream memory;
    if (!memory_stream_open(&memory, SIZE_MAX))
        return NULL;
    if (context)
        fprintf(memory.file, "for %s: ", context);
    bool whole = vfprintf(memory.file, format, values) >= 0;
    if (nearest && nearest->best.at)
        fprintf(memory.file, " (did you mean '%.*s'?)", TEXT_ARGS(nearest->best));
    char *message = keep(&problems->arena, &memory);
    return whole ? message : NULL;
}

static void vdiagnose(slacalc_diagnostics *problems, slacalc_severity severity, bool belongs, struct position where,
                      slacalc_hint hint, const struct nearest *nearest, const char *format, va_list values) {
    bool note = belongs && severity == SLACALC_NOTE;
    reported_now(problems)->errors += severity == SLACALC_ERROR;
    if (note && problems->skip_notes)
        return;
    if (!note && is_full(problems) && !stands_already(problems, where, NULL)) {
        drop(problems, severity); /* a million messages would take their time to write */
        return;
    }
    const char *context = severity == SLACALC_NOTE ? NULL : problems->context;
    char *message = vformat(problems, context, nearest, format, values);
    if (message)
        add(problems, (slacalc_diagnostic){.severity = severity, .message = message, .hint = hint},
            message + (context ? strlen(context) + strlen("for : ") : 0), note, where);
    else
        diagnose_out_of_memory(problems);
}

void diagnose(slacalc_diagnostics *problems, slacalc_severity severity, struct position where, const char *format,
              ...) {
    va_list values;
    va_start(values, format);
    vdiagnose(problems, severity, true, where, SLACALC_HINT_NONE, NULL, format, values);
    va_end(values);
}

void diagnose_nearest(slacalc_diagnostics *problems, struct position where, const struct nearest *nearest,
                      const char *format, ...) {
    va_list values;
    va_start(values, format);
    vdiagnose(problems, SLACALC_ERROR, true, where, SLACALC_HINT_NONE, nearest, format, values);
    va_end(values);
}

void diagnose_hint(slacalc_diagnostics *problems, slacalc_severity severity, struct position where, slacalc_hint hint,
                   const struct nearest *nearest, const char *format, ...) {
    va_list values;
    va_start(values, format);
    vdiagnose(problems, severity, true, where, hint, nearest, format, values);
    va_end(values);
}

void diagnose_remark(slacalc_diagnostics *problems, struct position where, slacalc_hint hint, const char *format, ...) {
    va_list values;
    va_start(values, format);
    vdiagnose(problems, SLACALC_NOTE, false, where, hint, NULL, format, values);
    va_end(values);
}

struct diagnostics_mark diagnostics_mark(slacalc_diagnostics *problems) {
    struct diagnostics_mark mark = {.count = problems->count,
                                    .dropped_errors = problems->dropped_errors,
                                    .exhausted = problems->exhausted,
                                    .of_sources = *reported_now(problems)};
    memcpy(mark.reported, problems->reported, sizeof mark.reported);
    return mark;
}

void diagnostics_rewind(slacalc_diagnostics *problems, const struct diagnostics_mark *mark) {
    problems->count = mark->count;
    problems->dropped_errors = mark->dropped_errors;
    *reported_now(problems) = mark->of_sources;
    reported_now(problems)->errors += problems->exhausted - mark->exhausted;
    memcpy(problems->reported, mark->reported, sizeof mark->reported);
}

static int by_place(const void *left, const void *right) {
    const struct entry *a = left, *b = right;
    if (a->model != b->model)
        return a->model - 1 < b->model - 1 ? -1 : 1; /* 0 comes last */
    if (a->lead.source != b->lead.source)
        return a->lead.source < b->lead.source ? -1 : 1;
    if (a->lead.offset != b->lead.offset)
        return a->lead.offset < b->lead.offset ? -1 : 1;
    return a->sequence < b->sequence ? -1 : 1;
}

void diagnostics_sort(slacalc_diagnostics *problems) {
    if (problems->count > 1)
        qsort(problems->entries, problems->count, sizeof *problems->entries, by_place);
    for (size_t i = 0; i < problems->count; i++)
        problems->entries[i].sequence = i;
}

/* ---- Printing ---- */

static const char *const severity_names[] = {"error", "warning", "note"};
static const char *const severity_colors[] = {"\033[1;31m", "\033[1;35m", "\033[1;36m"};

static void print_excerpt(FILE *stream, const struct entry *entry, bool color) {
    if (!entry->excerpt)
        return;
    fprintf(stream, "%5zu | %s\n      | %*s%s^", entry->shown.line, entry->excerpt, (int)entry->caret, "",
            color ? "\033[1;32m" : "");
    for (size_t i = 1; i < entry->underline; i++)
        fputc('~', stream);
    fprintf(stream, "%s\n", color ? "\033[0m" : "");
}

static void print_entry(FILE *stream, const struct entry *entry, bool color) {
    const slacalc_diagnostic *shown = &entry->shown;
    append_visible(stream, text_of(shown->file ? shown->file : "slacalc"));
    if (shown->line > 0)
        fprintf(stream, ":%zu:%zu", shown->line, shown->column);
    fprintf(stream, ": %s%s:%s ", color ? severity_colors[shown->severity] : "", severity_names[shown->severity],
            color ? "\033[0m" : "");
    append_visible(stream, text_of(shown->message));
    fputc('\n', stream);
    print_excerpt(stream, entry, color);
}

bool slacalc_diagnostics_print(const slacalc_diagnostics *problems, FILE *stream, bool color) {
    for (size_t i = 0; i < problems->count; i++)
        print_entry(stream, &problems->entries[i], color);
    if (problems->dropped_errors > 0)
        fprintf(stream, "slacalc: error: %zu more error%s not shown\n", problems->dropped_errors,
                problems->dropped_errors == 1 ? " is" : "s are");
    if (problems->exhausted > 0)
        fprintf(stream, "slacalc: error: %s\n", out_of_memory);
    return fflush(stream) == 0 && !ferror(stream);
}
