/* The dependency graph for Graphviz. Classes let a page that holds the picture set colours of its own. */
#include "reporter/dot.h"

#include "base/setting_names.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"
#include "reporter/composing/composition.h"
#include "reporter/composing/picture.h"
#include "reporter/composing/xml.h"
#include "reporter/wording/phrases.h"

#include <string.h>

#define INK "#1f2933"
#define FAINT "#5b6773"
#define SMALL "#37424d" /* on every shade */
#define RED "#b42318"
#define RED_WASH "#fdeceb"

static const char *const shades[MOST_SHADE + 1] = {"#ffffff", "#eef4fb", "#d9e7f7", "#b9d3f0", "#93bae6"};

/* From the left or from the top; there, blanks keep a label off its line. */
static const struct {
    const char *graph, *head, *before_label, *behind_label;
} directions[] = {
    [false] = {"rankdir=LR, nodesep=0.16, ranksep=0.8", "w", "", ""},
    [true] = {"rankdir=TB, nodesep=0.25, ranksep=0.45", "n", "&#160;&#160;", "&#160;"},
};

/* Backslashes begin escapes of Graphviz, also between tags. */
static void put_text(const struct composition *report, const char *text) {
    char *copy = arena_alloc(report->wording.arena, strlen(text) + 1, 2), *to = copy;
    for (; *text; text++) {
        if (*text == '\\')
            *to++ = '\\';
        *to++ = *text;
    }
    xml_put(report->stream, copy);
}

/* What is not drawn, in lines of the label. */
static void put_left_out(const struct composition *report, const struct picture *picture) {
    const char *const left_out[] = {picture_parts_left_out(picture), picture_services_left_out(picture)};
    for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++) {
        if (!left_out[i])
            continue;
        put_text(report, harmless(report->wording.arena, left_out[i]));
        fputs(".<BR ALIGN=\"LEFT\"/>", report->stream);
    }
    if (!picture->is_whole)
        fprintf(report->stream, "All is drawn %swith %s.<BR ALIGN=\"LEFT\"/>",
                report->layout->page_graphs ? "in the format dot " : "",
                hint_name(report->result->hint_names, SLACALC_HINT_ALL));
}

static void put_head(const struct composition *report, const struct picture *picture) {
    const char *title = slacalc_result_title(report->result);
    fprintf(report->stream, "digraph slacalc {\n  graph [%s,", directions[picture->is_tall].graph);
    fputs(" pad=0.2, bgcolor=transparent, fontsize=10,\n"
          "         fontname=\"Helvetica,Arial,sans-serif\", fontcolor=\"" FAINT "\", labelloc=b, labeljust=l,\n"
          "         label=<",
          report->stream);
    if (title && picture->extent.service == SLACALC_NONE) {
        fputs("<B>", report->stream);
        put_text(report, harmless(report->wording.arena, title));
        fputs("</B><BR ALIGN=\"LEFT\"/>", report->stream);
    }
    fputs("Availability of each part with all that it needs. Stronger blue: a larger share of the downtime.<BR "
          "ALIGN=\"LEFT\"/>Heavy outline: a single point of failure. Red: a promise is broken.<BR ALIGN=\"LEFT\"/>",
          report->stream);
    put_left_out(report, picture);
    fputs(">];\n"
          "  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica,Arial,sans-serif\", fontsize=11,\n"
          "        fontcolor=\"" INK "\", color=\"#b8c1cb\", fillcolor=white, margin=\"0.09,0.05\", height=0.3];\n",
          report->stream);
    fprintf(report->stream, "  edge [headport=%s,", directions[picture->is_tall].head);
    fputs(" color=\"#8894a1\", arrowsize=0.6, fontname=\"Helvetica,Arial,sans-serif\", fontsize=9,\n"
          "        fontcolor=\"" FAINT "\"];\n",
          report->stream);
}

/* A cell of the second row on; the text may be NULL. */
static void put_cell(const struct composition *report, const char *side, const char *text, const char *color) {
    fprintf(report->stream, "<TD ALIGN=\"%s\">", side);
    if (text) {
        fprintf(report->stream, "<FONT POINT-SIZE=\"9\" COLOR=\"%s\">", color);
        put_text(report, text);
        fputs("</FONT>", report->stream);
    }
    fputs("</TD>", report->stream);
}

/* `ground` is an attribute of the cell, or "". */
static void put_wide_row(const struct composition *report, const char *text, const char *color, const char *ground) {
    fprintf(report->stream, "<TR><TD ALIGN=\"LEFT\" COLSPAN=\"2\"%s><FONT POINT-SIZE=\"9\" COLOR=\"%s\">", ground,
            color);
    put_text(report, text);
    fputs("</FONT></TD></TR>", report->stream);
}

