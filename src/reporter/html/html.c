/* One page that needs no other file, no network and no script. */
#include "reporter/html/html.h"

#include "base/setting_names.h"
#include "engine/rows/result.h"
#include "reporter/composing/composition.h"
#include "reporter/composing/picture.h"
#include "reporter/html/against.h"
#include "reporter/html/graph.h"
#include "reporter/html/log.h"
#include "reporter/html/service.h"
#include "reporter/html/style.h"
#include "reporter/html/verdicts.h"
#include "reporter/wording/log.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/plan.h"
#include "reporter/wording/statements.h"
#include "reporter/wording/words.h"

#include <stdint.h>

enum { MOST_ROWS = 5000 };

static const char *title_of(const struct html *page) {
    const char *title = slacalc_result_title(page->result);
    return title && *title != '\0' ? title : "Availability";
}

static void put_summary(struct html *page) {
    html_raw(page, "<p class=\"faint\">Basis %s%s, period %s. %s.</p>\n",
             word_of_basis(slacalc_result_basis(page->result)), page->result->all_bases ? " (all below)" : "",
             page->period, summary_of_verdicts(&page->wording, page->result));
    const char *unresolved = statement_of_unresolved(&page->wording, page->result);
    if (unresolved)
        html_raw(page, "<p>%s</p>\n", unresolved);
}

/* Which services stand below, and the worst of those that do not. */
static void put_left_out(struct html *page) {
    size_t count = page->attention.details;
    const char *more = statement_of_more_services(&page->wording, page->result, &page->attention, count);
    slacalc_hint_name *names = page->result->hint_names;
    if (!more)
        return;
    if (count == 0)
        html_raw(page, "<p>No service needs attention: the promises alone are listed. ");
    else
        html_raw(page, "<p>Below the promises stand the details of %s, the worst first. ",
                 phrase_count(&page->wording, count, "service"));
    html_user_text(page, more);
    html_raw(page, ". See all with %s, or one with %s NAME.</p>\n", hint_name(names, SLACALC_HINT_ALL),
             hint_name(names, SLACALC_HINT_SELECT));
}

/* What it took is freed: all services together take many times the memory of the page. */
static void put_service(struct html *page, size_t service) {
    struct arena *whole = page->wording.arena;
    page->wording.arena = arena_open(whole);
    html_service(page, service);
    arena_close(page->wording.arena);
    page->wording.arena = whole;
}

static void put_services(struct html *page) {
    size_t count = page->attention.details, i = 0;
    for (; i < count && page->rows_left > 0 && !deadline_is_over(page->deadline); i++)
        put_service(page, page->attention.services[i]);
    html_rest(page, count - i, "services");
}

/* What there is to say of many services and their parts is as large as it is wanted to be. */
static void choose(struct html *page) {
    const slacalc_result *result = page->result;
    page->attention = attention_of(result, page->layout->all, page->wording.arena);
    page->has_many = !has_few_services(result);
    page->has_one_picture = fits_one_picture(result, &page->wording, page->layout);
    page->pictures = page->layout->graph_svg;
    page->rows_left = page->layout->all ? SIZE_MAX : MOST_ROWS;
}

static void put_style(const struct html *page, const char *const *pieces) {
    for (; *pieces; pieces++)
        html_raw(page, "%s", *pieces);
}

/* Up to the end of the header. */
static void put_head(struct html *page) {
    html_raw(page, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta http-equiv=\"Content-Security-Policy\" "
                   "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>");
    html_user_text(page, title_of(page));
    html_raw(page, "</title>\n<style>\n");
    put_style(page, html_style);
    if (page->has_many)
        put_style(page, html_style_of_many);
    if (slacalc_result_log(page->result))
        put_style(page, html_style_of_log);
    html_raw(page, "</style>\n</head>\n<body>\n<main>\n<header>\n<h1>");
    html_user_text(page, title_of(page));
    html_raw(page, "</h1>\n");
}

/* What happened has the place of what is computed. */
static void put_log(struct html *page) {
    const slacalc_log *log = slacalc_result_log(page->result);
    html_raw(page, "<p class=\"faint\">");
    html_user_text(page, statement_of_log(&page->wording, log));
    html_raw(page, ": %s.</p>\n</header>\n", summary_of_log(&page->wording, log));
    html_log(page);
    html_raw(page,
             "<footer>\n<p>Attained: the share of requests that succeeded in promised time. Down: promised time in "
             "which not all of them did. What explains an outage: the components that had gone down first, as far "
             "as they keep as many requests from succeeding without the others. Computed: by the model.</p>\n"
             "</footer>\n</main>\n</body>\n</html>\n");
}

static void put_page(struct html *page) {
    page->period = phrase_figure(&page->wording, format_period(slacalc_result_period_s(page->result)));
    tree_builder_init(&page->builder, page->result, page->layout->depth, page->wording.arena);
    choose(page);
    page->points = single_points_new(page->result, page->wording.arena);
    put_head(page);
    if (slacalc_result_log(page->result)) {
        put_log(page);
        return;
    }
    put_summary(page);
    put_left_out(page);
    html_raw(page, "</header>\n");
    html_against(page);
    const struct pieces lines = statements_of_plan(&page->wording, page->result, page->layout->all);
    for (size_t i = 0; i < lines.count; i++) {
        html_raw(page, "<p>");
        html_user_text(page, lines.items[i]);
        html_raw(page, "</p>\n");
    }
    html_answers(page);
    html_verdicts(page);
    html_graph(page);
    put_services(page);
    html_raw(
        page,
        "<footer>\n<p>Guaranteed: holds however outages fall. Holds: if components fail independently. "
        "Broken: would hold only if outages happened to overlap. Impossible: in no case.</p>\n"
        "<p>Every figure counts a shared component once. Own: what a component delivers by itself; compound: with all "
        "that it needs. Shares tell by how much the downtime would shrink if the component were never down by itself; "
        "those of redundant components need not add up to 100&nbsp;%%. A single point takes the service down by its "
        "outage alone.</p>\n"
        "<p>Undegraded: as if all that is optional were needed, by every request. Worst … best: sharp bounds are met "
        "by some overlap of outages, others are valid and may be too wide. A gap is what is missing "
        "behind a promise, such as an agreement for a part that it rests on.</p>\n"
        "</footer>\n</main>\n</body>\n</html>\n");
}

static void compose(const struct composition *report) {
    struct html page = {.result = report->result,
                        .layout = report->layout,
                        .wording = report->wording,
                        .deadline = report->deadline,
                        .stream = report->stream};
    put_page(&page);
}

char *report_html(const slacalc_result *result, const slacalc_layout *layout, size_t *length) {
    return compose_report(result, layout, compose, length);
}
