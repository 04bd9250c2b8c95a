/* One page that needs no other file, no network and no script. */
#include "reporter/html/html.h"

#include "base/setting_names.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"
#include "reporter/composing/composition.h"
#include "reporter/composing/verdicts.h"
#include "reporter/html/graph.h"
#include "reporter/html/service.h"
#include "reporter/html/style.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/statements.h"
#include "reporter/wording/words.h"

enum { MOST_ROWS = 5000 };

static const char *title_of(const struct html *page) {
    const char *title = slacalc_result_title(page->result);
    return title && *title != '\0' ? title : "Availability";
}

static void put_summary(struct html *page) {
    html_raw(page, "<p class=\"faint\">Basis %s%s, period %s. %s.</p>\n",
             word_of_basis(slacalc_result_basis(page->result)), page->result->all_bases ? " (all below)" : "",
             page->period, summary_of_verdicts(&page->wording, page->result));
    if (statement_of_unresolved(&page->wording, page->result))
        html_raw(page, "<p>%s</p>\n", statement_of_unresolved(&page->wording, page->result));
}

static void put_verdict(struct html *page, size_t index, const slacalc_service *service, size_t promise) {
    const slacalc_promise *row = &service->promises[promise];
    bool enough = promise_is_enough(page->result, service, promise);
    html_raw(page,
             "<tr><td class=\"word %s\"><span class=\"mark%s\"></span>%s%s</td><th scope=\"row\"><a href=\"#s%zu\">",
             enough ? "kept" : "broken",
             row->verdict == SLACALC_GUARANTEED || row->verdict == SLACALC_IMPOSSIBLE ? " full" : "",
             word_of_verdict(row->verdict), row->decided ? "" : "? (not exact)", index);
    html_text(page, phrase_name(&page->wording, page->result, service->component));
    html_raw(page, "</a></th>");
    html_cell(page, "number", phrase_promise(&page->wording, row));
    html_cell(page, "number", phrase_against(&page->wording, service, row));
    html_cell(page, promise_is_kept(row) ? "margin" : "margin broken",
              phrase_margin(&page->wording, page->result, service, row, " per "));
    html_cell(page, "number", phrase_gap_count(&page->wording, service, promise));
    html_raw(page, "</tr>\n");
}

static void put_verdicts(struct html *page) {
    const slacalc_result *result = page->result;
    const char *margin = arena_printf(page->wording.arena, "Margin per %s", page->period);
    const char *headers[] = {"Verdict", "Service", "Promise", "Computed", margin, "Gaps", NULL};
    size_t left_out = promise_count(result);
    html_raw(page, "<section aria-label=\"Promises\">\n");
    if (left_out == 0) {
        html_raw(page, "<p>No promise to check (sla, ola, objective or %s).</p>\n</section>\n",
                 hint_name(result->hint_names, SLACALC_HINT_REQUIRE));
        return;
    }
    html_open_table(page, "Promises", headers);
    const struct verdict_row *rows = verdicts_worst_first(result, page->wording.arena);
    for (; left_out > 0 && html_take_row(page); rows++, left_out--)
        put_verdict(page, rows->service, &result->services[rows->service], rows->promise);
    html_close_table(page);
    html_rest(page, left_out, "promises");
    html_raw(page, "</section>\n");
}

static void put_services(struct html *page) {
    size_t count = page->result->service_count, i = 0;
    for (; i < count && page->rows_left > 0; i++)
        html_service(page, i);
    html_rest(page, count - i, "services");
}

static void put_page(struct html *page) {
    page->period = phrase_figure(&page->wording, format_period(slacalc_result_period_s(page->result)));
    tree_builder_init(&page->builder, page->result, page->layout->depth, page->wording.arena);
    page->points = single_points_new(page->result, page->wording.arena);
    html_raw(page, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta http-equiv=\"Content-Security-Policy\" "
                   "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>");
    html_user_text(page, title_of(page));
    html_raw(page, "</title>\n<style>\n");
    for (const char *const *piece = html_style; *piece; piece++)
        html_raw(page, "%s", *piece);
    html_raw(page, "</style>\n</head>\n<body>\n<main>\n<header>\n<h1>");
    html_user_text(page, title_of(page));
    html_raw(page, "</h1>\n");
    put_summary(page);
    html_raw(page, "</header>\n");
    put_verdicts(page);
    html_graph(page);
    put_services(page);
    html_raw(page,
             "<footer>\n<p>Guaranteed: holds however outages fall. Holds: if components fail independently. "
             "Broken: would hold only if outages happened to overlap. Impossible: in no case.</p>\n"
             "<p>Every figure counts a shared component once. Shares tell by how much the downtime would shrink if "
             "the component were never down; those of redundant components need not add up to 100&nbsp;%%.</p>\n"
             "</footer>\n</main>\n</body>\n</html>\n");
}

static void compose(const struct composition *report) {
    struct html page = {.result = report->result,
                        .layout = report->layout,
                        .wording = report->wording,
                        .stream = report->stream,
                        .rows_left = MOST_ROWS};
    put_page(&page);
}

char *report_html(const slacalc_result *result, const slacalc_layout *layout, size_t *length) {
    return compose_report(result, layout, compose, length);
}
