#include "reporter/html/graph.h"

#include "engine/rows/result.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/requirements.h"

#include <stdint.h>
#include <string.h>

/* Behind the mark that ends what begins here; the end of the text where it does not end. */
static const char *behind(const char *at, const char *end) {
    const char *found = strstr(at, end);
    return found ? found + strlen(end) : at + strlen(at);
}

/* Without what stands before the picture, the names that Graphviz has for boxes, and its comments. */
static void put_svg(const struct html *page, const char *svg) {
    const char *at = strstr(svg, "<svg");
    while (at && *at) {
        size_t kept = strcspn(at + 1, "<") + 1;
        if (strncmp(at, "<title>", strlen("<title>")) == 0)
            at = behind(at, "</title>");
        else if (strncmp(at, "<!--", strlen("<!--")) == 0)
            at = behind(at, "-->");
        else
            at += fwrite(at, 1, kept, page->stream) == kept ? kept : strlen(at);
    }
}

static const char *row_text(struct html *page, const struct tree_row *row) {
    switch (row->kind) {
    case ROW_GROUP:
        return group_label(&page->wording, page->result, row->requirement);
    case ROW_DEEPER:
        return "… deeper";
    case ROW_CUT:
        return arena_printf(page->wording.arena, "… %zu more rows", row->left_out);
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

/* The rows are counted by themselves, so that the tables below do not suffer. */
static void put_trees(struct html *page) {
    size_t left = page->rows_left;
    for (size_t i = 0; i < page->result->service_count && left > 0; i++) {
        struct tree tree = tree_build(&page->builder, &page->result->services[i], left, TREE_MOST_DEPTH);
        put_tree(page, &tree);
        left -= tree.count < left ? tree.count : left;
        tree_release(&tree);
    }
    html_raw(page,
             "<p class=\"faint\">Where Graphviz is installed (its program dot), the page has the graph as a picture "
             "here.</p>\n");
}

void html_graph(struct html *page) {
    html_raw(page, "<section>\n<h2>Dependencies</h2>\n");
    if (page->layout->graph_svg) {
        html_raw(page,
                 "<figure class=\"picture\" tabindex=\"0\" aria-label=\"Dependency graph: each component with its "
                 "availability; the tables below have the same figures\">\n");
        put_svg(page, page->layout->graph_svg);
        html_raw(page, "</figure>\n");
    } else {
        put_trees(page);
    }
    html_raw(page, "</section>\n");
}
