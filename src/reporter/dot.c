/* The dependency graph for Graphviz. Classes let a page that holds the picture set colours of its own. */
#include "reporter/dot.h"

#include "engine/rows/promises_kept.h"
#include "reporter/composing/composition.h"
#include "reporter/composing/picture.h"
#include "reporter/composing/xml.h"
#include "reporter/wording/phrases.h"

#include <string.h>

#define INK "#1f2933"
#define FAINT "#5b6773"
#define SMALL "#37424d" /* on every shade */
#define RED "#b42318"

static const char *const shades[MOST_SHADE + 1] = {"#ffffff", "#eef4fb", "#d9e7f7", "#b9d3f0", "#93bae6"};

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

static void put_head(const struct composition *report) {
    const char *title = slacalc_result_title(report->result);
    fputs("digraph slacalc {\n"
          "  graph [rankdir=LR, nodesep=0.16, ranksep=0.8, pad=0.2, bgcolor=transparent, fontsize=10,\n"
          "         fontname=\"Helvetica,Arial,sans-serif\", fontcolor=\"" FAINT "\", labelloc=b, labeljust=l,\n"
          "         label=<",
          report->stream);
    if (title) {
        fputs("<B>", report->stream);
        put_text(report, harmless(report->wording.arena, title));
        fputs("</B><BR ALIGN=\"LEFT\"/>", report->stream);
    }
    fputs("Availability of each part with all that it needs. Stronger blue: a larger share of the downtime.<BR "
          "ALIGN=\"LEFT\"/>Heavy outline: a single point of failure. Red: a promise is broken.<BR ALIGN=\"LEFT\"/>>];\n"
          "  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica,Arial,sans-serif\", fontsize=11,\n"
          "        fontcolor=\"" INK "\", color=\"#b8c1cb\", fillcolor=white, margin=\"0.09,0.05\", height=0.3];\n"
          "  edge [headport=w, color=\"#8894a1\", arrowsize=0.6, fontname=\"Helvetica,Arial,sans-serif\", fontsize=9,\n"
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

static void put_wide_row(const struct composition *report, const char *text, const char *color) {
    fprintf(report->stream, "<TR><TD ALIGN=\"LEFT\" COLSPAN=\"2\"><FONT POINT-SIZE=\"9\" COLOR=\"%s\">", color);
    put_text(report, text);
    fputs("</FONT></TD></TR>", report->stream);
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
    for (size_t i = 0; box->service && i < box->service->promise_count; i++) {
        const slacalc_promise *promise = &box->service->promises[i];
        put_wide_row(report, box_promise(picture, box, i), promise_is_kept(promise) ? INK : RED);
    }
    if (left_out)
        put_wide_row(report, left_out, SMALL);
    fputs("</TABLE>>", report->stream);
}

static void put_component(const struct composition *report, const struct picture *picture, const struct box *box) {
    size_t shade = box_shade(box);
    fputs("label=", report->stream);
    put_component_label(report, picture, box);
    fprintf(report->stream, ", class=\"component shade-%zu%s%s\"", shade, box->single ? " single" : "",
            box->broken ? " broken" : "");
    if (box->broken)
        fputs(", fillcolor=\"#fdeceb\", color=\"" RED "\", penwidth=1.8", report->stream);
    else if (shade > 0)
        fprintf(report->stream, ", fillcolor=\"%s\"", shades[shade]);
    if (box->single && !box->broken)
        fputs(", color=\"#3b4754\", penwidth=1.8", report->stream);
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
        fprintf(report->stream, "  n%zu -> n%zu", line->from, line->to);
        if (line->optional || label)
            fputs(" [", report->stream);
        if (line->optional) {
            fputs("style=dashed", report->stream);
            comma = ", ";
        }
        if (label) {
            fprintf(report->stream, "%slabel=\"", comma);
            xml_put(report->stream, label);
            fputs("\"", report->stream);
        }
        fputs(line->optional || label ? "];\n" : ";\n", report->stream);
    }
}

static void compose(const struct composition *report) {
    struct extent extent = {report->layout->depth > 0 ? report->layout->depth : SLACALC_NONE, SLACALC_NONE};
    struct picture picture = picture_of(report->result, &report->wording, extent);
    put_head(report);
    put_boxes(report, &picture);
    put_lines(report, &picture);
    fputs("}\n", report->stream);
}

char *report_dot(const slacalc_result *result, const slacalc_layout *layout, size_t *length) {
    return compose_report(result, layout, compose, length);
}
