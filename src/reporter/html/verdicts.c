#include "reporter/html/verdicts.h"

#include "base/setting_names.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"
#include "reporter/composing/events.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/words.h"

#include <stdlib.h>
#include <string.h>

/* A name or owner with its place in the order of all of them. */
struct placed {
    const char *text;
    size_t service;
};

struct table {
    struct html *page;
    bool has_owners;
    size_t *by_name, *by_owner; /* by service: its place; NULL where the table does not sort */
    bool *told;                 /* by service: has a section below */
};

/* ---- Rows ---- */

static int by_text(const void *left, const void *right) {
    const struct placed *a = left, *b = right;
    int order = strcmp(a->text, b->text);
    return order != 0 ? order : (a->service > b->service) - (a->service < b->service);
}

static const slacalc_component *component_of(const struct html *page, size_t service) {
    return slacalc_result_component(page->result, page->result->services[service].component);
}

/* Alike texts share a place, so that the worst ones stay first among them. */
static size_t *places(struct html *page, bool of_owners) {
    size_t count = page->result->service_count, place = 0;
    struct placed *placed = arena_alloc(page->wording.arena, count, sizeof *placed);
    size_t *found = arena_alloc(page->wording.arena, count, sizeof *found);
    for (size_t i = 0; i < count; i++) {
        const slacalc_component *component = component_of(page, i);
        const char *owner = component->owner ? component->owner : "";
        placed[i] = (struct placed){of_owners ? owner : component->name, i};
    }
    qsort(placed, count, sizeof *placed, by_text);
    for (size_t i = 0; i < count; i++) {
        place += i > 0 && strcmp(placed[i].text, placed[i - 1].text) != 0;
        found[placed[i].service] = place;
    }
    return found;
}

static void put_service(const struct table *table, size_t index) {
    struct html *page = table->page;
    const char *name = phrase_name(&page->wording, page->result, page->result->services[index].component);
    html_raw(page, "<th scope=\"row\">");
    if (table->told[index])
        html_raw(page, "<a href=\"#s%zu\">", index);
    html_text(page, name);
    html_raw(page, table->told[index] ? "</a></th>" : "</th>");
}

static void open_row(const struct table *table, size_t index, size_t promise) {
    struct html *page = table->page;
    const slacalc_service *service = &page->result->services[index];
    size_t gaps = gap_count(service, promise);
    if (!table->by_name) {
        html_raw(page, "<tr>");
        return;
    }
    html_raw(page, "<tr class=\"%s%s\" style=\"--name:%zu;--owner:%zu;--gaps:-%zu\">",
             word_of_verdict(service->promises[promise].verdict), gaps > 0 || service->gaps_unknown ? " gaps" : "",
             table->by_name[index], table->by_owner[index], gaps);
}

/* What the largest share of the downtime comes from. */
static void put_cause(struct html *page, const slacalc_service *service) {
    const slacalc_cause *cause = service->cause_count > 0 ? &service->causes[0] : NULL;
    html_cell(page, NULL,
              cause ? arena_printf(page->wording.arena, "%s %s",
                                   printable(&page->wording, cause_text(&page->wording, page->result, service, cause)),
                                   format_share(cause->share).text)
                    : NULL);
}

static void put_verdict(const struct table *table, size_t index, size_t promise) {
    struct html *page = table->page;
    const slacalc_service *service = &page->result->services[index];
    const slacalc_promise *row = &service->promises[promise];
    bool enough = promise_is_enough(page->result, service, promise);
    open_row(table, index, promise);
    html_raw(page, "<td class=\"word %s\"><span class=\"mark%s\"></span>%s%s</td>", enough ? "kept" : "broken",
             row->verdict == SLACALC_GUARANTEED || row->verdict == SLACALC_IMPOSSIBLE ? " full" : "",
             word_of_verdict(row->verdict), row->decided ? "" : "? (not exact)");
    put_service(table, index);
    html_cell(page, "number", phrase_promise(&page->wording, row));
    html_cell(page, "number", phrase_against(&page->wording, service, row));
    html_cell(page, promise_is_kept(row) ? "margin" : "margin broken",
              phrase_margin(&page->wording, page->result, service, row, " per "));
    if (page->attention.has_kept)
        html_cell(page, promise_is_kept_often(page->result, row) ? "number" : "number broken",
                  phrase_kept(&page->wording, service, row));
    html_cell(page, "number", phrase_gap_count(&page->wording, service, promise));
    if (page->has_many)
        put_cause(page, service);
    if (table->has_owners)
        html_user_cell(page, NULL, component_of(page, index)->owner);
    html_raw(page, "</tr>\n");
}

