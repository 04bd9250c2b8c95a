#include "reporter/html/graph.h"

#include "engine/rows/result.h"
#include "reporter/composing/focus.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/requirements.h"

#include <stdint.h>
#include <string.h>

enum { MOST_TREE_ROWS = 25 };

/* Behind the mark that ends what begins here; the end of the text where it does not end. */
static const char *behind(const char *at, const char *end) {
    const char *found = strstr(at, end);
    return found ? found + strlen(end) : at + strlen(at);
}

static bool begins(const char *at, const char *text) {
    return strncmp(at, text, strlen(text)) == 0;
}

/* Of several pictures no two may have the same names for their parts. */
static void put_tag(const struct html *page, const char *at, size_t length) {
    static const char name[] = " id=\"";
    const char *found = page->has_one_picture ? NULL : memmem(at, length, name, strlen(name));
    const char *end = found ? memchr(found + strlen(name), '"', length - (size_t)(found + strlen(name) - at)) : NULL;
    size_t before = end ? (size_t)(found - at) : length;
    fwrite(at, 1, before, page->stream);
    if (end)
        fwrite(end + 1, 1, length - (size_t)(end + 1 - at), page->stream);
}

/* The next picture, without what stands before it, the names that Graphviz has for boxes, and its comments. */
static void put_svg(struct html *page) {
    const char *at = strstr(page->pictures, "<svg"), *end = behind(at, "</svg>");
    while (at < end) {
        size_t length = strcspn(at + 1, "<") + 1;
        if (begins(at, "<title>")) {
            at = behind(at, "</title>");
        } else if (begins(at, "<!--")) {
            at = behind(at, "-->");
        } else {
            put_tag(page, at, begins(at, "</svg>") ? strlen("</svg>") : length);
            at += length;
        }
    }
    page->pictures = end;
    html_raw(page, "\n");
}

static const char *row_text(struct html *page, const struct tree_row *row) {
    switch (row->kind) {
    case ROW_GROUP:
        return group_label(&page->wording, page->result, row->requirement);
    case ROW_DEEPER:
        return "… deeper";
    case ROW_CUT:
        return arena_printf(page->wording.arena, "… %zu more row%s", row->left_out, row->left_out == 1 ? "" : "s");
    default:
        return phrase_name(&page->wording, page->result, row->component);
    }
}

static void put_row(struct html *page, const struct tree_row *row) {
    bool component = row->kind == ROW_COMPONENT || row->kind == ROW_REPEATED;
    html_raw(page, component ? "<li><b>" : "<li><span class=\"faint\">");
    html_text(page, row_text(page, row));
    html_raw(page, component ? "</b> " : "</span>");
    if (component)
        html_text(page, phrase_compound(&page->wording,
                                        &slacalc_result_component(page->result, row->component)->availability));
    const char *notes = requirement_notes(&page->wording, page->result, row->outer);
    if (*notes == '\0' && row->kind != ROW_REPEATED)
        return;
    html_raw(page, "<span class=\"faint\">");
    html_text(page, notes);
    html_raw(page, row->kind == ROW_REPEATED ? " ↑ see above</span>" : "</span>");
}

static void put_tree(struct html *page, const struct tree *tree) {
    size_t open = 0;
    html_raw(page, "<ul class=\"tree\">\n");
    for (size_t i = 0; i < tree->count; i++) {
        const struct tree_row *row = &tree->rows[i];
        if (i > 0 && row->depth > open)
            html_raw(page, "\n<ul>\n");
        else if (i > 0)
            html_raw(page, "</li>\n");
        for (; open > row->depth; open--)
            html_raw(page, "</ul>\n</li>\n");
        open = row->depth;
        put_row(page, row);
    }
    for (html_raw(page, "</li>\n"); open > 0; open--)
        html_raw(page, "</ul>\n</li>\n");
    html_raw(page, "</ul>\n");
}

static void put_note(const struct html *page) {
    html_raw(
        page,
        page->layout->graph_svg
            ? "<p class=\"faint\">Graphviz took too long to draw a picture of this.</p>\n"
            : "<p class=\"faint\">Where Graphviz is installed (its program dot), the page has the graph as a picture "
              "here.</p>\n");
}

/* The rows are counted by themselves, so that the tables below do not suffer. */
static void put_trees(struct html *page) {
    size_t left = page->rows_left;
    for (size_t i = 0; i < page->result->service_count && left > 0; i++) {
        struct tree tree = tree_build(&page->builder, &page->result->services[i], left, TREE_MOST_DEPTH);
        put_tree(page, &tree);
        left -= tree.count < left ? tree.count : left;
        tree_release(&tree);
    }
    put_note(page);
}

static bool has_picture(const struct html *page) {
    return page->pictures && strstr(page->pictures, "<svg");
}

static void put_picture(struct html *page) {
    html_raw(page, "<figure class=\"picture\" tabindex=\"0\" aria-label=\"Dependency graph: each component with its "
                   "availability; the tables below have the same figures\">\n");
    put_svg(page);
    html_raw(page, "</figure>\n");
}

void html_graph(struct html *page) {
    if (!page->has_one_picture)
        return;
    html_raw(page, "<section>\n<h2>Dependencies</h2>\n");
    if (has_picture(page))
        put_picture(page);
    else
        put_trees(page);
    html_raw(page, "</section>\n");
}

void html_graph_of(struct html *page, const slacalc_service *service) {
    if (has_picture(page)) {
        put_picture(page);
        return;
    }
    struct tree tree =
        tree_build_focused(&page->builder, service, html_most_rows(page, MOST_TREE_ROWS), TREE_MOST_DEPTH);
    struct left_out left = left_out_of(&tree, &page->builder, service);
    put_tree(page, &tree);
    html_left_out(page, statement_of_left_out(&page->wording, page->result, &left));
    tree_release(&tree);
    put_note(page);
}