/* What is broken stands on a ground of its own, as red on a strong blue is hard to read. */
static void put_promise(const struct composition *report, const struct picture *picture, const struct box *box,
                        size_t promise) {
    bool kept = promise_is_kept(&box->service->promises[promise]);
    put_wide_row(report, box_promise(picture, box, promise), kept ? INK : RED, kept ? "" : " BGCOLOR=\"" RED_WASH "\"");
}

static void put_component_label(const struct composition *report, const struct picture *picture,
                                const struct box *box) {
    const slacalc_component *component = slacalc_result_component(report->result, box->component);
    const char *own = box_own(picture, box), *share = box_share(picture, box), *left_out = box_left_out(picture, box);
    fputs("<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\"><TR>"
          "<TD ALIGN=\"LEFT\" WIDTH=\"64\"><B>",
          report->stream);
    put_text(report, box_name(picture, box));
    fputs("</B></TD><TD ALIGN=\"RIGHT\">&#160; ", report->stream);
    xml_put(report->stream, phrase_compound(picture->wording, &component->availability));
    fputs("</TD></TR>", report->stream);
    if (own || share) {
        fputs("<TR>", report->stream);
        put_cell(report, "LEFT", own, SMALL);
        put_cell(report, "RIGHT", share, SMALL);
        fputs("</TR>", report->stream);
    }
    for (size_t i = 0; box->service && i < box->service->promise_count; i++)
        put_promise(report, picture, box, i);
    if (left_out)
        put_wide_row(report, left_out, SMALL, "");
    fputs("</TABLE>>", report->stream);
}

static void put_component(const struct composition *report, const struct picture *picture, const struct box *box) {
    size_t shade = box_shade(box);
    fputs("label=", report->stream);
    put_component_label(report, picture, box);
    fprintf(report->stream, ", class=\"component shade-%zu%s%s\"", shade, box->single ? " single" : "",
            box->broken ? " broken" : "");
    if (shade > 0)
        fprintf(report->stream, ", fillcolor=\"%s\"", shades[shade]);
    if (box->broken || box->single)
        fprintf(report->stream, ", color=\"%s\"", box->broken ? RED : "#3b4754");
    if (box->single)
        fputs(", penwidth=1.8", report->stream);
}

static void put_group(const struct composition *report, const struct picture *picture, const struct box *box) {
    fputs("label=\"", report->stream);
    xml_put(report->stream, box_name(picture, box));
    fputs("\", class=group, fontsize=9, height=0.2, margin=\"0.08,0.02\", color=\"#e4e8ec\", fillcolor=\"#e4e8ec\"",
          report->stream);
}

static void put_boxes(const struct composition *report, const struct picture *picture) {
    for (size_t i = 0; i < picture->box_count; i++) {
        const struct box *box = &picture->boxes[i];
        composition_go_on(report->stream, report->wording.arena);
        fprintf(report->stream, "  n%zu [", i);
        if (box->component == SLACALC_NONE)
            put_group(report, picture, box);
        else
            put_component(report, picture, box);
        fputs("];\n", report->stream);
    }
}

static void put_lines(const struct composition *report, const struct picture *picture) {
    for (size_t i = 0; i < picture->line_count; i++) {
        const struct line *line = &picture->lines[i];
        const char *label = line_label(picture, line), *comma = "";
        composition_go_on(report->stream, report->wording.arena);
        fprintf(report->stream, "  n%zu -> n%zu", line->from, line->to);
        if (line->optional || label)
            fputs(" [", report->stream);
        if (line->optional) {
            fputs("style=dashed", report->stream);
            comma = ", ";
        }
        if (label) {
            fprintf(report->stream, "%slabel=\"%s", comma, directions[picture->is_tall].before_label);
            xml_put(report->stream, label);
            fprintf(report->stream, "%s\"", directions[picture->is_tall].behind_label);
        }
        fputs(line->optional || label ? "];\n" : ";\n", report->stream);
    }
}

/* Graphviz draws no more in the time that a page is waited for. */
enum { MOST_PAGE_GRAPHS = 200 };

static void put_graph(const struct composition *report, struct extent extent) {
    struct composition graph = *report;
    graph.wording.arena = arena_open(report->wording.arena);
    struct picture picture = picture_of(graph.result, &graph.wording, extent);
    put_head(&graph, &picture);
    put_boxes(&graph, &picture);
    put_lines(&graph, &picture);
    fputs("}\n", graph.stream);
    arena_close(graph.wording.arena);
}

static void compose(const struct composition *report) {
    const slacalc_layout *layout = report->layout;
    if (layout->page_graphs && !fits_one_picture(report->result, &report->wording, layout)) {
        struct attention attention = attention_of(report->result, layout->all, report->wording.arena);
        for (size_t i = 0; i < attention.details && i < MOST_PAGE_GRAPHS && !deadline_is_over(report->deadline); i++)
            put_graph(report, extent_of_service(layout, attention.services[i]));
        return;
    }
    put_graph(report, extent_of(layout));
}

char *report_dot(const slacalc_result *result, const slacalc_layout *layout, size_t *length) {
    return compose_report(result, layout, compose, length);
}
