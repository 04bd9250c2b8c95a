#include "reporter/html/against.h"

#include "reporter/composing/change_rows.h"
#include "reporter/wording/against.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/words.h"

enum { MOST_CHANGES = 1000, MOST_EFFECTS = 10 };

static void open_row(struct html *page, const char *name) {
    html_raw(page, "<tr><th>");
    html_user_text(page, name);
    html_raw(page, "</th>");
}

static void put_statements(struct html *page, const slacalc_against *against) {
    for (size_t i = 0; i < against->newly_broken && html_take_row(page); i++) {
        html_raw(page, "<p class=\"broken\">");
        html_user_text(page, statement_of_turn(&page->wording, against, &against->promises[i]));
        html_raw(page, "</p>\n");
    }
    if (against->newly_broken == 0)
        html_raw(page, "<p class=\"kept\">%s</p>\n", summary_of_against(&page->wording, against));
}

static void put_promises(struct html *page, const slacalc_against *against) {
    static const char *const headers[] = {"Service", "Promise", "Was", "Is", NULL};
    size_t i = 0;
    if (against->promise_count == 0)
        return;
    html_open_table(page, "Verdicts that changed", headers);
    for (; i < against->promise_count && html_take_row(page); i++) {
        const slacalc_compared_promise *promise = &against->promises[i];
        open_row(page, against->services[promise->service].name);
        html_cell(page, "number", phrase_compared_promise(&page->wording, promise));
        html_cell(page, NULL, verdict_before(promise));
        html_cell(page,
                  promise->turn == SLACALC_NEWLY_BROKEN ? "word broken"
                  : promise->turn == SLACALC_MENDED     ? "word kept"
                                                        : NULL,
                  word_of_verdict(promise->after));
        html_raw(page, "</tr>\n");
    }
    html_close_table(page);
    html_rest(page, against->promise_count - i, "promises");
}

static void put_services(struct html *page, const slacalc_against *against) {
    static const char *const headers[] = {"Service", "Before", "After", "Downtime", NULL};
    size_t i = 0;
    html_open_table(page, "Services before and after", headers);
    for (; i < against->service_count && html_take_row(page); i++) {
        const slacalc_compared_service *service = &against->services[i];
        open_row(page, service->name);
        html_cell(page, "number", availability_before(&page->wording, service));
        html_cell(page, "number", availability_after(&page->wording, service));
        html_cell(page, "number", phrase_difference(&page->wording, service));
        html_raw(page, "</tr>\n");
    }
    html_close_table(page);
    html_rest(page, against->service_count - i, "services");
}

static void put_change(struct html *page, const slacalc_against *against, const struct change_row *row) {
    const slacalc_change *change = row->change;
    html_raw(page, "<tr><th class=\"long\">"); /* so that the name of a key is not broken within a word */
    html_text(page, row->is_first ? name_of_change(&page->wording, change) : "");
    html_raw(page, "</th>");
    html_user_cell(page, NULL, row->is_first ? old_value_of_change(&page->wording, change) : "");
    html_user_cell(page, NULL, row->is_first ? new_value_of_change(&page->wording, change) : "");
    html_user_cell(page, NULL, service_of_effect(against, change, row->effect));
    html_cell(page, "number", phrase_alone(&page->wording, change, row->effect));
    html_cell(page, "number", phrase_share(&page->wording, change, row->effect));
    html_cell(page, NULL, row->is_first ? phrase_place(&page->wording, change->file, change->line) : "");
    html_raw(page, "</tr>\n");
}

static void put_changes(struct html *page, const slacalc_against *against) {
    static const char *const headers[] = {"Change", "Old", "New", "Service", "Alone", "Share", "Place", NULL};
    const struct change_rows rows = change_rows_of(against, MOST_CHANGES, MOST_EFFECTS, page->wording.arena);
    size_t i = 0;
    if (rows.count == 0) {
        html_raw(page, "<p>No key that affects a figure has changed.</p>\n");
        return;
    }
    html_open_table(page, "Changes, and the downtime that they add", headers);
    for (; i < rows.count && html_take_row(page); i++)
        put_change(page, against, &rows.items[i]);
    html_close_table(page);
    html_rest(page, rows.count - i + rows.left_out, "changes");
}

void html_against(struct html *page) {
    const slacalc_against *against = slacalc_result_against(page->result);
    if (!against)
        return;
    html_raw(page, "<section aria-label=\"Change\">\n");
    put_statements(page, against);
    put_promises(page, against);
    put_services(page, against);
    put_changes(page, against);
    html_raw(page, "</section>\n");
}
