#include "reporter/html/markup.h"

#include "base/setting_names.h"
#include "engine/rows/result.h"
#include "reporter/composing/composition.h"
#include "reporter/composing/xml.h"

#include <stdarg.h>
#include <stdint.h>
#include <string.h>

void html_raw(const struct html *page, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vfprintf(page->stream, format, arguments);
    va_end(arguments);
    composition_go_on(page->stream, page->wording.arena);
}

void html_text(const struct html *page, const char *text) {
    if (text)
        xml_put(page->stream, text);
}

void html_user_text(struct html *page, const char *text) {
    if (text)
        xml_put(page->stream, harmless(page->wording.arena, text));
}

void html_cell(const struct html *page, const char *class, const char *text) {
    html_raw(page, class ? "<td class=\"%s\">" : "<td>", class);
    html_text(page, text);
    html_raw(page, "</td>");
}

void html_user_cell(struct html *page, const char *class, const char *text) {
    html_cell(page, class, text ? harmless(page->wording.arena, text) : NULL);
}

void html_open_table(const struct html *page, const char *caption, const char *const *headers) {
    html_raw(page, "<div class=\"scroll\"><table>\n<caption>");
    html_text(page, caption);
    html_raw(page, "</caption>\n<thead><tr>");
    for (; *headers; headers++) {
        html_raw(page, "<th scope=\"col\">");
        html_text(page, *headers);
        html_raw(page, "</th>");
    }
    html_raw(page, "</tr></thead>\n<tbody>\n");
}

void html_close_table(const struct html *page) {
    html_raw(page, "</tbody>\n</table></div>\n");
}

size_t html_most_rows(const struct html *page, size_t most) {
    return page->attention.is_whole ? SIZE_MAX : most;
}

bool html_take_row(struct html *page) {
    if (page->rows_left == 0)
        return false;
    page->rows_left--;
    return true;
}

static void put_ways_to_all(const struct html *page) {
    slacalc_hint_name *names = page->result->hint_names;
    if (page->attention.is_whole)
        html_raw(page, ": choose a service with %s NAME.</p>\n", hint_name(names, SLACALC_HINT_SELECT));
    else
        html_raw(page, ": see all with %s, or those of a service with %s NAME.</p>\n",
                 hint_name(names, SLACALC_HINT_ALL), hint_name(names, SLACALC_HINT_SELECT));
}

void html_rest(const struct html *page, size_t left_out, const char *what) {
    if (left_out == 0)
        return;
    size_t length = strlen(what) - (left_out == 1); /* "1 more part" */
    html_raw(page, "<p class=\"faint\">… %zu more %.*s", left_out, (int)length, what);
    put_ways_to_all(page);
}

void html_left_out(struct html *page, const char *statement) {
    if (!statement)
        return;
    html_raw(page, "<p class=\"faint\">… ");
    html_user_text(page, statement);
    put_ways_to_all(page);
}
