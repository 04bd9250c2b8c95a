#include "reporter/composing/against_markdown.h"

#include "reporter/composing/change_rows.h"
#include "reporter/composing/markdown_text.h"
#include "reporter/wording/against.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/words.h"

#include <stdarg.h>
#include <string.h>

enum { MOST_ROWS = 50, MOST_EFFECTS = 3, LONGEST_VALUE = 80 };

struct section {
    const struct composition *report;
    const slacalc_against *against;
    size_t length;
};

static void put(struct section *section, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void put(struct section *section, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vfprintf(section->report->stream, format, arguments);
    va_end(arguments);
    section->length += length > 0 ? (size_t)length : 0;
}

static const char *plain(const struct section *section, const char *text) {
    return markdown_plain(section->report->wording.arena, text);
}

static const char *code(const struct section *section, const char *text) {
    return markdown_code(section->report->wording.arena, text, true);
}

static void put_left_out(struct section *section, size_t count, const char *what) {
    if (count > 0)
        put(section, "\n… %zu more %.*s\n", count, (int)strlen(what) - (count == 1), what);
}

static void put_statements(struct section *section) {
    const slacalc_against *against = section->against;
    const struct wording *wording = &section->report->wording;
    for (size_t i = 0; i < against->newly_broken && i < MOST_ROWS; i++)
        put(section, "%s❌ %s\n", i > 0 ? "\n" : "",
            plain(section, statement_of_turn(wording, against, &against->promises[i])));
    if (against->newly_broken == 0)
        put(section, "✅ %s\n", summary_of_against(wording, against));
}

static void put_promises(struct section *section) {
    const slacalc_against *against = section->against;
    size_t shown = against->promise_count < MOST_ROWS ? against->promise_count : MOST_ROWS;
    if (shown == 0)
        return;
    put(section, "\n| Was | Is | Service | Promise |\n|:--|:--|:--|:--|\n");
    for (size_t i = 0; i < shown; i++) {
        const slacalc_compared_promise *promise = &against->promises[i];
        put(section, "| %s | %s%s | %s | %s |\n", verdict_before(promise),
            promise->turn == SLACALC_NEWLY_BROKEN ? "❌ "
            : promise->turn == SLACALC_MENDED     ? "✅ "
                                                  : "",
            word_of_verdict(promise->after), code(section, against->services[promise->service].name),
            plain(section, phrase_compared_promise(&section->report->wording, promise)));
    }
    put_left_out(section, against->promise_count - shown, "promises");
}

static void put_services(struct section *section) {
    const slacalc_against *against = section->against;
    const struct wording *wording = &section->report->wording;
    size_t shown = against->service_count < MOST_ROWS ? against->service_count : MOST_ROWS;
    put(section, "\n| Service | Before | After | Downtime |\n|:--|--:|--:|--:|\n");
    for (size_t i = 0; i < shown; i++) {
        const slacalc_compared_service *service = &against->services[i];
        put(section, "| %s | %s | %s | %s |\n", code(section, service->name), availability_before(wording, service),
            availability_after(wording, service), phrase_difference(wording, service));
    }
    put_left_out(section, against->service_count - shown, "services");
}

/* A value that is too long says less than its place. */
static const char *value(const struct section *section, const char *text) {
    return printable_width(text) > LONGEST_VALUE ? "…" : *text == '-' && text[1] == '\0' ? "-" : code(section, text);
}

static void put_change(struct section *section, const struct change_row *row) {
    const struct wording *wording = &section->report->wording;
    const slacalc_change *change = row->change;
    const char *place = row->is_first ? phrase_place(wording, change->file, change->line) : NULL;
    put(section, "| %s | %s | %s | ", row->is_first ? code(section, name_of_change(wording, change)) : "",
        row->is_first ? value(section, old_value_of_change(wording, change)) : "",
        row->is_first ? value(section, new_value_of_change(wording, change)) : "");
    const char *service = service_of_effect(section->against, change, row->effect);
    if (*service == '\0')
        put(section, "| | ");
    else
        put(section, "%s | %s | %s", phrase_alone(wording, change, row->effect),
            phrase_share(wording, change, row->effect), code(section, service));
    if (row->left_out > 0)
        put(section, " and %zu more", row->left_out);
    put(section, " | %s |\n", place ? code(section, place) : "");
}

static void put_changes(struct section *section) {
    const struct change_rows rows =
        change_rows_of(section->against, MOST_ROWS, MOST_EFFECTS, section->report->wording.arena);
    if (rows.count == 0)
        put(section, "\nNo key that affects a figure has changed.\n");
    else
        put(section, "\n| Change | Old | New | Alone | Share | Service | Place |\n|:--|--:|--:|--:|--:|:--|:--|\n");
    for (size_t i = 0; i < rows.count; i++)
        put_change(section, &rows.items[i]);
    put_left_out(section, rows.left_out, "changes");
}

size_t put_against_markdown(const struct composition *report) {
    struct section section = {.report = report, .against = slacalc_result_against(report->result)};
    if (!section.against)
        return 0;
    put_statements(&section);
    put_promises(&section);
    put_services(&section);
    put_changes(&section);
    put(&section, "\n");
    return section.length;
}