/* ---- Choosing without a script: the style sheet asks what is checked ---- */

static void open_label(const struct html *page, const char *type, const char *id, bool checked) {
    html_raw(page, "<label><input type=\"%s\" id=\"%s\"%s%s autocomplete=\"off\">", type, id,
             strcmp(type, "radio") == 0 ? " name=\"sort\"" : "", checked ? " checked" : "");
}

static size_t promises_with_gaps(const struct html *page) {
    size_t count = 0;
    for (size_t i = 0; i < page->attention.verdict_count; i++) {
        const struct verdict_row *row = &page->attention.verdicts[i];
        const slacalc_service *service = &page->result->services[row->service];
        count += service->gaps_unknown || gap_count(service, row->promise) > 0;
    }
    return count;
}

static void put_filters(struct html *page) {
    html_raw(page, "<span class=\"choose\">Show</span>\n");
    for (slacalc_verdict verdict = SLACALC_IMPOSSIBLE + 1; verdict-- > SLACALC_GUARANTEED;) {
        const char *word = word_of_verdict(verdict);
        size_t count = slacalc_result_verdicts(page->result, verdict);
        if (count == 0)
            continue;
        open_label(page, "checkbox", arena_printf(page->wording.arena, "show-%s", word), true);
        html_raw(page, "%s: %zu</label>\n", word, count);
    }
    open_label(page, "checkbox", "only-gaps", false);
    html_raw(page, "only with gaps: %zu</label>\n", promises_with_gaps(page));
}

static void put_orders(const struct table *table) {
    const struct html *page = table->page;
    html_raw(page, "<br>\n<span class=\"choose\">Sort by</span>\n");
    open_label(page, "radio", "by-verdict", true);
    html_raw(page, "verdict, worst first</label>\n");
    open_label(page, "radio", "by-name", false);
    html_raw(page, "service</label>\n");
    open_label(page, "radio", "by-gaps", false);
    html_raw(page, "gaps</label>\n");
    if (!table->has_owners)
        return;
    open_label(page, "radio", "by-owner", false);
    html_raw(page, "owner</label>\n");
}

/* ---- The table ---- */

static void put_headers(const struct table *table) {
    struct html *page = table->page;
    const char *margin = arena_printf(page->wording.arena, "Margin per %s", page->period);
    const char *headers[10] = {"Verdict", "Service", "Promise", "Computed", margin};
    size_t count = 5;
    if (page->attention.has_kept)
        headers[count++] = "Kept";
    headers[count++] = "Gaps";
    if (page->has_many)
        headers[count++] = "Largest cause of downtime";
    if (table->has_owners)
        headers[count++] = "Owner";
    html_open_table(page, "Promises", headers);
}

static void open_section(struct table *table) {
    struct html *page = table->page;
    size_t count = page->result->service_count;
    table->told = arena_alloc(page->wording.arena, count, sizeof *table->told);
    for (size_t i = 0; i < page->attention.details; i++)
        table->told[page->attention.services[i]] = true;
    if (!page->has_many) {
        html_raw(page, "<section aria-label=\"Promises\">\n");
        return;
    }
    for (size_t i = 0; i < count; i++)
        table->has_owners = table->has_owners || component_of(page, i)->owner;
    table->by_name = places(page, false);
    table->by_owner = places(page, true);
    html_raw(page, "<section aria-label=\"Promises\" class=\"many\" style=\"--columns:%d\">\n",
             7 + page->attention.has_kept + table->has_owners);
    put_filters(page);
    put_orders(table);
}

void html_verdicts(struct html *page) {
    struct table table = {.page = page};
    const struct verdict_row *rows = page->attention.verdicts;
    size_t count = page->attention.verdict_count, i = 0;
    if (count == 0) {
        html_raw(page,
                 "<section aria-label=\"Promises\">\n<p>No promise to check (sla, ola, objective or %s).</p>\n"
                 "</section>\n",
                 hint_name(page->result->hint_names, SLACALC_HINT_REQUIRE));
        return;
    }
    open_section(&table);
    put_headers(&table);
    for (; i < count && html_take_row(page); i++)
        put_verdict(&table, rows[i].service, rows[i].promise);
    html_close_table(page);
    const char *approximation = statement_of_approximation(&page->wording, page->result, &page->attention, i);
    if (approximation) {
        html_raw(page, "<p>");
        html_text(page, approximation);
        html_raw(page, "</p>\n");
    }
    html_left_out(page,
                  i < count ? statement_of_more_promises(&page->wording, page->result, &page->attention, i) : NULL);
    html_raw(page, "</section>\n");
}
