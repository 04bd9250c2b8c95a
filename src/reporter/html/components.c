#include "reporter/html/components.h"

#include "reporter/composing/focus.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/requirements.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

enum { MOST_COMPONENTS = 25 };

/* Columns that no component of the service fills are left out. */
struct extras {
    bool owner, source, condition;
};

static struct extras extras_of(const struct html *page, const struct tree *tree) {
    struct extras extras = {0};
    for (size_t i = 0; i < tree->count; i++) {
        if (tree->rows[i].kind != ROW_COMPONENT)
            continue;
        const slacalc_component *component = slacalc_result_component(page->result, tree->rows[i].component);
        extras.owner = extras.owner || component->owner;
        extras.source = extras.source || component->source || component->as_of;
        extras.condition = extras.condition || has_terms(component);
    }
    return extras;
}

/* Rows that are no component at its first place have no share and stay behind. */
static int by_share(const void *left, const void *right) {
    const struct tree_row *a = left, *b = right;
    bool component = a->kind == ROW_COMPONENT;
    if (component != (b->kind == ROW_COMPONENT))
        return component ? -1 : 1;
    if (a->share != b->share)
        return a->share > b->share ? -1 : 1;
    return a->component < b->component ? -1 : a->component > b->component;
}

static size_t component_rows(const struct tree *tree) {
    size_t count = 0;
    while (count < tree->count && tree->rows[count].kind == ROW_COMPONENT)
        count++;
    return count;
}

static bool is_optional(const slacalc_service *service, size_t component) {
    for (size_t i = 0; i < service->degraded_by_count; i++)
        if (service->degraded_by[i] == component)
            return true;
    return false;
}

static void put_name(struct html *page, const slacalc_service *service, size_t index,
                     const slacalc_component *component) {
    html_raw(page, "<th scope=\"row\">");
    html_text(page, phrase_name(&page->wording, page->result, index));
    if (component->replicas > 1)
        html_raw(page, " <span class=\"tag\">%zu of %zu%s</span>", component->quorum, component->replicas,
                 replica_beta_note(&page->wording, component));
    if (is_optional(service, index))
        html_raw(page, " <span class=\"tag\">optional</span>");
    if (index != service->component && is_single_point(&page->points, index))
        html_raw(page, " <span class=\"tag heavy\">single point</span>");
    html_raw(page, "</th>");
}

static void put_share(struct html *page, double share) {
    const long whole = 1000;
    long parts = lround(share * (double)whole);
    html_raw(page, "<td class=\"word\">");
    if (share > 0) {
        html_raw(page, "<span class=\"percent\">");
        html_text(page, format_share(share).text);
        html_raw(page, "</span><span class=\"bar\" aria-hidden=\"true\"><i style=\"width:%ld.%ld%%\"></i></span>",
                 parts / 10, parts % 10);
    }
    html_raw(page, "</td>");
}

static const char *condition_text(struct html *page, const slacalc_component *component) {
    const char *condition = component->condition ? printable(&page->wording, component->condition) : NULL;
    const char *credits = phrase_credits(&page->wording, component);
    if (!condition || !credits)
        return condition ? condition : credits;
    return arena_printf(page->wording.arena, "%s; %s", condition, credits);
}

static void put_component(struct html *page, const slacalc_service *service, const struct tree_row *row,
                          struct extras extras) {
    const slacalc_component *component = slacalc_result_component(page->result, row->component);
    html_raw(page, "<tr>");
    put_name(page, service, row->component, component);
    html_cell(page, "number", phrase_own(&page->wording, component));
    html_cell(page, "word", phrase_basis(component));
    html_cell(page, "number", phrase_compound(&page->wording, &component->availability));
    put_share(page, row->share);
    if (extras.owner)
        html_user_cell(page, NULL, component->owner);
    if (extras.source)
        html_cell(page, NULL, phrase_evidence(&page->wording, component));
    if (extras.condition)
        html_cell(page, NULL, condition_text(page, component));
    html_raw(page, "</tr>\n");
}

static void open_table(struct html *page, struct extras extras) {
    const char *headers[] = {"Component", "Own", "Basis", "Compound", "Downtime share", NULL, NULL, NULL, NULL};
    size_t count = 5;
    if (extras.owner)
        headers[count++] = "Owner";
    if (extras.source)
        headers[count++] = "Source";
    if (extras.condition)
        headers[count++] = "Condition";
    html_open_table(page, "Components, by their share of the downtime", headers);
}

/* What stands behind so many of the rows, of which the next has the largest share. */
static const char *statement_of_rest(const struct html *page, const slacalc_service *service, const struct tree *tree,
                                     size_t shown, size_t count) {
    struct left_out left = shares_left_out(service, shown < service->share_count ? shown : service->share_count);
    left.parts = count - shown;
    if (left.parts > 0 && tree->rows[shown].share > 0)
        left.largest = tree->rows[shown].component;
    return statement_of_left_out(&page->wording, page->result, &left);
}

void html_components(struct html *page, const slacalc_service *service) {
    size_t most_level = page->builder.most_level, i = 0;
    page->builder.most_level = SIZE_MAX;
    struct tree tree = tree_build(&page->builder, service, SIZE_MAX, SIZE_MAX);
    page->builder.most_level = most_level;
    struct extras extras = extras_of(page, &tree);
    qsort(tree.rows, tree.count, sizeof *tree.rows, by_share);
    size_t count = component_rows(&tree);
    single_points_of(&page->points, &service->component, 1);
    open_table(page, extras);
    for (; i < count && i < html_most_rows(page, MOST_COMPONENTS) && html_take_row(page); i++)
        put_component(page, service, &tree.rows[i], extras);
    html_close_table(page);
    html_left_out(page, statement_of_rest(page, service, &tree, i, count));
    tree_release(&tree);
}
